import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile, KnownError, type Theory } from '../src/index.ts'
import { atMost, type Instance, instances } from './theories.ts'

const sorted = (relevant: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(relevant).map(([value, answers]) => [value, [...answers].sort()]))

function told({ theory, goal, known, completions }: Instance) {
  try {
    const { value, stable, relevant, certificate } = compile(theory, { goals: [goal], completions }).assess(known, goal)
    return { value, stable, relevant: sorted(relevant), certificate: certificate?.length }
  } catch (error) {
    if (error instanceof KnownError) return error.code
    throw error
  }
}

const runs = { numRuns: atMost(400), seed: 3 }

it('the answers do not hang on the order of rules, premises, conflicts and preferences', () => {
  fc.assert(
    fc.property(instances(5), instance => {
      const { theory } = instance
      const turned: Theory = {
        ...theory,
        rules: theory.rules.toReversed().map(r => ({ ...r, if: r.if.toReversed() })),
        contraries: theory.contraries
          .toReversed()
          .map(c => ('between' in c ? { between: [c.between[1], c.between[0]] } : c)),
        preferences: theory.preferences.toReversed(),
        undercuts: theory.undercuts.toReversed(),
        queryables: theory.queryables.toReversed(),
      }
      expect(told({ ...instance, theory: turned })).toEqual(told(instance))
    }),
    runs,
  )
})

it('the answers do not hang on the names of things', () => {
  fc.assert(
    fc.property(instances(5), any => {
      const [topic = ''] = any.theory.topics
      const instance = { ...any, goal: { status: topic } }
      const anew = (l: string) =>
        l.replace(/[qcr](\d+)/, (name, n) => (name.startsWith('q') ? `w${9 - Number(n)}` : `${name}'`))
      const text = JSON.stringify(instance, (_, v) => (typeof v === 'string' ? anew(v) : v))
      const back = (v: unknown) => JSON.parse(JSON.stringify(v, (_, x) => (typeof x === 'string' ? anew(x) : x)))
      const there = told(instance)
      const here = told(JSON.parse(text))
      if (typeof there === 'string' || typeof here === 'string') expect(here).toBe(there)
      else expect(here).toEqual({ ...there, relevant: sorted(back(there.relevant)) })
    }),
    runs,
  )
})

it('the answers do not hang on rules about something else', () => {
  fc.assert(
    fc.property(instances(5), instance => {
      const rules = [...instance.theory.rules, { id: 'idle', if: ['q0', 'c0'], then: 'elsewhere' }]
      expect(told({ ...instance, theory: { ...instance.theory, rules } })).toEqual(told(instance))
    }),
    runs,
  )
})

it('the answers do not hang on questions that no rule asks for', () => {
  fc.assert(
    fc.property(instances(5), instance => {
      const queryables = [...instance.theory.queryables, 'spare']
      const wider = { ...instance, theory: { ...instance.theory, queryables } }
      expect(told({ ...wider, known: [...instance.known, 'spare'] })).toEqual(told(instance))
    }),
    runs,
  )
})

it('never becomes unstable by more answers', () => {
  fc.assert(
    fc.property(instances(5), fc.nat(), ({ theory, goal, known, completions }, pick) => {
      const engine = compile(theory, { goals: [goal], completions })
      try {
        if (!engine.stable(known, goal)) return
        const open = theory.queryables.filter(q => known.every(k => k.replace(/^[-?]/, '') !== q))
        const q = open[pick % Math.max(1, open.length)]
        if (q === undefined) return
        const more = [...known, pick % 2 ? q : `-${q}`]
        const before = engine.value(known, goal)
        if (completions === 'total') {
          expect(engine.assess(more, goal).stable || engine.value(more, goal) !== before).toBe(true)
        } else expect([engine.stable(more, goal), engine.value(more, goal)]).toEqual([true, before])
      } catch (error) {
        if (!(error instanceof KnownError)) throw error
      }
    }),
    runs,
  )
})

it('the answers do not hang on a rule that can no longer apply, however many questions it has', () => {
  const fillers = Array.from({ length: 20 }, (_, i) => `f${i}`)
  fc.assert(
    fc.property(instances(4), fc.nat(3), ({ theory, goal, known, completions }, often) => {
      const head = 'status' in goal ? goal.status : (goal.choice[0] ?? '')
      const wide: Theory = {
        ...theory,
        queryables: [...fillers, ...theory.queryables],
        rules: [...theory.rules, { id: 'wide', if: fillers, then: head }],
      }
      const all = [...known, '-f0']
      const engine = compile(wide, { goals: [goal], completions })
      const narrow = compile(theory, { goals: [goal], completions })
      try {
        // Whether it is read from what was drawn for fewer facts, for these, or for all sets of facts.
        for (let i = 0; i < often; i++) engine.stable(i === 0 ? ['-f0'] : all, goal)
        expect(engine.value(all, goal)).toBe(narrow.value(known, goal))
        expect(engine.stable(all, goal)).toBe(narrow.stable(known, goal))
        const found = engine.assess(all, goal)
        const truth = narrow.assess(known, goal)
        expect({ ...found, relevant: sorted(found.relevant), certificate: undefined }).toEqual({
          ...truth,
          relevant: sorted(truth.relevant),
          certificate: undefined,
        })
        if (found.certificate !== undefined && completions === 'partial') {
          const closed = known.filter(k => k.startsWith('?'))
          expect([...closed, ...found.certificate].every(k => all.includes(k))).toBe(true)
          expect(engine.stable([...closed, ...found.certificate], goal)).toBe(true)
        }
        const sizes = (of: typeof engine, facts: readonly string[]) =>
          of.counterfactuals(facts, goal).map(c => [c.value, c.without.length + c.with.length] as const)
        const far = new Map(sizes(engine, all))
        for (const [value, size] of sizes(narrow, known)) expect([value, far.get(value)]).toEqual([value, size])
      } catch (error) {
        if (!(error instanceof KnownError)) throw error
        expect(() => narrow.assess(known, goal)).toThrow(KnownError)
      }
    }),
    runs,
  )
})
