import fc from 'fast-check'
import type { Completions, Goal, Known, Theory } from '../src/index.ts'

export type Instance = {
  readonly theory: Theory
  readonly completions: Completions
  readonly goal: Goal
  readonly known: Known
}

/** So many random theories, or fewer where the whole run is told to take fewer, as for each mutant. */
export function atMost(runs: number): number {
  return Math.min(runs, fc.readConfigureGlobal()?.numRuns ?? runs)
}

/**
 * Random theories of the nasty kind: a few atoms only, so that rules form cycles, conclude questions, attack one way and
 * both ways, undercut each other and are preferred to each other (always lower to higher number: no cycle).
 */
export function instances(maxQuestions: number): fc.Arbitrary<Instance> {
  return fc
    .record({
      questions: fc.integer({ min: 1, max: maxQuestions }),
      conclusions: fc.integer({ min: 1, max: 5 }),
    })
    .chain(({ questions, conclusions }) => {
      const asked = Array.from({ length: questions }, (_, i) => `q${i}`)
      const concluded = Array.from({ length: conclusions }, (_, i) => `c${i}`)
      const signed = (names: readonly string[]) => fc.constantFrom(...names.flatMap(n => [n, `-${n}`]))
      const any = fc.oneof({ arbitrary: signed(asked), weight: 3 }, { arbitrary: signed(concluded), weight: 2 })
      const head = fc.oneof({ arbitrary: signed(concluded), weight: 9 }, { arbitrary: signed(asked), weight: 1 })
      const rule = fc.record({ body: fc.uniqueArray(any, { maxLength: 3 }), head })
      const pair = fc.tuple(any, any).filter(([x, y]) => x !== y)
      const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) =>
        fc.oneof(
          { arbitrary: fc.constant([] as T[]), weight: 2 },
          { arbitrary: fc.array(arbitrary, { maxLength }), weight: 1 },
        )
      return fc
        .record({
          rules: fc.array(rule, { minLength: 1, maxLength: 10 }),
          oneWay: few(pair, 3),
          bothWays: few(pair, 2),
          preferred: few(fc.tuple(fc.nat(), fc.nat()), 5),
          undercuts: few(fc.tuple(any, fc.nat()), 2),
          topic: fc.tuple(fc.nat(), fc.boolean()),
          choice: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
          byChoice: fc.boolean(),
          total: fc.boolean(),
          answers: fc.array(fc.nat(7), { minLength: questions, maxLength: questions }),
        })
        .map((r): Instance => {
          const rules = r.rules.map(({ body, head: then }, i) => ({ id: `r${i}`, if: body, then }))
          const n = rules.length
          const headOf = (x: number) => rules[x % n]?.then ?? 'c0'
          const topic = r.topic[1]
            ? headOf(r.topic[0])
            : headOf(r.topic[0]).replace(/^(-?)/, s => (s === '' ? '-' : ''))
          const theory: Theory = {
            queryables: asked,
            rules,
            contraries: [
              ...r.oneWay.map(([attacker, target]) => ({ attacker, target })),
              ...r.bothWays.map(between => ({ between })),
            ],
            preferences: r.preferred.flatMap(([x, y]) =>
              x % n < y % n ? [{ weaker: `r${y % n}`, stronger: `r${x % n}` }] : [],
            ),
            undercuts: r.undercuts.map(([by, x]) => ({ by, rule: `r${x % n}` })),
            topics: [topic],
          }
          return {
            theory,
            completions: r.total ? 'total' : 'partial',
            goal: r.byChoice ? { choice: [...new Set(r.choice.map(headOf))] } : { status: topic },
            known: asked.flatMap((q, i) => ['', '', '', '', q, `-${q}`, `?${q}`, q][r.answers[i] ?? 0] || []),
          }
        })
    })
}

/**
 * Random theories that go round: two conclusions and two questions, more rules among conclusions than from questions,
 * several for each conclusion, of uneven strength.
 */
export const circles: fc.Arbitrary<Theory> = fc
  .record({
    rules: fc.array(
      fc.record({
        body: fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 'x', 'y', '-x', 'a', 'b', '-b'), {
          minLength: 1,
          maxLength: 2,
        }),
        head: fc.constantFrom('x', 'y', 'z', 'x', 'y', '-x', '-y', 'b'),
      }),
      { minLength: 4, maxLength: 8 },
    ),
    oneWay: fc.array(fc.constantFrom(['x', 'y'], ['y', 'z'], ['z', 'x'], ['a', 'x']), { maxLength: 2 }),
    preferred: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 6 }),
    undercuts: fc.array(fc.tuple(fc.constantFrom('x', 'y', '-x', 'a'), fc.nat(7)), { maxLength: 1 }),
    turned: fc.boolean(),
  })
  .map(({ rules, oneWay, preferred, undercuts, turned }): Theory => {
    const n = rules.length
    const id = (i: number) => `r${i % n}`
    return {
      queryables: ['a', 'b'],
      rules: rules.map(({ body, head }, i) => ({ id: id(i), if: body, then: head })),
      contraries: oneWay.map(([attacker = '', target = '']) => ({ attacker, target })),
      preferences: preferred.flatMap(([i, j]) =>
        i % n < j % n ? [turned ? { weaker: id(i), stronger: id(j) } : { weaker: id(j), stronger: id(i) }] : [],
      ),
      undercuts: undercuts.map(([by, i]) => ({ by, rule: id(i) })),
      topics: [],
    }
  })
