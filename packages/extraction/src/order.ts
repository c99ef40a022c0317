/** A fixed order that mixes the corpus: multiplicative congruence over the indices. */
export function mixed(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  let state = seed
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    const held = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = held
  }
  return order
}

/** In how many parts a corpus is held back, one after the other. */
export const FOLDS = 5

/** The part of each report, by the names of their groups: a group is never divided, and the parts are about as large. */
export function foldsOf(groups: readonly string[]): number[] {
  const sizes = new Map<string, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const filled = new Array<number>(FOLDS).fill(0)
  const foldOf = new Map<string, number>()
  for (const [group, size] of [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const least = filled.indexOf(Math.min(...filled))
    foldOf.set(group, least)
    filled[least] = (filled[least] ?? 0) + size
  }
  return groups.map(group => foldOf.get(group) ?? 0)
}
