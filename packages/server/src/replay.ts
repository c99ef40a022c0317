import { type CaseEvent, NotHere, type Replay, type Rerun, replay } from '@toetsbaar/casefile'
import type { InquiryEvent, InquiryState } from '@toetsbaar/inquiry'
import { canonicalJson, type Json } from '@toetsbaar/ledger'
import type { Permit } from '@toetsbaar/register'
import type { Lang } from '@toetsbaar/rulebook'
import { ranData, signsIn, usualSubject } from './reports.ts'
import { beginReport, chooseSubject, hearAnswer, type Intake, nextStep, RunError, tellStory } from './run.ts'

export { openIntake, workbenchPermit } from './run.ts'

/**
 * Runs triage, reading, assessment and question choice of a case again, on the model that it recorded, and compares to the
 * byte. What is computed: the choice of subject and model, signs of need, readings, what was heard in an answer, questions
 * and advice. What a person did and what a list held are inputs.
 */
export function replayCase(permit: Permit, intake: Intake, events: readonly CaseEvent[]): Replay {
  return replay(events, rerunOn(permit, intake, events))
}

function rerunOn(permit: Permit, intake: Intake, events: readonly CaseEvent[]): Rerun {
  return (event, before) => {
    try {
      const attempts =
        event.type === 'run.opened'
          ? openedAgain(permit, intake, event.data as unknown as Opened, events)
          : again(permit, intake, event, stateOf(before))
      if (attempts.length === 0) return undefined
      const recorded = canonicalJson(event.data)
      return attempts.find(attempt => canonicalJson(attempt) === recorded) ?? attempts[0]
    } catch (error) {
      if (error instanceof RunError && error.code === 'no-model') throw new NotHere(error.message)
      throw error
    }
  }
}

/** What `run.opened` records: the model of the law of that day, and how its subject was chosen. */
type Opened = {
  readonly model: InquiryState['model']
  readonly subject: { readonly subject: string; readonly how: 'said' | 'read' | 'usual' }
}

/** The dialogue that the events before make; undefined before it began. */
function stateOf(events: readonly CaseEvent[]): InquiryState | undefined {
  const opened = events.find(event => event.type === 'run.opened')?.data as Opened | undefined
  if (opened === undefined) return undefined
  const past = events.flatMap(({ type, data }) =>
    type.startsWith('inquiry.') ? [data as unknown as InquiryEvent] : [],
  )
  return { model: opened.model, past }
}

/**
 * Triage and the choice of the model, from the story that was told first. Where the citizen said the subject, that is an
 * input. Whether a story was read in a language by choice is not recorded: the others are tried where the first differs.
 */
function openedAgain(permit: Permit, intake: Intake, { model, subject }: Opened, events: readonly CaseEvent[]): Json[] {
  intake.lawOf(model)
  const told = events.map(event => event.data as InquiryEvent | undefined).find(data => data?.kind === 'told')
  if (told?.kind !== 'told') return []
  const chosen = (readAs?: Lang) => {
    const { text, date } = told
    const found = chooseSubject(permit, intake, text, { usual: usualSubject, date, ...(readAs && { readAs }) })
    return { subject: found.subject, how: found.how, facts: found.facts, because: found.because }
  }
  const choices = subject.how === 'said' ? [subject] : [chosen(), chosen('nl'), chosen('en')]
  return choices.map(choice => {
    const begun = choice.subject === undefined ? undefined : beginReport(permit, intake, choice.subject, told.date)
    return plain({ model: begun?.model, subject: choice })
  })
}

/**
 * What the event would be now; none for what a person did. The language of the page is not recorded with an answer: where
 * the first attempt differs, the other language is tried.
 */
function again(permit: Permit, intake: Intake, event: CaseEvent, state: InquiryState | undefined): Json[] {
  if (state === undefined) return []
  if (event.type === 'run.asked' || event.type === 'run.advised') {
    const ran = ranData(nextStep(permit, intake, state))
    return [ran?.type === event.type ? ran.data : { nothing: 'this step shows none' }]
  }
  if (!event.type.startsWith('inquiry.')) return []
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
    case 'slot-filled': {
      const { slot, values } = recorded
      return [plain({ ...recorded, signs: signsIn(permit, intake, slot, values) })]
    }
    default:
      return []
  }
}

/** As JSON: what is undefined is left out. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json
}
