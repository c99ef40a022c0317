import { draw } from './chart.ts'
import { coneOf } from './cone.ts'
import { type Budget, MIXED, merged, NEVER, type Node, TooLarge, VALUES } from './diagrams.ts'
import { at } from './element.ts'
import { excluded, unanswerable } from './facts.ts'
import { type Target, valueUnder } from './goal.ts'
import { type Answers, answered, label } from './labelling.ts'
import { relevantSteps } from './paths.ts'
import type { Program } from './program.ts'

/** An answer to a question: 1 yes, 2 no. */
export type Given = { readonly question: number; readonly answer: number }

/** An answer that matters for a value (its place among the target's), with others that together settle it. */
export type Matter = Given & { readonly value: number; readonly witness: readonly Given[] }

/** An answer of which it is open whether it matters for a value. */
type Doubt = Given & { readonly value: number }

export type Found = { readonly relevant: readonly Matter[]; readonly undecided: readonly Doubt[] }

/** Nodes of one diagram in the search, or this part of what a diagram may have; above that, one more question is split on. */
const SMALL = 60_000
const SMALLER = 1 / 10

/** Sets of answers that are tried at random before a proof is begun. */
const TRIES = 60

/**
 * Where the diagram of a target is too large, questions are taken out of it one by one, the one that the target meets
 * first to begin with: yes, no, and left open for good. Applying an answer prunes the theory, so that after a few of
 * them the rest fits a small diagram, which answers exactly. What is settled on every branch is settled; what is
 * relevant on a branch with an answer is relevant; what is relevant only where a question is closed is checked with the
 * question open. What the limits leave undecided is said to be so.
 */
export class Conditioning {
  readonly #program: Program
  readonly #target: Target
  readonly #total: boolean
  readonly #spent: () => void
  readonly #nodes: number
  #splits: number
  #seed = 1

  /** `splits` bounds how often a question is split on; `budget` stops by time. */
  constructor(program: Program, target: Target, total: boolean, budget: Budget, splits: number) {
    this.#program = program
    this.#target = target
    this.#total = total
    this.#spent = budget.spent
    this.#nodes = budget.nodes
    this.#splits = splits
  }

  /** The settled value after these answers (`MIXED` where there are several), or undefined where the limits end first. */
  settled(answers: Answers): Node | undefined {
    if (this.#late()) return undefined
    const cone = coneOf(this.#program, answers, [this.#target])
    if (this.#differs(answers, cone.order)) return MIXED
    try {
      const chart = draw(this.#program, answers, [this.#target], this.#small(), cone)
      return chart.diagrams.start(chart.diagrams.settled(at(chart.values, 0), this.#total))
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
    }
    if (!this.#split()) return undefined
    const question = at(cone.order, 0)
    let found: Node = NEVER
    let open = false
    for (const answer of this.#branches(answers, question)) {
      const one = this.settled(give(answers, question, answer))
      if (one === undefined) open = true
      else found = merged(found, one)
      if (found === MIXED) return MIXED
    }
    return open ? undefined : found
  }

  /** Which answers are relevant after these, and of which that could not be decided. */
  relevance(answers: Answers): Found {
    const sure = new Map<string, Matter>()
    let maybe = new Map<string, Doubt>()
    const first = this.#relevance(answers, undefined)
    for (const [key, matter] of first.sure) sure.set(key, matter)
    maybe = first.maybe
    for (const question of new Set([...maybe.values()].map(g => g.question))) {
      if (this.#splits <= 0 || this.#late()) break
      const again = this.#relevance(answers, question)
      for (const [key, matter] of again.sure) sure.set(key, matter)
      for (const key of maybe.keys()) if (!again.maybe.has(key)) maybe.delete(key)
    }
    for (const key of sure.keys()) maybe.delete(key)
    const undecided = [...maybe.values()].map(({ question, answer, value }) => ({ question, answer, value }))
    return { relevant: [...sure.values()], undecided }
  }

  #relevance(answers: Answers, kept: number | undefined) {
    const sure = new Map<string, Matter>()
    const maybe = new Map<string, Doubt>()
    const cone = coneOf(this.#program, answers, [this.#target])
    const doubt = (question: number) => {
      for (const answer of [1, 2])
        this.#target.values.forEach((_, value) => {
          maybe.set(`${question} ${answer} ${value}`, { question, answer, value })
        })
    }
    try {
      const { diagrams, values, order } = draw(this.#program, answers, [this.#target], this.#small(), cone)
      const settled = diagrams.settled(at(values, 0), this.#total)
      this.#target.values.forEach((_, value) => {
        for (const { level, answer, witness } of relevantSteps(diagrams, settled, VALUES + value)) {
          const question = at(order, level)
          const others = witness.map(s => ({ question: at(order, s.level), answer: s.answer }))
          sure.set(`${question} ${answer} ${value}`, { question, answer, value, witness: others })
        }
      })
      return { sure, maybe }
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
    }
    const split = cone.order.find(q => q !== kept)
    if (split === undefined || !this.#split()) {
      cone.order.forEach(doubt)
      return { sure, maybe }
    }
    doubt(split)
    // Where answers exclude each other, a branch may lack what makes an answer of another question matter.
    if (this.#excluding(split)) cone.order.filter(q => this.#excluding(q)).forEach(doubt)
    for (const answer of this.#branches(answers, split)) {
      const found = this.#relevance(give(answers, split, answer), kept)
      for (const [key, given] of found.maybe) maybe.set(key, given)
      for (const [key, matter] of found.sure) {
        if (sure.has(key)) continue
        const witness = answer === 3 ? matter.witness : [...matter.witness, { question: split, answer }]
        if (answer !== 3 || this.#settles(answers, matter)) sure.set(key, { ...matter, witness })
        else maybe.set(key, matter)
      }
    }
    for (const key of sure.keys()) maybe.delete(key)
    return { sure, maybe }
  }

  #settles(answers: Answers, { question, answer, value, witness }: Matter): boolean {
    const more = give(answers, question, answer)
    for (const w of witness) more[w.question] = w.answer
    return this.settled(more) === VALUES + value
  }

  /** Whether some sets of answers, tried at random, have different values. */
  #differs(answers: Answers, order: Int32Array): boolean {
    if (order.length < 12) return false
    let first: number | undefined
    for (let i = 0; i < TRIES; i++) {
      const tried = answers.slice()
      for (const q of order) {
        const choices = this.#branches(tried, q)
        tried[q] = at(choices, this.#random(choices.length))
      }
      const value = valueUnder(this.#target, label(this.#program, tried))
      first ??= value
      if (value !== first) return true
    }
    return false
  }

  /** The answers that a question may get beside the ones given: 3 (closed) only where questions may stay open. */
  #branches(answers: Answers, question: number): number[] {
    const free = [1, 2].filter(answer => !excluded(this.#program, answers, answered(this.#program, question, answer)))
    if (!this.#total) return [...free, 3]
    return free.filter(answer => unanswerable(this.#program, give(answers, question, answer)) === undefined)
  }

  #excluding(question: number): boolean {
    return [1, 2].some(answer => at(this.#program.excludes, answered(this.#program, question, answer)).length > 0)
  }

  #split(): boolean {
    return this.#splits-- > 0 && !this.#late()
  }

  #late(): boolean {
    try {
      this.#spent()
      return false
    } catch (error) {
      if (error instanceof TooLarge) return true
      throw error
    }
  }

  #small(): Budget {
    return { nodes: Math.min(Math.max(SMALL, SMALLER * this.#nodes), this.#nodes), spent: this.#spent }
  }

  /** A repeatable stand-in for chance, so that the same question always gets the same answer. */
  #random(below: number): number {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) | 0
    return (this.#seed >>> 8) % below
  }
}

function give(answers: Answers, question: number, answer: number): Answers {
  const more = answers.slice()
  more[question] = answer
  return more
}
