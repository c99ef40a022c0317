import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Documents that an act names by their SHA-256, such as an assessment: whoever follows the act can read what was assessed. */
export type Documents = {
  /** Keeps a document and gives its SHA-256 in hexadecimal. */
  keep(name: string, bytes: Uint8Array, by: string): Promise<string>
  read(sha256: string): Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>
  /** Which of these are kept here. */
  among(digests: readonly string[]): Promise<ReadonlySet<string>>
}

/** Largest document, in bytes. */
export const largestDocument = 10 * 1024 * 1024

export function openDocuments(pool: pg.Pool): Documents {
  return {
    async keep(name, bytes, by) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await pool.query(
        `insert into register_board.document (sha256, name, bytes, by) values ($1, $2, $3, $4) on conflict do nothing`,
        [sha256, plainName(name), Buffer.from(bytes), by],
      )
      return sha256
    },
    async read(sha256) {
      const { rows } = await pool.query<{ name: string; bytes: Buffer }>(
        'select name, bytes from register_board.document where sha256 = $1',
        [sha256],
      )
      return rows[0]
    },
    async among(digests) {
      const { rows } = await pool.query<{ sha256: string }>(
        'select sha256 from register_board.document where sha256 = any($1)',
        [[...new Set(digests)]],
      )
      return new Set(rows.map(({ sha256 }) => sha256))
    },
  }
}

/** A name that no header or file system reads as anything else. */
function plainName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '')
  return plain === '' ? 'document' : plain.slice(-80)
}
