import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Casefile, openCasefile } from '@toetsbaar/casefile'
import { type Ledger, openLedger } from '@toetsbaar/ledger'
import { openRegister, type Permit, type Register } from '@toetsbaar/register'
import pg from 'pg'
import type { Config } from './config.ts'
import { Problem } from './errors.ts'
import type { Fact } from './facts.ts'
import { installAt } from './install.ts'
import { demonstrateIntake, type Licence } from './licence.ts'
import { createLists, openLists } from './look-ups.ts'
import { ledgerKeys } from './masters.ts'
import { createPace } from './pace.ts'
import { openReports, type Reports } from './reports.ts'
import { type Intake, openIntake } from './run.ts'
import type { Secrets } from './secrets.ts'

/** Everything that the site and the API stand on, over one database. */
export type House = {
  readonly pool: pg.Pool
  readonly ledger: Ledger
  readonly casefile: Casefile
  readonly register: Register
  readonly intake: Intake
  /** How the intake stands to its dossier; undefined outside demonstration mode, where persons see to that. */
  readonly licence: Licence | undefined
  readonly reports: Reports
  readonly clock: () => Date
  /** Today as YYYY-MM-DD, where the citizens are. */
  readonly today: () => string
  close(): Promise<void>
}

/** What a story is about that speaks for no other subject. */
const usual = 'internet-trade-fraud'

/** More acts on one report than this in a minute is no person. */
const actsAMinute = 120

/** The database: the application's role, and its owner where the schema may be installed from here. */
export type DatabaseUrls = { readonly app: string; readonly owner: string | undefined }

/** Opens the house on a database: schema, log, case files, register with the dossier of the intake, models. */
export async function openHouse(config: Config, secrets: Secrets, database: DatabaseUrls): Promise<House> {
  const clock = () => new Date()
  const random = (bytes: number): Uint8Array => randomBytes(bytes)
  const intake = openIntake({
    modelsRoot: config.models,
    weightsFile: join(config.weights, 'weights.json'),
    register: { publicKey: secrets.permit.publicKey, clock },
  })
  const pool = new pg.Pool({ connectionString: database.app, max: 20, application_name: 'toetsbaar' })
  // An idle connection that breaks is replaced by the next query; the query itself reports what is wrong.
  pool.on('error', () => {})
  if (database.owner !== undefined) await installAt(database.owner, new URL(database.app).username)
  await createLists(pool)
  const ledger = await openLedger({
    pool,
    keys: ledgerKeys(config, secrets),
    clock,
    random,
  })
  const casefile = await openCasefile({ pool, ledger, clock, random, codeKey: secrets.service })
  const register = await openRegister({ ledger, clock, random, signingKey: secrets.permit.privateKey })
  const licence = config.demonstration ? await demonstrateIntake(register, config, intake) : undefined
  const today = () => config.date ?? localDay(clock())
  const purpose = config.demonstration ? 'demonstration' : 'intake'
  const reports = openReports({
    casefile,
    intake,
    leave: leaveFrom(register, intake, purpose, clock),
    lookUps: openLists(pool),
    pace: createPace(actsAMinute, () => performance.now()),
    note: noteIn(register),
    usual,
    today,
  })
  return { pool, ledger, casefile, register, intake, licence, reports, clock, today, close: () => pool.end() }
}

/** One permit serves every request until shortly before it ends; then the register is asked again. */
function leaveFrom(register: Register, intake: Intake, purpose: string, clock: () => Date): () => Promise<Permit> {
  const marginMs = 60_000
  let held: Permit | undefined
  let asking: Promise<Permit> | undefined
  const ask = async (): Promise<Permit> => {
    const answer = await register.permit({ dossier: 'intake', digest: intake.digest, purpose, unit: 'intake-desk' })
    if ('refused' in answer)
      throw new Problem('not-permitted', `${answer.because} The intake stands still until the register lets it run.`)
    held = answer
    return answer
  }
  return () => {
    if (held !== undefined && clock().getTime() < Date.parse(held.expiresAt) - marginMs) return Promise.resolve(held)
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}

/** Keeps facts with the intake's dossier. A citizen is never stopped by one that could not be kept; that is told. */
function noteIn(register: Register): (facts: readonly Fact[]) => Promise<void> {
  return async facts => {
    const kept = await Promise.allSettled(facts.map(({ kind, fact }) => register.note('intake', kind, fact)))
    const lost = kept.filter(({ status }) => status === 'rejected').length
    if (lost > 0) process.emitWarning(`${lost} facts for the criteria of the intake could not be kept.`)
  }
}

/** The day in the Netherlands, YYYY-MM-DD. */
function localDay(now: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(now)
}
