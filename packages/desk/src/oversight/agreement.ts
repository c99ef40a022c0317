import { type Rate, wilson, z95 } from './interval.ts'

/** How far two judgements of the same cases agree. */
export type Agreement = {
  /** Same judgement, of all pairs. */
  readonly same: Rate
  /** Cohen's kappa: agreement beyond chance, with its 95 % interval; undefined where chance alone explains everything. */
  readonly kappa: { readonly value: number; readonly low: number; readonly high: number } | undefined
}

/**
 * Agreement of pairs of judgements, such as first impression and decision; undefined of none. The interval is that of
 * Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72(5): large-sample, so wide where pairs are few.
 */
export function agreement(pairs: readonly (readonly [string, string])[]): Agreement | undefined {
  const n = pairs.length
  const same = wilson(pairs.filter(([one, other]) => one === other).length, n)
  if (same === undefined) return undefined
  const kinds = [...new Set(pairs.flat())]
  const share = (fits: (pair: readonly [string, string]) => boolean) => pairs.filter(fits).length / n
  const first = new Map(kinds.map(kind => [kind, share(([one]) => one === kind)]))
  const second = new Map(kinds.map(kind => [kind, share(([, other]) => other === kind)]))
  const of = (shares: ReadonlyMap<string, number>, kind: string) => shares.get(kind) ?? 0
  const chance = kinds.reduce((sum, kind) => sum + of(first, kind) * of(second, kind), 0)
  if (1 - chance < 1e-12) return { same, kappa: undefined }
  const value = (same.rate - chance) / (1 - chance)
  let diagonal = 0
  let rest = 0
  for (const one of kinds)
    for (const other of kinds) {
      const cell = share(pair => pair[0] === one && pair[1] === other)
      if (one === other) diagonal += cell * (1 - (of(first, one) + of(second, one)) * (1 - value)) ** 2
      else rest += cell * (of(second, one) + of(first, other)) ** 2
    }
  const variance = diagonal + (1 - value) ** 2 * rest - (value - chance * (1 - value)) ** 2
  const error = Math.sqrt(Math.max(0, variance) / (n * (1 - chance) ** 2))
  return { same, kappa: { value, low: Math.max(-1, value - z95 * error), high: Math.min(1, value + z95 * error) } }
}
