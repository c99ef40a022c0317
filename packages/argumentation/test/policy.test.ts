import { expect, test } from 'vitest'
import { draw } from '../src/chart.ts'
import { targetOf } from '../src/goal.ts'
import { type Completions, type Goal, parseTheory, type Theory } from '../src/index.ts'
import { Policies, TooManySituations } from '../src/policy.ts'
import { programOf } from '../src/program.ts'
import { Tabulation } from '../src/tabulation.ts'

type Spread = readonly [unknown: number, yes: number, no: number]

const names = (count: number) => Array.from({ length: count }, (_, i) => `q${i}`)

/** The ways of asking over a theory, with at most so many situations. */
function asking(
  theory: Theory,
  goals: readonly Goal[],
  atMost = 1e6,
  completions: Completions = 'partial',
  costs: Readonly<Record<string, number>> = {},
  odds: Readonly<Record<string, Spread>> = {},
) {
  const program = programOf(theory)
  const targets = goals.map(g => targetOf(program, g))
  const nothing = new Uint8Array(theory.queryables.length)
  const { diagrams, values, names: questions } = draw(program, nothing, targets, { nodes: 1e6, spent: () => {} })
  const cost = Float64Array.from(questions, q => costs[q] ?? 1)
  const spread = questions.map(q => Float64Array.from(odds[q] ?? [0, 0.5, 0.5]))
  const total = completions === 'total'
  const policies = () => new Policies(diagrams, total, cost, spread, atMost)
  const levelOf = (q: string) => questions.indexOf(q)
  return {
    best: () => policies().best(values),
    minimax: () => policies().minimax(values),
    random: () => policies().random(values),
    given: (order: readonly string[], extra: readonly number[] = []) =>
      policies().given(values, order.map(levelOf), extra),
    sample: (dialogues: number, chance: () => number) => policies().sample(values, dialogues, chance),
    table: () => new Tabulation(diagrams, values, total, cost, spread),
    name: (level: number | undefined) => (level === undefined ? undefined : questions[level]),
    fits: (most: number, way: 'best' | 'minimax' | 'random') => {
      try {
        new Policies(diagrams, total, cost, spread, most)[way](values)
        return true
      } catch (error) {
        expect(error).toEqual(new TooManySituations(`more than ${most} situations`))
        expect(error instanceof Error && error.name).toBe('TooManySituations')
        return false
      }
    },
  }
}

const apart = (count: number) =>
  parseTheory({
    queryables: names(count),
    rules: names(count).map((q, i) => ({ id: `r${i}`, if: [q], then: `t${i}` })),
    topics: names(count).map((_, i) => `t${i}`),
  })
const topics = (theory: Theory) => theory.topics.map(status => ({ status }))

test('values that share no question are settled apart: one situation each and one for all', () => {
  const theory = apart(12)
  const one = asking(theory, topics(theory))
  for (const way of ['best', 'minimax', 'random'] as const) {
    expect(one[way]()).toMatchObject({ expected: 12, worst: 12 })
    expect([12, 13].map(most => one.fits(most, way))).toEqual([false, true])
  }
})

/** Whether an odd number of the questions is answered yes: every question has to be asked, whatever the answers. */
function odd(count: number): Theory {
  const rules = names(count).flatMap((q, i) => {
    if (i === 0)
      return [
        { if: [q], then: 'odd0' },
        { if: [`-${q}`], then: 'even0' },
      ]
    return [
      { if: [`even${i - 1}`, q], then: `odd${i}` },
      { if: [`odd${i - 1}`, `-${q}`], then: `odd${i}` },
      { if: [`odd${i - 1}`, q], then: `even${i}` },
      { if: [`even${i - 1}`, `-${q}`], then: `even${i}` },
    ]
  })
  return parseTheory({
    queryables: names(count),
    rules: rules.map((r, i) => ({ ...r, id: `r${i}` })),
    topics: [`odd${count - 1}`],
  })
}

test('a question that every way must ask is asked at once: two situations for each are enough', () => {
  const theory = odd(12)
  const one = asking(theory, topics(theory), 1e6, 'total')
  expect(one.best()).toMatchObject({ expected: 12, worst: 12 })
  expect(one.fits(24, 'best')).toBe(true)
  const small = asking(odd(5), topics(odd(5)), 1e6, 'total', { q3: 2.5 })
  expect(small.minimax()).toMatchObject({ expected: 6.5, worst: 6.5 })
  expect(small.random()).toMatchObject({ expected: 6.5, worst: 6.5 })
})

test('an answer that costs nothing is had first', () => {
  const theory = parseTheory({ queryables: ['a', 'b', 'c'], rules: [{ id: 'r', if: ['a', 'b', 'c'], then: 'x' }] })
  const one = asking(theory, [{ status: 'x' }], 1e6, 'partial', { b: 0, a: 2 })
  expect(one.name(one.best().ask)).toBe('b')
  // b, and if so c, and if so a.
  expect(one.best()).toMatchObject({ expected: 0.5 * (1 + 0.5 * 2), worst: 3 })
  expect(one.fits(3, 'best')).toBe(true)
})

test('of ways with the same mean the one with the lesser worst case is taken, and the other way about', () => {
  // s says which of the two counts: a alone, or b and c. In the mean it may as well be asked last.
  const theory = parseTheory({
    queryables: ['s', 'a', 'b'],
    rules: [
      { id: 'r1', if: ['s', 'a'], then: 'x' },
      { id: 'r2', if: ['-s', 'b'], then: 'x' },
    ],
  })
  const at = (s: number) => asking(theory, [{ status: 'x' }], 1e6, 'total', { s })
  // s first: s + 1. Last: 2 + s / 2. The same where s costs 2.
  for (const [s, expected, worst] of [
    [1, 2, 2],
    [2, 3, 3],
    [3, 3.5, 5],
  ] as const) {
    expect(at(s).best(), `${s}`).toMatchObject({ expected, worst })
    expect(at(s).minimax()).toMatchObject({ expected: s + 1, worst: s + 1 })
    for (const way of ['best', 'minimax'] as const)
      expect(at(s).table()[way](new Uint8Array(3))).toMatchObject({
        expected: at(s)[way]().expected,
        worst: at(s)[way]().worst,
      })
    expect([at(s).name(at(s).best().ask) === 's', at(s).name(at(s).minimax().ask)]).toEqual([s < 3, 's'])
    expect(at(s).name(at(s).table().best(new Uint8Array(3)).ask) === 's').toBe(s < 3)
    expect(at(s).name(at(s).table().minimax(new Uint8Array(3)).ask)).toBe('s')
  }
})

test('a table is made of at most fifteen questions, or twelve where one may go without an answer', () => {
  const even = (count: number, unknown = 0) =>
    Array.from({ length: count }, () => Float64Array.of(unknown, 0.5, 0.5 - unknown))
  expect([15, 16].map(count => Tabulation.fits(count, even(count)))).toEqual([true, false])
  expect([12, 13].map(count => Tabulation.fits(count, even(count, 0.1)))).toEqual([true, false])
  expect([12, 13].map(count => Tabulation.fits(count, [...even(count - 1), ...even(1, 0.1)]))).toEqual([true, false])
})

test('a table says what to ask first: what is best by both marks, or the first that matters', () => {
  for (const bodies of [
    [
      ['s', 'a'],
      ['-s', 'b'],
    ],
    [
      ['a', 's'],
      ['b', '-s'],
    ],
    [
      ['b', '-s'],
      ['s', 'a'],
    ],
  ]) {
    const rules = bodies.map((body, i) => ({ id: `r${i}`, if: body, then: 'x' }))
    const theory = parseTheory({ queryables: ['s', 'a', 'b'], rules })
    const one = asking(theory, [{ status: 'x' }], 1e6, 'total', { s: 2 })
    const at = (known: Readonly<Record<string, number>>) =>
      Uint8Array.from([0, 1, 2], level => known[one.name(level) ?? ''] ?? 0)
    const first = (way: 'best' | 'minimax' | 'random', known = {}) => one.name(one.table()[way](at(known)).ask)
    // Asking s last has the same mean and a worse worst case.
    expect([first('best'), first('minimax'), first('random')]).toEqual(['s', 's', one.name(0)])
    for (const way of ['best', 'minimax', 'random'] as const) {
      expect([first(way, { s: 1 }), first(way, { s: 2 })]).toEqual(['a', 'b'])
      expect(one.table()[way](at({ s: 1 }))).toMatchObject({ expected: 1, worst: 1 })
      expect([first(way, { s: 1, b: 2 }), first(way, { a: 1, b: 2 })]).toEqual(['a', 's'])
      for (const settled of [
        { s: 1, a: 1 },
        { a: 2, b: 2 },
      ])
        expect(one.table()[way](at(settled))).toEqual({ expected: 0, worst: 0, ask: undefined })
    }
    // One table answers for one way after another, and again.
    const table = one.table()
    const none = at({})
    const told = (['best', 'random', 'minimax', 'random', 'best'] as const).map(way => table[way](none).expected)
    expect(told).toEqual([3, table.random(none).expected, 3, table.random(none).expected, 3])
    expect(table.random(none).expected).toBeGreaterThan(3)
  }
})

test('a worst case is exact also where costs are no whole numbers, or large', () => {
  const theory = parseTheory({ queryables: ['a', 'b'], rules: [{ id: 'r', if: ['a', 'b'], then: 'x' }] })
  const worst = (costs: Readonly<Record<string, number>>) =>
    asking(theory, [{ status: 'x' }], 1e6, 'partial', costs)
      .table()
      .minimax(new Uint8Array(2)).worst
  expect(worst({ a: 0.1, b: 0.2 })).toBeCloseTo(0.3, 12)
  expect(worst({ a: 1, b: 0.1 })).toBeCloseTo(1.1, 12)
  expect(worst({ a: 16_777_217, b: 1 })).toBe(16_777_218)
})

test('what is implied is had before any other question that matters is put', () => {
  // A yes to a implies a no to b, which settles y for nothing.
  const theory = parseTheory({
    queryables: ['a', 'b', 'c'],
    rules: [
      { id: 'r1', if: ['a'], then: 'x' },
      { id: 'r2', if: ['-b'], then: 'y' },
      { id: 'r3', if: ['c'], then: 'y' },
    ],
    contraries: [{ between: ['a', 'b'] }],
  })
  const one = asking(theory, [{ status: 'x' }, { status: 'y' }])
  // a first comes to 1.75, b to 2, and c to 2.375.
  expect(one.random().expected).toBeCloseTo((1.75 + 2 + 2.375) / 3, 9)
  expect(one.table().random(new Uint8Array(3)).expected).toBeCloseTo((1.75 + 2 + 2.375) / 3, 9)
})

test('nine values and more are told apart', () => {
  const theory = apart(9)
  const none = new Uint8Array(9)
  expect(asking(theory, topics(theory)).table().random(none)).toMatchObject({ expected: 9, worst: 9, ask: 0 })
  none[0] = 1
  expect(asking(theory, topics(theory)).table().random(none)).toMatchObject({ expected: 8, worst: 8, ask: 1 })
})

test('in a fixed order all is asked until nothing can change, also what bears on nothing', () => {
  const theory = parseTheory({ queryables: ['a', 'b', 'c'], rules: [{ id: 'r', if: ['a', 'b'], then: 'x' }] })
  const one = asking(theory, [{ status: 'x' }], 1e6, 'partial', { a: 1, b: 3 })
  expect(one.given(['a', 'b'])).toMatchObject({ expected: 2.5, worst: 4 })
  expect(one.given(['b', 'a'])).toMatchObject({ expected: 3.5, worst: 4 })
  expect(one.given(['c', 'b', 'c', 'a'], [10, 0, 7, 0])).toMatchObject({ expected: 10 + 3 + 0.5 * 8, worst: 21 })
  expect(one.given([])).toEqual({ expected: 0, worst: 0, ask: undefined })
  expect(() => asking(theory, [{ status: 'x' }], 1).given(['a', 'b'])).toThrow(TooManySituations)
})

test('dialogues drawn by lot follow the lot', () => {
  const theory = parseTheory({ queryables: ['a', 'b'], rules: [{ id: 'r', if: ['a', 'b'], then: 'x' }] })
  const odds = { a: [0.2, 0.3, 0.5] as const }
  const one = asking(theory, [{ status: 'x' }], 1e6, 'partial', { a: 2, b: 5 }, odds)
  const drawn = (...lots: number[]) => {
    let i = 0
    const found = one.sample(1, () => lots[i++ % lots.length] ?? 0)
    return [one.name(found.ask), found.expected, found.worst, i]
  }
  const [low, high] = [one.name(0), one.name(1)]
  expect([low, high].sort()).toEqual(['a', 'b'])
  const first = low === 'a' ? 0.1 : 0.9
  // a first. Below 0.2 it stays without an answer, below 0.5 it is yes, above no.
  expect(drawn(first, 0.1)).toEqual(['a', 2, 2, 2])
  expect(drawn(first, 0.49, 0, 0.1)).toEqual(['a', 7, 7, 4])
  expect(drawn(first, 0.51)).toEqual(['a', 2, 2, 2])
  expect(drawn(1 - first, 0.6)).toEqual(['b', 5, 5, 2])
  expect(drawn(1 - first, 0.4, 0, 0)).toEqual(['b', 7, 7, 4])
  // The mean of two, and the dearer of them.
  let i = 0
  const lots = [first, 0.1, first, 0.3, 0, 0.9]
  const two = one.sample(2, () => lots[i++] ?? 0)
  expect([two.expected, two.worst]).toEqual([4.5, 7])
  expect(asking(theory, [{ status: 'x' }]).sample(3, () => 0.999999).worst).toBe(1)
})

test('an answer that the known facts imply is had for nothing, and is never the other one', () => {
  const theory = parseTheory({
    queryables: ['a', 'b', 'c'],
    rules: [
      { id: 'r1', if: ['a'], then: 'x' },
      { id: 'r2', if: ['b'], then: 'y' },
      { id: 'r3', if: ['c'], then: 'z' },
    ],
    contraries: [{ between: ['a', 'b'] }],
  })
  const goals = ['x', 'y', 'z'].map(status => ({ status }))
  const one = asking(theory, goals, 1e6, 'partial', { c: 4 })
  // a: half of the time b is then had for nothing.
  for (const way of ['best', 'minimax', 'random'] as const) {
    expect(one[way]()).toMatchObject({ expected: 5.5, worst: 6 })
    expect(one.table()[way](new Uint8Array(3))).toMatchObject({ expected: 5.5, worst: 6 })
  }
  expect(one.given(['a', 'b', 'c'])).toMatchObject({ expected: 5.5, worst: 6 })
  const dear = asking(theory, goals, 1e6, 'partial', { a: 3, c: 0 })
  // b first, and only where it is not so also a.
  expect(dear.best()).toMatchObject({ expected: 1 + 0.5 * 3, worst: 4 })
})

/** Rules for and against among so many questions, in which what to ask next is not plain. */
const tangled = (count: number) =>
  parseTheory({
    queryables: names(count),
    rules: names(count).map((q, i) => ({
      id: `r${i}`,
      if: [...new Set([q, `${i % 2 ? '-' : ''}q${(i * 5 + 3) % count}`])],
      then: `${i % 4 === 3 ? '-' : ''}t${i % 2}`,
    })),
    topics: ['t0', 't1'],
  })

test('bounds spare most of the situations, and none of the cost', () => {
  const theory = tangled(7)
  const one = asking(theory, topics(theory), 1e6, 'partial', { q1: 2, q4: 3 })
  const none = new Uint8Array(7)
  // Of the 2187 sets of answers, about 150 are gone through.
  expect([one.fits(155, 'best'), one.fits(160, 'minimax')]).toEqual([true, true])
  expect(one.best().expected).toBeCloseTo(one.table().best(none).expected, 9)
  expect(one.minimax().worst).toBeCloseTo(one.table().minimax(none).worst, 9)
})
