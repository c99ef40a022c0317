import type { InquiryEvent } from './event.ts'

/** What a citizen can take back. What lists answered, what was read and what help was shown is not the citizen's act. */
const acts: ReadonlySet<InquiryEvent['kind']> = new Set([
  'told',
  'decided',
  'safety-answered',
  'answered',
  'corrected',
  'advice-asked',
  'questions-resumed',
  'report-chosen',
  'slot-filled',
  'completed',
])

export type Past = { readonly standing: readonly InquiryEvent[]; readonly takenBack: readonly InquiryEvent[] }

/**
 * The events that still stand once every `undone` has taken back the act before it, and the acts that were taken back.
 * A story that is taken back takes its reading along.
 */
export function withoutUndone(past: readonly InquiryEvent[]): Past {
  const standing: InquiryEvent[] = []
  const takenBack: InquiryEvent[] = []
  for (const event of past) {
    if (event.kind !== 'undone') {
      standing.push(event)
      continue
    }
    const at = lastAct(standing)
    const act = standing[at]
    if (act === undefined) continue
    takenBack.push(act)
    standing.splice(at, 1)
    if (act.kind === 'told') {
      const later = standing.splice(at).filter(each => each.kind !== 'read')
      standing.push(...later)
    }
  }
  return { standing, takenBack }
}

/** Where the last act of the citizen stands, or -1. */
export function lastAct(standing: readonly InquiryEvent[]): number {
  return standing.findLastIndex(event => acts.has(event.kind))
}
