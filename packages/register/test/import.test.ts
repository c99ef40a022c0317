import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  algoritmeregister,
  ImportError,
  importCard,
  importRecord,
  importResult,
  isRefused,
  openRegister,
  publicationFaults,
  publicEntry,
  textOfBytes,
} from '../src/index.ts'
import { cast, fourEyes, fullDossier, toFieldLab } from './cast.ts'
import { memoryLedger } from './memory-ledger.ts'
import { Play } from './play.ts'

const fixture = (name: string) => textOfBytes(readFileSync(join(import.meta.dirname, 'outside', name)))
const importer = {
  id: 'phonetic-search',
  owner: { person: 'olaf', unit: 'desk' },
  authors: ['anouk'],
  lang: 'en',
  file: 'card.yaml',
} as const

test('a card of AMT becomes a draft; fields that have no place here are named and kept byte for byte', () => {
  const text = fixture('amt-card.yaml')
  const { dossier, kept, used } = importCard(text, importer)
  expect(dossier).toMatchObject({
    id: 'phonetic-search',
    origin: 'existing',
    organisation: 'Korps Noorderhaaks',
    contact: 'archief@korps-noorderhaaks.test',
    name: { en: 'Finding an earlier file by sound' },
    legalBasis: [
      { law: 'Politiewet 2012', url: 'https://wetten.overheid.nl/BWBR0031788/', verified: 'not-verified' },
      { law: 'An internal rule', verified: 'not-verified' },
    ],
    publication: { tags: ['search', 'archive'], provider: 'Klankzoeker B.V., Team Archief' },
  })
  expect(dossier.imported?.[0]?.text).toBe(text)
  expect(kept.notUsed).toEqual(
    expect.arrayContaining(['/schema_version', '/x_own_field/deep/0', '/owners/0/name', '/assessments/0']),
  )
  // Together they are the whole card: nothing is both used and not used, and nothing is neither.
  expect(kept.notUsed.filter(place => used.includes(place))).toEqual([])
  expect(dossier.gaps?.[0]?.what).toContain('"nl"')
  const newer = importCard('schema_version: "0.1a10"\nname: A tool\n', {
    ...importer,
    organisation: 'Korps Noorderhaaks',
  })
  expect(newer.dossier.organisation).toBe('Korps Noorderhaaks')
  // No person of the card gets a role here.
  expect(JSON.stringify({ ...dossier, imported: undefined })).not.toContain('Jan de Bouwer')
})

test('a draft of a card goes the way of any idea: nothing of it counts yet, and the kept text is never public', () => {
  const { dossier } = importCard(fixture('amt-card.yaml'), importer)
  const play = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.owner, dossier })
  expect(play.dossier.state).toBe('idea')
  expect(isRefused(play.try({ act: 'choose', by: cast.board, because: 'It works elsewhere.' }))).toBe(true)
  const shown = JSON.stringify([
    publicEntry(play.dossier, play.acts, play.at, 'en'),
    algoritmeregister(play.dossier, play.at),
  ])
  expect(shown).toContain('Finding an earlier file by sound')
  expect(shown).not.toContain('kept but never used')
})

test.each([
  ['no YAML', 'name: [', /no YAML/],
  ['a list', '- a', /no object/],
  ['a card without a name', 'description: x y', /no "name"/],
  ['a name that says nothing', 'name: TBD', /no "name"/],
  ['no organisation', 'name: A tool', /no organisation/],
])('%s is refused in words', (_, text, message) => {
  expect(() => importCard(text, importer)).toThrow(ImportError)
  expect(() => importCard(text, importer)).toThrow(message)
})

test('bytes that are no UTF-8 are refused, since they could not be kept; a byte order mark is kept', () => {
  expect(() => textOfBytes(Uint8Array.of(0x6e, 0xff))).toThrow(ImportError)
  const marked = `\uFEFF${fixture('amt-card.yaml')}`
  expect(importCard(textOfBytes(Buffer.from(marked)), importer).kept.text).toBe(marked)
})

test('a record of the Algoritmeregister goes out again as it came in, on every field that has a fact behind it', () => {
  const text = fixture('algoritmeregister.json')
  const record = JSON.parse(text)
  const { dossier, kept } = importRecord(text, { ...importer, id: record.source_id })
  const play = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.owner, dossier })
  const out = algoritmeregister(play.dossier, play.at) ?? {}
  for (const field of [
    'name',
    'description_short',
    'organization',
    'contact_email',
    'website',
    'goal',
    'proportionality',
    'lawful_basis_grouping',
    'methods_and_models',
    'provider',
    'publiccode',
    'lang',
    'standard_version',
    'source_id',
    'tags',
  ] as const)
    expect(out[field], field).toEqual(record[field])
  expect(publicationFaults(out)).toEqual([])
  expect(kept.notUsed).toEqual(expect.arrayContaining(['/uuid', '/risks', '/unknown_field/a/1']))
  expect(kept.text).toBe(text)
  // What came out comes in again the same.
  const again = importRecord(JSON.stringify(out), { ...importer, id: record.source_id })
  expect({ ...again.dossier, imported: undefined }).toEqual({ ...dossier, imported: undefined })
})

test('whatever a record holds, it is kept to the byte and every place is used or named', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), fc.string(), (more, name) => {
      const text = JSON.stringify({ ...more, name: `Tool ${name.trim() || 'x'}`, organization: 'Korps Noorderhaaks' })
      try {
        const { kept, used, dossier } = importRecord(text, importer)
        expect(kept.text).toBe(text)
        expect(dossier.imported?.[0]).toEqual(kept)
        expect(kept.notUsed.length + used.length).toBeGreaterThan(0)
        expect(kept.notUsed.filter(place => used.includes(place))).toEqual([])
      } catch (error) {
        expect(error).toBeInstanceOf(ImportError)
      }
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('a result of AI Verify counts only for a test that was announced before its run began', () => {
  const text = fixture('ai-verify.json')
  const digest = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier())).dossier.versions[0].digest ?? ''
  const context = { test: 'fairness-9', dataset: 'f'.repeat(64), digest, n: 400, file: 'result.json' }
  const { act, kept } = importResult(text, context)
  expect(act.metrics['results.0.Disparate Impact.1.metricValue']).toBe(0.91)
  expect(kept.notUsed).toEqual(expect.arrayContaining(['/gid', '/x_extra/kept', '/output/sensitive_feature/0']))
  expect(kept.text).toBe(text)
  const announce = {
    act: 'announce-test' as const,
    by: cast.owner,
    test: 'fairness-9',
    kind: 'fairness' as const,
    dataset: 'f'.repeat(64),
    digest,
    thresholds: [{ metric: 'results.0.Disparate Impact.1.metricValue', comparator: '>=' as const, threshold: 0.8 }],
    minimumN: 100,
    validDays: 200,
  }
  const late = new Play('2026-01-20T09:00:00Z').do(...toFieldLab(fullDossier()), announce)
  expect(late.try({ ...act, by: cast.owner })).toMatchObject({ refused: 'threshold-after-run' })
  const play = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier()), announce).until('2026-01-20T00:00:00Z')
  play.do({ ...act, by: cast.owner })
  expect(play.dossier.tests.at(-1)?.result).toMatchObject({ passed: true, original: { text } })
  for (const [wrong, message] of [
    ['{"gid":"x"}', /no "cid"/],
    [text.replace('2026-01-15T10:00:00Z', '2026-01-15T10:00:00'), /no time zone/],
    [text.replace(/"output": \{[\s\S]*?\n {2}\},/, '"output": {},'), /holds no number/],
  ] as const)
    expect(() => importResult(wrong, context)).toThrow(message)
})

function fresh(now: () => number) {
  const clock = () => new Date(now())
  const random = (bytes: number) => randomBytes(bytes)
  const signingKey = generateKeyPairSync('ed25519').privateKey
  return openRegister({ ledger: memoryLedger(clock), clock, random, signingKey })
}

test('a register goes to another place and comes out there as it was, to the byte', async () => {
  let now = Date.parse('2026-01-10T09:00:00Z')
  const here = await fresh(() => now)
  for (const input of toFieldLab(fullDossier())) {
    now += 1000
    await here.act('area-forecast', input)
  }
  await here.note('area-forecast', 'counted', { n: 3 })
  await here.act('area-forecast', { act: 'block', by: cast.owner, because: 'Not my role.' })
  await here.permit({ dossier: 'area-forecast', digest: 'a'.repeat(64), purpose: 'p', unit: 'u' })
  const { dossier } = importCard(fixture('amt-card.yaml'), importer)
  await here.act('phonetic-search', { act: 'propose', by: cast.owner, dossier })
  const text = await here.exported()
  expect(JSON.parse(text).dossiers.map(({ id }: { id: string }) => id)).toEqual(['area-forecast', 'phonetic-search'])
  expect(JSON.parse(text).dossiers[0].evidence).toMatchObject({
    facts: [{ kind: 'counted', payload: { n: 3 } }],
    permits: [{ kind: 'permit.refused' }],
    refused: [{ payload: { refused: 'role-may-not' } }],
  })
  const there = await fresh(() => now + 1_000_000)
  expect(await there.bring(text)).toEqual(['area-forecast', 'phonetic-search'])
  expect(await there.exported()).toBe(text)
  await expect(there.bring(text)).rejects.toThrow(/is here already/)
})

test('a licence does not travel: what ran elsewhere stands still until two persons here take it back', async () => {
  let now = Date.parse('2026-01-10T09:00:00Z')
  const here = await fresh(() => now)
  for (const input of toFieldLab(fullDossier())) await here.act('area-forecast', input)
  const content = (await here.entry('area-forecast'))?.versions[0].content ?? ''
  for (const input of fourEyes('field-lab', 1, content)) await here.act('area-forecast', input)
  const text = await here.exported()
  now += 60_000
  const there = await fresh(() => now)
  await there.bring(text)
  expect(await there.entry('area-forecast')).toMatchObject({ state: 'suspended', suspendedFrom: 'field-lab' })
  const before = JSON.parse(text).dossiers[0].acts
  const after = JSON.parse(await there.exported()).dossiers[0].acts
  expect(after.slice(0, -1)).toEqual(before)
  expect(after.at(-1)).toMatchObject({ act: 'suspend', by: { role: 'register' } })
})

test('an export that was changed is refused: an act, the entry, an open request', async () => {
  const now = Date.parse('2026-01-10T09:00:00Z')
  const here = await fresh(() => now)
  for (const input of toFieldLab(fullDossier())) await here.act('area-forecast', input)
  const text = await here.exported()
  const bring = async (changed: string) => (await fresh(() => now)).bring(changed)
  await expect(bring(text.replace('"state":"assessment"', '"state":"operational"'))).rejects.toThrow(/not the one/)
  await expect(bring(text.replace('"act":"choose"', '"act":"block"'))).rejects.toThrow(/refused by the rules/)
  await expect(bring('{')).rejects.toThrow(/no JSON/)
  const content = (await here.entry('area-forecast'))?.versions[0].content ?? ''
  const [ask] = fourEyes('field-lab', 1, content)
  if (ask !== undefined) await here.act('area-forecast', ask)
  await expect(bring(await here.exported())).rejects.toThrow(/request for field-lab is open/)
})
