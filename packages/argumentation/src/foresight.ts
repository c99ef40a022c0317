import { type Diagrams, FALSE, MIXED, NEVER, type Node } from './diagrams.ts'
import { at } from './element.ts'

/** The cost of the way of asking that was found, a bound below which no way gets, and the level to ask first. */
export type Bounded = {
  readonly expected: number
  readonly worst: number
  readonly atLeast: number
  readonly ask: number | undefined
}

type Cost = { readonly expected: number; readonly worst: number }

/**
 * Asking where there are too many situations to value all: looks one question ahead, the most hopeful first, follows each answer with the
 * question that leaves the least still to ask at best. After `atMost` situations it asks from there on in the order of the
 * diagrams, which costs one walk. Below, no way of asking costs less than the cheapest certificate of each value.
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
  readonly #inTurn = new Map<Node, Cost>()
  readonly #ends = new Map<Node, Node>()
  readonly #frees = new Map<Node, number>()
  #exclusive = false

  constructor(d: Diagrams, total: boolean, cost: Float64Array, odds: readonly Float64Array[], atMost: number) {
    this.#d = d
    this.#total = total
    this.#cost = cost
    this.#odds = odds
    this.#closable = odds.some(o => at(o, 0) > 0)
    this.#floor = cost.slice()
    this.#left = atMost
  }

  ask(values: readonly Node[]): Bounded {
    const open = this.#open(values)
    const implying = this.#support(open.map(f => this.#d.is(NEVER, f)))
    for (const level of implying) this.#floor[level] = 0
    this.#exclusive = implying.length > 0
    let best: (Cost & { ask: number }) | undefined
    let atLeast = Infinity
    const hopes = this.#support(open).map(level => ({ level, ...this.#after(open, level, next => this.#hope(next)) }))
    for (const { level } of hopes.sort((x, y) => x.expected - y.expected)) {
      const seen = this.#after(open, level, next => this.#follow(next))
      if (best === undefined || seen.expected < best.expected) best = { ...seen, ask: level }
      atLeast = Math.min(atLeast, this.#exclusive ? 0 : this.#after(open, level, next => this.#freely(next)).expected)
    }
    if (best === undefined) return { expected: 0, worst: 0, atLeast: 0, ask: undefined }
    return { ...best, atLeast: Math.max(atLeast, ...open.map(f => this.#certified(f))) }
  }

  /** The cost of asking, at every step, what leaves the least to ask if the rest is asked in order. */
  #follow(values: readonly Node[]): Cost {
    const open = this.#open(values)
    if (open.length === 0) return { expected: 0, worst: 0 }
    const key = open.join()
    const before = this.#costs.get(key)
    if (before !== undefined) return before
    this.#d.check()
    const support = this.#support(open)
    if (this.#left-- <= 0) {
      const all = support.reduce((sum, level) => sum + at(this.#cost, level), 0)
      if (open.length > 1 && this.#exclusive) return { expected: all, worst: all }
      const each = open.map(f => this.#inOrder(f))
      const sum = (of: (cost: Cost) => number) =>
        Math.min(
          all,
          each.reduce((total, cost) => total + of(cost), 0),
        )
      return { expected: sum(c => c.expected), worst: sum(c => c.worst) }
    }
    let level = at(support, 0)
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

  /** The cost of settling one value by asking, at every step, the question of its node. */
  #inOrder(f: Node): Cost {
    if (this.#settledAt(f) !== MIXED) return { expected: 0, worst: 0 }
    const before = this.#inTurn.get(f)
    if (before !== undefined) return before
    const found = this.#after([f], this.#d.level(f), ([next = FALSE]) => this.#inOrder(next))
    this.#inTurn.set(f, found)
    return found
  }

  #after(open: readonly Node[], level: number, value: (next: readonly Node[]) => Cost): Cost {
    const kids = [0, 1, 2].map(answer => open.map(f => this.#d.branch(f, level, answer)))
    const possible = [1, 2].filter(answer => this.#settledAt(at(at(kids, answer), 0)) !== NEVER)
    if (possible.length < 2) return value(at(kids, at(possible, 0)))
    let expected = at(this.#cost, level)
    let worst = 0
    for (let answer = 0; answer < 3; answer++) {
      const odds = at(at(this.#odds, level), answer)
      if (odds === 0) continue
      const next = value(at(kids, answer))
      expected += odds * next.expected
      worst = Math.max(worst, next.worst)
    }
    return { expected, worst: worst + at(this.#cost, level) }
  }

  /** The dearest value alone, where from here on every question is answered for nothing until one must be paid for. */
  #freely(values: readonly Node[]): Cost {
    const expected = Math.max(0, ...values.map(f => this.#free(f)))
    return { expected, worst: expected }
  }

  /** An answer for nothing never makes the rest dearer; while a value is open, one more answer is paid for at least. */
  #free(f: Node): number {
    if (this.#settledAt(f) !== MIXED) return 0
    const before = this.#frees.get(f)
    if (before !== undefined) return before
    const odds = at(this.#odds, this.#d.level(f))
    let found = 0
    for (let answer = 0; answer < 3; answer++)
      if (at(odds, answer) > 0) found += at(odds, answer) * this.#free(this.#d.kid(f, answer))
    found = Math.max(found, this.#dear(f))
    this.#frees.set(f, found)
    return found
  }

  /** The cheapest question that bears on a value. */
  #dear(f: Node): number {
    return Math.min(...this.#support([f]).map(level => at(this.#floor, level)))
  }

  /** No way of asking settles a value for less than its cheapest certificate, unless a question can be closed. */
  #certified(f: Node): number {
    return this.#closable ? this.#dear(f) : this.#cheapest(this.#d.settled(f, this.#total))
  }

  /** What the rest costs where it is asked in the order of the diagrams. */
  #hope(values: readonly Node[]): Cost {
    const expected = this.#open(values).reduce((sum, f) => sum + this.#inOrder(f).expected, 0)
    return { expected, worst: expected }
  }

  #cheapest(settled: Node): number {
    if (settled === MIXED || settled === NEVER) return Infinity
    if (this.#d.isTerminal(settled)) return 0
    const before = this.#least.get(settled)
    if (before !== undefined) return before
    const d = this.#d
    const cost = at(this.#floor, d.level(settled))
    const given = Math.min(this.#cheapest(d.kid(settled, 1)), this.#cheapest(d.kid(settled, 2)))
    const found = Math.min(this.#cheapest(d.kid(settled, 0)), cost + given)
    this.#least.set(settled, found)
    return found
  }

  #open(values: readonly Node[]): Node[] {
    return values.filter((f, i) => this.#settledAt(f) === MIXED && values.indexOf(f) === i).sort((x, y) => x - y)
  }

  /** The value at every end from here, `MIXED` where there are several. */
  #settledAt(f: Node): Node {
    const d = this.#d
    if (d.isTerminal(f)) return f
    const before = this.#ends.get(f)
    if (before !== undefined) return before
    const answered = d.merge(this.#settledAt(d.kid(f, 1)), this.#settledAt(d.kid(f, 2)))
    const found = this.#total ? answered : d.merge(answered, this.#settledAt(d.kid(f, 0)))
    this.#ends.set(f, found)
    return found
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
