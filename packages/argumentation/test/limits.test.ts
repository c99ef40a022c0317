import { expect, test } from 'vitest'
import { compile, parseTheory } from '../src/index.ts'

/** Many rules for and against, each of three questions far apart in every order: no small diagram has this. */
const questions = Array.from({ length: 60 }, (_, i) => `q${i}`)
const theory = () =>
  parseTheory({
    queryables: questions,
    rules: questions.map((q, i) => ({
      id: `r${i}`,
      if: [q, questions[(i * 7 + 3) % 60], questions[(i * 11 + 20) % 60]].filter((x, j, all) => all.indexOf(x) === j),
      then: i % 2 === 0 ? 'x' : '-x',
    })),
    topics: ['x'],
  })
const goal = { status: 'x' }
const odds = { cost: {}, prior: {} }

test.each(['assess', 'relevant', 'counterfactuals', 'next', 'plan'] as const)(
  'a time limit holds for the whole of %s, and what is left open is said',
  method => {
    let ticks = 0
    const limits = { nodes: 1e9, milliseconds: 30, now: () => ticks++ }
    const engine = compile(theory(), { goals: [goal], limits })
    const start = ticks
    if (method === 'next' || method === 'plan') expect(engine[method]([], [goal], odds).exact).toBe(false)
    else {
      const found = engine[method]([], goal)
      if ('undecided' in found) expect(Object.keys(found.undecided).length).toBeGreaterThan(0)
    }
    // Each look at the clock is a tick: past the limit, what is under way stops at its next look.
    expect(ticks - start).toBeGreaterThan(30)
    expect(ticks - start).toBeLessThan(130)
  },
)

test('with more questions than can be gone through, the next one comes at once and says how far it may be off', () => {
  let steps = 0
  const many = questions.slice(0, 25)
  const wide = parseTheory({
    queryables: many,
    rules: many.map((q, i) => ({ id: `r${i}`, if: [q, `-${many[(i + 1) % 25]}`], then: i % 3 === 0 ? '-x' : 'x' })),
    topics: ['x'],
  })
  const limits = { milliseconds: Infinity, now: () => steps++ }
  const found = compile(wide, { goals: [goal], limits }).next([], [goal], odds)
  expect(found.exact).toBe(false)
  expect(many).toContain(found.ask)
  expect(found.gap).toBeGreaterThan(0)
  expect(found.expected - found.gap).toBeGreaterThanOrEqual(1)
  expect(steps).toBeLessThan(20_000)
})
