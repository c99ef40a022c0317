import type { Pool } from 'pg'
import { checkpointNote, type TreeHead } from './checkpoint.ts'
import { readLeaf } from './dump.ts'
import { leafText } from './entry.ts'
import { LedgerError } from './errors.ts'
import type { LedgerKeys } from './ledger.ts'
import { storedNodes } from './nodes.ts'
import { formatVerifier, plainName, type Signer, verifierOf } from './note.ts'
import { consistencyProof, inclusionProof, verifyConsistency } from './proof.ts'
import { foldPeaks, perfectSubtrees } from './tree.ts'

export type Checkpoints = {
  /** The public key of this log as one line, for auditors and witnesses. */
  readonly verifier: string
  /** Signs the log as it is now and keeps the note. Throws `LedgerError` where the log no longer continues the last one signed. */
  checkpoint(): Promise<string>
  /** The checkpoints signed so far, by size; each a signed note. */
  checkpoints(): Promise<readonly string[]>
  /** The hashes that tie an entry to the tree of so many entries; `leaf` is the text that the tree is built over. */
  inclusion(position: number, size: number): Promise<{ readonly leaf: string; readonly path: readonly Buffer[] }>
  /** The hashes that show that the tree of `from` entries is the beginning of the tree of `to` entries. */
  consistency(from: number, to: number): Promise<readonly Buffer[]>
}

export function openCheckpoints({
  pool,
  keys,
  clock,
}: {
  pool: Pool
  keys: LedgerKeys
  clock: () => Date
}): Checkpoints {
  if (!plainName(keys.origin)) throw new TypeError(`"${keys.origin}" cannot name a log: no spaces, no plus sign`)
  const signer: Signer = { name: keys.origin, key: keys.signing, type: 'ed25519' }
  const nodes = storedNodes(pool)

  const rootOf = async (size: number) => foldPeaks([...(await nodes(perfectSubtrees(0, size)))])

  const currentHead = async (): Promise<TreeHead> => {
    const { rows } = await pool.query<{ last: string | number | null }>(
      'select max(position) as last from ledger.entry',
    )
    const last = rows[0]?.last ?? null
    const size = last === null ? 0 : Number(last) + 1
    return { origin: keys.origin, size, root: await rootOf(size) }
  }

  const lastSigned = async (): Promise<{ readonly size: number; readonly root: Buffer } | undefined> => {
    const { rows } = await pool.query<{ size: string | number; root: Buffer }>(
      'select size, root from ledger.checkpoint order by size desc limit 1',
    )
    return rows[0] === undefined ? undefined : { size: Number(rows[0].size), root: rows[0].root }
  }

  /** The log now. What was signed is read first: others go on appending and signing, and the log never gets shorter. */
  const continuedHead = async (): Promise<TreeHead> => {
    const signed = await lastSigned()
    const head = await currentHead()
    if (signed === undefined) return head
    const { size, root } = signed
    const path = size <= head.size ? await consistencyProof(size, head.size, nodes) : []
    if (!verifyConsistency(size, head.size, root, head.root, path)) {
      throw new LedgerError(
        `The log has ${head.size} entries and does not continue the ${size} entries signed before. Nothing was signed. Verify an export.`,
      )
    }
    return head
  }

  return {
    verifier: formatVerifier(verifierOf(signer)),
    checkpoint: async () => {
      const head = await continuedHead()
      const at = clock()
      const note = checkpointNote(head, keys.signing)
      await pool.query(
        'insert into ledger.checkpoint (size, root, note, at) values ($1, $2, $3, $4) on conflict do nothing',
        [head.size, head.root, note, at],
      )
      return note
    },
    checkpoints: async () => {
      const { rows } = await pool.query<{ note: string }>('select note from ledger.checkpoint order by size')
      return rows.map(row => row.note)
    },
    inclusion: async (position, size) => {
      const [path, leaf] = await Promise.all([inclusionProof(position, size, nodes), readLeaf(pool, position)])
      if (leaf === undefined) throw new LedgerError(`Entry ${position} is missing. Verify an export.`)
      return { leaf: leafText(leaf), path }
    },
    consistency: (from, to) => consistencyProof(from, to, nodes),
  }
}
