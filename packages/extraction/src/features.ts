import { tally, type Vote } from './vote.ts'
import type { JudgedFeatures } from './weights.ts'

/** Features of one text by name, with their values; the scale says how freely the training may lean on a kind of feature. */
export type Features = ReadonlyMap<string, number>

/** The same by the number that the judges know a feature by, without those that no judge knows. */
export type KnownFeatures = ReadonlyMap<number, number>

const PATTERN = 0.7
const MORE = 0.7
const SETTLED = 1

/** How often a vote of this pattern was right, by `voteKey`; a pattern never seen to vote has the prior. */
export type Reliability = ReadonlyMap<string, { readonly right: number; readonly seen: number }>

export function voteKey(vote: Vote): string {
  return `${vote.observation}=${vote.value}${vote.flipped ? '!' : ''} ${vote.source}`
}

// as if each pattern had been right in 3.2 of 4 votes before it was seen
const PRIOR_RIGHT = 3.2
const PRIOR_SEEN = 4

/** Log-odds that a vote is right, with the counts of one report taken out (`less`), so that a report does not vouch for itself. */
export function surenessOf(vote: Vote, reliability: Reliability, less: { right: number; seen: number }): number {
  const counts = reliability.get(voteKey(vote))
  const right = PRIOR_RIGHT + (counts?.right ?? 0) - (counts === undefined ? 0 : less.right)
  const seen = PRIOR_SEEN + (counts?.seen ?? 0) - (counts === undefined ? 0 : less.seen)
  return Math.log(right / Math.max(0.2, seen - right))
}

/**
 * What stands behind one value of one observation beside the verdict of its judge: in how many places patterns voted for it and how many patterns did (as
 * logarithms), whether any pattern voted for the other value, and whether every vote was turned round by a negation. How often a pattern was seen before is
 * left out: on the reports that it was written from, a pattern seen once looks better than it is.
 */
export type Support = ReadonlyMap<string, readonly [places: number, patterns: number, opposed: number, turned: number]>

/** The support of every value that a pattern voted for. */
export function supportOf(votes: readonly Vote[]): Support {
  const sides = new Map<string, Vote[]>()
  for (const vote of votes) {
    const key = `${vote.observation}=${vote.value}`
    const list = sides.get(key)
    if (list === undefined) sides.set(key, [vote])
    else list.push(vote)
  }
  const support = new Map<string, readonly [number, number, number, number]>()
  for (const [key, own] of sides) {
    const [observation, value] = key.split('=')
    support.set(key, [
      Math.log(new Set(own.map(vote => vote.first)).size),
      Math.log(new Set(own.map(vote => vote.source)).size),
      sides.has(`${observation}=${value === 'yes' ? 'no' : 'yes'}`) ? 1 : 0,
      own.every(vote => vote.flipped) ? 1 : 0,
    ])
  }
  return support
}

/** What the judges look at: which pattern groups voted for what, and the role of the reporter. */
export function voteFeatures(
  votes: readonly Vote[],
  role: 'buyer' | 'seller' | undefined,
  sureness: (vote: Vote) => number,
): Map<string, number> {
  const features = new Map<string, number>()
  const byObservation = new Map<string, Vote[]>()
  for (const vote of votes) {
    if (vote.observation.startsWith('answer:')) continue
    // only named groups: those that are numbered say no more than the side they vote for
    if (!/\d$/.test(vote.group.id)) features.set(`p:${vote.group.id}${vote.flipped ? ':turned' : ''}`, PATTERN)
    const list = byObservation.get(vote.observation)
    if (list === undefined) byObservation.set(vote.observation, [vote])
    else list.push(vote)
  }
  for (const [observation, list] of byObservation) {
    for (const value of ['yes', 'no'] as const) {
      let surest = Number.NEGATIVE_INFINITY
      for (const vote of list) if (vote.value === value) surest = Math.max(surest, sureness(vote))
      if (surest > Number.NEGATIVE_INFINITY) {
        features.set(`q:${observation}=${value}`, surest)
        features.set(`h:${observation}=${value}`, 1)
      }
    }
    const result = tally(list)
    const places = new Set(list.map(vote => vote.first)).size
    if (result !== undefined && places > 1) features.set(`m:${observation}=${result.value}`, MORE)
    if (result !== undefined && result.best.force >= 2) features.set(`s:${observation}=${result.value}`, MORE)
    features.set(result === undefined ? `o:${observation}=both` : `o:${observation}=${result.value}`, SETTLED)
  }
  features.set(`r:${role ?? 'none'}`, 1)
  return features
}

/** The features that the judges know, by number. */
export function knownFeatures(voted: Features, judged: JudgedFeatures): KnownFeatures {
  const known = new Map<number, number>()
  for (const [name, value] of voted) {
    const id = judged.numberOf.get(name)
    if (id !== undefined) known.set(id, value)
  }
  return known
}
