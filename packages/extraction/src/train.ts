import { platt, type Scored, sigmoid } from './calibrate.ts'
import { cutsOf, isDisputed, MOST_CUT } from './cut.ts'
import { type Evidence, evidenceOf, type Judged, OWN, surenessOf, voteKey, withOther } from './evidence.ts'
import { scoreOf } from './judge.ts'
import { fitLogistic, type Linear, type Rows } from './logistic.ts'
import { FOLDS, foldsOf } from './order.ts'
import { round } from './pack.ts'
import { noPassages } from './passage-model.ts'
import { packPassages, passageExamples, storyExamples, trainPassages } from './passage-train.ts'
import { createScanner, type Read } from './reader.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import { trainTagger } from './tagger-train.ts'

/** What a text settles, each with its exact quote, and where it stands if not at its first place. */
type Settled = Readonly<Record<string, { readonly value: string; readonly quote: string; readonly at?: number }>>

/** An annotated report of the corpus. */
export type Annotated = {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly observations: Settled
  readonly entities: readonly { readonly type: string; readonly text: string }[]
  /** Patterns were written while looking at it, so that it says too much good of them. */
  readonly seen?: boolean
  /** Who wrote it, or the file it is from: people repeat their own words, so a group is held back as a whole. */
  readonly group?: string
}

/** A sentence or a few, annotated with all that they settle. */
export type Fragment = { readonly lang: 'nl' | 'en'; readonly text: string; readonly observations: Settled }

/** A sentence of which one observation is annotated; "-" where it does not settle it. */
export type Sentence = { readonly text: string; readonly observation: string; readonly value: string }

/** What is learnt from beside reports: how reliable patterns are, and which words of a passage settle what. */
export type Beside = { readonly fragments: readonly Fragment[]; readonly sentences: readonly Sentence[] }

const DATE = '2025-06-01'
// with as many reports that no pattern was written from, only these calibrate
const UNSEEN_ENOUGH = 200
// a report that patterns were written from tells less of how sure they are
const SEEN_COUNTS = 0.5
// weights that are left out, so that the file stays small; of the stories more, since they are few and their small weights mostly chance
const LEAST_OF_PASSAGES = 0.4
const LEAST_OF_STORIES = 0.8
// L2 prior of the judges, over values of variance 1
const PRIOR = 1 / 0.3

/** Words seen in at least two reports: not slips of the keys. */
export function wordsOfCorpus(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
): string[] {
  const scan = createScanner(reading, new Set(), new Map())
  const seen = new Map<string, number>()
  for (const item of corpus)
    for (const word of new Set(scan(item.text, { date: DATE }).marked.tokens.plain))
      seen.set(word, (seen.get(word) ?? 0) + 1)
  return [...seen]
    .filter(([word, count]) => count >= 2 && word.length >= 3 && !word.startsWith('#'))
    .map(([word]) => word)
    .sort()
}

type Counts = { readonly right: number; readonly seen: number }

const NONE: Counts = { right: 0, seen: 0 }

/** How often each pattern was right, over everything and by group; a pattern counts once a text. */
function countVotes(
  scans: readonly { readonly item: Annotated; readonly read: Read }[],
  fragments: readonly { readonly item: Fragment; readonly read: Read }[],
  sentences: readonly { readonly item: Sentence; readonly read: Read }[],
): { readonly all: ReadonlyMap<string, Counts>; readonly ofGroup: ReadonlyMap<string, ReadonlyMap<string, Counts>> } {
  const all = new Map<string, Counts>()
  const ofGroup = new Map<string, Map<string, Counts>>()
  const add = (counts: Map<string, Counts>, key: string, right: boolean) => {
    const before = counts.get(key) ?? NONE
    counts.set(key, { right: before.right + (right ? 1 : 0), seen: before.seen + 1 })
  }
  const verdicts = ({ votes }: Read, valueFor: (observation: string) => string | undefined, only?: string) =>
    new Map(
      votes
        .filter(({ observation }) => !observation.startsWith('answer:') && (only ?? observation) === observation)
        .map(vote => [voteKey(vote), valueFor(vote.observation) === vote.value]),
    )
  for (const { item, read } of scans) {
    const own = ofGroup.get(groupOf(item)) ?? new Map<string, Counts>()
    ofGroup.set(groupOf(item), own)
    for (const [key, right] of verdicts(read, id => item.observations[id]?.value)) {
      add(all, key, right)
      add(own, key, right)
    }
  }
  for (const { item, read } of fragments)
    for (const [key, right] of verdicts(read, id => item.observations[id]?.value)) add(all, key, right)
  for (const { item, read } of sentences)
    for (const [key, right] of verdicts(read, () => item.value, item.observation)) add(all, key, right)
  return { all, ofGroup }
}

function groupOf(item: Annotated | undefined): string {
  return item?.group ?? item?.id ?? ''
}

/** Mean and spread of each number of `OWN` of the judge `at` over all reports. */
function spreadOf(evidence: readonly Evidence[], at: number): { readonly mean: number[]; readonly spread: number[] } {
  const ofEach = OWN.map((_, j) => evidence.map(({ own }) => own[at * OWN.length + j] ?? 0))
  const mean = ofEach.map(list => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length))
  const spread = ofEach.map((list, j) =>
    Math.sqrt(list.reduce((sum, value) => sum + (value - (mean[j] ?? 0)) ** 2, 0) / Math.max(1, list.length)),
  )
  return { mean, spread: spread.map(value => value + 1e-6) }
}

/** A judge over evidence as it is: the scaling of the rows that it was fitted on is in its weights. */
function judgeFrom(
  { bias, weights }: Linear,
  { mean, spread }: ReturnType<typeof spreadOf>,
): { bias: number; own: number[]; shared: number[] } {
  const own = OWN.map((_, j) => (weights[j] ?? 0) / (spread[j] ?? 1))
  return {
    bias: round(own.reduce((sum, weight, j) => sum - weight * (mean[j] ?? 0), bias)),
    own: own.map(weight => round(weight)),
    shared: Array.from(weights.subarray(OWN.length), weight => round(weight)),
  }
}

/** The judge with number `at`, and what judges that were not trained on a report make of it. */
function trainJudge(
  judged: Judged,
  at: number,
  corpus: readonly Annotated[],
  evidence: readonly Evidence[],
  folds: readonly number[],
) {
  const scaling = spreadOf(evidence, at)
  const width = OWN.length + (evidence[0]?.shared.length ?? 0)
  const rows: Rows = {
    width,
    values: new Float64Array(width * corpus.length),
    positive: Uint8Array.from(corpus, item => (item.observations[judged.observation]?.value === judged.value ? 1 : 0)),
    counts: Float64Array.from(corpus, item => (item.seen === true ? SEEN_COUNTS : 1)),
  }
  for (const [row, { own, shared }] of evidence.entries()) {
    for (let j = 0; j < OWN.length; j++)
      rows.values[row * width + j] =
        ((own[at * OWN.length + j] ?? 0) - (scaling.mean[j] ?? 0)) / (scaling.spread[j] ?? 1)
    rows.values.set(shared, row * width + OWN.length)
  }
  const every = [...corpus.keys()]
  const fit = (used: readonly number[]) => judgeFrom(fitLogistic(rows, used, PRIOR), scaling)
  const heldBack = Array.from({ length: FOLDS }, (_, fold) => fit(every.filter(row => folds[row] !== fold)))
  const judge = fit(every)
  const scored = every.map((row): Scored => {
    const own = evidence[row]
    return {
      key: judged.key,
      score: own === undefined ? 0 : scoreOf(heldBack[folds[row] ?? 0] ?? judge, at, own),
      right: rows.positive[row] === 1,
    }
  })
  return { judge, scored }
}

/**
 * How sure the judges may be, and from where on to propose a value: by what held-back judges made of each report (`scored`, by judge). One calibration for all
 * judges, with a lean for each: a rare observation has too few reports for its own.
 */
function calibrationOf(
  judged: readonly Judged[],
  scored: readonly (readonly Scored[])[],
  corpus: readonly Annotated[],
) {
  const unseen = corpus.filter(item => item.seen !== true).length >= UNSEEN_ENOUGH
  const rows = scored.flatMap(list => list.filter((_, row) => !unseen || corpus[row]?.seen !== true))
  const { slope, shift, leans } = platt(rows)
  const confidenceOf = ({ key, score }: Scored) => sigmoid(slope * score + shift + (leans.get(key) ?? 0))
  const disputed = new Set(
    judged.flatMap(({ key }, at) => {
      const verdicts = (scored[at] ?? []).map((row, place) => ({
        writer: groupOf(corpus[place]),
        confidence: confidenceOf(row),
        right: row.right,
      }))
      return isDisputed(verdicts) ? [key] : []
    }),
  )
  const outcomes = rows
    .map(row => ({ key: row.key, confidence: confidenceOf(row), right: row.right }))
    .filter(({ key, confidence }) => !disputed.has(key) || confidence >= MOST_CUT)
    .map(({ key, confidence, right }) => ({ observation: key.split('=')[0] ?? '', confidence, right }))
  const annotated = new Map(
    judged.map(({ observation }) => [
      observation,
      corpus.filter(item => item.observations[observation] !== undefined).length,
    ]),
  )
  const cuts = cutsOf(outcomes, annotated)
  const fromOf = (key: string, observation: string) =>
    disputed.has(key) ? MOST_CUT : (cuts.get(observation) ?? MOST_CUT)
  return { slope, shift, leans, fromOf }
}

/** The judges of observations, the models of passages, the reliability of patterns and the calibration. */
export function trainJudges(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
  { fragments, sentences }: Beside,
): Readonly<Record<string, unknown>> {
  const words = wordsOfCorpus(corpus, reading)
  const scan = createScanner(reading, new Set(words), new Map())
  const scans = corpus.map(item => ({ item, read: scan(item.text, { date: DATE }) }))
  const scannedFragments = fragments.map(item => ({ item, read: scan(item.text, { date: DATE, lang: item.lang }) }))
  const scannedSentences = sentences.map(item => ({ item, read: scan(item.text, { date: DATE }) }))
  const { all: reliability, ofGroup } = countVotes(scans, scannedFragments, scannedSentences)
  const judged = judgedIn(corpus)
  const folds = foldsOf(corpus.map(groupOf))
  const keys = judged.map(({ key }) => key)
  const passages = trainPassages(
    passageExamples(scans, scannedFragments, scannedSentences),
    keys,
    folds,
    LEAST_OF_PASSAGES,
  )
  const stories = trainPassages(storyExamples(scans), keys, folds, LEAST_OF_STORIES)
  // nobody vouches for himself: the votes of a writer do not count on his own reports
  const evidence = scans.map(({ item, read }, row) =>
    evidenceOf(
      judged,
      read.votes,
      passages.heldBack[row] ?? noPassages,
      stories.heldBack[row] ?? noPassages,
      read.marked.tokens.count,
      read.role,
      vote => surenessOf(vote, reliability, ofGroup.get(groupOf(item))?.get(voteKey(vote)) ?? NONE),
    ),
  )
  const trained = judged.map((one, at) => trainJudge(one, at, corpus, evidence, folds))
  const { slope, shift, leans, fromOf } = calibrationOf(
    judged,
    trained.map(({ scored }) => scored),
    corpus,
  )
  return {
    version: 2,
    calibration: { slope, shift },
    words: words.join(' '),
    reliability: [...reliability]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([key, { right, seen }]) => `${key}\t${right}\t${seen}`)
      .join('\n'),
    usual: Array.from({ length: evidence[0]?.shared.length ?? 0 }, (_, j) =>
      round(evidence.reduce((sum, { shared }) => sum + (shared[j] ?? 0), 0) / evidence.length),
    ),
    judges: judged.map(({ observation, value, key }, at) => ({
      observation,
      value,
      ...trained[at]?.judge,
      lean: leans.get(key) ?? 0,
      from: fromOf(key, observation),
    })),
    passages: packPassages(passages.model),
    stories: packPassages(stories.model),
  }
}

/** Every value of an observation that some report settles. */
function judgedIn(corpus: readonly Annotated[]): Judged[] {
  const settled = new Set(
    corpus.flatMap(({ observations }) => Object.entries(observations).map(([id, { value }]) => `${id}=${value}`)),
  )
  const keys = [...new Set(corpus.flatMap(({ observations }) => Object.keys(observations)))]
    .sort()
    .flatMap(observation =>
      (['yes', 'no'] as const)
        .map(value => ({ observation, value, key: `${observation}=${value}` }))
        .filter(({ key }) => settled.has(key)),
    )
  return withOther(keys)
}

/** Trains the plain value of `weights/weights.json` from annotated reports; the same reports and patterns give the same bytes. */
export function trainWeights(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
  beside: Beside = { fragments: [], sentences: [] },
): unknown {
  return { ...trainJudges(corpus, reading, beside), tagger: trainTagger(corpus, reading) }
}
