import type { Completions, Known, Literal, Status } from './theory.ts'

/**
 * What is asked of a theory: the status of one literal, or which of several literals is defended (the first in the
 * order given; `none` where no one is). An advice is a choice among outcomes.
 */
export type Goal = { readonly status: Literal } | { readonly choice: readonly Literal[] }

/** The value of a goal: a `Status`, or for a choice the literal that is defended, or `none`. */
export type Value = string

/** An answer that is in some minimal set of further answers that makes `value` stable, with the others of that set. */
export type RelevantAnswer = { readonly answer: Literal; readonly value: Value; readonly witness: readonly Literal[] }

/** How an answer was found: by a walk over a compiled diagram, or by search where diagrams would be too large. */
export type Method = 'diagram' | 'search'

export type Assessment = {
  readonly value: Value
  readonly stable: boolean
  /** Answers that matter, per value that can still become stable. */
  readonly relevant: Readonly<Record<Value, readonly Literal[]>>
  /** Per value the answers of which it could not be decided within the limits whether they matter; empty in all but huge theories. */
  readonly undecided: Readonly<Record<Value, readonly Literal[]>>
  /** One minimal set of known facts that already makes the value stable; absent while it is not stable. */
  readonly certificate?: readonly Literal[]
  readonly method: Method
}

/** A smallest change of the known facts that gives another value: facts to drop and facts to add. */
export type Counterfactual = {
  readonly value: Value
  readonly without: readonly Literal[]
  readonly with: readonly Literal[]
}

/** What a question costs and how its answers are spread; probabilities sum to 1. */
export type Odds = {
  readonly cost: Readonly<Record<string, number>>
  readonly prior: Readonly<Record<string, { readonly yes: number; readonly no: number; readonly unknown: number }>>
}

/** The question to put next. `expected` and `worst` count the cost still ahead, this question included. */
export type NextQuestion = {
  readonly ask: string | undefined
  readonly expected: number
  readonly worst: number
  /** False where the search was bounded; `gap` then bounds how far `expected` may lie above the optimum. */
  readonly exact: boolean
  readonly gap: number
}

/** What a way of asking costs from here on, and what it asks first. */
export type PolicyCost = { readonly expected: number; readonly worst: number; readonly first: string | undefined }

/**
 * Four ways of asking until every goal is stable: the least expected cost, the least worst case, any relevant question
 * with equal chance, and all questions in the order of the theory. With `exact` false there were too many situations to
 * go through for some of them: `best` is then within `gap` of the optimum, `minimax` the lesser worst case of those
 * found, `randomRelevant` the mean and the dearest of dialogues that were drawn by lot. What is beyond even that is absent.
 */
export type Plan = {
  readonly best: PolicyCost
  readonly minimax: PolicyCost
  readonly randomRelevant: PolicyCost | undefined
  readonly given: PolicyCost | undefined
  readonly exact: boolean
  readonly gap: number
}

/** A rule as it stands with the known facts. `undercut` and `defeated` name what beats it. */
export type RuleStanding = {
  readonly rule: string
  readonly standing: 'applies' | 'defeated' | 'blocked' | 'idle'
  readonly beatenBy: readonly string[]
}

/** A goal with the values that it may have. */
export type Demand = { readonly goal: Goal; readonly values: readonly Value[] }

/** A theory that is compiled for some goals. Pure and immutable in its answers; every method throws `KnownError` on contradictory or unknown facts. */
export interface Engine {
  readonly goals: readonly Goal[]
  readonly completions: Completions
  status(known: Known, literal: Literal): Status
  value(known: Known, goal: Goal): Value
  stable(known: Known, goal: Goal): boolean
  assess(known: Known, goal: Goal): Assessment
  relevant(known: Known, goal: Goal): readonly RelevantAnswer[]
  certificates(known: Known, goal: Goal, atMost: number): readonly (readonly Literal[])[]
  /** Smallest changes, one for each other value that some change reaches, nearest first. */
  counterfactuals(known: Known, goal: Goal): readonly Counterfactual[]
  /** Every literal and rule as it stands now: for explanations and drawings. */
  standing(known: Known): {
    readonly literals: Readonly<Record<Literal, Status>>
    readonly rules: readonly RuleStanding[]
  }
  /** The rules that carry a literal that is defended now, leaves first; empty where it is not defended. */
  because(known: Known, literal: Literal): readonly { readonly rule: string; readonly premises: readonly Literal[] }[]
  next(known: Known, goals: readonly Goal[], odds: Odds): NextQuestion
  plan(known: Known, goals: readonly Goal[], odds: Odds): Plan
  /**
   * A smallest consistent set of facts at which every goal has one of the values demanded of it; `undefined` where there
   * is none. Exact: comparing and checking models rest on it ("which facts get another advice?").
   */
  example(demands: readonly Demand[]): Known | undefined
  /** How many consistent sets of facts meet the demands, over the questions that bear on the goals. Exact. */
  count(demands: readonly Demand[]): { readonly sets: bigint; readonly questions: number }
}
