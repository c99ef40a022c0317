import { type Entry, isRunning, latestVersion, type State, versionOf } from '../entry.ts'
import { lapse, nextDeadline } from '../lapse.ts'
import { daysAfter, hasCome, millis } from '../moment.ts'
import { says } from '../reason.ts'
import type { Both, Lang } from './lang.ts'

/** Something that somebody has to do by a date. */
export type Due = { readonly what: string; readonly by: string; readonly late: boolean }

export type BoardRow = {
  readonly id: string
  readonly name: string
  readonly state: State
  readonly since: string
  readonly owner: string
  readonly runs: boolean
  /** Why it stopped, or does not run. */
  readonly why: readonly string[]
  /** The next moment at which it stops by itself. */
  readonly until: string | undefined
  readonly due: readonly Due[]
}

/** What runs, what is due and what stopped and why, over all dossiers; what is late comes first. */
export function board(entries: readonly Entry[], now: string, lang: Lang): BoardRow[] {
  const rows = entries.map(given => {
    const entry = lapse(given, now)
    const { dossier } = versionOf(entry, entry.licensed) ?? latestVersion(entry)
    const blocked = entry.block === undefined ? [] : [says({ code: 'blocked', about: entry.block.because })[lang]]
    return {
      id: entry.id,
      name: dossier.name[lang],
      state: entry.state,
      since: entry.since,
      owner: `${dossier.owner.person}, ${dossier.owner.unit}`,
      runs: isRunning(entry.state) && entry.block === undefined,
      why: [...entry.why.map(why => says(why)[lang]), ...blocked],
      until: nextDeadline(entry, now),
      due: dueOf(entry, now, lang),
    }
  })
  const urgency = (row: BoardRow) =>
    row.due.some(({ late }) => late) ? 0 : row.state === 'suspended' ? 1 : row.runs ? 2 : 3
  return rows.sort((a, b) => urgency(a) - urgency(b) || a.id.localeCompare(b.id))
}

const texts = {
  decision: { nl: 'Besluit na twee keer niet halen', en: 'Decision after failing twice' },
  review: { nl: 'Herziening', en: 'Review' },
  end: { nl: 'Einddatum', en: 'End date' },
  criterion: { nl: 'Meten: {about}', en: 'Measure: {about}' },
  incident: { nl: 'Incident melden: {about}', en: 'Report the incident: {about}' },
  signal: { nl: 'Antwoord op een zorg: {about}', en: 'Answer to a worry: {about}' },
  plan: { nl: 'Inhaalplan: {about}', en: 'Catch-up plan: {about}' },
} as const satisfies Record<string, Both>

/** Worries are answered within six weeks: own choice, as long as a complaint may take (Awb art. 9:11). */
export const daysToAnswer = 42

function dueOf(entry: Entry, now: string, lang: Lang): Due[] {
  const due = (kind: keyof typeof texts, by: string, about = ''): Due => ({
    what: texts[kind][lang].replace('{about}', about),
    by,
    late: hasCome(by, now),
  })
  const { until } = versionOf(entry, entry.licensed)?.dossier ?? {}
  const running = isRunning(entry.state)
  const all = [
    ...(entry.decisionDue === undefined ? [] : [due('decision', entry.decisionDue)]),
    ...(entry.licensed !== undefined && entry.state !== 'retired' ? [due('review', entry.review.due)] : []),
    ...(running && until !== undefined ? [due('end', until)] : []),
    ...(running ? Object.entries(entry.watch).map(([id, watch]) => due('criterion', watch.due, id)) : []),
    ...(running ? (entry.catchUp?.items ?? []).map(({ demand, by }) => due('plan', by, demand)) : []),
    ...entry.incidents
      .filter(({ reported }) => reported === undefined)
      .map(({ id, reportBy }) => due('incident', reportBy, id)),
    ...entry.signals
      .filter(({ answer }) => answer === undefined)
      .map(({ id, at }) => due('signal', daysAfter(at, daysToAnswer), id)),
  ]
  return all.sort((a, b) => millis(a.by) - millis(b.by))
}
