import type { InquiryEvent } from '@toetsbaar/inquiry'
import type { ModelTexts, StaleView, Words } from '@toetsbaar/web'
import type { Report } from '../reports.ts'
import type { Form } from './form.ts'

/** What happened to a report since a version, in sentences of the page's language: the questions answered and their answers. */
export function changesSince(version: number, report: Report, words: Words, texts: ModelTexts): readonly string[] {
  const told = report.events.slice(version).flatMap(event => {
    if (!event.type.startsWith('inquiry.') || event.data === undefined) return []
    return changesIn(event.data as unknown as InquiryEvent, words, texts)
  })
  return [...new Set(told)]
}

function changesIn(event: InquiryEvent, words: Words, texts: ModelTexts): readonly string[] {
  const answer = (observation: string, value: string) =>
    `${texts[`observation.${observation}.question`] ?? ''} ${words.say(`answer.${value}`)}`.trim()
  switch (event.kind) {
    case 'answered':
      return [answer(event.observation, event.value)]
    case 'corrected':
      return event.value === 'withdrawn' ? [] : [answer(event.observation, event.value)]
    case 'safety-answered':
      return Object.entries(event.answers).map(([observation, value]) => answer(observation, value))
    case 'decided':
      return event.decisions.flatMap(({ observation, value }) =>
        value === 'rejected' ? [] : [answer(observation, value)],
      )
    case 'slot-filled':
      return [`${texts[`slot.${event.slot}.label`] ?? ''}: ${event.values.join(', ')}`]
    case 'told':
      return [event.text]
    default:
      return []
  }
}

/** What was filled in, as it is sent again and as people read it. Buttons and empty fields are left out. */
export function shownFields(typed: Form['typed'], report: Report, words: Words, texts: ModelTexts): StaleView['kept'] {
  return Object.entries(typed).flatMap(([field, value]) => {
    if (field === 'do' || value.trim() === '') return []
    const label = labelOf(field, report, words, texts)
    if (label === undefined) return []
    return [{ field, value, label, shown: field.startsWith('answer.') ? words.say(`answer.${value}`) : value }]
  })
}

function labelOf(field: string, report: Report, words: Words, texts: ModelTexts): string | undefined {
  if (field === 'story') return words.say('story.label')
  if (field === 'missed') return words.say('confirm.missed')
  const [kind, id = ''] = field.split(/\.(.*)/s)
  if (kind === 'answer' && report.model.observations.some(observation => observation.id === id))
    return texts[`observation.${id}.question`]
  if (kind === 'slot' && report.model.slots.some(slot => slot.id === id)) return texts[`slot.${id}.label`]
  return undefined
}
