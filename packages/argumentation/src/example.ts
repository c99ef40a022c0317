import type { Chart } from './chart.ts'
import { type Diagrams, FALSE, type Node, TRUE, VALUES } from './diagrams.ts'
import { at } from './element.ts'
import type { Value } from './engine.ts'
import type { Target } from './goal.ts'
import type { Step } from './paths.ts'

/** All sets of facts at which each target has one of the values demanded of it, as one diagram. */
export function demanded(chart: Chart, targets: readonly Target[], values: readonly (readonly Value[])[]): Node {
  const d = chart.diagrams
  return targets.reduce((all: Node, target, i) => {
    const wanted = at(values, i)
      .map(v => target.values.indexOf(v))
      .filter(j => j >= 0)
    const one = wanted.reduce((any: Node, j) => d.or(any, d.is(VALUES + j, at(chart.values, i))), FALSE)
    return d.and(all, one)
  }, TRUE)
}

/** A shortest way to `TRUE`: the fewest answers that make a function true. Linear in the diagram. */
export function fewestAnswers(d: Diagrams, f: Node): Step[] | undefined {
  const best = new Map<Node, { cost: number; answer: number }>([
    [FALSE, { cost: Infinity, answer: 0 }],
    [TRUE, { cost: 0, answer: 0 }],
  ])
  for (const node of d.nodes(f).toReversed()) {
    const costs = [0, 1, 2].map(a => (best.get(d.kid(node, a))?.cost ?? Infinity) + (a === 0 ? 0 : 1))
    const cost = Math.min(...costs)
    best.set(node, { cost, answer: costs.indexOf(cost) })
  }
  if (best.get(f)?.cost === Infinity) return undefined
  const steps: Step[] = []
  for (let node = f; !d.isTerminal(node); ) {
    const answer = best.get(node)?.answer ?? 0
    if (answer !== 0) steps.push({ level: d.level(node), answer })
    node = d.kid(node, answer)
  }
  return steps
}

/** How many sets of facts over the chart's questions make a function true; impossible sets count in none. */
export function countTrue(d: Diagrams, f: Node): bigint {
  const counts = new Map<Node, bigint>([
    [FALSE, 0n],
    [TRUE, 1n],
  ])
  const below = (node: Node, level: number) => (counts.get(node) ?? 0n) * 3n ** BigInt(d.level(node) - level - 1)
  for (const node of d.nodes(f).toReversed())
    counts.set(
      node,
      [0, 1, 2].reduce((sum, a) => sum + below(d.kid(node, a), d.level(node)), 0n),
    )
  return below(f, -1)
}
