import type { LedgerTransaction } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import type { CaseId, StateName } from './event.ts'
import type { CaseState, OpenQuestion, OpenRequest } from './state.ts'

/** One case in a list. */
export type ListRow = CaseState & { readonly case: CaseId }

export type ListFilter = {
  readonly states?: readonly StateName[]
  readonly officer?: string
  /** Only cases with an open request of the citizen. */
  readonly requests?: boolean
  /** At most so many; default 100. */
  readonly limit?: number
}

/** A row as JSON. */
type Stored = {
  case_id: CaseId
  state: StateName
  version: number
  created: string
  changed: string
  received: string | null
  officer: string | null
  deciders: string[]
  requests: OpenRequest[]
  team: string | null
  questions: OpenQuestion[]
  objection: boolean
  sampled: boolean
  impressions: string[]
  prosecutor: string | null
}

export async function readList(pool: Pool, filter: ListFilter = {}): Promise<readonly ListRow[]> {
  const { rows } = await pool.query<{ row: Stored }>(
    `select to_jsonb(l) as row from casefile.list l
     where ($1::text[] is null or state = any($1)) and ($2::text is null or officer = $2)
       and (not $3::boolean or jsonb_array_length(requests) > 0)
     order by changed, case_id limit $4`,
    [filter.states ?? null, filter.officer ?? null, filter.requests ?? false, filter.limit ?? 100],
  )
  return rows.map(({ row }) => ({ case: row.case_id, ...toState(row) }))
}

const table = 'casefile.list'

/** The state of one case from its row; undefined where there is none. */
export async function readRow(transaction: Pick<LedgerTransaction, 'get'>, id: CaseId): Promise<CaseState | undefined> {
  const row = (await transaction.get(table, { case_id: id })) as Stored | undefined
  return row === undefined ? undefined : toState(row)
}

/** Writes the row of a case. */
export function writeRow(transaction: Pick<LedgerTransaction, 'put'>, id: CaseId, state: CaseState): void {
  const { received = null, officer = null, team = null, prosecutor = null, ...plain } = state
  const { deciders, requests, questions, impressions } = plain
  const row: Stored = {
    case_id: id,
    ...plain,
    received,
    officer,
    team,
    prosecutor,
    deciders: [...deciders],
    requests: [...requests],
    questions: [...questions],
    impressions: [...impressions],
  }
  transaction.put(table, ['case_id'], row)
}

function toState({ case_id: _, received, officer, created, changed, team, prosecutor, ...row }: Stored): CaseState {
  const iso = (at: string) => new Date(at).toISOString()
  return {
    ...row,
    created: iso(created),
    changed: iso(changed),
    received: received === null ? undefined : iso(received),
    officer: officer ?? undefined,
    team: team ?? undefined,
    prosecutor: prosecutor === null ? undefined : iso(prosecutor),
  }
}
