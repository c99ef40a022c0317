import { Facts } from '../../components/facts/facts.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

/** Where a case stands, as a citizen sees it. */
export type CaseState = 'started' | 'sent' | 'in-hand' | 'decided' | 'withdrawn' | 'erased'

/** What a citizen may ask about a case. */
export type RequestKind = 'withdraw' | 'object' | 'correct' | 'erase'

export type StatusView = {
  readonly frame: Frame
  readonly state: CaseState
  /** What happened, oldest first: `status.event.<kind>`. */
  readonly history: readonly { readonly at: Date; readonly kind: CaseState | RequestKind | 'answered' }[]
  /** The advice's title in the page's language. */
  readonly advice?: string
  /** An officer's decision, with its motive. */
  readonly decision?: { readonly at: Date; readonly outcome: string; readonly motive: string }
  /** Answers to what the citizen asked. */
  readonly answers: readonly { readonly at: Date; readonly about: RequestKind; readonly text: string }[]
  readonly to: { readonly goOn?: string; readonly requests: Readonly<Partial<Record<RequestKind, string>>> }
  /** What the citizen just asked, to be read out. */
  readonly done?: RequestKind
}

const kinds = ['correct', 'object', 'withdraw', 'erase'] as const

/** A case as its citizen finds it: where it stands, what happened, the decision with its motive, and what can be asked. */
export const renderStatus = ({ frame, state, history, advice, decision, answers, to, done }: StatusView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('status.title')}>
      <Heading level={1}>{say('status.title')}</Heading>
      {done && (
        <Notice kind="ok" live>
          <Paragraph>{say(`status.done-${done}`)}</Paragraph>
        </Notice>
      )}
      <p class="nl-paragraph nl-paragraph--lead tb-state">{say(`status.state-${state}`)}</p>
      {to.goOn !== undefined && (
        <div class="tb-onward">
          <ActionLink href={to.goOn}>{say('status.go-on')}</ActionLink>
        </div>
      )}
      {advice !== undefined && (
        <section aria-labelledby="advice">
          <Heading level={2} look={3} id="advice">
            {say('status.advice')}
          </Heading>
          <Paragraph>{advice}</Paragraph>
        </section>
      )}
      {decision && (
        <section class="tb-decision" aria-labelledby="decision">
          <Heading level={2} look={3} id="decision">
            {say('status.decision')}
          </Heading>
          <Paragraph>
            <strong>
              <Outside>{decision.outcome}</Outside>
            </strong>
          </Paragraph>
          <Paragraph>
            <Outside>{decision.motive}</Outside>
          </Paragraph>
          <Paragraph quiet>{say('status.decided-at', { at: decision.at })}</Paragraph>
        </section>
      )}
      {answers.map((answer, index) => (
        <section aria-labelledby={`answer-${index}`}>
          <Heading level={2} look={3} id={`answer-${index}`}>
            {say(`status.answer-${answer.about}`)}
          </Heading>
          <Paragraph>
            <Outside>{answer.text}</Outside>
          </Paragraph>
          <Paragraph quiet>{say('status.decided-at', { at: answer.at })}</Paragraph>
        </section>
      ))}
      <section aria-labelledby="history">
        <Heading level={2} look={3} id="history">
          {say('status.history')}
        </Heading>
        <Facts
          facts={history.map(event => ({
            key: <time dateTime={event.at.toISOString()}>{say('status.at', { at: event.at })}</time>,
            value: say(`status.event-${event.kind}`),
          }))}
        />
      </section>
      <section aria-labelledby="ask">
        <Heading level={2} look={3} id="ask">
          {say('status.ask')}
        </Heading>
        <ul class="tb-asks">
          {kinds.flatMap(kind => {
            const href = to.requests[kind]
            return href === undefined
              ? []
              : [
                  <li>
                    <Link href={href}>{say(`status.ask-${kind}`)}</Link>
                    <p class="nl-paragraph tb-quiet">{say(`status.ask-${kind}-text`)}</p>
                  </li>,
                ]
          })}
        </ul>
      </section>
    </Page>,
  )
}
