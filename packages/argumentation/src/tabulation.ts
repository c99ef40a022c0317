import { type Diagrams, FALSE, MIXED, NEVER, type Node } from './diagrams.ts'
import type { Outlook } from './policy.ts'

/** The largest table that is made: 15 questions with two answers, or 12 with "don't know" as a third. */
export const MOST_SITUATIONS = 4 ** 12

const EPSILON = 1e-9

const OPEN = 1
const EXCLUDED = 2

type Way = 'least expected' | 'least worst' | 'random'

/**
 * The same ways of asking as `Policies`, by a table of all situations: a situation is a number whose digits, one per
 * level, are the answers (0 open, 1 yes, 2 no, 3 closed where that can happen). Filled from the last number down, for an
 * answer only makes a number larger. For few questions and many values faster than going through what is reached.
 */
export class Tabulation {
  readonly #levels: number
  readonly #radix: number
  readonly #size: number
  readonly #weight: Float64Array
  readonly #cost: Float64Array
  readonly #odds: readonly Float64Array[]
  readonly #yes: Float64Array
  readonly #state: Uint8Array
  readonly #settle: () => readonly Uint8Array[]
  readonly #exclusive: boolean
  readonly #tables = new Map<Way, { expected: Float64Array; worst: Float32Array }>()
  readonly #total: boolean

  /** `cost` and `odds` per level. */
  constructor(d: Diagrams, values: readonly Node[], total: boolean, cost: Float64Array, odds: readonly Float64Array[]) {
    this.#levels = d.levels
    this.#radix = radixOf(odds)
    this.#size = this.#radix ** d.levels
    this.#total = total
    this.#cost = cost
    this.#odds = odds
    this.#yes = Float64Array.from(odds, o => o[1] ?? 0)
    this.#weight = Float64Array.from({ length: d.levels }, (_, level) => this.#radix ** (d.levels - 1 - level))
    this.#settle = () => values.map(f => this.#settleOne(d, f))
    this.#state = new Uint8Array(this.#size)
    const mark = (end: Node, from: number, to: number) => {
      if (end === MIXED) this.#state.fill(OPEN, from, to)
      else if (end === NEVER) this.#state.fill(EXCLUDED, from, to)
    }
    if (this.#radix === 3) for (const f of values) this.#blocks(d, d.settled(f, total), mark)
    else
      for (const settled of this.#settle())
        for (let s = 0; s < this.#size; s++) if ((settled[s] as Node) <= NEVER) mark(settled[s] as Node, s, s + 1)
    this.#exclusive = values.some(f => d.is(NEVER, f) !== FALSE)
  }

  static fits(levels: number, odds: readonly Float64Array[]): boolean {
    return radixOf(odds) ** levels <= MOST_SITUATIONS
  }

  /** The least expected cost from these answers on (one per level), and among the ways that reach it the least worst case. */
  best(answers: Uint8Array): Outlook {
    return this.#outlook(answers, 'least expected')
  }

  /** The least worst case, and at each step among the questions that reach it the least expected cost. */
  minimax(answers: Uint8Array): Outlook {
    return this.#outlook(answers, 'least worst')
  }

  /** Any relevant question, each as likely. */
  random(answers: Uint8Array): Outlook {
    return this.#outlook(answers, 'random')
  }

  /** All questions in a fixed order until nothing can change any more; a level of -1 costs its `extra` and tells nothing. */
  given(answers: Uint8Array, order: readonly number[], extra: readonly number[]): Outlook {
    const from = (situation: number, place: number): Outlook => {
      const level = order[place]
      if (level === undefined || this.#state[situation] !== OPEN) return { expected: 0, worst: 0, ask: undefined }
      if (level === -1) {
        const rest = from(situation, place + 1)
        const cost = extra[place] as number
        return { expected: rest.expected + cost, worst: rest.worst + cost, ask: rest.ask }
      }
      const implied = this.#implied(situation, level)
      if (implied !== 0) return from(situation + implied * (this.#weight[level] as number), place + 1)
      let expected = this.#cost[level] as number
      let worst = 0
      for (let answer = 1; answer < this.#radix; answer++) {
        const odds = this.#oddsOf(level, answer)
        if (odds === 0) continue
        const rest = from(situation + answer * (this.#weight[level] as number), place + 1)
        expected += odds * rest.expected
        worst = Math.max(worst, rest.worst)
      }
      return { expected, worst: worst + (this.#cost[level] as number), ask: level }
    }
    return from(this.#numberOf(answers), 0)
  }

  #outlook(answers: Uint8Array, way: Way): Outlook {
    const { expected, worst } = this.#table(way)
    const situation = this.#numberOf(answers)
    let best = { expected: Infinity, worst: Infinity, ask: undefined as number | undefined }
    if (this.#state[situation] !== OPEN) return { expected: 0, worst: 0, ask: undefined }
    for (let level = 0; level < this.#levels; level++) {
      if (answers[level] !== 0) continue
      const seen = this.#ask(situation, level, expected, worst)
      if (way === 'least worst' ? safer(seen, best) : fewer(seen, best)) best = { ...seen, ask: level }
    }
    return { expected: expected[situation] as number, worst: worst[situation] as number, ask: best.ask }
  }

  #numberOf(answers: Uint8Array): number {
    let situation = 0
    for (let level = 0; level < this.#levels; level++)
      situation += (answers[level] as number) * (this.#weight[level] as number)
    return situation
  }

  #oddsOf(level: number, answer: number): number {
    return (this.#odds[level] as Float64Array)[answer % 3] as number
  }

  /** The only answer that the facts still allow, or 0. */
  #implied(situation: number, level: number): number {
    const weight = this.#weight[level] as number
    if (this.#state[situation + weight] === EXCLUDED) return 2
    return this.#state[situation + 2 * weight] === EXCLUDED ? 1 : 0
  }

  #ask(
    situation: number,
    level: number,
    expected: Float64Array,
    worst: Float32Array,
  ): { expected: number; worst: number } {
    const weight = this.#weight[level] as number
    const implied = this.#implied(situation, level)
    if (implied !== 0) {
      const next = situation + implied * weight
      return { expected: expected[next] as number, worst: worst[next] as number }
    }
    let mean = this.#cost[level] as number
    let most = 0
    for (let answer = 1; answer < this.#radix; answer++) {
      const odds = this.#oddsOf(level, answer)
      if (odds === 0) continue
      const next = situation + answer * weight
      mean += odds * (expected[next] as number)
      if ((worst[next] as number) > most) most = worst[next] as number
    }
    return { expected: mean, worst: most + (this.#cost[level] as number) }
  }

  #table(way: Way): { expected: Float64Array; worst: Float32Array } {
    const before = this.#tables.get(way)
    if (before !== undefined) return before
    const expected = new Float64Array(this.#size)
    const worst = new Float32Array(this.#size)
    const relevant = way === 'random' ? this.#relevance() : undefined
    const quick = this.#radix === 3 && !this.#exclusive && relevant === undefined
    const low = Math.floor(this.#levels / 2)
    const lowSize = this.#radix ** (this.#levels - low)
    const openLow = this.#openLevels(low, this.#levels)
    const openHigh = this.#openLevels(0, low)
    for (let high = this.#size / lowSize - 1; high >= 0; high--)
      for (let rest = lowSize - 1; rest >= 0; rest--) {
        const s = high * lowSize + rest
        if (this.#state[s] !== OPEN) continue
        const some = openHigh[high] as Uint8Array
        const others = openLow[rest] as Uint8Array
        if (quick) this.#fillPlain(s, some, others, expected, worst, way === 'least worst')
        else if (relevant === undefined) this.#fill(s, some, others, expected, worst, way === 'least worst')
        else this.#fillAny(s, [...some, ...others], relevant[s] as number, expected, worst)
      }
    const table = { expected, worst }
    // One table is kept, so that memory does not grow with the number of ways that were compared.
    this.#tables.clear()
    this.#tables.set(way, table)
    return table
  }

  /** Per number made of the digits of some levels, which of these levels are open. */
  #openLevels(from: number, to: number): Uint8Array[] {
    let found: number[][] = [[]]
    for (let level = from; level < to; level++)
      found = found.flatMap(open => Array.from({ length: this.#radix }, (_, a) => (a === 0 ? [...open, level] : open)))
    return found.map(open => Uint8Array.from(open))
  }

  /** As `#fill`, for questions with two answers that exclude no other. */
  #fillPlain(
    s: number,
    some: Uint8Array,
    others: Uint8Array,
    expected: Float64Array,
    worst: Float32Array,
    byWorst: boolean,
  ): void {
    const weights = this.#weight
    const costs = this.#cost
    const yeses = this.#yes
    let leastMean = Infinity
    let leastWorst = Infinity
    for (let i = some.length + others.length - 1; i >= 0; i--) {
      const level = (i < some.length ? some[i] : others[i - some.length]) as number
      const yes = s + (weights[level] as number)
      const no = yes + (weights[level] as number)
      const likely = yeses[level] as number
      const cost = costs[level] as number
      const mean = cost + likely * (expected[yes] as number) + (1 - likely) * (expected[no] as number)
      if (!byWorst && mean > leastMean + EPSILON) continue
      const worstYes = likely === 0 ? 0 : (worst[yes] as number)
      const worstNo = likely === 1 ? 0 : (worst[no] as number)
      const most = cost + (worstYes > worstNo ? worstYes : worstNo)
      const better = byWorst
        ? most < leastWorst - EPSILON || (most < leastWorst + EPSILON && mean < leastMean)
        : mean < leastMean - EPSILON || most < leastWorst
      if (better) {
        leastMean = mean
        leastWorst = most
      }
    }
    expected[s] = leastMean
    worst[s] = leastWorst
  }

  #fill(
    s: number,
    some: Uint8Array,
    others: Uint8Array,
    expected: Float64Array,
    worst: Float32Array,
    byWorst: boolean,
  ): void {
    let leastMean = Infinity
    let leastWorst = Infinity
    for (let i = some.length + others.length - 1; i >= 0; i--) {
      const level = (i < some.length ? some[i] : others[i - some.length]) as number
      const { expected: mean, worst: most } = this.#ask(s, level, expected, worst)
      const better = byWorst
        ? most < leastWorst - EPSILON || (most < leastWorst + EPSILON && mean < leastMean)
        : mean < leastMean - EPSILON || (mean < leastMean + EPSILON && most < leastWorst)
      if (better) {
        leastMean = mean
        leastWorst = most
      }
    }
    expected[s] = leastMean
    worst[s] = leastWorst
  }

  #fillAny(s: number, open: readonly number[], relevant: number, expected: Float64Array, worst: Float32Array): void {
    let sum = 0
    let count = 0
    let most = 0
    for (const level of open) {
      const seen = this.#implied(s, level) === 0 ? undefined : this.#ask(s, level, expected, worst)
      if (seen !== undefined) {
        expected[s] = seen.expected
        worst[s] = seen.worst
        return
      }
      if (((relevant >>> level) & 1) === 0) continue
      const asked = this.#ask(s, level, expected, worst)
      sum += asked.expected
      count++
      most = Math.max(most, asked.worst)
    }
    expected[s] = sum / count
    worst[s] = most
  }

  /** Per situation the relevant levels of some value, as a set of bits: what settles it in one step, here or further on. */
  #relevance(): Uint16Array {
    const all = new Uint16Array(this.#size)
    const own = new Uint16Array(this.#size)
    for (const settled of this.#settle()) {
      own.fill(0)
      for (let level = 0; level < this.#levels; level++) {
        const weight = this.#weight[level] as number
        for (let block = 0; block < this.#size; block += this.#radix * weight)
          for (let s = block; s < block + weight; s++)
            if (
              settled[s] === MIXED &&
              ((settled[s + weight] as number) > NEVER || (settled[s + 2 * weight] as number) > NEVER)
            )
              own[s] = (own[s] as number) | (1 << level)
      }
      for (let level = 0; level < this.#levels; level++) {
        const weight = this.#weight[level] as number
        for (let block = 0; block < this.#size; block += this.#radix * weight)
          for (let s = block; s < block + weight; s++)
            own[s] = (own[s] as number) | (own[s + weight] as number) | (own[s + 2 * weight] as number)
      }
      for (let s = 0; s < this.#size; s++) all[s] = (all[s] as number) | (own[s] as number)
    }
    return all
  }

  /** Calls `mark` with every end of a function and the situations that have it. */
  #blocks(d: Diagrams, f: Node, mark: (end: Node, from: number, to: number) => void): void {
    const walk = (node: Node, level: number, from: number): void => {
      if (d.isTerminal(node)) {
        mark(node, from, from + (level === 0 ? this.#size : (this.#weight[level - 1] as number)))
        return
      }
      const weight = this.#weight[level] as number
      const here = d.level(node) === level
      for (let answer = 0; answer < this.#radix; answer++)
        walk(here ? d.kid(node, answer % 3) : node, level + 1, from + answer * weight)
    }
    walk(f, 0, 0)
  }

  /** Per situation what a value is settled to. */
  #settleOne(d: Diagrams, f: Node): Uint8Array {
    const table = new Uint8Array(this.#size)
    const two = this.#radix === 3
    this.#blocks(d, two ? d.settled(f, this.#total) : f, (end, from, to) => table.fill(end, from, to))
    if (two) return table
    for (let level = 0; level < this.#levels; level++) {
      const weight = this.#weight[level] as number
      for (let block = 0; block < this.#size; block += this.#radix * weight)
        for (let s = block; s < block + weight; s++) {
          const answered = merge(table[s + weight] as number, table[s + 2 * weight] as number)
          table[s] = this.#total ? answered : merge(table[s] as number, answered)
        }
    }
    return table
  }
}

function radixOf(odds: readonly Float64Array[]): number {
  return odds.some(o => (o[0] ?? 0) > 0) ? 4 : 3
}

function merge(x: number, y: number): number {
  if (x === y || y === NEVER) return x
  return x === NEVER ? y : MIXED
}

type Cost = { readonly expected: number; readonly worst: number }

function fewer(x: Cost, y: Cost): boolean {
  return x.expected < y.expected - EPSILON || (x.expected < y.expected + EPSILON && x.worst < y.worst - EPSILON)
}

function safer(x: Cost, y: Cost): boolean {
  return x.worst < y.worst - EPSILON || (x.worst < y.worst + EPSILON && x.expected < y.expected - EPSILON)
}
