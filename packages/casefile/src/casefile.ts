import { type Json, type Ledger, type LedgerTransaction, migrate, type Random, StaleStream } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import { codeHmac, newCaseId, newCode } from './code.ts'
import { openDoor } from './door.ts'
import { type AlsoErase, type CaseErasure, eraseCase } from './erase.ts'
import type { Actor, CaseEvent, CaseId, NewEvent } from './event.ts'
import { type ListFilter, type ListRow, readList, readRow, writeRow } from './list.ts'
import { type CaseProjection, projectAll } from './projection.ts'
import { type Rebuilt, rebuildList } from './rebuild.ts'
import { type RetentionCertificate, runRetention } from './retention.ts'
import { afterEvent, type CaseState, foldCase, newCase } from './state.ts'
import { stateAfter } from './steps.ts'
import { officerKey, streamOf, toEvent } from './stream.ts'
import { casefileSteps } from './tables.ts'
import type { Terms } from './terms.ts'

/** The case moved on since it was read. `since` is what was added, `attempted` what was not written: show both. */
export class StaleCase extends Error {
  override name = 'StaleCase'
  readonly version: number
  readonly since: readonly CaseEvent[]
  readonly attempted: readonly NewEvent[]
  constructor(version: number, since: readonly CaseEvent[], attempted: readonly NewEvent[]) {
    super(
      `The case is at version ${version}; ${since.length} events were added since it was read. Nothing was written.`,
    )
    this.version = version
    this.since = since
    this.attempted = attempted
  }
}

/** There is no such case. */
export class UnknownCase extends Error {
  override name = 'UnknownCase'
}

/** Who may only look. */
export type CaseReader = {
  /** The events of a case and its version. Throws `UnknownCase`. */
  read(
    id: CaseId,
  ): Promise<{ readonly version: number; readonly state: CaseState; readonly events: readonly CaseEvent[] }>
  /** The case behind a code and the word that the citizen chose; undefined where they do not fit. Throws `TooManyTries`. */
  find(code: string, word: string): Promise<CaseId | undefined>
  /** Cases by state or officer, the longest waiting first. */
  list(filter?: ListFilter): Promise<readonly ListRow[]>
}

/** Who may add. */
export type CaseWriter = {
  /** A new case with its first events. The code is told once and kept nowhere. Throws `StepRefused`. */
  create(events: readonly NewEvent[], options?: { readonly word?: string }): Promise<NewCase>
  /** Adds events to a case as it was read. Throws `StaleCase`, `StepRefused`, `UnknownCase`; then nothing was written. */
  append(id: CaseId, version: number, events: readonly NewEvent[]): Promise<{ readonly version: number }>
  /** Sets the word with which, and with the code, the citizen opens the case again. */
  setWord(id: CaseId, word: string): Promise<void>
}

/** Who keeps the house: daily and by command. */
export type CaseKeeper = {
  /** Destroys the content of a case; undefined where there is none (any more). Throws `StepRefused`. */
  erase(id: CaseId, by: Actor, because: Json): Promise<CaseErasure | undefined>
  /** Erases what is past its term and gives the certificate of it, which stands in the ledger too. */
  retain(terms: Terms, by: Actor): Promise<RetentionCertificate>
  /** Writes the list anew from the events. */
  rebuild(): Promise<Rebuilt>
}

export type NewCase = { readonly case: CaseId; readonly code: string; readonly version: number }

export type Casefile = CaseReader & CaseWriter & CaseKeeper

export type CasefileOptions = {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly clock: () => Date
  readonly random: Random
  /** HMAC key for case codes, 32 bytes. */
  readonly codeKey: Uint8Array
  /** What else goes when a case is erased: rows elsewhere that carry its id. */
  readonly alsoErase?: readonly AlsoErase[]
  /** What else is written as a case goes on: rows elsewhere that follow from its events. */
  readonly alsoWrite?: readonly CaseProjection[]
}

/** Opens the case files on a database, bringing their own tables to the newest version. Throws `SchemaRefused`. */
export async function openCasefile(options: CasefileOptions): Promise<Casefile> {
  const { pool, ledger, clock, random, codeKey, alsoErase = [], alsoWrite = [] } = options
  await migrate(pool, 'casefile', casefileSteps)
  const door = openDoor({ pool, clock, random, codeKey })

  const append = async (id: CaseId, version: number, events: readonly NewEvent[]) => {
    const added = await ledger
      .transaction(
        async transaction => {
          const state = await readRow(transaction, id)
          if (state === undefined) throw new UnknownCase('There is no such case')
          if (state.version !== version) throw new StaleStream(streamOf(id), version, state.version)
          return { version: await addEvents(transaction, id, state, events, alsoWrite) }
        },
        [streamOf(id)],
      )
      .catch(async error => {
        if (!(error instanceof StaleStream)) throw error
        const since = (await ledger.read(streamOf(id), version)).map(toEvent)
        throw new StaleCase(version + since.length, since, events)
      })
    return added
  }

  return {
    read: async id => {
      const events = (await ledger.read(streamOf(id))).map(toEvent)
      const state = foldCase(events)
      if (state === undefined) throw new UnknownCase('There is no such case')
      return { version: events.length, state, events }
    },
    find: door.find,
    list: filter => readList(pool, filter),
    create: async (events, options) => {
      const now = clock()
      const id = newCaseId(now, random)
      const code = newCode(random)
      const version = await ledger.transaction(
        async transaction => {
          const added = await addEvents(transaction, id, newCase(now.toISOString()), events, alsoWrite)
          // With the rows of all other works in one statement; a code of 80 random bits meets no other.
          transaction.put('casefile.door', ['code'], {
            code: `\\x${codeHmac(codeKey, code).toString('hex')}`,
            case_id: id,
          })
          return added
        },
        [streamOf(id)],
      )
      if (options?.word !== undefined) await door.setWord(id, options.word)
      return { case: id, code, version }
    },
    append,
    setWord: door.setWord,
    erase: (id, by, because) => eraseCase(ledger, alsoErase, { id, by, because }),
    retain: (terms, by) => runRetention({ pool, ledger, clock, alsoErase }, terms, by),
    rebuild: () => rebuildList(pool, ledger, { alsoWrite, alsoErase }),
  }
}

/** Checks each event against the table of steps, appends it, and writes the rows that follow from it. */
async function addEvents(
  transaction: LedgerTransaction,
  id: CaseId,
  before: CaseState,
  events: readonly NewEvent[],
  alsoWrite: readonly CaseProjection[],
): Promise<number> {
  const added: CaseEvent[] = []
  let state = before
  for (const event of events) {
    const to = stateAfter(state, event)
    const { type, by, data } = event
    const key = by.kind === 'officer' ? officerKey(id) : streamOf(id)
    const payload: Json = { by, data, to }
    const { at } = await transaction.append(streamOf(id), type, payload, { expected: state.version, key })
    added.push({ version: state.version, type, at, to, by, data })
    state = afterEvent(state, { type, at, to, by, data })
  }
  writeRow(transaction, id, state)
  await projectAll(alsoWrite, transaction, { case: id, before, events: added, after: state })
  return state.version
}
