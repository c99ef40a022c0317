import type { Features } from './features.ts'
import type { Reason } from './reading.ts'
import type { Judge } from './weights.ts'

export type Verdict = { readonly judge: Judge; readonly confidence: number; readonly reasons: readonly Reason[] }

/** Raw log-odds of a judge on these features. */
export function logOdds(judge: Pick<Judge, 'bias' | 'weights'>, features: Features): number {
  let sum = judge.bias
  for (const [name, value] of features) {
    const weight = judge.weights.get(name)
    if (weight !== undefined) sum += weight * value
  }
  return sum
}

/** What a judge thinks of a text, calibrated, with the features that weigh most. */
export function verdictOf(judge: Judge, features: Features): Verdict {
  const raw = logOdds(judge, features)
  const confidence = 1 / (1 + Math.exp(-(judge.slope * raw + judge.shift)))
  const reasons: Reason[] = []
  for (const [name, value] of features) {
    const weight = (judge.weights.get(name) ?? 0) * value
    if (Math.abs(weight) >= 0.15) reasons.push({ feature: name, weight: Math.round(weight * 100) / 100 })
  }
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.feature < b.feature ? -1 : 1))
  return { judge, confidence, reasons: reasons.slice(0, 6) }
}
