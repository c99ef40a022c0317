import type { DecisionKind } from '@toetsbaar/casefile'
import { Choice } from '../../components/choice/choice.tsx'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { ActionLink, Heading, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Select } from '../../components/select/select.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { CaseAct, CaseAtDesk, CaseMoment, SystemUsed } from '../../desk-case.ts'
import type { DeskFrame, Gate, ModelTexts, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { Outcome, Weighing } from '../desk-case/case-advice.tsx'
import { Known, Reading } from '../desk-case/case-story.tsx'
import { Moments } from '../desk-case/case-timeline.tsx'
import { type CaseWords, outcomeTitle, reasonText } from '../desk-case/case-words.tsx'
import { Standing } from '../desk-case/desk-case.tsx'

export type ActWithPage = Exclude<CaseAct, 'take' | 'return'>

export const decisionChoices: readonly DecisionKind[] = ['take-up', 'refer', 'close', 'other']

export type DeskActView = {
  readonly frame: DeskFrame
  readonly gate: Gate
  readonly act: ActWithPage
  readonly shown: CaseAtDesk
  readonly texts: ModelTexts
  readonly names: Readonly<Record<string, string>>
  readonly systems: readonly SystemUsed[]
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  /** Concrete reasons by kind of decision, and the decisions that follow each outcome; with `decide`. */
  readonly reasons: Readonly<Record<DecisionKind, readonly string[]>>
  readonly follows: Readonly<Record<string, readonly DecisionKind[]>>
  /** To whom it can go; with `hand-over`. */
  readonly targets: {
    readonly officers: readonly { readonly id: string; readonly name: string }[]
    readonly teams: readonly string[]
    readonly prosecutor: boolean
  }
  /** The request that is answered. */
  readonly request?: CaseAtDesk['requests'][number] | undefined
  /** What happened since the form was drawn; present where it came too late. What was typed is in `typed` still. */
  readonly changes?: readonly CaseMoment[]
  /** False where the act is not possible any more: then what was typed is shown, and nothing can be sent. */
  readonly possible: boolean
  readonly back: string
}

const textOfAct: Readonly<Partial<Record<ActWithPage, string>>> = {
  ask: 'text',
  note: 'text',
  'answer-request': 'text',
  'hand-over': 'motive',
  reopen: 'motive',
  decide: 'motive',
}

const kindOptions = (words: CaseWords) =>
  decisionChoices.map(kind => ({
    value: kind,
    label: words.frame.words.say(`desk-word.kind-${kind}`),
    hint: words.frame.words.say(`desk-word.kind-${kind}-hint`),
  }))

const Kind = ({ view, words }: { readonly view: DeskActView; readonly words: CaseWords }) => (
  <Choice
    frame={view.frame}
    name="kind"
    legend={view.frame.words.say(view.act === 'decide' ? 'desk-act.kind' : 'desk-act.impression-kind')}
    options={kindOptions(words)}
    chosen={view.typed.kind}
    problems={view.problems}
  />
)

/** The advice beside the form, and what it means to go another way. */
const Decide = ({ view, words }: { readonly view: DeskActView; readonly words: CaseWords }) => {
  const { frame, typed, problems, reasons, follows, shown } = view
  const { say } = frame.words
  const { advice } = shown
  const outcome = advice.shown === false ? undefined : advice.outcome
  const expected = outcome === undefined ? undefined : follows[outcome]
  const outcomes = shown.model?.outcomes ?? []
  return (
    <>
      <Kind view={view} words={words} />
      <Select
        frame={frame}
        name="reason"
        label={say('desk-act.reason')}
        hint={say('desk-act.reason-hint')}
        groups={[
          { options: [{ value: '', label: say('desk-act.choose') }] },
          ...decisionChoices.map(kind => ({
            label: say(`desk-word.kind-${kind}`),
            options: reasons[kind].map(reason => ({
              value: `${kind}/${reason}`,
              label: reasonText(words, reason),
            })),
          })),
        ]}
        chosen={typed.reason}
        problems={problems}
      />
      <TextArea
        frame={frame}
        name="motive"
        label={say('desk-act.motive')}
        hint={say('desk-act.motive-hint')}
        value={typed.motive}
        problems={problems}
        rows={6}
        required
      />
      <section class="tb-report-anyway" aria-labelledby="otherwise">
        <Heading level={2} look={3} id="otherwise">
          {say('desk-act.otherwise')}
        </Heading>
        {expected !== undefined && expected.length > 0 && outcome !== undefined ? (
          <Paragraph>
            {say('desk-act.follows', {
              outcome: outcomeTitle(words, outcome),
              kinds: expected.map(kind => say(`desk-word.kind-${kind}`)).join(', '),
            })}
          </Paragraph>
        ) : (
          <Paragraph>{say('desk-act.follows-nothing')}</Paragraph>
        )}
        <Paragraph>{say('desk-act.override')}</Paragraph>
        <Select
          frame={frame}
          name="better"
          label={say('desk-act.better')}
          hint={say('desk-act.better-hint')}
          groups={[
            {
              options: [
                { value: '', label: say('desk-act.better-none') },
                ...outcomes.map(value => ({ value, label: outcomeTitle(words, value) })),
              ],
            },
          ]}
          chosen={typed.better}
        />
      </section>
    </>
  )
}

const HandOver = ({ view }: { readonly view: DeskActView }) => {
  const { frame, typed, problems, targets } = view
  const { say } = frame.words
  const groups = [
    { options: [{ value: '', label: say('desk-act.choose') }] },
    {
      label: say('desk-act.to-officer'),
      options: targets.officers.map(({ id, name }) => ({ value: `officer/${id}`, label: name })),
    },
    {
      label: say('desk-act.to-team'),
      options: targets.teams.map(team => ({ value: `team/${team}`, label: say('desk.team', { team }) })),
    },
    {
      label: say('desk-act.to-others'),
      options: targets.prosecutor ? [{ value: 'prosecutor', label: say('desk-word.to-prosecutor') }] : [],
    },
  ].filter(({ options }) => options.length > 0)
  return (
    <Select
      frame={frame}
      name="to"
      label={say('desk-act.to')}
      hint={say('desk-act.to-hint')}
      groups={groups}
      chosen={typed.to}
      problems={problems}
    />
  )
}

const Fields = ({ view, words }: { readonly view: DeskActView; readonly words: CaseWords }) => {
  const { frame, act, typed, problems } = view
  const { say } = frame.words
  if (act === 'decide') return <Decide view={view} words={words} />
  if (act === 'impression') return <Kind view={view} words={words} />
  const name = textOfAct[act] ?? 'text'
  return (
    <>
      {act === 'hand-over' && <HandOver view={view} />}
      <TextArea
        frame={frame}
        name={name}
        label={say(`desk-act.${act}-label`)}
        hint={say(`desk-act.${act}-hint`)}
        value={typed[name]}
        problems={problems}
        rows={5}
        required
      />
    </>
  )
}

/** What was typed and cannot be sent any more, to be read and copied. */
const Kept = ({ view, words }: { readonly view: DeskActView; readonly words: CaseWords }) => {
  const { frame, typed } = view
  const { say } = frame.words
  const [kind, reason] = (typed.reason ?? '').split('/')
  const facts = [
    typed.kind !== undefined && { key: say('desk-act.kind'), value: say(`desk-word.kind-${typed.kind}`) },
    kind !== undefined && reason !== undefined && { key: say('desk-act.reason'), value: reasonText(words, reason) },
    ...['text', 'motive'].map(
      name =>
        (typed[name] ?? '') !== '' && {
          key: say('desk-act.your-words'),
          value: (
            <span class="tb-kept" dir="auto">
              {typed[name]}
            </span>
          ),
        },
    ),
  ].filter(fact => fact !== false)
  return facts.length === 0 ? null : (
    <Part id="kept" title={say('desk-act.kept')} look={3}>
      <Facts facts={facts} />
    </Part>
  )
}

const labelOf =
  ({ frame, act }: DeskActView) =>
  (field: string): string | undefined =>
    field === 'motive' || field === 'text'
      ? frame.words.say(act === 'decide' ? 'desk-act.motive' : `desk-act.${act}-label`)
      : field === 'kind'
        ? frame.words.say(act === 'decide' ? 'desk-act.kind' : 'desk-act.impression-kind')
        : field === 'reason' || field === 'to'
          ? frame.words.say(`desk-act.${field}`)
          : undefined

/** A form on a case: to decide, to ask, to note, to hand over, to reopen, to answer, or for the first impression. */
export const renderDeskAct = (view: DeskActView): string => {
  const { frame, gate, act, shown, texts, names, systems, problems, request, changes, possible, back } = view
  const { say } = frame.words
  const words: CaseWords = { frame, texts, names, model: shown.model }
  const title = say(`desk-word.act-${act}`)
  return toHtml(
    <DeskPage frame={frame} title={`${title}, ${shown.number}`} failed={problems.length > 0} gate={gate}>
      <ErrorSummary frame={frame} problems={problems} labelOf={labelOf(view)} />
      <Heading level={1}>{title}</Heading>
      <Paragraph>{say('desk-case.title', { number: shown.number })}</Paragraph>
      <Standing words={words} shown={shown} />
      {changes !== undefined && (
        <Notice kind="warning" live>
          <Paragraph>
            <strong>{say(possible ? 'desk-act.stale' : 'desk-act.gone')}</strong>
          </Paragraph>
          <Paragraph>{say(possible ? 'desk-act.stale-do' : 'desk-act.gone-do')}</Paragraph>
          {changes.length > 0 && <Moments words={words} moments={changes} />}
        </Notice>
      )}
      <div class="tb-columns tb-case">
        <div class="tb-flow">
          {request !== undefined && (
            <Part id="request" title={say(`desk-word.event-${request.type.replaceAll('.', '-')}`)} look={3}>
              <p class="nl-paragraph tb-kept" dir="auto">
                {request.text}
              </p>
            </Part>
          )}
          {possible ? (
            <Form gate={gate} step={act}>
              <Fields view={view} words={words} />
              <Onward frame={frame} label={say(`desk-act.${act}-do`)} back={back} />
            </Form>
          ) : (
            <>
              <Kept view={view} words={words} />
              <div class="tb-onward">
                <ActionLink href={back}>{say('desk-act.to-case')}</ActionLink>
              </div>
            </>
          )}
        </div>
        <div class="tb-flow">
          {act === 'decide' && (
            <Part id="advice" title={say('desk-case.advice')} look={3}>
              <Outcome words={words} shown={shown} />
              {shown.impression.given !== undefined && (
                <Paragraph>
                  {say('desk-act.your-impression', { kind: say(`desk-word.kind-${shown.impression.given}`) })}
                </Paragraph>
              )}
            </Part>
          )}
          {act === 'impression' && <Paragraph>{say('desk-act.impression-why')}</Paragraph>}
          <Part id="story" title={say('desk-case.story')} look={3}>
            <Reading words={words} shown={shown} />
          </Part>
          <Part id="known" title={say('desk-case.known')} look={3}>
            <Known words={words} shown={shown} />
          </Part>
          {act === 'decide' && <Weighing words={words} shown={shown} />}
        </div>
      </div>
      <Systems frame={frame} systems={systems} />
    </DeskPage>,
  )
}
