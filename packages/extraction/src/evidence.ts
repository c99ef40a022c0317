import { bestPassage, type PassageScores } from './passage-model.ts'
import type { Vote } from './vote.ts'

/** How often a vote of this pattern was right, by `voteKey`; a pattern never seen to vote has the prior. */
export type Reliability = ReadonlyMap<string, { readonly right: number; readonly seen: number }>

export function voteKey(vote: Vote): string {
  return `${vote.observation}=${vote.value}${vote.flipped ? '!' : ''} ${vote.source}`
}

// as if each pattern had been right in 3.2 of 4 votes before it was seen
const PRIOR_RIGHT = 3.2
const PRIOR_SEEN = 4

/** Log-odds that a vote is right, with the counts of some reports taken out (`less`), so that nobody vouches for himself. */
export function surenessOf(vote: Vote, reliability: Reliability, less: { right: number; seen: number }): number {
  const counts = reliability.get(voteKey(vote)) ?? less
  const right = PRIOR_RIGHT + counts.right - less.right
  const seen = PRIOR_SEEN + counts.seen - less.seen
  return Math.log(right / Math.max(0.2, seen - right))
}

/** A value of an observation that is judged, "paid=yes", and the number of the opposite one, -1 where there is none. */
export type Judged = {
  readonly observation: string
  readonly value: 'yes' | 'no'
  readonly key: string
  readonly other: number
}

/** What is weighed of a value itself, in the order of its numbers. */
export const OWN = [
  'surest pattern',
  'some pattern',
  'places of patterns',
  'number of patterns',
  'surest pattern against it',
  'some pattern against it',
  'all turned by a negation',
  'best passage',
  'second passage',
  'passage at a pattern',
  'best passage against it',
  'best passage beside a pattern',
  'force of patterns',
  'length of the text',
  'whole story',
] as const

// log-odds of a passage below which it makes no difference
const LEAST = -6
const MOST = 4
// what is weighed where there is no pattern, near the mean of where there is one
const NO_PLACE = -3
// how much the training may lean on what else was read: as if its L2 prior were five times as strong as that of what bears on the value itself (1 / sqrt 5), half as much more on votes
const ELSE = 0.447
const VOTED = 0.632
const PER_LOG_ODDS = 1 / 3

/** What a text holds for all values that are judged. */
export type Evidence = {
  /** For each judged value the numbers of `OWN`, one value after the other. */
  readonly own: Float64Array
  /** The same for every value: the best passage of each judged value, what patterns say of each observation, and the role of the reporter; named by `sharedNames`. */
  readonly shared: Float64Array
}

/** The names of what is shared: "passage paid=yes", "pattern paid", "role buyer". */
export function sharedNames(judged: readonly Judged[]): string[] {
  return [
    ...judged.map(({ key }) => `passage ${key}`),
    ...observationsOf(judged).map(id => `pattern ${id}`),
    'role buyer',
    'role seller',
  ]
}

function observationsOf(judged: readonly Judged[]): string[] {
  return [...new Set(judged.map(({ observation }) => observation))]
}

const clipped = (score: number) => Math.max(LEAST, score)

/** What votes, passages and the story as a whole (a text of so many `words`) hold for every judged value; `sureness` is of a vote, in log-odds. */
export function evidenceOf(
  judged: readonly Judged[],
  votes: readonly Vote[],
  passages: PassageScores,
  story: PassageScores,
  words: number,
  role: 'buyer' | 'seller' | undefined,
  sureness: (vote: Vote) => number,
): Evidence {
  const byKey = new Map<string, Vote[]>()
  for (const vote of votes) {
    const key = `${vote.observation}=${vote.value}`
    const list = byKey.get(key)
    if (list === undefined) byKey.set(key, [vote])
    else list.push(vote)
  }
  const sides = judged.map(({ key }, at) => {
    const own = byKey.get(key) ?? []
    let surest = Number.NEGATIVE_INFINITY
    for (const vote of own) surest = Math.max(surest, sureness(vote))
    return { own, surest: own.length === 0 ? 0 : surest, ...twoBest(passages, at) }
  })
  const width = OWN.length
  const own = new Float64Array(judged.length * width)
  for (const [at, { other }] of judged.entries()) {
    const side = sides[at]
    if (side === undefined) continue
    const against = sides[other]
    const has = side.own.length > 0
    const opposed = against !== undefined && against.own.length > 0
    own.set(
      [
        side.surest,
        has ? 1 : 0,
        Math.log1p(new Set(side.own.map(vote => vote.first)).size),
        Math.log1p(new Set(side.own.map(vote => vote.source)).size),
        against?.surest ?? 0,
        opposed ? 1 : 0,
        has && side.own.every(vote => vote.flipped) ? 1 : 0,
        clipped(side.first),
        clipped(side.second),
        has ? clipped(bestPassage(passages, at, side.own).score) : NO_PLACE,
        clipped(against?.first ?? LEAST),
        has ? clipped(side.first) : 0,
        side.own.reduce((most, vote) => Math.max(most, vote.force), 0),
        Math.log(Math.max(1, words)),
        clipped(story.scores[at] ?? LEAST),
      ],
      at * width,
    )
  }
  const voted = observationsOf(judged).map(id => {
    const [yes, no] = [byKey.has(`${id}=yes`), byKey.has(`${id}=no`)]
    return yes === no ? 0 : yes ? VOTED : -VOTED
  })
  const shared = Float64Array.from([
    ...sides.map(({ first }) => Math.min(MOST, clipped(first)) * PER_LOG_ODDS * ELSE),
    ...voted,
    role === 'buyer' ? ELSE : 0,
    role === 'seller' ? ELSE : 0,
  ])
  return { own, shared }
}

/** The log-odds of the passage that speaks most for what model `at` judges, and of the next one that has no word in common with it. */
function twoBest({ passages, whole, models, scores }: PassageScores, at: number): { first: number; second: number } {
  let best = -1
  for (let p = 0; p < whole; p++)
    if (best < 0 || (scores[p * models + at] ?? LEAST) > (scores[best * models + at] ?? LEAST)) best = p
  const top = passages[best]
  if (top === undefined) return { first: LEAST, second: LEAST }
  let second = LEAST
  for (const [p, { first, last }] of passages.slice(0, whole).entries())
    if (first > top.last || last < top.first) second = Math.max(second, scores[p * models + at] ?? LEAST)
  return { first: scores[best * models + at] ?? LEAST, second }
}

/** Values that are judged, each with the number of the opposite one. */
export function withOther(values: readonly Omit<Judged, 'other'>[]): Judged[] {
  return values.map(one => ({
    ...one,
    other: values.findIndex(each => each.observation === one.observation && each.value !== one.value),
  }))
}
