import { Choice } from '../../components/choice/choice.tsx'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea, TextField } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type EntryRow = {
  readonly href: string
  readonly list: string
  readonly value: string | undefined
  readonly state: string
  readonly until: Date
  readonly contested: boolean
  readonly proposed: Date
}

export type DeskListsView = {
  readonly frame: DeskFrame
  readonly entries: readonly EntryRow[]
  /** Absent for who may only look. */
  readonly propose?: {
    readonly gate: Gate
    readonly lists: readonly string[]
    readonly typed: Readonly<Record<'list' | 'value' | 'ground' | 'provenance' | 'until', string>>
    readonly problems: readonly Problem[]
  }
}

/** Who is on a list, since when and until when; and a form to propose one more, which a second person confirms. */
export const renderDeskLists = ({ frame, entries, propose }: DeskListsView): string => {
  const { say } = frame.words
  const problems = propose?.problems ?? []
  return toHtml(
    <DeskPage frame={frame} title={say('desk-lists.title')} failed={problems.length > 0}>
      {problems.length > 0 && <ErrorSummary frame={frame} problems={problems} />}
      <Heading level={1}>{say('desk-lists.title')}</Heading>
      <Paragraph lead>{say('desk-lists.lead')}</Paragraph>
      {entries.length === 0 ? (
        <Notice kind="info">
          <Paragraph>{say('desk-lists.none')}</Paragraph>
        </Notice>
      ) : (
        <Rows
          caption={say('desk-lists.count', { count: entries.length })}
          columns={(['value', 'list', 'state', 'until', 'proposed'] as const).map(column =>
            say(`desk-lists.${column}`),
          )}
          rows={entries.map(({ href, list, value, state, until, contested, proposed }) => [
            <Link href={href}>{value === undefined ? say('desk-lists.gone') : <Outside>{value}</Outside>}</Link>,
            say(`desk-lists.list-${list}`),
            contested ? say('desk-lists.contested') : say(`desk-lists.is-${state}`),
            say('desk-lists.day', { day: until }),
            say('desk-lists.day', { day: proposed }),
          ])}
        />
      )}
      {propose !== undefined && (
        <>
          <Heading level={2}>{say('desk-lists.propose')}</Heading>
          <Paragraph>{say('desk-lists.propose-lead')}</Paragraph>
          <Form gate={propose.gate} step="propose">
            <Choice
              frame={frame}
              name="list"
              legend={say('desk-lists.which')}
              options={propose.lists.map(list => ({ value: list, label: say(`desk-lists.list-${list}`) }))}
              chosen={propose.typed.list}
              problems={problems}
            />
            {(['value', 'until'] as const).map(name => (
              <TextField
                frame={frame}
                name={name}
                label={say(`desk-lists.field-${name}`)}
                hint={say(`desk-lists.hint-${name}`)}
                value={propose.typed[name]}
                problems={problems}
                required
                {...(name === 'until' && { type: 'date' as const, width: 'short' as const })}
              />
            ))}
            {(['ground', 'provenance'] as const).map(name => (
              <TextArea
                frame={frame}
                name={name}
                label={say(`desk-lists.field-${name}`)}
                hint={say(`desk-lists.hint-${name}`)}
                value={propose.typed[name]}
                problems={problems}
                rows={2}
                required
              />
            ))}
            <Button>{say('desk-lists.send')}</Button>
          </Form>
        </>
      )}
    </DeskPage>,
  )
}
