import type { Features, KnownFeatures, Support } from './features.ts'
import type { Passage } from './passage.ts'
import { bestPassage, type PassageScores } from './passage-model.ts'
import type { Reason } from './reading.ts'
import type { Vote } from './vote.ts'
import type { Judge, Weights } from './weights.ts'

/** What the judge with number `at` thinks. */
export type Verdict = {
  readonly judge: Judge
  readonly at: number
  readonly confidence: number
  readonly from: number
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

/**
 * What stands behind a value that patterns voted for: the support, how reliable the surest pattern was, and the log-odds of the passage that speaks most for it, of that among those with a vote
 * in them, and of the passage that speaks most for the other value.
 */
export function backing(
  support: readonly number[],
  sureness: number,
  passages: PassageScores,
  { own, other, places }: { own: number; other: number; places: readonly Passage[] },
): readonly number[] {
  return [
    ...support,
    sureness,
    bestPassage(passages, own).score,
    bestPassage(passages, own, places).score,
    other < 0 ? 0 : bestPassage(passages, other).score,
  ]
}

/**
 * What every judge thinks of a text, calibrated, in the order of the judges; `voted` are the features of the votes, by name. Without a vote the best passage
 * alone counts.
 */
export function verdictsOf(
  known: KnownFeatures,
  voted: Features,
  support: Support,
  votes: readonly Vote[],
  passages: PassageScores,
  weights: Weights,
): Verdict[] {
  const { judges, features } = weights
  const raw = Float64Array.from(judges, judge => judge.bias)
  const scales = Float64Array.from(judges, judge => judge.scale)
  known.forEach((value, id) => {
    const row = id * judges.length
    for (let at = 0; at < raw.length; at++) {
      const steps = features.rows[row + at] ?? 0
      if (steps !== 0) raw[at] = (raw[at] ?? 0) + steps * (scales[at] ?? 0) * value
    }
  })
  return judges.map((judge, at) => {
    const sureness = voted.get(judge.sureness)
    const own = support.get(judge.key)
    const from = judge.from ?? weights.voted.from
    if (sureness === undefined || own === undefined) {
      const odds = calibrated(bestPassage(passages, at).score, judge.aloneLean, undefined, weights.alone)
      return { judge, at, confidence: sigmoid(odds), from }
    }
    const places = votes.filter(vote => vote.observation === judge.observation && vote.value === judge.value)
    const behind = backing(own, sureness, passages, { own: at, other: judge.other, places })
    return {
      judge,
      at,
      confidence: sigmoid(calibrated(raw[at] ?? 0, judge.lean, behind, weights.voted)),
      from,
    }
  })
}

/** The features that weigh most in a verdict, in log-odds, heaviest first. */
export function reasonsOf({ judge, at }: Verdict, known: KnownFeatures, weights: Weights): Reason[] {
  const { judges, features } = weights
  const reasons: Reason[] = []
  known.forEach((value, id) => {
    const weight = (features.rows[id * judges.length + at] ?? 0) * judge.scale * value
    if (Math.abs(weight) >= 0.15)
      reasons.push({ feature: features.names[id] ?? '', weight: Math.round(weight * 100) / 100 })
  })
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.feature < b.feature ? -1 : 1))
  return reasons.slice(0, 6)
}
