import { compile, type Engine, type Known, KnownError, type Theory } from '@toetsbaar/argumentation'
import { closeSafety } from './advise.ts'
import { law } from './law.ts'
import type { Model, ModelCase } from './model.ts'
import { theoryOf } from './theory.ts'

export type CaseResult = {
  readonly id: string
  readonly expected: string
  readonly found: string
  readonly passed: boolean
  /** What differs, for a person; empty where the case passed. */
  readonly message: string
}

/** What the cases show at work, and what none of them does. An id is of a rule, a priority, an exception or an undecided pair. */
export type Coverage = { readonly shown: readonly string[]; readonly missing: readonly string[] }

export type TestReport = {
  readonly results: readonly CaseResult[]
  readonly rules: Coverage
  readonly priorities: Coverage
  readonly exceptions: Coverage
  readonly undecided: Coverage
  /** True where every case passed and nothing is missing. */
  readonly passed: boolean
}

/**
 * Runs a model's own cases, and says which rule fires in none of them, and which priority, exception or undecided pair
 * decides none: taken away, every case would keep the same conclusions.
 */
export function testModel(model: Model): TestReport {
  const results = model.cases.map(c => runCase(model, c))
  const runnable = model.cases.filter((_, i) => results[i]?.found !== 'error')
  const theory = theoryOf(model)
  const engine = compile(theory, { goals: [] })
  const facts = runnable.map(c => closeSafety(law(model), c.known))
  const fired = new Set(facts.flatMap(k => applying(engine, k)))
  const before = facts.map(k => picture(engine, model, k))
  const matters = (without: Theory) => {
    const changed = compile(without, { goals: [] })
    return facts.some((k, i) => picture(changed, model, k) !== before[i])
  }
  const rules = coverage(
    model.rules.map(r => r.id),
    id => fired.has(id),
  )
  const priorities = coverage(
    model.priorities.map(p => p.id),
    id => matters(theoryOf({ ...model, preferences: model.preferences.filter(p => p.priority !== id) })),
  )
  const exceptions = coverage(
    model.exceptions.map(e => e.id),
    id => matters(theoryOf({ ...model, undercuts: model.undercuts.filter(u => u.exception !== id) })),
  )
  const blocked = facts.map(
    k =>
      new Set(
        engine
          .standing(k)
          .rules.filter(r => r.standing === 'blocked')
          .map(r => r.rule),
      ),
  )
  const undecided = coverage([...new Set(model.undecided.map(u => u.declared))], id =>
    model.undecided.some(u => u.declared === id && blocked.some(b => u.between.every(r => b.has(r)))),
  )
  const nothingMissing = [rules, priorities, exceptions, undecided].every(c => c.missing.length === 0)
  return { results, rules, priorities, exceptions, undecided, passed: nothingMissing && results.every(r => r.passed) }
}

function runCase(model: Model, c: ModelCase): CaseResult {
  const { engine, advice } = law(model)
  const row = { id: c.id, expected: c.outcome }
  try {
    const facts = closeSafety(law(model), c.known)
    const value = engine.value(facts, advice)
    const found = value === 'none' ? 'unclear' : value
    const differences: string[] = []
    if (found !== c.outcome) differences.push(`expected ${c.outcome}, found ${found}`)
    const rules = new Set(value === 'none' ? [] : applying(engine, facts))
    for (const rule of c.because ?? []) if (!rules.has(rule)) differences.push(`${rule} does not count`)
    if (c.stable !== undefined && engine.stable(facts, advice) !== c.stable)
      differences.push(c.stable ? 'other answers can still change it' : 'nothing can change it any more')
    return { ...row, found, passed: differences.length === 0, message: differences.join('; ') }
  } catch (error) {
    if (error instanceof KnownError) return { ...row, found: 'error', passed: false, message: error.message }
    throw error
  }
}

function applying(engine: Engine, facts: Known): string[] {
  return engine
    .standing(facts)
    .rules.filter(r => r.standing === 'applies')
    .map(r => r.rule)
}

/** The statuses of all that a model concludes, as one comparable text. */
function picture(engine: Engine, model: Model, facts: Known): string {
  const { literals } = engine.standing(facts)
  return [...model.conclusions, ...model.outcomes].map(id => literals[id] ?? '').join()
}

function coverage(ids: readonly string[], shown: (id: string) => boolean): Coverage {
  const yes = ids.filter(shown)
  return { shown: yes, missing: ids.filter(id => !yes.includes(id)) }
}
