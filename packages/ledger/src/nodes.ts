import type { Pool, PoolClient } from 'pg'
import { LedgerError } from './errors.ts'
import type { NodeSource } from './proof.ts'

/**
 * Hashes of perfect subtrees as the database holds them: each lies with the entry that completed it, so a proof over a
 * million entries reads some twenty rows by their key.
 */
export function storedNodes(database: Pool | PoolClient): NodeSource {
  return async nodes => {
    const last = nodes.map(({ level, index }) => (index + 1) * 2 ** level - 1)
    const { rows } = await database.query<{ position: string | number; hashes: Buffer }>({
      name: 'ledger-nodes',
      text: 'select position, hashes from ledger.entry where position = any($1::bigint[])',
      values: [last],
    })
    const found = new Map(rows.map(row => [Number(row.position), row.hashes]))
    return nodes.map(({ level }, at) => {
      const position = last[at]
      const hash = position === undefined ? undefined : found.get(position)?.subarray(level * 32, level * 32 + 32)
      if (hash?.length !== 32) {
        throw new LedgerError(
          `Entry ${position} is missing or lacks its hashes. Run toetsbaar ledger verify on an export.`,
        )
      }
      return hash
    })
  }
}
