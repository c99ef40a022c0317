import { sigmoid } from './calibrate.ts'
import { typedRange } from './normal.ts'
import { FOLDS, mixed } from './order.ts'
import { packBytes, packRising, round } from './pack.ts'
import { clausesOf, type Passage, passageFeatures, passagesOf, wholeOf } from './passage.ts'
import type { PassageScores } from './passage-model.ts'
import type { Read } from './reader.ts'
import type { Annotated, Fragment, Sentence } from './train.ts'

/** A passage of the corpus: its features, and what it is an example of. */
type Example = {
  /** The number of the text that it is from, over reports, fragments and sentences. */
  readonly text: number
  readonly report: number
  readonly passage: Passage
  readonly features: Int32Array
  readonly length: number
  /** Values whose quote stands here, "paid=yes"; those whose quote is cut by its edge or stands elsewhere in the report say nothing. */
  readonly shows: ReadonlySet<string>
  readonly unclear: ReadonlySet<string>
  /** Only looked at, never learnt from. */
  readonly aside: boolean
  /** Only this observation is annotated: a single sentence. */
  readonly only: string | undefined
}

const LEAST_SEEN = 3
const ROUNDS = 10
const LEAN_ROUNDS = 3
const RATE = 1
const L2 = 1e-4
const WHOLE_QUOTE = 0.6
// what is judged as well as this changes no weight and is not looked at for some rounds: nine tenths of all passages say nothing of an observation
const RESTS = 3
const SMALL_ERROR = 0.01

function featuresOf(read: Pick<Read, 'marked' | 'language'>, passages: readonly Passage[]): Int32Array[] {
  const { tokens } = read.marked
  const shapes = read.language.shapes.of(tokens)
  return passages.map(passage => {
    const seen = new Set<number>()
    passageFeatures(tokens, shapes, passage, feature => seen.add(feature))
    return Int32Array.from(seen)
  })
}

/** The passages of a text, each with the values whose quote stands in it. */
function examplesOf(
  item: Pick<Annotated, 'text' | 'observations'>,
  read: Read,
  text: number,
  report: number,
): Example[] {
  const { tokens } = read.marked
  const learnt = passagesOf(tokens)
  const passages = report === NO_REPORT ? learnt : [...learnt, ...clausesOf(tokens)]
  return featuresOf(read, passages).map((features, p): Example => {
    const passage = passages[p] ?? { first: 0, last: 0 }
    const { first, last } = passage
    const { start, end } = typedRange(read.normal, tokens.starts[first] ?? 0, tokens.ends[last] ?? 0)
    const shows = new Set<string>()
    const unclear = new Set<string>()
    for (const [id, { value, quote, at }] of Object.entries(item.observations)) {
      const from = at ?? item.text.indexOf(quote)
      const inside = Math.min(end, from + quote.length) - Math.max(start, from)
      if (inside >= WHOLE_QUOTE * quote.length) shows.add(`${id}=${value}`)
      else unclear.add(`${id}=${value}`)
    }
    return {
      text,
      report,
      passage,
      features,
      length: lengthOf(features),
      shows,
      unclear,
      aside: p >= learnt.length,
      only: undefined,
    }
  })
}

const NO_REPORT = -1

function lengthOf(features: Int32Array): number {
  return Math.sqrt(Math.max(1, features.length))
}

/** Reports, fragments and sentences as examples, a passage each. */
export function passageExamples(
  reports: readonly { readonly item: Annotated; readonly read: Read }[],
  fragments: readonly { readonly item: Fragment; readonly read: Read }[],
  sentences: readonly { readonly item: Sentence; readonly read: Read }[],
): Example[] {
  const fragmentsFrom = reports.length
  const sentencesFrom = fragmentsFrom + fragments.length
  const ofSentences = sentences.flatMap(({ item, read }, at) =>
    featuresOf(read, passagesOf(read.marked.tokens)).map(
      (features): Example => ({
        text: sentencesFrom + at,
        report: NO_REPORT,
        passage: { first: 0, last: 0 },
        features,
        length: lengthOf(features),
        shows: new Set(item.value === 'yes' || item.value === 'no' ? [`${item.observation}=${item.value}`] : []),
        unclear: new Set(),
        aside: false,
        only: item.observation,
      }),
    ),
  )
  return [
    ...reports.flatMap(({ item, read }, report) => examplesOf(item, read, report, report)),
    ...fragments.flatMap(({ item, read }, at) => examplesOf(item, read, fragmentsFrom + at, NO_REPORT)),
    ...ofSentences,
  ]
}

/** Whole reports as examples, each of everything that it settles. */
export function storyExamples(reports: readonly { readonly item: Annotated; readonly read: Read }[]): Example[] {
  return reports.map(({ item, read }, report) => {
    const passage = wholeOf(read.marked.tokens)
    const features = featuresOf(read, [passage])[0] ?? new Int32Array()
    const shows = new Set(Object.entries(item.observations).map(([id, { value }]) => `${id}=${value}`))
    return {
      text: report,
      report,
      passage,
      features,
      length: lengthOf(features),
      shows,
      unclear: new Set(),
      aside: false,
      only: undefined,
    }
  })
}

/** A model in full precision: `weights[k]` by the place of a feature in `features`. */
export type RawPassageModel = {
  readonly features: Int32Array
  readonly bias: readonly number[]
  readonly weights: readonly Float32Array[]
}

/** L2 logistic regression by AdaGrad, a model for each key, over the examples in a fixed order. */
export function fitPassages(
  examples: readonly Example[],
  keys: readonly string[],
  order: readonly number[],
  least: number,
): RawPassageModel {
  // in how many texts a feature is: passages of one text overlap
  const counts = new Map<number, number>()
  const lastText = new Map<number, number>()
  for (const at of [...order].sort((a, b) => a - b)) {
    const example = examples[at]
    if (example === undefined) continue
    for (const id of example.features) {
      if (lastText.get(id) === example.text) continue
      lastText.set(id, example.text)
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  const features = Int32Array.from([...counts].filter(([, count]) => count >= LEAST_SEEN).map(([id]) => id)).sort()
  const place = new Map(Array.from(features, (id, at): [number, number] => [id, at]))
  const dense = examples.map(example =>
    Int32Array.from(
      Array.from(example.features)
        .map(id => place.get(id) ?? -1)
        .filter(at => at >= 0),
    ),
  )
  const squares = new Float32Array(features.length)
  const fitted = keys.map(key => {
    const [observation] = key.split('=')
    const rest = new Uint8Array(examples.length)
    const used = order.filter(at => {
      const example = examples[at]
      return (
        example !== undefined &&
        !example.unclear.has(key) &&
        (example.only === undefined || example.only === observation)
      )
    })
    const weights = new Float32Array(features.length)
    const gone = new Uint8Array(features.length)
    squares.fill(0.1)
    const up = used.filter(at => examples[at]?.shows.has(key)).length
    let bias = Math.log((up + 0.5) / (used.length - up + 1))
    for (let round = 0; round < ROUNDS + LEAN_ROUNDS; round++) {
      // What weighs little goes, so that the file stays small; the rounds after that let the others make up for it.
      if (round === ROUNDS)
        for (let id = 0; id < weights.length; id++) if (Math.abs(weights[id] as number) < least) gone[id] = 1
      for (const at of used) {
        const example = examples[at]
        const ids = dense[at]
        if (example === undefined || ids === undefined) continue
        const waits = rest[at] ?? 0
        if (waits > 0 && round !== ROUNDS) {
          rest[at] = waits - 1
          continue
        }
        const value = 1 / example.length
        let sum = 0
        for (let i = 0; i < ids.length; i++)
          if (gone[ids[i] as number] === 0) sum += weights[ids[i] as number] as number
        const error = (example.shows.has(key) ? 1 : 0) - sigmoid(bias + sum * value)
        bias += 0.02 * error
        if (Math.abs(error) < SMALL_ERROR) {
          rest[at] = RESTS
          continue
        }
        for (let i = 0; i < ids.length; i++) {
          const id = ids[i] as number
          if (gone[id] === 1) continue
          const weight = weights[id] as number
          const gradient = error * value - L2 * weight
          const square = (squares[id] as number) + gradient * gradient
          squares[id] = square
          weights[id] = weight + (RATE * gradient) / Math.sqrt(square)
        }
      }
    }
    for (let id = 0; id < weights.length; id++) if (gone[id] === 1) weights[id] = 0
    return { bias, weights }
  })
  return { features, bias: fitted.map(one => one.bias), weights: fitted.map(one => one.weights) }
}

/** The model over all examples without weights under `least`, and for each report what a model that was not trained on it makes of its passages. */
export function trainPassages(
  examples: readonly Example[],
  keys: readonly string[],
  folds: readonly number[],
  least: number,
): { readonly model: RawPassageModel; readonly heldBack: readonly PassageScores[] } {
  const order = mixed(examples.length, 5).filter(at => examples[at]?.aside === false)
  const passages: Passage[][] = folds.map(() => [])
  const scores: number[][] = folds.map(() => [])
  for (let fold = 0; fold < FOLDS; fold++) {
    const away = (at: number) => folds[examples[at]?.report ?? -1] === fold
    const model = fitPassages(
      examples,
      keys,
      order.filter(at => !away(at)),
      least,
    )
    const place = new Map(Array.from(model.features, (id, at): [number, number] => [id, at]))
    for (const [at, { report, passage, features, length }] of examples.entries()) {
      if (!away(at)) continue
      const ids = Array.from(features, id => place.get(id) ?? -1).filter(id => id >= 0)
      passages[report]?.push(passage)
      for (const [k, weights] of model.weights.entries()) {
        let sum = 0
        for (const id of ids) sum += weights[id] ?? 0
        scores[report]?.push((model.bias[k] ?? 0) + sum / length)
      }
    }
  }
  const wholes = folds.map(() => 0)
  for (const { report, aside } of examples) if (!aside && report >= 0) wholes[report] = (wholes[report] ?? 0) + 1
  const heldBack = passages.map((list, report) => ({
    passages: list,
    whole: wholes[report] ?? 0,
    models: keys.length,
    scores: Float64Array.from(scores[report] ?? []),
  }))
  return { model: fitPassages(examples, keys, order, least), heldBack }
}

/** A model as it lies in `weights.json`: the numbers of its features, and for each key its weights in steps of one byte. */
export function packPassages(model: RawPassageModel): Readonly<Record<string, unknown>> {
  const rows = Array.from(model.features.keys()).filter(row => model.weights.some(weights => weights[row] !== 0))
  return {
    features: packRising(rows.map(row => model.features[row] ?? 0)),
    models: model.weights.map((weights, k) => {
      const kept = rows.flatMap((row, at) => (weights[row] !== 0 ? [at] : []))
      const values = kept.map(at => weights[rows[at] ?? 0] ?? 0)
      const scale = Math.max(...values.map(Math.abs), 0.01) / 127
      return {
        bias: round(model.bias[k] ?? 0),
        scale: round(scale, 7),
        rows: packRising(kept),
        weights: packBytes(values.map(value => Math.round(value / scale))),
      }
    }),
  }
}
