import type { Alert } from '@toetsbaar/inquiry'
import type { Frame } from '../../frame.ts'
import { Heading, OwnWords, Paragraph } from '../prose/prose.tsx'

const phoneOf = (number: string): string => `tel:${number.replace(/[^0-9+]/g, '')}`

const known = (frame: Frame, key: string): boolean => frame.words.keys.includes(key)

const HelpLine = ({ frame, help }: { readonly frame: Frame; readonly help: string }) => {
  const { say } = frame.words
  if (!known(frame, `help.${help}.name`)) return <li class="tb-help__line">{help}</li>
  const number = say(`help.${help}.number`)
  return (
    <li class="tb-help__line">
      <a class="tb-help__number" href={phoneOf(number)}>
        {number}
      </a>
      <span class="tb-help__who">
        <strong>{say(`help.${help}.name`)}</strong> {say(`help.${help}.when`)}
      </span>
    </li>
  )
}

/** People first: which numbers help, warmly, before anything else on the page. The dialogue can go on. */
export const HelpAlert = ({
  frame,
  alerts,
  level = 2,
}: {
  readonly frame: Frame
  readonly alerts: readonly Alert[]
  readonly level?: 1 | 2
}) => {
  if (alerts.length === 0) return null
  const { say } = frame.words
  const lines = [...new Set(alerts.flatMap(alert => alert.help))]
  return (
    <section class="tb-help" aria-labelledby="help-title" role="region">
      <Heading level={level} look={2} id="help-title">
        {say('help.title')}
      </Heading>
      <Paragraph>{say('help.text')}</Paragraph>
      <ul class="tb-help__lines">
        {lines.map(help => (
          <HelpLine frame={frame} help={help} />
        ))}
      </ul>
      <div class="tb-help__why">
        <p class="nl-paragraph">{say('help.why')}</p>
        <ul class="tb-help__quotes">
          {alerts.map(alert => (
            <li>
              <OwnWords>{alert.quote}</OwnWords>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
