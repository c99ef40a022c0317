import { hash } from 'node:crypto'
import { canonicalJson, type Json, type Ledger } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import { type AlsoErase, type CaseErasure, eraseCase } from './erase.ts'
import type { Actor, CaseId, StateName } from './event.ts'
import { streamOf } from './stream.ts'

/** How long one kind of data stays, and by which law. Terms are data: `models/retention/<first day>/terms.yaml`. */
export type Term = {
  readonly id: string
  readonly what: string
  readonly regime: string
  readonly source: string
  /** ISO 8601 duration of years, months or days. */
  readonly term: string
}

/** `since: received` is about cases that the police got; the others about cases that they never got. */
export type CaseTerm = Term & {
  readonly states: readonly StateName[]
  readonly since: 'changed' | 'created' | 'received'
}

export type Terms = { readonly cases: readonly CaseTerm[]; readonly tries: Term; readonly access: Term }

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

/** What a run of the daily job did; it stands in the ledger too, stream `retention`. */
export type RetentionCertificate = {
  readonly at: string
  readonly position: number
  readonly erased: readonly ErasedUnder[]
  /** Days whose access lines were put under a hash in the ledger. */
  readonly sealedDays: readonly string[]
}

/** The terms are not well written; `message` says where. */
export class TermError extends Error {
  override name = 'TermError'
}

/** Checks terms as they were read from their file. Throws `TermError`. */
export function parseTerms(value: unknown): Terms {
  const file = value as { sources?: { id?: string }[]; cases?: CaseTerm[]; tries?: Term; access?: Term }
  const { cases, tries, access } = file ?? {}
  if (!Array.isArray(cases) || tries === undefined || access === undefined) {
    throw new TermError('Terms need "cases", "tries" and "access"; see models/retention')
  }
  const sources = (file.sources ?? []).map(source => source.id)
  for (const term of [...cases, tries, access]) {
    if (!sources.includes(term.source))
      throw new TermError(`Term "${term.id}" names source "${term.source}", which is not under "sources"`)
    readDuration(term)
  }
  const seen = new Set<string>()
  for (const { id, states, since } of cases) {
    if (!['changed', 'created', 'received'].includes(since)) {
      throw new TermError(`Term "${id}" counts since "${String(since)}"; write changed, created or received`)
    }
    for (const state of states) {
      const kind = `${state}${since === 'received' ? ', received' : ''}`
      if (seen.has(kind)) throw new TermError(`State "${kind}" stands under two terms, the second is "${id}"`)
      seen.add(kind)
    }
  }
  return { cases, tries, access }
}

type RetentionOptions = {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly clock: () => Date
  readonly alsoErase: readonly AlsoErase[]
}

/**
 * Erases what is past its term, seals the access log of the days that are over, and puts a certificate of it into the
 * ledger. A run that is broken off is taken up by the next: what is erased is erased, and stands in the ledger case by case.
 */
export async function runRetention(options: RetentionOptions, terms: Terms, by: Actor): Promise<RetentionCertificate> {
  const { pool, ledger, clock } = options
  const now = clock()
  const erased: ErasedUnder[] = []
  for (const term of terms.cases) erased.push(await eraseCases(options, term, now, by))
  const tries = await pool.query('delete from casefile.tries where last < $1', [before(now, terms.tries)])
  erased.push(rows(terms.tries, tries.rowCount ?? 0))
  erased.push(rows(terms.access, await ledger.expireAccess(before(now, terms.access))))
  const sealedDays = await sealAccessDays(ledger, now)
  const at = now.toISOString()
  const certificate: Json = { at, erased: erased as unknown as Json, sealedDays }
  const { position } = await ledger.append('retention', 'retention.certificate', certificate, { key: 'ledger' })
  await ledger.clear()
  for (const table of ['list', 'door', 'tries']) await pool.query(`vacuum casefile.${table}`)
  return { at, position, erased, sealedDays }
}

const moments: Readonly<Record<CaseTerm['since'], string>> = {
  changed: 'received is null and changed < $2',
  created: 'received is null and created < $2',
  received: 'received < $2',
}

async function eraseCases(
  { pool, ledger, alsoErase }: RetentionOptions,
  term: CaseTerm,
  now: Date,
  by: Actor,
): Promise<ErasedUnder> {
  const { rows: due } = await pool.query<{ case_id: CaseId }>(
    `select case_id from casefile.list where state = any($1) and ${moments[term.since]} order by case_id`,
    [term.states, before(now, term)],
  )
  const done: CaseErasure[] = []
  const streams: string[] = []
  for (const { case_id: id } of due) {
    const because = { term: term.id, regime: term.regime, source: term.source }
    const erasure = await eraseCase(ledger, alsoErase, { id, by, because })
    if (erasure === undefined) continue
    done.push(erasure)
    streams.push(streamOf(id))
  }
  return {
    term: term.id,
    regime: term.regime,
    source: term.source,
    count: done.length,
    payloads: done.reduce((sum, one) => sum + one.payloads, 0),
    positions: done.flatMap(one => one.positions),
    digest: hash('sha256', canonicalJson(streams)),
  }
}

function rows({ id, regime, source }: Term, count: number): ErasedUnder {
  return { term: id, regime, source, count, payloads: 0, positions: [], digest: hash('sha256', canonicalJson([])) }
}

/** Each day that is over gets one entry in the ledger with the number and the root of its access lines. */
async function sealAccessDays(ledger: Ledger, now: Date): Promise<readonly string[]> {
  const sealed = (await ledger.read('access')).at(-1)?.payload as { day: string } | undefined
  const [oldest] = await ledger.accesses({ limit: 1 })
  if (oldest === undefined) return []
  const done: string[] = []
  const today = now.toISOString().slice(0, 10)
  const start = sealed === undefined ? oldest.started.slice(0, 10) : nextDay(sealed.day)
  for (let day = start; day < today; day = nextDay(day)) {
    await ledger.append('access', 'access.sealed', { day, ...(await ledger.accessDigest(day)) }, { key: 'ledger' })
    done.push(day)
  }
  return done
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** The moment before which something is past its term. */
function before(now: Date, term: Term): Date {
  const { years, months, days } = readDuration(term)
  const at = new Date(now)
  at.setUTCFullYear(at.getUTCFullYear() - years, at.getUTCMonth() - months, at.getUTCDate() - days)
  return at
}

function readDuration({ id, term }: Term): { years: number; months: number; days: number } {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(term) ?? []
  if (years === undefined && months === undefined && days === undefined) {
    throw new TermError(`Term "${id}" has "${term}"; write a duration such as P30D or P5Y`)
  }
  return { years: Number(years ?? 0), months: Number(months ?? 0), days: Number(days ?? 0) }
}
