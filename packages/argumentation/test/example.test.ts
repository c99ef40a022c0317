import { expect, test } from 'vitest'
import { compile, parseTheory } from '../src/index.ts'

const theory = () =>
  parseTheory({
    queryables: ['a', 'b', 'c', 'd'],
    rules: [
      { id: 'r1', if: ['a', '-b'], then: 'x' },
      { id: 'r2', if: ['c'], then: 'y' },
      { id: 'r3', if: ['d'], then: 'x' },
    ],
    contraries: [{ between: ['x', 'y'] }, { between: ['a', 'c'] }],
    preferences: [{ weaker: 'r2', stronger: 'r3' }],
  })
const x = { status: 'x' }
const y = { status: 'y' }

/** Every consistent set of facts, by brute force. */
const sets = ['a', 'b', 'c', 'd']
  .reduce<string[][]>((all, q) => all.flatMap(k => [k, [...k, q], [...k, `-${q}`]]), [[]])
  .filter(k => !(k.includes('a') && k.includes('c')))

test.each([
  ['defended', 'out'],
  ['blocked', 'blocked'],
  ['defended', 'defended'],
  ['unsatisfiable', 'defended'],
])('an example for "x is %s and y is %s" is a smallest one, and as many are counted as there are', (sx, sy) => {
  const engine = compile(theory(), { goals: [x, y] })
  const demands = [
    { goal: x, values: [sx] },
    { goal: y, values: [sy] },
  ]
  const fitting = sets.filter(k => engine.status(k, 'x') === sx && engine.status(k, 'y') === sy)
  const found = engine.example(demands)
  if (fitting.length === 0) expect(found).toBeUndefined()
  else {
    expect(found?.length).toBe(Math.min(...fitting.map(k => k.length)))
    expect([engine.status(found ?? [], 'x'), engine.status(found ?? [], 'y')]).toEqual([sx, sy])
  }
  const { sets: counted, questions } = engine.count(demands)
  expect(Number(counted)).toBe(questions === 4 ? fitting.length : fitting.length / 3 ** (4 - questions))
})
