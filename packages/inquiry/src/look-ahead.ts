import type { Known, NextQuestion, Odds } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'
import { atomOf, exclusionsOf, negationOf } from './literal.ts'
import { reachOf } from './reach.ts'

/**
 * The question to ask where too many are relevant for an exact order: the one whose answer is expected to leave the fewest
 * questions in reach, per cost. `expected` is then an estimate, as if every answer halved what is left, and `exact` is false.
 */
export function lookAhead(law: Law, known: Known, relevant: readonly string[], odds: Odds): NextQuestion {
  const now = reachOf(law, known).length
  const scored = relevant.map(id => {
    const { yes, no, unknown } = odds.prior[id] ?? { yes: 0.5, no: 0.5, unknown: 0 }
    const left = (answer: string) => reachOf(law, withImplied(law, [...known, answer])).length
    const after = yes * left(id) + no * left(`-${id}`) + (unknown === 0 ? 0 : unknown * left(`?${id}`))
    return { id, gain: (now - after) / Math.max(odds.cost[id] ?? 1, Number.EPSILON) }
  })
  const best = scored.reduce((one, other) => (other.gain > one.gain ? other : one))
  return {
    ask: best.id,
    expected: Math.log2(relevant.length + 1),
    worst: now,
    exact: false,
    gap: Number.POSITIVE_INFINITY,
  }
}

/** The facts with what a fact among them excludes. */
function withImplied(law: Law, known: Known): Known {
  const said = new Set(known)
  const named = new Set(known.map(atomOf))
  const denied = exclusionsOf(law).flatMap(([one, other]) => [
    ...(said.has(one) && !named.has(atomOf(other)) ? [negationOf(other)] : []),
    ...(said.has(other) && !named.has(atomOf(one)) ? [negationOf(one)] : []),
  ])
  return [...known, ...denied]
}
