import { ELSEWHERE } from './judge.ts'
import { WORDS } from './observe.ts'
import type { EntityType, ObservationProposal, Reading } from './reading.ts'

/** A stretch of the typed text with what was read in it; all stretches together are the text. */
export type ReadStretch = {
  readonly text: string
  readonly observations: readonly string[]
  readonly entity: EntityType | undefined
}

/** Why something was proposed, sorted by kind: the pattern, what else was read, who reports, or single words. */
export type ReadReason = {
  readonly kind: 'pattern' | 'observation' | 'role' | 'words'
  readonly text: string
  readonly weight: number
}

export type ReadingView = {
  readonly lang: 'nl' | 'en'
  readonly stretches: readonly ReadStretch[]
  readonly observations: readonly (Omit<ObservationProposal, 'reasons'> & { readonly reasons: readonly ReadReason[] })[]
  readonly entities: Reading['entities']
}

function reasonOf(feature: string, weight: number): ReadReason {
  if (feature.startsWith('pattern ')) return { kind: 'pattern', text: feature.slice(8), weight }
  if (feature.startsWith(WORDS)) return { kind: 'words', text: feature.slice(WORDS.length), weight }
  const rest = feature.slice(ELSEWHERE.length)
  return { kind: rest.startsWith('role ') ? 'role' : 'observation', text: rest, weight }
}

/** What a page shows of any pasted text: the text cut at what was read, and each proposal with its reasons by kind. Pure view data. */
export function readingView(text: string, reading: Reading): ReadingView {
  const cuts = new Set([0, text.length])
  for (const item of [...reading.observations, ...reading.entities]) {
    cuts.add(item.start)
    cuts.add(item.end)
  }
  const places = [...cuts].sort((a, b) => a - b)
  const stretches: ReadStretch[] = []
  for (let i = 0; i + 1 < places.length; i++) {
    const from = places[i] ?? 0
    const to = places[i + 1] ?? 0
    const covers = (item: { start: number; end: number }) => item.start <= from && to <= item.end
    stretches.push({
      text: text.slice(from, to),
      observations: reading.observations.filter(covers).map(item => item.id),
      entity: reading.entities.find(covers)?.type,
    })
  }
  return {
    lang: reading.lang,
    stretches,
    observations: reading.observations.map(item => ({
      ...item,
      reasons: item.reasons.map(reason => reasonOf(reason.feature, reason.weight)),
    })),
    entities: reading.entities,
  }
}
