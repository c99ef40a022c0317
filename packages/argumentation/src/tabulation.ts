import { type Diagrams, FALSE, MIXED, merged, NEVER, type Node } from './diagrams.ts'
import { at } from './element.ts'
import type { Outlook } from './policy.ts'

/** The largest table that is made: 15 questions with two answers, or 12 with "don't know" as a third. */
export const MOST_SITUATIONS = 4 ** 12

const EPSILON = 1e-9

const OPEN = 1
const EXCLUDED = 2

type Way = 'least expected' | 'least worst' | 'random'

/** Per situation the cost still ahead, and for `random` the relevant levels as a set of bits. */
type Table = {
  readonly way: Way
  readonly expected: Float64Array
  readonly worst: Float32Array | Float64Array
  readonly relevant: Uint16Array | undefined
}

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
  readonly #state: Uint8Array
  readonly #values: number
  readonly #settle: (value: number) => Uint8Array
  readonly #exclusive: boolean
  #filled: Table | undefined
  readonly #total: boolean

  /** `cost` and `odds` per level. */
  constructor(d: Diagrams, values: readonly Node[], total: boolean, cost: Float64Array, odds: readonly Float64Array[]) {
    this.#levels = d.levels
    this.#radix = radixOf(odds)
    this.#size = this.#radix ** d.levels
    this.#total = total
    this.#cost = cost
    this.#odds = odds
    this.#weight = Float64Array.from({ length: d.levels }, (_, level) => this.#radix ** (d.levels - 1 - level))
    this.#values = values.length
    this.#settle = value => this.#settleOne(d, at(values, value))
    this.#state = new Uint8Array(this.#size)
    for (let value = 0; value < values.length; value++) {
      const settled = this.#settle(value)
      for (let s = 0; s < this.#size; s++)
        if (settled[s] === MIXED) this.#state[s] = OPEN
        else if (settled[s] === NEVER) this.#state[s] = EXCLUDED
    }
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

  #outlook(answers: Uint8Array, way: Way): Outlook {
    let situation = 0
    for (let level = 0; level < this.#levels; level++)
      situation += (answers[level] as number) * (this.#weight[level] as number)
    if (this.#state[situation] !== OPEN) return { expected: 0, worst: 0, ask: undefined }
    const table = this.#table(way)
    const expected = table.expected[situation] as number
    const worst = table.worst[situation] as number
    // The question that was weighed best is found again by weighing each afresh; of the relevant ones the first will do.
    let ask: number | undefined
    for (let level = 0; level < this.#levels && ask === undefined; level++) {
      if (answers[level] !== 0) continue
      table.expected[situation] = table.worst[situation] = way === 'random' ? 0 : Infinity
      this.#weigh(table, level, situation, situation + 1)
      const { [situation]: mean = 0 } = table.expected
      if (way === 'random' ? mean > 0 : mean === expected && table.worst[situation] === worst) ask = level
    }
    table.expected[situation] = expected
    table.worst[situation] = worst
    return { expected, worst, ask }
  }

  #table(way: Way): Table {
    if (this.#filled?.way === way) return this.#filled
    // One table is kept, so that memory does not grow with the number of ways that were compared.
    this.#filled = undefined
    const whole = this.#cost.every(c => Number.isInteger(c) && c < 1e5)
    const table: Table = {
      way,
      expected: new Float64Array(this.#size),
      worst: whole ? new Float32Array(this.#size) : new Float64Array(this.#size),
      relevant: way === 'random' ? this.#relevance() : undefined,
    }
    if (way !== 'random')
      for (let s = 0; s < this.#size; s++) if (this.#state[s] === OPEN) table.expected[s] = table.worst[s] = Infinity
    this.#fill(table, 0, 0)
    this.#filled = table
    return table
  }

  /** All situations with the answers of `from` to the levels before `level`; those with an answer come before those without. */
  #fill(table: Table, level: number, from: number): void {
    if (level === this.#levels) {
      if (table.way === 'random' && this.#state[from] === OPEN) this.#average(table, from)
      return
    }
    const weight = this.#weight[level] as number
    for (let answer = this.#radix - 1; answer > 0; answer--) this.#fill(table, level + 1, from + answer * weight)
    this.#weigh(table, level, from, from + weight)
    this.#fill(table, level + 1, from)
  }

  /** What asking at a level comes to, in each situation of a range in which it can be asked. */
  #weigh({ way, expected, worst, relevant }: Table, level: number, from: number, to: number): void {
    const state = this.#state
    const exclusive = this.#exclusive
    const byMean = way === 'least expected'
    const weight = this.#weight[level] as number
    const cost = this.#cost[level] as number
    const [unknown = 0, likely = 0, unlikely = 0] = at(this.#odds, level)
    for (let s = from; s < to; s++) {
      if (relevant !== undefined && !holds(relevant[s] as number, level)) continue
      let yes = s + weight
      let no = yes + weight
      let none = no + weight
      let paid = cost
      if (exclusive && (state[yes] === EXCLUDED || state[no] === EXCLUDED)) {
        yes = no = none = state[yes] === EXCLUDED ? no : yes
        paid = 0
        if (state[yes] === EXCLUDED) continue
      }
      let mean = paid + likely * (expected[yes] as number) + unlikely * (expected[no] as number)
      if (unknown > 0) mean += unknown * (expected[none] as number)
      if (byMean && mean >= (expected[s] as number) + EPSILON) continue
      let most = likely > 0 ? (worst[yes] as number) : 0
      if (unlikely > 0 && (worst[no] as number) > most) most = worst[no] as number
      if (unknown > 0 && (worst[none] as number) > most) most = worst[none] as number
      most += paid
      if (relevant !== undefined) {
        expected[s] = (expected[s] as number) + mean
        if (most > (worst[s] as number)) worst[s] = most
      } else if (
        byMean
          ? mean < (expected[s] as number) - EPSILON || most < (worst[s] as number)
          : most < (worst[s] as number) - EPSILON ||
            (most < (worst[s] as number) + EPSILON && mean < (expected[s] as number))
      ) {
        expected[s] = mean
        worst[s] = most
      }
    }
  }

  /** From the sum over the relevant questions to their mean; an answer that is implied is had first, for nothing. */
  #average({ expected, worst, relevant }: Table, s: number): void {
    let count = 0
    for (let left = relevant?.[s] ?? 0; left !== 0; left &= left - 1) count++
    expected[s] = (expected[s] as number) / count
    if (!this.#exclusive) return
    for (const weight of this.#weight) {
      if (Math.floor(s / weight) % this.#radix !== 0) continue
      const yes = s + weight
      const no = yes + weight
      if ((this.#state[yes] === EXCLUDED) === (this.#state[no] === EXCLUDED)) continue
      const implied = this.#state[yes] === EXCLUDED ? no : yes
      expected[s] = expected[implied] as number
      worst[s] = worst[implied] as number
      return
    }
  }

  /** Per situation the levels that are relevant for some value, as a set of bits: for what they settle here or further on. */
  #relevance(): Uint16Array {
    const relevant = this.#gains()
    for (const weight of this.#weight)
      for (let block = 0; block < this.#size; block += this.#radix * weight)
        for (let s = block; s < block + weight; s++)
          relevant[s] = either(
            relevant[s] as number,
            relevant[s + weight] as number,
            relevant[s + 2 * weight] as number,
          )
    return relevant
  }

  /** Per situation the levels with an answer that settles some value at once, as a set of bits. */
  #gains(): Uint16Array {
    const gains = new Uint16Array(this.#size)
    const mixed = new Uint8Array(this.#size)
    const done = new Uint8Array(this.#size)
    for (let from = 0; from < this.#values; from += 8) {
      mixed.fill(0)
      done.fill(0)
      for (let value = from; value < Math.min(from + 8, this.#values); value++) {
        const settled = this.#settle(value)
        const bit = 1 << (value - from)
        for (let s = 0; s < this.#size; s++) {
          if (settled[s] === MIXED) mixed[s] = bit | (mixed[s] as number)
          else if (settled[s] !== NEVER) done[s] = bit | (done[s] as number)
        }
      }
      for (let level = 0; level < this.#levels; level++) {
        const weight = this.#weight[level] as number
        for (let block = 0; block < this.#size; block += this.#radix * weight)
          for (let s = block; s < block + weight; s++)
            if (meet(mixed[s] as number, either(0, done[s + weight] as number, done[s + 2 * weight] as number)))
              gains[s] = (1 << level) | (gains[s] as number)
      }
    }
    return gains
  }

  /** Per situation what a value is settled to. */
  #settleOne(d: Diagrams, f: Node): Uint8Array {
    const two = this.#radix === 3
    const table = this.#tabulate(d, two ? d.settled(f, this.#total) : f)
    if (two) return table
    for (const weight of this.#weight)
      for (let block = 0; block < this.#size; block += this.#radix * weight)
        for (let s = block; s < block + weight; s++) {
          const answered = merged(table[s + weight] as number, table[s + 2 * weight] as number)
          table[s] = this.#total ? answered : merged(table[s] as number, answered)
        }
    return table
  }

  /** Per situation the end of a function; what a node stands for at a level is worked out once and then copied. */
  #tabulate(d: Diagrams, f: Node): Uint8Array {
    const table = new Uint8Array(this.#size)
    const first = new Map<number, number>()
    const walk = (node: Node, level: number, from: number): void => {
      const length = level === 0 ? this.#size : (this.#weight[level - 1] as number)
      if (d.isTerminal(node)) {
        table.fill(node, from, from + length)
        return
      }
      const key = node * this.#levels + level
      const before = first.get(key)
      if (before !== undefined) {
        table.copyWithin(from, before, before + length)
        return
      }
      const here = d.level(node) === level
      for (let answer = 0; answer < this.#radix; answer++)
        walk(here ? d.kid(node, answer % 3) : node, level + 1, from + answer * (this.#weight[level] as number))
      first.set(key, from)
    }
    walk(f, 0, 0)
    return table
  }
}

/** Sets of small numbers as bits: whether one holds a number, what is in any of three, whether two have some in common. */
function holds(set: number, member: number): boolean {
  return ((set >>> member) & 1) === 1
}

function either(x: number, y: number, z: number): number {
  return x | y | z
}

function meet(x: number, y: number): boolean {
  return (x & y) !== 0
}

function radixOf(odds: readonly Float64Array[]): number {
  return odds.some(o => at(o, 0) > 0) ? 4 : 3
}
