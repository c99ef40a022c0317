import { type Chart, draw, narrowed } from './chart.ts'
import { Conditioning, type Found, type Given, type Matter } from './conditioning.ts'
import { coneOf } from './cone.ts'
import { type Budget, type Node, TooLarge, VALUES } from './diagrams.ts'
import { at } from './element.ts'
import type { Method } from './engine.ts'
import { excluded } from './facts.ts'
import { type Target, valueUnder } from './goal.ts'
import { type Answers, answered, label } from './labelling.ts'
import { minimalSets, nearest, relevantSteps } from './paths.ts'
import type { Program } from './program.ts'

/** Goals that hang on at most so many questions are drawn at once, for all sets of facts. */
export const AT_ONCE = 20

/** Larger ones are drawn for all sets of facts when they are asked about so often, if so few nodes do. */
const OFTEN = 4
const MODEST = 600_000

/** How often the search splits on a question, and how many changed sets of facts it looks at for a counterfactual. */
const SPLITS = 300
const CHANGES = 2_000

/** The part of a call's time that may go into drawing; the rest is for the search where the diagram is too large. */
const DRAWING = 2 / 3

/** Diagrams for single sets of facts that are kept. */
const PARTS = 8

/** A chart with the known answers applied: what is left of the value, and of its settling, which is `now` so. */
type View = { readonly chart: Chart; readonly value: Node; readonly settled: Node; readonly now: Node }

/** A view as it was drawn, with the nodes that it had then. */
type Drawn = View & { readonly kept: number }

/** What was drawn for some facts; undefined where that is too large. */
type Part = { readonly answers: Answers; readonly drawn: Drawn | undefined }

/** A set of facts with another value; an answer of 0 drops the fact. */
export type Change = { readonly value: number; readonly size: number; readonly given: readonly Given[] }

/**
 * All that can be asked about one goal. Small goals are drawn once for all sets of facts. For larger ones the known
 * facts are applied first and only what remains is drawn; where even that is too large, the search takes over.
 */
export class Aim {
  readonly target: Target
  readonly #program: Program
  readonly #total: boolean
  readonly #budget: (part?: number) => Budget
  #whole: Drawn | undefined
  #asked = 0
  #tried = false
  /** Drawn for single sets of facts, last used last. Supersets are read from them. */
  #parts: readonly Part[] = []
  #latest: { readonly key: string; readonly view: View | undefined } | undefined

  constructor(program: Program, target: Target, total: boolean, budget: (part?: number) => Budget) {
    this.#program = program
    this.target = target
    this.#total = total
    this.#budget = budget
    const nothing = new Uint8Array(program.atomOfQuestion.length)
    if (coneOf(program, nothing, [target]).order.length <= AT_ONCE) this.#whole = this.#draw(nothing, budget(DRAWING))
  }

  /** The place of the value among the target's values. */
  value(answers: Answers): number {
    const whole = this.#whole
    if (whole !== undefined) return whole.chart.diagrams.at(whole.value, whole.chart.order, answers) - VALUES
    return valueUnder(this.target, label(this.#program, answers))
  }

  /** Whether the value can no longer change; false also where the limits end before that is known. */
  stable(answers: Answers): boolean {
    const whole = this.#whole
    if (whole !== undefined) {
      const { diagrams, order } = whole.chart
      const value = diagrams.at(whole.value, order, answers)
      if (answers.includes(3)) return diagrams.always(whole.value, value, order, answers, this.#total)
      return diagrams.at(whole.settled, order, answers) === value
    }
    const now = this.#view(answers)?.now ?? this.#search().settled(answers)
    return now === VALUES + this.value(answers)
  }

  method(answers: Answers): Method {
    return this.#view(answers) === undefined ? 'search' : 'diagram'
  }

  relevant(answers: Answers): Found {
    const view = this.#view(answers)
    const relevant = unlessTooLarge(() => view && relevantIn(view, this.target))
    return relevant === undefined ? this.#search().relevance(answers) : { relevant, undecided: [] }
  }

  /**
   * Minimal sets of the known answers that settle the value, at most `atMost`; all of them, smallest first, where the
   * goal is drawn for all sets of facts, else the first that leaving facts out one by one gives.
   */
  certificates(answers: Answers, atMost: number, stable = this.stable(answers)): readonly (readonly Given[])[] {
    if (!stable) return []
    const view = this.#closed(answers)
    const value = VALUES + this.value(answers)
    const found = unlessTooLarge(() => view && minimalIn(view, value, answers, atMost))
    return found ?? [this.#reduce(answers)].slice(0, atMost)
  }

  /** Per other value a smallest change that gives it, nearest first. Beyond diagrams: those found within the limits. */
  changes(answers: Answers): readonly Change[] {
    this.#drawModest()
    const here = this.value(answers)
    const view = this.#closed(answers)
    if (view !== undefined) return nearestIn(view, here, answers)
    const near = this.#view(answers)
    const best = new Map((near === undefined ? [] : nearestIn(near, here, answers)).map(c => [c.value, c]))
    unlessTooLarge(() => {
      for (const change of this.#tryChanges(answers, here)) {
        const before = best.get(change.value)
        if (before === undefined || before.size > change.size) best.set(change.value, change)
      }
    })
    return [...best.values()].sort((x, y) => x.size - y.size)
  }

  /** The diagrams with only those questions closed that these answers close; undefined unless drawn for all sets of facts. */
  #closed(answers: Answers): View | undefined {
    return this.#whole && this.#read(this.#whole, closedOnly(answers))
  }

  /** The diagrams with these answers applied; undefined where they would be too large. */
  #view(answers: Answers): View | undefined {
    if (++this.#asked > OFTEN) this.#drawModest()
    if (this.#whole !== undefined) return this.#read(this.#whole, answers)
    const key = answers.join('')
    if (this.#latest?.key !== key) this.#latest = { key, view: this.#partial(answers) }
    this.#latest.view?.chart.diagrams.allow(this.#budget())
    return this.#latest.view
  }

  /** Read from what was last drawn or used for some of these answers, or drawn for all of them. */
  #partial(answers: Answers): View | undefined {
    const part = this.#parts.findLast(({ drawn, answers: those }) =>
      drawn === undefined ? same(those, answers) : within(those, answers),
    )
    const { drawn } = this.#keep(part ?? { answers, drawn: this.#draw(answers, this.#budget(DRAWING)) })
    return drawn && this.#read(drawn, answers)
  }

  /** Keeps what was used last, the oldest not. */
  #keep(part: Part): Part {
    this.#parts = [...this.#parts.filter(p => p !== part), part].slice(-PARTS)
    return part
  }

  #read(drawn: Drawn, answers: Answers): View | undefined {
    const { chart, value, settled, kept } = drawn
    const { diagrams, order } = chart
    // Stryker disable next-line ConditionalExpression,EqualityOperator,ArithmeticOperator: when the garbage goes changes no answer.
    if (diagrams.size > 4 * kept + 20_000) diagrams.collect([value, settled])
    diagrams.allow(this.#budget())
    return unlessTooLarge(() => this.#seen(chart, diagrams.restrict(value, order, answers)))
  }

  /** A chart of what is left after these answers, of its own; undefined where the goal is not drawn for all sets of facts. */
  left(answers: Answers, budget: Budget): Chart | undefined {
    this.#drawModest()
    const whole = this.#whole
    return unlessTooLarge(() => whole && narrowed({ ...whole.chart, values: [whole.value] }, answers, budget))
  }

  /** Tried once: what does not fit now does not fit later. */
  #drawModest(): void {
    if (this.#tried || this.#whole !== undefined) return
    this.#tried = true
    const budget = this.#budget(DRAWING)
    const nothing = new Uint8Array(this.#program.atomOfQuestion.length)
    this.#whole = this.#draw(nothing, { ...budget, nodes: Math.min(budget.nodes, MODEST) })
  }

  #draw(answers: Answers, budget: Budget): Drawn | undefined {
    return unlessTooLarge(() => {
      const chart = draw(this.#program, answers, [this.target], budget)
      return { ...this.#seen(chart, at(chart.values, 0)), kept: chart.diagrams.size }
    })
  }

  #seen(chart: Chart, value: Node): View {
    const settled = chart.diagrams.settled(value, this.#total)
    return { chart, value, settled, now: chart.diagrams.start(settled) }
  }

  #search(): Conditioning {
    return new Conditioning(this.#program, this.target, this.#total, this.#budget(), SPLITS)
  }

  /** Leaves facts out, in halves and then fewer at a time, as long as the value stays settled (Zeller 1999). */
  #reduce(answers: Answers): Given[] {
    const search = this.#search()
    const value = VALUES + this.value(answers)
    let kept = [...answers.keys()].filter(q => answers[q] === 1 || answers[q] === 2)
    for (let size = Math.max(1, kept.length >> 1); size >= 1; size >>= 1)
      for (let from = 0; from < kept.length; ) {
        const less = [...kept.slice(0, from), ...kept.slice(from + size)]
        const tried = answers.map((a, q) => (a === 3 || less.includes(q) ? a : 0))
        if (search.settled(tried) === value) kept = less
        else from += size
      }
    return kept.map(question => ({ question, answer: at(answers, question) }))
  }

  *#tryChanges(answers: Answers, here: number): Generator<Change> {
    const nothing = closedOnly(answers)
    const questions = [...coneOf(this.#program, nothing, [this.target]).order]
    const { spent } = this.#budget()
    let left = CHANGES
    const cost = (q: number, a: number) => (answers[q] === 0 ? 0 : 1) + (a === 0 ? 0 : 1)
    const tryOne = (changed: readonly Given[]): Change | undefined => {
      left--
      spent()
      const tried = answers.slice()
      for (const { question, answer } of changed) tried[question] = answer
      if (!this.#consistent(tried)) return undefined
      const value = valueUnder(this.target, label(this.#program, tried))
      const size = changed.reduce((sum, c) => sum + cost(c.question, c.answer), 0)
      return value === here ? undefined : { value, size, given: changed }
    }
    const single = questions.flatMap(question =>
      [1, 2, 0].filter(answer => answer !== answers[question]).map(answer => ({ question, answer })),
    )
    for (const one of single) {
      if (left <= 0) return
      const found = tryOne([one])
      if (found !== undefined) yield found
    }
    for (const [i, one] of single.entries())
      for (const other of single.slice(i + 1)) {
        if (left <= 0) return
        if (one.question === other.question) continue
        const found = tryOne([one, other])
        if (found !== undefined) yield found
      }
  }

  #consistent(answers: Answers): boolean {
    return answers.every(
      (a, q) => a === 0 || a === 3 || !excluded(this.#program, answers, answered(this.#program, q, a)),
    )
  }
}

function unlessTooLarge<T>(attempt: () => T): T | undefined {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof TooLarge) return undefined
    throw error
  }
}

function relevantIn({ chart, settled }: View, target: Target): Matter[] {
  return target.values.flatMap((_, value) =>
    relevantSteps(chart.diagrams, settled, VALUES + value).map(step => ({
      ...given(chart, step),
      value,
      witness: step.witness.map(s => given(chart, s)),
    })),
  )
}

function minimalIn({ chart, settled }: View, value: Node, answers: Answers, atMost: number): Given[][] {
  const sets = minimalSets(chart.diagrams, settled, value, factsOf(chart, answers), atMost)
  return sets.map(set => set.map(s => given(chart, s)))
}

function nearestIn(view: View, here: number, answers: Answers): Change[] {
  const { chart, value } = view
  return nearest(chart.diagrams, value, VALUES + here, factsOf(chart, answers)).map(change => ({
    value: change.value - VALUES,
    size: change.cost,
    given: change.steps.map(s => given(chart, s)),
  }))
}

function given(chart: Chart, step: { readonly level: number; readonly answer: number }): Given {
  return { question: at(chart.order, step.level), answer: step.answer }
}

function factsOf(chart: Chart, answers: Answers): Uint8Array {
  return Uint8Array.from(chart.order, q => at(answers, q) % 3)
}

/** Whether these answers are among those. */
function within(these: Answers, those: Answers): boolean {
  return these.every((a, q) => a === 0 || a === those[q])
}

function same(these: Answers, those: Answers): boolean {
  return these.every((a, q) => a === those[q])
}

function closedOnly(answers: Answers): Answers {
  return answers.map(a => (a === 3 ? 3 : 0))
}
