import type { LedgerTransaction } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import type { CaseId, StateName } from './event.ts'
import type { CaseState, OpenRequest } from './state.ts'

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

type Row = {
  case_id: CaseId
  state: StateName
  version: number
  created: Date
  changed: Date
  received: Date | null
  officer: string | null
  deciders: string[]
  requests: OpenRequest[]
}

const columns = 'case_id, state, version, created, changed, received, officer, deciders, requests'

export async function readList(pool: Pool, filter: ListFilter = {}): Promise<readonly ListRow[]> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from casefile.list
     where ($1::text[] is null or state = any($1)) and ($2::text is null or officer = $2)
       and (not $3::boolean or jsonb_array_length(requests) > 0)
     order by changed, case_id limit $4`,
    [filter.states ?? null, filter.officer ?? null, filter.requests ?? false, filter.limit ?? 100],
  )
  return rows.map(row => ({ case: row.case_id, ...toState(row) }))
}

/** The state of one case from its row; undefined where there is none. */
export async function readRow(database: Pick<LedgerTransaction, 'select'>, id: CaseId): Promise<CaseState | undefined> {
  const { rows } = await database.select<Row>(`select ${columns} from casefile.list where case_id = $1`, [id])
  const [row] = rows
  return row === undefined ? undefined : toState(row)
}

export async function writeRow(
  database: Pick<LedgerTransaction, 'query'>,
  id: CaseId,
  state: CaseState,
): Promise<void> {
  await database.query(
    `insert into casefile.list (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (case_id) do update set state = excluded.state, version = excluded.version, changed = excluded.changed,
       received = excluded.received, officer = excluded.officer, deciders = excluded.deciders, requests = excluded.requests`,
    [
      id,
      state.state,
      state.version,
      state.created,
      state.changed,
      state.received ?? null,
      state.officer ?? null,
      state.deciders,
      JSON.stringify(state.requests),
    ],
  )
}

function toState(row: Row): CaseState {
  return {
    state: row.state,
    version: row.version,
    created: row.created.toISOString(),
    changed: row.changed.toISOString(),
    received: row.received?.toISOString(),
    officer: row.officer ?? undefined,
    deciders: row.deciders,
    requests: row.requests,
  }
}
