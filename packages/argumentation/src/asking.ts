import type { Chart } from './chart.ts'
import { type Node, TooLarge } from './diagrams.ts'
import { at } from './element.ts'
import type { NextQuestion, PolicyCost } from './engine.ts'
import { Foresight } from './foresight.ts'
import type { Answers } from './labelling.ts'
import type { Weights } from './odds.ts'
import { MOST_LEVELS, type Outlook, Policies, TooManySituations } from './policy.ts'
import { Tabulation } from './tabulation.ts'

/** A table of at most so many situations is quicker to fill than to avoid. */
const SMALL_TABLE = 3 ** 10

/** Situations that are gone through one by one before a table of all is made; and at most, where none fits. */
const FEW = 5_000
const MANY = 10_000

/** With more open questions than this the exact optimum is hardly ever in reach, and soon given up. */
const IN_REACH = 18
const BRIEFLY = 2_000
const AHEAD = 1_000

/** Situations that the ways of asking are compared over that are not asked by. */
const COMPARED = 150_000

/** Dialogues that are drawn by lot: at most, at least, and how many times their number the nodes may be. */
const MOST_LOTS = 400
const FEWEST_LOTS = 25
const LOTS = 1_000_000

/** Answers questions about asking, for one chart and one set of odds; remembers what it has worked out. */
export class Asking {
  readonly chart: Chart
  readonly #total: boolean
  readonly #cost: Float64Array
  readonly #odds: readonly Float64Array[]
  readonly #weights: Weights
  #policies: Policies | undefined
  #table: Tabulation | undefined

  constructor(chart: Chart, total: boolean, weights: Weights) {
    this.chart = chart
    this.#total = total
    this.#weights = weights
    this.#cost = Float64Array.from(chart.order, q => at(weights.cost, q))
    this.#odds = Array.from(chart.order, q => at(weights.odds, q))
    const { levels } = chart.diagrams
    const fits = Tabulation.fits(levels, this.#odds)
    if (fits && this.#situations() <= SMALL_TABLE) this.#tabulate()
    else if (levels <= MOST_LEVELS) {
      const most = fits ? FEW : levels <= IN_REACH ? MANY : BRIEFLY
      this.#policies = new Policies(chart.diagrams, total, this.#cost, this.#odds, most)
    }
  }

  /** What to ask after `answers` (per question; they extend the ones the chart was drawn for). */
  next(answers: Answers): NextQuestion {
    const exact = this.#exactly(answers, 'best')
    if (exact !== undefined) {
      const { expected, worst, ask } = exact
      return { ask: this.#name(ask), expected, worst, exact: true, gap: 0 }
    }
    const d = this.chart.diagrams
    const ahead = new Foresight(d, this.#total, this.#cost, this.#odds, AHEAD).ask(this.#left(answers))
    const { expected, worst, atLeast } = ahead
    return { ask: this.#name(ahead.ask), expected, worst, exact: false, gap: Math.max(0, expected - atLeast) }
  }

  /** The mean of dialogues drawn by lot, fewer of them the larger the diagrams are; undefined where that is too few. */
  byLot(answers: Answers): PolicyCost | undefined {
    const { diagrams } = this.chart
    const left = this.#left(answers)
    const nodes = new Set(left.flatMap(f => diagrams.nodes(f))).size
    const dialogues = Math.min(MOST_LOTS, Math.floor(LOTS / nodes))
    if (dialogues < FEWEST_LOTS || diagrams.levels > MOST_LEVELS) return undefined
    const policies = new Policies(diagrams, this.#total, this.#cost, this.#odds, COMPARED)
    const found = policies.sample(left, dialogues, seeded())
    return { expected: found.expected, worst: found.worst, first: this.#name(found.ask) }
  }

  /** The cost of a way of asking; undefined where it has too many situations. */
  cost(answers: Answers, way: 'minimax' | 'random'): PolicyCost | undefined {
    const found = this.#exactly(answers, way)
    return found === undefined
      ? undefined
      : { expected: found.expected, worst: found.worst, first: this.#name(found.ask) }
  }

  /** The cost of asking all questions in the order of the theory until nothing can change any more. */
  given(answers: Answers): PolicyCost {
    const asked = [...answers.keys()].filter(q => answers[q] === 0)
    const order = asked.map(q => at(this.chart.levelOf, q))
    const extra = asked.map(q => at(this.#weights.cost, q))
    const d = this.chart.diagrams
    const policies = new Policies(d, this.#total, this.#cost, this.#odds, COMPARED)
    const found = policies.given(this.#left(answers), order, extra)
    return { expected: found.expected, worst: found.worst, first: this.#name(found.ask) }
  }

  /** Whether questions beyond the chart's are closed without an answer, which a table without "don't know" cannot tell. */
  covers(answers: Answers): boolean {
    return (
      this.#table === undefined ||
      this.#situations() === 4 ** this.chart.order.length ||
      !this.#levelled(answers).includes(3)
    )
  }

  #exactly(answers: Answers, way: 'best' | 'minimax' | 'random'): Outlook | undefined {
    if (this.#table !== undefined) return this.#table[way](this.#levelled(answers))
    if (this.#policies === undefined) return undefined
    try {
      return this.#policies[way](this.#left(answers))
    } catch (error) {
      if (!(error instanceof TooManySituations || error instanceof TooLarge)) throw error
      this.#policies = undefined
      if (Tabulation.fits(this.chart.diagrams.levels, this.#odds) && this.covers(answers)) {
        this.#tabulate()
        return this.#exactly(answers, way)
      }
      return undefined
    }
  }

  #tabulate(): void {
    const { diagrams, values } = this.chart
    this.#table = new Tabulation(diagrams, values, this.#total, this.#cost, this.#odds)
  }

  #situations(): number {
    return (this.#odds.some(o => at(o, 0) > 0) ? 4 : 3) ** this.chart.diagrams.levels
  }

  #levelled(answers: Answers): Uint8Array {
    return Uint8Array.from(this.chart.order, q => at(answers, q))
  }

  #left(answers: Answers): Node[] {
    const { diagrams, values, order } = this.chart
    return values.map(f => diagrams.restrict(f, order, answers))
  }

  #name(level: number | undefined): string | undefined {
    return level === undefined ? undefined : this.chart.names[level]
  }
}

/** A repeatable stand-in for chance, so that the same plan always gets the same estimate (mulberry32). */
function seeded(): () => number {
  let state = 1
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
