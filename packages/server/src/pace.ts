import { Problem } from './errors.ts'

/** Counts what is done on one case; throws a `Problem` where it is more than a person does. */
export type Pace = (caseId: string) => void

/** At most so many acts on one case a minute, whatever address they come from. Held in memory, for this server alone. */
export function createPace(most: number, now: () => number): Pace {
  const minute = 60_000
  const counts = new Map<string, { count: number; since: number }>()
  return caseId => {
    const at = now()
    for (const [id, { since }] of counts) if (at - since >= minute) counts.delete(id)
    const seen = counts.get(caseId) ?? { count: 0, since: at }
    counts.set(caseId, { count: seen.count + 1, since: seen.since })
    if (seen.count < most) return
    const seconds = Math.ceil((seen.since + minute - at) / 1000)
    throw new Problem('too-many-requests', `Wait ${seconds} seconds and go on; nothing was lost.`)
  }
}
