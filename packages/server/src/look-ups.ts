import type { InquiryEvent, InquiryState } from '@toetsbaar/inquiry'
import { migrate } from '@toetsbaar/ledger'
import type { Model } from '@toetsbaar/rulebook'
import type { Pool } from 'pg'

/** Answers an observation from a list. "dont-know" where the story names nothing that the list could hold. */
export type LookUps = (
  model: Model,
  observation: string,
  state: InquiryState,
  date: string,
) => Promise<Extract<InquiryEvent, { kind: 'looked-up' }>>

/** One line of a list; the operator's data, never part of a model. */
export type ListEntry = {
  readonly list: string
  readonly kind: 'url' | 'iban'
  readonly value: string
  /** YYYY-MM-DD on which it was checked last. */
  readonly checked: string
}

const entries = `
create table if not exists look_up.entry (
  id      bigint generated always as identity primary key,
  list    text not null,
  kind    text not null check (kind in ('url', 'iban')),
  value   text not null,
  checked date not null,
  unique (list, kind, value)
);
`

/** Makes the table of list entries where it is missing. */
export async function createLists(pool: Pool): Promise<void> {
  await migrate(pool, 'look_up', [{ name: 'entries', sql: entries }])
}

/** Adds entries that are not there yet, and renews the day of those that are. */
export async function addEntries(pool: Pool, entries: readonly ListEntry[]): Promise<void> {
  for (const { list, kind, value, checked } of entries)
    await pool.query(
      `insert into look_up.entry (list, kind, value, checked) values ($1, $2, $3, $4)
       on conflict (list, kind, value) do update set checked = excluded.checked`,
      [list, kind, normal(kind, value), checked],
    )
}

/** Look-ups in the lists of this installation: a story's web addresses and accounts against entries that are fresh enough. */
export function openLists(pool: Pool): LookUps {
  return async (model, observation, state, date) => {
    const list = model.observations.find(each => each.id === observation)?.list ?? observation
    const definition = model.lists.find(each => each.id === list)
    const reading = state.past.findLast(event => event.kind === 'read')?.reading
    const wanted = (reading?.entities ?? []).flatMap(entity => {
      const kind = entity.type === 'URL' ? 'url' : entity.type === 'IBAN' && entity.valid !== false ? 'iban' : undefined
      if (kind === undefined || definition?.matches.includes(kind) !== true) return []
      return [{ kind, value: normal(kind, entity.normal ?? entity.text) }]
    })
    const found = { kind: 'looked-up', observation, list, entry: undefined, on: date, matched: undefined } as const
    if (definition === undefined || wanted.length === 0) return { ...found, value: 'dont-know' }
    const { rows } = await pool.query<{ id: string; value: string }>(
      `select id::text, value from look_up.entry
       where list = $1 and (kind, value) in (select * from unnest($2::text[], $3::text[]))
         and checked <= $4::date and checked > $4::date - make_interval(days => $5) order by id limit 1`,
      [list, wanted.map(each => each.kind), wanted.map(each => each.value), date, definition.expiresAfterDays],
    )
    const [row] = rows
    return row === undefined ? { ...found, value: 'no' } : { ...found, value: 'yes', entry: row.id, matched: row.value }
  }
}

/** One spelling: a host without "www", an account without spaces. */
function normal(kind: ListEntry['kind'], value: string): string {
  if (kind === 'iban') return value.replace(/\s/g, '').toUpperCase()
  const host =
    value
      .trim()
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .split(/[/?#:]/)[0] ?? ''
  return host.replace(/^www\./, '')
}
