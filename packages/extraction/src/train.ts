import { cutsOf } from './cut.ts'
import { type Features, type Support, surenessOf, voteFeatures, voteKey } from './features.ts'
import { backing, calibrated, sigmoid } from './judge.ts'
import { FOLDS, foldsOf, mixed } from './order.ts'
import { hex, round, steps } from './pack.ts'
import { bestPassage, noPassages, type PassageScores } from './passage-model.ts'
import { packPassages, passageExamples, trainPassages } from './passage-train.ts'
import { createScanner, type Read } from './reader.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import { trainTagger } from './tagger-train.ts'
import { tally, type Vote } from './vote.ts'

/** An annotated report of the corpus. */
export type Annotated = {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly observations: Readonly<Record<string, { readonly value: string; readonly quote: string }>>
  readonly entities: readonly { readonly type: string; readonly text: string }[]
  /** Patterns were written while looking at it, so that it says too much good of them. */
  readonly seen?: boolean
  /** Who wrote it, or the file it is from: people repeat their own words, so a group is held back as a whole. */
  readonly group?: string
}

/** A sentence of which one observation is annotated; "-" where it does not settle it. It counts for the reliability of patterns and is a passage to learn from. */
export type Sentence = { readonly text: string; readonly observation: string; readonly value: string }

type Example = {
  readonly features: Features
  readonly support: Support
  readonly read: Read
  readonly observations: Annotated['observations']
  readonly seen: boolean
  /** The features that count, by number, and their values. */
  readonly names: Int32Array
  readonly values: Float64Array
}

type Model = { readonly bias: number; readonly weights: Float64Array }

const L2 = 0.03
const ROUNDS = 20
const RATE = 0.05
// log-odds from which on a passage without a vote counts for the calibration: the line through those that are out of the question is another one
const LIKELY = -2
// with as many reports that no pattern was written from, only these calibrate
const UNSEEN_ENOUGH = 200
const LEAN_L2 = 4
const SHARED_L2 = 1

function scoreOf(model: Model, example: Example): number {
  let sum = model.bias
  for (let k = 0; k < example.names.length; k++)
    sum += (model.weights[example.names[k] ?? 0] ?? 0) * (example.values[k] ?? 0)
  return sum
}

/** L2 logistic regression by AdaGrad over sparse features, in a fixed order: the same input gives the same model. */
function fit(
  examples: readonly Example[],
  positive: readonly boolean[],
  size: number,
  own: { sureness: number; has: number },
): Model {
  const weights = new Float64Array(size)
  const centre = new Float64Array(size)
  const squares = new Float64Array(size).fill(0.1)
  // Without a pattern's vote: the odds among reports without one. With it: the reliability of the pattern, as it is. Training moves away from there.
  let up = 0.3
  let down = 1
  for (const [at, example] of examples.entries()) if (!example.names.includes(own.has)) positive[at] ? up++ : down++
  let bias = Math.log(up / down)
  if (own.has >= 0) centre[own.has] = -bias
  if (own.sureness >= 0) centre[own.sureness] = 1
  weights.set(centre)
  const order = mixed(examples.length, 7)
  for (let round = 0; round < ROUNDS; round++) {
    for (const at of order) {
      const example = examples[at]
      if (example === undefined) continue
      const target = positive[at] ? 1 : 0
      const error = target - 1 / (1 + Math.exp(-scoreOf({ bias, weights }, example)))
      bias += 0.02 * error
      for (let k = 0; k < example.names.length; k++) {
        const id = example.names[k] ?? 0
        const weight = weights[id] ?? 0
        const gradient = error * (example.values[k] ?? 0) - L2 * (weight - (centre[id] ?? 0))
        const square = (squares[id] ?? 0) + gradient * gradient
        squares[id] = square
        weights[id] = weight + (RATE * gradient) / Math.sqrt(square)
      }
    }
  }
  return { bias, weights }
}

/** A score of a judge on a report that it was not trained on, and what stands behind it. */
type Row = {
  readonly key: string
  readonly score: number
  readonly right: boolean
  readonly voted: boolean
  /** The patterns together say the same. */
  readonly agreed: boolean
  readonly behind: readonly number[] | undefined
  /** Patterns were written while looking at the report. */
  readonly seen: boolean
}

type Fitted = {
  readonly slope: number
  readonly shift: number
  readonly support: readonly number[]
  readonly leans: ReadonlyMap<string, number>
}

/**
 * Platt scaling (1999) through held-back scores, with a weight for each kind of support and a lean for each value of each observation, by Newton's method.
 * A lean is held to 0 by an L2 prior: a rare observation keeps to the line of all.
 */
function platt(rows: readonly Row[]): Fitted {
  const keys = [...new Set(rows.map(row => row.key))].sort()
  const placeOf = new Map(keys.map((key, k) => [key, k]))
  const shared = 2 + (rows[0]?.behind?.length ?? 0)
  const size = shared + keys.length
  const at = new Float64Array(size)
  at[0] = 1
  const held = (i: number) => (i < shared ? SHARED_L2 : LEAN_L2)
  for (let step = 0; step < 30; step++) {
    // Each row has the shared values and a 1 at its own lean.
    const gradient = Float64Array.from(at, (value, i) => -held(i) * (value - (i === 0 ? 1 : 0)))
    const curve = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size)
      row[i] = held(i)
      return row
    })
    for (const row of rows) {
      const values = [row.score, 1, ...(row.behind ?? [])]
      const lean = shared + (placeOf.get(row.key) ?? 0)
      const p = sigmoid(values.reduce((sum, value, i) => sum + value * (at[i] ?? 0), at[lean] ?? 0))
      const [error, weight] = [(row.right ? 1 : 0) - p, p * (1 - p)]
      const add = (i: number, value: number) => {
        gradient[i] = (gradient[i] ?? 0) + error * value
        const line = curve[i] ?? gradient
        for (let k = 0; k < shared; k++) line[k] = (line[k] ?? 0) + weight * value * (values[k] ?? 0)
        line[lean] = (line[lean] ?? 0) + weight * value
      }
      for (let i = 0; i < shared; i++) add(i, values[i] ?? 0)
      add(lean, 1)
    }
    const change = solve(curve, gradient)
    for (let i = 0; i < size; i++) at[i] = (at[i] ?? 0) + (change[i] ?? 0)
  }
  return {
    slope: round(at[0] ?? 1),
    shift: round(at[1] ?? 0),
    support: Array.from(at.subarray(2, shared), weight => round(weight)),
    leans: new Map(keys.map((key, k) => [key, round(at[shared + k] ?? 0)])),
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

/** Words seen in at least two reports: not slips of the keys. */
export function wordsOfCorpus(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
): string[] {
  const scan = createScanner(reading, new Set(), new Map())
  const seen = new Map<string, number>()
  for (const item of corpus)
    for (const word of new Set(scan(item.text, { date: '2025-06-01' }).marked.tokens.plain))
      seen.set(word, (seen.get(word) ?? 0) + 1)
  return [...seen]
    .filter(([word, count]) => count >= 2 && word.length >= 3 && !word.startsWith('#'))
    .map(([word]) => word)
    .sort()
}

function judgeOf(
  examples: readonly Example[],
  observation: string,
  value: 'yes' | 'no',
  size: number,
  own: { sureness: number; has: number },
  passages: readonly PassageScores[],
  models: { readonly own: number; readonly other: number },
  folds: readonly number[],
) {
  const positive = examples.map(example => example.observations[observation]?.value === value)
  const scores: number[] = new Array<number>(examples.length).fill(0)
  const order = mixed(examples.length, 11)
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = order.filter(at => folds[at] !== fold)
    const model = fit(
      train.flatMap(at => examples[at] ?? []),
      train.map(at => positive[at] === true),
      size,
      own,
    )
    for (const [at, example] of examples.entries()) if (folds[at] === fold) scores[at] = scoreOf(model, example)
  }
  const final = fit(examples, positive, size, own)
  const kept = [...final.weights]
    .map((weight, id): [number, number] => [id, weight])
    .filter(([, weight]) => Math.abs(weight) >= 0.05)
  const scale = Math.max(...kept.map(([, weight]) => Math.abs(weight)), 0.01) / 127
  const judge = {
    observation,
    value,
    bias: round(final.bias),
    scale: round(scale, 7),
    features: steps(kept.map(([id]) => id)),
    weights: hex(kept.map(([, weight]) => Math.round(weight / scale))),
  }
  const key = `${observation}=${value}`
  const rows = examples.map((example, i): Row => {
    const support = example.support.get(key)
    const read = passages[i] ?? noPassages
    const votes = example.read.votes.filter(vote => vote.observation === observation)
    const agreed = tally(votes)?.value === value
    const places = votes.filter(vote => vote.value === value)
    const [score, behind] =
      support === undefined
        ? [bestPassage(read, models.own).score, undefined]
        : [scores[i] ?? 0, backing(support, example.features.get(`q:${key}`) ?? 0, read, { ...models, places })]
    return { key, score, right: positive[i] === true, voted: support !== undefined, agreed, behind, seen: example.seen }
  })
  return { judge, rows }
}

/** The judges of observations, the reliability of patterns and the calibration. */
export function trainJudges(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
  sentences: readonly Sentence[],
): Readonly<Record<string, unknown>> {
  const words = wordsOfCorpus(corpus, reading)
  const scan = createScanner(reading, new Set(words), new Map())
  const scans = corpus.map(item => ({ item, read: scan(item.text, { date: '2025-06-01' }) }))
  const reliability = new Map<string, { right: number; seen: number }>()
  for (const { item, read } of scans) {
    const keys = new Map(
      read.votes
        .filter(vote => !vote.observation.startsWith('answer:'))
        .map(vote => [voteKey(vote), item.observations[vote.observation]?.value === vote.value]),
    )
    for (const [key, right] of keys) {
      const counts = reliability.get(key) ?? { right: 0, seen: 0 }
      reliability.set(key, { right: counts.right + (right ? 1 : 0), seen: counts.seen + 1 })
    }
  }
  const said = sentences.map(item => ({ item, read: scan(item.text, { date: '2025-06-01' }) }))
  for (const {
    item: sentence,
    read: { votes },
  } of said) {
    const keys = new Set(
      votes.filter(vote => vote.observation === sentence.observation).map(vote => `${vote.value}\n${voteKey(vote)}`),
    )
    for (const entry of keys) {
      const [value, key] = entry.split('\n')
      if (key === undefined) continue
      const counts = reliability.get(key) ?? { right: 0, seen: 0 }
      reliability.set(key, { right: counts.right + (value === sentence.value ? 1 : 0), seen: counts.seen + 1 })
    }
  }
  const scanned = scans.map(({ item, read }) => {
    const sureness = (vote: Vote) =>
      surenessOf(vote, reliability, {
        seen: 1,
        right: item.observations[vote.observation]?.value === vote.value ? 1 : 0,
      })
    return { item, read, features: voteFeatures(read.votes, read.role, sureness) }
  })
  const names = [...new Set(scanned.flatMap(({ features }) => [...features.keys()]))].sort()
  const ids = new Map(names.map((name, id) => [name, id]))
  const examples = scanned.map(
    ({ item, read, features }): Example => ({
      features,
      support: read.support,
      read,
      observations: item.observations,
      seen: item.seen === true,
      names: Int32Array.from(Array.from(features.keys(), name => ids.get(name) ?? 0)),
      values: Float64Array.from(features.values()),
    }),
  )
  const observations = [...new Set(corpus.flatMap(item => Object.keys(item.observations)))].sort()
  const pairs = observations.flatMap(observation =>
    (['yes', 'no'] as const)
      .filter(value => examples.some(example => example.observations[observation]?.value === value))
      .map(value => ({ observation, value, key: `${observation}=${value}` })),
  )
  const folds = foldsOf(corpus.map((item, at) => item.group ?? String(at)))
  const passages = trainPassages(
    passageExamples(scans, said),
    pairs.map(pair => pair.key),
    folds,
  )
  const judged = pairs.map(({ observation, value, key }, at) =>
    judgeOf(
      examples,
      observation,
      value,
      names.length,
      { sureness: ids.get(`q:${key}`) ?? -1, has: ids.get(`h:${key}`) ?? -1 },
      passages.heldBack,
      {
        own: at,
        other: pairs.findIndex(pair => pair.observation === observation && pair.value !== value),
      },
      folds,
    ),
  )
  // One calibration for all judges, with a lean for each: a rare observation has too few reports for its own.
  const unseen = corpus.filter(item => item.seen !== true).length >= UNSEEN_ENOUGH
  const rows = judged.flatMap(item => item.rows).filter(row => !unseen || !row.seen)
  const voted = platt(rows.filter(row => row.agreed))
  const alone = platt(rows.filter(row => !row.voted && row.score > LIKELY))
  const annotated = new Map(
    observations.map(id => [id, examples.filter(example => example.observations[id] !== undefined).length]),
  )
  const cuts = cutsOf(
    rows
      .filter(row => row.agreed || !row.voted)
      .map(row => {
        const fitted = row.voted ? voted : alone
        return {
          observation: row.key.split('=')[0] ?? '',
          confidence: sigmoid(calibrated(row.score, fitted.leans.get(row.key) ?? 0, row.behind, fitted)),
          right: row.right,
        }
      }),
    annotated,
  )
  const plain = ({ slope, shift, support }: Fitted) => ({
    slope,
    shift,
    support,
    from: Math.max(...cuts.values()),
  })
  const judges = judged.map(({ judge }, at) => ({
    ...judge,
    lean: voted.leans.get(pairs[at]?.key ?? '') ?? 0,
    aloneLean: alone.leans.get(pairs[at]?.key ?? '') ?? 0,
    from: cuts.get(judge.observation) ?? 1,
  }))
  return {
    version: 1,
    voted: plain(voted),
    alone: { ...plain(alone), support: [] },
    words: words.join(' '),
    reliability: [...reliability]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([key, { right, seen }]) => `${key}\t${right}\t${seen}`)
      .join('\n'),
    names: names.join('\n'),
    judges,
    passages: packPassages(passages.model),
  }
}

/** Trains the plain value of `weights/weights.json` from annotated reports; the same reports and patterns give the same bytes. */
export function trainWeights(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
  sentences: readonly Sentence[] = [],
): unknown {
  return { ...trainJudges(corpus, reading, sentences), tagger: trainTagger(corpus, reading) }
}
