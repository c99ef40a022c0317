import { FEATURE_NUMBERS, type Passage, passageFeatures, type Shape } from './passage.ts'
import type { Tokens } from './token.ts'

/** A linear model for each value of each observation over the features of one passage. */
export type PassageModel = {
  readonly bias: Float64Array
  /** What one step of a model's weights is worth. */
  readonly scale: Float64Array
  /** The row of a feature by its number, -1 where no model knows it. */
  readonly rowOf: Int32Array
  /** The weights of row r stand from `starts[r]` to before `starts[r + 1]`: of which model each is, and its size in steps of that model's scale. */
  readonly starts: Int32Array
  readonly models: Uint8Array
  readonly weights: Int8Array
}

/** Log-odds of every passage of a text by every model: those of passage p by model k at `p * models + k`. */
export type PassageScores = {
  readonly passages: readonly Passage[]
  /** How many of the passages were of a kind that the model learnt from; the clauses after them are looked at only where a pattern points. */
  readonly whole: number
  readonly models: number
  readonly scores: Float64Array
}

/** A text without words, or no model to judge it: nothing speaks for anything. */
export const noPassages: PassageScores = { passages: [], whole: 0, models: 0, scores: new Float64Array() }

// log-odds where there is no passage at all
const NONE = -10

/** The passage that speaks most for what model `at` judges; where `places` are given, among those, clauses too, that share a word with one of them. */
export function bestPassage(
  { passages, whole, models, scores }: PassageScores,
  at: number,
  places?: readonly Passage[],
): { readonly score: number; readonly passage: Passage | undefined } {
  let top = -1
  for (const [p, { first, last }] of passages.entries()) {
    if (places === undefined && p >= whole) break
    if (places !== undefined && !places.some(place => place.first <= last && place.last >= first)) continue
    if (top < 0 || (scores[p * models + at] ?? 0) > (scores[top * models + at] ?? 0)) top = p
  }
  return { score: top < 0 ? NONE : (scores[top * models + at] ?? 0), passage: passages[top] }
}

type Collected = {
  readonly features: number[]
  readonly firsts: number[]
  readonly lasts: number[]
  readonly count: number
}

// when each feature was last seen, by the number of the passage it was seen in: quicker than a set for each passage
const seenIn = new Int32Array(FEATURE_NUMBERS)
let passageNumber = 0

function collect(tokens: Tokens, shapes: readonly Shape[], passage: Passage, rowOf: Int32Array): Collected {
  const features: number[] = []
  const firsts: number[] = []
  const lasts: number[] = []
  let count = 0
  if (++passageNumber > MOST_PASSAGES) {
    seenIn.fill(0)
    passageNumber = 1
  }
  const here = passageNumber
  passageFeatures(tokens, shapes, passage, (feature, first, last) => {
    if (seenIn[feature] === here) return
    seenIn[feature] = here
    count++
    const row = rowOf[feature] ?? -1
    if (row < 0) return
    features.push(row)
    firsts.push(first)
    lasts.push(last)
  })
  return { features, firsts, lasts, count }
}

const MOST_PASSAGES = 2 ** 31 - 2

/** What every model makes of every one of the passages. */
export function passageScores(
  tokens: Tokens,
  shapes: readonly Shape[],
  model: PassageModel | undefined,
  wholes: readonly Passage[],
  clauses: readonly Passage[] = [],
): PassageScores {
  if (model === undefined) return noPassages
  const passages = [...wholes, ...clauses]
  const size = model.bias.length
  const { starts, models, weights } = model
  const scores = new Float64Array(passages.length * size)
  const sums = new Int32Array(size)
  for (const [p, passage] of passages.entries()) {
    const { features, count } = collect(tokens, shapes, passage, model.rowOf)
    sums.fill(0)
    for (const row of features) {
      const end = starts[row + 1] ?? 0
      for (let i = starts[row] ?? 0; i < end; i++) {
        const k = models[i] ?? 0
        sums[k] = (sums[k] ?? 0) + (weights[i] ?? 0)
      }
    }
    const length = Math.sqrt(Math.max(1, count))
    for (let k = 0; k < size; k++)
      scores[p * size + k] = (model.bias[k] ?? 0) + ((sums[k] ?? 0) * (model.scale[k] ?? 0)) / length
  }
  return { passages, whole: wholes.length, models: size, scores }
}

/** A stretch of a passage that speaks for a value, with the words that weigh most in it. */
export type Carrier = { readonly first: number; readonly last: number; readonly parts: readonly Weighing[] }

export type Weighing = { readonly first: number; readonly last: number; readonly weight: number }

function weightOf({ starts, models, weights }: PassageModel, row: number, at: number): number {
  const end = starts[row + 1] ?? 0
  for (let i = starts[row] ?? 0; i < end; i++) if (models[i] === at) return weights[i] ?? 0
  return 0
}

/** Which words of a passage carry the verdict of model `at`: the stretch where the weights add up to most (Kadane). */
export function carrierOf(
  tokens: Tokens,
  shapes: readonly Shape[],
  passage: Passage,
  model: PassageModel,
  at: number,
): Carrier {
  const { features, firsts, lasts, count } = collect(tokens, shapes, passage, model.rowOf)
  const step = (model.scale[at] ?? 0) / Math.sqrt(Math.max(1, count))
  const onToken = new Float64Array(passage.last - passage.first + 1)
  const parts = new Map<string, Weighing>()
  let sum = 0
  for (const [k, row] of features.entries()) {
    const weight = weightOf(model, row, at) * step
    const [first, last] = [firsts[k] ?? 0, lasts[k] ?? 0]
    if (weight === 0) continue
    // the word, its list and its parts stand at one place
    const place = `${first} ${last}`
    parts.set(place, { first, last, weight: weight + (parts.get(place)?.weight ?? 0) })
    // a feature of two words weighs on these two
    const share = first === last ? weight : weight / 2
    onToken[first - passage.first] = (onToken[first - passage.first] ?? 0) + share
    if (last !== first) onToken[last - passage.first] = (onToken[last - passage.first] ?? 0) + share
    sum += Math.abs(weight)
  }
  // each word has to bring more than its part, so that the stretch stays short
  const toll = (0.5 * sum) / onToken.length
  let [first, last, top] = [0, 0, Number.NEGATIVE_INFINITY]
  let [from, running] = [0, 0]
  for (let i = 0; i < onToken.length; i++) {
    if (running <= 0) [from, running] = [i, 0]
    running += (onToken[i] ?? 0) - toll
    if (running > top) [first, last, top] = [from, i, running]
  }
  return {
    first: passage.first + first,
    last: passage.first + last,
    parts: [...parts.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.first - b.first).slice(0, 6),
  }
}
