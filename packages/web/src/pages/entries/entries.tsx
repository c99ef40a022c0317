import { DayForm } from '../../components/day-form/day-form.tsx'
import { Page } from '../../components/page/page.tsx'
import { Heading, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import type { EntryState } from '../entry/entry.tsx'

export type EntriesView = {
  readonly frame: Frame
  readonly entries: readonly {
    readonly name: string
    readonly purpose: string
    readonly state: EntryState
    readonly since: string
    readonly href: string
  }[]
  /** How many entries are not public now, and since how many days each. */
  readonly exemptions: { readonly count: number; readonly ageDays: readonly number[] }
  /** The day that is shown, where it is not today; and the address of this list. */
  readonly on?: Date | undefined
  readonly here: string
  /** Where anybody asks for a correction of a list that a system looks in. */
  readonly correction: string
}

/** The public register: every AI system, retired ones too, as it is now or was on a day; and how much is not public. */
export const renderEntries = ({ frame, entries, exemptions, on, here, correction }: EntriesView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('entry.list')} reminder={false}>
      <Heading level={1}>{say('entry.list')}</Heading>
      <Paragraph lead>{say('entry.list-lead')}</Paragraph>
      {on !== undefined && (
        <Paragraph>
          <strong>{say('entry.on', { on })}</strong> <Link href={here}>{say('entry.today')}</Link>
        </Paragraph>
      )}
      {entries.length === 0 && <Paragraph>{say('entry.none')}</Paragraph>}
      <ul class="tb-cards">
        {entries.map(entry => (
          <li class="tb-card">
            <h2 class="nl-heading nl-heading--level-3">
              <Link href={entry.href}>
                <Outside>{entry.name}</Outside>
              </Link>
            </h2>
            <Paragraph>
              <Outside>{entry.purpose}</Outside>
            </Paragraph>
            <Paragraph quiet>
              {say(`entry.state-${entry.state}`)} {say('entry.since', { since: new Date(entry.since) })}
            </Paragraph>
          </li>
        ))}
      </ul>
      <Part id="not-public" title={say('entry.not-public')} look={3}>
        <Paragraph>
          {say('entry.exemptions', { count: exemptions.count })}
          {exemptions.count > 0 && <> {say('entry.exemption-ages', { days: exemptions.ageDays.join(', ') })}</>}
        </Paragraph>
        <Paragraph quiet>{say('entry.exemption-text')}</Paragraph>
      </Part>
      <Paragraph>
        <Link href={correction}>{say('list-correction.title')}</Link>
      </Paragraph>
      <DayForm frame={frame} action={here} on={on} />
    </Page>,
  )
}
