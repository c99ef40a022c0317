import { hash, type KeyObject } from 'node:crypto'
import pg, { type PoolClient, type QueryResult, type QueryResultRow } from 'pg'
import { type Leaf, leafText, noPrevious, sealPayload } from './entry.ts'
import { ErasedKey, StaleStream } from './errors.ts'
import type { Json } from './json.ts'
import type { Keyring, StoredKey } from './keyring.ts'
import type { Appended, AppendOptions, Entry, Erased, LedgerTransaction } from './ledger.ts'
import { storedNodes } from './nodes.ts'
import { putRows, type RowGroup, readRow, rowsFitTogether, WaitingRows } from './rows.ts'
import { readStream } from './stream.ts'
import { Frontier, leafHash, perfectSubtrees } from './tree.ts'
import type { Random } from './vault.ts'

/** The end of the log: the right edge of its tree and the hash of its last entry. */
type Head = { readonly frontier: Frontier; readonly last: Buffer }

/**
 * What a process remembers of the log between two batches: its end, how long streams are and their keys. All of it holds
 * as long as the log still ends there, since nothing about a stream or a key changes without an entry. A batch that is
 * given one takes it over.
 */
export type Tail = {
  readonly head: Head
  readonly lengths: Map<string, number>
  readonly keys: Map<string, KeyObject | undefined>
}

const emptyHead: Head = { frontier: new Frontier(), last: noPrevious }

/** Any number: the same in every process of this ledger. One writer at a time assigns positions. */
const writerLock = 7463

/** How many streams and keys a process remembers; with more it begins anew. */
const remembered = 10_000

export type Surroundings = { readonly keyring: Keyring; readonly clock: () => Date; readonly random: Random }

/** A work failed after it had sent SQL of its own: only a rollback undoes that. */
export class SpoiledBatch extends Error {
  override name = 'SpoiledBatch'
}

/** Something was answered from a tail that the log has outgrown, or may have: the works have to run again without it. */
export class OutgrownTail extends Error {
  override name = 'OutgrownTail'
}

type Pending = Omit<Leaf, 'previous'> & { readonly key: string; readonly sealed: Buffer; readonly payload: Json }

/**
 * One database transaction in which several works append. As long as the tail answers everything, nothing is sent until
 * the end: then one statement takes the lock, checks that the log still ends there, and writes and commits it all. What
 * the tail does not know opens the transaction first, which gives out positions while it holds the lock.
 */
export class Batch {
  readonly #client: PoolClient
  readonly #around: Surroundings
  #head: Head
  #lengths: Map<string, number>
  #keys: Map<string, KeyObject | undefined>
  readonly #made = new Map<string, StoredKey>()
  #pending: Pending[] = []
  readonly #rows = new WaitingRows()
  #open = false
  #outgrown = false
  #sent = false

  constructor(client: PoolClient, around: Surroundings, tail: Tail | undefined) {
    this.#client = client
    this.#around = around
    this.#head = tail?.head ?? emptyHead
    this.#lengths = tail?.lengths ?? new Map()
    this.#keys = tail?.keys ?? new Map()
  }

  /** True once a commit was sent that nothing has answered yet: whether it happened is then not known. */
  get sent(): boolean {
    return this.#sent
  }

  /** Begins the transaction and waits for the lock, unless that was done. */
  async begin(): Promise<void> {
    if (this.#open) return
    const results: unknown = await this.#client.query(
      `begin; select pg_advisory_xact_lock(${writerLock}); select position, hashes from ledger.entry order by position desc limit 1`,
    )
    this.#open = true
    const last = (results as QueryResult<LastRow>[])[2]?.rows[0]
    const head = await headAt(this.#client, last, this.#head)
    if (head === this.#head) return
    if (this.#pending.length > 0) {
      this.#outgrown = true
      throw new OutgrownTail('The log has grown since')
    }
    this.#head = head
    this.#lengths = new Map()
    this.#keys = new Map()
  }

  /** Looks up lengths and keys for all works at once, where they are not known; what is not foreseen is looked up when it is needed. */
  async foresee(streams: readonly string[], keys: readonly string[]): Promise<void> {
    if (streams.every(id => this.#lengths.has(id)) && keys.every(id => this.#keys.has(id))) return
    await this.begin()
    const { rows } = await this.#client.query<ForeseenRow>({
      name: 'ledger-foresee',
      text: `select 'stream' as what, s as id, (select ordinal from ledger.entry where stream = s order by ordinal desc limit 1) as last,
               null as master, null::bytea as wrapped from unnest($1::text[]) s
             union all select 'key', id, null, master, wrapped from ledger.key where id = any($2::text[])`,
      values: [streams.filter(id => !this.#lengths.has(id)), keys.filter(id => !this.#keys.has(id))],
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
   * the work had also sent SQL of its own, and `OutgrownTail` where it may have failed, or has, over what is no longer so.
   */
  async run<Result>(work: (transaction: LedgerTransaction) => Promise<Result>): Promise<Result> {
    const mark = this.#pending.length
    const own = new WaitingRows()
    let spoiled = false
    /** What this work sent cannot be taken back but by a rollback; what waits has to be there first. */
    const send = async <Sent>(sending: () => Promise<Sent>): Promise<Sent> => {
      await this.begin()
      spoiled = true
      this.#rows.addAll(own)
      await this.#writeRows(this.#rows.take())
      return sending()
    }
    try {
      const result = await work({
        append: (stream, kind, payload, options) => this.#append({ stream, kind, payload, ...options }),
        erase: (key, stream, kind, payload) => send(() => this.#erase(key, stream, kind, payload)),
        read: stream => this.#read(stream),
        get: async (table, key) => {
          const waiting = own.find(table, key) ?? this.#rows.find(table, key)
          if (waiting !== undefined) return waiting
          await this.begin()
          return readRow(this.#client, table, key)
        },
        put: (table, key, row) => own.put(table, key, row),
        query: <Found extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
          send(() => this.#client.query<Found>(text, [...values])),
      })
      this.#rows.addAll(own)
      if (this.#outgrown) throw new OutgrownTail('The log has grown since')
      return result
    } catch (error) {
      // What a work was told before the transaction began is only known to be so when it is written.
      if (this.#outgrown || !this.#open)
        throw new OutgrownTail('A work failed over what was remembered', { cause: error })
      if (spoiled) throw new SpoiledBatch('A work failed after sending SQL', { cause: error })
      for (const { stream } of this.#pending.splice(mark)) this.#lengths.delete(stream)
      throw error
    }
  }

  /**
   * Writes what is pending and commits; resolves to what is known of the log from then on. Throws `OutgrownTail` where
   * the log does not end where the tail said; then nothing was written.
   */
  async commit(): Promise<Tail> {
    let rows = this.#rows.take()
    // The statement that appends takes the lock first; rows without entries have to wait for it as well.
    if (rows.length > 0 && this.#pending.length === 0) await this.begin()
    if (!rowsFitTogether(rows)) {
      await this.begin()
      await this.#writeRows(rows)
      rows = []
    }
    if (this.#open) {
      await this.#write(rows)
      this.#sent = true
      await this.#client.query('commit')
    } else {
      this.#sent = true
      try {
        await this.#write(rows)
      } catch (error) {
        // An answer of the database that the statement failed: nothing of it was committed, and it can be tried again.
        if (!isRefusal(error)) throw error
        this.#sent = false
        throw new OutgrownTail('The log did not take the batch', { cause: error })
      }
    }
    // A key that was made and then not used is nowhere.
    for (const id of this.#made.keys()) this.#keys.delete(id)
    if (this.#keys.size > remembered) this.#keys.clear()
    if (this.#lengths.size > remembered) this.#lengths.clear()
    return { head: this.#head, lengths: this.#lengths, keys: this.#keys }
  }

  async #writeRows(groups: readonly RowGroup[]): Promise<void> {
    for (const group of groups) await this.#client.query(named(putRows(group, 1), [group.json]))
  }

  /** Entries, payloads, keys and rows in one statement. */
  async #write(groups: readonly RowGroup[]): Promise<void> {
    if (this.#pending.length === 0 && groups.length === 0) return
    const frontier = this.#head.frontier.copy()
    const from = this.#head
    let last = from.last
    const entries = this.#pending.map(entry => {
      const leaf: Leaf = { ...entry, previous: last }
      const hashes = frontier.add(leafHash(Buffer.from(leafText(leaf))))
      const [own] = hashes
      if (own !== undefined) last = own
      return { ...leaf, key: entry.key, sealed: entry.sealed, hashes: Buffer.concat(hashes) }
    })
    const used = new Set(entries.map(entry => entry.key))
    const keys = [...this.#made.values()].filter(key => used.has(key.id))
    const column = <Name extends keyof (typeof entries)[number]>(name: Name) => entries.map(one => one[name] ?? null)
    const own =
      entries.length === 0
        ? []
        : [
            from.frontier.size,
            from.last,
            keys.map(key => key.id),
            keys.map(key => key.master),
            keys.map(key => key.wrapped),
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
          ]
    const puts = groups.map((group, at) => `put${at} as (${putRows(group, own.length + at + 1)})`)
    const append = own.length === 0 ? 'select' : `select ledger.append(${own.map((_, at) => `$${at + 1}`)})`
    const text = puts.length === 0 ? append : `with ${puts.join(', ')} ${append}`
    await this.#client.query(named(text, [...own, ...groups.map(group => group.json)]))
    for (const { id } of keys) this.#made.delete(id)
    this.#pending = []
    this.#head = { frontier, last }
  }

  async #append({ stream, kind, payload, ...options }: AppendOptions & Wanted): Promise<Appended> {
    const keyId = options.key ?? stream
    if (!this.#lengths.has(stream) || !this.#keys.has(keyId)) {
      await this.foresee([stream], [keyId])
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
    await this.foresee([], [key])
    const used = !this.#made.has(key) || this.#pending.some(entry => entry.key === key)
    if (!used) return undefined
    if (this.#keys.get(key) === undefined) throw new ErasedKey(key)
    const appended = await this.#append({ stream, kind, payload, key: ledgerKey, erases: key })
    await this.#write([])
    const { rows } = await this.#client.query<{ erase: string | number }>('select ledger.erase($1, $2)', [
      key,
      appended.position,
    ])
    this.#keys.set(key, undefined)
    return { ...appended, payloads: Number(rows[0]?.erase) }
  }

  async #read(stream: string): Promise<readonly Entry[]> {
    await this.begin()
    const stored = await readStream(this.#client, this.#around.keyring, stream)
    const pending = this.#pending.filter(entry => entry.stream === stream)
    return [
      ...stored,
      ...pending.map(({ position, ordinal, kind, at, payload }) => ({ position, stream, ordinal, kind, at, payload })),
    ]
  }
}

/** PostgreSQL keeps the plan of a statement under its name, which it cuts at 63 characters. */
function named(text: string, values: readonly unknown[]): { name: string; text: string; values: unknown[] } {
  return { name: `ledger-${hash('sha256', text).slice(0, 40)}`, text, values: [...values] }
}

/** The database answered that a statement failed, and goes on. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR'
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
  if (last === undefined) return known.frontier.size === 0 ? known : emptyHead
  const size = Number(last.position) + 1
  const own = last.hashes.subarray(0, 32)
  if (known.frontier.size === size && known.last.equals(own)) return known
  const peaks = await storedNodes(client)(perfectSubtrees(0, size))
  return { frontier: new Frontier(size, peaks), last: own }
}
