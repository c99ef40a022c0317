import type { Reliability } from './features.ts'
import { FEATURE_NUMBERS } from './passage.ts'
import type { PassageModel } from './passage-model.ts'
import { LABELS } from './tagger.ts'
import { FeatureNumbers } from './token-feature.ts'

/** A logistic model for one value of one observation: log-odds by feature, and where to propose. */
export type Judge = {
  readonly observation: string
  readonly value: 'yes' | 'no'
  readonly bias: number
  /** What one step of its weights is worth. */
  readonly scale: number
  /** The feature that holds how reliable its patterns were. */
  readonly sureness: string
  /** What it judges, "paid=yes". */
  readonly key: string
  /** The number of the judge of the other value of the same observation, -1 where there is none. */
  readonly other: number
  /** How much righter than others its proposals were by cross-validation where a pattern voted, in log-odds. */
  readonly lean: number
  /** The same where no pattern voted and the best passage alone was judged. */
  readonly aloneLean: number
  /** The confidence from which on a value that patterns voted for is proposed; that of the calibration where there is none. */
  readonly from: number | undefined
}

/** Platt scaling of raw log-odds, with a weight for each kind of support, and the confidence from which to propose. */
export type Calibration = {
  readonly slope: number
  readonly shift: number
  readonly support: readonly number[]
  readonly from: number
}

/** The sequence tagger: a row of weights by label for each feature, in steps of `scale`, and a row for each label with what follows it. */
export type TaggerWeights = {
  readonly features: FeatureNumbers
  readonly rows: Int8Array
  readonly moves: Float64Array
  readonly scale: number
}

/** The features that judges weigh, each with a number. */
export type JudgedFeatures = {
  readonly names: readonly string[]
  readonly numberOf: ReadonlyMap<string, number>
  /** For each feature a row of weights by judge, in steps of the judge's scale. */
  readonly rows: Int8Array
}

/** Trained weights, checked and unpacked. */
export type Weights = {
  readonly version: number
  /** Words of the corpus that are no slips of the keys. */
  readonly words: ReadonlySet<string>
  /** How often each pattern was right where it voted in the corpus. */
  readonly reliability: Reliability
  readonly judges: readonly Judge[]
  readonly features: JudgedFeatures
  /** For a value that a pattern voted for, and for one that only the model sees. */
  readonly voted: Calibration
  readonly alone: Calibration
  /** A model for each judge, in their order; undefined in a file without judges. */
  readonly passages: PassageModel | undefined
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

/** Whole numbers, each what it adds to the one before. */
function rising(value: unknown, what: string): Int32Array {
  const steps = list(value, what)
  const numbers = new Int32Array(steps.length)
  let sum = 0
  for (let k = 0; k < steps.length; k++) {
    const step = steps[k]
    if (typeof step !== 'number' || !Number.isInteger(step)) fail(`${what}[${k}] is no whole number`)
    sum += step
    numbers[k] = sum
  }
  return numbers
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') fail(`${what} is no text`)
  return value
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(`${what} is no list`)
  return value
}

function digit(code: number): number {
  return code < 58 ? code - 48 : code - 87
}

/** Unpacks signed bytes, two hexadecimal digits each: those of `packed` from `from` on, into `into` from `at` on. */
function unpack(packed: string, from: number, into: Int8Array, at: number): void {
  for (let i = from, k = at; i + 1 < packed.length; i += 2, k++)
    into[k] = digit(packed.charCodeAt(i)) * 16 + digit(packed.charCodeAt(i + 1))
}

function parseJudge(value: unknown, at: number): Omit<Judge, 'other'> {
  const plain = record(value, `judges[${at}]`)
  const what = `judges[${at}]`
  const side = plain.value
  if (side !== 'yes' && side !== 'no') fail(`${what}.value is neither yes nor no`)
  const observation = text(plain.observation, `${what}.observation`)
  return {
    observation,
    value: side,
    bias: number(plain.bias, `${what}.bias`),
    scale: number(plain.scale, `${what}.scale`),
    sureness: `q:${observation}=${side}`,
    key: `${observation}=${side}`,
    lean: number(plain.lean ?? 0, `${what}.lean`),
    aloneLean: number(plain.aloneLean ?? 0, `${what}.aloneLean`),
    from: plain.from === undefined ? undefined : number(plain.from, `${what}.from`),
  }
}

function parseFeatures(names: readonly string[], judges: readonly unknown[]): JudgedFeatures {
  const rows = new Int8Array(names.length * judges.length)
  for (const [at, judge] of judges.entries()) {
    const what = `judges[${at}]`
    const plain = record(judge, what)
    const ids = rising(plain.features, `${what}.features`)
    const packed = text(plain.weights, `${what}.weights`)
    if (packed.length !== ids.length * 2) fail(`${what} has ${ids.length} features and ${packed.length / 2} weights`)
    const weights = new Int8Array(ids.length)
    unpack(packed, 0, weights, 0)
    for (let k = 0; k < ids.length; k++) {
      const id = ids[k] ?? -1
      if (names[id] === undefined) fail(`${what}.features[${k}] points past the names`)
      rows[id * judges.length + at] = weights[k] ?? 0
    }
  }
  return { names, numberOf: new Map(names.map((name, id) => [name, id])), rows }
}

function parsePassages(value: unknown, judges: number): PassageModel {
  const plain = record(value, 'passages')
  const models = list(plain.models, 'passages.models')
  if (models.length !== judges) fail(`passages.models are ${models.length} and the judges ${judges}`)
  const rowOf = new Int32Array(FEATURE_NUMBERS).fill(-1)
  const features = rising(plain.features, 'passages.features')
  for (let row = 0; row < features.length; row++) {
    const feature = features[row] ?? -1
    if (feature < 0 || feature >= FEATURE_NUMBERS) fail(`passages.features[${row}] is no number of a feature`)
    rowOf[feature] = row
  }
  const rows = new Int8Array(features.length * judges)
  const bias = new Float64Array(judges)
  const scale = new Float64Array(judges)
  for (const [at, one] of models.entries()) {
    const what = `passages.models[${at}]`
    const model = record(one, what)
    bias[at] = number(model.bias, `${what}.bias`)
    scale[at] = number(model.scale, `${what}.scale`)
    const own = rising(model.rows, `${what}.rows`)
    const packed = text(model.weights, `${what}.weights`)
    if (packed.length !== own.length * 2) fail(`${what} has ${own.length} rows and ${packed.length / 2} weights`)
    const weights = new Int8Array(own.length)
    unpack(packed, 0, weights, 0)
    for (let k = 0; k < own.length; k++) {
      const row = own[k] ?? -1
      if (row < 0 || row >= features.length) fail(`${what}.rows[${k}] points past the features`)
      rows[row * judges + at] = weights[k] ?? 0
    }
  }
  return { bias, scale, rowOf, rows }
}

function parseCalibration(value: unknown, what: string): Calibration {
  // an untrained file: patterns alone, as sure as they are
  if (value === undefined) return { slope: 1, shift: 0, support: [], from: 0.6 }
  const plain = record(value, what)
  return {
    slope: number(plain.slope, `${what}.slope`),
    shift: number(plain.shift, `${what}.shift`),
    support: list(plain.support ?? [], `${what}.support`).map((cell, k) => number(cell, `${what}.support[${k}]`)),
    from: number(plain.from, `${what}.from`),
  }
}

function parseTagger(value: unknown): TaggerWeights {
  const plain = record(value, 'tagger')
  const labels = list(plain.labels, 'tagger.labels')
  const size = LABELS.length
  if (labels.length !== size || !LABELS.every((label, i) => label === labels[i]))
    fail(`tagger.labels are not ${LABELS.join(', ')}`)
  const lines = text(plain.features, 'tagger.features').split('\n')
  const features = new FeatureNumbers()
  const rows = new Int8Array(lines.length * size)
  for (const [at, line] of lines.entries()) {
    const cut = line.length - 2 * size - 1
    if (line.charAt(cut) !== '\t') fail(`tagger.features line ${at + 1} has no weight for each label`)
    if (!features.add(line.slice(0, cut), at)) fail(`tagger.features line ${at + 1} begins with no known sign`)
    unpack(line, cut + 1, rows, at * size)
  }
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
  if (plain.version !== 1) fail(`version ${String(plain.version)} is not 1`)
  const names = plain.names === undefined ? [] : text(plain.names, 'names').split('\n')
  const judges = plain.judges === undefined ? [] : list(plain.judges, 'judges')
  const reliability = new Map<string, { right: number; seen: number }>()
  for (const [at, line] of text(plain.reliability ?? '', 'reliability')
    .split('\n')
    .entries()) {
    if (line === '') continue
    const [key, right, seen] = line.split('\t')
    if (key === undefined || right === undefined || seen === undefined)
      fail(`reliability line ${at + 1} has not three columns`)
    reliability.set(key, { right: Number(right), seen: Number(seen) })
  }
  return {
    version: 1,
    reliability,
    words: new Set(text(plain.words, 'words').split(' ')),
    judges: judges.map(parseJudge).map((judge, _at, all) => ({
      ...judge,
      other: all.findIndex(each => each.observation === judge.observation && each.value !== judge.value),
    })),
    features: parseFeatures(names, judges),
    voted: parseCalibration(plain.voted, 'voted'),
    alone: parseCalibration(plain.alone, 'alone'),
    passages: plain.passages === undefined ? undefined : parsePassages(plain.passages, judges.length),
    tagger: plain.tagger === undefined ? undefined : parseTagger(plain.tagger),
  }
}
