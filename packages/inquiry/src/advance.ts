import type { ObservationProposal } from '@toetsbaar/extraction'
import type { Law } from '@toetsbaar/rulebook'
import { adviceOn } from './advice.ts'
import { InquiryError, type InquiryErrorCode } from './error.ts'
import type { InquiryEvent } from './event.ts'
import { factsOf } from './facts.ts'
import { atomOf } from './literal.ts'
import { type Notes, notesOf } from './notes.ts'
import { missingSlots, slotsAfter } from './slots.ts'
import type { InquiryState } from './state.ts'
import { lastAct, withoutUndone } from './undo.ts'

/**
 * The dialogue after one more event. Pure: time comes with the event.
 *
 * @throws InquiryError where the event does not fit: what, where, and what to do next.
 */
export function advance(state: InquiryState, event: InquiryEvent, law: Law): InquiryState {
  if (law.model.digest !== state.model.digest)
    refuse(
      'another-model',
      'model',
      `this dialogue runs on ${state.model.subject}/${state.model.from} with digest ${state.model.digest.slice(0, 12)}; go on with that version, or begin a new dialogue`,
    )
  const notes = notesOf(state.past, law)
  if (notes.sent) refuse('already-sent', event.kind, 'the report was sent; ask for a change of the report instead')
  check(state, notes, event, law)
  return { model: state.model, past: [...state.past, plain(event)] }
}

/** The event as it is stored: plain JSON of its own, so that nobody can change the past by changing what was passed in. */
function plain(event: InquiryEvent): InquiryEvent {
  return JSON.parse(JSON.stringify(event))
}

function refuse(code: InquiryErrorCode, where: string, message: string): never {
  throw new InquiryError(code, where, message)
}

function check(state: InquiryState, notes: Notes, event: InquiryEvent, law: Law): void {
  switch (event.kind) {
    case 'told':
    case 'alert-seen':
      return
    case 'read':
      if (notes.story === undefined) refuse('nothing-told', 'read', 'there is no story to read; send `told` first')
      for (const proposal of event.reading.observations) checkProposal(proposal, notes.story.text, law)
      return
    case 'decided':
      checkStory(notes, event.kind)
      for (const decision of event.decisions) {
        checkReporter(law, decision.observation, 'decisions')
        checkSpan(decision, notes)
      }
      return
    case 'safety-answered':
      checkStory(notes, event.kind)
      for (const id of Object.keys(event.answers))
        if (!checkReporter(law, id, 'answers').safety)
          refuse('unknown-observation', `answers.${id}`, 'this is no safety question; send `answered`')
      return
    case 'said':
    case 'answered':
      checkStory(notes, event.kind)
      checkReporter(law, event.observation, 'observation')
      if (notes.statements.has(event.observation) && !disputed(notes, law, event.observation))
        refuse(
          'already-answered',
          `observation ${event.observation}`,
          'this is answered; send `corrected` to change it',
        )
      return
    case 'corrected':
      checkReporter(law, event.observation, 'observation')
      if (event.value === 'withdrawn' && !notes.statements.has(event.observation))
        refuse('not-stated', `observation ${event.observation}`, 'there is no answer to take back')
      checkStory(notes, event.kind)
      return
    case 'undone':
      if (lastAct(withoutUndone(state.past).standing) < 0)
        refuse('nothing-to-undo', 'undone', 'this is the start of the dialogue; tell the story')
      return
    case 'advice-asked':
      checkStory(notes, event.kind)
      return
    case 'questions-resumed':
      if (!notes.stopped) refuse('not-now', event.kind, 'the questions were not stopped; ask for the next step')
      return
    case 'looked-up': {
      const observation = law.model.observations.find(each => each.id === event.observation)
      if (observation === undefined)
        refuse(
          'unknown-observation',
          `observation ${event.observation}`,
          'the model does not know it; see its observations',
        )
      if (observation.settledBy !== 'list')
        refuse(
          'settled-by-reporter',
          `observation ${event.observation}`,
          'only the citizen answers this; send `answered`',
        )
      return
    }
    case 'report-chosen':
      checkStory(notes, event.kind)
      return
    case 'slot-filled': {
      const slot = law.model.slots.find(each => each.id === event.slot)
      if (slot === undefined)
        refuse('unknown-slot', `slot ${event.slot}`, 'the model has no such slot; see the slots of this step')
      if (event.values.length > 1 && !slot.repeat)
        refuse('too-many-values', `slot ${event.slot}`, 'this takes one value; send one')
      return
    }
    case 'completed':
      checkComplete(notes, law)
      return
    case 'sent':
      if (!notes.reporting || !notes.complete || asksMore(notes))
        refuse(
          'not-now',
          'sent',
          'the citizen has not seen the summary yet; send `report-chosen` and `completed` first',
        )
      return
  }
}

function checkStory(notes: Notes, where: string): void {
  if (notes.story === undefined || notes.reading === undefined)
    refuse('nothing-told', where, 'there is no story yet; send `told` and `read` first (both may be empty)')
}

function checkReporter(law: Law, id: string, where: string) {
  const observation = law.model.observations.find(each => each.id === id)
  if (observation === undefined)
    refuse('unknown-observation', `${where} ${id}`, `${law.model.subject} does not know it; see its observations`)
  if (observation.settledBy === 'list')
    refuse('settled-by-list', `${where} ${id}`, 'a list answers this; send `looked-up`')
  return observation
}

/** A proposal without its exact quote does not exist. */
function checkProposal(proposal: ObservationProposal, story: string, law: Law): void {
  checkReporter(law, proposal.id, 'reading.observations')
  if (story.slice(proposal.start, proposal.end) !== proposal.quote || proposal.quote === '')
    refuse(
      'quote-not-in-story',
      `reading.observations ${proposal.id}`,
      `the story does not have "${proposal.quote}" at ${proposal.start}; read the story again`,
    )
}

function checkSpan(
  { observation, start, end }: { observation: string; start?: number; end?: number },
  notes: Notes,
): void {
  if (start === undefined && end === undefined) return
  if (
    start === undefined ||
    end === undefined ||
    !(start >= 0 && start < end && end <= (notes.story?.text.length ?? 0))
  )
    refuse(
      'quote-not-in-story',
      `decisions ${observation}`,
      'start and end must lie in the story; send both or neither',
    )
}

function disputed(notes: Notes, law: Law, id: string): boolean {
  return factsOf(notes, law).conflict?.observations.some(literal => atomOf(literal) === id) ?? false
}

function checkComplete(notes: Notes, law: Law): void {
  if (!notes.reporting)
    refuse('not-now', 'completed', 'the citizen has not chosen to report; send `report-chosen` first')
  const { outcome } = adviceOn(factsOf(notes, law), law)
  const missing = missingSlots(notes, slotsAfter(law, outcome))
  if (missing.length > 0)
    refuse('incomplete', `slots ${missing.join(', ')}`, 'these are needed for a report; send `slot-filled` for each')
}

/** Help that was not seen yet, or a story that was not read. */
function asksMore(notes: Notes): boolean {
  return notes.alertsSeen < notes.alerts.length || notes.reading === undefined
}
