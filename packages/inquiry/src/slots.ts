import type { EntityProposal } from '@toetsbaar/extraction'
import type { Law, Slot } from '@toetsbaar/rulebook'
import { adviceOf } from './advice.ts'
import { type Notes, notesOf } from './notes.ts'
import type { InquiryState } from './state.ts'
import type { SlotValue } from './step.ts'

/**
 * The slots of a report after an outcome: those that the outcome makes useful, and those of the fullest report, so that
 * who was advised otherwise and reports all the same hands in a complete report too.
 */
export function slotsAfter(law: Law, outcome: string): readonly Slot[] {
  const { outcomes, slots } = law.model
  const named = (each: string) => slots.filter(slot => slot.after.includes(each)).length
  const fullest = outcomes.toSorted((one, other) => named(other) - named(one))[0]
  return slots.filter(slot => slot.after.some(each => each === outcome || each === fullest))
}

/** What fills the slots: the citizen's own values, else what was read in the story. */
export function filledSlots(notes: Notes, slots: readonly Slot[]): readonly SlotValue[] {
  return slots.flatMap((slot): readonly SlotValue[] => {
    const own = notes.slots.get(slot.id)
    if (own !== undefined) return own.map(value => ({ slot: slot.id, value, origin: 'citizen' }))
    const read = [...new Set(valuesRead(notes, slot))]
    return (slot.repeat ? read : read.slice(0, 1)).map(value => ({ slot: slot.id, value, origin: 'story' }))
  })
}

/** What a report gives in its fields, as its summary shows it: the citizen's own values, else what was read in the story. */
export function slotsIn(state: InquiryState, law: Law): readonly SlotValue[] {
  return filledSlots(notesOf(state.past, law), slotsAfter(law, adviceOf(state, law).outcome))
}

/** Required slots that nothing fills. */
export function missingSlots(notes: Notes, slots: readonly Slot[]): readonly string[] {
  const filled = new Set(filledSlots(notes, slots).map(value => value.slot))
  return slots.filter(slot => slot.required && !filled.has(slot.id)).map(slot => slot.id)
}

/** Values in the story for a slot: the surest first, what fails its check left out. */
function valuesRead(notes: Notes, slot: Slot): readonly string[] {
  return (notes.reading?.entities ?? [])
    .filter(entity => slot.from.includes(entity.type) && entity.valid !== false)
    .toSorted((one, other) => other.confidence - one.confidence || one.start - other.start)
    .flatMap(entity => valueRead(notes, slot, entity) ?? [])
}

/** A date slot takes a calendar day (YYYY-MM-DD), so only a date that the story settles. */
function valueRead(notes: Notes, slot: Slot, entity: EntityProposal): string | undefined {
  if (slot.kind !== 'date') return entity.text
  return notes.reading?.dates.find(date => date.start < entity.end && entity.start < date.end)?.date
}
