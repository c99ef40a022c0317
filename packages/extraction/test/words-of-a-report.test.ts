import { describe, expect, test } from 'vitest'
import { cutsOf, isDisputed, type Outcome } from '../src/cut.ts'
import { corpus, shippedReader } from './opened-reader.ts'

const reader = shippedReader()
const options = { date: '2025-06-01' }
const settled = (text: string) =>
  Object.fromEntries(reader.read(text, options).observations.map(item => [item.id, item.value]))

describe('the words that are quoted', () => {
  const LEADS_ON = /^(naar|van|met|via|to|for|from|with|by|at|of|een|de|het|the|a|an|en|and|dat|that|maar|but)$/i
  const OPENS = /^(en|maar|dus|want|dat|and|but|so|because|that)$/i

  test('are cut to what settles it: no conjunction before, no preposition after', () => {
    let several = 0
    for (const report of corpus.filter((_item, i) => i % 3 === 0))
      for (const { quote, id } of reader.read(report.text, options).observations) {
        expect(quote.trim(), report.id).toBe(quote)
        const words = quote.split(/[^\p{L}\p{N}#@.-]+/u).filter(word => word !== '')
        if (words.length < 2) continue
        several++
        expect(words.at(-1), `${report.id} ${id}: ${quote}`).not.toMatch(LEADS_ON)
        expect(words[0], `${report.id} ${id}: ${quote}`).not.toMatch(OPENS)
      }
    expect(several).toBeGreaterThan(100)
  })

  test('leave the amount before a longer quote out, never inside one', () => {
    const text = 'Ik heb op Marktplaats een fiets gekocht en 80 euro betaald.'
    const paid = reader.read(text, options).observations.find(item => item.id === 'paid')
    expect(paid?.quote).toMatch(/betaald$/)
    expect(text).toContain(paid?.quote ?? '-')
  })
})

describe('who did it', () => {
  test('a person after a preposition did not do it', () => {
    expect(settled('heb vorige week bij een meisje op vinted een jas gekocht')).toMatchObject({ buyer: 'yes' })
  })

  test('what another one did is not the deed of the reporter', () => {
    expect(settled('Mijn broer heeft een fiets gekocht en hij heeft 80 euro betaald.')).not.toHaveProperty('paid')
  })
})

describe('what is traded', () => {
  const story = (thing: string) =>
    `Ik heb een ${thing} gekocht op Marktplaats en 90 euro betaald. Nog steeds geen ${thing}.`

  test('is known in any compound, and by how it was introduced', () => {
    for (const thing of ['koersfiets', 'loungeset', 'hoekbank', 'wieltjeskar', 'zandzuiger'])
      expect(settled(story(thing)), thing).toMatchObject({ received: 'no' })
  })

  test('is not what people talk with', () => {
    expect(settled('Ik heb nog steeds geen bericht.')).not.toHaveProperty('received')
    expect(settled('Er was geen reden.')).not.toHaveProperty('received')
  })
})

describe('"ging", "moest" and "kon"', () => {
  test('do not silence what was done', () => {
    expect(settled('Ik moest meteen betalen en heb 80 euro overgemaakt voor een lamp.')).toMatchObject({ paid: 'yes' })
  })

  test('still make a plan of an infinitive', () => {
    expect(settled('Ik moest 80 euro betalen voor een lamp op Vinted.')).not.toHaveProperty('paid')
    expect(settled('Ik ging 80 euro overmaken voor een lamp op Vinted.')).not.toHaveProperty('paid')
  })
})

describe('from where on to propose', () => {
  const made = (observation: string, count: number, wrong: number): Outcome[] =>
    Array.from({ length: count }, (_, i) => ({
      observation,
      confidence: 0.5 + (0.5 * i) / count,
      right: i >= wrong,
    }))

  test('what is rare has the lower cut, and the precision over all holds', () => {
    const judged = [...made('often', 400, 330), ...made('rare', 20, 2)]
    const cuts = cutsOf(
      judged,
      new Map([
        ['often', 400],
        ['rare', 20],
      ]),
    )
    expect(cuts.get('rare') ?? 1).toBeLessThan(cuts.get('often') ?? 0)
    const kept = judged.filter(item => item.confidence >= (cuts.get(item.observation) ?? 1))
    expect(kept.filter(item => item.right).length / kept.length).toBeGreaterThanOrEqual(0.95)
  })

  test('where nothing is right often enough, the cut is the highest', () => {
    const judged = made('often', 100, 0).map(item => ({ ...item, right: false }))
    expect(cutsOf(judged, new Map([['often', 100]])).get('often')).toBe(0.97)
    expect(cutsOf([], new Map([['often', 100]])).get('often')).toBe(0.97)
  })

  test('one wrong verdict among the surest does not close what is right below it', () => {
    const judged = [...made('often', 1000, 0), { observation: 'often', confidence: 0.999, right: false }]
    expect(cutsOf(judged, new Map([['often', 1000]])).get('often')).toBe(0.5)
  })

  test('a value that one writer mostly leaves out is disputed; a few of his are no sign', () => {
    const by = (writer: string, count: number, right: number) =>
      Array.from({ length: count }, (_, at) => ({ writer, confidence: 0.9, right: at < right }))
    expect(isDisputed([...by('a', 20, 19), ...by('b', 10, 3)])).toBe(true)
    expect(isDisputed([...by('a', 20, 19), ...by('b', 7, 1)])).toBe(false)
    expect(isDisputed([...by('a', 20, 19), ...by('b', 10, 5)])).toBe(false)
    expect(isDisputed(by('a', 10, 3).map(one => ({ ...one, confidence: 0.7 })))).toBe(false)
    expect(isDisputed([])).toBe(false)
  })
})
