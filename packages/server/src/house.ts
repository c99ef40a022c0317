import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Casefile } from '@toetsbaar/casefile'
import type { Desk } from '@toetsbaar/desk'
import { type Ledger, openLedger } from '@toetsbaar/ledger'
import { type Files, openFiles, openFinder } from '@toetsbaar/links'
import { type Lists, openLists } from '@toetsbaar/lists'
import { openRegister, type Permit, type Register } from '@toetsbaar/register'
import pg from 'pg'
import { openCases } from './cases.ts'
import { addressOf, type Config } from './config.ts'
import { Problem } from './errors.ts'
import type { Fact } from './facts.ts'
import { createHandling, type LogHandling } from './handling.ts'
import { installAt } from './install.ts'
import { demonstrateIntake, demonstrateLinks, type Licence } from './licence.ts'
import { type LinkDesk, openLinkDesk } from './link-desk.ts'
import { localDay } from './local-day.ts'
import { openLookUps } from './look-ups.ts'
import { ledgerKeys } from './masters.ts'
import { createPace } from './pace.ts'
import { type Leave, openReports, type Reports } from './reports.ts'
import { type Intake, openIntake } from './run.ts'
import { leastAlike, openLinkRun } from './run-links.ts'
import type { Secrets } from './secrets.ts'

/** Everything that the site and the API stand on, over one database. */
export type House = {
  readonly pool: pg.Pool
  readonly ledger: Ledger
  readonly casefile: Casefile
  readonly desk: Desk
  readonly register: Register
  readonly intake: Intake
  /** How the intake stands to its dossier; undefined outside demonstration mode, where persons see to that. */
  readonly licence: Licence | undefined
  /** The same of the link finder. */
  readonly linkLicence: Licence | undefined
  readonly reports: Reports
  /** Leave to run the intake now; throws a `Problem` where the register gives none. */
  readonly leave: Leave
  readonly lists: Lists
  readonly links: LinkDesk
  /** Groups of cases that persons put together. */
  readonly files: Files
  /** Does something with a case and writes into the access log who did it, for what purpose. */
  readonly handle: LogHandling
  readonly clock: () => Date
  /** Today as YYYY-MM-DD, where the citizens are. */
  readonly today: () => string
  close(): Promise<void>
}

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
  const ledger = await openLedger({
    pool,
    keys: ledgerKeys(config, secrets),
    clock,
    random,
  })
  // Cases of an earlier version are gone through while the house is still being opened.
  let links: LinkDesk | undefined
  const { casefile, desk } = await openCases({
    pool,
    ledger,
    clock,
    random,
    codeKey: secrets.service,
    teams: config.teams,
    received: () => links?.poke(),
  })
  const register = await openRegister({ ledger, clock, random, signingKey: secrets.permit.privateKey })
  const licence = config.demonstration ? await demonstrateIntake(register, config, intake) : undefined
  const today = () => config.date ?? localDay(clock())
  const purpose = config.demonstration ? 'demonstration' : 'intake'
  const lists = openLists({ pool, ledger, clock, newId: randomUUID, today })
  const handle = createHandling({ log: ledger, clock, random, address: addressOf(config) })
  const leave = leaveFrom(register, intake, purpose, clock)
  const reports = openReports({
    handle,
    casefile,
    intake,
    leave,
    lookUps: openLookUps(lists),
    pace: createPace(actsAMinute, () => performance.now()),
    note: noteIn(register),
    today,
  })
  const linkRun = openLinkRun({ publicKey: secrets.permit.publicKey, clock })
  const linkLicence = config.demonstration ? await demonstrateLinks(register, config, linkRun) : undefined
  links = openLinkDesk({
    pool,
    casefile,
    register,
    intake,
    finder: openFinder({ pool, ledger, clock, key: secrets.service, rules: linkRun.digest, leastAlike }),
    run: linkRun,
    handle,
    purpose,
    tell: counts => desk.newLinks(counts),
    say: line => process.emitWarning(line),
  })
  return {
    pool,
    ledger,
    casefile,
    desk,
    register,
    intake,
    licence,
    linkLicence,
    reports,
    leave,
    lists,
    links,
    files: openFiles({ pool, ledger, clock, random }),
    handle,
    clock,
    today,
    close: () => pool.end(),
  }
}

/**
 * One permit serves every request until shortly before it ends; then the register is asked again. Before each request the
 * register says whether it was stopped meanwhile, so that a stop by hand counts at once while the ledger can be reached.
 */
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
  return async () => {
    if (held !== undefined && clock().getTime() < Date.parse(held.expiresAt) - marginMs) {
      const mine = held
      if ((await register.stopped(mine)) === undefined) return mine
      held = undefined
    }
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
