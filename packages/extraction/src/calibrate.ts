import { logLoss } from './logistic.ts'
import { round } from './pack.ts'

/** A score of a judge, in log-odds, on a report that it was not trained on. */
export type Scored = { readonly key: string; readonly score: number; readonly right: boolean }

/** Calibrated log-odds are `slope` times the score, plus `shift` and the lean of its key. */
export type Fitted = { readonly slope: number; readonly shift: number; readonly leans: ReadonlyMap<string, number> }

const SHARED_L2 = 1
const LEAN_L2 = 4
const STEPS = 30
const AT_REST = 1e-9

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/**
 * Platt scaling (1999) through held-back scores, with a lean for each key, by Newton's method. The leans and the shift are held to 0 and the slope to 1 by an L2 prior: what
 * is rare keeps to the line of all.
 */
export function platt(rows: readonly Scored[]): Fitted {
  const keys = [...new Set(rows.map(row => row.key))].sort()
  const placeOf = new Map(keys.map((key, k) => [key, 2 + k]))
  const size = 2 + keys.length
  let at = new Float64Array(size)
  at[0] = 1
  const held = (i: number) => (i < 2 ? SHARED_L2 : LEAN_L2)
  const lossAt = (values: Float64Array) => {
    let sum = 0
    for (const [i, value] of values.entries()) sum += (held(i) * (value - (i === 0 ? 1 : 0)) ** 2) / 2
    for (const { key, score, right } of rows) {
      const odds = (values[0] ?? 0) * score + (values[1] ?? 0) + (values[placeOf.get(key) ?? 0] ?? 0)
      sum += logLoss(right ? odds : -odds)
    }
    return sum
  }
  let loss = lossAt(at)
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(at, (value, i) => -held(i) * (value - (i === 0 ? 1 : 0)))
    const curve = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size)
      row[i] = held(i)
      return row
    })
    for (const { key, score, right } of rows) {
      const lean = placeOf.get(key) ?? 0
      const p = sigmoid((at[0] ?? 0) * score + (at[1] ?? 0) + (at[lean] ?? 0))
      const [error, weight] = [(right ? 1 : 0) - p, p * (1 - p)]
      for (const [i, value] of [
        [0, score],
        [1, 1],
        [lean, 1],
      ] as const) {
        gradient[i] = (gradient[i] ?? 0) + error * value
        const line = curve[i] ?? gradient
        line[0] = (line[0] ?? 0) + weight * value * score
        line[1] = (line[1] ?? 0) + weight * value
        line[lean] = (line[lean] ?? 0) + weight * value
      }
    }
    const change = solve(curve, gradient)
    // a whole step can lead past the least where scores are far out: half of it, until it gains
    let share = 1
    let next = at
    let lossThere = loss
    for (let tries = 0; tries < 30; tries++, share /= 2) {
      next = at.map((value, i) => value + share * (change[i] ?? 0))
      lossThere = lossAt(next)
      if (lossThere <= loss) break
    }
    if (loss - lossThere < AT_REST) break
    at = next
    loss = lossThere
  }
  return {
    slope: round(at[0] ?? 1),
    shift: round(at[1] ?? 0),
    leans: new Map(keys.map((key, k) => [key, round(at[2 + k] ?? 0)])),
  }
}

/** Solves a symmetric, positive definite set of linear equations by elimination; changes both arguments. */
function solve(rows: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length
  for (let i = 0; i < n; i++) {
    const pivot = rows[i] ?? right
    for (let k = i + 1; k < n; k++) {
      const row = rows[k] ?? right
      const times = (row[i] ?? 0) / (pivot[i] ?? 1)
      if (times === 0) continue
      for (let j = i; j < n; j++) row[j] = (row[j] ?? 0) - times * (pivot[j] ?? 0)
      right[k] = (right[k] ?? 0) - times * (right[i] ?? 0)
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] ?? right
    let sum = right[i] ?? 0
    for (let k = i + 1; k < n; k++) sum -= (row[k] ?? 0) * (right[k] ?? 0)
    right[i] = sum / (row[i] ?? 1)
  }
  return right
}
