import type { Known, NextQuestion, Odds } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'
import { atomOf } from './literal.ts'
import type { Progress } from './step.ts'

/** Chooses what to ask, given what is known. The dialogue runs on `best`; others are for comparison. */
export type Policy = (law: Law, known: Known) => Pick<NextQuestion, 'ask' | 'expected' | 'worst'>

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

/** The question that is expected to end the dialogue soonest. */
export const best: Policy = (law, known) => law.engine.next(known, [law.advice], oddsOf(law))

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
  if (policy !== best) return chosen(law, known, policy)
  const memory = memories.get(law) ?? new Map<string, Choice | undefined>()
  memories.set(law, memory)
  const key = known.toSorted().join(' ')
  if (memory.has(key)) return memory.get(key)
  const choice = chosen(law, known, policy)
  if (memory.size >= REMEMBERED) memory.clear()
  memory.set(key, choice)
  return choice
}

/** The best choice hangs on the facts alone, and one request looks at it more than once. */
const memories = new WeakMap<Law, Map<string, Choice | undefined>>()
const REMEMBERED = 5_000

function chosen(law: Law, known: Known, policy: Policy): Choice | undefined {
  const named = new Set(known.map(atomOf))
  const closed = law.model.observations
    .filter(each => (each.settledBy === 'list' || each.safety) && !named.has(each.id))
    .map(each => `?${each.id}`)
  const asking = [...known, ...closed]
  const next = policy(law, asking)
  if (next.ask === undefined) return undefined
  const { relevant, undecided } = law.engine.assess(asking, law.advice)
  const observation = next.ask
  const why = Object.keys(relevant).filter(value => relevant[value]?.some(answer => atomOf(answer) === observation))
  const open = new Set([...Object.values(relevant).flat(), ...undecided].map(atomOf))
  return { observation, why: inOrder(law, why), left: leftOf(law, next, open) }
}

/** Outcomes in the model's order; where no outcome is justified the advice is `unclear`, last. */
function inOrder(law: Law, values: readonly string[]): readonly string[] {
  const listed = law.model.outcomes.filter(outcome => values.includes(outcome))
  return values.includes('none') ? [...listed, 'unclear'] : listed
}

/**
 * Questions left. An answer can only shrink what is relevant, so the number of relevant questions is an upper bound
 * whatever the citizen answers; the policy's worst case is a tighter one where it reckons with every answer.
 */
function leftOf(law: Law, next: Pick<NextQuestion, 'expected' | 'worst'>, open: ReadonlySet<string>): Choice['left'] {
  const asked = law.model.observations.filter(each => open.has(each.id))
  const even = asked.every(each => each.cost === 1)
  const allAnswers = even && asked.every(each => each.odds.yes > 0 && each.odds.no > 0 && each.odds.unknown > 0)
  const atMostLeft = Math.max(1, allAnswers ? Math.min(asked.length, next.worst) : asked.length)
  const cost = asked.reduce((sum, each) => sum + each.cost, 0) / Math.max(1, asked.length)
  const expected = even || cost === 0 ? next.expected : next.expected / cost
  return { expectedLeft: Math.min(atMostLeft, Math.max(1, expected)), atMostLeft }
}
