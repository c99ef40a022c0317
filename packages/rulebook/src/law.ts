import { compile, type Engine, type Goal, type Theory } from '@toetsbaar/argumentation'
import type { Model } from './model.ts'
import { theoryOf } from './theory.ts'

/** A model with its theory, compiled for its one question: which outcome is defended? */
export type Law = {
  readonly model: Model
  readonly theory: Theory
  readonly engine: Engine
  readonly advice: Goal
}

const compiled = new Map<string, Law>()

/** Compiles a model once; the same digest gives the same law. */
export function law(model: Model): Law {
  const before = compiled.get(model.digest)
  if (before !== undefined) return before
  const theory = theoryOf(model)
  const advice: Goal = { choice: model.outcomes }
  const made = { model, theory, engine: compile(theory, { goals: [advice] }), advice }
  compiled.set(model.digest, made)
  return made
}
