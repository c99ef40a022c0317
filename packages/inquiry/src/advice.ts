import type { Law } from '@toetsbaar/rulebook'
import { advise } from '@toetsbaar/rulebook'
import { type Facts, factsOf } from './facts.ts'
import { remembered } from './memory.ts'
import { notesOf } from './notes.ts'
import type { InquiryState } from './state.ts'
import type { Advice } from './step.ts'

/** The advice on what is confirmed so far, at any moment of the dialogue; `stable` says whether an answer could still change it. */
export function adviceOf(state: InquiryState, law: Law): Advice {
  return adviceOn(factsOf(notesOf(state.past, law), law), law)
}

/** One page looks at the advice more than once, and reasons and changes take time. */
const advisedOn = remembered(advise)

/** The advice on given facts. An open contradiction is never stable: its answer is still to come. */
export function adviceOn(facts: Facts, law: Law): Advice {
  const advised = advisedOn(law, facts.known)
  const disputed = facts.conflict?.observations.map(literal => literal.replace(/^-/, '')) ?? []
  return {
    outcome: advised.outcome,
    stable: advised.stable && facts.conflict === undefined,
    officer: advised.officer,
    observations: facts.confirmed,
    because: advised.because,
    open: [...new Set([...disputed, ...advised.open])],
    wouldChange: advised.wouldChange,
    bankAlert: lostBankData(facts, law),
  }
}

/** Whether the citizen said yes to a safety question that weighs in the advice: bank data lost, money leaving. */
export function lostBankData(facts: Facts, law: Law): boolean {
  const safety = new Set(law.model.observations.filter(each => each.safety && each.weighs).map(each => each.id))
  return facts.confirmed.some(fact => fact.value === 'yes' && safety.has(fact.id))
}
