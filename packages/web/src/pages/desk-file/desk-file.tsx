import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea, TextField } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Link, OwnWords, Paragraph, Steps } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type FileCase = {
  readonly number: string
  /** Absent where it is not this person's to open. */
  readonly href: string | undefined
  /** `state.<state>` says it; undefined for a case of another team. */
  readonly state: string | undefined
  readonly team: string | undefined
  readonly received: Date
}

export type DeskFileView = {
  readonly frame: DeskFrame
  readonly number: string
  readonly state: 'open' | 'closed'
  readonly back: string
  readonly cases: readonly FileCase[]
  readonly history: readonly {
    readonly at: Date
    readonly kind: string
    readonly role: string | undefined
    readonly count: number
    readonly motive: string | undefined
  }[]
  /** What became of taking up together, case by case. */
  readonly taken?: readonly {
    readonly number: string
    readonly outcome: 'taken' | 'had' | 'not-open' | 'other-team' | 'other-officer'
  }[]
  /** Somebody else was first: what happened since is at the end of the history. */
  readonly stale?: boolean
  /** Absent for who may only look, and for a file that is closed. */
  readonly act?: {
    readonly gate: Gate
    readonly typed: { readonly number: string; readonly motive: string }
    readonly problems: readonly Problem[]
  }
}

/** One file: its cases, what was done with it and why, and what a person can do with it. */
export const renderDeskFile = (view: DeskFileView): string => {
  const { frame, number, state, back, cases, history, taken, stale, act } = view
  const { say } = frame.words
  const problems = act?.problems ?? []
  return toHtml(
    <DeskPage frame={frame} title={say('desk-file.title', { number })} failed={problems.length > 0}>
      <Link href={back}>{say('desk-file.back')}</Link>
      {problems.length > 0 && <ErrorSummary frame={frame} problems={problems} />}
      {stale === true && (
        <Notice kind="warning" live>
          <Paragraph>{say('desk-file.stale')}</Paragraph>
        </Notice>
      )}
      {taken !== undefined && (
        <Notice kind="info" live>
          <Paragraph>{say('desk-file.took', { count: taken.filter(one => one.outcome === 'taken').length })}</Paragraph>
          <ul class="utrecht-unordered-list">
            {taken.map(one => (
              <li class="utrecht-unordered-list__item">
                {one.number}: {say(`desk-file.${one.outcome}`)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Heading level={1}>{say('desk-file.title', { number })}</Heading>
      <Paragraph lead>{say(`desk-file.is-${state}`)}</Paragraph>
      {cases.length === 0 ? (
        <Paragraph>{say('desk-file.empty')}</Paragraph>
      ) : (
        <Rows
          caption={say('desk-file.cases', { count: cases.length })}
          columns={(['number', 'state', 'team', 'received'] as const).map(column => say(`desk-file.${column}`))}
          rows={cases.map(one => [
            one.href === undefined ? one.number : <Link href={one.href}>{one.number}</Link>,
            one.state === undefined ? say('desk-file.unknown') : say(`desk-file.state-${one.state}`),
            one.team ?? '',
            say('desk-file.day', { day: one.received }),
          ])}
        />
      )}
      {act !== undefined && <Acts frame={frame} act={act} />}
      <Heading level={2}>{say('desk-file.history')}</Heading>
      <Steps
        items={history.map(({ at, kind, role, count, motive }) => (
          <>
            {say('desk-file.event', { at, what: say(`desk-file.did-${kind}`, { count }) })}
            {role !== undefined && `, ${say(`role.${role}`)}`}
            {motive !== undefined && (
              <>
                {'. '}
                <OwnWords>{motive}</OwnWords>
              </>
            )}
          </>
        ))}
      />
    </DeskPage>,
  )
}

const Acts = ({
  frame,
  act: { gate, typed, problems },
}: {
  readonly frame: DeskFrame
  readonly act: NonNullable<DeskFileView['act']>
}) => {
  const { say } = frame.words
  return (
    <>
      <Heading level={2}>{say('desk-file.do')}</Heading>
      <Form gate={gate} step="file">
        <TextArea
          frame={frame}
          name="motive"
          label={say('desk-file.motive')}
          hint={say('desk-file.motive-hint')}
          value={typed.motive}
          problems={problems}
          rows={3}
          required
        />
        <TextField
          frame={frame}
          name="number"
          label={say('desk-file.case-number')}
          hint={say('desk-file.case-number-hint')}
          value={typed.number}
          problems={problems}
          required={false}
          width="middle"
        />
        <div class="tb-onward">
          <Button name="do" value="take-up">
            {say('desk-file.take-up')}
          </Button>
          <Button kind="secondary" name="do" value="add">
            {say('desk-file.add')}
          </Button>
          <Button kind="secondary" name="do" value="remove">
            {say('desk-file.remove')}
          </Button>
          <Button kind="secondary" name="do" value="close">
            {say('desk-file.close')}
          </Button>
        </div>
      </Form>
    </>
  )
}
