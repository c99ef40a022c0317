import { expect, test } from 'vitest'
import { coneOf } from '../src/cone.ts'
import { targetOf } from '../src/goal.ts'
import { compile, parseTheory } from '../src/index.ts'
import { programOf } from '../src/program.ts'

/** What is left to ask and to reason with, once facts are known; rules and questions by name. */
function coneAt(known: Readonly<Record<string, number>>, goal: Parameters<typeof targetOf>[1] = { status: 'x' }) {
  const theory = parseTheory({
    queryables: ['a', 'b', 'c', 'd', 'e', 'spare', 'other'],
    rules: [
      { id: 'top', if: ['m', 'a'], then: 'x' },
      { id: 'against', if: ['c'], then: '-x' },
      { id: 'middle', if: ['b'], then: 'm' },
      { id: 'free', if: [], then: 'n' },
      { id: 'never', if: ['nobody'], then: 'x' },
      { id: 'exception', if: ['d'], then: 'u' },
      { id: 'aside', if: ['spare'], then: 'y' },
      { id: 'double', if: ['e', '-e'], then: 'x' },
    ],
    contraries: [{ attacker: 'w', target: 'm' }, { between: ['b', 'other'] }],
    undercuts: [
      { by: 'u', rule: 'middle' },
      { by: 'd', rule: 'against' },
    ],
    topics: ['x'],
  })
  const program = programOf(theory)
  const answers = Uint8Array.from(theory.queryables, q => known[q] ?? 0)
  const cone = coneOf(program, answers, [targetOf(program, goal)])
  const rules = (marks: Uint8Array) => theory.rules.filter((_, r) => marks[r] === 1).map(r => r.id)
  return {
    questions: Array.from(cone.order, q => theory.queryables[q]),
    possible: rules(cone.possible),
    live: rules(cone.live),
    groups: cone.groups.map(g => g.map(l => program.names[l])),
    supported: cone.supported.map(g => g.map(l => program.names[l])),
  }
}

test('with nothing known all bears on the topic that rules, attacks, exceptions and exclusions lead to', () => {
  const cone = coneAt({})
  expect([...cone.questions].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'other'])
  expect(cone.questions.indexOf('other')).toBe(cone.questions.indexOf('b') + 1)
  const all = ['top', 'against', 'middle', 'free', 'exception', 'aside', 'double']
  expect([cone.possible, cone.live]).toEqual([all, all])
})

test('a question that is answered or closed is not asked, and takes along what only it led to', () => {
  expect([...coneAt({ b: 2 }).questions].sort()).toEqual(['c', 'd', 'e'])
  expect(coneAt({ b: 2 }).possible).toEqual(['against', 'free', 'exception', 'aside', 'double'])
  expect([...coneAt({ b: 3 }).questions].sort()).toEqual(['c', 'd', 'e'])
  expect([...coneAt({ a: 3, c: 2, e: 1 }).questions].sort()).toEqual([])
  expect(coneAt({ a: 3, c: 2, e: 1 }).possible).toEqual(['middle', 'free', 'exception', 'aside'])
})

test('a rule that a known observation defeats is possible but not live, nor is what stands on it', () => {
  const cone = coneAt({ d: 1 })
  expect(cone.possible).toContain('against')
  expect(cone.live).not.toContain('against')
  const lost = coneAt({ d: 1 }, { choice: ['x', '-x'] })
  expect(lost.questions).not.toContain('c')
  expect(coneAt({ d: 1 }, { status: '-x' }).questions).toContain('c')
})

test('a choice needs no support of what is defeated, a status does', () => {
  expect(coneAt({}, { choice: ['x'] }).supported).toEqual([])
  const { supported } = coneAt({})
  expect(supported.flat().sort()).toEqual(['-e', 'a', 'b', 'e', 'm', 'x'])
  expect(supported.flat().indexOf('m')).toBeLessThan(supported.flat().indexOf('x'))
})

test('what a literal depends on comes before it, and what depends on each other together', () => {
  const groups = coneAt({}).groups
  const place = (l: string) => groups.findIndex(g => g.includes(l))
  expect(place('m')).toBeLessThan(place('x'))
  expect(place('u')).toBeLessThan(place('m'))
  expect(place('x')).toBe(place('-x'))
  expect(place('y')).toBe(-1)
  expect(place('n')).toBe(-1)
})

test('only the questions that bear on the goals are counted, and only sets that can be', () => {
  const theory = parseTheory({
    queryables: ['a', 'b', 'spare'],
    rules: [{ id: 'r', if: ['a', '-b'], then: 'x' }],
    contraries: [{ between: ['a', 'b'] }],
    topics: ['x'],
  })
  const engine = compile(theory)
  const count = (...values: string[]) => engine.count([{ goal: { status: 'x' }, values }])
  expect(count('defended')).toEqual({ sets: 1n, questions: 2 })
  expect(count('unsatisfiable')).toEqual({ sets: 7n, questions: 2 })
  expect(count('defended', 'unsatisfiable')).toEqual({ sets: 8n, questions: 2 })
  expect(count('out')).toEqual({ sets: 0n, questions: 2 })
  expect(count('nonsense')).toEqual({ sets: 0n, questions: 2 })
  expect(engine.example([{ goal: { status: 'x' }, values: ['out'] }])).toBeUndefined()
})
