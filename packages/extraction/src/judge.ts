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

// how a reason begins that is something else that was read
const ELSEWHERE = 'elsewhere '

const LEAST_TOLD = 0.15
const MOST_TOLD = 6

/**
 * What else in the text weighs most in a verdict, heaviest first: what patterns or passages say elsewhere ("elsewhere received=no"), and who tells it ("elsewhere role
 * seller"), in log-odds more than in a usual report. What is not there may weigh too, and is not told.
 */
export function reasonsOf({ judge, at }: Verdict, evidence: Evidence, { sharedNames, usual }: Weights): Reason[] {
  const told = new Map<string, number>()
  for (const [j, weight] of judge.shared.entries()) {
    const value = evidence.shared[j] ?? 0
    const [kind = '', what = ''] = sharedNames[j]?.split(' ') ?? []
    const there = kind === 'pattern' ? value !== 0 : value > 0
    // its own passages and patterns are told as words and patterns
    if (!there || j === at || j === judge.other || what === judge.observation) continue
    const name = kind === 'role' ? `role ${what}` : kind === 'pattern' ? `${what}=${value > 0 ? 'yes' : 'no'}` : what
    told.set(name, (told.get(name) ?? 0) + weight * (value - (usual[j] ?? 0)))
  }
  return [...told]
    .filter(([, weight]) => Math.abs(weight) >= LEAST_TOLD)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TOLD)
    .map(([name, weight]) => ({ feature: `${ELSEWHERE}${name}`, weight: Math.round(weight * 100) / 100 }))
}
