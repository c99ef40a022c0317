import type { DecisionKind } from '@toetsbaar/casefile'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Button, Heading, Link, Outside, OwnWords, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { SystemUsed } from '../../desk-case.ts'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

/** Where a case stands, as a citizen sees it. */
export type CaseState = 'started' | 'sent' | 'in-hand' | 'decided' | 'withdrawn' | 'erased'

/** What a citizen may ask about a case. */
export type RequestKind = 'withdraw' | 'object' | 'correct' | 'erase'

/** What happened to a case, as a citizen is told it: `status.event-<kind>`. */
export type Milestone = CaseState | RequestKind | 'answered' | 'asked' | 'replied' | 'reopened' | 'to-prosecutor'

/** A decision of an officer: what, why, and which role took it. Never who. */
export type DecisionView = {
  readonly at: Date
  readonly role: string | undefined
  readonly kind: DecisionKind | undefined
  readonly reason: string | undefined
  readonly motive: string
  /** Whether it went another way than the machine's advice; undefined where that pointed to no decision. */
  readonly otherThanAdvised: boolean | undefined
  /** The citizen's own words in the objection that this decision answers. */
  readonly objection: { readonly at: Date; readonly text: string } | undefined
}

/** A question of an officer, with the citizen's answer where it was given. */
export type QuestionView = {
  readonly version: number
  readonly at: Date
  readonly text: string
  readonly answer: { readonly at: Date; readonly text: string } | undefined
}

export type StatusView = {
  readonly frame: Frame
  readonly state: CaseState
  /** What happened, oldest first. */
  readonly history: readonly { readonly at: Date; readonly kind: Milestone }[]
  /** The advice's title in the page's language. */
  readonly advice?: string
  /** Decisions, the last one first. */
  readonly decisions: readonly DecisionView[]
  /** An objection that no decision answers yet. */
  readonly objection?: DecisionView['objection']
  readonly questions: readonly QuestionView[]
  /** The form that answers a question; absent where the case takes no answers any more. */
  readonly reply?: {
    readonly gate: Gate
    readonly typed: Readonly<Record<string, string>>
    readonly problems: readonly Problem[]
  }
  /** Answers to what the citizen asked. */
  readonly answers: readonly { readonly at: Date; readonly about: RequestKind; readonly text: string }[]
  /** The systems that had a part in this case, with the way to check them. */
  readonly systems: readonly SystemUsed[]
  /** The rules that were used. */
  readonly rules?: { readonly title: string; readonly digest: string; readonly href: string } | undefined
  readonly to: { readonly goOn?: string; readonly requests: Readonly<Partial<Record<RequestKind, string>>> }
  /** What the citizen just asked or answered, to be read out. */
  readonly done?: RequestKind | 'replied'
}

const kinds = ['correct', 'object', 'withdraw', 'erase'] as const

/** The name under which the answer to a question is sent. */
export const answerField = (version: number): string => `answer.${version}`

const Questions = ({ view }: { readonly view: StatusView }) => {
  const { frame, questions, reply } = view
  const { say } = frame.words
  return (
    <Part id="questions" title={say('status.questions')} look={3}>
      {questions.map(({ version, at, text, answer }) => (
        <div class="tb-decision">
          <p class="nl-paragraph tb-kept" dir="auto">
            {text}
          </p>
          <Paragraph quiet>{say('status.asked-at', { at })}</Paragraph>
          {answer !== undefined ? (
            <p class="nl-paragraph">
              {say('status.you-answered', { at: answer.at })} <OwnWords>{answer.text}</OwnWords>
            </p>
          ) : reply === undefined ? (
            <Paragraph>{say('status.not-answered')}</Paragraph>
          ) : (
            <Form gate={reply.gate} step="reply">
              <TextArea
                frame={frame}
                name={answerField(version)}
                label={say('status.reply')}
                hint={say('status.reply-hint')}
                value={reply.typed[answerField(version)]}
                problems={reply.problems}
                rows={4}
                required
              />
              <div class="tb-onward">
                <Button>{say('status.reply-do')}</Button>
              </div>
            </Form>
          )}
        </div>
      ))}
    </Part>
  )
}

const Decision = ({
  view,
  decision,
  index,
}: {
  readonly view: StatusView
  readonly decision: DecisionView
  readonly index: number
}) => {
  const { frame } = view
  const { say, keys } = frame.words
  const { at, role, kind, reason, motive, otherThanAdvised, objection } = decision
  const reasonKey = `status.reason-${reason}`
  return (
    <section class="tb-decision">
      <Heading level={2} look={3} id={`decision-${index}`}>
        {say(objection === undefined ? 'status.decision' : 'status.decision-again')}
      </Heading>
      {objection !== undefined && (
        <p class="nl-paragraph">
          {say('status.you-objected', { at: objection.at })} <OwnWords>{objection.text}</OwnWords>
        </p>
      )}
      {kind !== undefined && (
        <Paragraph>
          <strong>{say(`status.kind-${kind}`)}</strong>
        </Paragraph>
      )}
      {keys.includes(reasonKey) && <Paragraph>{say(reasonKey)}</Paragraph>}
      <p class="nl-paragraph tb-kept" dir="auto">
        {motive}
      </p>
      {otherThanAdvised !== undefined && (
        <Paragraph>{say(otherThanAdvised ? 'status.other-than-advised' : 'status.as-advised')}</Paragraph>
      )}
      <Paragraph quiet>
        {say('status.decided-by', {
          at,
          role: role !== undefined && keys.includes(`role.${role}`) ? say(`role.${role}`) : say('status.some-role'),
        })}
      </Paragraph>
    </section>
  )
}

/**
 * A case as its citizen finds it: where it stands, what is asked, the decisions with role and motive, which systems had a
 * part in it, what happened, and what can be asked.
 */
export const renderStatus = (view: StatusView): string => {
  const { frame, state, history, advice, decisions, objection, questions, reply, answers, systems, rules, to, done } =
    view
  const { say } = frame.words
  const problems = reply?.problems ?? []
  const open = questions.filter(({ answer }) => answer === undefined).length
  return toHtml(
    <Page frame={frame} title={say('status.title')} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} labelOf={() => say('status.reply')} />
      <Heading level={1}>{say('status.title')}</Heading>
      {done && (
        <Notice kind="ok" live>
          <Paragraph>{say(`status.done-${done}`)}</Paragraph>
        </Notice>
      )}
      <p class="nl-paragraph nl-paragraph--lead tb-state">
        {say(`status.state-${state}`)}{' '}
        {open > 0 && reply !== undefined && <strong>{say('status.we-ask', { count: open })}</strong>}
      </p>
      {to.goOn !== undefined && (
        <div class="tb-onward">
          <ActionLink href={to.goOn}>{say('status.go-on')}</ActionLink>
        </div>
      )}
      {questions.length > 0 && <Questions view={view} />}
      {objection !== undefined && (
        <Part id="objection" title={say('status.objection')} look={3}>
          <p class="nl-paragraph">
            {say('status.you-objected', { at: objection.at })} <OwnWords>{objection.text}</OwnWords>
          </p>
          <Paragraph>{say('status.objection-open')}</Paragraph>
        </Part>
      )}
      {decisions.map((decision, index) => (
        <Decision view={view} decision={decision} index={index} />
      ))}
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
      {advice !== undefined && (
        <Part id="advice" title={say('status.advice')} look={3}>
          <Paragraph>{advice}</Paragraph>
        </Part>
      )}
      {systems.length > 0 && (
        <Part id="systems" title={say('status.systems')} look={3}>
          <Paragraph>{say('status.systems-text')}</Paragraph>
          <Systems frame={frame} systems={systems} />
          {rules !== undefined && (
            <p class="nl-paragraph tb-quiet">
              {say('status.rules')} <Link href={rules.href}>{rules.title}</Link>{' '}
              <code class="tb-digest">{rules.digest}</code>
            </p>
          )}
        </Part>
      )}
      <Part id="history" title={say('status.history')} look={3}>
        <Facts
          facts={history.map(event => ({
            key: <time dateTime={event.at.toISOString()}>{say('status.at', { at: event.at })}</time>,
            value: say(`status.event-${event.kind}`),
          }))}
        />
      </Part>
      <Part id="ask" title={say('status.ask')} look={3}>
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
      </Part>
    </Page>,
  )
}
