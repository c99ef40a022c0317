import { Asking } from './asking.ts'
import { type Chart, draw } from './chart.ts'
import { coneOf } from './cone.ts'
import { type Budget, MIXED, NEVER, type Node, TooLarge, VALUES } from './diagrams.ts'
import type {
  Assessment,
  Counterfactual,
  Demand,
  Engine,
  Goal,
  NextQuestion,
  Odds,
  Plan,
  RelevantAnswer,
  Value,
} from './engine.ts'
import { countTrue, demanded, fewestAnswers } from './example.ts'
import { explain, standingOf } from './explanation.ts'
import { answersOf, spoken } from './facts.ts'
import { literalNumber, type Target, targetOf, valueUnder } from './goal.ts'
import { type Answers, label, statusOf } from './labelling.ts'
import { weightsOf } from './odds.ts'
import { minimalSets, nearest, relevantSteps, type Step } from './paths.ts'
import { type Program, programOf } from './program.ts'
import type { Completions, Known, Literal, Status, Theory } from './theory.ts'

/** How far a compilation or a question may go before it falls back on search, or answers "not decided". */
export type Limits = {
  /** Nodes of one diagram. */
  readonly nodes: number
  /** Time for one question; counts only where `now` is given. */
  readonly milliseconds: number
  readonly now: (() => number) | undefined
}

export type CompileOptions = {
  /** What will be asked; the status of every topic unless given. Other goals are compiled when they are first asked. */
  readonly goals?: readonly Goal[]
  readonly completions?: Completions
  readonly limits?: Partial<Limits>
}

const LIMITS: Limits = { nodes: 4_000_000, milliseconds: 10_000, now: undefined }

/** Goals that hang on at most so many questions are compiled at once, for all sets of facts. */
const AT_ONCE = 20

/** Compiles a theory for its goals. Throws `KnownError` where a goal speaks of a literal that the theory does not know. */
export function compile(theory: Theory, options: CompileOptions = {}): Engine {
  const goals = options.goals ?? theory.topics.map(status => ({ status }))
  return new Compiled(programOf(theory), options.completions ?? 'partial', goals, { ...LIMITS, ...options.limits })
}

/** A chart with the known answers applied: what is left of the value, and of its settling, which is `now` so. */
type View = { readonly chart: Chart; readonly value: Node; readonly settled: Node; readonly now: Node }

type Entry = {
  readonly target: Target
  /** The chart for all sets of facts, where it was drawn. */
  whole: (View & { kept: number }) | undefined
  /** Charts for one set of facts, latest last. */
  readonly parts: Map<string, View>
}

class Compiled implements Engine {
  readonly goals: readonly Goal[]
  readonly completions: Completions
  readonly #program: Program
  readonly #limits: Limits
  readonly #entries = new WeakMap<Goal, Entry>()
  readonly #entriesByText = new Map<string, Entry>()
  readonly #nothing: Answers
  #latest: { readonly key: string; readonly start: Answers; readonly asking: Asking } | undefined
  #together: { key: string; chart: Chart } | undefined

  constructor(program: Program, completions: Completions, goals: readonly Goal[], limits: Limits) {
    this.#program = program
    this.completions = completions
    this.goals = goals
    this.#limits = limits
    this.#nothing = new Uint8Array(program.atomOfQuestion.length)
    for (const goal of goals) this.#entry(goal)
  }

  status(known: Known, literal: Literal): Status {
    const answers = this.#answers(known)
    return statusOf(label(this.#program, answers), literalNumber(this.#program, literal))
  }

  value(known: Known, goal: Goal): Value {
    const entry = this.#entry(goal)
    return this.#name(entry, this.#valueAt(entry, this.#answers(known)))
  }

  stable(known: Known, goal: Goal): boolean {
    const entry = this.#entry(goal)
    const answers = this.#answers(known)
    const { whole } = entry
    if (whole !== undefined && !answers.includes(3)) {
      const { diagrams, order } = whole.chart
      return diagrams.at(whole.settled, order, answers) === diagrams.at(whole.value, order, answers)
    }
    return this.#view(entry, answers).now === this.#valueAt(entry, answers)
  }

  assess(known: Known, goal: Goal): Assessment {
    const entry = this.#entry(goal)
    const relevant: Record<Value, Literal[]> = {}
    for (const { answer, value } of this.relevant(known, goal)) {
      const answers = relevant[value]
      if (answers === undefined) relevant[value] = [answer]
      else answers.push(answer)
    }
    const answers = this.#answers(known)
    const value = this.#valueAt(entry, answers)
    const stable = this.#view(entry, answers).now === value
    const [certificate = []] = stable ? this.certificates(known, goal, 1) : []
    const found = { value: this.#name(entry, value), stable, relevant, undecided: [], method: 'diagram' as const }
    return stable ? { ...found, certificate } : found
  }

  relevant(known: Known, goal: Goal): readonly RelevantAnswer[] {
    const entry = this.#entry(goal)
    const { chart, settled } = this.#view(entry, this.#answers(known))
    const found: RelevantAnswer[] = []
    entry.target.values.forEach((value, j) => {
      for (const step of relevantSteps(chart.diagrams, settled, VALUES + j))
        found.push({ answer: this.#say(chart, step), value, witness: step.witness.map(s => this.#say(chart, s)) })
    })
    return found
  }

  certificates(known: Known, goal: Goal, atMost: number): readonly (readonly Literal[])[] {
    const entry = this.#entry(goal)
    const answers = this.#answers(known)
    const value = this.#valueAt(entry, answers)
    if (this.#view(entry, answers).now !== value) return []
    const { chart, settled } = this.#view(entry, closedOnly(answers))
    const facts = Uint8Array.from(chart.order, q => (answers[q] ?? 0) % 3)
    return minimalSets(chart.diagrams, settled, value, facts, atMost).map(set => set.map(s => this.#say(chart, s)))
  }

  counterfactuals(known: Known, goal: Goal): readonly Counterfactual[] {
    const entry = this.#entry(goal)
    const answers = this.#answers(known)
    const { chart, value } = this.#view(entry, closedOnly(answers))
    const facts = Uint8Array.from(chart.order, q => (answers[q] ?? 0) % 3)
    return nearest(chart.diagrams, value, this.#valueAt(entry, answers), facts).map(change => ({
      value: this.#name(entry, change.value),
      without: change.steps.flatMap(s => {
        const before = facts[s.level] ?? 0
        return before === 0 ? [] : [this.#say(chart, { level: s.level, answer: before })]
      }),
      with: change.steps.filter(s => s.answer !== 0).map(s => this.#say(chart, s)),
    }))
  }

  standing(known: Known): ReturnType<Engine['standing']> {
    const answers = this.#answers(known)
    return standingOf(this.#program, answers, label(this.#program, answers))
  }

  because(known: Known, literal: Literal): ReturnType<Engine['because']> {
    const answers = this.#answers(known)
    return explain(this.#program, label(this.#program, answers), literalNumber(this.#program, literal))
  }

  next(known: Known, goals: readonly Goal[], odds: Odds): NextQuestion {
    const answers = this.#answers(known)
    return this.#asking(answers, goals, odds).next(answers)
  }

  plan(known: Known, goals: readonly Goal[], odds: Odds): Plan {
    const answers = this.#answers(known)
    const asking = this.#asking(answers, goals, odds)
    const { ask, expected, worst, exact, gap } = asking.next(answers)
    const given = asking.given(answers)
    const minimax = asking.cost(answers, 'minimax')
    const randomRelevant = asking.cost(answers, 'random')
    return { best: { expected, worst, first: ask }, minimax, randomRelevant, given, exact, gap }
  }

  /** The latest way of asking that covers these answers, or a new one: for all answers where that is small, else from here. */
  #asking(answers: Answers, goals: readonly Goal[], odds: Odds): Asking {
    const key = JSON.stringify([goals, odds])
    const before = this.#latest
    const extended = before !== undefined && before.start.every((a, q) => a === 0 || a === answers[q])
    if (before !== undefined && before.key === key && extended && before.asking.covers(answers)) return before.asking
    const targets = goals.map(goal => this.#entry(goal).target)
    const weights = weightsOf(this.#program, odds)
    const whole = coneOf(this.#program, this.#nothing, targets)
    const anew = before?.key !== key && !answers.includes(3)
    const start = anew && whole.order.length <= AT_ONCE ? this.#nothing : answers
    const chart = draw(this.#program, start, targets, this.#budget())
    const asking = new Asking(chart, this.completions === 'total', weights)
    this.#latest = { key, start, asking }
    return asking
  }

  example(demands: readonly Demand[]): Known | undefined {
    const { chart, where } = this.#demanded(demands)
    return fewestAnswers(chart.diagrams, where)?.map(step => this.#say(chart, step))
  }

  count(demands: readonly Demand[]): { sets: bigint; questions: number } {
    const { chart, where } = this.#demanded(demands)
    return { sets: countTrue(chart.diagrams, where), questions: chart.order.length }
  }

  /** The goals of a demand drawn together; kept, because many demands are put to the same goals. */
  #demanded(demands: readonly Demand[]): { chart: Chart; where: Node } {
    const key = JSON.stringify(demands.map(d => d.goal))
    const targets = demands.map(d => targetOf(this.#program, d.goal))
    const kept = this.#together
    const chart = kept?.key === key ? kept.chart : draw(this.#program, this.#nothing, targets, this.#budget())
    this.#together = { key, chart }
    const values = demands.map(d => d.values)
    return { chart, where: demanded(chart, targets, values) }
  }

  #answers(known: Known): Answers {
    return answersOf(this.#program, known, this.completions)
  }

  #entry(goal: Goal): Entry {
    const before = this.#entries.get(goal)
    if (before !== undefined) return before
    const text = JSON.stringify(goal)
    const known = this.#entriesByText.get(text)
    if (known !== undefined) {
      this.#entries.set(goal, known)
      return known
    }
    const entry: Entry = { target: targetOf(this.#program, goal), whole: undefined, parts: new Map() }
    const cone = coneOf(this.#program, this.#nothing, [entry.target])
    if (cone.order.length <= AT_ONCE) {
      const view = this.#draw(entry, this.#nothing)
      entry.whole = { ...view, kept: view.chart.diagrams.size }
    }
    this.#entries.set(goal, entry)
    this.#entriesByText.set(text, entry)
    return entry
  }

  /** The entry's diagrams with these answers applied. */
  #view(entry: Entry, answers: Answers): View {
    const { whole, parts } = entry
    if (whole !== undefined) {
      const { diagrams, order } = whole.chart
      if (diagrams.size > 4 * whole.kept + 200_000) diagrams.collect([whole.value, whole.settled])
      const value = diagrams.restrict(whole.value, order, answers)
      return this.#seen(whole.chart, value)
    }
    const key = answers.join('')
    const before = parts.get(key)
    if (before !== undefined) return before
    const view = this.#draw(entry, answers)
    parts.set(key, view)
    for (const oldest of parts.keys()) if (parts.size > 4) parts.delete(oldest)
    return view
  }

  #draw(entry: Entry, answers: Answers): View {
    const chart = draw(this.#program, answers, [entry.target], this.#budget())
    const value = chart.values[0] ?? NEVER
    return this.#seen(chart, value)
  }

  #seen(chart: Chart, value: Node): View {
    const settled = chart.diagrams.settled(value, this.completions === 'total')
    return { chart, value, settled, now: chart.diagrams.start(settled) }
  }

  #valueAt(entry: Entry, answers: Answers): Node {
    if (entry.whole !== undefined)
      return entry.whole.chart.diagrams.at(entry.whole.value, entry.whole.chart.order, answers)
    return VALUES + valueUnder(entry.target, label(this.#program, answers))
  }

  #budget(): Budget {
    const { nodes, milliseconds, now } = this.#limits
    if (now === undefined) return { nodes, spent: () => {} }
    const until = now() + milliseconds
    return {
      nodes,
      spent: () => {
        if (now() > until) throw new TooLarge(`more than ${milliseconds} ms`)
      },
    }
  }

  #name(entry: Entry, value: Node): Value {
    return entry.target.values[value - VALUES] ?? (value === MIXED ? 'mixed' : 'never')
  }

  #say(chart: Chart, step: Step): Literal {
    return spoken(this.#program, chart.order[step.level] ?? 0, step.answer)
  }
}

function closedOnly(answers: Answers): Answers {
  return answers.map(a => (a === 3 ? 3 : 0))
}
