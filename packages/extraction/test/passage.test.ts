import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldsOf } from '../src/order.ts'
import { bytesIn, packBytes, packRising, risingIn } from '../src/pack.ts'
import { clausesOf, listsByWord, type Passage, passageFeatures, passagesOf, Shapes } from '../src/passage.ts'
import { bestPassage, carrierOf, type PassageModel, passageScores } from '../src/passage-model.ts'
import { tokenise } from '../src/token.ts'

const tokensOf = (text: string) => tokenise(text, [])
const NO_LISTS = new Map<string, string>()
const featuresIn = (text: string, lists: ReadonlyMap<string, string> = NO_LISTS) => {
  const tokens = tokensOf(text)
  const found = new Set<number>()
  for (const passage of passagesOf(tokens))
    passageFeatures(tokens, new Shapes(lists).of(tokens), passage, feature => found.add(feature))
  return found
}

/** A model that knows the features of one text and has the same weight for each. */
function modelOf(text: string): PassageModel {
  const features = [...featuresIn(text)]
  const rowOf = new Int32Array(1 << 20).fill(-1)
  for (const [row, feature] of features.entries()) rowOf[feature] = row
  return {
    bias: Float64Array.of(-1),
    scale: Float64Array.of(0.1),
    rowOf,
    starts: Int32Array.from({ length: features.length + 1 }, (_, row) => row),
    models: new Uint8Array(features.length),
    weights: new Int8Array(features.length).fill(10),
  }
}

test('every word is in a passage, no passage crosses the end of a sentence, and long sentences overlap', () => {
  const long = Array.from({ length: 70 }, (_, at) => `woord${String.fromCharCode(97 + (at % 26))}`).join(' ')
  const tokens = tokensOf(`Ik heb betaald. Niets gekregen!\n${long}`)
  const passages = passagesOf(tokens)
  const covered = new Set(
    passages.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
  )
  expect(covered.size).toBe(tokens.count)
  for (const { first, last } of passages) for (let i = first + 1; i <= last; i++) expect(tokens.before[i]).not.toBe(2)
  expect(passages.slice(0, 2)).toEqual([
    { first: 0, last: 2 },
    { first: 3, last: 4 },
  ])
  // the long one twice: in stretches of 24 words, and of 12
  const rest = passages.slice(2)
  const anew = rest.findIndex((passage, at) => at > 0 && passage.first === rest[0]?.first)
  for (const [scale, words] of [
    [rest.slice(0, anew), 24],
    [rest.slice(anew), 12],
  ] as const) {
    expect(scale.length).toBeGreaterThan(2)
    expect(scale[0]).toEqual({ first: 5, last: 4 + words })
    expect(scale.at(-1)?.last).toBe(tokens.count - 1)
    for (const [at, passage] of scale.entries())
      if (at > 0) expect(passage.first).toBe((scale[at - 1] as Passage).first + words / 2)
  }
  expect(passagesOf(tokensOf(''))).toEqual([])
})

test('clauses are cut at pauses and joining words, where there are two of them in a longer sentence', () => {
  const told = (text: string) => {
    const tokens = tokensOf(text)
    return clausesOf(tokens).map(({ first, last }) => tokens.words.slice(first, last + 1).join(' '))
  }
  expect(told('Nu heeft hij mij geblokkeerd en de rekening bleek van iemand anders.')).toEqual([
    'nu heeft hij mij geblokkeerd',
    'en de rekening bleek van iemand anders',
  ])
  expect(told('Ik heb betaald en niets gekregen.')).toEqual([])
  expect(told('Dit is een lange zin zonder een enkel woord daartussen.')).toEqual([])
  expect(told('')).toEqual([])
})

test('order and nearness of words make other features; a shared list makes the same ones', () => {
  const shared = (a: string, b: string, lists: ReadonlyMap<string, string> = NO_LISTS) => {
    const own = featuresIn(a, lists)
    return [...featuresIn(b, lists)].filter(feature => own.has(feature)).length
  }
  expect(shared('niet betaald wel gekregen', 'wel betaald niet gekregen')).toBeLessThan(
    featuresIn('wel betaald niet gekregen').size,
  )
  const lists = listsByWord(
    new Map([
      ['pay', ['gedokt', 'neergeteld']],
      ['much', ['gedokt', 'neergeteld', 'veel']],
    ]),
  )
  expect(lists.get('gedokt')).toBe('pay')
  expect(shared('alles netjes gedokt', 'alles netjes neergeteld', lists)).toBeGreaterThan(
    shared('alles netjes gedokt', 'alles netjes neergeteld'),
  )
})

test('the passage with the known words is the best, and its words carry it', () => {
  const model = modelOf('het pakket is nooit aangekomen')
  const tokens = tokensOf(
    'Ik kocht een lamp. Volgens ons allemaal: het pakket is nooit aangekomen hier in huis. Groeten uit Delft.',
  )
  const scores = passageScores(tokens, new Shapes(NO_LISTS).of(tokens), model, passagesOf(tokens))
  const { passage, score } = bestPassage(scores, 0)
  expect(passage).toEqual(passagesOf(tokens)[1])
  expect(score).toBeGreaterThan(-1)
  const carrier = carrierOf(tokens, new Shapes(NO_LISTS).of(tokens), passage as Passage, model, 0)
  expect(tokens.words.slice(carrier.first, carrier.last + 1).join(' ')).toBe('het pakket is nooit aangekomen')
  expect(bestPassage(scores, 0, [{ first: 0, last: 0 }]).passage).toEqual(passagesOf(tokens)[0])
  expect(bestPassage(passageScores(tokensOf(''), [], model, []), 0).passage).toBeUndefined()
})

test('a group is never divided over the parts that are held back', () => {
  const groups = Array.from({ length: 200 }, (_, at) => `writer ${at % 13}`)
  const folds = foldsOf(groups)
  for (const group of new Set(groups)) expect(new Set(folds.filter((_, at) => groups[at] === group)).size).toBe(1)
  const sizes = [0, 1, 2, 3, 4].map(fold => folds.filter(each => each === fold).length)
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(16)
})

test('numbers come back as they were packed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -128, max: 127 })), bytes => {
      expect([...bytesIn(packBytes(bytes))]).toEqual(bytes)
    }),
    { seed: 5 },
  )
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 20 })), numbers => {
      const rising = numbers.sort((a, b) => a - b)
      expect([...risingIn(packRising(rising))]).toEqual(rising)
    }),
    { seed: 5 },
  )
})
