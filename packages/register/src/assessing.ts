import type { ActOf } from './act.ts'
import { authorsOf, type Entry, type Measurement, versionOf } from './entry.ts'
import { meets, verdict } from './evidence.ts'
import { reviewBy, suspend } from './lapse.ts'
import { daysAfter, millis } from './moment.ts'
import { reason } from './reason.ts'
import { type Outcome, refuse } from './refused.ts'

export function assess(entry: Entry, act: ActOf<'assess'>): Outcome {
  const version = versionOf(entry, act.version)
  if (version === undefined) return refuse('version-unknown', String(act.version))
  if (authorsOf(entry, version).has(act.by.person)) return refuse('author-cannot-assess')
  const { kind, outcome, title, document, by, at } = act
  const assessment = { kind, substance: version.substance, outcome, title, document, by, at }
  return { ...entry, assessments: [...entry.assessments, assessment] }
}

export function classify(entry: Entry, act: ActOf<'classify'>): Outcome {
  const version = versionOf(entry, act.version)
  if (version === undefined) return refuse('version-unknown', String(act.version))
  const { classification, by, at } = act
  const classified = { classification, substance: version.substance, by, at, confirmed: undefined }
  return { ...entry, classified: [...entry.classified, classified] }
}

/** A named lawyer stands for the class; another person than who worked it out. */
export function confirmClass(entry: Entry, act: ActOf<'confirm-class'>): Outcome {
  const version = versionOf(entry, act.version)
  if (version === undefined) return refuse('version-unknown', String(act.version))
  const index = entry.classified.findLastIndex(({ substance }) => substance === version.substance)
  const found = entry.classified[index]
  if (found === undefined) return refuse('nothing-there', 'classification')
  if (found.by.person === act.by.person) return refuse('confirmer-classified')
  if (authorsOf(entry, version).has(act.by.person)) return refuse('author-cannot-assess')
  return { ...entry, classified: entry.classified.with(index, { ...found, confirmed: { by: act.by, at: act.at } }) }
}

/** Thresholds first: the order of the log shows that they were there before the run. */
export function announceTest(entry: Entry, act: ActOf<'announce-test'>): Outcome {
  if (!entry.versions.some(({ digest }) => digest === act.digest))
    return refuse('nothing-there', 'a version with this digest')
  if (entry.tests.some(({ announced, result }) => announced.test === act.test && result === undefined))
    return refuse('already-there', act.test)
  return { ...entry, tests: [...entry.tests, { announced: act, result: undefined }] }
}

export function reportTest(entry: Entry, act: ActOf<'report-test'>): Outcome {
  const index = entry.tests.findLastIndex(
    ({ announced, result }) => announced.test === act.test && result === undefined,
  )
  const announced = entry.tests[index]?.announced
  if (announced === undefined) return refuse('nothing-there', `an announced test "${act.test}"`)
  if (announced.dataset !== act.dataset || announced.digest !== act.digest) return refuse('other-content')
  if (millis(act.startedAt) < millis(announced.at)) return refuse('threshold-after-run')
  if (millis(act.startedAt) > millis(act.at)) return refuse('moment-in-future')
  const result = { ...act, passed: verdict(announced, act) }
  return { ...entry, tests: entry.tests.with(index, { announced, result }) }
}

const daysToReview = 30

/**
 * A measurement by the register itself, over new data only. Too few does not count as measured. Failing twice stops the
 * system, whatever the criterion says of failing once.
 */
export function measure(entry: Entry, act: ActOf<'measure'>): Outcome {
  const version = versionOf(entry, entry.licensed)
  const criterion = version?.dossier.criteria?.find(({ id }) => id === act.criterion)
  const watch = entry.watch[act.criterion]
  if (version === undefined || criterion === undefined || watch === undefined)
    return refuse('nothing-there', act.criterion)
  if (act.digest !== version.digest) return refuse('digest-not-licensed')
  if (millis(act.to) > millis(act.at)) return refuse('moment-in-future')
  if (millis(act.from) < millis(watch.from) || millis(act.to) < millis(act.from)) return refuse('window-overlaps')
  const enough = act.value !== undefined && act.n >= criterion.minimumN
  const passed = enough && act.value !== undefined && meets(act.value, criterion.comparator, criterion.threshold)
  const measurement: Measurement = {
    criterion: criterion.id,
    version: version.number,
    at: act.at,
    from: act.from,
    to: act.to,
    n: act.n,
    value: act.value,
    outcome: !enough ? 'too-few' : passed ? 'passed' : 'failed',
  }
  const noted: Entry = { ...entry, measurements: [...entry.measurements, measurement] }
  if (!enough) return noted
  const failures = watch.failures + (passed ? 0 : 1)
  const next = { from: act.to, due: daysAfter(act.at, criterion.windowDays), failures }
  const watched: Entry = { ...noted, watch: { ...entry.watch, [criterion.id]: next } }
  if (passed) return watched
  const due = reviewBy(watched, daysAfter(act.at, daysToReview))
  if (failures >= 2) return suspend(due, act.at, [reason('criterion-failed-twice', criterion.id)])
  return criterion.onFail === 'suspend' ? suspend(due, act.at, [reason('criterion-failed', criterion.id)]) : due
}
