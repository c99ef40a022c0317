import { createHash } from 'node:crypto'
import type { Exemption } from '@toetsbaar/register'
import { describe, expect, test } from 'vitest'
import type { DeskCase } from '../src/desk-case.ts'
import { digestOf, drawSample } from '../src/look/draw.ts'
import { forDefence, withoutNames } from '../src/look/withheld-parts.ts'

const numbers = Array.from({ length: 200 }, (_, at) => `4F7K2-${String(at).padStart(5, '0')}`)
const seed = { words: 'blue bicycle', salt: '00112233445566778899aabbccddeeff' }

describe('a sample', () => {
  test('is drawn again by whoever has the numbers and the seed, in any order and by plain SHA-256', () => {
    const drawn = drawSample(numbers, seed, 20)
    expect(drawSample(numbers.toReversed(), seed, 20)).toEqual(drawn)
    expect(drawSample([...numbers, ...numbers], seed, 20)).toEqual(drawn)
    const lot = (number: string) => createHash('sha256').update(`${seed.salt}\n${seed.words}\n${number}`).digest('hex')
    const byHand = numbers.toSorted((one, other) => lot(one).localeCompare(lot(other), 'en')).slice(0, 20)
    expect(drawn).toEqual(byHand)
  })

  test('is another one with other words, and with another salt', () => {
    const drawn = drawSample(numbers, seed, 20).join()
    expect(drawSample(numbers, { ...seed, words: 'red bicycle' }, 20).join()).not.toBe(drawn)
    expect(drawSample(numbers, { ...seed, salt: `1${seed.salt.slice(1)}` }, 20).join()).not.toBe(drawn)
  })

  test('gives each case the same chance: over 2,000 samples of 20 out of 200, every case comes about 200 times', () => {
    const counts = new Map(numbers.map(number => [number, 0]))
    for (let turn = 0; turn < 2_000; turn++)
      for (const number of drawSample(numbers, { ...seed, words: `turn ${turn}` }, 20))
        counts.set(number, (counts.get(number) ?? 0) + 1)
    // Binomial(2000, 0.1): mean 200, standard deviation 13.4; six of them is beyond chance for 200 cases.
    for (const [number, count] of counts) expect(Math.abs(count - 200), number).toBeLessThan(81)
    // Chi-squared with 199 degrees of freedom, drawn without replacement: far below this for fair lots.
    const spread = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / (200 * 0.9), 0)
    expect(spread).toBeLessThan(290)
  })

  test('is all there is where more is asked, and nothing of nothing', () => {
    expect(drawSample(numbers, seed, 500).toSorted()).toEqual(numbers)
    expect(drawSample([], seed, 5)).toEqual([])
    expect(digestOf(numbers)).toBe(digestOf(numbers.toReversed()))
    expect(digestOf(numbers)).not.toBe(digestOf(numbers.slice(1)))
  })
})

const by = { kind: 'officer', id: 'p-aya000000000', role: 'intake-officer' } as const
const system = { kind: 'system', dossier: 'intake', version: 2 } as const
const at = '2026-11-22T10:00:00.000Z'
const shown = {
  number: '4F7K2-9QWXM',
  officer: by.id,
  mine: false,
  may: ['note'],
  story: { text: 'Ik kocht een fiets.', lang: 'nl', date: '2026-11-22' },
  marks: [
    {
      observation: 'paid',
      value: 'yes',
      quote: 'kocht',
      start: 3,
      end: 8,
      confidence: 1,
      citizen: 'confirmed',
      said: undefined,
    },
  ],
  readBy: { dossier: 'intake', version: 2, permit: 'x', at },
  facts: [{ id: 'paid', value: 'yes', origin: 'story', quote: 'kocht', start: 3, end: 8 }],
  slots: [{ slot: 'phone', value: '0612345678', origin: 'citizen' }],
  emptySlots: ['account'],
  attachments: [{ key: 'k', name: 'foto.png', type: 'image/png', bytes: 1, sha256: '' }],
  advice: {
    shown: true,
    outcome: 'report',
    stable: true,
    officer: false,
    because: [],
    against: [{ rule: 'r', standing: 'defeated', beatenBy: [] }],
    wouldChange: [{}],
    missing: ['x'],
    graph: { nl: '<svg/>', en: '<svg/>' },
  },
  timeline: [
    { version: 1, at, type: 'inquiry.read', by: system },
    { version: 2, at, type: 'run.advised', by: system, outcome: 'report' },
    { version: 3, at, type: 'officer.noted', by, text: 'geheim' },
    { version: 4, at, type: 'officer.handed-over', by, to: { officer: 'p-bas000000000' } },
    { version: 5, at, type: 'officer.decided', by, kind: 'take-up', text: 'motief' },
  ],
  followUps: [{ version: 6, at, by, text: 'Wanneer?', answer: undefined }],
  notes: [{ at, by, text: 'geheim' }],
  requests: [],
  systems: [{ dossier: 'intake', version: 2 }],
} as unknown as DeskCase

const exempt = (...withheld: Exemption['withheld']) =>
  ({ ground: 'investigation', withheld, until: '2027-01-01T00:00:00.000Z' }) as Exemption

describe('a case for the defence', () => {
  const seen = (exemption?: Exemption) => forDefence(shown, () => exemption)
  const parts = (exemption?: Exemption) => seen(exemption).withheld.map(({ part }) => part)

  test('shows what was used and how the outcome came about, without notes and ways to reach people', () => {
    const { shown: open, withheld } = seen()
    expect(open.marks).toEqual(shown.marks)
    expect(open.advice).toEqual(shown.advice)
    expect(open.systems).toEqual(shown.systems)
    const text = JSON.stringify(open)
    for (const word of ['geheim', '0612345678', 'foto.png']) expect(text).not.toContain(word)
    expect(open.may).toEqual([])
    expect(text).toContain('motief')
    expect(withheld).toEqual([
      { part: 'notes', ground: 'internal' },
      { part: 'details', ground: 'privacy' },
    ])
  })

  test.each<[Exemption['withheld'][number], string[]]>([
    ['data', ['reading']],
    ['outputs', ['advice', 'weighing']],
    ['criteria', ['weighing']],
    ['margins', ['weighing']],
    ['everything', ['reading', 'advice', 'weighing', 'system']],
    ['businessCase', []],
    ['affected', []],
  ])('leaves out what a dossier that withholds %s would give away: %j', (part, expected) => {
    const { shown: open, withheld } = seen(exempt(part))
    expect(parts(exempt(part)).slice(2)).toEqual(expected)
    for (const each of withheld.slice(2))
      expect(each).toMatchObject({ ground: 'investigation', until: new Date('2027-01-01T00:00:00.000Z') })
    const text = JSON.stringify(open)
    if (expected.includes('reading')) expect(text).not.toMatch(/"quote"|inquiry.read/)
    if (expected.includes('advice')) expect(text).not.toMatch(/"report"|run.advised|<svg/)
    if (expected.includes('weighing')) expect(text).not.toMatch(/<svg|defeated/)
    if (expected.includes('system')) expect(text).not.toContain('"dossier":"intake"')
    // What the citizen told is told in any case.
    expect(open.story?.text).toBe('Ik kocht een fiets.')
  })

  test('names no officer, to nobody who looks from outside: a role is enough', () => {
    const text = JSON.stringify(withoutNames(shown))
    expect(text).not.toMatch(/p-aya|p-bas/)
    expect(text).toContain('intake-officer')
  })
})
