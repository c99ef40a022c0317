import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { draw } from '../src/chart.ts'
import { Foresight } from '../src/foresight.ts'
import { targetOf } from '../src/goal.ts'
import { type Goal, parseTheory, type Theory } from '../src/index.ts'
import { Policies } from '../src/policy.ts'
import { programOf } from '../src/program.ts'
import { instances } from './theories.ts'

type Spread = readonly [unknown: number, yes: number, no: number]

/** Looking ahead over a theory, with so many situations; costs and odds per question, 1 and even where none is given. */
function ahead(
  theory: Theory,
  goals: readonly Goal[],
  situations: number,
  costs: Readonly<Record<string, number>> = {},
  odds: Readonly<Record<string, Spread>> = {},
  total = false,
) {
  const program = programOf(theory)
  const targets = goals.map(g => targetOf(program, g))
  const nothing = new Uint8Array(theory.queryables.length)
  let looks = 0
  const chart = draw(program, nothing, targets, { nodes: 1e6, spent: () => looks++ })
  const cost = Float64Array.from(chart.names, q => costs[q] ?? 1)
  const spread = chart.names.map(q => Float64Array.from(odds[q] ?? [0, 0.5, 0.5]))
  const found = new Foresight(chart.diagrams, total, cost, spread, situations).ask(chart.values)
  const policies = new Policies(chart.diagrams, total, cost, spread, 1e6)
  return {
    ...found,
    ask: found.ask === undefined ? undefined : chart.names[found.ask],
    best: () => policies.best(chart.values),
    minimax: () => policies.minimax(chart.values),
    looks,
    cost: [...cost],
  }
}

const x = { status: 'x' }
const y = { status: 'y' }
const rules = (...texts: string[]) =>
  texts.map((text, i) => {
    const [body = '', then = ''] = text.split('=>').map(t => t.trim())
    return { id: `r${i}`, if: body === '' ? [] : body.split(/\s+/), then }
  })
const theory = (questions: string, ...texts: string[]) =>
  parseTheory({ queryables: questions.split(' '), rules: rules(...texts), topics: ['x'] })

test('what is settled asks for nothing', () => {
  expect(ahead(theory('a', ' => x'), [x], 9)).toMatchObject({ expected: 0, worst: 0, atLeast: 0, ask: undefined })
})

test('one question costs what it costs', () => {
  expect(ahead(theory('a', 'a => x'), [x], 9, { a: 3 })).toMatchObject({ expected: 3, worst: 3, atLeast: 3, ask: 'a' })
  // Closed with a chance of one half it is paid for all the same.
  expect(ahead(theory('a', 'a => x'), [x], 9, { a: 3 }, { a: [0.5, 0.25, 0.25] })).toMatchObject({
    expected: 3,
    worst: 3,
    atLeast: 3,
  })
})

test('of two that are both needed the cheap one goes first, whichever stands above', () => {
  for (const questions of ['a b', 'b a'])
    for (const body of ['a b', 'b a'])
      for (const situations of [0, 1, 9]) {
        const found = ahead(theory(questions, `${body} => x`), [x], situations, { a: 1, b: 3 })
        expect(found).toMatchObject({ expected: 2.5, worst: 4, ask: 'a' })
        // Without a, half of the time nothing more is needed: it is settled by a alone.
        expect(found.atLeast).toBeGreaterThanOrEqual(1)
        expect(found.atLeast).toBeLessThanOrEqual(2.5)
      }
})

test('the likelier end goes first where the costs are the same', () => {
  const odds = { a: [0, 0.9, 0.1], b: [0, 0.2, 0.8] } as const
  for (const body of ['a b', 'b a'])
    expect(ahead(theory('a b', `${body} => x`), [x], 9, {}, odds)).toMatchObject({ expected: 1.2, worst: 2, ask: 'b' })
})

test('an answer that cannot be given does not count, not even in the worst case', () => {
  const sure = { a: [0, 1, 0] } as const
  expect(ahead(theory('a b', 'a b => x'), [x], 9, { a: 1, b: 3 }, sure)).toMatchObject({
    expected: 3.5,
    worst: 4,
    ask: 'b',
  })
})

test('two goals of their own questions cost the sum, and at least the dearest', () => {
  const two = theory('a b c d', 'a b => x', 'c d => y')
  const found = ahead(two, [x, y], 99)
  expect(found).toMatchObject({ expected: 3, worst: 4 })
  expect(found.atLeast).toBeLessThanOrEqual(3)
  expect(found.atLeast).toBeGreaterThanOrEqual(1.5)
  // The same goal twice is one goal.
  expect(ahead(two, [x, x], 99)).toMatchObject({ expected: 1.5, worst: 2 })
})

test('the bound counts what is dear further on, and does not count on answers where none may be had', () => {
  // One of the cheap two is paid for; in half of the cases the other, for nothing, and in half of those the dear one.
  const dear = ahead(theory('a b c', 'a b c => x'), [x], 99, { a: 1, b: 1, c: 9 })
  expect(dear.expected).toBeCloseTo(1 + 0.5 + 0.25 * 9, 9)
  expect(dear.atLeast).toBeCloseTo(1 + 0.5 * 0.5 * 9, 9)
  // Either both answers settle it, or that a has none, which is likely.
  const closed = ahead(theory('a b', 'a -b => x', '-a b => x'), [x], 99, { a: 1, b: 5 }, { a: [0.8, 0.1, 0.1] })
  expect(closed.expected).toBeCloseTo(1 + 0.2 * 5, 9)
  expect(closed.atLeast).toBeLessThanOrEqual(2 + 1e-9)
})

test('where a conflict implies the other answer, that is had for nothing', () => {
  const excluding = parseTheory({
    queryables: ['a', 'b'],
    rules: rules('a => x', 'b => y'),
    contraries: [{ between: ['a', 'b'] }, { between: ['-a', '-b'] }],
  })
  for (const situations of [0, 1, 99])
    expect(ahead(excluding, [x, y], situations, {}, {}, true)).toMatchObject({ expected: 1, worst: 1, atLeast: 0 })
})

test('without situations to spare no more is looked at than that, and the cost found is that of a way of asking', () => {
  const wide = theory('a b c d e f g h', 'a b => x', 'c d => x', 'e f => -x', 'g h => -x', 'a -h => x', 'c f => -x')
  const [none, some, many] = [0, 5, 5000].map(situations => ahead(wide, [x], situations))
  if (none === undefined || some === undefined || many === undefined) return expect.unreachable()
  const best = many.best().expected
  for (const found of [none, some, many]) {
    expect(found.expected).toBeGreaterThanOrEqual(best - 1e-9)
    expect(found.expected).toBeLessThanOrEqual(8)
    expect(found.worst).toBeLessThanOrEqual(8)
    expect(found.worst).toBeGreaterThanOrEqual(found.expected)
    expect(found.atLeast).toBeLessThanOrEqual(best + 1e-9)
  }
  expect(many.expected).toBeLessThan(1.02 * best)
  expect(none.looks).toBeLessThan(some.looks)
  expect(some.looks).toBeLessThan(many.looks)
  expect(many.looks).toBeLessThan(2000)
})

const asked = fc.tuple(
  instances(5),
  fc.array(fc.constantFrom(1, 1, 2, 3), { minLength: 5, maxLength: 5 }),
  fc.array(fc.constantFrom<Spread>([0, 0.5, 0.5], [0, 0.5, 0.5], [0, 0.25, 0.75], [0.25, 0.5, 0.25], [0, 1, 0]), {
    minLength: 5,
    maxLength: 5,
  }),
  fc.boolean(),
)

it('is near the optimum and its bound below it, the nearer the more situations it may look at', () => {
  const all = [0, 2, 1000].map(situations => ({ situations, expected: 0, atLeast: 0, worst: 0, hit: 0 }))
  const truth = { expected: 0, worst: 0, count: 0 }
  fc.assert(
    fc.property(asked, ([{ theory, goal, completions }, costs, spreads, exclude]) => {
      const goals = [goal, ...theory.topics.map(status => ({ status }))]
      const last = theory.queryables.length - 1
      const contraries = exclude && last > 0 ? [{ between: ['q0', `-q${last}`] as const }] : []
      const those = { ...theory, contraries: [...theory.contraries, ...contraries] }
      const cost = Object.fromEntries(theory.queryables.map((q, i) => [q, costs[i] ?? 1]))
      const odds = Object.fromEntries(theory.queryables.map((q, i) => [q, spreads[i] ?? ([0, 0.5, 0.5] as const)]))
      let best: { expected: number; worst: number } | undefined
      for (const sum of all) {
        const found = ahead(those, goals, sum.situations, cost, odds, completions === 'total')
        if (best === undefined) {
          best = found.best()
          truth.expected += best.expected
          truth.worst += best.worst
          truth.count += best.expected > 0 ? 1 : 0
        }
        const dearest = found.cost.reduce((total, c) => total + c, 0)
        expect(found.atLeast).toBeLessThanOrEqual(best.expected + 1e-9)
        expect(found.expected).toBeGreaterThanOrEqual(best.expected - 1e-9)
        expect(found.worst).toBeGreaterThanOrEqual(found.expected - 1e-9)
        expect(found.worst).toBeLessThanOrEqual(dearest + 1e-9)
        expect(found.ask === undefined).toBe(best.expected === 0 && best.worst === 0)
        sum.expected += found.expected
        sum.atLeast += found.atLeast
        sum.worst += found.worst
        if (found.expected < best.expected + 1e-9 && best.expected > 0) sum.hit++
      }
    }),
    { numRuns: 150, seed: 19 },
  )
  // How near, in all: the cost found, the bound below it, the worst case, and how often it is the optimum itself.
  const near = [
    { expected: 1.025, worst: 1.005, hit: 0.94 },
    { expected: 1.008, worst: 1.005, hit: 0.98 },
    { expected: 1.001, worst: 1.005, hit: 0.995 },
  ]
  all.forEach((sum, i) => {
    expect(sum.expected / truth.expected).toBeLessThan(near[i]?.expected ?? 0)
    expect(sum.worst / truth.worst).toBeLessThan(near[i]?.worst ?? 0)
    expect(sum.hit / truth.count).toBeGreaterThan(near[i]?.hit ?? 1)
    expect(sum.atLeast / truth.expected).toBeGreaterThan(0.65)
  })
})
