import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { draw, narrowed } from '../src/chart.ts'
import { at } from '../src/element.ts'
import { targetOf } from '../src/goal.ts'
import { compile, parseTheory } from '../src/index.ts'
import { programOf } from '../src/program.ts'
import { instances } from './theories.ts'

const spent = () => {}

test('a place that a list does not have is a fault, and one that it has is what stands there', () => {
  expect([at([0, 7], 1), at(Uint8Array.of(0, 7), 0), at('ab', 1)]).toEqual([7, 0, 'b'])
  expect(() => at([0, 7], 2)).toThrow(new RangeError('no element 2 among 2'))
  expect(() => at([], -1)).toThrow(new RangeError('no element -1 among 0'))
})

test('answers exclude each other where a conflict is between two questions, and only there', () => {
  const excludes = (...contraries: object[]) => {
    const program = programOf(
      parseTheory({
        queryables: ['a', 'b'],
        rules: [
          { id: 'r', if: ['a', 'b'], then: 'x' },
          { id: 's', if: ['b'], then: 'y' },
        ],
        contraries,
      }),
    )
    const found = program.names.flatMap((name, l) =>
      [...(program.excludes[l] ?? [])].map(o => `${name} ${program.names[o]}`),
    )
    expect(program.exclusive).toBe(found.length > 0)
    return found.sort()
  }
  expect(excludes()).toEqual([])
  expect(excludes({ between: ['a', 'b'] })).toEqual(['a b', 'b a'])
  expect(excludes({ attacker: '-a', target: 'b' })).toEqual(['-a b', 'b -a'])
  expect(excludes({ between: ['a', 'x'] }, { attacker: 'x', target: 'b' }, { between: ['x', 'y'] })).toEqual([])
  expect(excludes({ between: ['a', '-a'] }, { attacker: '-b', target: 'b' })).toEqual([])
})

test('a theory speaks of its atoms in the order of questions, rules, conflicts, exceptions and topics', () => {
  const program = programOf(
    parseTheory({
      queryables: ['b', 'a'],
      rules: [{ id: 'r', if: ['-p', 'a', '-p'], then: '-q' }],
      contraries: [{ attacker: 'one', target: '-two' }],
      undercuts: [{ by: 'off', rule: 'r' }],
      topics: ['q'],
    }),
  )
  expect(program.names.filter((_, l) => l % 2 === 0)).toEqual(['b', 'a', 'q', 'p', 'one', 'two', 'off'])
  expect(program.names.filter((_, l) => l % 2 === 1)).toEqual(['-b', '-a', '-q', '-p', '-one', '-two', '-off'])
  expect([...program.questionOfAtom]).toEqual([0, 1, -1, -1, -1, -1, -1])
  const names = (literals: Iterable<number> = []) => Array.from(literals, l => program.names[l])
  expect(names(program.bodies[0])).toEqual(['-p', 'a'])
  expect(names(program.attackersOf[program.numberOf.get('-two') ?? 0]).sort()).toEqual(['one', 'two'])
  expect(names(program.attackersOf[program.numberOf.get('one') ?? 0])).toEqual(['-one'])
  expect(names(program.undercuttersOf[0])).toEqual(['off'])
})

test('rules go round where a premise leads back to the conclusion, and need care where their strength is uneven', () => {
  const rules = [
    { id: 'in', if: ['a'], then: 'x' },
    { id: 'there', if: ['x'], then: 'y' },
    { id: 'back', if: ['y', 'a'], then: 'x' },
    { id: 'out', if: ['x', 'y'], then: 'z' },
    { id: 'against', if: ['a'], then: '-x' },
  ]
  const marked = (preferences: object[]) => {
    const { cyclic, circular } = programOf(parseTheory({ queryables: ['a'], rules, preferences }))
    const names = (marks: Uint8Array) => rules.filter((_, r) => marks[r] === 1).map(r => r.id)
    return [names(cyclic), names(circular)]
  }
  expect(marked([])).toEqual([['there', 'back'], []])
  expect(marked([{ weaker: 'in', stronger: 'against' }])).toEqual([['there', 'back'], ['back']])
  expect(marked([{ weaker: 'there', stronger: 'against' }])).toEqual([['there', 'back'], []])
  expect(marked([{ weaker: 'against', stronger: 'in' }])).toEqual([['there', 'back'], []])
})

test('what beats a rule is what beats the part of it that fails, and of that only what has an argument', () => {
  const theory = parseTheory({
    queryables: ['a', 'b', 'c', 'd', 'f', 'g', 'h'],
    rules: [
      { id: 'top', if: ['p', 'q'], then: 'x' },
      { id: 'safe', if: ['a'], then: 'p' },
      { id: 'doubted', if: ['b'], then: 'p' },
      { id: 'middle', if: ['c'], then: 'q' },
      { id: 'idle', if: ['h'], then: 'q' },
      { id: 'contra', if: ['d'], then: '-q' },
      { id: 'exception', if: ['f'], then: 'u' },
      { id: 'denial', if: ['g'], then: '-u' },
    ],
    undercuts: [
      { by: 'u', rule: 'doubted' },
      { by: 'd', rule: 'idle' },
    ],
    topics: ['x'],
  })
  const beaten = (...known: string[]) =>
    Object.fromEntries(
      compile(theory)
        .standing(known)
        .rules.filter(r => r.beatenBy.length > 0)
        .map(r => [r.rule, [...r.beatenBy].sort()]),
    )
  expect(beaten('a', 'b', 'c', 'd', 'f', 'g')).toEqual({
    top: ['contra'],
    doubted: ['exception'],
    middle: ['contra'],
    contra: ['middle'],
    exception: ['denial'],
    denial: ['exception'],
  })
  // Both a rule and an observation at one place, and each by itself.
  const both = parseTheory({
    queryables: ['a', 'b', 'c'],
    rules: [
      { id: 'low', if: ['a'], then: 'x' },
      { id: 'high', if: ['x'], then: 'y' },
      { id: 'strong', if: ['b'], then: '-x' },
    ],
    contraries: [{ attacker: 'c', target: 'x' }],
    preferences: [{ weaker: 'low', stronger: 'strong' }],
  })
  const names = (...known: string[]) =>
    compile(both)
      .standing(known)
      .rules.map(r => [...r.beatenBy].sort())
  expect(names('a', 'b', 'c')).toEqual([['c', 'strong'], ['c', 'strong'], []])
  expect(names('a', 'c')).toEqual([['c'], ['c'], []])
  expect(names('a', 'b')).toEqual([['strong'], ['strong'], []])
})

it('what is left of a chart says the same of the questions that are left, in the order that they had', () => {
  fc.assert(
    fc.property(instances(5), fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }), ({ theory, goal }, given) => {
      const program = programOf(theory)
      const targets = [goal, ...theory.topics.map(status => ({ status }))].map(g => targetOf(program, g))
      const chart = draw(program, new Uint8Array(theory.queryables.length), targets, { nodes: 1e5, spent })
      // Nothing beside the functions themselves is kept.
      expect(chart.diagrams.size).toBe(new Set(chart.values.flatMap(f => chart.diagrams.nodes(f))).size)
      const answers = Uint8Array.from(theory.queryables, (_, q) => given[q] ?? 0)
      const left = narrowed(chart, answers, { nodes: 1e5, spent })
      const kept = [...left.order]
      expect(kept).toEqual([...chart.order].filter(q => kept.includes(q)))
      expect(left.names).toEqual(kept.map(q => theory.queryables[q]))
      expect([...left.levelOf]).toEqual(theory.queryables.map((_, q) => kept.indexOf(q)))
      expect(left.diagrams.levels).toBe(kept.length)
      expect(left.diagrams.size).toBe(new Set(left.values.flatMap(f => left.diagrams.nodes(f))).size)
      for (let i = 0; i < 3 ** 5; i += 7) {
        const all = answers.map((a, q) => (a === 0 ? Math.floor(i / 3 ** q) % 3 : a))
        expect(left.values.map(f => left.diagrams.at(f, left.order, all))).toEqual(
          chart.values.map(f => chart.diagrams.at(f, chart.order, all)),
        )
      }
      const bearing = new Set(left.values.flatMap(f => left.diagrams.support(f)))
      expect([...bearing].sort((x, y) => x - y)).toEqual(kept.map((_, level) => level))
    }),
    { numRuns: 60, seed: 23 },
  )
})
