/** How a policy stands to the exact optimum: two computations that share nothing but the meaning of "stable". */
import type { Policy } from '@toetsbaar/inquiry'
import { oddsOf, relevantOn } from '@toetsbaar/inquiry'
import type { Law } from '@toetsbaar/rulebook'

/** So many situations are gone through for one start; beyond, the search gives up. */
const SITUATIONS = 30_000

const atomOf = (literal: string) => literal.replace(/^[-?]/, '')
const negationOf = (literal: string) => (literal.startsWith('-') ? literal.slice(1) : `-${literal}`)

/**
 * The least expected cost of all ways of asking, by trying every question that was relevant at the start after every
 * answer (no pruning, no diagram, no policy of the engine); undefined where that is too much.
 */
export function exhaustiveOptimum(law: Law, start: readonly string[]): number | undefined {
  const memo = new Map<string, number>()
  const questions = relevantOn(law, start)
  const least = (known: readonly string[]): number => {
    const key = known.toSorted().join(' ')
    const before = memo.get(key)
    if (before !== undefined) return before
    if (memo.size >= SITUATIONS) return Number.NaN
    memo.set(key, 0)
    if (law.engine.stable(known, law.advice)) return 0
    const named = new Set(known.map(atomOf))
    let found = Number.POSITIVE_INFINITY
    for (const id of questions)
      if (!named.has(id)) {
        const cost = expectedAfter(law, known, id, least)
        if (!(cost >= found)) found = cost
      }
    const cost = found === Number.POSITIVE_INFINITY ? 0 : found
    memo.set(key, cost)
    return cost
  }
  const optimum = least(withImplied(law, start))
  return Number.isNaN(optimum) || memo.size >= SITUATIONS ? undefined : optimum
}

/** The expected cost of a policy from a start, by playing it against every answer. */
export function playedCost(law: Law, start: readonly string[], policy: Policy): number {
  const memo = new Map<string, number>()
  const play = (known: readonly string[]): number => {
    const key = known.toSorted().join(' ')
    const before = memo.get(key)
    if (before !== undefined) return before
    const { ask } = policy(law, known)
    const cost = ask === undefined ? 0 : expectedAfter(law, known, ask, play)
    memo.set(key, cost)
    return cost
  }
  return play(withImplied(law, start))
}

/** What a question costs, with what follows its answers by the model's odds. */
function expectedAfter(
  law: Law,
  known: readonly string[],
  id: string,
  rest: (known: readonly string[]) => number,
): number {
  const { yes, no, unknown } = oddsOf(law).prior[id] ?? { yes: 0.5, no: 0.5, unknown: 0 }
  const answers = [
    [id, yes],
    [`-${id}`, no],
    [`?${id}`, unknown],
  ] as const
  return answers
    .filter(([, chance]) => chance > 0)
    .reduce(
      (sum, [answer, chance]) => sum + chance * rest(withImplied(law, [...known, answer])),
      oddsOf(law).cost[id] ?? 1,
    )
}

/** The facts with the "no" that follows where the model lets two observations not both be so. */
function withImplied(law: Law, known: readonly string[]): readonly string[] {
  const said = new Set(known)
  const named = new Set(known.map(atomOf))
  const observable = new Set(law.model.observations.map(each => each.id))
  const pairs = law.theory.contraries
    .map(each => ('between' in each ? each.between : ([each.attacker, each.target] as const)))
    .filter(pair => pair.every(literal => observable.has(atomOf(literal))))
  const denied = pairs.flatMap(([one, other]) => [
    ...(said.has(one) && !named.has(atomOf(other)) ? [negationOf(other)] : []),
    ...(said.has(other) && !named.has(atomOf(one)) ? [negationOf(one)] : []),
  ])
  return [...known, ...new Set(denied)]
}
