import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createPeopleFirst, PeopleFirstError, parsePeopleFirst } from '../src/index.ts'

const folder = new URL('../../../models/people-first/2026-01-01/', import.meta.url)
const file = (name: string): unknown => parse(readFileSync(new URL(name, folder), 'utf8'))
const files = { signs: file('signs.yaml'), nl: file('nl.yaml'), en: file('en.yaml') }
const people = createPeopleFirst(parsePeopleFirst(files))

type Case = { readonly sign: string; readonly text: string }

function casesIn(lang: 'nl' | 'en'): readonly Case[] {
  const table = file(`cases.${lang}.yaml`) as Record<string, string[]>
  return Object.entries(table).flatMap(([sign, texts]) => texts.map(text => ({ sign, text })))
}

const seen = (text: string) => people.see(text, 'story').map(each => each.sign)
const missed = (cases: readonly Case[]) =>
  cases
    .filter(({ sign, text }) => sign !== 'none' && !seen(text).includes(sign))
    .map(({ sign, text }) => `${sign}: ${text}`)
const falseAlarms = (cases: readonly Case[]) =>
  cases.filter(({ sign, text }) => sign === 'none' && seen(text).length > 0).map(({ text }) => text)

describe.each(['nl', 'en'] as const)('people in need who write in %s', lang => {
  const cases = casesIn(lang)

  test('the table has every sign, and what only looks like one', () => {
    const counted = Object.groupBy(cases, each => each.sign)
    for (const { id } of people.data.signs) expect(counted[id]?.length ?? 0, id).toBeGreaterThanOrEqual(9)
    expect(counted.none?.length).toBeGreaterThanOrEqual(35)
  })

  test('no sign is missed', () => {
    expect(missed(cases)).toEqual([])
  })

  test('what only looks like a sign raises no alarm', () => {
    expect(falseAlarms(cases)).toEqual([])
  })

  test('shouting, no punctuation and drawn-out letters hide no sign', () => {
    const changed = (change: (text: string) => string) => cases.map(({ sign, text }) => ({ sign, text: change(text) }))
    expect(missed(changed(text => text.toUpperCase()))).toEqual([])
    expect(missed(changed(text => text.replace(/[.!?]+$/, '!!!')))).toEqual([])
    expect(missed(changed(text => text.replace(/ /g, '  ')))).toEqual([])
  })

  test('a sign is seen in the middle of a long story', () => {
    const before = 'Op 3 maart kocht ik een fiets voor 240 euro. '
    const after = '. Groet, I. Voorbeeld.'
    expect(missed(cases.map(({ sign, text }) => ({ sign, text: `${before}${text}${after}` })))).toEqual([])
  })

  test('each sign has a warm text of short sentences and a number or a place to call', () => {
    for (const { id, help } of people.data.signs) {
      const message = people.data.texts[lang][`sign.${id}.message`] ?? ''
      for (const sentence of message.split(/[.?!;:]\s/))
        expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20)
      expect(help.length).toBeGreaterThan(0)
    }
  })
})

test('a sign carries its exact words, its field and who helps', () => {
  const text = 'Ik ben opgelicht en ik wil niet meer leven.'
  const [sign] = people.see(text, 'answer paid')
  expect(sign).toMatchObject({ sign: 'life', field: 'answer paid' })
  expect(text.slice(sign?.start, sign?.end)).toBe(sign?.quote)
  expect(sign?.help).toContain('suicide-prevention')
})

test('a sign is seen in the other language of the page', () => {
  expect(people.see('sorry for my dutch, i want to die', 'story').map(each => each.sign)).toEqual(['life'])
})

test('any text gives quotes that stand in it, and never fails', () => {
  const words = fc.constantFrom(
    'ik',
    'wil',
    'dood',
    'niet',
    'meer',
    'leven',
    '.',
    '\n\n',
    '😢',
    'mes',
    'ben',
    '14',
    'deur',
    'nu',
    'é',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(words).map(list => list.join(' ')),
      ),
      text => {
        for (const each of people.see(text, 'story')) expect(text.slice(each.start, each.end)).toBe(each.quote)
      },
    ),
    { numRuns: 300 },
  )
})

test('data that does not fit is refused with the place', () => {
  expect(() => parsePeopleFirst({ ...files, nl: { ...(files.nl as object), texts: {} } })).toThrow(
    /nl\.texts.*sign\.danger\.title/,
  )
  expect(() => parsePeopleFirst({ ...files, en: 3 })).toThrow(PeopleFirstError)
  const signs = { from: '2026-01-01', revision: 1, help: [], signs: [{ id: 'x', help: ['nobody'] }] }
  expect(() => parsePeopleFirst({ ...files, signs })).toThrow(/no help line is called "nobody"/)
})
