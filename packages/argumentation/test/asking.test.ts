import { expect, it, test } from 'vitest'
import { Asking } from '../src/asking.ts'
import { draw } from '../src/chart.ts'
import { targetOf } from '../src/goal.ts'
import { type CompileOptions, compile, KnownError, type Odds, parseTheory, type Theory } from '../src/index.ts'
import { weightsOf } from '../src/odds.ts'
import { programOf } from '../src/program.ts'

const even: Odds = { cost: {}, prior: {} }
const x = { status: 'x' }
const both = (questions: readonly string[]): Theory =>
  parseTheory({ queryables: [...questions], rules: [{ id: 'r', if: [...questions], then: 'x' }], topics: ['x'] })
const names = (count: number) => Array.from({ length: count }, (_, i) => `q${i}`)

/** An engine whose clock counts how often it is looked at. */
function counted(
  theory: Theory,
  limits: CompileOptions['limits'] = {},
  completions: CompileOptions['completions'] = 'partial',
) {
  let looks = 0
  const engine = compile(theory, {
    completions,
    limits: { milliseconds: Infinity, now: () => looks++, ...limits },
  })
  const since = <T>(ask: () => T): [T, number] => {
    const before = looks
    return [ask(), looks - before]
  }
  return { engine, since }
}

/** Rules that no small diagram holds together: pairs of questions far apart, for and against. */
const tangled = (count: number, topics = 1) =>
  parseTheory({
    queryables: names(count),
    rules: names(count).map((q, i) => ({
      id: `r${i}`,
      if: [...new Set([q, `${i % 2 ? '-' : ''}q${(i * 5 + 3) % count}`])],
      then: `${i % 4 === 3 ? '-' : ''}${topics === 1 ? 'x' : `t${i % topics}`}`,
    })),
    topics: topics === 1 ? ['x'] : Array.from({ length: topics }, (_, i) => `t${i}`),
  })

test('an engine says for which goals and completions it was made', () => {
  expect(compile(both(['a'])).completions).toBe('partial')
  expect(compile(both(['a'])).goals).toEqual([{ status: 'x' }])
  expect(compile(both(['a']), { completions: 'total', goals: [] })).toMatchObject({ completions: 'total', goals: [] })
})

test('a goal that the theory does not know is refused, with its code and in words', () => {
  for (const ask of [
    () => compile(both(['a']), { goals: [{ status: 'nobody' }] }),
    () => compile(both(['a'])).value([], { choice: ['x', 'nobody'] }),
    () => compile(both(['a'])).status([], 'nobody'),
    () => compile(both(['a'])).because([], 'nobody'),
  ])
    try {
      ask()
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof KnownError)) throw error
      expect(error.code).toBe('unknown-goal')
      expect(error.message).toBe('"nobody" is not in the theory; correct the name of the goal')
    }
})

test('whether an answer was read from a diagram or searched for is said', () => {
  expect(compile(both(['a', 'b'])).assess([], x).method).toBe('diagram')
  expect(compile(both(['a', 'b']), { limits: { nodes: 1 } }).assess([], x).method).toBe('search')
})

test('beyond diagrams the cheapest question that may matter is asked, and all that may are counted', () => {
  const next = (known: readonly string[], odds: Odds, questions = ['a', 'b', 'c']) =>
    compile(both(questions), { limits: { nodes: 1 } }).next(known, [x], odds)
  const cost = { a: 3, b: 1, c: 2 }
  expect(next([], { cost, prior: {} })).toEqual({ ask: 'b', expected: 6, worst: 6, exact: false, gap: 5 })
  expect(next(['b'], { cost, prior: {} })).toEqual({ ask: 'c', expected: 5, worst: 5, exact: false, gap: 3 })
  expect(next([], even)).toEqual({ ask: 'a', expected: 3, worst: 3, exact: false, gap: 2 })
  expect(next([], { cost: { a: 2, c: 1 }, prior: {} }).ask).toBe('b')
  expect(next(['-b'], { cost, prior: {} })).toEqual({ ask: undefined, expected: 0, worst: 0, exact: false, gap: 0 })
  const plan = compile(both(['a', 'b', 'c']), { limits: { nodes: 1 } }).plan([], [x], { cost, prior: {} })
  const best = { expected: 6, worst: 6, first: 'b' }
  expect(plan).toEqual({ best, minimax: best, randomRelevant: undefined, given: undefined, exact: false, gap: 5 })
})

test('with no goals there is nothing to ask', () => {
  for (const nodes of [1, 1000])
    expect(compile(both(['a']), { limits: { nodes } }).next([], [], even)).toMatchObject({
      ask: undefined,
      expected: 0,
    })
})

test('a choice may be among more literals than there are answers of any other kind', () => {
  const choice = Array.from({ length: 300 }, (_, i) => `c${i}`)
  const theory = parseTheory({
    queryables: ['a', 'b'],
    rules: choice.map((then, i) => ({ id: `r${i}`, if: i === 299 ? ['a'] : ['a', '-a', 'b'], then })),
  })
  const engine = compile(theory, { goals: [{ choice }] })
  expect([engine.value(['a'], { choice }), engine.value([], { choice })]).toEqual(['c299', 'none'])
  expect(engine.relevant([], { choice }).map(r => [r.answer, r.value])).toEqual([
    ['a', 'c299'],
    ['-a', 'none'],
  ])
})

test('a goal that is settled adds no questions beyond diagrams', () => {
  const two = parseTheory({
    queryables: ['a', 'b'],
    rules: [
      { id: 'r1', if: ['a'], then: 'x' },
      { id: 'r2', if: ['b'], then: 'y' },
    ],
  })
  const engine = compile(two, { goals: [], limits: { nodes: 1 } })
  expect(engine.next(['-b'], [x, { status: 'y' }], even)).toMatchObject({ ask: 'a', expected: 1 })
  expect(engine.next(['a'], [x, { status: 'y' }], even)).toMatchObject({ ask: 'b', expected: 1 })
})

test('each way of asking of a small plan is as one finds it by hand', () => {
  // x where a and b are so; c bears on nothing.
  const theory = parseTheory({
    queryables: ['c', 'a', 'b'],
    rules: [{ id: 'r', if: ['b', 'a'], then: 'x' }],
    topics: ['x'],
  })
  const plan = compile(theory).plan([], [x], { cost: { a: 1, b: 3, c: 10 }, prior: {} })
  expect(plan).toEqual({
    best: { expected: 2.5, worst: 4, first: 'a' },
    minimax: { expected: 2.5, worst: 4, first: 'a' },
    randomRelevant: { expected: 3, worst: 4, first: 'b' },
    given: { expected: 12.5, worst: 14, first: 'a' },
    exact: true,
    gap: 0,
  })
  const settled = compile(theory).plan(['-a'], [x], even)
  const none = { expected: 0, worst: 0, first: undefined }
  expect(settled).toEqual({ best: none, minimax: none, randomRelevant: none, given: none, exact: true, gap: 0 })
})

test('what is asked again is not worked out again, nor what follows on it; another question is', () => {
  const known = ['q0', '-q5']
  const unknown: Odds = { cost: {}, prior: { q1: { yes: 0.4, no: 0.4, unknown: 0.2 } } }
  for (const [theory, odds, closed] of [
    [tangled(6), even, false],
    [tangled(6), unknown, true],
    [tangled(11), even, true],
  ] as const) {
    const goals = theory.topics.map(status => ({ status }))
    const { engine, since } = counted(theory)
    const [first, looks] = since(() => engine.next(known, goals, odds))
    // A look when the call begins and one for what it may spend: nothing is drawn or gone through.
    const [again, fewer] = since(() => engine.next(known, goals, odds))
    expect(again).toEqual(first)
    const [, further] = since(() => engine.next([...known, `${first.ask}`], goals, odds))
    expect(looks).toBeGreaterThan(2)
    expect([fewer, further]).toEqual([2, 2])
    if (closed) expect(since(() => engine.next([...known, `?${first.ask}`], goals, odds))[1]).toBe(2)
    const [, anew] = since(() => engine.next(known, goals, { cost: { q3: 2 }, prior: {} }))
    expect(anew).toBeGreaterThan(2)
  }
})

test('for twenty questions the ways are worked out whatever the answers, for more from the answers given', () => {
  for (const [count, looks] of [
    [20, 2],
    [21, 3],
  ] as const) {
    const { engine, since } = counted(both(names(count)))
    const known = names(count).slice(4)
    expect(engine.next(known, [x], even)).toMatchObject({ exact: true, worst: 4 })
    // With a no to one of those nothing is left to ask.
    const [found, paid] = since(() => engine.next([...known.slice(1), '-q4'], [x], even))
    expect(found).toMatchObject({ exact: true, worst: 0 })
    expect(Math.min(paid, 3)).toBe(looks)
  }
})

test('goals that are demanded together are drawn once, and others anew', () => {
  const two = parseTheory({
    queryables: ['a', 'b'],
    rules: [
      { id: 'r1', if: ['a'], then: 'x' },
      { id: 'r2', if: ['-b'], then: 'y' },
    ],
  })
  const { engine, since } = counted(two)
  const demand = (status: string, value: string) => [{ goal: { status }, values: [value] }]
  const [first, looks] = since(() => engine.example(demand('x', 'defended')))
  const [other, fewer] = since(() => engine.example(demand('x', 'unsatisfiable')))
  expect([first, other]).toEqual([['a'], []])
  expect(fewer).toBeLessThan(looks)
  const [last, anew] = since(() => engine.example(demand('y', 'defended')))
  expect([last, anew]).toEqual([['-b'], looks])
  expect(engine.count(demand('x', 'defended'))).toEqual({ sets: 1n, questions: 1 })
})

test('where every question gets an answer, what either answer gives need not be asked', () => {
  const theory = parseTheory({
    queryables: ['a', 'b'],
    rules: [
      { id: 'r1', if: ['a'], then: 'x' },
      { id: 'r2', if: ['-a'], then: 'x' },
      { id: 'r3', if: ['b'], then: 'x' },
    ],
    topics: ['x'],
  })
  const none = { expected: 0, worst: 0 }
  expect(compile(theory, { completions: 'total' }).plan([], [x], even)).toMatchObject({ best: none, minimax: none })
  expect(compile(theory).next([], [x], even)).toMatchObject({ ask: 'a', expected: 1, worst: 1 })
  expect(compile(theory, { completions: 'total' }).next(['?a'], [x], even)).toMatchObject({ ask: 'b', expected: 1 })
})

test('where there are too many situations to go through, a table of all is made', () => {
  const odds: Odds = {
    cost: { q2: 2 },
    prior: Object.fromEntries(names(11).map(q => [q, { yes: 0.6, no: 0.4, unknown: 0 }])),
  }
  const { asking: one } = asking(tangled(11), odds)
  const at = (known: Readonly<Record<string, number>>) => one.next(Uint8Array.from(names(11), q => known[q] ?? 0))
  const first = at({})
  expect(first).toMatchObject({ exact: true, gap: 0 })
  const q = `${first.ask}`
  const [yes = 0, no = 0] = [1, 2].map(answer => at({ [q]: answer }).expected)
  expect(first.expected).toBeCloseTo((q === 'q2' ? 2 : 1) + 0.6 * yes + 0.4 * no, 9)
})

test('a table knows of closed questions only where one may go without an answer', () => {
  const unknown: Odds = { cost: {}, prior: { q1: { yes: 0.4, no: 0.4, unknown: 0.2 } } }
  const closed = Uint8Array.of(0, 0, 0, 3)
  expect(asking(tangled(4), unknown).asking.covers(closed)).toBe(true)
  expect(asking(tangled(4), even).asking.covers(closed)).toBe(false)
  expect(asking(tangled(4), even).asking.covers(Uint8Array.of(1, 0, 2, 0))).toBe(true)
})

/** Whether an odd number of the questions is answered yes: every question has to be asked, whatever the answers. */
function odd(count: number): Theory {
  const rules = names(count).flatMap((q, i) => {
    const [even, uneven] = i === 0 ? [[], undefined] : [[`even${i - 1}`], `odd${i - 1}`]
    const first = [
      { if: [...even, q], then: `odd${i}` },
      { if: [...even, `-${q}`], then: `even${i}` },
    ]
    if (uneven === undefined) return first
    return [...first, { if: [uneven, q], then: `even${i}` }, { if: [uneven, `-${q}`], then: `odd${i}` }]
  })
  return parseTheory({
    queryables: names(count),
    rules: rules.map((rule, i) => ({ ...rule, id: `r${i}` })),
    topics: [`odd${count - 1}`],
  })
}

test('a plan is exact only where every way of asking is; what is beyond reach is estimated or the next best', () => {
  const theory = odd(19)
  const goals = theory.topics.map(status => ({ status }))
  const plan = compile(theory, { completions: 'total' }).plan([], goals, even)
  const all = { expected: 19, worst: 19 }
  expect(plan).toMatchObject({ best: all, minimax: all, given: all, exact: false, gap: 0 })
  expect(plan.randomRelevant?.expected).toBeCloseTo(19, 9)
  expect(plan.minimax).toEqual(plan.best)
  const small = odd(4)
  const { first } = compile(small, { completions: 'total' }).plan([], [{ status: 'odd3' }], even).best
  expect(small.queryables).toContain(first)
})

test('what was worked out for one way to ask is not taken for another', () => {
  const theory = tangled(5)
  const free: Odds = { cost: { q3: 0, q4: 4 }, prior: { q1: { yes: 0.1, no: 0.9, unknown: 0 } } }
  const unknown: Odds = { cost: {}, prior: { q2: { yes: 0.4, no: 0.4, unknown: 0.2 } } }
  const engine = compile(theory)
  const other = { status: '-x' }
  for (let round = 0; round < 2; round++)
    for (const odds of [even, free, unknown])
      for (const goals of [[x], [other], [x, other], [{ choice: ['x', '-x'] }]])
        for (const known of [[], ['q0'], ['q0', '-q3'], ['?q0'], ['?q0', 'q1', '?q2'], ['-q0'], ['q0', '?q4']]) {
          const fresh = compile(theory).next(known, goals, odds)
          const found = engine.next(known, goals, odds)
          expect(found.expected).toBeCloseTo(fresh.expected, 9)
          expect([found.worst, found.exact]).toEqual([fresh.worst, fresh.exact])
        }
})

test('a fault of the clock is never taken for a limit', () => {
  for (const nodes of [1, 100_000])
    for (const method of ['assess', 'counterfactuals', 'next', 'plan'] as const) {
      const run = (patience: number): boolean => {
        let looks = 0
        const now = () => {
          if (looks++ === patience) throw new Error('the clock broke')
          return 0
        }
        try {
          const engine = compile(tangled(4), { limits: { nodes, milliseconds: 10, now } })
          if (method === 'next' || method === 'plan') engine[method](['q1'], [x], even)
          else engine[method](['q1'], x)
          expect(looks).toBeLessThanOrEqual(patience)
          return true
        } catch (error) {
          expect(error instanceof Error && error.message).toBe('the clock broke')
          return false
        }
      }
      let patience = 0
      while (!run(patience)) patience = patience < 25 ? patience + 1 : 2 * patience
      expect(patience).toBeGreaterThan(1)
    }
})

test('a limit of time is in the words of what it stopped, and counts from the call', () => {
  let clock = 0
  const limits = { milliseconds: 50, now: () => clock }
  const engine = compile(tangled(6), { limits })
  clock = 1000
  expect(engine.next([], [x], even).exact).toBe(true)
  expect(engine.assess([], x)).toMatchObject({ method: 'diagram', undecided: {} })
})

/** Answers to questions about asking, for one theory drawn whole. */
function asking(theory: Theory, odds: Odds = even, total = false) {
  const program = programOf(theory)
  const nothing = new Uint8Array(theory.queryables.length)
  const targets = theory.topics.map(status => targetOf(program, { status }))
  const chart = draw(program, nothing, targets, { nodes: 1e6, spent: () => {} })
  return { asking: new Asking(chart, total, weightsOf(program, odds)), nothing }
}

it('dialogues drawn by lot cost about what all relevant questions with equal chance cost, and the same each time', () => {
  for (const theory of [tangled(6), tangled(8, 2), both(names(5))]) {
    const { asking: one, nothing } = asking(theory, {
      cost: { q1: 2 },
      prior: { q0: { yes: 0.3, no: 0.5, unknown: 0.2 } },
    })
    const lots = one.byLot(nothing)
    const exact = one.cost(nothing, 'random')
    expect(lots).toEqual(one.byLot(nothing))
    expect(lots?.expected).toBeGreaterThan(0.95 * (exact?.expected ?? Infinity))
    expect(lots?.expected).toBeLessThan(1.05 * (exact?.expected ?? 0))
    expect(lots?.worst).toBeLessThanOrEqual(exact?.worst ?? 0)
    expect(theory.queryables).toContain(lots?.first)
  }
})

/** So many goals with a question of their own, among other questions and rules. */
function apart(count: number, first = '', last = '', rules: { if: string[]; then: string }[] = []): Theory {
  const all = [...rules, ...names(count).map((q, i) => ({ if: [q], then: `t${i}` }))]
  return parseTheory({
    queryables: [first, ...names(count), last].filter(q => q !== ''),
    rules: all.map((r, i) => ({ ...r, id: `r${i}` })),
    topics: [...new Set(all.map(r => r.then))],
  })
}

test('ways of asking are gone through for thirty-one questions, and looked ahead for more', () => {
  const { asking: most, nothing } = asking(apart(31))
  expect(most.next(nothing)).toMatchObject({ exact: true, gap: 0, expected: 31, worst: 31 })
  expect(most.cost(nothing, 'minimax')?.worst).toBe(31)
  expect(most.byLot(nothing)).toMatchObject({ worst: 31 })
  expect(most.byLot(nothing)?.expected).toBeCloseTo(31, 9)
  const { asking: more, nothing: none } = asking(apart(32))
  expect(more.next(none)).toMatchObject({ exact: false, expected: 32, worst: 32, ask: 'q0', gap: 30 })
  expect([more.byLot(none), more.cost(none, 'minimax'), more.cost(none, 'random')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(more.given(none)).toEqual({ expected: 32, worst: 32, first: 'q0' })
})

test('where the order of the theory has a lesser worst case than the way found, that is the minimax told', () => {
  // A yes to c implies a, and is likely and cheap to have; after a no the dear a is asked on top.
  const odds: Odds = { cost: { a: 2, c: 0.5 }, prior: { c: { yes: 0.9, no: 0.1, unknown: 0 } } }
  for (const [first, last, worst] of [
    ['a', 'c', 34],
    ['c', 'a', 34.5],
  ] as const) {
    const many = apart(32, first, last, [{ if: ['a'], then: 'x' }])
    const theory = { ...many, contraries: [{ between: ['c', '-a'] as const }] }
    const goals = theory.topics.map(status => ({ status }))
    const plan = compile(theory, { goals }).plan([], goals, odds)
    expect(plan.best).toMatchObject({ worst: 34.5, first: 'c' })
    expect(plan.best.expected).toBeCloseTo(0.5 + 0.9 * 32 + 0.1 * 34, 9)
    expect(plan.given).toMatchObject({ worst, first })
    expect(plan.minimax).toEqual(worst === 34 ? plan.given : plan.best)
    expect(plan).toMatchObject({ exact: false, randomRelevant: undefined })
    expect(plan.gap).toBeGreaterThan(0)
  }
})

test('a plan for more questions than can be gone through has the ways that it can tell, and is not exact', () => {
  const theory = both(names(33))
  const plan = compile(theory).plan([], [x], even)
  expect(plan.exact).toBe(false)
  expect(plan.randomRelevant).toBeUndefined()
  expect(plan.given?.worst).toBe(33)
  expect(plan.given?.expected).toBeCloseTo(2, 6)
  expect(plan.best.worst).toBe(33)
  // No way has a lesser worst case than asking all.
  expect(plan.minimax.worst).toBe(33)
})
