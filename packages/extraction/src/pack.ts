/** A number with so many digits behind the point: weights are written short. */
export function round(value: number, digits = 5): number {
  return Number(value.toFixed(digits))
}

/** Signed bytes, two hexadecimal digits each. */
export function hex(sizes: readonly number[]): string {
  return sizes.map(size => (size & 255).toString(16).padStart(2, '0')).join('')
}

/** Rising numbers as what each adds to the one before: short to write. */
export function steps(numbers: readonly number[]): number[] {
  return numbers.map((number, at) => number - (at === 0 ? 0 : (numbers[at - 1] ?? 0)))
}
