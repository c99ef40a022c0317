import { type Diagrams, FALSE, MIXED, NEVER, type Node } from './diagrams.ts'

/** The cost of the way of asking that was found, a bound below which no way gets, and the level to ask first. */
export type Bounded = {
  readonly expected: number
  readonly worst: number
  readonly atLeast: number
  readonly ask: number | undefined
}

type Cost = { readonly expected: number; readonly worst: number }

/**
 * Asking where there are too many situations to value all: looks one question ahead, follows each answer with the
 * question that leaves the least still to ask at best, and stops counting exactly after `atMost` situations (from there
 * every question left is counted). Below, no way of asking costs less than the cheapest certificate of each value.
 */
export class Foresight {
  readonly #d: Diagrams
  readonly #total: boolean
  readonly #cost: Float64Array
  readonly #odds: readonly Float64Array[]
  readonly #closable: boolean
  /** Per level what its answer costs at least: nothing where another answer may imply it. */
  readonly #floor: Float64Array
  #left: number
  readonly #least = new Map<Node, number>()
  readonly #supports = new Map<Node, readonly number[]>()
  readonly #costs = new Map<string, Cost>()

  constructor(d: Diagrams, total: boolean, cost: Float64Array, odds: readonly Float64Array[], atMost: number) {
    this.#d = d
    this.#total = total
    this.#cost = cost
    this.#odds = odds
    this.#closable = odds.some(o => (o[0] ?? 0) > 0)
    this.#floor = cost.slice()
    this.#left = atMost
  }

  ask(values: readonly Node[]): Bounded {
    const open = this.#open(values)
    for (const level of this.#support(open.map(f => this.#d.is(NEVER, f)))) this.#floor[level] = 0
    let best: (Cost & { ask: number }) | undefined
    let atLeast = Infinity
    for (const level of this.#support(open)) {
      const seen = this.#after(open, level, next => this.#follow(next))
      if (best === undefined || seen.expected < best.expected) best = { ...seen, ask: level }
      atLeast = Math.min(atLeast, this.#after(open, level, next => this.#bound(next)).expected)
    }
    if (best === undefined) return { expected: 0, worst: 0, atLeast: 0, ask: undefined }
    return { ...best, atLeast: Math.max(atLeast, this.#bound(open).expected) }
  }

  /** The cost of asking, at every step, what seems to leave the least to ask. */
  #follow(values: readonly Node[]): Cost {
    const open = this.#open(values)
    if (open.length === 0) return { expected: 0, worst: 0 }
    const key = open.join()
    const before = this.#costs.get(key)
    if (before !== undefined) return before
    const support = this.#support(open)
    if (this.#left-- <= 0) {
      const all = support.reduce((sum, level) => sum + (this.#cost[level] ?? 0), 0)
      return { expected: all, worst: all }
    }
    let level = support[0] ?? 0
    let least = Infinity
    for (const candidate of support) {
      const hope = this.#after(open, candidate, next => this.#hope(next)).expected
      if (hope < least) {
        least = hope
        level = candidate
      }
    }
    const found = this.#after(open, level, next => this.#follow(next))
    this.#costs.set(key, found)
    return found
  }

  #after(open: readonly Node[], level: number, value: (next: readonly Node[]) => Cost): Cost {
    const kids = [0, 1, 2].map(answer => open.map(f => this.#d.branch(f, level, answer)))
    const possible = [1, 2].filter(answer => this.#settledAt(kids[answer]?.[0] ?? FALSE) !== NEVER)
    if (possible.length < 2) return value(kids[possible[0] ?? 0] ?? [])
    let expected = this.#cost[level] ?? 0
    let worst = 0
    for (let answer = 0; answer < 3; answer++) {
      const odds = this.#odds[level]?.[answer] ?? 0
      if (odds === 0) continue
      const next = value(kids[answer] ?? [])
      expected += odds * next.expected
      worst = Math.max(worst, next.worst)
    }
    return { expected, worst: worst + (this.#cost[level] ?? 0) }
  }

  /** No way of asking costs less. */
  #bound(values: readonly Node[]): Cost {
    const open = this.#open(values)
    const each = open.map(f =>
      this.#closable
        ? Math.min(...this.#support([f]).map(level => this.#floor[level] ?? 0))
        : this.#cheapest(this.#d.settled(f, this.#total)),
    )
    const expected = Math.max(0, ...each)
    return { expected, worst: expected }
  }

  /** A guess at what is still to ask: the cheapest certificates of all values, and a little for every question left. */
  #hope(values: readonly Node[]): Cost {
    const open = this.#open(values)
    const expected =
      open.reduce((sum, f) => sum + this.#cheapest(this.#d.settled(f, this.#total)), 0) + this.#support(open).length / 8
    return { expected, worst: expected }
  }

  #cheapest(settled: Node): number {
    if (settled === MIXED || settled === NEVER) return Infinity
    if (this.#d.isTerminal(settled)) return 0
    const before = this.#least.get(settled)
    if (before !== undefined) return before
    const d = this.#d
    const cost = this.#floor[d.level(settled)] ?? 0
    const given = Math.min(this.#cheapest(d.kid(settled, 1)), this.#cheapest(d.kid(settled, 2)))
    const found = Math.min(this.#cheapest(d.kid(settled, 0)), cost + given)
    this.#least.set(settled, found)
    return found
  }

  #open(values: readonly Node[]): Node[] {
    return values.filter((f, i) => this.#settledAt(f) === MIXED && values.indexOf(f) === i).sort((x, y) => x - y)
  }

  #settledAt(f: Node): Node {
    return this.#d.start(this.#d.settled(f, this.#total))
  }

  #support(open: readonly Node[]): readonly number[] {
    const levels = new Set<number>()
    for (const f of open) {
      const known = this.#supports.get(f) ?? this.#d.support(f)
      this.#supports.set(f, known)
      for (const level of known) levels.add(level)
    }
    return [...levels].sort((x, y) => x - y)
  }
}
