import type { BoardRow } from '@toetsbaar/register'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Items, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type RegisterBoardView = {
  readonly frame: DeskFrame
  /** What is late comes first. `sealed` is not public now. */
  readonly rows: readonly (Omit<BoardRow, 'owner'> & {
    readonly unit: string
    readonly sealed: boolean
    readonly href: string
  })[]
  /** How many entries are not public, and for how many days each. */
  readonly exemptions: { readonly count: number; readonly ageDays: readonly number[] }
  readonly on?: Date | undefined
  readonly to: {
    readonly here: string
    readonly worries: string
    /** Where this person can propose a system; undefined for who may not. */
    readonly propose?: string | undefined
  }
}

type Row = RegisterBoardView['rows'][number]

const System = ({ frame, row }: { readonly frame: DeskFrame; readonly row: Row }) => {
  const { say } = frame.words
  return (
    <li class="tb-card">
      <h3 class="nl-heading nl-heading--level-3">
        <Link href={row.href}>
          <Outside>{row.name}</Outside>
        </Link>
      </h3>
      <Paragraph>
        <strong>{say(`entry.state-${row.state}`)}</strong> {say('entry.since', { since: new Date(row.since) })}{' '}
        <Outside>{row.unit}</Outside>
      </Paragraph>
      {row.sealed && <Paragraph>{say('board.sealed')}</Paragraph>}
      {row.why.length > 0 && (
        <Paragraph>
          {say('board.why')} <Outside>{row.why.join(' ')}</Outside>
        </Paragraph>
      )}
      {row.until !== undefined && <Paragraph quiet>{say('board.until', { until: new Date(row.until) })}</Paragraph>}
    </li>
  )
}

/** The board: what stopped and why, what runs, the rest; and everything that somebody has to do, by date. */
export const renderRegisterBoard = ({ frame, rows, exemptions, on, to }: RegisterBoardView): string => {
  const { say } = frame.words
  const groups = {
    stopped: rows.filter(
      ({ state, runs }) => state === 'suspended' || ((state === 'field-lab' || state === 'operational') && !runs),
    ),
    runs: rows.filter(({ runs }) => runs),
    rest: rows.filter(({ state, runs }) => !runs && (state === 'idea' || state === 'assessment')),
    ended: rows.filter(({ state }) => state === 'retired'),
  }
  const due = rows
    .flatMap(row => row.due.map(one => ({ ...one, row })))
    .sort((a, b) => Date.parse(a.by) - Date.parse(b.by))
  return toHtml(
    <DeskPage frame={frame} title={say('board.title')}>
      <Heading level={1}>{say('board.title')}</Heading>
      {on !== undefined && (
        <Paragraph>
          <strong>{say('entry.on', { on })}</strong> <Link href={to.here}>{say('entry.today')}</Link>
        </Paragraph>
      )}
      <ul class="tb-register-links">
        {to.propose !== undefined && (
          <li>
            <Link href={to.propose}>{say('board.propose')}</Link>
          </li>
        )}
        <li>
          <Link href={to.worries}>{say('board.worries')}</Link>
        </li>
      </ul>
      {due.length > 0 && (
        <Part id="due" title={say('board.due')}>
          <Rows
            caption={say('board.due-caption')}
            columns={[say('board.by'), say('board.what'), say('board.system')]}
            rows={due.map(({ what, by, late, row }) => [
              <span class={late ? 'tb-late' : undefined}>
                {late && `${say('board.late')} `}
                <time dateTime={by}>{say('entry.day-of', { day: new Date(by) })}</time>
              </span>,
              <Outside>{what}</Outside>,
              <Link href={row.href}>
                <Outside>{row.name}</Outside>
              </Link>,
            ])}
          />
        </Part>
      )}
      {(['stopped', 'runs', 'rest', 'ended'] as const).map(
        group =>
          groups[group].length > 0 && (
            <section aria-labelledby={group}>
              <Heading level={2} id={group}>
                {say(`board.${group}`)}
              </Heading>
              <ul class="tb-cards">
                {groups[group].map(row => (
                  <System frame={frame} row={row} />
                ))}
              </ul>
            </section>
          ),
      )}
      <Paragraph>
        {say('entry.exemptions', { count: exemptions.count })}
        {exemptions.count > 0 && <> {say('entry.exemption-ages', { days: exemptions.ageDays.join(', ') })}</>}
      </Paragraph>
      {rows.length === 0 && <Items items={[say('board.empty')]} />}
    </DeskPage>,
  )
}
