import type { Features, Support } from './features.ts'
import type { Reason } from './reading.ts'
import type { Judge, Weights } from './weights.ts'

export type Verdict = { readonly judge: Judge; readonly confidence: number; readonly from: number }

/** The judge and the reliability of the pattern that voted: the words themselves weigh more than all that stands around them. */
export function joined(raw: number, sureness: number | undefined): number {
  return sureness === undefined ? raw : 0.7 * raw + 0.4 * sureness
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Calibrated log-odds: of the score, of what else stands behind it, and of how the observation was seen to do (`lean`). */
export function calibrated(
  score: number,
  lean: number,
  behind: readonly number[] | undefined,
  calibration: { readonly slope: number; readonly shift: number; readonly support: ArrayLike<number> },
): number {
  let sum = calibration.slope * score + calibration.shift + lean
  for (let k = 0; k < calibration.support.length; k++) sum += (calibration.support[k] ?? 0) * (behind?.[k] ?? 0)
  return sum
}

/** What every judge thinks of a text, calibrated, in the order of the judges. */
export function verdictsOf(features: Features, support: Support, weights: Weights): Verdict[] {
  const raw = Float64Array.from(weights.judges, judge => judge.bias)
  for (const [name, value] of features) {
    const row = weights.byFeature.get(name)
    if (row === undefined) continue
    for (let k = 0; k < row.judges.length; k++) {
      const at = row.judges[k] ?? 0
      raw[at] = (raw[at] ?? 0) + (row.weights[k] ?? 0) * value
    }
  }
  return weights.judges.map((judge, at) => {
    const sureness = features.get(judge.sureness)
    const calibration = sureness === undefined ? weights.alone : weights.voted
    const behind = support.get(judge.key)
    return {
      judge,
      confidence: sigmoid(calibrated(joined(raw[at] ?? 0, sureness), judge.lean, behind, calibration)),
      from: sureness === undefined ? calibration.from : (judge.from ?? calibration.from),
    }
  })
}

/** The features that weigh most in a judge's verdict, in log-odds, heaviest first. */
export function reasonsOf(judge: Judge, features: Features): Reason[] {
  const reasons: Reason[] = []
  for (const [name, value] of features) {
    const weight = (judge.weights.get(name) ?? 0) * value
    if (Math.abs(weight) >= 0.15) reasons.push({ feature: name, weight: Math.round(weight * 100) / 100 })
  }
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.feature < b.feature ? -1 : 1))
  return reasons.slice(0, 6)
}
