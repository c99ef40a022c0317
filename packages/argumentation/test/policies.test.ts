import fc from 'fast-check'
import { expect, it } from 'vitest'
import { draw } from '../src/chart.ts'
import { Foresight } from '../src/foresight.ts'
import { targetOf } from '../src/goal.ts'
import { compile, type Goal, type Known, KnownError, type Odds } from '../src/index.ts'
import { Policies } from '../src/policy.ts'
import { programOf } from '../src/program.ts'
import { Tabulation } from '../src/tabulation.ts'
import { type Oracle, oracleOf, TooManyArguments } from './oracle.ts'
import { atMost, type Instance, instances } from './theories.ts'

type Cost = { expected: number; worst: number }

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
        for (const ahead of [0, 1, 1000]) {
          const bounded = new Foresight(chart.diagrams, total, cost, spread, ahead).ask(chart.values)
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
})
