import { expect, it } from 'vitest'
import { compile, parseTheory } from '../src/index.ts'

const oneWay = (rules: object[]) =>
  parseTheory({
    queryables: ['a', 'b', 'c'],
    rules,
    contraries: [
      { attacker: 'y', target: 'x' },
      { attacker: 'z', target: 'y' },
    ],
    topics: ['x'],
  })

const engine = () =>
  compile(
    oneWay([
      { id: 'r1', if: ['a'], then: 'x' },
      { id: 'r2', if: ['b'], then: 'y' },
      { id: 'r3', if: ['c'], then: 'z' },
    ]),
  )
it('a one-way attack puts out what is attacked by a defended argument', () =>
  expect(engine().status(['a', 'b'], 'x')).toBe('out'))
it('a one-way attack defends what is attacked only by an argument that is out', () => {
  expect(engine().status(['a', 'b', 'c'], 'x')).toBe('defended')
  expect(engine().assess(['a'], { status: 'x' })).toMatchObject({
    value: 'defended',
    stable: false,
    relevant: { defended: ['-b', 'c'], out: ['b', '-c'] },
  })
  expect(engine().assess(['a', '?b'], { status: 'x' })).toMatchObject({ stable: true, certificate: ['a'] })
})
