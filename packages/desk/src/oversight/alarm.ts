import type { OversightSettings } from '../settings.ts'
import type { Deliberation } from './figures.ts'

/** Oversight may not be working: what was seen, and what it was held against. */
export type Alarm = {
  readonly kind: 'override-low' | 'override-high' | 'too-quick'
  /** How many decisions had been taken when it went. */
  readonly after: number
  /** How many times likelier what was seen is under trouble than under the best case without trouble, at its highest. */
  readonly evidence: number
  /** The chance that this alarm ever goes without cause. */
  readonly falseAlarm: number
}

/**
 * Alarms over decisions in the order in which they were taken. Each is a sequential test: a wealth that starts at 1 and
 * grows by the likelihood ratio of trouble against the bound. As long as the true share is on the right side of the
 * bound, its expectation does not grow, so it ever reaches 1/α with a chance of at most α, however often one looks (Ville
 * 1939; Wald 1945). Nothing is assumed of the spread but that decisions are separate.
 */
export function alarmsOf(
  decisions: readonly Deliberation[],
  { lowest, highest, quickMs, falseAlarm }: OversightSettings,
): readonly Alarm[] {
  const overrides = decisions.flatMap(({ override }) => (override === undefined ? [] : [override]))
  const quick = decisions.flatMap(({ ms }) => (ms === undefined ? [] : [ms < quickMs]))
  return [
    ...test('override-low', overrides, lowest, lowest / 5, falseAlarm),
    ...test('override-high', overrides, highest, highest + (1 - highest) / 3, falseAlarm),
    // Where reading is in order, at most half of the decisions are quick.
    ...test('too-quick', quick, 0.5, 0.9, falseAlarm),
  ]
}

function test(
  kind: Alarm['kind'],
  outcomes: readonly boolean[],
  bound: number,
  trouble: number,
  falseAlarm: number,
): readonly Alarm[] {
  let wealth = 0
  let highest = 0
  let after: number | undefined
  for (const [at, outcome] of outcomes.entries()) {
    wealth += outcome ? Math.log(trouble / bound) : Math.log((1 - trouble) / (1 - bound))
    highest = Math.max(highest, wealth)
    if (after === undefined && wealth >= -Math.log(falseAlarm)) after = at + 1
  }
  return after === undefined ? [] : [{ kind, after, evidence: Math.exp(highest), falseAlarm }]
}
