import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { draw } from '../src/chart.ts'
import { Foresight } from '../src/foresight.ts'
import { targetOf } from '../src/goal.ts'
import { compile, type Goal, type Known, KnownError, type Odds, parseTheory } from '../src/index.ts'
import { Policies } from '../src/policy.ts'
import { programOf } from '../src/program.ts'
import { Tabulation } from '../src/tabulation.ts'
import { type Oracle, oracleOf, TooManyArguments } from './oracle.ts'
import { atMost, type Instance, instances } from './theories.ts'

type Cost = { expected: number; worst: number }

/** Repeatable chance (a linear congruence). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** All ways of asking, gone through one by one on the oracle. */
function bruteForce(oracle: Oracle, instance: Instance, goals: readonly Goal[], odds: Odds) {
  const { theory, completions } = instance
  const named = (k: string) => k.replace(/^[-?]/, '')
  const possible = (known: Known) =>
    oracle.supersets(known).some(s => completions === 'partial' || s.length === theory.queryables.length)
  const ended = (known: Known) =>
    goals.every(goal => {
      const ends = oracle
        .supersets(known)
        .filter(s => completions === 'partial' || s.length === theory.queryables.length)
      return new Set(ends.map(s => oracle.value(s, goal))).size === 1
    })
  const after = (known: Known, q: string, next: (known: Known) => Cost): Cost => {
    const allowed = [q, `-${q}`].filter(a => oracle.consistent([...known, a]) && possible([...known, a]))
    const [only] = allowed
    if (allowed.length < 2) return next([...known, only ?? `?${q}`])
    const { yes, no, unknown } = odds.prior[q] ?? { yes: 0.5, no: 0.5, unknown: 0 }
    const cost = odds.cost[q] ?? 1
    let expected = cost
    let worst = 0
    for (const [answer, p] of [
      [q, yes],
      [`-${q}`, no],
      [`?${q}`, unknown],
    ] as const) {
      if (p === 0) continue
      const rest = next([...known, answer])
      expected += p * rest.expected
      worst = Math.max(worst, rest.worst)
    }
    return { expected, worst: worst + cost }
  }
  const open = (known: Known) => theory.queryables.filter(q => known.every(k => named(k) !== q))
  const by = (way: 'expected' | 'worst') => {
    const memo = new Map<string, Cost>()
    const least = (known: Known): Cost => {
      const key = [...known].sort().join()
      const before = memo.get(key)
      if (before !== undefined) return before
      let found: Cost = { expected: 0, worst: 0 }
      if (!ended(known)) {
        const all = open(known).map(q => after(known, q, least))
        const other = way === 'expected' ? 'worst' : 'expected'
        found = all.reduce((x, y) =>
          y[way] < x[way] - 1e-9 || (y[way] < x[way] + 1e-9 && y[other] < x[other]) ? y : x,
        )
      }
      memo.set(key, found)
      return found
    }
    return least
  }
  const given = (known: Known, place = 0): Cost => {
    const q = open(known)[0]
    return q === undefined || ended(known) ? { expected: 0, worst: 0 } : after(known, q, next => given(next, place + 1))
  }
  const random = (known: Known): Cost => {
    if (ended(known)) return { expected: 0, worst: 0 }
    const asked = new Set(goals.flatMap(goal => oracle.relevant(known, goal).map(r => named(r.split(' ')[1] ?? ''))))
    const all = [...asked].map(q => after(known, q, random))
    return {
      expected: all.reduce((sum, c) => sum + c.expected, 0) / all.length,
      worst: Math.max(...all.map(c => c.worst)),
    }
  }
  return { best: by('expected'), minimax: by('worst'), given, random, ended }
}

const weighted = fc
  .tuple(
    instances(4),
    fc.array(fc.nat(8), { minLength: 4, maxLength: 4 }),
    fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }),
  )
  .map(([instance, priors, costs]) => {
    const { queryables } = instance.theory
    const odds: Odds = {
      cost: Object.fromEntries(queryables.map((q, i) => [q, [1, 1, 1, 2.5, 0][costs[i] ?? 0] ?? 1])),
      prior: Object.fromEntries(
        queryables.map((q, i) => {
          const [yes = 0.5, no = 0.5, unknown = 0] =
            [
              [0.5, 0.5, 0],
              [0.5, 0.5, 0],
              [0.25, 0.75, 0],
              [0.25, 0.5, 0.25],
              [0, 0.5, 0.5],
              [1, 0, 0],
            ][priors[i] ?? 0] ?? []
          return [q, { yes, no, unknown }]
        }),
      ),
    }
    const goals = [instance.goal, ...instance.theory.topics.map(status => ({ status }))]
    return { instance, odds, goals }
  })

it('asking finds the optimum of all ways of asking, by each of its methods', () => {
  let compared = 0
  const ahead = { expected: 0, atLeast: 0, best: 0 }
  fc.assert(
    fc.property(weighted, ({ instance, odds, goals }) => {
      const oracle = oracleOf(instance.theory, instance.completions)
      const { known } = instance
      const engine = compile(instance.theory, { goals, completions: instance.completions })
      try {
        if (!oracle.consistent(known)) return
        const plan = engine.plan(known, goals, odds)
        const truth = bruteForce(oracle, instance, goals, odds)
        const best = truth.best(known)
        const close = (found: number | undefined, wanted: number, what: string) =>
          expect(found, `${what} ${JSON.stringify({ instance, odds })}`).toBeCloseTo(wanted, 9)
        close(plan.best.expected, best.expected, 'best')
        close(plan.best.worst, best.worst, 'worst of best')
        close(plan.minimax?.worst, truth.minimax(known).worst, 'minimax')
        expect(plan.best.first === undefined || best.expected >= 0).toBe(true)

        const program = programOf(instance.theory)
        const targets = goals.map(g => targetOf(program, g))
        const answers = Uint8Array.from(instance.theory.queryables, q =>
          known.includes(q) ? 1 : known.includes(`-${q}`) ? 2 : known.includes(`?${q}`) ? 3 : 0,
        )
        const chart = draw(program, answers, targets, { nodes: 1e6, spent: () => {} })
        const cost = Float64Array.from(chart.names, q => odds.cost[q] ?? 1)
        const spread = chart.names.map(q => {
          const { yes, no, unknown } = odds.prior[q] ?? { yes: 0.5, no: 0.5, unknown: 0 }
          return Float64Array.of(unknown, yes, no)
        })
        const total = instance.completions === 'total'
        const policies = new Policies(chart.diagrams, total, cost, spread, 1e6)
        close(policies.best(chart.values).expected, best.expected, 'policies')
        close(policies.minimax(chart.values).worst, truth.minimax(known).worst, 'policies, minimax')
        const conflicts = instance.theory.contraries.length > 0
        // A question that bears on no goal counts in full, even where a conflict implies its answer.
        if (!conflicts) close(plan.given?.expected, truth.given(known).expected, 'given')
        if (!conflicts && !Object.values(odds.cost).includes(0)) {
          const random = truth.random(known)
          close(policies.random(chart.values).expected, random.expected, 'random')
          close(policies.random(chart.values).worst, random.worst, 'worst of random')
          close(plan.randomRelevant?.expected, random.expected, 'random, tabulated')
        }
        const table = new Tabulation(chart.diagrams, chart.values, total, cost, spread)
        close(table.best(new Uint8Array(chart.order.length)).expected, best.expected, 'table')
        const none = new Uint8Array(chart.order.length)
        close(table.best(none).worst, best.worst, 'worst of table')
        close(table.minimax(none).worst, truth.minimax(known).worst, 'table, minimax')
        close(table.minimax(none).expected, truth.minimax(known).expected, 'table, expected of minimax')
        close(policies.minimax(chart.values).expected, truth.minimax(known).expected, 'policies, expected of minimax')
        if (!Object.values(odds.cost).includes(0)) {
          const random = policies.random(chart.values)
          close(table.random(none).expected, random.expected, 'table, random')
          close(table.random(none).worst, random.worst, 'table, worst of random')
          const lots = policies.sample(chart.values, 60, seeded(1))
          expect(Math.abs(lots.expected - random.expected)).toBeLessThanOrEqual(0.6 * random.worst)
          expect(lots.worst).toBeLessThanOrEqual(random.worst + 1e-9)
          expect(lots.worst > 0).toBe(random.worst > 0)
        }
        for (const situations of [0, 1, 1000]) {
          const bounded = new Foresight(chart.diagrams, total, cost, spread, situations).ask(chart.values)
          if (situations === 1000) {
            ahead.expected += bounded.expected
            ahead.atLeast += bounded.atLeast
            ahead.best += best.expected
          }
          expect(bounded.atLeast, JSON.stringify({ instance, odds })).toBeLessThanOrEqual(best.expected + 1e-9)
          expect(bounded.expected).toBeGreaterThanOrEqual(best.expected - 1e-9)
        }
        compared++
      } catch (error) {
        if (!(error instanceof TooManyArguments || error instanceof KnownError)) throw error
      }
    }),
    { numRuns: atMost(600), seed: 6 },
  )
  expect(compared).toBeGreaterThan(0.6 * atMost(600))
  expect(ahead.expected).toBeLessThanOrEqual(1.002 * ahead.best)
  expect(ahead.atLeast).toBeGreaterThan(0.94 * ahead.best)
})

const excluding = fc
  .tuple(
    instances(5),
    fc.array(fc.tuple(fc.nat(4), fc.boolean(), fc.nat(4), fc.boolean()), { maxLength: 4 }),
    fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }),
    fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }),
  )
  .map(([instance, pairs, priors, costs]) => {
    const asked = instance.theory.queryables
    const between = pairs.flatMap(([one, yes, other, no]) =>
      one < other && other < asked.length
        ? [{ between: [`${yes ? '' : '-'}q${one}`, `${no ? '' : '-'}q${other}`] as const }]
        : [],
    )
    const theory = { ...instance.theory, contraries: [...instance.theory.contraries, ...between] }
    return { ...instance, theory, priors, costs }
  })

it('the ways of asking cost the same by table and by diagrams, also where answers exclude each other', () => {
  fc.assert(
    fc.property(excluding, ({ theory, completions, goal, priors, costs }) => {
      const program = programOf(theory)
      const targets = [goal, ...theory.topics.map(status => ({ status }))].map(g => targetOf(program, g))
      const nothing = new Uint8Array(theory.queryables.length)
      const chart = draw(program, nothing, targets, { nodes: 1e6, spent: () => {} })
      const cost = Float64Array.from(chart.order, q => [1, 1, 1, 2.5, 0][costs[q] ?? 0] ?? 1)
      const spread = Array.from(chart.order, q =>
        Float64Array.from(
          [
            [0, 0.5, 0.5],
            [0, 0.5, 0.5],
            [0, 0.25, 0.75],
            [0.25, 0.25, 0.5],
            [0.5, 0, 0.5],
            [0, 1, 0],
          ][priors[q] ?? 0] ?? [],
        ),
      )
      const total = completions === 'total'
      const policies = new Policies(chart.diagrams, total, cost, spread, 1e6)
      const table = new Tabulation(chart.diagrams, chart.values, total, cost, spread)
      for (const way of ['best', 'minimax', 'random'] as const) {
        const one = policies[way](chart.values)
        const other = table[way](new Uint8Array(chart.order.length))
        expect(one.expected, way).toBeCloseTo(other.expected, 9)
        expect(one.worst, way).toBeCloseTo(other.worst, 9)
      }
    }),
    { numRuns: atMost(1000), seed: 7 },
  )
})

/** Eleven questions for three topics: more than are tabulated at once, few enough to be gone through. */
const eleven = () =>
  parseTheory({
    queryables: Array.from({ length: 11 }, (_, i) => `q${i}`),
    rules: Array.from({ length: 11 }, (_, i) => ({
      id: `r${i}`,
      if: [`q${i}`, `${i % 2 ? '-' : ''}q${(i * 5 + 3) % 11}`].filter((x, j, all) => all.indexOf(x) === j),
      then: `${i % 4 === 3 ? '-' : ''}t${i % 3}`,
    })),
    topics: ['t0', 't1', 't2'],
  })

it('what is still ahead is what the question costs and the mean of what is ahead after its answers', () => {
  const theory = eleven()
  const goals = theory.topics.map(status => ({ status }))
  for (const unknown of [0, 0.2]) {
    const prior = Object.fromEntries(theory.queryables.map(q => [q, { yes: 0.5, no: 0.5 - unknown, unknown }]))
    const odds = { cost: { q3: 2 }, prior }
    const engine = compile(theory, { goals })
    const follow = (known: readonly string[], deep: number): void => {
      const found = engine.next(known, goals, odds)
      expect(found, known.join()).toMatchObject({ exact: true, gap: 0 })
      if (found.ask === undefined || deep === 0) return
      const q = found.ask
      const after = [q, `-${q}`, `?${q}`].map(a => engine.next([...known, a], goals, odds))
      const [yes, no, none] = after.map(n => n.expected)
      const rest = 0.5 * (yes ?? 0) + (0.5 - unknown) * (no ?? 0) + unknown * (none ?? 0)
      const paid = q === 'q3' ? 2 : 1
      expect(found.expected).toBeCloseTo(paid + rest, 9)
      const worst = after.filter((_, i) => i < 2 || unknown > 0).map(n => n.worst)
      expect(found.worst).toBeCloseTo(paid + Math.max(...worst), 9)
      follow([...known, deep % 2 ? q : `-${q}`], deep - 1)
    }
    follow(['q0', '-q7'], 4)
    follow(['?q1', 'q2', 'q9'], 3)
  }
})

it('a plan names the first question of each way, and says whether all four are exact', () => {
  const theory = eleven()
  const goals = theory.topics.map(status => ({ status }))
  const plan = compile(theory, { goals }).plan(['q0', '-q7', 'q9'], goals, { cost: {}, prior: {} })
  expect(plan.exact).toBe(true)
  expect(plan.gap).toBe(0)
  expect(plan.minimax.worst).toBeLessThanOrEqual(plan.best.worst)
  expect(plan.best.expected).toBeLessThanOrEqual(plan.minimax.expected)
  expect(plan.randomRelevant?.expected).toBeGreaterThan(plan.best.expected)
  expect(plan.given?.expected).toBeGreaterThan(plan.best.expected)
  expect([plan.best, plan.minimax, plan.randomRelevant, plan.given].every(way => way?.first !== undefined)).toBe(true)
  expect(plan.given?.first).toBe('q1')
})

test.each([
  ['a question that is not there', { cost: { nobody: 1 }, prior: {} }, '"nobody" is not a question of the theory'],
  ['odds of what is not there', { cost: {}, prior: { t0: { yes: 1, no: 0, unknown: 0 } } }, '"t0" is not a question'],
  ['a cost below nothing', { cost: { q1: -1 }, prior: {} }, 'the cost of "q1" is -1; give a number of 0 or more'],
  ['a cost without end', { cost: { q1: Infinity }, prior: {} }, 'the cost of "q1" is Infinity'],
  ['a cost that is no number', { cost: { q1: Number.NaN }, prior: {} }, 'the cost of "q1" is NaN'],
  ['odds that are too few', { cost: {}, prior: { q2: { yes: 0.5, no: 0.4, unknown: 0 } } }, 'those of "q2" sum to 0.9'],
  [
    'odds below nothing',
    { cost: {}, prior: { q2: { yes: 1.5, no: -0.5, unknown: 0 } } },
    'those of "q2" sum to 1; yes,',
  ],
])('refuses %s', (_, odds, words) => {
  const theory = eleven()
  const goals = [{ status: 't0' }]
  try {
    compile(theory, { goals }).next([], goals, odds)
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof KnownError)) throw error
    expect(error.code).toBe('bad-odds')
    expect(error.message).toContain(words)
  }
})

test('a question may be named as anything, a cost may be nothing and odds may be a hair off', () => {
  const theory = parseTheory({
    queryables: ['constructor', 'toString'],
    rules: [{ id: 'valueOf', if: ['constructor', '-toString'], then: 'x' }],
    topics: ['x'],
  })
  const engine = compile(theory)
  const odds = { cost: { toString: 0 }, prior: { constructor: { yes: 0.3, no: 0.7000000001, unknown: 0 } } }
  expect(engine.next([], [{ status: 'x' }], odds)).toMatchObject({ expected: 0.5, worst: 1 })
  expect(engine.assess([], { choice: ['constructor', 'x'] }).relevant).toMatchObject({ constructor: ['constructor'] })
})
