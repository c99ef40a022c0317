import type { PoolClient, QueryResult, QueryResultRow } from 'pg'
import { type Leaf, leafText, noPrevious, sealPayload } from './entry.ts'
import { ErasedKey, StaleStream } from './errors.ts'
import type { Json } from './json.ts'
import type { Keyring, StoredKey } from './keyring.ts'
import type { Appended, AppendOptions, Entry, Erased, LedgerTransaction } from './ledger.ts'
import { storedNodes } from './nodes.ts'
import { readRow, WaitingRows } from './rows.ts'
import { readStream } from './stream.ts'
import { Frontier, leafHash, perfectSubtrees } from './tree.ts'
import type { Random } from './vault.ts'

/** The end of the log: the right edge of its tree and the hash of its last entry. */
export type Head = { readonly frontier: Frontier; readonly last: Buffer }

export const emptyHead: Head = { frontier: new Frontier(), last: noPrevious }

export type Surroundings = { readonly keyring: Keyring; readonly clock: () => Date; readonly random: Random }

/** A work failed after it had sent SQL of its own: only a rollback undoes that. */
export class SpoiledBatch extends Error {
  override name = 'SpoiledBatch'
}

type Pending = Omit<Leaf, 'previous'> & { readonly key: string; readonly sealed: Buffer; readonly payload: Json }

/** Any number: the same in every process of this ledger. One writer at a time assigns positions. */
const writerLock = 7463

/** One database transaction in which several works append. Positions are given out while its lock is held. */
export class Batch {
  readonly #client: PoolClient
  readonly #around: Surroundings
  #head: Head
  readonly #lengths = new Map<string, number>()
  readonly #keys = new Map<string, Uint8Array | undefined>()
  readonly #made = new Map<string, StoredKey>()
  #pending: Pending[] = []
  readonly #rows = new WaitingRows()

  private constructor(client: PoolClient, around: Surroundings, head: Head) {
    this.#client = client
    this.#around = around
    this.#head = head
  }

  /** Begins the transaction and waits for the lock. `known` is trusted where the log still ends with it. */
  static async begin(client: PoolClient, around: Surroundings, known: Head): Promise<Batch> {
    const results: unknown = await client.query(
      `begin; select pg_advisory_xact_lock(${writerLock}); select position, hashes from ledger.entry order by position desc limit 1`,
    )
    const last = (results as QueryResult<LastRow>[])[2]?.rows[0]
    return new Batch(client, around, await headAt(client, last, known))
  }

  /** Looks up lengths and keys for all works at once; what is not foreseen is looked up when it is needed. */
  async foresee(streams: readonly string[], keys: readonly string[]): Promise<void> {
    const { rows } = await this.#client.query<ForeseenRow>({
      name: 'ledger-foresee',
      text: `select 'stream' as what, s as id, (select ordinal from ledger.entry where stream = s order by ordinal desc limit 1) as last,
               null as master, null::bytea as wrapped from unnest($1::text[]) s
             union all select 'key', id, null, master, wrapped from ledger.key where id = any($2::text[])`,
      values: [streams, keys],
    })
    for (const { what, id, last, master, wrapped } of rows) {
      if (what === 'key') this.#keys.set(id, this.#around.keyring.open({ id, master, wrapped }))
      else {
        const pending = this.#pending.filter(entry => entry.stream === id).length
        this.#lengths.set(id, (last === null ? 0 : Number(last) + 1) + pending)
      }
    }
    for (const id of keys) {
      if (this.#keys.has(id)) continue
      const { secret, stored } = this.#around.keyring.make(id)
      this.#keys.set(id, secret)
      this.#made.set(id, stored)
    }
  }

  /**
   * Runs one work. What it appended is taken back when it fails, and the batch stays good; throws `SpoiledBatch` where
   * the work had also sent SQL of its own.
   */
  async run<Result>(work: (transaction: LedgerTransaction) => Promise<Result>): Promise<Result> {
    const mark = this.#pending.length
    const own = new WaitingRows()
    let spoiled = false
    /** What this work sent cannot be taken back but by a rollback; what waits has to be there first. */
    const send = async <Sent>(sending: () => Promise<Sent>): Promise<Sent> => {
      spoiled = true
      this.#rows.addAll(own)
      await this.#rows.write(this.#client)
      return sending()
    }
    try {
      const result = await work({
        append: (stream, kind, payload, options) => this.#append({ stream, kind, payload, ...options }),
        erase: (key, stream, kind, payload) => send(() => this.#erase(key, stream, kind, payload)),
        read: stream => this.#read(stream),
        get: async (table, key) => {
          const waiting = own.find(table, key) ?? this.#rows.find(table, key)
          return waiting ?? (await readRow(this.#client, table, key))
        },
        put: (table, key, row) => own.put(table, key, row),
        query: <Found extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
          send(() => this.#client.query<Found>(text, [...values])),
      })
      this.#rows.addAll(own)
      return result
    } catch (error) {
      if (spoiled) throw new SpoiledBatch('A work failed after sending SQL', { cause: error })
      for (const { stream } of this.#pending.splice(mark)) this.#lengths.delete(stream)
      throw error
    }
  }

  /** Writes what is pending; returns the new end of the log. The caller commits. */
  async write(): Promise<Head> {
    await this.#rows.write(this.#client)
    if (this.#pending.length === 0) return this.#head
    const frontier = this.#head.frontier.copy()
    let last = this.#head.last
    const rows = this.#pending.map(entry => {
      const leaf: Leaf = { ...entry, previous: last }
      const hashes = frontier.add(leafHash(Buffer.from(leafText(leaf))))
      const [own] = hashes
      if (own !== undefined) last = own
      return { ...leaf, key: entry.key, sealed: entry.sealed, hashes: Buffer.concat(hashes) }
    })
    const used = new Set(rows.map(row => row.key))
    const keys = [...this.#made.values()].filter(key => used.has(key.id))
    const column = <Name extends keyof (typeof rows)[number]>(name: Name) => rows.map(row => row[name] ?? null)
    await this.#client.query({
      name: 'ledger-append',
      text: `with keys as (
          insert into ledger.key (id, master, wrapped) select * from unnest($1::text[], $2::text[], $3::bytea[])
        ), entries as (
          insert into ledger.entry (position, stream, ordinal, kind, at, commitment, previous, erases, hashes)
          select * from unnest($4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::timestamptz[], $9::bytea[], $10::bytea[], $11::text[], $12::bytea[])
        )
        insert into ledger.payload (position, key, sealed) select * from unnest($4::bigint[], $13::text[], $14::bytea[])`,
      values: [
        keys.map(key => key.id),
        keys.map(key => key.master),
        keys.map(key => key.wrapped),
        column('position'),
        column('stream'),
        column('ordinal'),
        column('kind'),
        column('at'),
        column('commitment'),
        column('previous'),
        column('erases'),
        column('hashes'),
        column('key'),
        column('sealed'),
      ],
    })
    for (const { id } of keys) this.#made.delete(id)
    this.#pending = []
    this.#head = { frontier, last }
    return this.#head
  }

  async #append({ stream, kind, payload, ...options }: AppendOptions & Wanted): Promise<Appended> {
    const keyId = options.key ?? stream
    if (!this.#lengths.has(stream) || !this.#keys.has(keyId)) {
      await this.foresee(this.#lengths.has(stream) ? [] : [stream], this.#keys.has(keyId) ? [] : [keyId])
    }
    const ordinal = this.#lengths.get(stream) ?? 0
    if (options.expected !== undefined && options.expected !== ordinal) {
      throw new StaleStream(stream, options.expected, ordinal)
    }
    const key = this.#keys.get(keyId)
    if (key === undefined) throw new ErasedKey(keyId)
    const at = this.#around.clock().toISOString()
    const position = this.#head.frontier.size + this.#pending.length
    const sealed = sealPayload(key, { stream, ordinal }, payload, this.#around.random)
    const erases = options.erases === undefined ? {} : { erases: options.erases }
    this.#pending.push({ position, stream, ordinal, kind, at, key: keyId, payload, ...sealed, ...erases })
    this.#lengths.set(stream, ordinal + 1)
    return { position, ordinal, at }
  }

  async #erase(key: string, stream: string, kind: string, payload: Json): Promise<Erased | undefined> {
    if (!this.#keys.has(key)) await this.foresee([], [key])
    const used = !this.#made.has(key) || this.#pending.some(entry => entry.key === key)
    if (!used) return undefined
    if (this.#keys.get(key) === undefined) throw new ErasedKey(key)
    const appended = await this.#append({ stream, kind, payload, key: ledgerKey, erases: key })
    await this.write()
    const { rows } = await this.#client.query<{ erase: string | number }>('select ledger.erase($1, $2)', [
      key,
      appended.position,
    ])
    this.#keys.set(key, undefined)
    return { ...appended, payloads: Number(rows[0]?.erase) }
  }

  async #read(stream: string): Promise<readonly Entry[]> {
    const stored = await readStream(this.#client, this.#around.keyring, stream)
    const pending = this.#pending.filter(entry => entry.stream === stream)
    return [
      ...stored,
      ...pending.map(({ position, ordinal, kind, at, payload }) => ({ position, stream, ordinal, kind, at, payload })),
    ]
  }
}

type Wanted = { readonly stream: string; readonly kind: string; readonly payload: Json; readonly erases?: string }

/** The key for what the ledger says about itself; it is never erased. */
const ledgerKey = 'ledger'

type LastRow = { position: string | number; hashes: Buffer }
type ForeseenRow = {
  what: 'stream' | 'key'
  id: string
  last: string | number | null
  master: string | null
  wrapped: Buffer | null
}

async function headAt(client: PoolClient, last: LastRow | undefined, known: Head): Promise<Head> {
  if (last === undefined) return emptyHead
  const size = Number(last.position) + 1
  const hash = last.hashes.subarray(0, 32)
  if (known.frontier.size === size && known.last.equals(hash)) return known
  const peaks = await storedNodes(client)(perfectSubtrees(0, size))
  return { frontier: new Frontier(size, peaks), last: hash }
}
