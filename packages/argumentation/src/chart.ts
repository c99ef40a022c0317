import { type Cone, coneOf } from './cone.ts'
import { type Budget, Diagrams, type Node, VALUES } from './diagrams.ts'
import { at } from './element.ts'
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

/** Among fewer nodes than this it is not worth while to start afresh. */
const FEW = 10_000

/** Throws `TooLarge` where the budget does not suffice. */
export function draw(
  program: Program,
  answers: Answers,
  targets: readonly Target[],
  budget: Budget,
  cone: Cone = coneOf(program, answers, targets),
): Chart {
  const terminals = VALUES + Math.max(0, ...targets.map(t => t.values.length))
  const diagrams = new Diagrams(cone.order.length, budget, terminals)
  const values = unfold(program, answers, cone, targets, diagrams)
  const levelOf = new Int32Array(program.atomOfQuestion.length).fill(-1)
  cone.order.forEach((q, level) => {
    levelOf[q] = level
  })
  const names = Array.from(cone.order, q => at(program.theory.queryables, q))
  // Stryker disable next-line ConditionalExpression,EqualityOperator: both ways leave the same functions and nothing else.
  if (diagrams.size < FEW) {
    diagrams.collect(values)
    return { diagrams, order: cone.order, levelOf, names, values }
  }
  const compact = new Diagrams(cone.order.length, budget, terminals)
  return { diagrams: compact, order: cone.order, levelOf, names, values: copied(diagrams, values, compact) }
}

/** What is left of a chart with these answers applied, over the questions that still bear on it; 3 closes one. */
export function narrowed(chart: Chart, answers: Answers, budget: Budget): Chart {
  const { diagrams: from, order, values } = chart
  const left = values.map(f => from.restrict(f, order, answers))
  const levels = [...new Set(left.flatMap(f => from.support(f)))].sort((x, y) => x - y)
  const diagrams = new Diagrams(levels.length, budget, from.terminals)
  const levelOf = new Int32Array(chart.levelOf.length).fill(-1)
  levels.forEach((level, i) => {
    levelOf[at(order, level)] = i
  })
  return {
    diagrams,
    order: Int32Array.from(levels, level => at(order, level)),
    levelOf,
    names: levels.map(level => at(chart.names, level)),
    values: copied(from, left, diagrams, level => at(levelOf, at(order, level))),
  }
}

/** The same functions among no others: drawing leaves far more nodes, and room for them, than its result needs. */
function copied(from: Diagrams, values: readonly Node[], to: Diagrams, level = (l: number): number => l): Node[] {
  const copies = new Map<Node, Node>()
  const copy = (f: Node): Node => (from.isTerminal(f) ? f : (copies.get(f) ?? f))
  for (const f of values)
    for (const node of from.nodes(f).toReversed())
      if (!copies.has(node))
        copies.set(
          node,
          to.node(level(from.level(node)), copy(from.kid(node, 0)), copy(from.kid(node, 1)), copy(from.kid(node, 2))),
        )
  return values.map(copy)
}
