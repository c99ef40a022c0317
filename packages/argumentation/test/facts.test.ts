import { expect, test } from 'vitest'
import { compile, KnownError, parseTheory } from '../src/index.ts'

const theory = (between: readonly [string, string][]) =>
  parseTheory({
    queryables: ['a', 'b', 'c', 'd'],
    rules: [{ id: 'r', if: ['a', 'b', 'c', 'd'], then: 'x' }],
    contraries: between.map(pair => ({ between: pair })),
    topics: ['x'],
  })

const none: [string, string][] = []

test.each([
  ['two that exclude each other', ['a', '-a'], none, 'contradiction', '"a" and "-a" cannot both be known'],
  ['what is closed and answered', ['?a', 'a'], none, 'contradiction', '"?a" and "a" cannot both be known'],
  ['a conclusion', ['x'], none, 'not-a-question', '"x" is a conclusion and cannot be observed'],
  ['an unknown name', ['y'], none, 'not-a-question', '"y" is not in the theory'],
  ['a closed negation', ['?-a'], none, 'bad-literal', '"?-a" is no fact'],
  ['a closed unknown name', ['?y'], none, 'not-a-question', '"?y" is not in the theory'],
  ['no name', ['a b'], none, 'bad-literal', '"a b" is no fact'],
] as const)('refuses %s, with its code and in words', (_, known, between, code, words) => {
  const engine = compile(theory([...between]))
  try {
    engine.value(known, { status: 'x' })
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(KnownError)
    if (!(error instanceof KnownError)) return
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
  }
})

test('the same fact twice is the fact', () => {
  expect(compile(theory(none)).value(['a', 'a', '?b', '?b'], { status: 'x' })).toBe('unsatisfiable')
})

/** Where every question gets an answer: which sets of facts leave every question one. Conflicts reach along a chain. */
test.each([
  ['nothing known', [], [['a', 'b']], true],
  [
    'an answer that shuts out both of another',
    ['a'],
    [
      ['a', 'b'],
      ['a', '-b'],
    ],
    false,
  ],
  [
    'the other answer',
    ['-a'],
    [
      ['a', 'b'],
      ['a', '-b'],
    ],
    true,
  ],
  [
    'nothing known, and one answer impossible',
    [],
    [
      ['a', 'b'],
      ['a', '-b'],
    ],
    true,
  ],
  [
    'a no that shuts out both',
    ['-a'],
    [
      ['-a', 'b'],
      ['-a', '-b'],
    ],
    false,
  ],
  [
    'along a chain',
    ['a'],
    [
      ['a', 'b'],
      ['-b', 'c'],
      ['-c', 'd'],
      ['-c', '-d'],
    ],
    false,
  ],
  [
    'along a chain that ends well',
    ['a'],
    [
      ['a', 'b'],
      ['-b', 'c'],
      ['-c', 'd'],
    ],
    true,
  ],
  [
    'nothing known, and no answer possible',
    [],
    [
      ['a', 'b'],
      ['a', '-b'],
      ['-a', 'b'],
      ['-a', '-b'],
    ],
    false,
  ],
  [
    'the last question only',
    ['a'],
    [
      ['c', 'd'],
      ['c', '-d'],
      ['-c', 'd'],
      ['-c', '-d'],
    ],
    false,
  ],
  ['one closed', ['?a', 'b'], [['a', 'c']], true],
] as const)('every question answered, %s', (_, known, between, possible) => {
  const pairs = between.map(([x, y]): [string, string] => [x, y])
  const engine = compile(theory(pairs), { completions: 'total' })
  const ask = () => engine.value(known, { status: 'x' })
  if (possible) expect(ask()).toBeTypeOf('string')
  else expect(ask).toThrow(/known: these facts leave "[abcd]" or a question beside it without a possible answer/)
  if (possible) return
  try {
    ask()
  } catch (error) {
    expect(error instanceof KnownError && [error.code, error.pair]).toEqual(['contradiction', undefined])
  }
})
