import { at } from './element.ts'
import type { Goal, Value } from './engine.ts'
import { KnownError } from './errors.ts'
import { type Labelling, statusOf } from './labelling.ts'
import type { Program } from './program.ts'
import type { Literal, Status } from './theory.ts'

export const STATUSES: readonly Status[] = ['unsatisfiable', 'out', 'blocked', 'defended']

/** A goal with its literals as numbers and its values in a fixed order. */
export type Target = {
  readonly goal: Goal
  readonly kind: 'status' | 'choice'
  readonly literals: readonly number[]
  readonly values: readonly Value[]
}

/** Throws `KnownError` where the theory does not know a literal of the goal. */
export function targetOf(program: Program, goal: Goal): Target {
  if ('status' in goal)
    return { goal, kind: 'status', literals: [literalNumber(program, goal.status)], values: STATUSES }
  const literals = goal.choice.map(l => literalNumber(program, l))
  return { goal, kind: 'choice', literals, values: [...goal.choice, 'none'] }
}

export function literalNumber(program: Program, literal: Literal): number {
  const number = program.numberOf.get(literal)
  if (number === undefined)
    throw new KnownError('unknown-goal', `"${literal}" is not in the theory; correct the name of the goal`)
  return number
}

/** The value of a goal under a labelling, as its place in `values`. */
export function valueUnder(target: Target, labelling: Labelling): number {
  if (target.kind === 'status') return STATUSES.indexOf(statusOf(labelling, at(target.literals, 0)))
  const first = target.literals.findIndex(l => labelling.held[l] === 1)
  return first < 0 ? target.literals.length : first
}
