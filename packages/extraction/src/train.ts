import { type Features, featuresOf, surenessOf, voteKey } from './features.ts'
import { joined } from './judge.ts'
import { createScanner, type Read } from './reader.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import { trainTagger } from './tagger-train.ts'
import type { Vote } from './vote.ts'

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
  readonly read: Read
  readonly observations: Annotated['observations']
  /** The features that count, by number, and their values. */
  readonly names: Int32Array
  readonly values: Float64Array
}

type Model = { readonly bias: number; readonly weights: Float64Array }

const L2 = 0.1
const ROUNDS = 20
const RATE = 0.05
const FOLDS = 8
// One cut for all: proposing whatever is surer than the odds of the cut gives the most right proposals at its precision.
const PROPOSE = 0.63
const PROPOSE_ALONE = 0.8

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

/** Platt scaling: slope and shift of a logistic through held-back scores, with the two prior counts of Platt (1999). */
function platt(scores: readonly number[], positive: readonly boolean[]): { slope: number; shift: number } {
  const up = positive.filter(Boolean).length
  const high = (up + 1) / (up + 2)
  const low = 1 / (scores.length - up + 2)
  let slope = 1
  let shift = 0
  for (let step = 0; step < 600; step++) {
    let gradientSlope = 0
    let gradientShift = 0
    for (const [i, score] of scores.entries()) {
      const p = 1 / (1 + Math.exp(-(slope * score + shift)))
      const error = (positive[i] ? high : low) - p
      gradientSlope += error * score
      gradientShift += error
    }
    slope = Math.min(3, Math.max(0.2, slope + (0.05 * gradientSlope) / Math.sqrt(scores.length)))
    shift = Math.min(4, Math.max(-4, shift + (0.05 * gradientShift) / Math.sqrt(scores.length)))
  }
  return { slope, shift }
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
    .filter(([word, count]) => count >= 2 && word.length >= 5 && !word.startsWith('#'))
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
  const has = examples.map(example => example.features.has(`h:${observation}=${value}`))
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
  return { judge, rows: scores.map((score, i) => ({ score, right: positive[i] === true, voted: has[i] === true })) }
}

/** Trains the plain value of `weights/weights.json` from annotated reports; the same reports and patterns give the same bytes. */
export function trainWeights(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
  sentences: readonly Sentence[] = [],
): unknown {
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
  // One calibration for all judges: a rare observation has too few reports for its own.
  const calibrate = (voted: boolean) => {
    const rows = judged.flatMap(item => item.rows).filter(row => row.voted === voted)
    const { slope, shift } = platt(
      rows.map(row => row.score),
      rows.map(row => row.right),
    )
    return { slope: round(slope), shift: round(shift), from: voted ? PROPOSE : PROPOSE_ALONE }
  }
  const judges = judged.map(item => item.judge)
  return {
    version: 1,
    voted: calibrate(true),
    alone: calibrate(false),
    words: words.join(' '),
    reliability: [...reliability]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([key, { right, seen }]) => `${key}\t${right}\t${seen}`)
      .join('\n'),
    names: names.join('\n'),
    judges,
    tagger: trainTagger(corpus, reading),
  }
}
