import { cutsOf } from './cut.ts'
import { type Features, featuresOf, type Support, surenessOf, voteKey } from './features.ts'
import { calibrated, joined, sigmoid } from './judge.ts'
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
}

/** A sentence of which one observation is annotated; "-" where it does not settle it. It counts for the reliability of patterns only. */
export type Sentence = { readonly text: string; readonly observation: string; readonly value: string }

type Example = {
  readonly id: string
  readonly features: Features
  readonly support: Support
  readonly read: Read
  readonly observations: Annotated['observations']
  /** The features that count, by number, and their values. */
  readonly names: Int32Array
  readonly values: Float64Array
}

type Model = { readonly bias: number; readonly weights: Float64Array }

const L2 = 0.03
const ROUNDS = 20
const RATE = 0.05
const FOLDS = 8
// words without a pattern must be surer by far
const PROPOSE_ALONE = 0.9
const SUPPORT = 4
const LEAN_L2 = 4

/** A fixed order that mixes the corpus: multiplicative congruence over the indices. */
function mixed(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  let state = seed
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    const held = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = held
  }
  return order
}

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
}

type Fitted = {
  readonly slope: number
  readonly shift: number
  readonly support: readonly number[]
  readonly leans: ReadonlyMap<string, number>
}

/**
 * Platt scaling (1999) through held-back scores, with a weight for each kind of support and a lean for each value of each observation. A lean is held to 0
 * by an L2 prior: a rare observation keeps to the line of all.
 */
function platt(rows: readonly Row[], withLeans: boolean): Fitted {
  const keys = [...new Set(rows.map(row => row.key))].sort()
  const at = new Map(keys.map((key, k) => [key, k]))
  const leans = new Float64Array(keys.length)
  const support = new Float64Array(withLeans ? SUPPORT : 0)
  let slope = 1
  let shift = 0
  const rate = 0.6 / Math.max(1, rows.length)
  for (let step = 0; step < 1500; step++) {
    let gradientSlope = 0
    let gradientShift = 0
    const gradientSupport = new Float64Array(support.length)
    const gradientLeans = new Float64Array(keys.length)
    for (const row of rows) {
      const k = at.get(row.key) ?? 0
      const p = sigmoid(calibrated(row.score, leans[k] ?? 0, row.behind, { slope, shift, support }))
      const error = (row.right ? 1 : 0) - p
      gradientSlope += error * row.score
      gradientShift += error
      gradientLeans[k] = (gradientLeans[k] ?? 0) + error
      for (let i = 0; i < support.length; i++)
        gradientSupport[i] = (gradientSupport[i] ?? 0) + error * (row.behind?.[i] ?? 0)
    }
    slope = Math.min(3, Math.max(0.2, slope + rate * gradientSlope))
    shift = Math.min(4, Math.max(-4, shift + rate * gradientShift))
    for (let i = 0; i < support.length; i++) support[i] = (support[i] ?? 0) + rate * (gradientSupport[i] ?? 0)
    if (withLeans)
      for (let k = 0; k < leans.length; k++)
        leans[k] = (leans[k] ?? 0) + 0.05 * ((gradientLeans[k] ?? 0) - LEAN_L2 * (leans[k] ?? 0))
  }
  return {
    slope: round(slope),
    shift: round(shift),
    support: [...support].map(weight => round(weight)),
    leans: new Map(keys.map((key, k) => [key, round(leans[k] ?? 0)])),
  }
}

function round(value: number, digits = 5): number {
  return Number(value.toFixed(digits))
}

function hex(sizes: readonly number[]): string {
  return sizes.map(size => (size & 255).toString(16).padStart(2, '0')).join('')
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
) {
  const positive = examples.map(example => example.observations[observation]?.value === value)
  const scores: number[] = new Array<number>(examples.length).fill(0)
  const place = mixed(examples.length, 11)
  for (let fold = 0; fold < FOLDS; fold++) {
    const train: Example[] = []
    const labels: boolean[] = []
    const test: number[] = []
    for (const [rank, at] of place.entries()) {
      const example = examples[at]
      if (example === undefined) continue
      if (rank % FOLDS === fold) test.push(at)
      else {
        train.push(example)
        labels.push(positive[at] === true)
      }
    }
    const model = fit(train, labels, size, own)
    for (const at of test) {
      const example = examples[at]
      if (example !== undefined)
        scores[at] = joined(scoreOf(model, example), example.features.get(`q:${observation}=${value}`))
    }
  }
  const final = fit(examples, positive, size, own)
  const kept = [...final.weights]
    .map((weight, id): [number, number] => [id, weight])
    .filter(([, weight]) => Math.abs(weight) >= 0.05)
  const scale = Math.max(...kept.map(([, weight]) => Math.abs(weight)), 0.01) / 127
  let last = 0
  const steps = kept.map(([id]) => {
    const step = id - last
    last = id
    return step
  })
  const judge = {
    observation,
    value,
    bias: round(final.bias),
    scale: round(scale, 7),
    features: steps,
    weights: hex(kept.map(([, weight]) => Math.round(weight / scale))),
  }
  const key = `${observation}=${value}`
  const rows = examples.map((example, i): Row => {
    const behind = example.support.get(key)
    const agreed = tally(example.read.votes.filter(vote => vote.observation === observation))?.value === value
    return { key, score: scores[i] ?? 0, right: positive[i] === true, voted: behind !== undefined, agreed, behind }
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
  for (const sentence of sentences) {
    const { votes } = scan(sentence.text, { date: '2025-06-01' })
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
    return { item, read, features: featuresOf(read.marked, read.votes, read.role, sureness) }
  })
  const counts = new Map<string, number>()
  for (const { features } of scanned) for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const names = [...counts]
    .filter(([name, count]) => count >= (name.startsWith('w:') ? 5 : name.startsWith('b:') ? 6 : 1))
    .map(([name]) => name)
    .sort()
  const ids = new Map(names.map((name, id) => [name, id]))
  const examples: Example[] = scanned.map(({ item, read, features }) => {
    const kept = [...features].filter(([name]) => ids.has(name))
    return {
      id: item.id,
      features,
      support: read.support,
      read,
      observations: item.observations,
      names: Int32Array.from(kept.map(([name]) => ids.get(name) ?? 0)),
      values: Float64Array.from(kept.map(([, value]) => value)),
    }
  })
  const observations = [...new Set(corpus.flatMap(item => Object.keys(item.observations)))].sort()
  const judged = observations.flatMap(observation =>
    (['yes', 'no'] as const)
      .filter(value => examples.some(example => example.observations[observation]?.value === value))
      .map(value =>
        judgeOf(examples, observation, value, names.length, {
          sureness: ids.get(`q:${observation}=${value}`) ?? -1,
          has: ids.get(`h:${observation}=${value}`) ?? -1,
        }),
      ),
  )
  // One calibration for all judges, with a lean for each: a rare observation has too few reports for its own.
  const rows = judged.flatMap(item => item.rows)
  const voted = platt(
    rows.filter(row => row.agreed),
    true,
  )
  const alone = platt(
    rows.filter(row => !row.voted),
    false,
  )
  const annotated = new Map(
    observations.map(id => [id, examples.filter(example => example.observations[id] !== undefined).length]),
  )
  const cuts = cutsOf(
    rows
      .filter(row => row.agreed)
      .map(row => ({
        observation: row.key.split('=')[0] ?? '',
        confidence: sigmoid(calibrated(row.score, voted.leans.get(row.key) ?? 0, row.behind, voted)),
        right: row.right,
      })),
    annotated,
  )
  const plain = ({ slope, shift, support }: Fitted, from: number) => ({ slope, shift, support, from })
  const judges = judged.map(({ judge }) => ({
    ...judge,
    lean: voted.leans.get(`${judge.observation}=${judge.value}`) ?? 0,
    from: cuts.get(judge.observation) ?? 1,
  }))
  return {
    version: 1,
    voted: plain(voted, Math.max(...cuts.values())),
    alone: plain(alone, PROPOSE_ALONE),
    words: words.join(' '),
    reliability: [...reliability]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([key, { right, seen }]) => `${key}\t${right}\t${seen}`)
      .join('\n'),
    names: names.join('\n'),
    judges,
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
