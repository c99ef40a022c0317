import { hash } from 'node:crypto'

/** A perfect subtree: the hash over leaves [index · 2^level, (index + 1) · 2^level). */
export type NodeAt = { readonly level: number; readonly index: number }

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** The root of a tree without leaves: the hash of nothing (RFC 9162, 2.1.1). */
export const emptyRoot: Buffer = sha256(new Uint8Array())

/** SHA-256(0x00 ‖ data): RFC 6962 and RFC 9162, 2.1.1. The prefix keeps a leaf from passing for a node. */
export function leafHash(data: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(data.length + 1)
  bytes[0] = 0
  bytes.set(data, 1)
  return sha256(bytes)
}

const pair = Buffer.alloc(65, 1)

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

/**
 * The right edge of a growing tree: all that is needed to add a leaf and to know the root.
 *
 *            ┌──────┐             size 7 = 4 + 2 + 1
 *         ┌──┴──┐   │             peaks: [0,4) [4,6) [6,7)
 *        ┌┴┐   ┌┴┐ ┌┴┐
 *        0 1   2 3 4 5  6
 */
export class Frontier {
  size: number
  readonly #peaks: Buffer[]

  constructor(size = 0, peaks: readonly Buffer[] = []) {
    this.size = size
    this.#peaks = [...peaks]
  }

  copy(): Frontier {
    return new Frontier(this.size, this.#peaks)
  }

  /** Adds a leaf hash and returns it with the hash of every subtree that it completes, from small to large. */
  add(leaf: Buffer): Buffer[] {
    const completed = [leaf]
    let top = leaf
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#peaks.pop()
      if (left === undefined) throw new RangeError(`A tree of ${this.size} leaves needs more peaks than it was given`)
      top = nodeHash(left, top)
      completed.push(top)
    }
    this.#peaks.push(top)
    this.size += 1
    return completed
  }

  root(): Buffer {
    return foldPeaks(this.#peaks)
  }
}

/** The hash of a range from the hashes of its perfect subtrees, from left to right. */
export function foldPeaks(peaks: readonly Buffer[]): Buffer {
  return peaks.length === 0 ? emptyRoot : peaks.reduceRight((right, left) => nodeHash(left, right))
}

/** The perfect subtrees, from left to right, that make up leaves [from, to) of a tree or of one of its subtrees. */
export function perfectSubtrees(from: number, to: number): NodeAt[] {
  const found: NodeAt[] = []
  for (let at = from; at < to; ) {
    const level = Math.floor(Math.log2(to - at))
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** The largest power of two below n, for n > 1: where RFC 9162 splits a tree. */
export function splitOf(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1)
}
