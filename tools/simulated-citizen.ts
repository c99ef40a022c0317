/** A citizen who knows of a report exactly what was annotated in it, and nothing else. */
import type { ObservationProposal, Reading } from '@toetsbaar/extraction'
import {
  type Advice,
  type Answer,
  advance,
  adviceOf,
  begin,
  type Confirmed,
  confirmedOf,
  type InquiryEvent,
  type InquiryState,
  lookUpsOf,
  type Policy,
  type Step,
  stepOf,
} from '@toetsbaar/inquiry'
import type { Law } from '@toetsbaar/rulebook'

/** One line of the corpus: what a citizen wrote, what it says, and what a careful intake officer would advise. */
export type Annotated = {
  readonly id: string
  readonly lang: 'nl' | 'en'
  readonly text: string
  readonly observations: Readonly<Record<string, { readonly value: 'yes' | 'no'; readonly quote: string }>>
  readonly outcome: string
  readonly why: string
}

export type Dialogue = {
  readonly report: Annotated
  readonly asked: readonly string[]
  readonly advice: Advice
  /** Facts that reached the advice and that the citizen neither confirmed nor answered: must be empty. */
  readonly unconfirmed: readonly string[]
  /** What was known when the first question was asked. */
  readonly start: readonly string[]
}

export function answerOf(report: Annotated, observation: string): Answer {
  return report.observations[observation]?.value ?? 'dont-know'
}

/** What a reader that never errs would have read. */
export function perfectReading(report: Annotated): Reading {
  const observations = Object.entries(report.observations).map(([id, { value, quote }]): ObservationProposal => {
    const start = report.text.indexOf(quote)
    return { id, value, quote, start, end: start + quote.length, confidence: 1, reasons: [] }
  })
  return { lang: report.lang, observations, entities: [], dates: [] }
}

export function emptyReading(report: Annotated): Reading {
  return { lang: report.lang, observations: [], entities: [], dates: [] }
}

/** How the next step is found; `byPolicy` asks by one policy. */
export type StepBy = (state: InquiryState, law: Law) => Step

export function byPolicy(policy: Policy): StepBy {
  return (state, law) => stepOf(state, law, policy)
}

/** The whole dialogue of one citizen, through the doors that every channel uses. */
export function talk(report: Annotated, reading: Reading, law: Law, step: StepBy, date: string): Dialogue {
  const told: InquiryEvent = { kind: 'told', text: report.text, lang: report.lang, date, signs: [] }
  let state = begin({ model: law.model })
  const act = (event: InquiryEvent): void => {
    state = advance(state, event, law)
  }
  act(told)
  act({ kind: 'read', reading })
  const unconfirmed = unconfirmedIn(report, state, law)
  const asked: string[] = []
  let start: readonly string[] | undefined
  for (;;) {
    for (const observation of lookUpsOf(state, law)) act(nothingFound(observation, date))
    const next = step(state, law)
    if (next.at === 'confirm') {
      const ids = [...new Set(next.proposals.map(proposal => proposal.id))]
      act({
        kind: 'decided',
        decisions: ids.map(observation => ({ observation, value: answerOf(report, observation) })),
        done: true,
      })
    } else if (next.at === 'safety') {
      act({
        kind: 'safety-answered',
        answers: Object.fromEntries(next.observations.map(id => [id, answerOf(report, id)])),
      })
    } else if (next.at === 'question') {
      start ??= factsIn(confirmedOf(state, law))
      asked.push(next.observation)
      act({ kind: 'answered', observation: next.observation, value: answerOf(report, next.observation) })
    } else break
  }
  const advice = adviceOf(state, law)
  return {
    report,
    asked,
    advice,
    unconfirmed: [...unconfirmed, ...unconfirmedIn(report, state, law)],
    start: start ?? factsIn(advice.observations),
  }
}

function nothingFound(observation: string, on: string): InquiryEvent {
  return { kind: 'looked-up', observation, value: 'dont-know', list: 'none', entry: undefined, on, matched: undefined }
}

/** Facts as literals; `?x` for what was asked and not known. */
function factsIn(observations: readonly Confirmed[]): readonly string[] {
  return observations.map(({ id, value }) => (value === 'yes' ? id : value === 'no' ? `-${id}` : `?${id}`))
}

/** Facts that are not the citizen's own: neither annotated, nor "don't know", nor excluded by something confirmed. */
function unconfirmedIn(report: Annotated, state: InquiryState, law: Law): readonly string[] {
  const observations = confirmedOf(state, law)
  const acts = state.past.filter(event => event.kind !== 'read' && event.kind !== 'told')
  const named = JSON.stringify(acts)
  return observations
    .filter(fact => {
      if (fact.origin === 'implied') return !observations.some(other => fact.by?.replace(/^-/, '') === other.id)
      return !named.includes(JSON.stringify(fact.id)) || fact.value !== answerOf(report, fact.id)
    })
    .map(fact => fact.id)
}
