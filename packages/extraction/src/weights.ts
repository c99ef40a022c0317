import type { Reliability } from './features.ts'

/** A logistic model for one value of one observation: log-odds by feature, and where to propose. */
export type Judge = {
  readonly observation: string
  readonly value: 'yes' | 'no'
  readonly bias: number
  readonly weights: ReadonlyMap<string, number>
  /** The feature that holds how reliable its patterns were. */
  readonly sureness: string
  /** What it judges, "paid=yes". */
  readonly key: string
  /** How much righter than others its proposals were by cross-validation where a pattern voted, in log-odds. */
  readonly lean: number
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

/** The sequence tagger: weight by label for each feature, and for each pair of labels. */
export type TaggerWeights = {
  readonly labels: readonly string[]
  readonly features: ReadonlyMap<string, Int8Array>
  readonly moves: readonly Float64Array[]
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
  /** The same weights by feature, so that a text is judged in one pass. */
  readonly byFeature: ReadonlyMap<string, { readonly judges: readonly number[]; readonly weights: readonly number[] }>
  /** For a value that a pattern voted for, and for one that only the model sees. */
  readonly voted: Calibration
  readonly alone: Calibration
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

/** Signed bytes as text, two hexadecimal digits each. */
function bytes(hex: string): Int8Array {
  const out = new Int8Array(hex.length / 2)
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return out
}

function parseJudge(value: unknown, names: readonly string[], at: number): Judge {
  const plain = record(value, `judges[${at}]`)
  const what = `judges[${at}]`
  const side = plain.value
  if (side !== 'yes' && side !== 'no') fail(`${what}.value is neither yes nor no`)
  const scale = number(plain.scale, `${what}.scale`)
  const features = list(plain.features, `${what}.features`)
  const sizes = bytes(text(plain.weights, `${what}.weights`))
  if (sizes.length !== features.length) fail(`${what} has ${features.length} features and ${sizes.length} weights`)
  const weights = new Map<string, number>()
  let id = 0
  for (const [k, step] of features.entries()) {
    id += number(step, `${what}.features[${k}]`)
    const name = names[id]
    if (name === undefined) fail(`${what}.features[${k}] points past the names`)
    weights.set(name, (sizes[k] ?? 0) * scale)
  }
  return {
    observation: text(plain.observation, `${what}.observation`),
    value: side,
    bias: number(plain.bias, `${what}.bias`),
    weights,
    sureness: `q:${text(plain.observation, `${what}.observation`)}=${side}`,
    key: `${text(plain.observation, `${what}.observation`)}=${side}`,
    lean: number(plain.lean ?? 0, `${what}.lean`),
    from: plain.from === undefined ? undefined : number(plain.from, `${what}.from`),
  }
}

function byFeatureOf(judges: readonly Judge[]): Weights['byFeature'] {
  const rows = new Map<string, { judges: number[]; weights: number[] }>()
  for (const [at, judge] of judges.entries()) {
    for (const [name, weight] of judge.weights) {
      const row = rows.get(name) ?? { judges: [], weights: [] }
      row.judges.push(at)
      row.weights.push(weight)
      rows.set(name, row)
    }
  }
  return rows
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
  const labels = list(plain.labels, 'tagger.labels').map((label, i) => text(label, `tagger.labels[${i}]`))
  const features = new Map<string, Int8Array>()
  for (const [at, entry] of text(plain.features, 'tagger.features').split('\n').entries()) {
    const cut = entry.lastIndexOf('\t')
    const packed = entry.slice(cut + 1)
    if (cut < 0 || packed.length !== labels.length * 2)
      fail(`tagger.features line ${at + 1} has no weight for each label`)
    features.set(entry.slice(0, cut), bytes(packed))
  }
  const moves = list(plain.moves, 'tagger.moves').map((row, i) =>
    Float64Array.from(list(row, `tagger.moves[${i}]`).map((cell, k) => number(cell, `tagger.moves[${i}][${k}]`))),
  )
  return { labels, features, moves, scale: number(plain.scale, 'tagger.scale') }
}

/**
 * Checks and unpacks the plain value of `weights/weights.json`.
 * @throws TypeError that says which part is wrong
 */
export function parseWeights(value: unknown): Weights {
  const plain = record(value, 'the file')
  if (plain.version !== 1) fail(`version ${String(plain.version)} is not 1`)
  const names = plain.names === undefined ? [] : text(plain.names, 'names').split('\n')
  const judges =
    plain.judges === undefined ? [] : list(plain.judges, 'judges').map((judge, at) => parseJudge(judge, names, at))
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
    judges,
    byFeature: byFeatureOf(judges),
    voted: parseCalibration(plain.voted, 'voted'),
    alone: parseCalibration(plain.alone, 'alone'),
    tagger: plain.tagger === undefined ? undefined : parseTagger(plain.tagger),
  }
}
