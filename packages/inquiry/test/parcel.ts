import { readFileSync } from 'node:fs'
import { compile, type Literal } from '@toetsbaar/argumentation'
import type { ObservationProposal, Reading } from '@toetsbaar/extraction'
import { type Law, type Model, theoryOf } from '@toetsbaar/rulebook'
import { parse } from 'yaml'
import { type Answer, advance, begin, type InquiryEvent, type InquiryState } from '../src/index.ts'

type ParcelFile = {
  observations: { id: string; safety?: boolean; weighs?: boolean; list?: string }[]
  exclusive: string[][]
  impossible: [Literal, Literal][]
  conclusions: string[]
  outcomes: string[]
  rules: { id: string; if: string[]; then: string }[]
  preferences: { weaker: string; stronger: string }[]
  slots: {
    id: string
    kind: Model['slots'][number]['kind']
    required?: boolean
    from?: string[]
    after: string[]
    repeat?: boolean
  }[]
}

/** What a model needs beside the parts that the dialogue looks at. */
export const blank: Pick<
  Model,
  | 'from'
  | 'revision'
  | 'lists'
  | 'contraries'
  | 'priorities'
  | 'exceptions'
  | 'undercuts'
  | 'undecided'
  | 'gaps'
  | 'sources'
  | 'cases'
  | 'texts'
  | 'reading'
> = {
  from: '2020-01-01',
  revision: 1,
  lists: [],
  contraries: [],
  priorities: [],
  exceptions: [],
  undercuts: [],
  undecided: [],
  gaps: [],
  sources: [],
  cases: [],
  texts: { nl: {}, en: {} },
  reading: { nl: {}, en: {} },
}

/** The law of the parcel: a small model, without the texts that only a face needs. */
export function parcelLaw(): Law {
  const file: ParcelFile = parse(readFileSync(new URL('./parcel.yaml', import.meta.url), 'utf8'))
  const model: Model = {
    ...blank,
    subject: 'parcel',
    digest: 'a'.repeat(64),
    observations: file.observations.map(({ id, safety, weighs, list }) => ({
      id,
      settledBy: list === undefined ? 'reporter' : 'list',
      ...(list === undefined ? {} : { list }),
      safety: safety ?? false,
      weighs: weighs ?? true,
      askedOnly: false,
      cost: list === undefined ? 1 : 0,
      odds: { yes: 0.5, no: 0.5, unknown: 0 },
    })),
    exclusive: file.exclusive,
    impossible: file.impossible,
    conclusions: file.conclusions,
    outcomes: file.outcomes,
    rules: file.rules.map(rule => ({ ...rule, source: 's', also: [], sure: 'high', expert: false })),
    preferences: file.preferences.map(pair => ({ ...pair, because: '', priority: 'p' })),
    slots: file.slots.map(slot => ({
      ...slot,
      required: slot.required ?? false,
      from: slot.from ?? [],
      repeat: slot.repeat ?? false,
    })),
  }
  const theory = theoryOf(model)
  const advice = { choice: model.outcomes }
  return { model, theory, engine: compile(theory, { goals: [advice] }), advice }
}

/** A proposal with its exact quote in a text. */
export function proposal(text: string, id: string, value: 'yes' | 'no', quote: string): ObservationProposal {
  const start = text.indexOf(quote)
  return { id, value, quote, start, end: start + quote.length, confidence: 0.9, reasons: [] }
}

export function reading(observations: readonly ObservationProposal[], rest: Partial<Reading> = {}): Reading {
  return { lang: 'en', observations, entities: [], dates: [], ...rest }
}

export function told(text: string): InquiryEvent {
  return { kind: 'told', text, lang: 'en', date: '2026-03-01', signs: [] }
}

/** A dialogue after some events, from the start. */
export function dialogue(law: Law, ...events: readonly InquiryEvent[]): InquiryState {
  return events.reduce((state, event) => advance(state, event, law), begin({ model: law.model }))
}

/** A dialogue that is past story, safety and look-up, so that the questions are next. */
export function atQuestions(law: Law, ...events: readonly InquiryEvent[]): InquiryState {
  return dialogue(law, told(''), { kind: 'read', reading: reading([]) }, safe(law), noList, ...events)
}

export function safe(law: Law): InquiryEvent {
  const safety = law.model.observations.filter(each => each.safety).map(each => [each.id, 'no'] as const)
  return { kind: 'safety-answered', answers: Object.fromEntries(safety) }
}

export const noList: InquiryEvent = {
  kind: 'looked-up',
  observation: 'known-carrier',
  value: 'dont-know',
  list: 'carriers',
  entry: undefined,
  on: '2026-03-01',
  matched: undefined,
}

export function answered(observation: string, value: Answer): InquiryEvent {
  return { kind: 'answered', observation, value }
}
