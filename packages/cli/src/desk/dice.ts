/** Random choices that a seed repeats. */
export type Dice = {
  /** In [0, 1). */
  next(): number
  /** A whole number below `end`. */
  below(end: number): number
  pick<One>(from: readonly One[]): One
}

/** mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    below,
    pick: from => {
      const found = from[below(from.length)]
      if (found === undefined) throw new Error('There is nothing to pick from')
      return found
    },
  }
}
