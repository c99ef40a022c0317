import { createHash } from 'node:crypto'

/** What decides a sample: words of who draws, and a salt that was not known to them. Neither side alone can steer it. */
export type Seed = { readonly words: string; readonly salt: string }

/**
 * Draws so many out of all: each number gets the SHA-256 of salt, words and itself, and the smallest come first. Who
 * has the numbers and the seed draws the same again, in any program.
 * @param numbers case numbers, in any order; each counts once
 */
export function drawSample(numbers: readonly string[], seed: Seed, size: number): readonly string[] {
  const lots = [...new Set(numbers)].map(number => ({ number, lot: hashOf(`${seed.salt}\n${seed.words}\n${number}`) }))
  return lots
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, size)
    .map(({ number }) => number)
}

/** One hash over all numbers from which a sample was drawn, sorted, a line each: what the ledger keeps of them. */
export function digestOf(numbers: readonly string[]): string {
  return hashOf([...new Set(numbers)].sort().join('\n'))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
