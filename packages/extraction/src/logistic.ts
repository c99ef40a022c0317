/** A linear model: log-odds are `bias` and the sum of weights times values. */
export type Linear = { readonly bias: number; readonly weights: Float64Array }

/** Rows of values, one after the other in `values`, each with what is true of it and how much it counts. */
export type Rows = {
  readonly width: number
  readonly values: Float64Array
  readonly positive: Uint8Array
  readonly counts: Float64Array
}

const MEMORY = 10
const ROUNDS = 100
const AT_REST = 1e-3

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** What log-odds that speak so much for what is true cost: the logarithm of one in how many it was held to be. */
export function logLoss(odds: number): number {
  return odds > 0 ? Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds)) - odds
}

/** The loss at `at` (weights, then the bias) over the rows `used`; the gradient goes into `into`. The bias is free. */
function lossAt(rows: Rows, used: readonly number[], prior: number, at: Float64Array, into: Float64Array): number {
  const { width, values, positive, counts } = rows
  let loss = 0
  into[width] = 0
  for (let j = 0; j < width; j++) {
    const weight = at[j] as number
    into[j] = prior * weight
    loss += 0.5 * prior * weight * weight
  }
  for (const row of used) {
    const from = row * width
    let odds = at[width] as number
    for (let j = 0; j < width; j++) odds += (at[j] as number) * (values[from + j] as number)
    const sign = positive[row] === 1 ? 1 : -1
    const count = counts[row] as number
    const signed = sign * odds
    loss += count * logLoss(signed)
    const error = (-sign * count) / (1 + Math.exp(signed))
    for (let j = 0; j < width; j++) into[j] = (into[j] as number) + error * (values[from + j] as number)
    into[width] = (into[width] as number) + error
  }
  return loss
}

/**
 * L2 logistic regression over the rows with the numbers `used`, by L-BFGS (Liu and Nocedal 1989) with halved steps: the same rows give the same model.
 * `prior` is the weight of half the squared weights beside the log-loss.
 */
export function fitLogistic(rows: Rows, used: readonly number[], prior: number): Linear {
  const size = rows.width + 1
  let up = 0.5
  let down = 0.5
  for (const row of used) rows.positive[row] === 1 ? up++ : down++
  let at = new Float64Array(size)
  at[rows.width] = Math.log(up / down)
  let gradient = new Float64Array(size)
  let loss = lossAt(rows, used, prior, at, gradient)
  const memory: { step: Float64Array; turn: Float64Array; rho: number }[] = []
  for (let round = 0; round < ROUNDS && Math.sqrt(dot(gradient, gradient)) > AT_REST * Math.max(1, up); round++) {
    const way = directionOf(gradient, memory)
    const slope = dot(way, gradient)
    let length = memory.length === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1
    const next = new Float64Array(size)
    const turned = new Float64Array(size)
    let lossThere = loss
    let tries = 0
    for (; tries < 30; tries++, length /= 2) {
      for (let j = 0; j < size; j++) next[j] = (at[j] as number) + length * (way[j] as number)
      lossThere = lossAt(rows, used, prior, next, turned)
      if (lossThere <= loss + 1e-4 * length * slope) break
    }
    if (tries === 30) break
    const step = next.map((value, j) => value - (at[j] as number))
    const turn = turned.map((value, j) => value - (gradient[j] as number))
    const bend = dot(step, turn)
    if (bend > 1e-10) {
      memory.push({ step, turn, rho: 1 / bend })
      if (memory.length > MEMORY) memory.shift()
    }
    at = next
    gradient = turned
    loss = lossThere
  }
  return { bias: at[rows.width] ?? 0, weights: at.slice(0, rows.width) }
}

/** Which way to go: the gradient turned by what the last steps told of the curve. */
function directionOf(
  gradient: Float64Array,
  memory: readonly { step: Float64Array; turn: Float64Array; rho: number }[],
): Float64Array {
  const way = gradient.map(value => -value)
  const shares: number[] = []
  for (let k = memory.length - 1; k >= 0; k--) {
    const { step, turn, rho } = memory[k] as (typeof memory)[number]
    const share = rho * dot(step, way)
    shares[k] = share
    for (let j = 0; j < way.length; j++) way[j] = (way[j] as number) - share * (turn[j] as number)
  }
  const last = memory.at(-1)
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.turn, last.turn))
    for (let j = 0; j < way.length; j++) way[j] = (way[j] as number) * scale
  }
  for (const [k, { step, turn, rho }] of memory.entries()) {
    const more = (shares[k] ?? 0) - rho * dot(turn, way)
    for (let j = 0; j < way.length; j++) way[j] = (way[j] as number) + more * (step[j] as number)
  }
  return way
}
