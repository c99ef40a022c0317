import { type Judged, OWN, type Reliability, sharedNames, withOther } from './evidence.ts'
import { bytesIn, risingIn } from './pack.ts'
import { FEATURE_NUMBERS } from './passage.ts'
import type { PassageModel } from './passage-model.ts'
import { LABELS } from './tagger.ts'
import { FeatureNumbers } from './token-feature.ts'

/** A logistic model for one value of one observation: its weights, and where to propose. */
export type Judge = Judged & {
  readonly bias: number
  /** Weights by the numbers of `OWN` of its value. */
  readonly own: Float64Array
  /** Weights by the numbers that all judges share. */
  readonly shared: Float64Array
  /** How much righter than others its verdicts were by cross-validation, in log-odds. */
  readonly lean: number
  /** The confidence from which on a value is proposed. */
  readonly from: number
}

/** Platt scaling of log-odds. */
export type Calibration = { readonly slope: number; readonly shift: number }

/** The sequence tagger: a row of weights by label for each feature, in steps of `scale`, and a row for each label with what follows it. */
export type TaggerWeights = {
  readonly features: FeatureNumbers
  readonly rows: Int8Array
  readonly moves: Float64Array
  readonly scale: number
}

/** Trained weights, checked and unpacked. */
export type Weights = {
  readonly version: number
  /** Words of the corpus that are no slips of the keys. */
  readonly words: ReadonlySet<string>
  /** How often each pattern was right where it voted in the corpus. */
  readonly reliability: Reliability
  readonly judges: readonly Judge[]
  /** The names of the numbers that all judges share. */
  readonly sharedNames: readonly string[]
  /** What these numbers are in a report on average. */
  readonly usual: Float64Array
  readonly calibration: Calibration
  /** A model for each judge, in their order; undefined in a file without judges. */
  readonly passages: PassageModel | undefined
  /** The same over whole texts. */
  readonly stories: PassageModel | undefined
  readonly tagger: TaggerWeights | undefined
}

type Plain = Readonly<Record<string, unknown>>

function fail(what: string): never {
  throw new TypeError(`weights: ${what}; make the file again with \`npm run train\``)
}

function record(value: unknown, what: string): Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(`${what} is no object`)
  return Object.fromEntries(Object.entries(value))
}

function number(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(`${what} is no number`)
  return value
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') fail(`${what} is no text`)
  return value
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(`${what} is no list`)
  return value
}

function share(value: unknown, what: string): number {
  const read = number(value, what)
  if (read < 0 || read > 1) fail(`${what} is not between 0 and 1`)
  return read
}

/** What was packed in base64. */
function packed<Numbers>(unpack: (text: string) => Numbers, value: unknown, what: string): Numbers {
  const written = text(value, what)
  try {
    return unpack(written)
  } catch {
    return fail(`${what} is no base64`)
  }
}

// a judge is numbered by one byte
const MOST_JUDGES = 256

/** Numbers, so many. */
function numbers(value: unknown, what: string, count: number): Float64Array {
  const cells = list(value, what)
  if (cells.length !== count) fail(`${what} has ${cells.length} numbers where ${count} are weighed`)
  return Float64Array.from(cells, (cell, k) => number(cell, `${what}[${k}]`))
}

function judgedOf(value: unknown, at: number): Omit<Judged, 'other'> {
  const what = `judges[${at}]`
  const plain = record(value, what)
  const side = plain.value
  if (side !== 'yes' && side !== 'no') fail(`${what}.value is neither yes nor no`)
  const observation = text(plain.observation, `${what}.observation`)
  return { observation, value: side, key: `${observation}=${side}` }
}

function parseJudges(values: readonly unknown[]): { judges: Judge[]; sharedNames: string[] } {
  if (values.length > MOST_JUDGES) fail(`judges are ${values.length}, more than ${MOST_JUDGES}`)
  const judged = withOther(values.map(judgedOf))
  if (new Set(judged.map(({ key }) => key)).size < judged.length) fail('judges has two of one value')
  const names = judged.length === 0 ? [] : sharedNames(judged)
  const judges = judged.map((one, at): Judge => {
    const what = `judges[${at}]`
    const plain = record(values[at], what)
    return {
      ...one,
      bias: number(plain.bias, `${what}.bias`),
      own: numbers(plain.own, `${what}.own`, OWN.length),
      shared: numbers(plain.shared, `${what}.shared`, names.length),
      lean: number(plain.lean, `${what}.lean`),
      from: share(plain.from, `${what}.from`),
    }
  })
  return { judges, sharedNames: names }
}

function parsePassages(value: unknown, judges: number, name: string): PassageModel {
  const plain = record(value, name)
  const models = list(plain.models, `${name}.models`)
  if (models.length !== judges) fail(`${name}.models are ${models.length} and the judges ${judges}`)
  const rowOf = new Int32Array(FEATURE_NUMBERS).fill(-1)
  const features = packed(risingIn, plain.features, `${name}.features`)
  for (let row = 0; row < features.length; row++) {
    const feature = features[row] ?? -1
    if (feature < 0 || feature >= FEATURE_NUMBERS) fail(`${name}.features[${row}] is no number of a feature`)
    rowOf[feature] = row
  }
  const bias = new Float64Array(judges)
  const scale = new Float64Array(judges)
  const starts = new Int32Array(features.length + 1)
  const own = models.map((one, at) => {
    const what = `${name}.models[${at}]`
    const model = record(one, what)
    bias[at] = number(model.bias, `${what}.bias`)
    scale[at] = number(model.scale, `${what}.scale`)
    const places = packed(risingIn, model.rows, `${what}.rows`)
    const weights = packed(bytesIn, model.weights, `${what}.weights`)
    if (weights.length !== places.length) fail(`${what} has ${places.length} rows and ${weights.length} weights`)
    for (let k = 0; k < places.length; k++) {
      const row = places[k] as number
      if (row < 0 || row >= features.length) fail(`${what}.rows[${k}] points past the features`)
      starts[row + 1] = (starts[row + 1] as number) + 1
    }
    return { places, weights }
  })
  for (let row = 0; row < features.length; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const next = starts.slice()
  const of = new Uint8Array(starts.at(-1) ?? 0)
  const weights = new Int8Array(of.length)
  for (const [at, model] of own.entries()) {
    const { places, weights: sizes } = model
    for (let k = 0; k < places.length; k++) {
      const row = places[k] as number
      const place = next[row] as number
      next[row] = place + 1
      of[place] = at
      weights[place] = sizes[k] as number
    }
  }
  return { bias, scale, rowOf, starts, models: of, weights }
}

function parseReliability(lines: string): Reliability {
  const reliability = new Map<string, { right: number; seen: number }>()
  for (const [at, line] of lines.split('\n').entries()) {
    if (line === '') continue
    const [key, ...counts] = line.split('\t')
    const [right = Number.NaN, seen = Number.NaN] = counts.map(Number)
    if (key === undefined || counts.length !== 2 || !(right >= 0 && right <= seen))
      fail(`reliability line ${at + 1} is not a pattern, how often it was right and how often seen`)
    reliability.set(key, { right, seen })
  }
  return reliability
}

function parseCalibration(value: unknown): Calibration {
  // an untrained file: as sure as the judges are, of which there are none
  if (value === undefined) return { slope: 1, shift: 0 }
  const plain = record(value, 'calibration')
  return { slope: number(plain.slope, 'calibration.slope'), shift: number(plain.shift, 'calibration.shift') }
}

function parseTagger(value: unknown): TaggerWeights {
  const plain = record(value, 'tagger')
  const labels = list(plain.labels, 'tagger.labels')
  const size = LABELS.length
  if (labels.length !== size || !LABELS.every((label, i) => label === labels[i]))
    fail(`tagger.labels are not ${LABELS.join(', ')}`)
  const lines = text(plain.features, 'tagger.features').split('\n')
  const features = new FeatureNumbers()
  for (const [at, line] of lines.entries())
    if (!features.add(line, at)) fail(`tagger.features line ${at + 1} begins with no known sign`)
  const rows = packed(bytesIn, plain.rows, 'tagger.rows')
  if (rows.length !== lines.length * size) fail('tagger.rows has not a weight for each feature and label')
  const moves = Float64Array.from(
    list(plain.moves, 'tagger.moves').flatMap((row, i) =>
      list(row, `tagger.moves[${i}]`).map((cell, k) => number(cell, `tagger.moves[${i}][${k}]`)),
    ),
  )
  if (moves.length !== size * size) fail('tagger.moves has not a weight for each pair of labels')
  return { features, rows, moves, scale: number(plain.scale, 'tagger.scale') }
}

/**
 * Checks and unpacks the plain value of `weights/weights.json`.
 * @throws TypeError that says which part is wrong
 */
export function parseWeights(value: unknown): Weights {
  const plain = record(value, 'the file')
  if (plain.version !== 2) fail(`version ${String(plain.version)} is not 2`)
  const judges = plain.judges === undefined ? [] : list(plain.judges, 'judges')
  const judged = parseJudges(judges)
  const trained = judges.length > 0
  for (const part of ['passages', 'stories', 'calibration'])
    if (trained && plain[part] === undefined) fail(`${part} is missing`)
  return {
    version: 2,
    reliability: parseReliability(text(plain.reliability ?? '', 'reliability')),
    words: new Set(text(plain.words, 'words').split(' ')),
    ...judged,
    usual: numbers(plain.usual ?? [], 'usual', judged.sharedNames.length),
    calibration: parseCalibration(plain.calibration),
    passages: plain.passages === undefined ? undefined : parsePassages(plain.passages, judges.length, 'passages'),
    stories: plain.stories === undefined ? undefined : parsePassages(plain.stories, judges.length, 'stories'),
    tagger: plain.tagger === undefined ? undefined : parseTagger(plain.tagger),
  }
}
