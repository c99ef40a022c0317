import type { Known } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'
import { factsOf } from './facts.ts'
import { literalOf, notesOf, type Story } from './notes.ts'
import type { InquiryState } from './state.ts'
import type { Alert, Confirmed } from './step.ts'

/** Words that were typed and no longer stand: an earlier telling, an answer or a slot that was changed or taken back. */
export type Kept = { readonly field: string; readonly text: string }

/** Everything typed that no longer stands, in the order of typing: nothing typed is ever lost. */
export function keptOf(state: InquiryState, law: Law): readonly Kept[] {
  const notes = notesOf(state.past, law)
  const standing = (field: string, text: string): boolean => {
    if (field === 'story') return notes.story?.text === text
    const [kind, id = ''] = field.split(' ')
    if (kind === 'slot') return notes.slots.get(id)?.includes(text) ?? false
    return notes.statements.get(id)?.words === text
  }
  const typed = state.past.flatMap((event): readonly Kept[] => {
    if (event.kind === 'told') return [{ field: 'story', text: event.text }]
    if (event.kind === 'slot-filled') return event.values.map(text => ({ field: `slot ${event.slot}`, text }))
    if ('words' in event && event.words !== undefined)
      return [{ field: `observation ${event.observation}`, text: event.words.text }]
    return []
  })
  const gone = typed.filter(({ field, text }) => text !== '' && !standing(field, text))
  return [...new Map(gone.map(each => [`${each.field} ${each.text}`, each])).values()]
}

/** The story as it stands; absent while none was told, or where it was taken back. */
export function storyOf(state: InquiryState, law: Law): Story | undefined {
  return notesOf(state.past, law).story
}

/** What is confirmed, answered, looked up or implied now: all that the advice may rest on. */
export function confirmedOf(state: InquiryState, law: Law): readonly Confirmed[] {
  return factsOf(notesOf(state.past, law), law).confirmed
}

/**
 * Facts that stand but do not matter now: the advice, its firmness and the questions left are the same without them.
 * They stay known, so they count again as soon as another answer makes them matter.
 */
export function setAsideOf(state: InquiryState, law: Law): readonly Confirmed[] {
  const { confirmed, known } = factsOf(notesOf(state.past, law), law)
  const now = signature(law, known)
  const legal = new Set(law.model.observations.filter(each => each.weighs && !each.safety).map(each => each.id))
  return confirmed.filter(fact => {
    const literal = literalOf(fact)
    if (literal === undefined || fact.origin === 'implied' || !legal.has(fact.id)) return false
    return (
      signature(
        law,
        known.filter(each => each !== literal),
      ) === now && !inGround(law, known, literal)
    )
  })
}

function signature(law: Law, known: Known): string {
  const { value, stable, relevant } = law.engine.assess(known, law.advice)
  const open = [...new Set(Object.values(relevant).flat())].sort()
  return JSON.stringify([value, stable, open])
}

/** Whether a minimal ground of the advice rests on the fact (looked for among the first hundred grounds). */
function inGround(law: Law, known: Known, literal: string): boolean {
  return law.engine.certificates(known, law.advice, 100).some(ground => ground.includes(literal))
}

/** All signs that were seen in the dialogue so far, for the officer and for the help beside the advice. */
export function alertsOf(state: InquiryState, law: Law): readonly Alert[] {
  return notesOf(state.past, law).alerts
}
