import { type Cone, coneOf } from './cone.ts'
import { type Budget, Diagrams, type Node } from './diagrams.ts'
import type { Target } from './goal.ts'
import { unfold } from './grounded.ts'
import type { Answers } from './labelling.ts'
import type { Program } from './program.ts'

/**
 * The compiled form of one or more targets: per target a diagram of its value over the questions that were open when
 * it was drawn, with the known answers applied.
 */
export type Chart = {
  readonly diagrams: Diagrams
  /** Per level its question, and per question its level or -1. */
  readonly order: Int32Array
  readonly levelOf: Int32Array
  /** Per level the name of its question. */
  readonly names: readonly string[]
  readonly values: readonly Node[]
}

/** Throws `TooLarge` where the budget does not suffice. */
export function draw(
  program: Program,
  answers: Answers,
  targets: readonly Target[],
  budget: Budget,
  cone: Cone = coneOf(program, answers, targets),
): Chart {
  const terminals = 256
  const diagrams = new Diagrams(cone.order.length, budget, terminals)
  const values = unfold(program, answers, cone, targets, diagrams)
  diagrams.collect(values)
  const levelOf = new Int32Array(program.atomOfQuestion.length).fill(-1)
  cone.order.forEach((q, level) => {
    levelOf[q] = level
  })
  const names = Array.from(cone.order, q => program.theory.queryables[q] ?? '')
  return { diagrams, order: cone.order, levelOf, names, values }
}
