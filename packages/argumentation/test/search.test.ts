import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { draw } from '../src/chart.ts'
import { Conditioning } from '../src/conditioning.ts'
import { MIXED, TooLarge, VALUES } from '../src/diagrams.ts'
import { targetOf } from '../src/goal.ts'
import { type Completions, parseTheory, type Theory } from '../src/index.ts'
import { relevantSteps } from '../src/paths.ts'
import { programOf } from '../src/program.ts'
import { atMost, instances } from './theories.ts'

const time = () => {}

/** The search over a theory for the status of `x`, with so few nodes and splits. */
function search(theory: Theory, nodes: number, splits: number, completions: Completions = 'partial', spent = time) {
  const program = programOf(theory)
  const target = targetOf(program, { status: 'x' })
  const answers = (known: Readonly<Record<string, number>>) => Uint8Array.from(theory.queryables, q => known[q] ?? 0)
  const one = () => new Conditioning(program, target, completions === 'total', { nodes, spent }, splits)
  const spoken = (g: { question: number; answer: number; value?: number }) =>
    `${g.answer === 2 ? '-' : ''}${theory.queryables[g.question]}`
  return {
    settled(known = {}) {
      const given = answers(known)
      const value = one().settled(given)
      expect(given).toEqual(answers(known))
      return value === undefined ? 'open' : value === MIXED ? 'mixed' : target.values[value - VALUES]
    },
    relevance(known = {}) {
      const { relevant, undecided } = one().relevance(answers(known))
      return {
        relevant: relevant.map(m => `${target.values[m.value]} ${spoken(m)} with ${m.witness.map(spoken)}`).sort(),
        undecided: [...new Set(undecided.map(spoken))].sort(),
      }
    },
  }
}

const both = (questions: readonly string[], between: [string, string][] = []): Theory =>
  parseTheory({
    queryables: [...questions],
    rules: [{ id: 'r', if: [...questions], then: 'x' }],
    contraries: between.map(pair => ({ between: pair })),
  })

test('each split takes one question out; when none is left to make, the value stays open', () => {
  const at = (splits: number) => search(both(['a', 'b']), 0, splits)
  // Without nodes only what hangs on no question can be drawn: a, and after its yes b, have to be split on.
  expect([0, 1, 2].map(splits => at(splits).settled())).toEqual(['open', 'open', 'mixed'])
  expect([0, 1].map(splits => at(splits).settled({ a: 1 }))).toEqual(['open', 'mixed'])
  expect(at(0).settled({ a: 2 })).toBe('unsatisfiable')
  expect(at(0).settled({ a: 1, b: 1 })).toBe('defended')
  expect(at(0).settled({ a: 1, b: 3 })).toBe('unsatisfiable')
})

/** Nodes that hold any value of one question, and not of two. */
const ONE = 8

test('what fits the nodes needs no split', () => {
  expect(search(both(['a', 'b']), ONE, 0).settled()).toBe('open')
  expect(search(both(['a', 'b']), ONE, 0).settled({ a: 1 })).toBe('mixed')
  expect(search(both(['a', 'b']), 100, 0).settled()).toBe('mixed')
})

test('a value that every branch has is settled, and one that differs is not', () => {
  const theory = (rules: object[]) => parseTheory({ queryables: ['a', 'b'], rules })
  const either = theory([
    { id: 'r1', if: ['a'], then: 'x' },
    { id: 'r2', if: ['-a'], then: 'x' },
  ])
  expect(search(either, 0, 9, 'total').settled()).toBe('defended')
  expect(search(either, 0, 9).settled()).toBe('mixed')
  expect(search(either, 0, 9).settled({ a: 3 })).toBe('unsatisfiable')
  const apart = theory([
    { id: 'r1', if: ['a'], then: 'x' },
    { id: 'r2', if: ['-a'], then: 'x' },
    { id: 'r3', if: ['b'], then: '-x' },
  ])
  expect(search(apart, 0, 9, 'total').settled()).toBe('mixed')
  expect(search(apart, 0, 9, 'total').settled({ b: 2 })).toBe('defended')
  expect(search(apart, 0, 9, 'total').settled({ b: 1 })).toBe('blocked')
})

test('branches that differ show that the value is open, also where another has no end', () => {
  const theory = parseTheory({
    queryables: ['a', 'b'],
    rules: [
      { id: 'r1', if: ['a', 'b'], then: 'x' },
      { id: 'r2', if: ['-a'], then: 'x' },
    ],
  })
  // One split: yes to a has no end, no gives x, and closed it has no argument.
  expect(search(theory, 0, 1).settled()).toBe('mixed')
  expect(search(theory, 0, 1, 'total').settled()).toBe('open')
})

test('what an answer does with another question open counts, not what it does once that is closed', () => {
  const theory = (...rules: [string, string][]) =>
    parseTheory({ queryables: ['s', 'a'], rules: rules.map(([q, then], i) => ({ id: `r${i}`, if: [q], then })) })
  // Each of the three alone settles x; a does nothing more once s is answered.
  const any = search(theory(['s', 'x'], ['-s', 'x'], ['a', 'x']), ONE, 99).relevance()
  expect(any.relevant).toContain('defended a with ')
  // A no to a settles nothing while s is open, but that is not proved here.
  expect(any.undecided).toEqual(['-a'])
  // a defends x only where s stays without an answer, which no answer brings about.
  const none = search(theory(['s', '-x'], ['-s', '-x'], ['a', 'x']), ONE, 99).relevance()
  expect(none.relevant.filter(r => r.startsWith('defended'))).toEqual([])
  expect(none.relevant).toContain('blocked a with s')
  // All at once, in a diagram that holds both questions.
  expect(search(both(['a', 'b']), 100, 0).relevance().relevant).toContain('defended a with b')
})

test('answers that exclude each other are not tried together', () => {
  const pairs: [string, string][] = [
    ['a', 'b'],
    ['-a', '-b'],
  ]
  const xor = parseTheory({
    queryables: ['c', 'a', 'b'],
    rules: [
      { id: 'r1', if: ['a', 'b'], then: 'x' },
      { id: 'r2', if: ['-a', '-b'], then: 'x' },
    ],
    contraries: pairs.map(between => ({ between })),
  })
  for (const completions of ['partial', 'total'] as const)
    expect(search(xor, 0, 99, completions).settled()).toBe('unsatisfiable')
  const forced = (extra: [string, string][]) =>
    parseTheory({
      queryables: ['c', 'a', 'b'],
      rules: [{ id: 'r1', if: ['a'], then: 'x' }],
      contraries: [...extra].map(between => ({ between })),
    })
  // An answer of yes to a leaves b none: where every question gets an answer it cannot be.
  const none = forced([
    ['a', 'b'],
    ['a', '-b'],
  ])
  expect(search(none, 0, 99, 'total').settled()).toBe('unsatisfiable')
  expect(search(none, 0, 99).settled()).toBe('mixed')
})

test('with many questions, sets of answers at random show that the value is open', () => {
  const wide = (n: number) =>
    parseTheory({
      queryables: Array.from({ length: n }, (_, i) => `q${i}`),
      rules: Array.from({ length: n }, (_, i) => ({ id: `r${i}`, if: [`q${i}`], then: i % 2 ? 'x' : '-x' })),
    })
  expect(search(wide(12), 0, 0).settled()).toBe('mixed')
  expect(search(wide(11), 0, 0).settled()).toBe('open')
  expect(search(wide(12), 0, 0, 'total').settled()).toBe('mixed')
  const questions = Array.from({ length: 12 }, (_, i) => `q${i}`)
  const always = parseTheory({
    queryables: questions,
    rules: questions.map((q, i) => ({ id: `r${i}`, if: [q, `-${q}`], then: 'x' })),
  })
  expect(search(always, 0, 0).settled()).toBe('open')
  // Whether all the twelve are answered yes is not found by chance: that stays open.
  expect(search(both(questions), 0, 0).settled()).toBe('open')
  // Where every question gets an answer, one that is left open is no set of answers to go by.
  const closing = parseTheory({
    queryables: questions,
    rules: questions.flatMap((q, i) => [
      { id: `yes${i}`, if: [q], then: 'x' },
      { id: `no${i}`, if: [`-${q}`], then: 'x' },
    ]),
  })
  expect(search(closing, 0, 0, 'total').settled()).toBe('open')
})

test('what matters is found by splits, with what makes it matter; without splits all is undecided', () => {
  const two = both(['a', 'b'])
  expect(search(two, 0, 0).relevance()).toEqual({ relevant: [], undecided: ['-a', '-b', 'a', 'b'] })
  expect(search(two, ONE, 9).relevance()).toEqual({
    relevant: ['defended a with b', 'defended b with a', 'unsatisfiable -a with b', 'unsatisfiable -b with a'],
    undecided: [],
  })
  expect(search(two, ONE, 9).relevance({ a: 1 })).toEqual({
    relevant: ['defended b with ', 'unsatisfiable -b with '],
    undecided: [],
  })
  expect(search(two, ONE, 1).relevance().undecided).toEqual(['-a', 'a'])
  expect(search(two, ONE, 1).relevance().relevant).toEqual(['defended b with a', 'unsatisfiable -b with a'])
})

test('what matters only while another question stays unanswered is found not to matter', () => {
  const theory = parseTheory({
    queryables: ['a', 'b'],
    rules: [
      { id: 'r1', if: ['a'], then: 'x' },
      { id: 'r2', if: ['-a'], then: 'x' },
      { id: 'r3', if: ['a', 'b'], then: 'y' },
    ],
    contraries: [{ attacker: 'y', target: 'x' }],
  })
  const truth = search(theory, 1000, 0).relevance()
  expect(truth.undecided).toEqual([])
  expect(search(theory, ONE, 99).relevance()).toMatchObject({
    relevant: expect.arrayContaining(truth.relevant.map(r => expect.stringMatching(r.replace(/ with .*/, '')))),
    undecided: [],
  })
})

test('when time is over the search says so, and another fault goes through', () => {
  const over = () => {
    throw new TooLarge('late')
  }
  const fault = () => {
    throw new Error('the clock broke')
  }
  const two = both(['a', 'b'])
  expect(search(two, 100, 9, 'partial', over).settled()).toBe('open')
  expect(search(two, 0, 9, 'partial', over).relevance()).toEqual({ relevant: [], undecided: ['-a', '-b', 'a', 'b'] })
  expect(() => search(two, 100, 9, 'partial', fault).settled()).toThrow('the clock broke')
  expect(() => search(two, 0, 9, 'partial', fault).relevance()).toThrow('the clock broke')
})

it('with splits enough the search is exact; with any number it is right in what it says', () => {
  fc.assert(
    fc.property(
      instances(4),
      fc.constantFrom(0, 1, 2, 3, 5, 1000),
      fc.constantFrom(0, ONE, 14),
      ({ theory, goal, completions }, splits, nodes) => {
        const program = programOf(theory)
        const target = targetOf(program, goal)
        const total = completions === 'total'
        const nothing = new Uint8Array(theory.queryables.length)
        const { diagrams, values, order } = draw(program, nothing, [target], { nodes: 1e6, spent: time })
        const settled = diagrams.settled(values[0] ?? 0, total)
        const one = () => new Conditioning(program, target, total, { nodes, spent: time }, splits)
        const found = one().settled(nothing)
        expect([diagrams.start(settled), splits === 1000 ? -1 : undefined]).toContain(found)
        const truth = target.values.flatMap((_, value) =>
          relevantSteps(diagrams, settled, VALUES + value).map(s => `${order[s.level]} ${s.answer} ${value}`),
        )
        const { relevant, undecided } = one().relevance(nothing)
        const say = (m: { question: number; answer: number; value: number }) => `${m.question} ${m.answer} ${m.value}`
        const told = relevant.map(say)
        const open = undecided.map(say)
        expect(truth).toEqual(expect.arrayContaining(told))
        expect([...told, ...open]).toEqual(expect.arrayContaining(truth))
        expect(new Set([...told, ...open]).size).toBe(told.length + open.length)
        if (splits === 1000 && nodes === 14 && !program.exclusive) expect(open).toEqual([])
        for (const { question, answer, value, witness } of relevant) {
          const with1 = (steps: readonly { question: number; answer: number }[]) => {
            const answers = nothing.slice()
            for (const s of steps) answers[s.question] = s.answer
            return diagrams.at(settled, order, answers)
          }
          expect(with1([...witness, { question, answer }])).toBe(VALUES + value)
          expect(with1(witness)).not.toBe(VALUES + value)
        }
      },
    ),
    { numRuns: atMost(200), seed: 13 },
  )
})
