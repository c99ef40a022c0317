import type { Law } from '@toetsbaar/rulebook'
import { factsOf } from './facts.ts'
import { atomOf } from './literal.ts'
import { notesOf } from './notes.ts'
import { relevantOn } from './question.ts'
import type { InquiryState } from './state.ts'

/**
 * Observations that a list has to answer now, because they can still change the advice. They cost the citizen nothing,
 * so they go before the next question: answer each with a `looked-up` event ("dont-know" where no list can tell).
 */
export function lookUpsOf(state: InquiryState, law: Law): readonly string[] {
  const notes = notesOf(state.past, law)
  if (notes.reading === undefined || notes.sent) return []
  const lists = law.model.observations.filter(each => each.settledBy === 'list' && !notes.statements.has(each.id))
  if (lists.length === 0) return []
  const { known } = factsOf(notes, law)
  const named = new Set(known.map(atomOf))
  const safety = law.model.observations.filter(each => each.safety && !named.has(each.id)).map(each => `?${each.id}`)
  const open = relevantOn(law, [...known, ...safety])
  return lists.filter(each => open.includes(each.id)).map(each => each.id)
}
