import { compile, type Engine, type Known, type NextQuestion, type Odds } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'
import { atomOf, exclusionsOf, negationOf } from './literal.ts'

const EPSILON = 1e-9

/**
 * The optimum, and of the questions that reach it (the same expected cost and the same worst case) the first in the
 * model's order: the order in which a person would tell it.
 */
export function inNaturalOrder(law: Law, known: Known, relevant: readonly string[], odds: Odds): NextQuestion {
  const engine = engineNear(law)
  const after = (facts: Known) => engine.next(withImplied(law, facts), [law.advice], odds)
  const found = after(known)
  if (!found.exact || found.ask === undefined) return found
  for (const id of relevant) {
    if (id === found.ask) return found
    const { yes, no, unknown } = odds.prior[id] ?? { yes: 0.5, no: 0.5, unknown: 0 }
    let expected = odds.cost[id] ?? 1
    let worst = 0
    let exact = true
    for (const [answer, chance] of [
      [id, yes],
      [`-${id}`, no],
      [`?${id}`, unknown],
    ] as const) {
      if (chance === 0 || !exact) continue
      const rest = after([...known, answer])
      expected += chance * rest.expected
      worst = Math.max(worst, rest.worst)
      exact = rest.exact && expected < found.expected + EPSILON
    }
    worst += odds.cost[id] ?? 1
    if (exact && expected < found.expected + EPSILON && worst < found.worst + EPSILON) return { ...found, ask: id }
  }
  return found
}

const engines = new WeakMap<Law, Engine>()

/** An engine of its own: the one of the law goes on from where a long dialogue began, and is not exact from there. */
function engineNear(law: Law): Engine {
  const engine = engines.get(law) ?? compile(law.theory, { goals: [] })
  engines.set(law, engine)
  return engine
}

/** The facts with what a fact among them excludes. */
function withImplied(law: Law, known: Known): Known {
  const said = new Set(known)
  const named = new Set(known.map(atomOf))
  const denied = exclusionsOf(law).flatMap(([one, other]) => [
    ...(said.has(one) && !named.has(atomOf(other)) ? [negationOf(other)] : []),
    ...(said.has(other) && !named.has(atomOf(one)) ? [negationOf(one)] : []),
  ])
  return [...known, ...new Set(denied)]
}
