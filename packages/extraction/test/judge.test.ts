import { describe, expect, test } from 'vitest'
import { platt, sigmoid } from '../src/calibrate.ts'
import { evidenceOf, type Judged, OWN, sharedNames, surenessOf, voteKey } from '../src/evidence.ts'
import { fitLogistic, type Rows } from '../src/logistic.ts'
import { noPassages, type PassageScores } from '../src/passage-model.ts'
import type { Vote } from '../src/vote.ts'

/** A fixed sequence of numbers between 0 and 1. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe('a logistic model', () => {
  const width = 4
  const truth = [1.5, -2, 0, 0.7]
  const rowsOf = (count: number, seed: number): Rows => {
    const next = numbersFrom(seed)
    const values = Float64Array.from({ length: count * width }, () => 4 * next() - 2)
    const positive = Uint8Array.from({ length: count }, (_, row) => {
      const odds = truth.reduce((sum, weight, j) => sum + weight * (values[row * width + j] ?? 0), -0.5)
      return next() < sigmoid(odds) ? 1 : 0
    })
    return { width, values, positive, counts: new Float64Array(count).fill(1) }
  }
  const every = (rows: Rows) => [...rows.positive.keys()]

  test('finds the weights that the rows were drawn with', () => {
    const rows = rowsOf(20_000, 3)
    const { bias, weights } = fitLogistic(rows, every(rows), 1)
    for (const [j, weight] of truth.entries()) expect(Math.abs((weights[j] ?? 0) - weight)).toBeLessThan(0.12)
    expect(Math.abs(bias + 0.5)).toBeLessThan(0.12)
  })

  test('is at rest: no weight can be moved a little for a smaller loss', () => {
    const rows = rowsOf(300, 11)
    const prior = 2
    const { bias, weights } = fitLogistic(rows, every(rows), prior)
    const lossAt = (all: readonly number[]) =>
      every(rows).reduce(
        (sum, row) => {
          const odds = all
            .slice(0, width)
            .reduce((s, w, j) => s + w * (rows.values[row * width + j] ?? 0), all[width] ?? 0)
          return sum + Math.log1p(Math.exp(rows.positive[row] === 1 ? -odds : odds))
        },
        all.slice(0, width).reduce((sum, w) => sum + (prior * w * w) / 2, 0),
      )
    const at = [...weights, bias]
    const least = lossAt(at)
    for (const j of at.keys())
      for (const step of [-0.05, 0.05])
        expect(lossAt(at.map((value, k) => (k === j ? value + step : value)))).toBeGreaterThan(least)
  })

  test('rows that were left out, or count for nothing, make no difference', () => {
    const rows = rowsOf(400, 7)
    const half = every(rows).filter(row => row % 2 === 0)
    const without = fitLogistic(rows, half, 1)
    const counts = Float64Array.from(rows.counts, (_, row) => (row % 2 === 0 ? 1 : 0))
    const same = fitLogistic({ ...rows, counts }, every(rows), 1)
    for (const [j, weight] of without.weights.entries()) expect(same.weights[j]).toBeCloseTo(weight, 2)
  })
})

test('calibration finds the slope and the shift of scores that say too much, and the lean of one key', () => {
  const next = numbersFrom(5)
  const rows = Array.from({ length: 8000 }, (_, at) => {
    const key = at % 2 === 0 ? 'a=yes' : 'b=yes'
    const score = 6 * next() - 3
    return { key, score, right: next() < sigmoid(0.5 * score - 1 + (key === 'a=yes' ? 0.8 : 0)) }
  })
  const { slope, shift, leans } = platt(rows)
  expect(slope).toBeCloseTo(0.5, 1)
  expect(Math.abs((leans.get('a=yes') ?? 0) - (leans.get('b=yes') ?? 0) - 0.8)).toBeLessThan(0.15)
  expect(Math.abs(shift + (leans.get('b=yes') ?? 0) + 1)).toBeLessThan(0.15)
})

test('calibration comes to rest where scores are far out', () => {
  const next = numbersFrom(9)
  const rows = Array.from({ length: 1000 }, (_, at) => {
    const score = 30 * next() - 15
    return { key: 'a=yes', score, right: at % 10 === 0 ? score < 0 : score > 0 }
  })
  const { slope, shift } = platt(rows)
  expect(slope).toBeGreaterThan(0)
  expect(slope).toBeLessThan(1)
  expect(Math.abs(shift)).toBeLessThan(1)
})

describe('evidence', () => {
  const judged: Judged[] = [
    { observation: 'paid', value: 'yes', key: 'paid=yes', other: 1 },
    { observation: 'paid', value: 'no', key: 'paid=no', other: 0 },
    { observation: 'sent', value: 'yes', key: 'sent=yes', other: -1 },
  ]
  const passages: PassageScores = {
    passages: [
      { first: 0, last: 4 },
      { first: 5, last: 9 },
    ],
    whole: 2,
    models: 3,
    scores: Float64Array.of(2, -3, -9, -1, 0.5, -8),
  }
  const own = (numbers: Float64Array, at: number) =>
    Object.fromEntries(OWN.map((name, j) => [name, numbers[at * OWN.length + j]]))

  const group: Vote['group'] = {
    id: 'paid/1',
    observation: 'paid',
    value: 'yes',
    negated: 'flip',
    reach: 'before',
    agent: 'any',
    said: false,
    maybe: false,
    role: undefined,
    force: 2,
    patterns: [],
  }
  const voteOf = (value: 'yes' | 'no', first: number, source: string, flipped = false): Vote => ({
    group,
    observation: 'paid',
    value,
    first,
    last: first + 1,
    force: 2,
    flipped,
    source,
    pattern: 0,
    scene: { claimed: false, supposed: false, asked: false, negated: false },
  })

  test('holds what patterns say of a value, and where', () => {
    const votes = [voteOf('yes', 6, 'heb betaald'), voteOf('yes', 6, '@paid'), voteOf('no', 1, 'niet betaald', true)]
    const { own: all, shared } = evidenceOf(judged, votes, passages, noPassages, 10, undefined, vote =>
      vote.value === 'yes' ? 1.5 : -0.5,
    )
    expect(own(all, 0)).toMatchObject({
      'some pattern': 1,
      'surest pattern': 1.5,
      'surest pattern against it': -0.5,
      'places of patterns': Math.log1p(1),
      'number of patterns': Math.log1p(2),
      'all turned by a negation': 0,
      'passage at a pattern': -1,
    })
    expect(own(all, 1)).toMatchObject({ 'all turned by a negation': 1, 'passage at a pattern': -3 })
    expect(shared[sharedNames(judged).indexOf('pattern paid')]).toBe(0)
  })

  test('a pattern that was right only where it may not vouch for itself is as sure as one never seen', () => {
    const vote = voteOf('yes', 0, 'heb betaald')
    const seen = new Map([[voteKey(vote), { right: 5, seen: 5 }]])
    const never = surenessOf(vote, new Map(), { right: 0, seen: 0 })
    expect(surenessOf(vote, seen, { right: 5, seen: 5 })).toBeCloseTo(never)
    expect(surenessOf(vote, seen, { right: 0, seen: 0 })).toBeGreaterThan(never)
  })

  test('holds the two best passages of a value and the best against it, none lower than what makes no difference', () => {
    const { own: all, shared } = evidenceOf(judged, [], passages, noPassages, 10, 'buyer', () => 0)
    expect(own(all, 0)).toMatchObject({ 'best passage': 2, 'second passage': -1, 'best passage against it': 0.5 })
    expect(own(all, 1)).toMatchObject({ 'best passage': 0.5, 'best passage against it': 2 })
    expect(own(all, 2)).toMatchObject({ 'best passage': -6, 'best passage against it': -6, 'some pattern': 0 })
    const names = sharedNames(judged)
    expect(names).toEqual([
      'passage paid=yes',
      'passage paid=no',
      'passage sent=yes',
      'pattern paid',
      'pattern sent',
      'role buyer',
      'role seller',
    ])
    expect(shared).toHaveLength(names.length)
    expect(shared[names.indexOf('role buyer')]).toBeGreaterThan(0)
    expect(shared[names.indexOf('role seller')]).toBe(0)
  })
})
