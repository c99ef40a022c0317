import { expect, test } from 'vitest'
import { tokenise } from '../src/token.ts'
import {
  FeatureNumbers,
  type FeatureSeer,
  knownNames,
  seeTokens,
  seeWord,
  tokenFeatures,
} from '../src/token-feature.ts'
import { corpus, patternsOf } from './opened-reader.ts'

test('what training writes as text, reading finds by its parts, in the same order', () => {
  const names = knownNames([patternsOf('nl').names, patternsOf('en').names])
  const numbers = new FeatureNumbers()
  const ids = new Map<string, number>()
  const texts = corpus
    .flatMap(({ text }) => [text, text.toLowerCase()])
    .map(text => ({ text, tokens: tokenise(text, []) }))
  // every other feature is left out, so that some are unknown
  const written = texts.map(({ text, tokens }) => tokenFeatures(text, tokens, names))
  let nth = 0
  for (const name of new Set(written.flat(2))) {
    if (nth++ % 2 === 1) continue
    ids.set(name, nth)
    expect(numbers.add(name, nth), name).toBe(true)
  }
  for (const [i, { text, tokens }] of texts.entries()) {
    const seen: (number | undefined)[][] = []
    const seer: FeatureSeer = {
      thing: what => numbers.thing(what),
      one: (sign, what) => seen.at(-1)?.push(what.alone(sign)),
      two: (sign, what, next) => seen.at(-1)?.push(what.before(sign, next)),
    }
    const begin = (_at: number, word: string) => {
      seen.push([])
      seeWord(word, seer)
    }
    seeTokens(text, tokens, names, begin, seer)
    expect(seen, text).toEqual(written[i]?.map(list => list.map(name => ids.get(name))))
  }
  expect(numbers.add('unheard=of', 1)).toBe(false)
})
