import type { StateName } from '@toetsbaar/casefile'
import type { Pool } from 'pg'
import { readNumber } from './number.ts'
import type { DeskSettings } from './settings.ts'

/** Who looks, and what they may see. It decides what a page holds, not only what it shows. */
export type Viewer = {
  /** The person's opaque id. */
  readonly id: string
  /** The teams whose cases are theirs to know; `all` for auditors. */
  readonly teams: readonly string[] | 'all'
  /** Sees the advice on cases that were drawn for a first impression too: who reads and never decides. */
  readonly seesAdvice: boolean
  /** Only cases that were handed over to the prosecutor. */
  readonly prosecutor?: boolean
}

export type QueueFilter = {
  /** Default: the open ones (`sent`, `with-officer`, `objected`). */
  readonly states?: readonly StateName[]
  /** Outcomes of the advice. Cases whose advice is withheld from the viewer are in no such answer. */
  readonly outcomes?: readonly string[]
  readonly subjects?: readonly string[]
  /** In cents, both ends included. Cases without an amount are left out. */
  readonly amount?: { readonly from?: number; readonly until?: number }
  /** In whole days since receipt, both ends included. */
  readonly days?: { readonly from?: number; readonly until?: number }
  readonly waitingFor?: readonly ('citizen' | 'officer' | 'team')[]
  readonly newLinks?: boolean
  readonly officer?: string
  readonly team?: string
  readonly overdue?: boolean
  /** Only cases with a request of the citizen that nobody answered. */
  readonly requests?: boolean
  readonly objection?: boolean
  /**
   * Words of the story and the details, Dutch or English, as in a search engine: `"blue bicycle" -green or scooter`. A case
   * number finds that case. Only open cases can be found by words.
   */
  readonly words?: string
}

export const queueSorts = ['deadline', 'received', 'changed', 'amount'] as const

export type QueueQuery = {
  readonly viewer: Viewer
  readonly filter?: QueueFilter
  /** Default: `deadline`, the nearest first. `amount` begins with the highest unless `order` says otherwise. */
  readonly sort?: (typeof queueSorts)[number]
  readonly order?: 'asc' | 'desc'
  /** `next` of the page before. */
  readonly after?: string
  /** Default 50, at most 200. */
  readonly limit?: number
}

/** One case as the queue shows it. It carries no id: `number` is its address. */
export type QueueRow = {
  readonly number: string
  readonly state: StateName
  /** ISO 8601 in UTC. */
  readonly received: string
  readonly changed: string
  /** Whole days since receipt, until it was decided or withdrawn. */
  readonly daysOpen: number
  /** By when it has to be looked at; undefined once it is not open. */
  readonly deadline: string | undefined
  readonly overdue: boolean
  /** Subject of the model, `internet-trade-fraud`; with amount and platform the title of the row. */
  readonly subject: string | undefined
  /** In cents. */
  readonly amount: number | undefined
  readonly platform: string | undefined
  /** The outcome that was advised; undefined where there is none, or where it is withheld. */
  readonly outcome: string | undefined
  readonly stable: boolean | undefined
  /** The advice is there, and not for this viewer until they recorded a first impression. */
  readonly withheld: boolean
  /** The opaque id of who has it. */
  readonly officer: string | undefined
  readonly team: string | undefined
  readonly waitingFor: 'citizen' | 'officer' | 'team' | undefined
  readonly newLinks: number
  /** Requests of the citizen that nobody answered. */
  readonly requests: number
  readonly objection: boolean
  /** Words around what a search found, as the citizen wrote them; undefined without a search in words. */
  readonly quote: string | undefined
}

export type QueuePage = {
  readonly rows: readonly QueueRow[]
  /** How many cases fit the filter, on all pages. */
  readonly total: number
  /** For `after`; undefined on the last page. */
  readonly next: string | undefined
}

/** What was asked of the queue does not fit; `message` says what and what would. */
export class QueueError extends Error {
  override name = 'QueueError'
}

const openStates: readonly StateName[] = ['sent', 'with-officer', 'objected']

const sorted: Readonly<Record<(typeof queueSorts)[number], { readonly by: string; readonly type: string }>> = {
  deadline: { by: 'r.since', type: 'timestamptz' },
  received: { by: 'r.received', type: 'timestamptz' },
  changed: { by: 'r.changed', type: 'timestamptz' },
  amount: { by: 'coalesce(r.amount, -1)', type: 'bigint' },
}

const dayMs = 86_400_000

/** One page of the queue. Throws `QueueError` where `after` is of no page. */
export async function readQueue(
  pool: Pool,
  { lookedAtDays }: Pick<DeskSettings, 'lookedAtDays'>,
  now: Date,
  query: QueueQuery,
): Promise<QueuePage> {
  const { viewer, sort = 'deadline', filter = {} } = query
  const order = query.order ?? (sort === 'amount' ? 'desc' : 'asc')
  const limit = Math.min(200, Math.max(1, Math.trunc(query.limit ?? 50)))
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = conditions(filter, viewer, now, lookedAtDays, bind)
  const words = wordsOf(filter)
  const from = words === undefined ? 'desk.received r' : 'desk.received r join desk.story s using (case_id)'
  const { by, type } = sorted[sort]
  const after = query.after === undefined ? undefined : readCursor(query.after, sort)
  const compare = order === 'asc' ? '>' : '<'
  const beyond =
    after === undefined ? '' : `where (sorted, number) ${compare} (${bind(after.at)}::${type}, ${bind(after.number)})`
  const quote =
    words === undefined
      ? 'null'
      : `(select ts_headline('simple', s.words, ${asked(bind(words))}, 'StartSel="", StopSel="", MaxWords=18, MinWords=8, MaxFragments=1') from desk.story s where s.case_id = r.case_id)`
  // All that fits is looked through once, for the total and for the page; only the rows of the page are read whole.
  const text = `with hit as materialized (select r.case_id, r.number, ${by} as sorted from ${from} where ${where.join(' and ')}),
    page as (select * from hit ${beyond} order by sorted ${order}, number ${order} limit ${bind(limit + 1)})
    select r.*, ${shownTo(viewer, bind)} as shown, page.sorted::text as cursor, ${quote} as quote, total
    from (select count(*) as total from hit) counted left join page on true left join desk.received r using (case_id)
    order by page.sorted ${order}, page.number ${order}`
  const { rows: found } = await pool.query<Counted>(text, values)
  const stored = found.flatMap(row => (row.number === null ? [] : [row as Stored]))
  const rows = stored.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => toRow(row, now, lookedAtDays)),
    total: Number(found[0]?.total ?? 0),
    next: stored.length > limit && last !== undefined ? writeCursor(sort, last.cursor, last.number) : undefined,
  }
}

/** Where an asked word may stand: as a Dutch, an English or an unchanged word. */
function asked(words: string): string {
  return `(websearch_to_tsquery('dutch', ${words}) || websearch_to_tsquery('english', ${words}) || websearch_to_tsquery('simple', ${words}))`
}

type Bind = (value: unknown) => string

function conditions(filter: QueueFilter, viewer: Viewer, now: Date, lookedAtDays: number, bind: Bind): string[] {
  const where: string[] = []
  const add = (condition: string) => where.push(condition)
  const number = readNumber(filter.words ?? '')
  // A case that is no team's is everybody's at the desk: nothing may be lost between teams.
  if (viewer.teams !== 'all') add(`(r.team = any(${bind(viewer.teams)}) or r.team is null)`)
  if (viewer.prosecutor === true) add('r.prosecutor is not null')
  // Who types a number wants that case, whatever became of it.
  if (number !== undefined) add(`r.number = ${bind(number)}`)
  else add(`r.state = any(${bind(filter.states ?? openStates)})`)
  if (filter.outcomes !== undefined) add(`${shownTo(viewer, bind)} and r.outcome = any(${bind(filter.outcomes)})`)
  if (filter.subjects !== undefined) add(`r.subject = any(${bind(filter.subjects)})`)
  if (filter.amount?.from !== undefined) add(`r.amount >= ${bind(filter.amount.from)}`)
  if (filter.amount?.until !== undefined) add(`r.amount <= ${bind(filter.amount.until)}`)
  const ago = (days: number) => new Date(now.getTime() - days * dayMs)
  if (filter.days?.from !== undefined) add(`r.received <= ${bind(ago(filter.days.from))}`)
  if (filter.days?.until !== undefined) add(`r.received > ${bind(ago(filter.days.until + 1))}`)
  if (filter.waitingFor !== undefined) add(`r.waiting = any(${bind(filter.waitingFor)})`)
  if (filter.newLinks !== undefined) add(filter.newLinks ? 'r.new_links > 0' : 'r.new_links = 0')
  if (filter.officer !== undefined) add(`r.officer = ${bind(filter.officer)}`)
  if (filter.team !== undefined) add(`r.team = ${bind(filter.team)}`)
  if (filter.overdue !== undefined)
    add(`(r.ended is null and r.since < ${bind(ago(lookedAtDays))}) = ${bind(filter.overdue)}`)
  if (filter.requests !== undefined) add(filter.requests ? 'r.requests > 0' : 'r.requests = 0')
  if (filter.objection !== undefined) add(`r.objection = ${bind(filter.objection)}`)
  const words = wordsOf(filter)
  if (words !== undefined) add(`s.found @@ ${asked(bind(words))}`)
  return where
}

function wordsOf({ words }: QueueFilter): string | undefined {
  const plain = words?.replaceAll('\u0000', ' ').trim()
  return plain === undefined || plain === '' || readNumber(plain) !== undefined ? undefined : plain
}

function shownTo({ id, seesAdvice }: Viewer, bind: Bind): string {
  return seesAdvice ? 'true' : `(not r.blind or ${bind(id)} = any(r.impressed))`
}

type Stored = {
  number: string
  state: StateName
  received: Date
  since: Date
  changed: Date
  ended: Date | null
  subject: string | null
  outcome: string | null
  stable: boolean | null
  shown: boolean
  amount: string | number | null
  platform: string | null
  officer: string | null
  team: string | null
  waiting: 'citizen' | 'officer' | 'team' | null
  requests: number
  objection: boolean
  new_links: number
  quote: string | null
  cursor: string
}

/** A row of the page with the number of all hits; without a page, that number alone. */
type Counted = { readonly total: string | number } & (Stored | { readonly number: null })

function toRow(row: Stored, now: Date, lookedAtDays: number): QueueRow {
  const deadline = new Date(row.since.getTime() + lookedAtDays * dayMs)
  const { shown, number, state, requests, objection } = row
  return {
    number,
    state,
    received: row.received.toISOString(),
    changed: row.changed.toISOString(),
    daysOpen: Math.max(0, Math.floor(((row.ended ?? now).getTime() - row.received.getTime()) / dayMs)),
    deadline: row.ended === null ? deadline.toISOString() : undefined,
    overdue: row.ended === null && deadline < now,
    subject: row.subject ?? undefined,
    amount: row.amount === null ? undefined : Number(row.amount),
    platform: row.platform ?? undefined,
    outcome: shown ? (row.outcome ?? undefined) : undefined,
    stable: shown ? (row.stable ?? undefined) : undefined,
    withheld: !shown,
    officer: row.officer ?? undefined,
    team: row.team ?? undefined,
    waitingFor: row.waiting ?? undefined,
    newLinks: row.new_links,
    requests,
    objection,
    quote: row.quote ?? undefined,
  }
}

function writeCursor(sort: string, at: string, number: string): string {
  return Buffer.from(JSON.stringify([sort, at, number])).toString('base64url')
}

function readCursor(cursor: string, sort: string): { readonly at: string; readonly number: string } {
  try {
    const [of, at, number] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (of === sort && typeof at === 'string' && typeof number === 'string') {
      const fits = sort === 'amount' ? /^-?\d{1,18}$/.test(at) : !Number.isNaN(Date.parse(at))
      if (fits && readNumber(number) === number) return { at, number }
    }
  } catch {}
  throw new QueueError('That is no place in this list. Begin again at its first page.')
}
