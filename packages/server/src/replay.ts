import { type CaseEvent, type Replay, type Rerun, replay } from '@toetsbaar/casefile'
import type { InquiryEvent, InquiryState } from '@toetsbaar/inquiry'
import { canonicalJson, type Json } from '@toetsbaar/ledger'
import type { Permit } from '@toetsbaar/register'
import type { Lang } from '@toetsbaar/rulebook'
import { ranData } from './reports.ts'
import { hearAnswer, type Intake, nextStep, tellStory } from './run.ts'

export { openIntake, workbenchPermit } from './run.ts'

/** Runs reading, assessment and question choice of a case again, on the model that it recorded, and compares to the byte. */
export function replayCase(permit: Permit, intake: Intake, events: readonly CaseEvent[]): Replay {
  return replay(events, rerunOn(permit, intake))
}

function rerunOn(permit: Permit, intake: Intake): Rerun {
  return (event, before) => {
    const state = stateOf(before)
    if (state === undefined) return undefined
    const attempts = again(permit, intake, event, state)
    if (attempts.length === 0) return undefined
    const recorded = canonicalJson(event.data)
    return attempts.find(attempt => canonicalJson(attempt) === recorded) ?? attempts[0]
  }
}

/** The dialogue that the events before make; undefined before it began. */
function stateOf(events: readonly CaseEvent[]): InquiryState | undefined {
  const opened = events.find(event => event.type === 'run.opened')?.data as { model: InquiryState['model'] } | undefined
  if (opened === undefined) return undefined
  const past = events.flatMap(({ type, data }) =>
    type.startsWith('inquiry.') ? [data as unknown as InquiryEvent] : [],
  )
  return { model: opened.model, past }
}

/**
 * What the event would be now; none for what a person did. The language of the page is not recorded with an answer, nor
 * whether a story was read in a language by choice: where the first attempt differs, the other language is tried.
 */
function again(permit: Permit, intake: Intake, event: CaseEvent, state: InquiryState): Json[] {
  if (event.type.startsWith('run.')) {
    const ran = event.type === 'run.opened' ? undefined : ranData(nextStep(permit, intake, state))
    return event.type === 'run.opened'
      ? []
      : [ran?.type === event.type ? ran.data : { nothing: 'this step shows none' }]
  }
  const recorded = event.data as unknown as InquiryEvent
  const story = state.past.findLast(one => one.kind === 'told')
  switch (recorded.kind) {
    case 'told':
      return [plain(tellStory(permit, intake, state, recorded)[0])]
    case 'read': {
      if (story === undefined) return []
      const tell = (readAs?: Lang) =>
        tellStory(permit, intake, state, { ...story, ...(readAs !== undefined && { readAs }) })[1]
      return [tell(), tell('nl'), tell('en')].map(plain)
    }
    case 'said':
    case 'answered': {
      const { words, observation } = recorded
      if (words === undefined || story === undefined) return []
      const languages = [story.lang, story.lang === 'nl' ? 'en' : 'nl'] as const
      return languages.map(lang =>
        plain(hearAnswer(permit, intake, state, observation, words.text, { lang, date: story.date })),
      )
    }
    default:
      return []
  }
}

function plain(event: InquiryEvent | undefined): Json {
  return JSON.parse(JSON.stringify(event ?? null)) as Json
}
