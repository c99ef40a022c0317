import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseFragment, readBeside, readCorpus } from '../tools/corpus.ts'

const ROOT = join(import.meta.dirname, '..')
const guide = readFileSync(join(ROOT, 'corpus/GUIDE.md'), 'utf8')
const known = new Set([...guide.matchAll(/^\| ([a-z-]+) \| the|^\| ([a-z-]+) \|/gm)].map(([, a, b]) => a ?? b))

describe('the corpus', () => {
  const { develop, held } = readCorpus(ROOT)
  const { fragments, sentences } = readBeside(join(ROOT, 'corpus'), { pairs: true })

  test('has each report once, with exact quotes of observations that the guide and the model know', () => {
    const model = parse(readFileSync(join(ROOT, 'models/internet-trade-fraud/2019-03-01/reading.nl.yaml'), 'utf8'))
    const all = [...develop, ...held]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id, text, observations, entities } of all) {
      for (const [observation, { quote }] of Object.entries(observations)) {
        expect(known, id).toContain(observation)
        expect(Object.keys(model.observations), id).toContain(observation)
        expect(text, id).toContain(quote)
      }
      for (const entity of entities) expect(text, id).toContain(entity.text)
    }
  })

  test('holds out what the split names, and nothing else', () => {
    const split: { held: string[]; seen: string[] } = JSON.parse(readFileSync(join(ROOT, 'corpus/split.json'), 'utf8'))
    expect(held.map(({ id }) => id).sort()).toEqual([...split.held].sort())
    expect(readdirSync(join(ROOT, 'corpus'))).toEqual(expect.arrayContaining(split.seen))
  })

  test('has fragments and sentences of known observations, each fragment once', () => {
    expect(new Set(fragments.map(({ text }) => text)).size).toBe(fragments.length)
    for (const { text, observations } of fragments)
      for (const [id, { quote, at = -1 }] of Object.entries(observations)) {
        expect(known, text).toContain(id)
        expect(text.slice(at, at + quote.length)).toBe(quote)
      }
    for (const { observation } of sentences) expect(known).toContain(observation)
  })
})

describe('a fragment', () => {
  test('is its text, with what it settles and where', () => {
    expect(parseFragment('nl|niks {buyer=yes+paid=yes:betaald} en {received=no:niks} gehad | ooit', 'here')).toEqual({
      lang: 'nl',
      text: 'niks betaald en niks gehad | ooit',
      observations: {
        buyer: { value: 'yes', quote: 'betaald', at: 5 },
        paid: { value: 'yes', quote: 'betaald', at: 5 },
        received: { value: 'no', quote: 'niks', at: 16 },
      },
    })
    expect(parseFragment('en|nothing settled', 'here').observations).toEqual({})
  })

  const bad: [string, string][] = [
    ['ik heb betaald', 'does not begin with nl| or en|'],
    ['de|bezahlt', 'does not begin with nl| or en|'],
    ['nl|{paid=maybe:betaald}', 'marks "paid=maybe"'],
    ['nl|{paid=yes:}', 'marks no words as paid=yes'],
    ['nl|{paid=yes:betaald }', 'with a space at its edge'],
    ['nl|{paid=yes:betaald} {paid=no:niet}', 'marks paid twice'],
    ['nl|{paid=yes betaald}', 'a mark that is not'],
    ['nl|{paid=yes:heb {buyer=yes:gekocht}}', 'a mark that is not'],
  ]
  test.each(bad)('%s is told with its place', (line, message) => {
    expect(() => parseFragment(line, 'fragments-x.txt:3')).toThrow('fragments-x.txt:3')
    expect(() => parseFragment(line, 'fragments-x.txt:3')).toThrow(message)
  })
})
