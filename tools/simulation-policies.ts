/** The policies that the simulation compares; the dialogue itself runs on the best one. */
import { best, oddsOf, type Policy, relevantOn } from '@toetsbaar/inquiry'

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

/** The first question of the model that still matters: a fixed list of priorities. */
export const givenOrder: Policy = (law, known) => {
  const open = relevantOn(law, known)
  return { ask: open[0], expected: open.length, worst: open.length, exact: false }
}

/** Any question that still matters, each as likely; the same seed asks the same. */
function randomRelevant(seed: number): Policy {
  let state = seed
  return (law, known) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const open = relevantOn(law, known)
    return {
      ask: open[Math.floor((state / 2 ** 32) * open.length)],
      expected: open.length,
      worst: open.length,
      exact: false,
    }
  }
}

/** More relevant questions than these have no exact plan in reasonable time. */
const EXACT = 10

/** The least worst case; where it has too many situations to go through, as the best policy. */
const minimax: Policy = (law, known) => {
  if (relevantOn(law, known).length > EXACT) return best(law, known)
  const { best: optimum, minimax: least, exact } = law.engine.plan(known, [law.advice], oddsOf(law))
  return { ask: (least ?? optimum).first, expected: optimum.expected, worst: optimum.worst, exact }
}

export function policies(seed: number): Readonly<Record<string, Policy>> {
  return {
    best,
    minimax: remembered(minimax),
    'random relevant': randomRelevant(seed),
    'given order': remembered(givenOrder),
  }
}
