import { createHmac } from 'node:crypto'
import type { Ledger, LedgerTransaction } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import type { Identifier, Kind } from './identifier.ts'
import { blocksOf, likeness, type NameAndPlace } from './name.ts'
import { type Network, networkAround } from './network.ts'
import { countedTo, someUpTo, type Tells, tells } from './rarity.ts'

/** What the reporter of one case gave as the other party's. */
export type Parties = {
  readonly identifiers: readonly Identifier[]
  readonly names: readonly NameAndPlace[]
}

/** A case to take in. */
export type ToLink = Parties & { readonly case: string }

/** One thing that this case shares with others. */
export type Link = {
  readonly kind: Kind
  /** What is shared, in the one spelling. */
  readonly shared: string
  /** 1 for the same; less for a name that is only alike, and then `theirs` is what the others say. */
  readonly alike: number
  readonly theirs?: string
  /** How many other cases share it, counted up to `countedTo`. */
  readonly others: number
  readonly tells: Tells
  /** Those cases, those taken in last first: all of them where that says something, else `someUpTo`. */
  readonly cases: readonly string[]
}

/** The links of one case, among how many cases they were looked for. */
export type Links = { readonly among: number; readonly links: readonly Link[] }

export type LinkFinder = {
  /** Takes cases in, in one transaction with the ledger. `alive` says which are still there: an erased case does not come back. */
  take(cases: readonly ToLink[], alive: (transaction: LedgerTransaction, id: string) => Promise<boolean>): Promise<void>
  /** What a case shares with others. Only values that are given are looked up: none can be listed from the tables. */
  linksOf(id: string, parties: Parties): Promise<Links>
  /** Remembers that a person looked at the links of a case. */
  looked(id: string): Promise<void>
  /** Of these cases: how many others were linked to each since a person looked last. */
  newLinks(ids: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** These cases, and those that share a value with one of them that says something: whose links may have changed. */
  around(ids: readonly string[]): Promise<readonly string[]>
  /** The network around a case, by values that few enough share to say something. */
  network(id: string, limits?: { readonly steps?: number; readonly cases?: number }): Promise<Network>
  /** Removes everything: the finder is off for good. Resolves to the number of cases. */
  clear(): Promise<number>
}

export type FinderOptions = {
  readonly pool: Pool
  readonly ledger: Pick<Ledger, 'transaction'>
  readonly clock: () => Date
  /** HMAC key, 32 bytes: without it no value can be tried against the tables. */
  readonly key: Uint8Array
  /** Digest of the rules by which cases are taken in: what was taken in under others is taken in anew. */
  readonly rules: string
  /** Names at least this alike are shown. */
  readonly leastAlike: number
}

/**
 * Finds cases that share an account, number, address or name on a site, exactly, and names at the same place that are
 * alike. Exact values lie in the database as HMAC-SHA-256 under `key`.
 */
export function openFinder({ pool, ledger, clock, key, rules, leastAlike }: FinderOptions): LinkFinder {
  const hidden = (kind: string, value: string): Buffer =>
    createHmac('sha256', key).update(`${kind} ${value}`).digest().subarray(0, 16)

  return {
    take: async (cases, alive) => {
      if (cases.length === 0) return
      await ledger.transaction(async transaction => {
        const there: ToLink[] = []
        for (const one of cases) if (await alive(transaction, one.case)) there.push(one)
        const ids = there.map(one => one.case)
        await write(transaction, 'delete from links.identifier where case_id = any($1::uuid[])', [ids])
        await write(transaction, 'delete from links.name where case_id = any($1::uuid[])', [ids])
        await write(transaction, 'delete from links.block where case_id = any($1::uuid[])', [ids])
        const identifiers = there.flatMap(one =>
          one.identifiers.map(({ kind, value }) => ({ id: one.case, kind, value: hidden(kind, value) })),
        )
        await write(
          transaction,
          `insert into links.identifier (case_id, kind, value)
           select * from unnest($1::uuid[], $2::text[], $3::bytea[]) on conflict do nothing`,
          [identifiers.map(one => one.id), identifiers.map(one => one.kind), identifiers.map(one => one.value)],
        )
        const names = there.flatMap(one => one.names.map(each => ({ id: one.case, ...each })))
        await write(
          transaction,
          'insert into links.name select * from unnest($1::uuid[], $2::text[], $3::text[]) on conflict do nothing',
          [names.map(one => one.id), names.map(one => one.name), names.map(one => one.place)],
        )
        const blocks = names.flatMap(one => blocksOf(one).map(block => ({ id: one.id, block: hidden('block', block) })))
        await write(
          transaction,
          'insert into links.block select * from unnest($1::uuid[], $2::bytea[]) on conflict do nothing',
          [blocks.map(one => one.id), blocks.map(one => one.block)],
        )
        await write(
          transaction,
          `insert into links.linked (case_id, rules, at) select *, $2, $3::timestamptz from unnest($1::uuid[])
           on conflict (case_id) do update set rules = excluded.rules`,
          [ids, rules, clock()],
        )
      })
    },

    linksOf: async (id, { identifiers, names }) => {
      const exact = await Promise.all(
        identifiers.map(async ({ kind, value }): Promise<Link[]> => {
          const found = await sharing(pool, id, kind, hidden(kind, value))
          return found.others === 0 ? [] : [{ kind, shared: value, alike: 1, tells: tells(found.others), ...found }]
        }),
      )
      const alike = await Promise.all(
        names.map(async own => {
          const blocks = blocksOf(own).map(block => hidden('block', block))
          return likeNames(own, await nearby(pool, id, own.place, blocks), leastAlike)
        }),
      )
      const { rows } = await pool.query<{ among: number }>('select count(*)::int as among from links.linked')
      return { among: rows[0]?.among ?? 0, links: [...exact.flat(), ...alike.flat()].sort(mostTelling) }
    },

    looked: async id => {
      await pool.query('update links.linked set looked = $2 where case_id = $1', [id, clock()])
    },

    newLinks: async ids => {
      const { rows } = await pool.query<{ case_id: string; others: number }>(
        `select own.case_id, count(distinct shared.id)::int as others
         from links.linked own
         join links.identifier mine on mine.case_id = own.case_id
         cross join lateral (${otherHolders}) other
         cross join lateral unnest(other.ids) shared (id)
         join links.linked theirs on theirs.case_id = shared.id
         where own.case_id = any($1::uuid[]) and cardinality(other.ids) <= $2
           and theirs.at > coalesce(own.looked, '-infinity')
         group by own.case_id`,
        [ids, someUpTo],
      )
      return new Map(rows.map(row => [row.case_id, row.others]))
    },

    around: async ids => {
      const { rows } = await pool.query<{ id: string }>(
        `select unnest($1::uuid[]) as id union
         select unnest(other.ids) from links.identifier mine cross join lateral (${otherHolders}) other
         where mine.case_id = any($1::uuid[]) and cardinality(other.ids) <= $2`,
        [ids, someUpTo],
      )
      return rows.map(row => row.id)
    },

    network: (id, limits = {}) => networkAround(pool, id, { steps: limits.steps ?? 2, cases: limits.cases ?? 60 }),

    clear: async () =>
      ledger.transaction(async transaction => {
        for (const table of ['identifier', 'name', 'block']) await transaction.query(`delete from links.${table}`)
        return (await transaction.query('delete from links.linked')).rowCount ?? 0
      }),
  }
}

/** Removes what is held of a case; for the transaction that erases it. */
export async function forgetLinks(transaction: LedgerTransaction, id: string): Promise<void> {
  for (const table of ['identifier', 'name', 'block', 'linked', 'file_case'])
    await transaction.query(`delete from links.${table} where case_id = $1`, [id])
}

/** The other cases that hold what `mine` holds, one more than say something at most. */
const otherHolders = `select array(
  select case_id from links.identifier
  where kind = mine.kind and value = mine.value and case_id <> mine.case_id limit $2 + 1) as ids`

async function write(transaction: LedgerTransaction, sql: string, values: readonly unknown[]): Promise<void> {
  await transaction.query(sql, values)
}

/** How many other cases hold a value, and which. */
async function sharing(
  pool: Pool,
  id: string,
  kind: Kind,
  value: Buffer,
): Promise<{ readonly others: number; readonly cases: readonly string[] }> {
  const { rows } = await pool.query<{ others: number; cases: string[] }>(
    `with found as (
       select case_id from links.identifier where kind = $1 and value = $2 and case_id <> $3 limit $4)
     select (select count(*)::int from found) as others,
       coalesce((select array_agg(case_id) from (
         select case_id from found join links.linked using (case_id) order by at desc, case_id limit $5) latest), '{}') as cases`,
    [kind, value, id, countedTo, someUpTo],
  )
  return rows[0] ?? { others: 0, cases: [] }
}

type Near = { readonly case_id: string; readonly name: string }

/** Names of other cases at the same place that sound like this one in at least one word. */
async function nearby(pool: Pool, id: string, place: string, blocks: readonly Buffer[]): Promise<readonly Near[]> {
  const { rows } = await pool.query<Near>(
    `select distinct n.case_id, n.name from links.block b join links.name n using (case_id)
     where b.block = any($1::bytea[]) and b.case_id <> $2 and n.place = $3 limit $4`,
    [blocks, id, place, countedTo],
  )
  return rows
}

/** The names that are alike enough, each with the cases that say so. */
function likeNames(own: NameAndPlace, near: readonly Near[], leastAlike: number): Link[] {
  const byName = Map.groupBy(near, one => one.name)
  return [...byName].flatMap(([name, found]): Link[] => {
    const alike = likeness(own, { name, place: own.place })
    if (alike < leastAlike) return []
    const cases = found
      .map(one => one.case_id)
      .sort()
      .reverse()
    const shared = `${own.name}, ${own.place}`
    const theirs = `${name}, ${own.place}`
    const others = cases.length
    return [
      { kind: 'name-place', shared, theirs, alike, others, tells: tells(others), cases: cases.slice(0, someUpTo) },
    ]
  })
}

/** The same before what is alike, and what few share before what many share. */
function mostTelling(one: Link, other: Link): number {
  const exact = Number(other.kind !== 'name-place') - Number(one.kind !== 'name-place')
  return exact || one.others - other.others || other.alike - one.alike || (one.shared < other.shared ? -1 : 1)
}
