import type { Law } from '@toetsbaar/rulebook'
import { adviceOn, lostBankData } from './advice.ts'
import { type Facts, factsOf } from './facts.ts'
import { atomOf } from './literal.ts'
import { type Notes, notesOf, proposalKey } from './notes.ts'
import { best, type Choice, choose, type Policy } from './question.ts'
import { filledSlots, slotsAfter } from './slots.ts'
import type { InquiryState } from './state.ts'
import type { Conflict, ProposalToConfirm, SlotValue, Step } from './step.ts'

/**
 * What to show next. Help comes before anything else; then story, confirmation, contradictions, the safety question,
 * the questions that matter, the advice, and for who reports what makes the report complete.
 */
export function stepOf(state: InquiryState, law: Law, policy: Policy = best): Step {
  const notes = notesOf(state.past, law)
  const facts = factsOf(notes, law)
  if (notes.sent) return { at: 'sent', advice: adviceOn(facts, law) }
  if (notes.alertsSeen < notes.alerts.length)
    return { at: 'people-first', alerts: notes.alerts.slice(notes.alertsSeen) }
  if (notes.story === undefined || notes.reading === undefined) return { at: 'story', text: notes.draft }
  if (!notes.stopped) {
    const ask =
      confirming(notes) ??
      disputing(notes, facts, law) ??
      safety(notes, facts, law) ??
      asking(notes, facts, law, policy)
    if (ask !== undefined) return ask
  }
  return closing(notes, facts, law)
}

/** How each proposal was decided: by what stands on its observation, as far as that was said with this proposal in sight. */
export function decisionsOn(notes: Notes): readonly ProposalToConfirm[] {
  return (notes.reading?.observations ?? []).map(proposal => {
    const standing = notes.statements.get(proposal.id)
    if (standing !== undefined && (standing.value === proposal.value || standing.turn > notes.readAt))
      return { ...proposal, decided: standing.value }
    return { ...proposal, decided: notes.rejected.has(proposalKey(proposal)) ? 'rejected' : undefined }
  })
}

/** What was read in the story as it stands, each with what the citizen decided on it. */
export function proposalsOf(state: InquiryState, law: Law): readonly ProposalToConfirm[] {
  return decisionsOn(notesOf(state.past, law))
}

/** Every field that anything fills, whatever the advice: for who has to look without knowing it. */
export function allSlotsOf(state: InquiryState, law: Law): readonly SlotValue[] {
  return filledSlots(notesOf(state.past, law), law.model.slots)
}

function confirming(notes: Notes): Step | undefined {
  const proposals = decisionsOn(notes)
  if (notes.confirmed || notes.story === undefined || proposals.every(proposal => proposal.decided !== undefined))
    return undefined
  return { at: 'confirm', text: notes.story.text, proposals, entities: notes.reading?.entities ?? [] }
}

/** A contradiction goes first: while it stands, neither side counts. */
function disputing(notes: Notes, facts: Facts, law: Law): Step | undefined {
  const { conflict } = facts
  if (conflict === undefined) return undefined
  const observation = atomOf(conflict.observations[0])
  const why = law.model.outcomes
  return question(notes, { observation, why, left: { expectedLeft: 1, atMostLeft: 1 } }, conflict)
}

function safety(notes: Notes, facts: Facts, law: Law): Step | undefined {
  if (lostBankData(facts, law)) return undefined
  const observations = law.model.observations.filter(each => each.safety && !notes.statements.has(each.id))
  return observations.length === 0 ? undefined : { at: 'safety', observations: observations.map(each => each.id) }
}

function asking(notes: Notes, facts: Facts, law: Law, policy: Policy): Step | undefined {
  const choice = choose(law, facts.known, policy)
  return choice === undefined ? undefined : question(notes, choice, conflictInStory(notes, choice.observation))
}

function question(notes: Notes, { observation, why, left }: Choice, conflict: Conflict | undefined): Step {
  const proposed = notes.reading?.observations.find(
    proposal => proposal.id === observation && !notes.rejected.has(proposalKey(proposal)),
  )
  const earlier = notes.earlier.get(observation)
  return {
    at: 'question',
    observation,
    why,
    progress: { asked: notes.asked.size, ...left },
    ...(conflict === undefined ? {} : { conflict }),
    ...(proposed === undefined || notes.statements.has(observation) ? {} : { proposed }),
    ...(notes.said?.observation === observation ? { said: notes.said.said } : {}),
    ...(earlier === undefined ? {} : { earlier }),
  }
}

/** Two readings of one story that say yes and no, of which the citizen chose neither. */
function conflictInStory(notes: Notes, observation: string): Conflict | undefined {
  const said = (value: 'yes' | 'no') =>
    notes.reading?.observations.find(proposal => proposal.id === observation && proposal.value === value)?.quote
  const quotes = [said('yes'), said('no')] as const
  return quotes.includes(undefined) ? undefined : { observations: [observation, `-${observation}`], quotes }
}

function closing(notes: Notes, facts: Facts, law: Law): Step {
  const advice = adviceOn(facts, law)
  if (!notes.reporting) return { at: 'advice', advice }
  const slots = slotsAfter(law, advice.outcome)
  const filled = filledSlots(notes, slots)
  if (notes.complete) return { at: 'summary', advice, filled }
  return { at: 'slots', advice, slots: slots.map(slot => slot.id), filled }
}
