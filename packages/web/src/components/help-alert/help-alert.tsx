import type { Alert } from '@toetsbaar/inquiry'
import type { Frame } from '../../frame.ts'
import { textOf } from '../../model-words.ts'
import { Heading, LinkOut, OwnWords, Paragraph } from '../prose/prose.tsx'

type HelpAlertProps = {
  readonly frame: Frame
  readonly alerts: readonly Alert[]
  /** 1 where the help is the whole page. */
  readonly level?: 1 | 2
}

const phone = (number: string): string => `tel:${number.replace(/[^0-9+]/g, '')}`

const HelpLine = ({ frame, help }: { readonly frame: Frame; readonly help: string }) => {
  const { texts, help: lines } = frame.peopleFirst
  const line = lines.find(line => line.id === help)
  const name = textOf(texts, `help.${help}.name`)
  return (
    <li class="tb-help__line">
      {line?.number !== undefined && (
        <a class="tb-help__number" href={phone(line.number)}>
          <span class="tb-unseen">{frame.words.say('help.call')} </span>
          {line.number}
        </a>
      )}
      <span class="tb-help__who">
        <strong>{line?.url === undefined ? name : <LinkOut href={line.url}>{name}</LinkOut>}</strong>
        <span>{textOf(texts, `help.${help}.when`)}</span>
      </span>
    </li>
  )
}

/** People first: what we saw, said warmly, and which numbers help, before anything else on the page. The dialogue can go on. */
export const HelpAlert = ({ frame, alerts, level = 2 }: HelpAlertProps) => {
  const [first] = alerts
  if (first === undefined) return null
  const { say } = frame.words
  const { texts } = frame.peopleFirst
  const signs = [...new Set(alerts.map(alert => alert.sign))]
  const help = [...new Set(alerts.flatMap(alert => alert.help))]
  return (
    <section class="tb-help" aria-labelledby="help-title">
      <Heading level={level} look={2} id="help-title">
        {textOf(texts, `sign.${first.sign}.title`)}
      </Heading>
      {signs.map(sign => (
        <Paragraph>{textOf(texts, `sign.${sign}.message`)}</Paragraph>
      ))}
      <ul class="tb-help__lines">
        {help.map(id => (
          <HelpLine frame={frame} help={id} />
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
