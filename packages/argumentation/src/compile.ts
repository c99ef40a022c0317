import type { Assessment, Counterfactual, Engine, Goal, NextQuestion, Odds, RelevantAnswer } from './engine.ts'
import { KnownError } from './errors.ts'
import { explain, standingOf } from './explanation.ts'
import { answersOf, spoken } from './facts.ts'
import { type Answers, label, statusOf } from './labelling.ts'
import { type Program, programOf } from './program.ts'
import type { Completions, Known, Literal, Status, Theory } from './theory.ts'

/** How far a compilation or a question may go before it falls back on search, or answers "not decided". */
export type Limits = { readonly nodes: number; readonly milliseconds: number }

export type CompileOptions = {
  /** What will be asked; the status of every topic unless given. */
  readonly goals?: readonly Goal[]
  readonly completions?: Completions
  readonly limits?: Partial<Limits>
}

/** Compiles a theory for its goals. Throws `KnownError` where a goal speaks of a literal that the theory does not know. */
export function compile(theory: Theory, options: CompileOptions = {}): Engine {
  const program = programOf(theory)
  const completions = options.completions ?? 'partial'
  const goals = options.goals ?? theory.topics.map(status => ({ status }))
  return new Enumerated(program, completions, goals)
}

class Enumerated implements Engine {
  readonly goals: readonly Goal[]
  readonly completions: Completions
  readonly #program: Program
  readonly #values = new Map<string, string>()
  readonly #settled = new Map<string, string | undefined>()

  constructor(program: Program, completions: Completions, goals: readonly Goal[]) {
    this.#program = program
    this.completions = completions
    this.goals = goals
  }

  status(known: Known, literal: Literal): Status {
    return statusOf(label(this.#program, answersOf(this.#program, known)), this.#number(literal))
  }

  value(known: Known, goal: Goal): string {
    return this.#value(answersOf(this.#program, known), goal)
  }

  stable(known: Known, goal: Goal): boolean {
    const answers = answersOf(this.#program, known)
    return this.#settle(answers, goal) === this.#value(answers, goal)
  }

  assess(known: Known, goal: Goal): Assessment {
    const relevant: Record<string, Literal[]> = {}
    for (const r of this.relevant(known, goal)) {
      const found = relevant[r.value] ?? []
      relevant[r.value] = found
      found.push(r.answer)
    }
    const [certificate] = this.certificates(known, goal, 1)
    return {
      value: this.value(known, goal),
      stable: this.stable(known, goal),
      relevant,
      undecided: [],
      ...(certificate === undefined ? {} : { certificate }),
      method: 'diagram',
    }
  }

  relevant(known: Known, goal: Goal): readonly RelevantAnswer[] {
    const start = answersOf(this.#program, known)
    const found = new Map<string, RelevantAnswer>()
    for (const answers of this.#supersets(start)) {
      const value = this.#settle(answers, goal)
      if (value === undefined) continue
      const added: number[] = []
      answers.forEach((a, q) => {
        if (a !== start[q]) added.push(q)
      })
      const less = (q: number) => answers.map((a, i) => (i === q ? 0 : a))
      if (added.some(q => this.#settle(less(q), goal) === value)) continue
      for (const q of added) {
        const answer = spoken(this.#program, q, answers[q] ?? 0)
        const witness = added.filter(o => o !== q).map(o => spoken(this.#program, o, answers[o] ?? 0))
        const before = found.get(`${value} ${answer}`)
        if (before === undefined || before.witness.length > witness.length)
          found.set(`${value} ${answer}`, { answer, value, witness })
      }
    }
    return [...found.values()]
  }

  certificates(known: Known, goal: Goal, atMost: number): readonly (readonly Literal[])[] {
    const start = answersOf(this.#program, known)
    const value = this.#value(start, goal)
    if (this.#settle(start, goal) !== value) return []
    const facts = [...start.keys()].filter(q => start[q] === 1 || start[q] === 2)
    const found: number[][] = []
    const sets = [...Array(2 ** facts.length).keys()].map(m => facts.filter((_, i) => (m >> i) % 2 === 1))
    for (const set of sets.sort((x, y) => x.length - y.length)) {
      if (found.some(f => f.every(q => set.includes(q)))) continue
      const answers = start.map((a, q) => (a === 3 || set.includes(q) ? a : 0))
      if (this.#settle(answers, goal) === value) found.push(set)
    }
    return found.slice(0, atMost).map(set => set.map(q => spoken(this.#program, q, start[q] ?? 0)))
  }

  counterfactuals(known: Known, goal: Goal): readonly Counterfactual[] {
    const start = answersOf(this.#program, known)
    const best = new Map<string, Counterfactual>()
    const here = this.#value(start, goal)
    const size = (c: Counterfactual) => c.without.length + c.with.length
    for (const answers of this.#supersets(start.map(a => (a === 3 ? 3 : 0)))) {
      const value = this.#value(answers, goal)
      if (value === here) continue
      const changed = [...start.keys()].filter(q => answers[q] !== start[q])
      const say = (from: Answers) => changed.filter(q => from[q] !== 0).map(q => spoken(this.#program, q, from[q] ?? 0))
      const change = { value, without: say(start), with: say(answers) }
      const before = best.get(value)
      if (before === undefined || size(change) < size(before)) best.set(value, change)
    }
    return [...best.values()].sort((x, y) => size(x) - size(y))
  }

  standing(known: Known): ReturnType<Engine['standing']> {
    const answers = answersOf(this.#program, known)
    return standingOf(this.#program, answers, label(this.#program, answers))
  }

  because(known: Known, literal: Literal): ReturnType<Engine['because']> {
    const answers = answersOf(this.#program, known)
    return explain(this.#program, answers, label(this.#program, answers), this.#number(literal))
  }

  next(known: Known, goals: readonly Goal[], _odds: Odds): NextQuestion {
    const open = new Set(goals.flatMap(g => this.relevant(known, g).map(r => r.answer.replace(/^-/, ''))))
    const ask = this.#program.theory.queryables.find(q => open.has(q))
    return { ask, expected: open.size, worst: open.size, exact: false, gap: open.size }
  }

  #number(literal: Literal): number {
    const number = this.#program.numberOf.get(literal)
    if (number === undefined)
      throw new KnownError('unknown-goal', `"${literal}" is not in the theory; correct the name`)
    return number
  }

  #value(answers: Answers, goal: Goal): string {
    const key = `${JSON.stringify(goal)}${answers}`
    const before = this.#values.get(key)
    if (before !== undefined) return before
    const labelling = label(this.#program, answers)
    const status = (l: Literal) => statusOf(labelling, this.#number(l))
    const value = 'status' in goal ? status(goal.status) : (goal.choice.find(l => status(l) === 'defended') ?? 'none')
    this.#values.set(key, value)
    return value
  }

  #settle(answers: Answers, goal: Goal): string | undefined {
    const key = `${JSON.stringify(goal)}${answers}`
    if (this.#settled.has(key)) return this.#settled.get(key)
    const values = new Set<string>()
    for (const superset of this.#supersets(answers))
      if (this.completions === 'partial' || !superset.includes(0)) values.add(this.#value(superset, goal))
    const [value] = values
    const settled = values.size === 1 ? value : undefined
    this.#settled.set(key, settled)
    return settled
  }

  *#supersets(answers: Answers): Generator<Answers> {
    const open = answers.indexOf(0)
    yield answers
    const walk = function* (from: number, a: Answers, program: Program): Generator<Answers> {
      for (let q = from; q < a.length; q++) {
        if (a[q] !== 0) continue
        for (const answer of [1, 2]) {
          const literal = 2 * (program.atomOfQuestion[q] ?? 0) + answer - 1
          const clash = (program.excludes[literal] ?? []).some(
            o => a[program.questionOfAtom[o >> 1] ?? -1] === (o & 1) + 1,
          )
          if (clash) continue
          const more = a.map((x, i) => (i === q ? answer : x))
          yield more
          yield* walk(q + 1, more, program)
        }
      }
    }
    if (open >= 0) yield* walk(open, answers, this.#program)
  }
}
