import type { Known, Literal } from '@toetsbaar/argumentation'
import type { Law } from './law.ts'

/** Why a rule counts: the rule, its source, and the facts or earlier conclusions it rests on. */
export type Reason = { readonly rule: string; readonly source: string; readonly facts: readonly Literal[] }

/** Other facts, and the outcome they would give. */
export type Change = {
  readonly outcome: string
  readonly without: readonly Literal[]
  readonly with: readonly Literal[]
}

export type LegalAdvice = {
  /** An outcome of the model, or `unclear` where none is defended. */
  readonly outcome: string
  readonly stable: boolean
  /** True where an officer has to look: a reason that needs an expert, or two rules left undecided on purpose. */
  readonly officer: boolean
  readonly because: readonly Reason[]
  /** Questions that can still change the outcome, in the model's order. */
  readonly open: readonly string[]
  readonly wouldChange: readonly Change[]
}

/**
 * The advice on a set of known facts. Safety observations that are not known count as asked and closed: they never keep
 * the advice open. Throws `KnownError` on facts that contradict each other or that the model does not know.
 */
export function advise(law: Law, known: Known): LegalAdvice {
  const { engine, advice } = law
  const facts = closeSafety(law, known)
  const value = engine.value(facts, advice)
  const outcome = value === 'none' ? 'unclear' : value
  const because = value === 'none' ? [] : reasonsFor(law, facts, value)
  const expert = because.some(r => law.model.rules.find(rule => rule.id === r.rule)?.expert === true)
  const stable = engine.stable(facts, advice)
  return {
    outcome,
    stable,
    officer: expert || (outcome === 'unclear' && undecidedNow(law, facts).length > 0),
    because,
    open: stable ? [] : openQuestions(law, facts),
    wouldChange: changes(law, facts),
  }
}

/** The known facts with `?x` for every safety observation that is not among them. */
export function closeSafety(law: Law, known: Known): Known {
  const named = new Set(known.map(fact => fact.replace(/^[-?]/, '')))
  const silent = law.model.observations.filter(o => o.safety && !named.has(o.id)).map(o => `?${o.id}`)
  return [...known, ...silent]
}

/** Pairs left undecided on purpose whose two rules hold each other up on these facts. */
function undecidedNow(law: Law, known: Known): readonly (readonly [string, string])[] {
  const blocked = new Set(
    law.engine
      .standing(known)
      .rules.filter(r => r.standing === 'blocked')
      .map(r => r.rule),
  )
  return law.model.undecided.map(u => u.between).filter(([one, other]) => blocked.has(one) && blocked.has(other))
}

function reasonsFor(law: Law, facts: Known, outcome: Literal): Reason[] {
  return law.engine.because(facts, outcome).flatMap(({ rule, premises }) => {
    const source = law.model.rules.find(r => r.id === rule)?.source
    return source === undefined ? [] : [{ rule, source, facts: premises }]
  })
}

function openQuestions(law: Law, facts: Known): string[] {
  const atoms = new Set(law.engine.relevant(facts, law.advice).map(r => r.answer.replace(/^-/, '')))
  return law.model.observations.map(o => o.id).filter(id => atoms.has(id))
}

function changes(law: Law, facts: Known): Change[] {
  const safety = new Set(law.model.observations.filter(o => o.safety).map(o => o.id))
  const speaksOfSafety = (fact: string) => safety.has(fact.replace(/^[-?]/, ''))
  return law.engine
    .counterfactuals(facts, law.advice)
    .filter(c => ![...c.without, ...c.with].some(speaksOfSafety))
    .map(c => ({ outcome: c.value === 'none' ? 'unclear' : c.value, without: c.without, with: c.with }))
}
