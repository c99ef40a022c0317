import type { Pool } from 'pg'
import { canonicalJson, type Json } from './json.ts'
import { Frontier, leafHash } from './tree.ts'

/**
 * One line of the access log: who handled what, when, and for what purpose. It stands apart from the log of events. The
 * fields are those of the Dutch standard Logboek Dataverwerkingen, so that its export needs no other storage.
 */
export type Access = {
  /** ISO 8601 in UTC. */
  readonly started: string
  readonly ended: string
  /** 32 and 16 hexadecimal digits (W3C Trace Context); `parentSpan` where another operation called this one. */
  readonly trace: string
  readonly span: string
  readonly parentSpan?: string
  /** What was done, e.g. `case.read`. */
  readonly operation: string
  readonly status: 'ok' | 'error' | 'refused'
  /** Address of the entry in the register of processing activities. */
  readonly activity: string
  readonly purpose: string
  /** The officer or system, without the name of a person: `{"kind":"officer","id":…,"role":…}`. */
  readonly actor: Json
  /** Whom or what it was about, e.g. a case id, and what sort of id that is. */
  readonly subject?: string
  readonly subjectKind?: string
  /** Which software did it. */
  readonly resource: string
  readonly resourceVersion: string
}

export type AccessFilter = {
  readonly from?: Date
  readonly until?: Date
  readonly subject?: string
  /** At most so many lines; default 1,000. */
  readonly limit?: number
}

export type AccessLog = {
  /** Resolves when the line is on disk: log first, then show. */
  logAccess(access: Access): Promise<void>
  /** Lines in the order in which they were written. */
  accesses(filter?: AccessFilter): Promise<readonly Access[]>
  /** The number and the Merkle root of the lines that ended on a day (UTC): what a daily job puts into the ledger. */
  accessDigest(day: string): Promise<{ readonly lines: number; readonly root: string }>
  /** Removes lines that ended before this moment; the database refuses less than five years. Resolves to their number. */
  expireAccess(before: Date): Promise<number>
}

type Row = {
  started: Date
  ended: Date
  trace: Buffer
  span: Buffer
  parent_span: Buffer | null
  operation: string
  status: Access['status']
  activity: string
  purpose: string
  actor: Json
  subject: string | null
  subject_kind: string | null
  resource: string
  resource_version: string
}

const columns =
  'started, ended, trace, span, parent_span, operation, status, activity, purpose, actor, subject, subject_kind, resource, resource_version'

export function openAccessLog(pool: Pool): AccessLog {
  return {
    logAccess: async access => {
      const bytes = (hex: string | undefined) => (hex === undefined ? null : Buffer.from(hex, 'hex'))
      await pool.query(
        `insert into ledger.access (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [
          access.started,
          access.ended,
          bytes(access.trace),
          bytes(access.span),
          bytes(access.parentSpan),
          access.operation,
          access.status,
          access.activity,
          access.purpose,
          canonicalJson(access.actor),
          access.subject ?? null,
          access.subjectKind ?? null,
          access.resource,
          access.resourceVersion,
        ],
      )
    },
    accesses: async ({ from, until, subject, limit } = {}) => {
      const { rows } = await pool.query<Row>(
        `select ${columns} from ledger.access
         where ($1::timestamptz is null or started >= $1) and ($2::timestamptz is null or started < $2)
           and ($3::text is null or subject = $3)
         order by id limit $4`,
        [from ?? null, until ?? null, subject ?? null, limit ?? 1_000],
      )
      return rows.map(toAccess)
    },
    accessDigest: async day => {
      const { rows } = await pool.query<Row>(
        `select ${columns} from ledger.access
         where ended >= $1::date::timestamp at time zone 'UTC' and ended < ($1::date + 1)::timestamp at time zone 'UTC' order by id`,
        [day],
      )
      const tree = new Frontier()
      for (const row of rows) tree.add(leafHash(Buffer.from(canonicalJson(toAccess(row)))))
      return { lines: rows.length, root: tree.root().toString('base64') }
    },
    expireAccess: async before => {
      const { rows } = await pool.query<{ gone: string | number }>('select ledger.expire_access($1) as gone', [before])
      return Number(rows[0]?.gone)
    },
  }
}

function toAccess(row: Row): Access {
  return {
    started: row.started.toISOString(),
    ended: row.ended.toISOString(),
    trace: row.trace.toString('hex'),
    span: row.span.toString('hex'),
    ...(row.parent_span === null ? {} : { parentSpan: row.parent_span.toString('hex') }),
    operation: row.operation,
    status: row.status,
    activity: row.activity,
    purpose: row.purpose,
    actor: row.actor,
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.subject_kind === null ? {} : { subjectKind: row.subject_kind }),
    resource: row.resource,
    resourceVersion: row.resource_version,
  }
}
