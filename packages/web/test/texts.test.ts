import { describe, expect, it } from 'vitest'
import { examples } from '../src/examples/all.ts'
import { exampleSite } from '../src/examples/site.ts'
import type { Words } from '../src/words.ts'
import { languages, paths } from './drawn.ts'
import { fleschDouma, longestSentence, wordsOf } from './reading-ease.ts'

/** What the site says in a language when every example is drawn: each key with the text as a citizen reads it. */
const said = (words: Words): ReadonlyMap<string, string> => {
  const heard = new Map<string, string>()
  const listening: Words = {
    ...words,
    say: (key, fillings) => {
      const text = words.say(key, fillings)
      heard.set(key, text)
      return text
    },
  }
  const site = exampleSite(listening, languages, paths)
  for (const example of examples) example.html(site)
  return heard
}

/** Texts that the server picks by a code or says itself; not every one is in an example. */
const chosenElsewhere =
  /^problem\.|^entity\.|^entry\.state-|^status\.(state|event|done|answer|kind|reason)-|^verified\.|^language\.|^desk\.to-|^desk-word\.|^desk-reasons\.origin-|^desk-links\.(kind|node)-|^desk-list-entry\.by-|^look\.(opened|closed)-note$|^role\./

describe('the texts of the site', () => {
  const [first, ...others] = languages

  it.each(others.map(words => [words.code, words] as const))(
    'have the same keys in %s as in the first language',
    (_, words) => {
      expect([...words.keys].sort()).toEqual([...(first?.keys ?? [])].sort())
    },
  )

  it.each(languages.map(words => [words.code, words] as const))(
    'are all used, and none is missing (%s)',
    (_, words) => {
      const heard = said(words)
      expect(words.keys.filter(key => !heard.has(key) && !chosenElsewhere.test(key))).toEqual([])
    },
  )

  it.each(languages.map(words => [words.code, words] as const))(
    'ask for the same fillings in every language (%s)',
    (_, words) => {
      const sample = {
        count: 3,
        limit: 10,
        length: 9,
        least: 6,
        most: 40,
        wait: 5,
        files: 2,
        megabytes: 10,
        first: 'a',
        last: 'b',
      }
      for (const key of words.keys.filter(key => key.startsWith('problem.'))) {
        expect(words.say(key, sample), key).not.toMatch(/[{}]/)
      }
    },
  )

  it('refuse a key that is unknown, by name', () => {
    expect(() => first?.say('page.nothing-like-this')).toThrow(/page\.nothing-like-this/)
  })

  it.each(languages.map(words => [words.code, words] as const))(
    'have no sentence of more than twenty words (%s)',
    (_, words) => {
      const long = [...said(words)]
        .map(([key, text]) => ({ key, ...longestSentence(text) }))
        .filter(({ words }) => words > 20)
      expect(long).toEqual([])
    },
  )

  it('read easily in Dutch: Flesch-Douma of 60 or more, page by page', () => {
    const dutch = languages.find(words => words.code === 'nl')
    if (!dutch) throw new Error('There is no Dutch.')
    const pages = Map.groupBy(said(dutch), ([key]) => key.split('.')[0] ?? '')
    const scores = [...pages]
      .map(([page, texts]) => ({ page, text: texts.map(([, text]) => text).join('\n') }))
      .filter(({ text }) => wordsOf(text).length >= 30)
      .map(({ page, text }) => ({ page, score: Math.round(fleschDouma(text)) }))
    expect(scores.length).toBeGreaterThan(15)
    expect(scores.filter(({ score }) => score < 60)).toEqual([])
  })

  it('measure hard Dutch as hard: the measure can fail', () => {
    expect(
      fleschDouma(
        'De verantwoordelijkheid voor administratieve bestuursrechtelijke aangelegenheden berust onherroepelijk bij overheidsinstanties.',
      ),
    ).toBeLessThan(20)
  })
})
