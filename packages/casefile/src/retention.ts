import { hash } from 'node:crypto'
import { canonicalJson, type Entry, type Json, type Ledger } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import { type AlsoErase, eraseIn } from './erase.ts'
import type { Actor, CaseId } from './event.ts'
import { sealAccessDays } from './seal.ts'
import { StepRefused } from './steps.ts'
import { streamOf } from './stream.ts'
import { type CaseTerm, type Term, type Terms, termStart } from './terms.ts'

/** What one run erased under one term. `digest` is SHA-256 over the streams that lost their content, in order. */
export type ErasedUnder = {
  readonly term: string
  readonly regime: string
  readonly source: string
  readonly count: number
  readonly payloads: number
  /** Ledger entries that record the erasures. */
  readonly positions: readonly number[]
  readonly digest: string
}

/** What the daily job did since its last certificate; it stands in the ledger too, stream `retention`. */
export type RetentionCertificate = {
  readonly at: string
  readonly position: number
  readonly erased: readonly ErasedUnder[]
  /** Cases past their term that could not be erased, with the reason: `case:…`. Somebody has to look at them. */
  readonly kept: readonly Kept[]
  /** Days whose access lines were put under a hash in the ledger. */
  readonly sealedDays: readonly string[]
}

export type Kept = { readonly term: string; readonly stream: string; readonly because: string }

type RetentionOptions = {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly clock: () => Date
  readonly alsoErase: readonly AlsoErase[]
}

const stream = 'retention'

/** Cases that go in one transaction. */
const portion = 50

/**
 * Erases what is past its term, seals the access log of the days that are over, and puts a certificate of it into the
 * ledger. Each portion of cases goes in one transaction with an entry that counts it; the certificate adds up all entries
 * since the one before. So a run that is broken off is taken up by the next, and what it erased is certified too.
 */
export async function runRetention(options: RetentionOptions, terms: Terms, by: Actor): Promise<RetentionCertificate> {
  // Of several servers one does it at a time; the next one finds nothing left that is due.
  const holder = await options.pool.connect()
  try {
    await holder.query('select pg_advisory_lock($1)', [retentionLock])
    return await runAlone(options, terms, by)
  } finally {
    await holder.query('select pg_advisory_unlock($1)', [retentionLock]).catch(() => {})
    holder.release()
  }
}

/** Any number, the same in every process. */
const retentionLock = 7466

async function runAlone(options: RetentionOptions, terms: Terms, by: Actor): Promise<RetentionCertificate> {
  const { pool, ledger, clock } = options
  const now = clock()
  const kept: Kept[] = []
  for (const term of terms.cases) kept.push(...(await eraseCases(options, term, now, by)))
  const tries = await pool.query('delete from casefile.tries where last < $1', [termStart(now, terms.tries)])
  // Whole days: the hash of a day is over all its lines.
  const lines = await ledger.expireAccess(startOfDay(termStart(now, terms.access)))
  const sealedDays = await sealAccessDays(ledger, now)
  const portions = await uncertified(ledger)
  const erased = [
    ...terms.cases.map(term => addUp(term, portions)),
    // Under a term that was there when a run was broken off, and is not any more.
    ...[...new Set(portions.map(one => one.term))]
      .filter(id => !terms.cases.some(term => term.id === id))
      .flatMap(id => {
        const first = portions.find(one => one.term === id)
        return first === undefined ? [] : [addUp({ id, regime: first.regime, source: first.source }, portions)]
      }),
    rows(terms.tries, tries.rowCount ?? 0),
    rows(terms.access, lines),
  ]
  const at = now.toISOString()
  const certificate = { at, erased, kept, sealedDays }
  const { position } = await ledger.append(stream, 'retention.certificate', certificate as unknown as Json, {
    key: 'ledger',
  })
  await ledger.clear(await ownTables(pool))
  return { position, ...certificate }
}

const moments: Readonly<Record<CaseTerm['since'], string>> = {
  changed: 'received is null and changed < $2',
  created: 'received is null and created < $2',
  received: 'received < $2',
}

/** What one transaction erased, as it stands in the ledger beside the erasures themselves. */
type Portion = Pick<ErasedUnder, 'term' | 'regime' | 'source' | 'count' | 'payloads' | 'positions'> & {
  readonly streams: readonly string[]
}

/** Erases what is due under one term; gives what could not be. */
async function eraseCases(options: RetentionOptions, term: CaseTerm, now: Date, by: Actor): Promise<readonly Kept[]> {
  const { rows: due } = await options.pool.query<{ case_id: CaseId }>(
    `select case_id from casefile.list where state = any($1) and ${moments[term.since]} order by case_id`,
    [term.states, termStart(now, term)],
  )
  const kept: Kept[] = []
  for (let at = 0; at < due.length; at += portion) {
    const ids = due.slice(at, at + portion).map(row => row.case_id)
    try {
      await erasePortion(options, term, ids, by)
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error
      // One case that may not be erased keeps no other.
      for (const id of ids) {
        await erasePortion(options, term, [id], by).catch((refusal: unknown) => {
          if (!(refusal instanceof StepRefused)) throw refusal
          kept.push({ term: term.id, stream: streamOf(id), because: refusal.message })
        })
      }
    }
  }
  return kept
}

function erasePortion(
  { ledger, alsoErase }: RetentionOptions,
  { id: term, regime, source }: CaseTerm,
  ids: readonly CaseId[],
  by: Actor,
): Promise<void> {
  return ledger.transaction(
    async transaction => {
      const done: { readonly stream: string; readonly payloads: number; readonly positions: readonly number[] }[] = []
      for (const id of ids) {
        const erasure = await eraseIn(transaction, alsoErase, { id, by, because: { term, regime, source } })
        if (erasure !== undefined) done.push({ stream: streamOf(id), ...erasure })
      }
      if (done.length === 0) return
      const erased: Portion = {
        term,
        regime,
        source,
        count: done.length,
        payloads: done.reduce((sum, one) => sum + one.payloads, 0),
        positions: done.flatMap(one => one.positions),
        streams: done.map(one => one.stream),
      }
      await transaction.append(stream, 'retention.erased', erased as unknown as Json, { key: 'ledger' })
    },
    [stream, ...ids.map(streamOf)],
  )
}

/** The portions that no certificate counts yet. */
async function uncertified(ledger: Ledger): Promise<readonly Portion[]> {
  const entries = await ledger.read(stream)
  const last = entries.findLastIndex(entry => entry.kind === 'retention.certificate')
  return entries
    .slice(last + 1)
    .flatMap(({ kind, payload }: Entry) =>
      kind === 'retention.erased' && payload !== undefined ? [payload as unknown as Portion] : [],
    )
}

function addUp({ id, regime, source }: Pick<Term, 'id' | 'regime' | 'source'>, all: readonly Portion[]): ErasedUnder {
  const portions = all.filter(one => one.term === id)
  const sum = (what: 'count' | 'payloads') => portions.reduce((total, one) => total + one[what], 0)
  return {
    term: id,
    regime,
    source,
    count: sum('count'),
    payloads: sum('payloads'),
    positions: portions.flatMap(one => one.positions),
    digest: hash('sha256', canonicalJson(portions.flatMap(one => one.streams))),
  }
}

function rows({ id, regime, source }: Term, count: number): ErasedUnder {
  return { term: id, regime, source, count, payloads: 0, positions: [], digest: hash('sha256', canonicalJson([])) }
}

function startOfDay(at: Date): Date {
  return new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`)
}

/** The tables of the application, whichever part of the house they belong to: they hold plain text while a case is open. */
async function ownTables(pool: Pool): Promise<readonly string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where tableowner = current_user order by 1",
  )
  return tables.map(one => one.name)
}
