import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type RegisterStepsView = {
  readonly frame: DeskFrame
  readonly system: string
  readonly steps: readonly {
    readonly step: string
    /** `entry.state-<state>` each. */
    readonly from: readonly string[]
    /** True from the state in which the dossier is now. */
    readonly here: boolean
    /** Where this person can ask for it. */
    readonly ask?: string | undefined
    /** What it demands; `href` is where what is missing is filled. */
    readonly demands: readonly {
      readonly text: string
      readonly met: boolean
      readonly source: string
      readonly href?: string | undefined
    }[]
  }[]
  readonly back: string
}

/** The life cycle: every step, from where, and what it demands of this dossier. */
export const renderRegisterSteps = ({ frame, system, steps, back }: RegisterStepsView): string => {
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={say('steps.title')}>
      <p class="tb-above">
        <Link href={back}>
          <Outside>{system}</Outside>
        </Link>
      </p>
      <Heading level={1}>{say('steps.title')}</Heading>
      <Paragraph lead>{say('steps.lead')}</Paragraph>
      {steps.map(({ step, from, here, ask, demands }) => {
        const open = demands.filter(({ met }) => !met)
        return (
          <section aria-labelledby={`step-${step}`}>
            <Heading level={2} id={`step-${step}`}>
              {say(`steps.${step}`)}
            </Heading>
            <Paragraph>
              {say('steps.from')} {from.map(state => say(`entry.state-${state}`)).join(' ')}{' '}
              {here && <strong>{say('steps.here')}</strong>}
            </Paragraph>
            <Paragraph>{say(`steps.${step}-text`)}</Paragraph>
            {demands.length > 0 && (
              <details class="tb-step-demands" open={here && open.length > 0}>
                <summary>{say('steps.demands', { met: demands.length - open.length, all: demands.length })}</summary>
                <ul class="utrecht-unordered-list">
                  {demands.map(demand => (
                    <li class="utrecht-unordered-list__item">
                      <strong>{say(demand.met ? 'steps.met' : 'steps.open')}</strong>{' '}
                      {demand.href === undefined ? (
                        <Outside>{demand.text}</Outside>
                      ) : (
                        <Link href={demand.href}>
                          <Outside>{demand.text}</Outside>
                        </Link>
                      )}{' '}
                      <span class="tb-quiet">
                        {say('entry.asked-by')} <Outside>{demand.source}</Outside>
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {ask !== undefined && (
              <p class="nl-paragraph">
                <Link href={ask}>{say(`form.request-${step}`)}</Link>
              </p>
            )}
          </section>
        )
      })}
    </DeskPage>,
  )
}
