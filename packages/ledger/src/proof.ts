import { foldPeaks, type NodeAt, nodeHash, perfectSubtrees, splitOf } from './tree.ts'

/** Gives the hashes of perfect subtrees, in the order asked. */
export type NodeSource = (nodes: readonly NodeAt[]) => Promise<readonly Buffer[]>

type Range = readonly [from: number, to: number]

/**
 * The hashes that tie leaf `index` to the root of the first `size` leaves (RFC 9162, 2.1.3.1).
 * Throws RangeError where the tree has no such leaf.
 */
export async function inclusionProof(index: number, size: number, nodes: NodeSource): Promise<Buffer[]> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
    throw new RangeError(`A tree of ${size} entries has no entry ${index}`)
  }
  return hashRanges(inclusionRanges(index, 0, size), nodes)
}

/** The hashes that show that the first `from` leaves of the tree of `to` leaves are unchanged (RFC 9162, 2.1.4.1). */
export async function consistencyProof(from: number, to: number, nodes: NodeSource): Promise<Buffer[]> {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) {
    throw new RangeError(`No tree grows from ${from} to ${to} entries`)
  }
  return from === 0 ? [] : hashRanges(consistencyRanges(from, 0, to, true), nodes)
}

function inclusionRanges(index: number, from: number, to: number): Range[] {
  if (to - from === 1) return []
  const split = from + splitOf(to - from)
  return index < split
    ? [...inclusionRanges(index, from, split), [split, to]]
    : [...inclusionRanges(index, split, to), [from, split]]
}

function consistencyRanges(old: number, from: number, to: number, whole: boolean): Range[] {
  if (old === to) return whole ? [] : [[from, to]]
  const split = from + splitOf(to - from)
  return old <= split
    ? [...consistencyRanges(old, from, split, whole), [split, to]]
    : [...consistencyRanges(old, split, to, false), [from, split]]
}

/** One look-up for all ranges together. */
async function hashRanges(ranges: readonly Range[], nodes: NodeSource): Promise<Buffer[]> {
  const parts = ranges.map(([from, to]) => perfectSubtrees(from, to))
  const hashes = await nodes(parts.flat())
  let at = 0
  return parts.map(part => {
    const own = hashes.slice(at, at + part.length)
    at += part.length
    return foldPeaks(own)
  })
}

/** Whether `leaf` is entry `index` of the tree with this size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let node = index
  let last = size - 1
  let hash: Buffer = Buffer.from(leaf)
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      hash = nodeHash(hash, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && hash.equals(root)
}

/** Whether the tree of `to` entries with root `toRoot` begins with the tree of `from` entries with root `fromRoot` (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  from: number,
  to: number,
  fromRoot: Uint8Array,
  toRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) return false
  if (from === to) return proof.length === 0 && Buffer.from(fromRoot).equals(toRoot)
  if (from === 0) return proof.length === 0
  // A first tree that is itself a perfect subtree is its own first hash.
  const path = Number.isInteger(Math.log2(from)) ? [fromRoot, ...proof] : [...proof]
  const [first, ...rest] = path
  if (first === undefined) return false
  let node = from - 1
  let last = to - 1
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let old: Buffer = Buffer.from(first)
  let grown: Buffer = Buffer.from(first)
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      old = nodeHash(sibling, old)
      grown = nodeHash(sibling, grown)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      grown = nodeHash(grown, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && old.equals(fromRoot) && grown.equals(toRoot)
}

const half = (n: number) => Math.floor(n / 2)
