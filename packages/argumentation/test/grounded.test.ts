import { expect, test } from 'vitest'
import { draw } from '../src/chart.ts'
import { VALUES } from '../src/diagrams.ts'
import { targetOf, valueUnder } from '../src/goal.ts'
import type { Theory } from '../src/index.ts'
import { label } from '../src/labelling.ts'
import { programOf } from '../src/program.ts'

/** Seventeen questions, rules of rising strength far across them: drawing leaves many times what it needs. */
const N = 17
const q = (i: number) => `q${i % N}`
const theory: Theory = {
  queryables: Array.from({ length: N }, (_, i) => q(i)),
  rules: [
    ...Array.from({ length: N }, (_, i) => [
      { id: `r${i}`, if: [q(i), q(7 * i + 3), `-${q(5 * i + 2)}`], then: i % 2 ? '-x' : 'x' },
      { id: `s${i}`, if: [`-${q(i)}`, q(3 * i + 1)], then: i % 3 ? '-y' : 'y' },
    ]).flat(),
    { id: 'both', if: ['x', 'y'], then: 'z' },
    { id: 'neither', if: ['-x', '-y'], then: '-z' },
  ],
  preferences: Array.from({ length: N - 1 }, (_, i) => ({ weaker: `r${i}`, stronger: `r${i + 1}` })),
  contraries: [],
  undercuts: [],
  topics: ['z'],
}

test('what drawing leaves behind is swept, so that it fits the nodes, and the values stay right', () => {
  const program = programOf(theory)
  const target = targetOf(program, { status: 'z' })
  const nothing = new Uint8Array(N)
  // Unswept it would take more than 110 000.
  const { diagrams, values, order } = draw(program, nothing, [target], { nodes: 90_000, spent: () => {} })
  const [z = 0] = values
  expect(order).toHaveLength(N)
  let state = 1
  for (let i = 0; i < 300; i++) {
    const answers = nothing.map(() => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state % 7 === 0 ? 0 : 1 + ((state >>> 16) % 2)
    })
    expect(diagrams.at(z, order, answers) - VALUES).toBe(valueUnder(target, label(program, answers)))
  }
  expect(() => draw(program, nothing, [target], { nodes: 60_000, spent: () => {} })).toThrow('more than 60000 nodes')
})
