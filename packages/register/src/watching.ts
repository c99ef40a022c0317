import type { ActOf, TriggerKind } from './act.ts'
import { authorsOf, type Entry, type Incident, latestVersion } from './entry.ts'
import { reviewBy, suspend } from './lapse.ts'
import { daysAfter, millis } from './moment.ts'
import { reason } from './reason.ts'
import { type Outcome, refuse } from './refused.ts'

export function suspendByHand(entry: Entry, act: ActOf<'suspend'>): Outcome {
  return suspend(entry, act.at, [reason('stopped-by-hand', act.because)])
}

/** The decision that falls due when a criterion has failed twice. */
export function decide(entry: Entry, { choice, at }: ActOf<'decide'>): Outcome {
  if (entry.decisionDue === undefined) return refuse('nothing-there', 'a decision that is due')
  return { ...entry, decisionDue: undefined, decision: { choice, at } }
}

/** Within how many days a review has to be done after its trigger. Own choices, but for a complaint: Awb art. 9:11 gives six weeks. */
const daysToReview: Readonly<Record<TriggerKind, number>> = {
  metric: 30,
  drift: 30,
  'new-law': 30,
  incident: 14,
  complaint: 42,
  'outside-scope': 7,
}

export function trigger(entry: Entry, { kind, at, because }: ActOf<'trigger'>): Outcome {
  const triggers = [...entry.review.triggers, { kind, at, because }]
  return reviewBy({ ...entry, review: { ...entry.review, triggers } }, daysAfter(at, daysToReview[kind]))
}

/** The next review falls due within twelve months of this one. */
export function review(entry: Entry, act: ActOf<'review'>): Outcome {
  if (authorsOf(entry, latestVersion(entry)).has(act.by.person)) return refuse('author-cannot-assess')
  const { at, by, outcome, because } = act
  const reviewed: Entry = {
    ...entry,
    reviews: [...entry.reviews, { at, by, outcome, because }],
    review: { due: daysAfter(at, 365), triggers: [] },
  }
  return outcome === 'stop' ? suspend(reviewed, at, [reason('review-says-stop')]) : reviewed
}

export function signal(entry: Entry, act: ActOf<'signal'>): Outcome {
  if (entry.signals.some(({ id }) => id === act.signal)) return refuse('already-there', act.signal)
  return { ...entry, signals: [...entry.signals, { id: act.signal, text: act.text, at: act.at, answer: undefined }] }
}

export function answer(entry: Entry, { signal, text, at, by }: ActOf<'answer'>): Outcome {
  const index = entry.signals.findIndex(({ id }) => id === signal)
  const found = entry.signals[index]
  if (found === undefined) return refuse('nothing-there', signal)
  if (found.answer !== undefined) return refuse('already-there', signal)
  return { ...entry, signals: entry.signals.with(index, { ...found, answer: { text, at, by } }) }
}

/** Days to report, from when it was known: Regulation (EU) 2024/1689 art. 73(2), (3) and (4). The outer limits; "immediately" comes first. */
export const daysToReport: Readonly<Record<Incident['kind'], number>> = {
  'widespread-or-critical': 2,
  death: 10,
  'other-serious': 15,
}

/** A serious incident stops the system in the same act. */
export function incident(entry: Entry, act: ActOf<'incident'>): Outcome {
  const { incident: id, kind, what, digests, at, awareAt } = act
  if (entry.incidents.some(one => one.id === id)) return refuse('already-there', id)
  if (millis(awareAt) > millis(at)) return refuse('moment-in-future')
  if (!digests.every(digest => entry.versions.some(version => version.digest === digest)))
    return refuse('nothing-there', 'a version with this digest')
  const found: Incident = {
    id,
    kind,
    what,
    digests,
    at,
    awareAt,
    reportBy: daysAfter(awareAt, daysToReport[kind]),
    reported: undefined,
    closed: undefined,
  }
  return suspend({ ...entry, incidents: [...entry.incidents, found] }, at, [reason('incident-open', id)])
}

export function reportIncident(entry: Entry, { incident: id, to, at }: ActOf<'report-incident'>): Outcome {
  return changeIncident(entry, id, found =>
    found.reported === undefined ? { ...found, reported: { to, at } } : refuse('already-there', id),
  )
}

/** Closed only after it was reported. */
export function closeIncident(entry: Entry, { incident: id, because, at }: ActOf<'close-incident'>): Outcome {
  return changeIncident(entry, id, found => {
    if (found.reported === undefined) return refuse('nothing-there', `a report of ${id}`)
    return found.closed === undefined ? { ...found, closed: { because, at } } : refuse('already-there', id)
  })
}

function changeIncident(
  entry: Entry,
  id: string,
  change: (found: Incident) => Incident | ReturnType<typeof refuse>,
): Outcome {
  const index = entry.incidents.findIndex(one => one.id === id)
  const found = entry.incidents[index]
  if (found === undefined) return refuse('nothing-there', id)
  const changed = change(found)
  return 'refused' in changed ? changed : { ...entry, incidents: entry.incidents.with(index, changed) }
}
