import type { AlsoErase, CaseProjection, NewEvent } from '@toetsbaar/casefile'
import type { Json } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import { localDay } from '../local-day.ts'

/** A case that was opened to one person of the defence. */
export type Opening = {
  readonly caseId: string
  /** The event of the case that opened it. */
  readonly version: number
  readonly person: string
  /** The last day, YYYY-MM-DD. */
  readonly until: string
  readonly opened: Date
  readonly closed: Date | undefined
}

export type Openings = {
  /** Open now to this person. */
  of(person: string): Promise<readonly Opening[]>
  /** Whether this case is open to this person today. */
  isOpen(person: string, caseId: string): Promise<boolean>
  /** All of these cases, closed and past ones too; the newest first. */
  ofCases(team: string | undefined): Promise<readonly Opening[]>
}

type Row = { case_id: string; version: number; person: string; until: string; opened: Date; closed: Date | null }

const columns = `case_id, opening.version, person, to_char(until, 'YYYY-MM-DD') as until, opened, closed`

export function openOpenings(pool: Pool, clock: () => Date): Openings {
  return {
    of: async person => {
      const { rows } = await pool.query<Row>(
        `select ${columns} from look.opening where person = $1 and closed is null and until >= $2::date order by opened desc`,
        [person, localDay(clock())],
      )
      return rows.map(toOpening)
    },
    isOpen: async (person, caseId) => {
      const { rowCount } = await pool.query(
        'select 1 from look.opening where person = $1 and case_id = $2 and closed is null and until >= $3::date limit 1',
        [person, caseId, localDay(clock())],
      )
      return rowCount !== 0
    },
    ofCases: async team => {
      const { rows } = await pool.query<Row>(
        `select ${columns} from look.opening join desk.received using (case_id)
         where team is not distinct from $1 order by opened desc limit 200`,
        [team ?? null],
      )
      return rows.map(toOpening)
    },
  }
}

/** The event that opens a case to somebody of the defence. `text` is told in the timeline of the case. */
export function openingEvent(by: NewEvent['by'], person: string, until: string, text: string): NewEvent {
  return { type: 'officer.noted', by, data: { text, opens: { person, until } } }
}

/** The event that closes an opening again. */
export function closingEvent(by: NewEvent['by'], version: number, text: string): NewEvent {
  return { type: 'officer.noted', by, data: { text, closes: version } }
}

/** For `openCasefile({ alsoWrite })`: openings follow from the events of the case. */
export const projectOpenings: CaseProjection = async (transaction, { case: id, events }) => {
  for (const { type, version, at, data } of events) {
    if (type !== 'officer.noted') continue
    const { opens, closes } = membersOf(data)
    if (opens !== undefined)
      await transaction.query(
        `insert into look.opening (case_id, version, person, until, opened) values ($1, $2, $3, $4, $5)
         on conflict (case_id, version) do nothing`,
        [id, version, opens.person, opens.until, at],
      )
    if (closes !== undefined)
      await transaction.query(
        'update look.opening set closed = coalesce(closed, $3) where case_id = $1 and version = $2',
        [id, closes, at],
      )
  }
}

/** For `openCasefile({ alsoErase })`: an erased case is open to nobody and in no sample. */
export const forgetLooks: AlsoErase = async (transaction, id) => {
  await transaction.query('delete from look.opening where case_id = $1', [id])
  await transaction.query('delete from look.drawn where case_id = $1', [id])
}

function membersOf(data: Json | undefined): {
  readonly opens?: { readonly person: string; readonly until: string }
  readonly closes?: number
} {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return {}
  const { opens, closes } = data as { opens?: { person?: unknown; until?: unknown }; closes?: unknown }
  const { person, until } = opens ?? {}
  return {
    ...(typeof person === 'string' && typeof until === 'string' && { opens: { person, until } }),
    ...(typeof closes === 'number' && { closes }),
  }
}

function toOpening({ case_id, version, person, until, opened, closed }: Row): Opening {
  return { caseId: case_id, version, person, until, opened, closed: closed ?? undefined }
}
