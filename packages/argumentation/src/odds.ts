import type { Odds } from './engine.ts'
import { KnownError } from './errors.ts'
import type { Program } from './program.ts'

/** Per question its cost and the odds of its answers: 0 no answer, 1 yes, 2 no. */
export type Weights = { readonly cost: Float64Array; readonly odds: readonly Float64Array[] }

const EVEN = { yes: 0.5, no: 0.5, unknown: 0 }

/** A cost of 1 and even odds without "don't know" where nothing is stated. Throws `KnownError` on odds that are none. */
export function weightsOf(program: Program, odds: Odds): Weights {
  const { queryables } = program.theory
  for (const name of [...Object.keys(odds.cost), ...Object.keys(odds.prior)])
    if (!queryables.includes(name))
      throw new KnownError('bad-odds', `odds: "${name}" is not a question of the theory; use one of the queryables`)
  const cost = Float64Array.from(queryables, q => odds.cost[q] ?? 1)
  const priors = queryables.map(q => {
    const { yes, no, unknown } = odds.prior[q] ?? EVEN
    return Float64Array.of(unknown, yes, no)
  })
  queryables.forEach((q, i) => {
    if (!((cost[i] ?? -1) >= 0 && Number.isFinite(cost[i])))
      throw new KnownError('bad-odds', `odds: the cost of "${q}" is ${cost[i]}; give a number of 0 or more`)
    const sum = (priors[i] ?? new Float64Array()).reduce((x, y) => x + y, 0)
    if (!(Math.abs(sum - 1) < 1e-6 && priors[i]?.every(p => p >= 0)))
      throw new KnownError(
        'bad-odds',
        `odds: those of "${q}" sum to ${sum}; yes, no and unknown must be 0 or more and sum to 1`,
      )
  })
  return { cost, odds: priors }
}
