import { type Entry, isRunning, type Reason, versionOf } from './entry.ts'
import { latestResults } from './evidence.ts'
import { gaps } from './gaps.ts'
import { earlier, hasCome, millis } from './moment.ts'
import { reason } from './reason.ts'

/**
 * What time alone does. A system that runs stops by itself at the first moment at which something is due and not there;
 * no job has to run for that, and it stays stopped until two persons take the step back.
 */
export function lapse(entry: Entry, now: string): Entry {
  for (const moment of deadlines(entry)) {
    if (!hasCome(moment, now)) break
    const why = reasonsToStop(entry, moment)
    if (why.length > 0) return suspend(entry, moment, why)
  }
  return entry
}

/** The next moment at which a running system may stop by itself; undefined for one that does not run. */
export function nextDeadline(entry: Entry, now: string): string | undefined {
  return deadlines(entry).find(moment => !hasCome(moment, now))
}

/** Suspends a running entry; one that does not run is given back as it is. */
export function suspend(entry: Entry, at: string, why: readonly Reason[]): Entry {
  if (!isRunning(entry.state)) return entry
  const twice = why.some(({ code }) => code === 'criterion-failed-twice')
  return {
    ...entry,
    state: 'suspended',
    suspendedFrom: entry.state,
    since: at,
    why,
    decisionDue: twice ? at : entry.decisionDue,
    decision: twice ? undefined : entry.decision,
  }
}

/** Every moment at which something falls due, in order. */
function deadlines(entry: Entry): string[] {
  const version = versionOf(entry, entry.licensed)
  if (!isRunning(entry.state) || version === undefined) return []
  const moments = [
    entry.review.due,
    ...Object.values(entry.watch).map(({ due }) => due),
    ...(entry.catchUp?.items.map(({ by }) => by) ?? []),
    ...(entry.state === 'operational'
      ? ['quality', 'fairness']
          .flatMap(kind => latestResults(entry, kind, version.digest))
          .map(({ validUntil }) => validUntil)
      : []),
  ]
  if (version.dossier.until !== undefined) moments.push(version.dossier.until)
  return moments.sort((a, b) => millis(a) - millis(b))
}

/** Why a running system may not run at a moment, of what time and evidence say. */
export function reasonsToStop(entry: Entry, now: string): Reason[] {
  const version = versionOf(entry, entry.licensed)
  if (!isRunning(entry.state) || version === undefined) return []
  const why: Reason[] = []
  const { until } = version.dossier
  if (until !== undefined && hasCome(until, now)) why.push(reason('end-date-passed'))
  for (const [criterion, { due }] of Object.entries(entry.watch))
    if (hasCome(due, now)) why.push(reason('criterion-not-measured', criterion))
  if (hasCome(entry.review.due, now)) why.push(reason('review-overdue'))
  for (const { id } of gaps(entry, version, entry.state, now, 'always'))
    if (id !== 'not-ended' && id !== 'no-open-incident') why.push(reason('demand-not-met', id))
  return why
}

/** Brings a review forward. */
export function reviewBy(entry: Entry, due: string): Entry {
  return { ...entry, review: { ...entry.review, due: earlier(entry.review.due, due) } }
}
