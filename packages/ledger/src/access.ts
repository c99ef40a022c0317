import type { Pool } from 'pg'
import { canonicalJson, type Json } from './json.ts'
import { Frontier, leafHash } from './tree.ts'

/**
 * One line of the access log: who handled what, when, and for what purpose. It stands apart from the log of events. The
 * fields are those of the Dutch standard Logboek Dataverwerkingen (logius-standaarden.github.io/logboek-dataverwerkingen),
 * so that its export needs no other storage. An operation about several persons or cases is a line for each.
 */
export type Access = {
  /** ISO 8601 in UTC. */
  readonly started: string
  readonly ended: string
  /** 32 and 16 hexadecimal digits (W3C Trace Context); `parentSpan` where another operation called this one. */
  readonly trace: string
  readonly span: string
  readonly parentSpan?: string
  /** The operation of another organisation that called this one: its trace and span, and the address of who it is. */
  readonly foreign?: { readonly trace: string; readonly span: string; readonly entity: string }
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
  /** Resolves when the line is on disk: log first, then show. Lines of the same moment share a flush. Call it as the operation ends. */
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
  foreign_trace: Buffer | null
  foreign_span: Buffer | null
  foreign_entity: string | null
}

const types = {
  started: 'timestamptz',
  ended: 'timestamptz',
  trace: 'bytea',
  span: 'bytea',
  parent_span: 'bytea',
  operation: 'text',
  status: 'text',
  activity: 'text',
  purpose: 'text',
  actor: 'jsonb',
  subject: 'text',
  subject_kind: 'text',
  resource: 'text',
  resource_version: 'text',
  foreign_trace: 'bytea',
  foreign_span: 'bytea',
  foreign_entity: 'text',
} as const

const names = Object.keys(types) as (keyof typeof types)[]
const columns = names.join(', ')
const insertion = `insert into ledger.access (${columns}) select * from unnest(${names.map((name, at) => `$${at + 1}::${types[name]}[]`).join(', ')})`

/** Lines that go to disk together at most. */
const most = 500

type Waiting = { readonly line: Line; done(): void; fail(error: unknown): void }

export function openAccessLog(pool: Pool): AccessLog {
  let waiting: Waiting[] = []
  let busy = false

  const write = (lines: readonly Line[]) =>
    pool.query({ name: 'ledger-access', text: insertion, values: names.map(name => lines.map(line => line[name])) })

  /** While some lines are on their way to disk, the next ones gather: they share a flush. One that cannot be written fails alone. */
  const wake = async (): Promise<void> => {
    if (busy) return
    busy = true
    while (waiting.length > 0) {
      const lines = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        await write(lines.map(one => one.line))
        for (const one of lines) one.done()
      } catch (error) {
        if (lines.length === 1) lines[0]?.fail(error)
        else for (const one of lines) await write([one.line]).then(() => one.done(), one.fail)
      }
    }
    busy = false
  }

  return {
    logAccess: access =>
      new Promise((resolve, reject) => {
        waiting.push({ line: toLine(access), done: resolve, fail: reject })
        wake()
      }),
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

type Line = Readonly<Record<keyof typeof types, string | Buffer | null>>

function toLine(access: Access): Line {
  const { parentSpan, subject, subjectKind, resourceVersion, foreign, trace, span, actor, ...plain } = access
  const bytes = (hex: string | undefined) => (hex === undefined ? null : Buffer.from(hex, 'hex'))
  return {
    ...plain,
    trace: bytes(trace),
    span: bytes(span),
    parent_span: bytes(parentSpan),
    actor: canonicalJson(actor),
    subject: subject ?? null,
    subject_kind: subjectKind ?? null,
    resource_version: resourceVersion,
    foreign_trace: bytes(foreign?.trace),
    foreign_span: bytes(foreign?.span),
    foreign_entity: foreign?.entity ?? null,
  }
}

function toAccess(row: Row): Access {
  const { foreign_trace: trace, foreign_span: span, foreign_entity: entity } = row
  const foreign =
    trace === null || span === null || entity === null
      ? undefined
      : { trace: trace.toString('hex'), span: span.toString('hex'), entity }
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
    ...(foreign === undefined ? {} : { foreign }),
  }
}
