import type { KeyObject } from 'node:crypto'
import type { QueryResult, QueryResultRow } from 'pg'
import type { Json } from './json.ts'

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

export type AppendOptions = {
  /** The length that the stream must have; otherwise `StaleStream` is thrown and nothing is written. */
  readonly expected?: number
  /** Name of the key that encrypts the payload and with which it is erased. Default: the name of the stream. */
  readonly key?: string
}

/** What a work inside `Ledger.transaction` may do. All of it is committed with the entries, or nothing is. */
export type LedgerTransaction = {
  append(stream: string, kind: string, payload: Json, options?: AppendOptions): Promise<Appended>
  read(stream: string): Promise<readonly Entry[]>
  /** Projection rows, in the same database transaction. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>
}
