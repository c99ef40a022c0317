import type { AlsoErase, CaseId, CaseProjection } from '@toetsbaar/casefile'
import { migrate } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import type { DecisionRow, Override } from './decision.ts'
import { drawn } from './draw.ts'
import { caseNumber, readNumber } from './number.ts'
import { type Oversight, type OversightFilter, oversightOf } from './oversight/oversight.ts'
import { deskProjection, forgetCase } from './projection.ts'
import { type QueuePage, type QueueQuery, readQueue } from './queue.ts'
import { type DeskSettings, defaultSettings } from './settings.ts'
import { deskSteps } from './tables.ts'
import { openViews, type Views } from './view.ts'

export type DeskOptions = {
  readonly pool: Pool
  readonly clock: () => Date
  /** HMAC key for the numbers of cases, for who is drawn and which team gets what; 32 bytes. */
  readonly numberKey: Uint8Array
  /** The ids of the teams that cases are spread over. */
  readonly teams: readonly string[]
  readonly settings?: DeskSettings
}

/** The officers' desk: the queue, what is saved about it, and the figures of oversight. It opens no case. */
export type Desk = {
  readonly settings: DeskSettings
  /** One page of the queue for a viewer, who gets only cases of their teams and no advice that is withheld from them. */
  queue(query: QueueQuery): Promise<QueuePage>
  /** The number of a case at the desk: `4F7K2-9QWXM`. */
  caseNumber(id: CaseId): string
  /** The case behind a number as typed; undefined where there is none that the police got. Who may see it is for the caller. */
  find(number: string): Promise<CaseId | undefined>
  /** Whether a case is drawn for a first impression without the advice; goes into `officer.took` as `sampled`. */
  drawn(id: CaseId, received: string): boolean
  /** The team that a case belongs to now; undefined where there is no such case. */
  teamOf(id: CaseId): Promise<string | undefined>
  readonly views: Views
  /** Figures by team or by model version, never by person. */
  oversight(filter: OversightFilter): Promise<Oversight>
  /** Decisions against the advice, as cases for the authors of a model; the newest first. */
  overrides(filter?: { readonly subject?: string; readonly limit?: number }): Promise<readonly Override[]>
  /** How many links of each of these cases nobody has looked at yet; for who finds links. */
  newLinks(counts: ReadonlyMap<CaseId, number>): Promise<void>
  /** For `openCasefile({ alsoWrite })`. */
  readonly project: CaseProjection
  /** For `openCasefile({ alsoErase })`. */
  readonly forget: AlsoErase
  /** True where the tables were made just now: cases from before stand in the queue after `casefile.rebuild()`. */
  readonly fresh: boolean
}

/** Opens the desk on a database, bringing its tables to the newest version. Throws `SchemaRefused`. Open it before the case files, which write its rows. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { pool, clock, numberKey, teams, settings = defaultSettings } = options
  const made = await migrate(pool, 'desk', deskSteps)
  return {
    settings,
    fresh: made.includes('tables'),
    queue: query => readQueue(pool, settings, clock(), query),
    caseNumber: id => caseNumber(numberKey, id),
    find: async typed => {
      const number = readNumber(typed)
      if (number === undefined) return undefined
      const { rows } = await pool.query<{ case_id: CaseId }>('select case_id from desk.received where number = $1', [
        number,
      ])
      return rows.length === 1 ? rows[0]?.case_id : undefined
    },
    drawn: (id, received) => drawn(numberKey, settings, id, received),
    teamOf: async id => {
      const { rows } = await pool.query<{ team: string | null }>('select team from desk.received where case_id = $1', [
        id,
      ])
      return rows[0]?.team ?? undefined
    },
    views: openViews(pool, clock),
    oversight: async filter => oversightOf(await readDecisions(pool, filter), filter, settings),
    overrides: filter => readOverrides(pool, filter),
    newLinks: async counts => {
      await pool.query(
        `update desk.received r set new_links = found.count
         from unnest($1::uuid[], $2::int[]) as found (id, count) where r.case_id = found.id and r.new_links <> found.count`,
        [[...counts.keys()], [...counts.values()]],
      )
    },
    project: deskProjection({ numberKey, teams, settings }),
    forget: forgetCase,
  }
}

/** As stored: what is not there is null. */
type StoredDecision = { readonly [Name in keyof DecisionRow]: DecisionRow[Name] | null } & {
  readonly ms: string | number | null
}

async function readDecisions(pool: Pool, { from, until }: OversightFilter): Promise<readonly DecisionRow[]> {
  const { rows } = await pool.query<StoredDecision>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, month, team, model, outcome, kind, override, ms, impression, hand
     from desk.decision where month between $1 and $2 order by at, case_id, version`,
    [from, until],
  )
  return rows.map(({ at, month, kind, hand, ...row }) => ({
    at: at ?? '',
    month: month ?? '',
    kind: kind ?? 'other',
    hand: hand ?? '',
    team: row.team ?? undefined,
    model: row.model ?? undefined,
    outcome: row.outcome ?? undefined,
    override: row.override ?? undefined,
    ms: row.ms === null ? undefined : Number(row.ms),
    impression: row.impression ?? undefined,
  }))
}

type StoredOverride = Omit<Override, 'at' | 'better'> & { readonly at: Date; readonly better: string | null }

async function readOverrides(
  pool: Pool,
  { subject, limit = 500 }: { readonly subject?: string; readonly limit?: number } = {},
): Promise<readonly Override[]> {
  const { rows } = await pool.query<StoredOverride>(
    `select id, at, subject, model, facts, advised, kind, reason, better from desk.override
     where $1::text is null or subject = $1 order by at desc, id limit $2`,
    [subject ?? null, limit],
  )
  return rows.map(({ at, better, ...row }) => ({ ...row, at: at.toISOString(), better: better ?? undefined }))
}
