import { type Diagrams, FALSE, MIXED, NEVER, type Node, TRUE } from './diagrams.ts'
import { at } from './element.ts'

/** An answer at a level: 1 yes, 2 no. */
export type Step = { readonly level: number; readonly answer: number }

/** A step that belongs to some minimal set of steps that reaches a value, with the others of the smallest such set. */
export type Relevance = Step & { readonly witness: readonly Step[] }

/**
 * The steps that are in some minimal set of steps making `settled` equal to `value`. Because a settled value stays when
 * facts are added, a step is in such a set exactly when, at some node, taking it makes the value and not taking it does
 * not. Linear in the diagram, but for the differences that are built where facts exclude each other.
 */
export function relevantSteps(d: Diagrams, settled: Node, value: Node): Relevance[] {
  const root = d.is(value, settled)
  const distance = new Map<Node, number>([[root, 0]])
  const from = new Map<Node, { node: Node; step: Step | undefined }>()
  const best = new Map<number, { cost: number; node: Node; gain: Node; step: Step }>()
  const least = shortest(d)
  for (const node of d.nodes(root)) {
    const here = distance.get(node) ?? 0
    const level = d.level(node)
    for (let answer = 0; answer < 3; answer++) {
      const kid = d.kid(node, answer)
      const cost = here + (answer === 0 ? 0 : 1)
      if (cost < (distance.get(kid) ?? Infinity)) {
        distance.set(kid, cost)
        from.set(kid, { node, step: answer === 0 ? undefined : { level, answer } })
      }
      if (answer === 0 || kid === d.kid(node, 0)) continue
      const gain = d.minus(kid, d.kid(node, 0))
      if (gain === FALSE) continue
      const size = cost + least(gain)
      if (size < (best.get(3 * level + answer)?.cost ?? Infinity))
        best.set(3 * level + answer, { cost: size, node, gain, step: { level, answer } })
    }
  }
  return [...best.values()].map(({ node, gain, step }) => {
    const witness: Step[] = []
    for (let at = from.get(node); at !== undefined; at = from.get(at.node))
      if (at.step !== undefined) witness.unshift(at.step)
    witness.push(...stepsToTrue(d, gain, least))
    return { ...step, witness }
  })
}

/** The least number of steps from a node to `TRUE`. */
function shortest(d: Diagrams): (f: Node) => number {
  const memo = new Map<Node, number>([
    [FALSE, Infinity],
    [TRUE, 0],
  ])
  const least = (f: Node): number => {
    const before = memo.get(f)
    if (before !== undefined) return before
    const found = Math.min(least(d.kid(f, 0)), 1 + least(d.kid(f, 1)), 1 + least(d.kid(f, 2)))
    memo.set(f, found)
    return found
  }
  return least
}

function stepsToTrue(d: Diagrams, from: Node, least: (f: Node) => number): Step[] {
  const steps: Step[] = []
  for (let f = from; f !== TRUE; ) {
    const answer = [0, 1, 2].find(a => least(d.kid(f, a)) + (a === 0 ? 0 : 1) === least(f)) ?? 0
    if (answer !== 0) steps.push({ level: d.level(f), answer })
    f = d.kid(f, answer)
  }
  return steps
}

/**
 * The minimal subsets of the known answers under which `settled` has `value`, smallest first, at most `atMost` of them.
 * The minimal points of a monotone function are those of its branch without the answer, and those of its branch with
 * the answer that the first does not already have (Coudert and Madre 1992).
 */
export function minimalSets(d: Diagrams, settled: Node, value: Node, known: Uint8Array, atMost: number): Step[][] {
  const within = memoized((f: Node): Node => {
    if (d.isTerminal(f)) return f
    const answer = at(known, d.level(f))
    return answer === 0 ? within(d.kid(f, 0)) : d.node(d.level(f), within(d.kid(f, 0)), within(d.kid(f, answer)), FALSE)
  })
  // From here a level that a path skips is an answer left out, as in a zero-suppressed diagram.
  const set = (level: number, without: Node, using: Node): Node =>
    using === FALSE ? without : d.node(level, without, using, FALSE)
  const unless = memoized((f: Node) =>
    memoized((sets: Node): Node => {
      if (sets === FALSE || f === TRUE) return FALSE
      if (f === FALSE) return sets
      const level = Math.min(d.level(sets), d.level(f))
      const rest = d.level(f) === level ? [d.kid(f, 0), d.kid(f, 1)] : [f, f]
      if (d.level(sets) !== level) return unless(at(rest, 0))(sets)
      return set(level, unless(at(rest, 0))(d.kid(sets, 0)), unless(at(rest, 1))(d.kid(sets, 1)))
    }),
  )
  const minimal = memoized((f: Node): Node => {
    if (d.isTerminal(f)) return f
    return set(d.level(f), minimal(d.kid(f, 0)), unless(d.kid(f, 0))(minimal(d.kid(f, 1))))
  })
  const root = minimal(within(d.is(value, settled)))
  const least = shortest(d)
  const most = memoized((f: Node): number => {
    if (d.isTerminal(f)) return f === TRUE ? 0 : -Infinity
    return Math.max(most(d.kid(f, 0)), 1 + most(d.kid(f, 1)))
  })
  const found: Step[][] = []
  const collect = (f: Node, left: number, steps: readonly Step[]): void => {
    if (found.length >= atMost || least(f) > left || most(f) < left) return
    if (f === TRUE) {
      found.push([...steps])
      return
    }
    const level = d.level(f)
    collect(d.kid(f, 1), left - 1, [...steps, { level, answer: at(known, level) }])
    collect(d.kid(f, 0), left, steps)
  }
  for (let size = least(root); size <= most(root) && found.length < atMost; size++) collect(root, size, [])
  return found
}

/** Per other value a smallest change of the known answers that gives it; an answer of 0 in a step drops the fact. */
export function nearest(
  d: Diagrams,
  f: Node,
  here: Node,
  known: Uint8Array,
): { value: Node; cost: number; steps: Step[] }[] {
  const cost = (level: number, answer: number): number => {
    const now = at(known, level)
    if (answer === now) return 0
    return (now === 0 ? 0 : 1) + (answer === 0 ? 0 : 1)
  }
  const costs = memoized((node: Node): ReadonlyMap<Node, number> => {
    if (d.isTerminal(node)) return new Map([[node, 0]])
    const found = new Map<Node, number>()
    for (let answer = 0; answer < 3; answer++)
      for (const [value, rest] of costs(d.kid(node, answer)))
        found.set(value, Math.min(found.get(value) ?? Infinity, rest + cost(d.level(node), answer)))
    return found
  })
  const changes = [...costs(f)].filter(([value]) => value !== here && value !== NEVER && value !== MIXED)
  return changes
    .map(([value, total]) => {
      const steps: Step[] = []
      let left = total
      for (let node = f; !d.isTerminal(node); ) {
        const level = d.level(node)
        const fits = (a: number) => (costs(d.kid(node, a)).get(value) ?? Infinity) + cost(level, a) === left
        const now = at(known, level)
        const answer = [now, 0, 1, 2].find(fits) ?? 0
        if (answer !== now) steps.push({ level, answer })
        left -= cost(level, answer)
        node = d.kid(node, answer)
      }
      return { value, cost: total, steps }
    })
    .sort((x, y) => x.cost - y.cost)
}

function memoized<T>(compute: (f: Node) => T): (f: Node) => T {
  const memo = new Map<Node, T>()
  return f => {
    const before = memo.get(f)
    if (before !== undefined) return before
    const found = compute(f)
    memo.set(f, found)
    return found
  }
}
