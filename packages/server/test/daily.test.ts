import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RetentionCertificate } from '@toetsbaar/casefile'
import { describe, expect, test } from 'vitest'
import { dayWork } from '../src/daily.ts'
import { factsIn } from '../src/facts.ts'

const retention = join(import.meta.dirname, '..', '..', '..', 'models', 'retention')
const certificate: RetentionCertificate = {
  at: '2026-11-22T03:00:00Z',
  position: 41,
  sealedDays: [],
  kept: [],
  erased: [
    { term: 'unsent-report', regime: 'AVG', source: 'avg-5', count: 3, payloads: 9, positions: [38], digest: '' },
    { term: 'sent-report', regime: 'Wpg', source: 'wpg-8', count: 0, payloads: 0, positions: [], digest: '' },
  ],
}

/** A register without dossiers. */
const quiet: Parameters<typeof dayWork>[0]['register'] = {
  measure: async () => {},
  entries: async () => [],
  timeline: async () => [],
  act: async () => ({ refused: 'dossier-unknown', because: 'There is none.' }),
}

const parts = (said: string[], more: Partial<Parameters<typeof dayWork>[0]> = {}) => ({
  register: quiet,
  intake: { models: [] },
  casefile: { retain: async () => certificate },
  lists: { lapse: async () => 0 },
  retention,
  clock: () => new Date('2026-11-22T03:00:00Z'),
  say: (line: string) => said.push(line),
  ...more,
})

describe('the work of a day', () => {
  test('erases under the terms of the day, and says what and where it is certified', async () => {
    const said: string[] = []
    const terms: string[] = []
    const retain = async (given: { cases: readonly { id: string }[] }) => {
      terms.push(...given.cases.map(({ id }) => id))
      return certificate
    }
    expect(await dayWork(parts(said, { casefile: { retain } }))).toBe(true)
    expect(terms).toEqual(['unsent-report', 'withdrawn-report', 'sent-report'])
    expect(said).toEqual([
      'Retention of 2026-11-22: erased unsent-report 3. The certificate is entry 41 of the ledger.',
    ])
  })

  test('destroys entries of lists that are past their last day, and says how many', async () => {
    const said: string[] = []
    expect(await dayWork(parts(said, { lists: { lapse: async () => 2 } }))).toBe(true)
    expect(said).toContain('Lists: the content of 2 entries past their last day was destroyed.')
  })

  test('without terms nothing is erased, and that is told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-terms-'))
    const said: string[] = []
    expect(await dayWork(parts(said, { retention: folder }))).toBe(false)
    expect(said.join()).toMatch(/daily retention failed.*no terms/)
    rmSync(folder, { recursive: true })
  })

  test('a measurement that fails stops no erasure', async () => {
    const said: string[] = []
    const measure = () => Promise.reject(new Error('the database is away'))
    expect(await dayWork(parts(said, { register: { ...quiet, measure } }))).toBe(false)
    expect(said).toHaveLength(2)
    expect(said[1]).toMatch(/^Retention of/)
  })
})

describe('facts for the criteria', () => {
  const proposal = { quote: 'x', start: 0, end: 1, confidence: 1, reasons: [] }
  const reading = {
    lang: 'nl',
    observations: [
      { ...proposal, id: 'paid', value: 'yes' },
      { ...proposal, id: 'received', value: 'no' },
    ],
    entities: [],
  } as const
  const read = { kind: 'read', reading } as unknown as Parameters<typeof factsIn>[0]['written'][number]
  const model = { subject: 'internet-trade-fraud', from: '2019-03-01', digest: '' }
  const before = { model, past: [read] } as Parameters<typeof factsIn>[0]['before']

  test('each judged reading is one fact; what was added is none', () => {
    const decisions = [
      { observation: 'paid', value: 'yes' },
      { observation: 'received', value: 'rejected' },
      { observation: 'online', value: 'yes', start: 0, end: 1 },
    ] as const
    const written = [{ kind: 'decided', decisions, done: true }] as const
    expect(factsIn({ before, written, stored: [], advised: false, facts: [] })).toEqual([
      { kind: 'proposals-confirmed', fact: { corrected: false } },
      { kind: 'proposals-confirmed', fact: { corrected: true } },
    ])
  })

  test('an advice counts once, with the questions that were answered before it', () => {
    const facts = [
      { id: 'paid', value: 'yes', origin: 'story' },
      { id: 'danger', value: 'no', origin: 'question' },
    ] as unknown as Parameters<typeof factsIn>[0]['facts']
    const shown = [{ type: 'run.advised' }] as unknown as Parameters<typeof factsIn>[0]['stored']
    const once = { before, written: [], facts, advised: true }
    expect(factsIn({ ...once, stored: [] })).toEqual([{ kind: 'advised', fact: { questions: 1 } }])
    expect(factsIn({ ...once, stored: shown })).toEqual([])
  })
})
