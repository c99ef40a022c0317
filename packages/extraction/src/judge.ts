import { sigmoid } from './calibrate.ts'
import type { Evidence } from './evidence.ts'
import type { Reason } from './reading.ts'
import type { Judge, Weights } from './weights.ts'

/** What the judge with number `at` thinks. */
export type Verdict = {
  readonly judge: Judge
  readonly at: number
  readonly confidence: number
}

/** Log-odds of the judge with number `at` by what a text holds for its value and for the others. */
export function scoreOf(
  { bias, own, shared }: { readonly bias: number; readonly own: ArrayLike<number>; readonly shared: ArrayLike<number> },
  at: number,
  evidence: Evidence,
): number {
  let sum = bias
  for (let j = 0; j < own.length; j++) sum += (own[j] ?? 0) * (evidence.own[at * own.length + j] ?? 0)
  for (let j = 0; j < shared.length; j++) sum += (shared[j] ?? 0) * (evidence.shared[j] ?? 0)
  return sum
}

/** What every judge thinks of a text, calibrated, in the order of the judges. */
export function verdictsOf(evidence: Evidence, { judges, calibration }: Weights): Verdict[] {
  return judges.map((judge, at) => ({
    judge,
    at,
    confidence: sigmoid(calibration.slope * scoreOf(judge, at, evidence) + calibration.shift + judge.lean),
  }))
}

/** How a reason begins that is something else that was read. */
export const ELSEWHERE = 'elsewhere '

const LEAST_TOLD = 0.15
const MOST_TOLD = 6

/** What else in the text weighs most in a verdict, in log-odds more than in a usual report, heaviest first: what was read of other observations, and who reports. */
export function reasonsOf({ judge, at }: Verdict, evidence: Evidence, { sharedNames, usual }: Weights): Reason[] {
  const reasons: Reason[] = []
  for (const [j, weight] of judge.shared.entries()) {
    const sum = weight * ((evidence.shared[j] ?? 0) - (usual[j] ?? 0))
    // its own passages and patterns are told as words and patterns
    if (j === at || j === judge.other || sharedNames[j] === `pattern ${judge.observation}`) continue
    if (Math.abs(sum) >= LEAST_TOLD)
      reasons.push({ feature: `${ELSEWHERE}${sharedNames[j] ?? ''}`, weight: Math.round(sum * 100) / 100 })
  }
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.feature < b.feature ? -1 : 1))
  return reasons.slice(0, MOST_TOLD)
}
