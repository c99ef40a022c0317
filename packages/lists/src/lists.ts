import { type Json, type Ledger, type LedgerTransaction, StaleStream } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import {
  afterAct,
  checkNew,
  type ListAct,
  type ListActor,
  type ListEntry,
  type ListKind,
  ListRefused,
  type NewEntry,
  spelling,
  withoutContent,
} from './entry.ts'

/** What a list says of a value: the entry, and its value in the one spelling. */
export type Hit = { readonly entry: string; readonly value: string }

/** One act on an entry, without what was erased. */
export type ListEvent = {
  readonly version: number
  readonly at: string
  readonly kind: string
  readonly by: ListActor | undefined
  readonly words: string | undefined
}

export type Lists = {
  /** A first person proposes. Nothing counts yet. Throws `ListRefused`. */
  propose(by: ListActor, entry: NewEntry): Promise<ListEntry>
  /** Throws `ListRefused`; then nothing was written. A removal destroys the content of the entry and of its acts, everywhere. */
  act(id: string, version: number, by: ListActor, act: ListAct): Promise<ListEntry>
  /** Destroys the content of entries that were replaced or are past their last day. Resolves to how many. */
  lapse(): Promise<number>
  read(id: string): Promise<{ readonly entry: ListEntry; readonly history: readonly ListEvent[] }>
  /** Entries that are or were on a list: those that wait for somebody first. */
  entries(list?: string): Promise<readonly ListEntry[]>
  /** The entry of a list that counts on a day for one of these values, and that was checked no longer ago than its list asks. */
  find(list: string, wanted: readonly Wanted[], on: string, freshDays: number): Promise<Hit | undefined>
  /** The listed entries with this value, for who asks for a correction. */
  entriesOf(kind: ListKind, value: string): Promise<readonly ListEntry[]>
  /** Which cases an entry had a say in, also after it was removed. */
  touched(id: string): Promise<readonly string[]>
}

export type Wanted = { readonly kind: ListKind; readonly value: string }

export type ListsOptions = {
  readonly pool: Pool
  readonly ledger: Pick<Ledger, 'transaction' | 'read'>
  readonly clock: () => Date
  /** A new id, UUID. */
  readonly newId: () => string
  /** Today as YYYY-MM-DD, where the people are. */
  readonly today: () => string
}

type Row = Omit<ListEntry, 'proposed'> & { readonly proposed: Date | string }

const columns = `id, list, kind, value, ground, provenance, state, version, proposed, proposer, confirmer,
  checked::text as checked, until::text as until, contested`
const table = 'lists.entry'
const streamOf = (id: string) => `list-entry:${id}`
/** What can name somebody lies under a key of its own, so that a removal destroys it and leaves who did what. */
const contentKey = (id: string) => `list-content:${id}`

/** Lists over the ledger: each entry is a stream, the table follows from it. */
export function openLists({ pool, ledger, clock, newId, today }: ListsOptions): Lists {
  const select = async (where: string, values: readonly unknown[]): Promise<ListEntry[]> => {
    const { rows } = await pool.query<Row>(`select ${columns} from lists.entry where ${where}`, [...values])
    return rows.map(fromRow)
  }
  const entryOf = async (id: string): Promise<ListEntry> => {
    const [entry] = /^[0-9a-f-]{36}$/.test(id) ? await select('id = $1', [id]) : []
    if (entry === undefined) throw new ListRefused('unknown', 'There is no such entry. See the lists.')
    return entry
  }
  const append = (transaction: LedgerTransaction, entry: ListEntry, kind: string, by: ListActor, words: Json) =>
    transaction.append(
      streamOf(entry.id),
      `list.${kind}`,
      { by: by.id, role: by.role, words },
      { expected: entry.version - 1, key: contentKey(entry.id) },
    )

  return {
    propose: async (by, entry) => {
      const value = checkNew(entry, today())
      const { list, kind, ground, provenance, until } = entry
      const open = await select(`list = $1 and kind = $2 and value = $3 and state = 'proposed'`, [list, kind, value])
      if (open.length > 0) throw new ListRefused('already', 'This was proposed already. A second person has to look.')
      const made: ListEntry = {
        ...{ id: newId(), list, kind, value, ground, provenance, until, state: 'proposed', version: 1 },
        proposed: clock().toISOString(),
        proposer: by.id,
        confirmer: undefined,
        checked: undefined,
        contested: undefined,
      }
      await ledger.transaction(async transaction => {
        await append(transaction, made, 'proposed', by, { list, kind, value, ground, provenance, until })
        put(transaction, made)
      })
      return made
    },

    act: async (id, version, by, act) => {
      const stale = () => new ListRefused('stale', 'Somebody else acted on this entry meanwhile. Look at it again.')
      const before = await entryOf(id)
      if (before.version !== version) throw stale()
      const after = afterAct(before, act, by, today())
      try {
        await ledger.transaction(
          async transaction => {
            if (after.value === undefined && before.value !== undefined)
              await destroy(transaction, before, after, { by: by.id, role: by.role, words: wordsOf(act) }, act.kind)
            else {
              await append(transaction, after, act.kind, by, wordsOf(act))
              put(transaction, after)
            }
            if (act.kind === 'confirm') await replaceOthers(transaction, after)
          },
          [streamOf(id)],
        )
      } catch (error) {
        throw error instanceof StaleStream ? stale() : error
      }
      return after
    },

    lapse: async () => {
      const due = await select(`value is not null and (until < $1::date or state = 'replaced')`, [today()])
      for (const entry of due)
        await ledger.transaction(
          async transaction => {
            const now = await transaction.get(table, { id: entry.id })
            if (now?.version !== entry.version || now.value === null) return
            const state = entry.state === 'replaced' ? 'replaced' : 'expired'
            const after = { ...withoutContent(entry), state, version: entry.version + 1 } as const
            const by = { by: 'toetsbaar', role: 'system', words: `Last day: ${entry.until}.` }
            await destroy(transaction, entry, after, by, state)
          },
          [streamOf(entry.id)],
        )
      return due.length
    },

    read: async id => {
      const entry = await entryOf(id)
      const events = await ledger.read(streamOf(id))
      return { entry, history: events.map(toEvent) }
    },

    entries: list =>
      select(
        `$1::text is null or list = $1
         order by (contested is null), array_position(array['proposed', 'listed'], state) nulls last, proposed desc limit 500`,
        [list ?? null],
      ),

    find: async (list, wanted, on, freshDays) => {
      const found = wanted.flatMap(one => {
        const value = spelling(one.kind, one.value)
        return value === undefined ? [] : [{ kind: one.kind, value }]
      })
      if (found.length === 0) return undefined
      const { rows } = await pool.query<{ id: string; value: string }>(
        `select id, value from lists.entry
         where list = $1 and state = 'listed' and (kind, value) in (select * from unnest($2::text[], $3::text[]))
           and until >= $4::date and checked <= $4::date and checked > $4::date - make_interval(days => $5)
         order by proposed, id limit 1`,
        [list, found.map(one => one.kind), found.map(one => one.value), on, freshDays],
      )
      const [row] = rows
      return row === undefined ? undefined : { entry: row.id, value: row.value }
    },

    entriesOf: async (kind, value) =>
      select(`kind = $1 and value = $2 and state = 'listed'`, [kind, spelling(kind, value) ?? '']),

    touched: async id => {
      const { rows } = await pool.query<{ case_id: string }>(
        'select case_id from lists.touch where entry_id = $1 order by at desc, case_id',
        [id],
      )
      return rows.map(row => row.case_id)
    },
  }
}

/** Remembers that an entry had a say in a case; in the transaction of the event that says so. `at` is ISO 8601. */
export function touchEntry(transaction: LedgerTransaction, id: string, caseId: string, at: string): void {
  transaction.put('lists.touch', ['entry_id', 'case_id'], { entry_id: id, case_id: caseId, at })
}

/** Forgets a case; for the transaction that erases it. */
export async function forgetTouches(transaction: LedgerTransaction, caseId: string): Promise<void> {
  await transaction.query('delete from lists.touch where case_id = $1', [caseId])
}

/** Destroys the content of an entry and of all that was said on it; that this happened, by whom and why, stays. */
async function destroy(
  transaction: LedgerTransaction,
  before: ListEntry,
  after: ListEntry,
  said: { readonly by: string; readonly role: string; readonly words: Json },
  kind: string,
): Promise<void> {
  await transaction.erase(contentKey(before.id), streamOf(before.id), `list.${kind}`, said)
  put(transaction, after)
}

/** An entry that is listed anew takes the place of the one before it. */
async function replaceOthers(transaction: LedgerTransaction, { id, list, kind, value }: ListEntry): Promise<void> {
  await transaction.query(
    `update lists.entry set state = 'replaced' where list = $1 and kind = $2 and value = $3 and state = 'listed' and id <> $4`,
    [list, kind, value, id],
  )
}

function put(transaction: LedgerTransaction, entry: ListEntry): void {
  const { value = null, ground = null, provenance = null, confirmer = null, checked = null } = entry
  const contested = entry.contested ?? null
  transaction.put(table, ['id'], { ...entry, value, ground, provenance, confirmer, checked, contested })
}

function fromRow(row: Row): ListEntry {
  return {
    ...row,
    proposed: new Date(row.proposed).toISOString(),
    value: row.value ?? undefined,
    ground: row.ground ?? undefined,
    provenance: row.provenance ?? undefined,
    confirmer: row.confirmer ?? undefined,
    checked: row.checked ?? undefined,
    contested: row.contested ?? undefined,
  }
}

function wordsOf(act: ListAct): Json {
  if (act.kind === 'confirm') return null
  if (act.kind === 'check') return act.provenance
  return act.kind === 'ask-correction' ? act.words : act.motive
}

type Read = Awaited<ReturnType<Ledger['read']>>[number]

function toEvent({ ordinal, at, kind, payload }: Read): ListEvent {
  const said = payload as { by?: string; role?: string; words?: Json } | undefined
  const by = said?.by === undefined || said.role === undefined ? undefined : { id: said.by, role: said.role }
  const words = typeof said?.words === 'string' ? said.words : undefined
  return { version: ordinal + 1, at, kind: kind.slice('list.'.length), by, words }
}
