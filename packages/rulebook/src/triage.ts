import type { Known } from '@toetsbaar/argumentation'
import { advise } from './advise.ts'
import type { Law } from './law.ts'

/** Which subject a story belongs to, or the questions that would tell. */
export type Subject =
  | { readonly subject: string; readonly because: readonly string[] }
  | { readonly subject: undefined; readonly ask: readonly string[] }

/**
 * The subject for what is known of a story, by a model whose outcomes are subjects. Facts that the triage model does
 * not know are left aside, so that the observations of any subject can be handed in. Where no subject is defended, the
 * questions that can still decide it; where there are none left, a person chooses.
 */
export function triage(law: Law, known: Known): Subject {
  const ids = new Set(law.model.observations.map(o => o.id))
  const advice = advise(
    law,
    known.filter(fact => ids.has(fact.replace(/^[-?]/, ''))),
  )
  if (advice.outcome === 'unclear') return { subject: undefined, ask: advice.open }
  return { subject: advice.outcome, because: advice.because.map(r => r.rule) }
}
