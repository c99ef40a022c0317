import { generateKeyPairSync } from 'node:crypto'
import {
  checkpointNote,
  consistencyProof,
  Frontier,
  formatVerifier,
  leafHash,
  nodeHash,
  verifierOf,
  witnessRequest,
} from '@toetsbaar/ledger'

/** A log whose operator lies: it signs any history that it is told to. */
export function forkingLog(origin: string) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const hashes = (leaves: readonly string[]) => leaves.map(leaf => leafHash(Buffer.from(leaf)))
  const fold = (all: readonly Buffer[], from: number, to: number): Buffer => {
    if (to - from === 1) return all[from] ?? Buffer.alloc(32)
    const middle = (from + to) / 2
    return nodeHash(fold(all, from, middle), fold(all, middle, to))
  }
  const checkpoint = (leaves: readonly string[]) => {
    const tree = new Frontier()
    for (const hash of hashes(leaves)) tree.add(hash)
    return checkpointNote({ origin, size: tree.size, root: tree.root() }, privateKey)
  }
  return {
    key: formatVerifier(verifierOf({ name: origin, key: privateKey, type: 'ed25519' })),
    checkpoint,
    /** The body of `add-checkpoint` for this history, with a proof that it continues its own first `old` leaves. */
    request: async (old: number, leaves: readonly string[]) => {
      const all = hashes(leaves)
      const proof = await consistencyProof(Math.min(old, all.length), all.length, async nodes =>
        nodes.map(({ level, index }) => fold(all, index * 2 ** level, (index + 1) * 2 ** level)),
      )
      return witnessRequest(old, proof, checkpoint(leaves))
    },
  }
}
