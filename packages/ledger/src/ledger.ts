import type { KeyObject } from 'node:crypto'
import type { Pool, QueryResult, QueryResultRow } from 'pg'
import { type AccessLog, openAccessLog } from './access.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { type Checkpoints, openCheckpoints } from './checkpoints.ts'
import { clearTables } from './clear.ts'
import { dumpLog } from './dump.ts'
import { LedgerError } from './errors.ts'
import { createGroup } from './group.ts'
import type { Json } from './json.ts'
import { createKeyring } from './keyring.ts'
import { rewrapKeys } from './rotate.ts'
import type { Row } from './rows.ts'
import { refuseOtherLedger } from './schema.ts'
import { readStream } from './stream.ts'
import type { Random } from './vault.ts'

/** A secret of 32 bytes that wraps the key of each case. */
export type MasterKey = { readonly id: string; readonly secret: Uint8Array }

export type LedgerKeys = {
  /** The log's name on its checkpoints, e.g. `toetsbaar.example/ledger`. No spaces, no plus sign. */
  readonly origin: string
  /** Ed25519 private key that signs checkpoints. */
  readonly signing: KeyObject
  /** The first wraps new keys; the others only open what they once wrapped. */
  readonly masters: readonly [MasterKey, ...MasterKey[]]
}

/** One entry as the log holds it. `payload` is undefined where it was erased. */
export type Entry = {
  readonly position: number
  readonly stream: string
  /** Place in its stream, from 0 without gaps. */
  readonly ordinal: number
  readonly kind: string
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
  readonly payload: Json | undefined
}

export type Appended = { readonly position: number; readonly ordinal: number; readonly at: string }

/** Where the erasure stands in the log, and how many payloads it destroyed. */
export type Erased = Appended & { readonly payloads: number }

export type AppendOptions = {
  /** The length that the stream must have; otherwise `StaleStream` is thrown and nothing is written. */
  readonly expected?: number
  /** Name of the key that encrypts the payload and with which it is erased. Default: the name of the stream. */
  readonly key?: string
}

/**
 * What a work inside `Ledger.transaction` may do. All of it is committed with the entries, or nothing is. A work can
 * run a second time when another one in its transaction failed, so it does nothing but through this.
 */
export type LedgerTransaction = {
  append(stream: string, kind: string, payload: Json, options?: AppendOptions): Promise<Appended>
  /** The stream as it stands, with what this transaction added. */
  read(stream: string): Promise<readonly Entry[]>
  /**
   * Destroys a key and every payload under it; the entry that says so is added to `stream` under the ledger's own key.
   * Undefined where there never was such a key; throws `ErasedKey` where it is gone already.
   */
  erase(key: string, stream: string, kind: string, payload: Json): Promise<Erased | undefined>
  /** A projection row by its key, as JSON, with what this transaction put there; undefined where there is none. */
  get(table: string, key: Row): Promise<Row | undefined>
  /**
   * Writes a projection row, in place of the one with the same key. It goes with the rows of all other works in the
   * transaction, in one statement: the cheap way.
   * @param table with its schema; `key` names the columns of its primary key
   */
  put(table: string, key: readonly string[], row: Row): void
  /** Any other SQL, in the same database transaction. Await each one. */
  query<Found extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Found>>
}

export type Ledger = Checkpoints &
  AccessLog & {
    /** Resolves once the entry is on disk. Throws `StaleStream`, `ErasedKey`; then nothing was written. */
    append(stream: string, kind: string, payload: Json, options?: AppendOptions): Promise<Appended>
    /**
     * Appends and projection rows in one transaction, committed together with other works of this process.
     * @param streams the streams that the work will append to, where known: saves a round trip
     */
    transaction<Result>(
      work: (transaction: LedgerTransaction) => Promise<Result>,
      streams?: readonly string[],
    ): Promise<Result>
    /** Names of the streams that begin so, in order. */
    streams(prefix: string): Promise<readonly string[]>
    /**
     * Takes what erasures left behind out of the files of the ledger's tables and of `others`; the daily job ends with it.
     * Resolves to the tables where that waits until later rows overwrite it, because they are large or in use.
     */
    clear(others?: readonly string[]): Promise<readonly string[]>
    /** The log as lines of JSON under a fresh checkpoint, for `verifyDump`. `open` names streams whose content goes along. */
    dump(open?: readonly string[]): AsyncIterable<string>
    /**
     * Wraps every key anew with the first master key. Can be broken off and called again; resolves to how many keys it
     * changed. Other processes have to know the new master key before, and the old one is needed until this is done.
     */
    rotateKeys(): Promise<number>
    /** The entries of a stream from an ordinal on, in order, decrypted and checked; none for a stream that is not there. */
    read(stream: string, from?: number): Promise<readonly Entry[]>
  }

/**
 * Opens the log on a database where `installLedger` has run. The pool has to be the application's: `LedgerError` is
 * thrown where its role could change what was written, `SchemaRefused` where the tables are of another version.
 */
export async function openLedger({ pool, keys, clock, random }: OpenLedger): Promise<Ledger> {
  await refuseOwner(pool)
  const keyring = createKeyring(keys.masters, random)
  const group = createGroup(pool, { keyring, clock, random })
  const checkpoints = openCheckpoints({ pool, keys, clock })
  return {
    append: (stream, kind, payload, options) =>
      group.run(transaction => transaction.append(stream, kind, payload, options), {
        streams: [stream],
        keys: [options?.key ?? stream],
      }),
    transaction: (work, streams = []) => group.run(work, { streams, keys: streams }),
    read: (stream, from) => readStream(pool, keyring, stream, from),
    streams: async prefix => {
      const { rows } = await pool.query<{ stream: string }>(
        'select stream from ledger.entry where ordinal = 0 and starts_with(stream, $1) order by stream',
        [prefix],
      )
      return rows.map(row => row.stream)
    },
    clear: (others = []) => clearTables(pool, ['ledger.key', 'ledger.payload', ...others]),
    dump: async function* (open = []) {
      await checkpoints.checkpoint()
      const notes = await checkpoints.checkpoints()
      const size = parseCheckpoint(notes.at(-1) ?? '').size
      yield* dumpLog(pool, keyring, { size, checkpoints: notes, open })
    },
    rotateKeys: async () => {
      const changed = await rewrapKeys(pool, keyring)
      if (changed > 0) {
        await group.run(
          transaction => transaction.append('ledger', 'keys.rotated', { to: keyring.current, keys: changed }),
          {
            streams: ['ledger'],
            keys: ['ledger'],
          },
        )
      }
      return changed
    },
    ...checkpoints,
    ...openAccessLog(pool),
  }
}

export type OpenLedger = {
  readonly pool: Pool
  readonly keys: LedgerKeys
  readonly clock: () => Date
  readonly random: Random
}

async function refuseOwner(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ here: boolean; me: string }>(
    `select to_regclass('ledger.entry') is not null as here, current_user as me`,
  )
  if (rows[0]?.here !== true) {
    throw new LedgerError('This database has no ledger. Run installLedger as its owner (toetsbaar ledger install).')
  }
  const may = await pool.query<{ change: boolean }>(
    `select has_table_privilege('ledger.entry', 'update, delete, truncate') as change`,
  )
  if (may.rows[0]?.change === true) {
    throw new LedgerError(
      `Role "${rows[0].me}" could change the log. Connect as the application's role; the owner is only for installing.`,
    )
  }
  await refuseOtherLedger(pool)
  const { rows: settings } = await pool.query<{ name: string }>(
    "select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'",
  )
  if (settings[0] !== undefined) {
    throw new LedgerError(
      `${settings[0].name} is off on this PostgreSQL: what the ledger acknowledges could be lost in a power cut. Set it to on.`,
    )
  }
}
