/** A share with its interval of confidence. */
export type Rate = {
  readonly count: number
  readonly of: number
  readonly rate: number
  /** Wilson's score interval at 95 %. */
  readonly low: number
  readonly high: number
}

/** The quantile of the normal distribution for 95 % two-sided. */
export const z95 = 1.959963984540054

/** Wilson (1927): the interval of a share that stays within [0, 1] and holds for small numbers too. Undefined of nothing. */
export function wilson(count: number, of: number): Rate | undefined {
  if (of === 0) return undefined
  const rate = count / of
  const zz = z95 * z95
  const middle = (rate + zz / (2 * of)) / (1 + zz / of)
  const half = (z95 / (1 + zz / of)) * Math.sqrt((rate * (1 - rate)) / of + zz / (4 * of * of))
  return { count, of, rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** The value below which the share `at` of sorted numbers lies, by linear interpolation; undefined of none. */
export function quantile(sorted: readonly number[], at: number): number | undefined {
  const place = at * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low === undefined || high === undefined ? undefined : low + (high - low) * (place - Math.floor(place))
}
