import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { Aim } from '../src/aim.ts'
import { targetOf } from '../src/goal.ts'
import { type Completions, parseTheory, type Theory } from '../src/index.ts'
import { programOf } from '../src/program.ts'
import { atMost, instances } from './theories.ts'

/**
 * An aim whose nodes are handed out by the test. A budget for a part of the time is one for a drawing: `drawn` counts
 * those, and `nodes` says what the drawing with that number may have.
 */
function aimAt(
  theory: Theory,
  goal: Parameters<typeof targetOf>[1],
  nodes: (drawing: number) => number,
  completions: Completions = 'partial',
) {
  const program = programOf(theory)
  let drawn = 0
  const fault = { now: false }
  const budget = (part = 1) => {
    if (part < 1) drawn++
    return {
      nodes: nodes(drawn),
      spent: () => {
        if (fault.now) throw new Error('the clock broke')
      },
    }
  }
  const aim = new Aim(program, targetOf(program, goal), completions === 'total', budget)
  const answers = (...known: string[]) =>
    Uint8Array.from(theory.queryables, q =>
      known.includes(q) ? 1 : known.includes(`-${q}`) ? 2 : known.includes(`?${q}`) ? 3 : 0,
    )
  return { aim, answers, drawings: () => drawn, fault }
}

const names = Array.from({ length: 12 }, (_, i) => `q${i}`)
/** Twelve questions: x where one of two neighbours is so, against the last. */
const theory: Theory = {
  queryables: names,
  rules: [
    ...names.slice(1).map((q, i) => ({ id: `r${i}`, if: [`q${i}`, q], then: 'x' })),
    { id: 'last', if: ['q11'], then: '-x' },
  ],
  contraries: [],
  preferences: [],
  undercuts: [],
  topics: ['x'],
}
const x = { status: 'x' }
const PLENTY = 100_000

test('a goal of few questions is drawn once for all sets of facts', () => {
  const { aim, answers, drawings } = aimAt(theory, x, () => PLENTY)
  expect(drawings()).toBe(1)
  for (let i = 0; i < 12; i++) {
    expect(aim.method(answers(`q${i}`))).toBe('diagram')
    aim.changes(answers(`-q${i}`))
  }
  expect(drawings()).toBe(1)
})

test.each([
  [20, 1],
  [21, 0],
])('with %s questions it is drawn at once %s times', (count, times) => {
  const questions = Array.from({ length: count }, (_, i) => `q${i}`)
  const wide = parseTheory({ queryables: questions, rules: [{ id: 'r', if: questions, then: 'x' }], topics: ['x'] })
  expect(aimAt(wide, x, () => PLENTY).drawings()).toBe(times)
})

test('what was drawn for some facts is read for more of them, and drawn anew for others', () => {
  // The first drawing, for all sets of facts, is refused.
  const { aim, answers, drawings } = aimAt(theory, x, n => (n === 1 ? 0 : PLENTY))
  expect(aim.method(answers('q0'))).toBe('diagram')
  expect(drawings()).toBe(2)
  aim.method(answers('q0', '-q5'))
  aim.method(answers('q0'))
  expect(drawings()).toBe(2)
  aim.method(answers('-q0'))
  expect(drawings()).toBe(3)
})

test('what is asked about often is drawn for all sets of facts, once', () => {
  const asked: number[] = []
  const { aim, answers, drawings } = aimAt(theory, x, n => {
    asked.push(n)
    return n === 1 ? 0 : PLENTY
  })
  for (let i = 0; i < 4; i++) aim.method(answers(`q${i}`))
  expect(drawings()).toBe(5)
  // The fifth time.
  aim.method(answers('q4'))
  expect(drawings()).toBe(6)
  for (let i = 0; i < 9; i++) aim.method(answers(`-q${i}`))
  expect(drawings()).toBe(6)
})

test('a few drawings for single sets of facts are kept, the one used last the longest', () => {
  // All drawings for all sets of facts are refused: the first, and the one that is tried when it is asked often.
  const { aim, answers, drawings } = aimAt(theory, x, n => (n === 1 || n === 6 ? 0 : PLENTY))
  const fresh = (...known: string[]) => {
    const before = drawings()
    expect(aim.method(answers(...known))).toBe('diagram')
    return drawings() - before
  }
  for (let i = 0; i < 4; i++) expect(fresh(`q${i}`)).toBe(1)
  // Tried for all, refused, and drawn for this one.
  expect(fresh('q4')).toBe(2)
  for (let i = 5; i < 8; i++) expect(fresh(`q${i}`)).toBe(1)
  // Eight are kept. The first is used again, so that the second is the oldest, and goes when a ninth comes.
  expect(fresh('q0')).toBe(0)
  expect(fresh('q8')).toBe(1)
  expect(fresh('q0')).toBe(0)
  expect(fresh('q2')).toBe(0)
  expect(fresh('q1')).toBe(1)
})

test('a set of facts that is too large to draw is not tried again; a larger set is', () => {
  const { aim, answers, drawings } = aimAt(theory, x, () => 0)
  expect(aim.method(answers('q0'))).toBe('search')
  expect(drawings()).toBe(2)
  aim.method(answers('q3'))
  expect(drawings()).toBe(3)
  expect(aim.method(answers('q0'))).toBe('search')
  expect(drawings()).toBe(3)
  aim.method(answers('q0', 'q1'))
  expect(drawings()).toBe(4)
  // For all sets of facts it is tried once more, and then no more.
  for (let i = 0; i < 2; i++) expect(aim.left(answers(), { nodes: PLENTY, spent: () => {} })).toBeUndefined()
  expect(drawings()).toBe(5)
})

test('what is left after some answers is a chart of its own, of the questions that still bear', () => {
  const { aim, answers, drawings } = aimAt(theory, x, n => (n === 1 ? 0 : PLENTY))
  const chart = aim.left(answers('-q0', '-q2', '-q4', '-q6', '-q8', '?q9'), { nodes: 100, spent: () => {} })
  expect(drawings()).toBe(2)
  expect([...(chart?.names ?? [])].sort()).toEqual(['q10', 'q11'])
  expect(aim.left(answers(), { nodes: 1, spent: () => {} })).toBeUndefined()
  expect(aimAt(theory, x, () => 0).aim.left(answers(), { nodes: PLENTY, spent: () => {} })).toBeUndefined()
})

test('a fault of the clock is no limit', () => {
  const { aim, answers, fault } = aimAt(theory, x, () => 0)
  fault.now = true
  const known = answers('q0', 'q1', '-q11')
  for (const ask of ['changes', 'certificates', 'relevant', 'stable'] as const)
    expect(() => aim[ask](known, 1), ask).toThrow('the clock broke')
})

test('changes that are found by trying come nearest first, and keep to what can be known together', () => {
  const theory = parseTheory({
    queryables: ['a', 'b', 'c'],
    rules: [
      { id: 'r1', if: ['-a'], then: 'u' },
      { id: 'r2', if: ['c'], then: 'v' },
      { id: 'r3', if: ['b'], then: 'w' },
    ],
    contraries: [{ between: ['a', 'b'] }],
  })
  const choice = ['u', 'v', 'w']
  const said = (...known: string[]) => {
    const { aim, answers } = aimAt(theory, { choice }, () => 0)
    return aim.changes(answers(...known)).map(c => [choice[c.value] ?? 'none', c.size, c.given.length])
  }
  // With a known: a yes to c is one change; a no to a instead is two, and so is b once a is dropped.
  expect(said('a')).toEqual([
    ['v', 1, 1],
    ['u', 2, 1],
    ['w', 2, 2],
  ])
  // What is closed stays closed.
  expect(said('?a', 'c')).toEqual([
    ['none', 1, 1],
    ['w', 2, 2],
  ])
})

test('so many changes are tried and no more', () => {
  const names = Array.from({ length: 40 }, (_, i) => `q${i}`)
  const theory = parseTheory({ queryables: names, rules: [{ id: 'r', if: names, then: 'x' }] })
  const program = programOf(theory)
  let looks = 0
  const aim = new Aim(program, targetOf(program, x), false, () => ({ nodes: 0, spent: () => looks++ }))
  expect(aim.changes(new Uint8Array(40))).toEqual([])
  expect(looks).toBeGreaterThanOrEqual(2000)
  expect(looks).toBeLessThan(2020)
})

test('read over and over, what was drawn says what it said at first', () => {
  const { aim, answers } = aimAt(theory, x, () => PLENTY)
  const told = (read: Aim, known: Uint8Array) => [
    read.stable(known),
    read.relevant(known).relevant.length,
    read.changes(known),
  ]
  for (let i = 0; i < 900; i++) aim.relevant(Uint8Array.from(names, (_, q) => Math.floor(i / 3 ** (q % 6)) % 3))
  for (const known of [answers(), answers('q3', '-q5'), answers('-q0', 'q11')])
    expect(told(aim, known)).toEqual(told(aimAt(theory, x, () => PLENTY).aim, known))
})

const pair = (x: string, y: string) => [x, y] as const
const spread = fc.array(fc.nat(3), { minLength: 4, maxLength: 4 })

it('drawn for all sets of facts, for single ones or not at all, an aim says the same', () => {
  fc.assert(
    fc.property(
      instances(4),
      fc.array(spread, { minLength: 1, maxLength: 5 }),
      ({ theory, goal, completions }, sets) => {
        const whole = aimAt(theory, goal, () => PLENTY, completions).aim
        const single = aimAt(theory, goal, n => (n === 1 || n === 6 ? 0 : PLENTY), completions).aim
        const none = aimAt(theory, goal, () => 0, completions).aim
        const program = programOf(theory)
        for (const set of sets) {
          const answers = Uint8Array.from(theory.queryables, (_, q) => set[q] ?? 0)
          const clash = program.names.some(
            (_, l) =>
              seen(program, answers, l) &&
              [...(program.excludes[l] ?? [])].some(other => seen(program, answers, other)),
          )
          if (clash) continue
          const stable = whole.stable(answers)
          const value = whole.value(answers)
          const relevant = (aim: Aim) =>
            aim
              .relevant(answers)
              .relevant.map(r => `${r.question} ${r.answer} ${r.value}`)
              .sort()
          expect([single.value(answers), single.stable(answers), relevant(single)]).toEqual([
            value,
            stable,
            relevant(whole),
          ])
          expect(none.value(answers)).toBe(value)
          if (!program.exclusive) expect(none.stable(answers)).toBe(stable)
          const all = whole.certificates(answers, 99).map(c =>
            c
              .map(g => g.question)
              .sort()
              .join(),
          )
          for (const aim of [single, none]) {
            const found = aim.certificates(answers, 99)
            if (aim.stable(answers) && !program.exclusive)
              expect(all).toContain(
                found[0]
                  ?.map(g => g.question)
                  .sort()
                  .join(),
              )
            if (!stable) expect(found).toEqual([])
            expect(aim.certificates(answers, 0)).toEqual([])
          }
          expect(whole.certificates(answers, 1)).toEqual(whole.certificates(answers, 99).slice(0, 1))
          const nearest = new Map(whole.changes(answers).map(c => [c.value, c.size]))
          expect(single.changes(answers).map(c => pair(`${c.value}`, `${c.size}`))).toEqual(
            [...nearest]
              .filter(([v]) => single.changes(answers).some(c => c.value === v))
              .map(([v, s]) => pair(`${v}`, `${s}`)),
          )
          for (const aim of [whole, single, none]) {
            const changes = aim.changes(answers)
            expect(changes.map(c => c.size)).toEqual(changes.map(c => c.size).sort((a, b) => a - b))
            for (const { value: other, size, given } of changes) {
              const changed = answers.slice()
              for (const g of given) changed[g.question] = g.answer
              expect(whole.value(changed)).toBe(other)
              expect(other).not.toBe(value)
              const paid = given.map(
                g => (answers[g.question] === 0 || answers[g.question] === 3 ? 0 : 1) + (g.answer === 0 ? 0 : 1),
              )
              if (!answers.includes(3)) expect(paid.reduce((sum, p) => sum + p, 0)).toBe(size)
              expect(nearest.get(other) ?? 0).toBeLessThanOrEqual(size)
            }
          }
          // The search goes through all changes of one or two answers.
          if (!answers.includes(3))
            for (const { value: other, size, given } of whole.changes(answers))
              if (given.length <= 2 && size > 0)
                expect(none.changes(answers).find(c => c.value === other)?.size).toBe(size)
        }
      },
    ),
    { numRuns: atMost(100), seed: 17 },
  )
})

function seen(program: ReturnType<typeof programOf>, answers: Uint8Array, literal: number): boolean {
  const question = program.questionOfAtom[literal >> 1] ?? -1
  return question >= 0 && answers[question] === (literal & 1) + 1
}
