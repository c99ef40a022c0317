import { type Access, migrate } from '@toetsbaar/ledger'
import type { Register } from '@toetsbaar/register'
import type { Pool, PoolClient } from 'pg'
import { type Collector, type Delivery, deliver } from './otlp.ts'
import { type ProcessingRecord, processingRecord } from './processing-record.ts'
import { versionAddresses } from './version-address.ts'

export type ProcessingLogOptions = {
  readonly pool: Pool
  readonly register: Pick<Register, 'entry'>
  readonly collector: Collector
  /** 32 bytes from which the codes of persons are made. */
  readonly key: Uint8Array
  /** The address of this installation, under which the register lies. */
  readonly address: string
  readonly say: (line: string) => void
}

/** What a round did: how many records the collector acknowledged, and why it ended where not all went. */
export type Round = { readonly delivered: number; readonly because: string | undefined }

export type ProcessingLog = {
  /** Sends everything that was not acknowledged yet, oldest first. Undefined where another server is at it. */
  round(): Promise<Round | undefined>
  /** Sends at once and then every few seconds; what fails is tried again ever more slowly. */
  start(): void
  stop(): Promise<void>
}

const batch = 200
const pauseMs = 5_000
const longestPauseMs = 5 * 60_000
/** Any number: one server sends at a time. */
const sending = 7465

const steps = [
  {
    name: 'delivered',
    sql: `
create table processing_log.delivered (
  id bigint primary key,
  at timestamptz(3) not null default now()
);
-- Every line up to here was acknowledged or is about nobody, and no transaction that began before can still add one.
create table processing_log.mark (
  one  boolean primary key default true check (one),
  upto bigint not null
);
insert into processing_log.mark (upto) values (0);
`,
  },
]

/**
 * The access log as it goes out to a Logboek Dataverwerkingen: one record for each person concerned, no employee, nothing left
 * out. A line counts as delivered once the collector acknowledged it, and that is on disk. When an acknowledgement gets
 * lost the same record goes again with the same trace and span, by which a log knows it.
 */
export async function openProcessingLog(options: ProcessingLogOptions): Promise<ProcessingLog> {
  const { pool, register, collector, key, address, say } = options
  await migrate(pool, 'processing_log', steps)
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  const round = async (): Promise<Round | undefined> => {
    const client = await pool.connect()
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [sending])
      if (rows[0]?.mine !== true) return undefined
      try {
        return await sendAll(client)
      } finally {
        await client.query('select pg_advisory_unlock($1)', [sending])
      }
    } finally {
      client.release()
    }
  }

  const sendAll = async (client: PoolClient): Promise<Round> => {
    let delivered = 0
    const refused: bigint[] = []
    for (;;) {
      const lines = await waiting(client, refused)
      if (lines.length === 0) break
      const activityAt = await versionAddresses(
        register,
        address,
        lines.map(({ access }) => access.activity),
      )
      const records = lines.map(({ id, access }) => ({ id, record: processingRecord(access, { key, activityAt }) }))
      const about = records.flatMap(({ id, record }) => (record === undefined ? [] : [{ id, record }]))
      const nobody = records.flatMap(({ id, record }) => (record === undefined ? [id] : []))
      await acknowledge(client, nobody)
      const answer = about.length === 0 ? ({ taken: true } as const) : await send(about.map(({ record }) => record))
      if (answer.taken) {
        await acknowledge(
          client,
          about.map(({ id }) => id),
        )
        delivered += about.length
        continue
      }
      if (!answer.some) return { delivered, because: answer.because }
      // It took a part and does not say which: one by one, so that what it refuses is known and holds up nothing else.
      for (const { id, record } of about) {
        const one = await send([record])
        if (one.taken) {
          await acknowledge(client, [id])
          delivered += 1
        } else if (one.some) refused.push(id)
        else return { delivered, because: one.because }
      }
    }
    await moveOn(client)
    const because =
      refused.length === 0 ? undefined : `it refuses ${refused.length} records; they are kept and sent again`
    return { delivered, because }
  }

  const send = (records: readonly ProcessingRecord[]): Promise<Delivery> =>
    deliver(
      records,
      collector,
      { 'service.name': 'toetsbaar', 'service.namespace': new URL(address).hostname },
      stopping.signal,
    )

  const begin = (wait: number, trouble: string | undefined): void => {
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      running = (async () => {
        const found = await round().catch((error: unknown) => ({
          delivered: 0,
          because: `the database failed (${error instanceof Error ? error.name : 'fault'})`,
        }))
        const because = found?.because
        if (because !== undefined && because !== trouble && !stopping.signal.aborted)
          say(`The processing log waits: ${because}. Nothing is lost; it is sent again.`)
        if (because === undefined && trouble !== undefined) say('The processing log goes out again.')
        begin(because === undefined ? pauseMs : Math.min(Math.max(wait, 1_000) * 2, longestPauseMs), because)
      })()
    }, wait)
  }

  return {
    round,
    start: () => begin(0, undefined),
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}

type Line = { readonly id: bigint; readonly access: Access }

type Row = {
  id: string
  started: Date
  ended: Date
  trace: string
  span: string
  parent_span: string | null
  operation: string
  status: Access['status']
  activity: string
  subject: string | null
  subject_kind: string | null
  foreign_span: string | null
  foreign_trace: string | null
  foreign_entity: string | null
}

/** The oldest lines that nobody acknowledged. Who did it is not even read. */
async function waiting(client: PoolClient, without: readonly bigint[]): Promise<readonly Line[]> {
  const { rows } = await client.query<Row>(
    `select a.id::text, a.started, a.ended, encode(a.trace, 'hex') as trace, encode(a.span, 'hex') as span,
            encode(a.parent_span, 'hex') as parent_span, a.operation, a.status, a.activity, a.subject, a.subject_kind,
            encode(a.foreign_span, 'hex') as foreign_span, encode(a.foreign_trace, 'hex') as foreign_trace, a.foreign_entity
     from ledger.access a
     where a.id > (select upto from processing_log.mark) and a.id <> all($1::bigint[])
       and not exists (select 1 from processing_log.delivered d where d.id = a.id)
     order by a.id limit $2`,
    [without.map(String), batch],
  )
  return rows.map(row => ({
    id: BigInt(row.id),
    access: {
      started: row.started.toISOString(),
      ended: row.ended.toISOString(),
      trace: row.trace,
      span: row.span,
      ...(row.parent_span !== null && { parentSpan: row.parent_span }),
      ...(row.foreign_span !== null &&
        row.foreign_entity !== null && {
          foreign: { trace: row.foreign_trace ?? '', span: row.foreign_span, entity: row.foreign_entity },
        }),
      operation: row.operation,
      status: row.status,
      activity: row.activity,
      purpose: '',
      actor: null,
      ...(row.subject !== null && { subject: row.subject }),
      ...(row.subject_kind !== null && { subjectKind: row.subject_kind }),
      resource: '',
      resourceVersion: '',
    },
  }))
}

async function acknowledge(client: PoolClient, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return
  await client.query(
    'insert into processing_log.delivered (id) select unnest($1::bigint[]) on conflict (id) do nothing',
    [ids.map(String)],
  )
}

/**
 * Moves the mark over lines that are done. Numbers are given out before a line is committed, so a lower one may still come: only
 * lines of more than an hour ago are passed, and their notes go.
 */
async function moveOn(client: PoolClient): Promise<void> {
  await client.query(`
    with old as (
      select coalesce(max(id), 0) as upto from ledger.access where ended < now() - interval '1 hour'
    ), undone as (
      select min(a.id) as first from ledger.access a
      where a.id > (select upto from processing_log.mark)
        and not exists (select 1 from processing_log.delivered d where d.id = a.id)
    ), moved as (
      update processing_log.mark
      set upto = greatest(mark.upto, least(old.upto, coalesce(undone.first - 1, old.upto)))
      from old, undone returning mark.upto
    )
    delete from processing_log.delivered where id <= (select upto from moved)`)
}
