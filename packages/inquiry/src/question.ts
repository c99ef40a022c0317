import type { Known, NextQuestion, Odds } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'
import { atomOf } from './literal.ts'
import { remembered } from './memory.ts'
import { inNaturalOrder } from './natural.ts'
import { reachOf } from './reach.ts'
import type { Progress } from './step.ts'

/** Chooses what to ask, given what is known. The dialogue runs on `best`; others are for comparison. */
export type Policy = (
  law: Law,
  known: Known,
) => Pick<NextQuestion, 'ask' | 'expected' | 'worst' | 'exact'> & Partial<Pick<NextQuestion, 'gap'>>

const oddsByLaw = new WeakMap<Law, Odds>()

/** The model's own costs and odds; a look-up costs the citizen nothing. */
export function oddsOf(law: Law): Odds {
  const found = oddsByLaw.get(law)
  if (found !== undefined) return found
  const { observations } = law.model
  const odds: Odds = {
    cost: Object.fromEntries(observations.map(each => [each.id, each.settledBy === 'list' ? 0 : each.cost])),
    prior: Object.fromEntries(observations.map(each => [each.id, each.odds])),
  }
  oddsByLaw.set(law, odds)
  return odds
}

/** The question that is expected to end the dialogue soonest; of several such questions the first in the model's order. */
export const best: Policy = remembered((law, known) => {
  const relevant = relevantOn(law, known)
  return relevant.length > NEAR
    ? law.engine.next(known, [law.advice], oddsOf(law))
    : inNaturalOrder(law, known, relevant, oddsOf(law))
})

/** So many relevant questions are ordered exactly and at once; with more the engine looks ahead as far as it can. */
const NEAR = 10

/** Per question that can still change the advice, the values that hang on its answer; questions in the model's order. */
const hangingOn = remembered((law, known): ReadonlyMap<string, readonly string[]> => {
  const { relevant, undecided } = law.engine.assess(known, law.advice)
  const values = new Map(
    Object.values(undecided)
      .flat()
      .map((answer): [string, Set<string>] => [atomOf(answer), new Set()]),
  )
  for (const [value, answers] of Object.entries(relevant))
    for (const answer of answers) values.set(atomOf(answer), (values.get(atomOf(answer)) ?? new Set()).add(value))
  return new Map(
    law.model.observations.flatMap(({ id }) => (values.has(id) ? [[id, [...(values.get(id) ?? [])]]] : [])),
  )
})

/** Questions, look-ups included, that can still change the advice, in the model's order. */
export function relevantOn(law: Law, known: Known): readonly string[] {
  return [...hangingOn(law, known).keys()]
}

export type Choice = {
  readonly observation: string
  readonly why: readonly string[]
  readonly left: Omit<Progress, 'asked'>
}

/**
 * The question to put next, or none where no question to the citizen can matter. What only a list can answer, and the
 * safety question, are closed here: neither is a question of the dialogue.
 */
export function choose(law: Law, known: Known, policy: Policy): Choice | undefined {
  return policy === best ? bestChoice(law, known).choice : chosen(law, known, policy)
}

/** The best choice hangs on the facts alone, and many dialogues come to the same facts. */
const bestChoice = remembered((law, known) => ({ choice: chosen(law, known, best) }))

function chosen(law: Law, known: Known, policy: Policy): Choice | undefined {
  const named = new Set(known.map(atomOf))
  const closed = law.model.observations
    .filter(each => (each.settledBy === 'list' || each.safety) && !named.has(each.id))
    .map(each => `?${each.id}`)
  const asking = [...known, ...closed]
  const next = policy(law, asking)
  if (next.ask === undefined) return undefined
  const observation = next.ask
  const why = hangingOn(law, asking).get(observation) ?? []
  return { observation, why: inOrder(law, why), left: leftOf(law, next, reachOf(law, asking)) }
}

/** Outcomes in the model's order; where no outcome is justified the advice is `unclear`, last. */
function inOrder(law: Law, values: readonly string[]): readonly string[] {
  const listed = law.model.outcomes.filter(outcome => values.includes(outcome))
  return values.includes('none') ? [...listed, 'unclear'] : listed
}

/**
 * Questions left. The upper number holds whatever the citizen answers: what can be reached, or the policy's worst case
 * where that is exact and reckons with every answer. The expected number is the policy's own, per mean cost of a question.
 */
function leftOf(law: Law, next: ReturnType<Policy>, reach: readonly string[]): Choice['left'] {
  const open = law.model.observations.filter(each => reach.includes(each.id))
  const even = open.every(each => each.cost === 1)
  const everyAnswer = open.every(each => each.odds.yes > 0 && each.odds.no > 0 && each.odds.unknown > 0)
  const atMostLeft = Math.max(1, even && everyAnswer && next.exact ? Math.min(open.length, next.worst) : open.length)
  const cost = open.reduce((sum, each) => sum + each.cost, 0) / Math.max(1, open.length)
  const expected = even || cost === 0 ? next.expected : next.expected / cost
  return { expectedLeft: Math.min(atMostLeft, Math.max(1, expected)), atMostLeft }
}
