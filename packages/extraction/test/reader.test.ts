import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createReader, PatternError, parseReading, parseWeights } from '../src/index.ts'
import { hostileText } from './hostile-text.ts'
import { corpus, fileText, patternsOf, shippedReader } from './opened-reader.ts'
import { changedBy, unrelated } from './unrelated.ts'

const reader = shippedReader()
const options = { date: '2025-06-01' }
const every = corpus.filter((_item, i) => i % 4 === 0)
const settled = (text: string) =>
  Object.fromEntries(reader.read(text, options).observations.map(item => [item.id, item.value]))

describe('reading a report', () => {
  test('a plain story gives what it settles and nothing else', () => {
    expect(
      settled(
        'Ik heb op Marktplaats een fiets gekocht en 80 euro betaald. Ik heb nooit iets ontvangen. De verkoper heeft me geblokkeerd.',
      ),
    ).toMatchObject({ buyer: 'yes', online: 'yes', paid: 'yes', received: 'no', unreachable: 'yes' })
  })

  test('silence is never no, and a text about nothing settles nothing', () => {
    for (const text of ['', '   ', '...!?', '12', 'Goedemorgen, hoe gaat het?', 'Nice weather today.', '🙂🙂🙂'])
      expect(settled(text), text).toEqual({})
  })

  test("the other party's claim is no observation", () => {
    expect(
      settled('Ik kocht een lamp. De verkoper zegt dat hij hem heeft verstuurd en dat ik het pakket heb ontvangen.'),
    ).not.toHaveProperty('received')
  })

  test('a plan is no payment', () => {
    expect(settled('Ik wilde 50 euro betalen voor een lamp op Vinted.')).not.toHaveProperty('paid')
  })

  test('every quote is cut from what was typed, look-alikes and invisible signs included', () => {
    const text = 'Ik heb op M\u0430rktplaats een fi\u200bets gek\u200bocht en “80\u00a0euro” betaald aan Jose\u0301.'
    const { observations, entities } = reader.read(text, options)
    expect(observations.length).toBeGreaterThan(2)
    for (const item of observations) expect(text.slice(item.start, item.end)).toBe(item.quote)
    for (const item of entities) expect(text.slice(item.start, item.end)).toBe(item.text)
  })

  test('each proposal tells why, by kinds that a page knows', () => {
    for (const { text } of every)
      for (const { id, reasons } of reader.read(text, options).observations) {
        expect(reasons.length, `${id} in ${text}`).toBeGreaterThan(0)
        for (const { feature } of reasons)
          expect(feature).toMatch(/^(pattern .|words .|elsewhere ([a-z-]+=(yes|no)|role (buyer|seller))$)/)
      }
  })

  test('what counts beside the own words is something else that was read, never the value itself', () => {
    for (const { text } of every)
      for (const { id, reasons } of reader.read(text, options).observations)
        for (const { feature } of reasons.filter(one => one.feature.startsWith('elsewhere ')))
          expect(feature.split(/[ =]/)).not.toContain(id)
  })

  test('numbers of messages, models and houses make no payment', () => {
    for (const text of [
      'I sent 10 e-mails to the seller.',
      'Ik heb 25 e-mails gestuurd maar nooit iets ontvangen.',
      'Hij woont in de Kerkstraat 25e.',
    ])
      expect(settled(text), text).not.toHaveProperty('paid')
  })

  test('reading twice gives the same, to the byte', () => {
    const again = shippedReader()
    for (const { text } of corpus.slice(0, 20))
      expect(JSON.stringify(again.read(text, options))).toBe(JSON.stringify(reader.read(text, options)))
  })

  test('the flipped pairs of the corpus: at least .95 are consistent', () => {
    const rows = fileText('corpus/pairs.tsv')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => line.split('\t'))
    expect(rows.length).toBeGreaterThanOrEqual(150)
    const inconsistent = rows.filter(([id = '', first = '', one = '', second = '', other = '']) => {
      const a = settled(first)[id] ?? '-'
      const b = settled(second)[id] ?? '-'
      return (a !== '-' && a !== one) || (b !== '-' && b !== other) || (a !== one && b !== other)
    })
    expect(inconsistent.length / rows.length, inconsistent.map(row => row.join(' | ')).join('\n')).toBeLessThanOrEqual(
      0.05,
    )
  })

  test('what is proposed is right on the reports of the corpus, and enough of it is', () => {
    let right = 0
    let proposed = 0
    let annotated = 0
    for (const report of every) {
      annotated += Object.keys(report.observations).length
      for (const item of reader.read(report.text, options).observations) {
        proposed++
        if (report.observations[item.id]?.value === item.value) right++
      }
    }
    expect(right / proposed).toBeGreaterThanOrEqual(0.92)
    expect(right / annotated).toBeGreaterThanOrEqual(0.6)
  })

  test('an unrelated sentence before or after it flips no proposal', () => {
    for (const [at, { text, lang }] of every.entries()) {
      const sentences = unrelated[lang === 'en' ? 'en' : 'nl']
      const sentence = sentences[at % sentences.length]
      for (const longer of [`${text}\n${sentence}`, `${sentence} ${text}`])
        expect(changedBy(reader, text, longer).flipped, longer).toEqual([])
    }
  })

  test('random and hostile text: no crash, no quote outside it', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const { observations } = reader.read(text, options)
        return observations.every(
          item =>
            text.slice(item.start, item.end) === item.quote &&
            item.quote !== '' &&
            item.confidence > 0 &&
            item.confidence <= 1,
        )
      }),
      { numRuns: 250, seed: 3 },
    )
  })
})

describe('an answer in words', () => {
  const rows: [string, string, string][] = [
    ['received', 'nee nog niets', 'no'],
    ['paid', 'ja gisteren', 'yes'],
    ['paid', 'weet ik niet', 'dont-know'],
    ['paid', 'geen idee', 'dont-know'],
    ['paid', 'wat bedoel je?', 'what-do-you-mean'],
    ['paid', 'Ik heb 50 euro overgemaakt', 'yes'],
    ['unreachable', 'hij heeft me geblokkeerd', 'yes'],
    ['received', 'No, nothing yet', 'no'],
    ['paid', "I don't know", 'dont-know'],
    ['paid', 'what do you mean', 'what-do-you-mean'],
    ['paid', 'Jazeker', 'yes'],
    ['paid', 'banaan', 'not-understood'],
  ]
  test.each(rows)('%s: "%s" is %s', (observation, text, value) => {
    const answer = reader.answer(text, observation, options)
    expect(answer.value).toBe(value)
    if ('quote' in answer) expect(text.slice(answer.start, answer.end)).toBe(answer.quote)
  })
})

describe('mask mode', () => {
  test('hides people and numbers, keeps the story, and its spans fit', () => {
    const text =
      'Ik heb Pieter Jansen via pieter@post.example 80 euro gestuurd naar NL91ABNA0417164300. Groet, Anna de Vries'
    const masked = reader.mask(text, options)
    for (const secret of ['Pieter', 'Jansen', 'pieter@post.example', 'NL91ABNA0417164300', 'Anna'])
      expect(masked.text).not.toContain(secret)
    expect(masked.text).toContain('gestuurd naar')
    let back = masked.text
    for (const span of masked.spans) back = back.replace(span.placeholder, () => text.slice(span.start, span.end))
    expect(back).toBe(text)
  })

  test('hides the words of persons in the corpus, and few others', () => {
    let hidden = 0
    let persons = 0
    for (const report of every) {
      const masked = reader.mask(report.text, options).text
      for (const { text } of report.entities.filter(item => item.type === 'PERSON')) {
        persons++
        if (!masked.includes(text)) hidden++
      }
    }
    expect(hidden / persons).toBeGreaterThanOrEqual(0.97)
  })
})

describe('files of a model', () => {
  const minimal = {
    lang: 'nl',
    markers: 'de',
    lists: { pay: 'betaald' },
    scope: {
      negators: 'niet',
      modals: 'zou',
      conditions: 'als',
      clause: 'maar',
      selves: 'ik',
      others: 'hij',
      thirds: 'broer',
      says: 'zegt',
      claimants: 'hij',
    },
    answers: { yes: 'ja', no: 'nee', 'dont-know': 'geen idee', 'what-do-you-mean': 'wat bedoel' },
  }
  const bad: [string, unknown, string][] = [
    ['a list that does not exist', [{ value: 'yes', patterns: 'heb @paid' }], 'list @paid does not exist'],
    ['an unknown key', [{ value: 'yes', pattern: 'x' }], 'unknown key "pattern"'],
    ['a value that is neither', [{ value: 'maybe', patterns: 'heb' }], '"maybe" is none of yes, no'],
    ['a bracket left open', [{ value: 'yes', patterns: '[ heb' }], 'has a bracket that is not closed'],
    ['a pattern that begins with a gap', [{ value: 'yes', patterns: '.. heb' }], 'must begin with a word'],
    ['an empty choice', [{ value: 'yes', patterns: 'heb|' }], 'empty choice'],
  ]
  test.each(bad)('%s is told with its place', (_name, groups, message) => {
    const read = () => parseReading({ ...minimal, observations: { paid: groups } })
    expect(read).toThrow(PatternError)
    expect(read).toThrow(message)
    expect(read).toThrow(/paid/)
  })

  test('weights that are broken are told, and an untrained file still reads', () => {
    expect(() => parseWeights({ version: 1 })).toThrow('version 1 is not 2')
    expect(() => parseWeights(null)).toThrow('npm run train')
    const shipped = JSON.parse(fileText('packages/extraction/weights/weights.json'))
    const broken: [object, string][] = [
      [{ passages: { ...shipped.passages, features: '?' } }, 'passages.features is no base64'],
      [{ tagger: { ...shipped.tagger, rows: 'AAAA' } }, 'tagger.rows has not a weight for each feature'],
      [{ judges: shipped.judges.slice(1) }, 'judges[0].shared has'],
      [{ judges: [...shipped.judges, shipped.judges[0]] }, 'judges has two of one value'],
      [{ judges: shipped.judges.map((one: object) => ({ ...one, from: 7 })) }, 'judges[0].from is not between 0 and 1'],
      [{ stories: undefined }, 'stories is missing'],
      [{ reliability: 'paid=yes betaald\tx\t2' }, 'reliability line 1'],
      [{ reliability: 'paid=yes betaald\t3\t2' }, 'reliability line 1'],
      [{ judges: [{ ...shipped.judges[0], value: 'maybe' }] }, 'judges[0].value is neither yes nor no'],
    ]
    for (const [change, message] of broken) expect(() => parseWeights({ ...shipped, ...change })).toThrow(message)
    const bare = createReader({
      reading: { nl: patternsOf('nl'), en: patternsOf('en') },
      weights: parseWeights({ version: 2, words: '' }),
    })
    expect(bare.read('naar NL91ABNA0417164300', options).entities).toHaveLength(1)
  })

  test('the story that the first page of the project tells is read as it says there', () => {
    const [, story = '', marks = ''] = /^> (heb .*)$[\s\S]*?with marks on (.*?);/m.exec(fileText('README.md')) ?? []
    const told = [...marks.matchAll(/\*([^*]+)\*/g)].map(([, mark]) => mark)
    expect(told.length).toBeGreaterThan(3)
    expect(
      shippedReader()
        .read(story, options)
        .observations.map(one => story.slice(one.start, one.end)),
    ).toEqual(told)
  })

  test('the example of the README runs', async () => {
    const code = /```ts\n([\s\S]*?)```/.exec(fileText('packages/extraction/README.md'))?.[1] ?? ''
    const body = code
      .replaceAll(/^import .*$/gm, '')
      .replace('export const read', 'const read')
      .replace('(lang: string)', '(lang)')
    const { readFileSync } = await import('node:fs')
    const run = new Function(
      'readFileSync',
      'createReader',
      'parseReading',
      'parseWeights',
      'parse',
      `${body}; return read`,
    )
    expect(run(readFileSync, createReader, parseReading, parseWeights, parse)).toEqual(
      expect.arrayContaining(['paid yes', 'received no']),
    )
  })
})
