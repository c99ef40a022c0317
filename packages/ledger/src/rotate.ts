import type { Pool } from 'pg'
import type { Keyring, StoredKey } from './keyring.ts'

const page = 500

/**
 * Wraps keys that an older master key holds with the current one, a page at a time. What is done stays done: a key is
 * only replaced while it is still as it was read, so that an erasure or another rotation in between wins.
 */
export async function rewrapKeys(pool: Pool, keyring: Keyring): Promise<number> {
  let changed = 0
  for (;;) {
    const { rows } = await pool.query<StoredKey>(
      'select id, master, wrapped from ledger.key where master <> $1 and wrapped is not null order by id limit $2',
      [keyring.current, page],
    )
    if (rows.length === 0) return changed
    const fresh = rows.flatMap(stored => {
      const secret = keyring.open(stored)
      return secret === undefined ? [] : [{ stored, wrapped: keyring.wrap(stored.id, secret).wrapped }]
    })
    const { rowCount } = await pool.query(
      `update ledger.key k set master = $1, wrapped = f.fresh
       from unnest($2::text[], $3::bytea[], $4::bytea[]) as f (id, old, fresh)
       where k.id = f.id and k.wrapped = f.old`,
      [
        keyring.current,
        fresh.map(one => one.stored.id),
        fresh.map(one => one.stored.wrapped),
        fresh.map(one => one.wrapped),
      ],
    )
    changed += rowCount ?? 0
  }
}
