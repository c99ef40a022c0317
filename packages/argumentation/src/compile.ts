import { Aim, AT_ONCE } from './aim.ts'
import { Asking } from './asking.ts'
import { type Chart, draw } from './chart.ts'
import type { Given } from './conditioning.ts'
import { coneOf } from './cone.ts'
import { type Budget, type Node, TooLarge } from './diagrams.ts'
import { at } from './element.ts'
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
import { literalNumber, targetOf } from './goal.ts'
import { type Answers, label, statusOf } from './labelling.ts'
import { weightsOf } from './odds.ts'
import type { Step } from './paths.ts'
import { TooManySituations } from './policy.ts'
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

const LIMITS: Limits = { nodes: 2_000_000, milliseconds: 10_000, now: undefined }

/** Compiles a theory for its goals. Throws `KnownError` where a goal speaks of a literal that the theory does not know. */
export function compile(theory: Theory, options: CompileOptions = {}): Engine {
  const goals = options.goals ?? theory.topics.map(status => ({ status }))
  return new Compiled(programOf(theory), options.completions ?? 'partial', goals, { ...LIMITS, ...options.limits })
}

class Compiled implements Engine {
  readonly goals: readonly Goal[]
  readonly completions: Completions
  readonly #program: Program
  readonly #limits: Limits
  readonly #aims = new WeakMap<Goal, Aim>()
  readonly #aimsByText = new Map<string, Aim>()
  readonly #nothing: Answers
  #latest: { readonly key: string; readonly start: Answers; readonly asking: Asking } | undefined
  #together: { key: string; chart: Chart } | undefined
  /** When the call that is now answered has to end. */
  #until = Infinity

  constructor(program: Program, completions: Completions, goals: readonly Goal[], limits: Limits) {
    this.#program = program
    this.completions = completions
    this.goals = goals
    this.#limits = limits
    this.#nothing = new Uint8Array(program.atomOfQuestion.length)
    for (const goal of goals) this.#aim(goal)
  }

  status(known: Known, literal: Literal): Status {
    const answers = this.#answers(known)
    return statusOf(label(this.#program, answers), literalNumber(this.#program, literal))
  }

  value(known: Known, goal: Goal): Value {
    const aim = this.#aim(goal)
    return at(aim.target.values, aim.value(this.#answers(known)))
  }

  stable(known: Known, goal: Goal): boolean {
    return this.#aim(goal).stable(this.#answers(known))
  }

  assess(known: Known, goal: Goal): Assessment {
    const aim = this.#aim(goal)
    const answers = this.#answers(known)
    const { relevant, undecided } = aim.relevant(answers)
    const stable = aim.stable(answers)
    const [certificate] = aim.certificates(answers, 1, stable)
    return {
      value: at(aim.target.values, aim.value(answers)),
      stable,
      relevant: this.#perValue(aim, relevant),
      undecided: this.#perValue(aim, undecided),
      ...(certificate === undefined ? {} : { certificate: certificate.map(this.#say) }),
      method: aim.method(answers),
    }
  }

  #perValue(aim: Aim, answers: readonly (Given & { readonly value: number })[]): Record<Value, Literal[]> {
    const found = Map.groupBy(answers, answer => at(aim.target.values, answer.value))
    return Object.fromEntries([...found].map(([value, all]) => [value, all.map(this.#say)]))
  }

  relevant(known: Known, goal: Goal): readonly RelevantAnswer[] {
    const aim = this.#aim(goal)
    return aim.relevant(this.#answers(known)).relevant.map(matter => ({
      answer: this.#say(matter),
      value: at(aim.target.values, matter.value),
      witness: matter.witness.map(this.#say),
    }))
  }

  certificates(known: Known, goal: Goal, atMost: number): readonly (readonly Literal[])[] {
    const found = this.#aim(goal).certificates(this.#answers(known), atMost)
    return found.map(set => set.map(this.#say))
  }

  counterfactuals(known: Known, goal: Goal): readonly Counterfactual[] {
    const aim = this.#aim(goal)
    const answers = this.#answers(known)
    return aim.changes(answers).map(change => ({
      value: at(aim.target.values, change.value),
      without: change.given
        .map(({ question }) => ({ question, answer: at(answers, question) }))
        .filter(g => g.answer !== 0)
        .map(this.#say),
      with: change.given.filter(g => g.answer !== 0).map(this.#say),
    }))
  }

  standing(known: Known): ReturnType<Engine['standing']> {
    const answers = this.#answers(known)
    return standingOf(this.#program, answers, label(this.#program, answers, this.#program.cyclic))
  }

  because(known: Known, literal: Literal): ReturnType<Engine['because']> {
    const answers = this.#answers(known)
    return explain(this.#program, label(this.#program, answers), literalNumber(this.#program, literal))
  }

  next(known: Known, goals: readonly Goal[], odds: Odds): NextQuestion {
    return this.#next(this.#answers(known), goals, odds)
  }

  #next(answers: Answers, goals: readonly Goal[], odds: Odds): NextQuestion {
    try {
      return this.#asking(answers, goals, odds).next(answers)
    } catch (error) {
      if (error instanceof TooLarge) return this.#nextRelevant(answers, goals, odds)
      throw error
    }
  }

  plan(known: Known, goals: readonly Goal[], odds: Odds): Plan {
    const answers = this.#answers(known)
    const { ask, expected, worst, exact, gap } = this.#next(answers, goals, odds)
    const best = { expected, worst, first: ask }
    const within = <T>(way: (asking: Asking) => T): T | undefined => {
      try {
        return way(this.#asking(answers, goals, odds))
      } catch (error) {
        if (error instanceof TooLarge || error instanceof TooManySituations) return undefined
        throw error
      }
    }
    const given = within(asking => asking.given(answers))
    const minimax = within(asking => asking.cost(answers, 'minimax'))
    const random = within(asking => asking.cost(answers, 'random'))
    return {
      best,
      minimax: minimax ?? (given !== undefined && given.worst < worst ? given : best),
      randomRelevant: random ?? within(asking => asking.byLot(answers)),
      given,
      exact: exact && minimax !== undefined && random !== undefined,
      gap,
    }
  }

  /** Beyond diagrams: the cheapest question that may matter. Nothing is known of what follows but that all may be asked. */
  #nextRelevant(answers: Answers, goals: readonly Goal[], odds: Odds): NextQuestion {
    const { cost } = weightsOf(this.#program, odds)
    const open = new Set<number>()
    for (const aim of goals.map(g => this.#aim(g)))
      if (!aim.stable(answers)) {
        const { relevant, undecided } = aim.relevant(answers)
        for (const { question } of [...relevant, ...undecided]) open.add(question)
      }
    const questions = [...open].sort((x, y) => at(cost, x) - at(cost, y) || x - y)
    const [first] = questions
    if (first === undefined) return { ask: undefined, expected: 0, worst: 0, exact: false, gap: 0 }
    const all = questions.reduce((sum, q) => sum + at(cost, q), 0)
    const ask = at(this.#program.theory.queryables, first)
    return { ask, expected: all, worst: all, exact: false, gap: all - at(cost, first) }
  }

  /** The latest way of asking that covers these answers, or a new one: for all answers where that is small, else from here. */
  #asking(answers: Answers, goals: readonly Goal[], odds: Odds): Asking {
    const key = JSON.stringify([goals, odds])
    const before = this.#latest
    const extended = before?.start.every((a, q) => a === 0 || a === answers[q])
    if (before !== undefined && before.key === key && extended && before.asking.covers(answers)) {
      before.asking.chart.diagrams.allow(this.#budget())
      return before.asking
    }
    const targets = goals.map(goal => this.#aim(goal).target)
    const weights = weightsOf(this.#program, odds)
    const whole = coneOf(this.#program, this.#nothing, targets)
    const anew = before?.key !== key && !answers.includes(3)
    const start = anew && whole.order.length <= AT_ONCE ? this.#nothing : answers
    const [only] = goals
    const alone = only === undefined || goals.length > 1 ? undefined : this.#aim(only).left(start, this.#budget(1 / 2))
    const chart = alone ?? draw(this.#program, start, targets, this.#budget(1 / 2))
    chart.diagrams.allow(this.#budget())
    const asking = new Asking(chart, this.completions === 'total', weights)
    this.#latest = { key, start, asking }
    return asking
  }

  example(demands: readonly Demand[]): Known | undefined {
    const { chart, where } = this.#demanded(demands)
    return fewestAnswers(chart.diagrams, where)?.map(step => this.#sayStep(chart, step))
  }

  count(demands: readonly Demand[]): { sets: bigint; questions: number } {
    const { chart, where } = this.#demanded(demands)
    return { sets: countTrue(chart.diagrams, where), questions: chart.order.length }
  }

  /** The goals of a demand drawn together; kept, because many demands are put to the same goals. */
  #demanded(demands: readonly Demand[]): { chart: Chart; where: Node } {
    this.#begin()
    const key = JSON.stringify(demands.map(d => d.goal))
    const targets = demands.map(d => targetOf(this.#program, d.goal))
    const kept = this.#together
    const chart = kept?.key === key ? kept.chart : draw(this.#program, this.#nothing, targets, this.#budget())
    chart.diagrams.allow(this.#budget())
    this.#together = { key, chart }
    const values = demands.map(d => d.values)
    return { chart, where: demanded(chart, targets, values) }
  }

  /** Every question about known facts begins here. */
  #answers(known: Known): Answers {
    this.#begin()
    return answersOf(this.#program, known, this.completions)
  }

  #aim(goal: Goal): Aim {
    const before = this.#aims.get(goal)
    if (before !== undefined) return before
    const text = JSON.stringify(goal)
    const aim = this.#aimsByText.get(text) ?? this.#newAim(goal)
    this.#aims.set(goal, aim)
    this.#aimsByText.set(text, aim)
    return aim
  }

  #newAim(goal: Goal): Aim {
    this.#begin()
    const target = targetOf(this.#program, goal)
    return new Aim(this.#program, target, this.completions === 'total', part => this.#budget(part))
  }

  /** What is left for the call that is now answered, or a part of its time. */
  #budget(part = 1): Budget {
    const { nodes, milliseconds, now } = this.#limits
    if (now === undefined) return { nodes, spent: () => {} }
    const start = now()
    const until = start + part * (this.#until - start)
    return {
      nodes,
      spent: () => {
        if (now() > until) throw new TooLarge(`more than ${milliseconds} ms`)
      },
    }
  }

  #begin(): void {
    const { milliseconds, now } = this.#limits
    if (now !== undefined) this.#until = now() + milliseconds
  }

  readonly #say = (given: Given): Literal => spoken(this.#program, given.question, given.answer)

  readonly #sayStep = (chart: Chart, step: Step): Literal =>
    spoken(this.#program, at(chart.order, step.level), step.answer)
}
