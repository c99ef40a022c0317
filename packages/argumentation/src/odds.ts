import type { Odds } from './engine.ts'
import { KnownError } from './errors.ts'
import type { Program } from './program.ts'

/** Per question its cost and the odds of its answers: 0 no answer, 1 yes, 2 no. */
export type Weights = { readonly cost: Float64Array; readonly odds: readonly Float64Array[] }

const EVEN = { yes: 0.5, no: 0.5, unknown: 0 }

/** A cost of 1 and even odds without "don't know" where nothing is stated. Throws `KnownError` on odds that are none. */
export function weightsOf(program: Program, odds: Odds): Weights {
  const { queryables } = program.theory
  const costs = new Map(Object.entries(odds.cost))
  const spreads = new Map(Object.entries(odds.prior))
  for (const name of [...costs.keys(), ...spreads.keys()])
    if (!queryables.includes(name))
      throw new KnownError('bad-odds', `odds: "${name}" is not a question of the theory; use one of the queryables`)
  const cost = Float64Array.from(queryables, q => costs.get(q) ?? 1)
  const priors = queryables.map(q => {
    const { yes, no, unknown } = spreads.get(q) ?? EVEN
    return Float64Array.of(unknown, yes, no)
  })
  for (const [q, paid] of costs)
    if (!(paid >= 0 && Number.isFinite(paid)))
      throw new KnownError('bad-odds', `odds: the cost of "${q}" is ${paid}; give a number of 0 or more`)
  for (const [q, { yes, no, unknown }] of spreads) {
    const sum = yes + no + unknown
    if (!(Math.abs(sum - 1) < 1e-6 && Math.min(yes, no, unknown) >= 0))
      throw new KnownError(
        'bad-odds',
        `odds: those of "${q}" sum to ${sum}; yes, no and unknown must be 0 or more and sum to 1`,
      )
  }
  return { cost, odds: priors }
}
