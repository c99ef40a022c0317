/** Trained weights, checked and unpacked. */
export type Weights = {
  readonly version: number
  /** Words of the corpus that are no slips of the keys. */
  readonly words: ReadonlySet<string>
}

/**
 * Checks and unpacks the plain value of `weights/weights.json`.
 * @throws TypeError that says which part is wrong
 */
export function parseWeights(value: unknown): Weights {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('words' in value))
    throw new TypeError('weights: expected an object with version and words; make it with `npm run train`')
  const { version, words } = value
  if (version !== 1 || typeof words !== 'string')
    throw new TypeError('weights: version 1 with words as one string is expected; make it with `npm run train`')
  return { version, words: new Set(words.split(' ')) }
}
