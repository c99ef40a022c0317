/** The policies that the simulation compares; the dialogue itself runs on the best one. */
import { best, oddsOf, type Policy } from '@toetsbaar/inquiry'
import type { Law } from '@toetsbaar/rulebook'

/** Remembers what a policy chose: many simulated citizens come to the same facts. */
export function remembered(policy: Policy): Policy {
  const chosen = new Map<string, ReturnType<Policy>>()
  return (law, known) => {
    const key = [...known].sort().join(' ')
    const found = chosen.get(key) ?? policy(law, known)
    chosen.set(key, found)
    return found
  }
}

/** The relevant questions in the model's order. */
function relevantIn(law: Law, known: readonly string[]): readonly string[] {
  const { relevant } = law.engine.assess(known, law.advice)
  const open = new Set(
    Object.values(relevant)
      .flat()
      .map(answer => answer.replace('-', '')),
  )
  return law.model.observations.map(each => each.id).filter(id => open.has(id))
}

/** The first question of the model that still matters: a fixed list of priorities. */
export const givenOrder: Policy = (law, known) => {
  const open = relevantIn(law, known)
  return { ask: open[0], expected: open.length, worst: open.length, exact: false }
}

/** Any question that still matters, each as likely; the same seed asks the same. */
function randomRelevant(seed: number): Policy {
  let state = seed
  return (law, known) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const open = relevantIn(law, known)
    return {
      ask: open[Math.floor((state / 2 ** 32) * open.length)],
      expected: open.length,
      worst: open.length,
      exact: false,
    }
  }
}

/** The least worst case; where it has too many situations to go through, as the best policy. */
const minimax: Policy = (law, known) => {
  const { best: optimum, minimax: least, exact } = law.engine.plan(known, [law.advice], oddsOf(law))
  return { ask: (least ?? optimum).first, expected: optimum.expected, worst: optimum.worst, exact }
}

export function policies(seed: number): Readonly<Record<string, Policy>> {
  return {
    best: remembered(best),
    minimax: remembered(minimax),
    'random relevant': randomRelevant(seed),
    'given order': remembered(givenOrder),
  }
}
