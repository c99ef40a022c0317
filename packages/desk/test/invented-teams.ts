import { decisionKinds } from '@toetsbaar/casefile'
import type { DecisionRow } from '../src/index.ts'

/** How an invented team decides. */
export type Habit = {
  readonly decisions: number
  readonly officers: number
  /** The share of decisions against the advice. */
  readonly overrides: number
  /** Median time to decide, and its spread as the deviation of the logarithm. */
  readonly medianMs: number
  readonly spread: number
}

/** Follows nearly everything without reading: 0.3 % overrides, 2 seconds in the median. */
export const rubberStamp: Habit = { decisions: 300, officers: 5, overrides: 0.003, medianMs: 2_000, spread: 0.7 }
/** Reads: 8 % overrides, 4 minutes in the median; a good part within a minute, some within a quarter of one. */
export const healthy: Habit = { decisions: 300, officers: 5, overrides: 0.08, medianMs: 240_000, spread: 1.2 }

/** Decisions of a team in one month, as many as its habit says, from random numbers in [0, 1). */
export function decisionsOf(team: string, month: string, habit: Habit, random: () => number): readonly DecisionRow[] {
  const { decisions, officers, overrides, medianMs, spread } = habit
  return Array.from({ length: decisions }, (_, at) => {
    const override = random() < overrides
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const kind = override ? (decisionKinds[1 + Math.floor(random() * 3)] ?? 'close') : 'take-up'
    const day = 1 + Math.floor((at / decisions) * 28)
    return {
      at: `${month}-${String(day).padStart(2, '0')}T10:00:00.000Z`,
      month,
      team,
      model: 'internet-trade-fraud/2019-03-01 abababababab',
      outcome: 'report',
      kind,
      override,
      ms: Math.round(medianMs * Math.exp(spread * normal)),
      impression: random() < 0.2 ? (random() < 0.9 ? kind : 'refer') : undefined,
      hand: `${team} ${month} ${Math.floor(random() * officers)}`,
    }
  })
}

/** Random numbers in [0, 1) that a seed repeats. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
