import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  board,
  demands,
  diffVersions,
  type Entry,
  gaps,
  gapsView,
  isRefused,
  licensedDigest,
  loadDossier,
  openRegister,
  parseDossier,
  sources,
} from '../src/index.ts'
import { cast, fourEyes, fullDossier, minimal, partsOf, toFieldLab } from './cast.ts'
import { memoryLedger } from './memory-ledger.ts'
import { Play } from './play.ts'

const ids = (entry: Entry, level: 'assessment' | 'field-lab' | 'operational') =>
  gaps(entry, entry.versions[0], level, entry.at).map(({ id }) => id)
const proposed = (changes = {}) =>
  new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: fullDossier(changes) }).dossier

describe('what is missing to go further', () => {
  test('the three laws on data exclude each other: each asks for its own and for nothing of the others', () => {
    const regimes = ['police-data', 'gdpr', 'judicial-data'] as const
    for (const regime of regimes) {
      const asked = ids(proposed({ regime }), 'operational')
      const own = demands.filter(demand => demand.regime === regime).map(({ id }) => id)
      const others = demands
        .filter(demand => demand.regime !== undefined && demand.regime !== regime)
        .map(({ id }) => id)
      expect(own.length).toBeGreaterThan(1)
      expect(asked).toEqual(expect.arrayContaining(own))
      expect(asked.filter(id => others.includes(id))).toEqual([])
      expect(
        gapsView(proposed({ regime }), 'operational', '2026-01-10T09:00:00Z', 'en').some(({ source }) =>
          /GDPR/.test(source),
        ),
      ).toBe(regime === 'gdpr')
    }
  })

  test('safeguards grow with the gravity for the citizen; a gravity that is not known asks for all', () => {
    const { gravity: _, ...unknown } = fullDossier()
    const asked = (gravity?: 'light' | 'noticeable' | 'grave') =>
      ids(
        gravity === undefined
          ? new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: unknown }).dossier
          : proposed({ gravity }),
        'operational',
      )
    expect(asked('light')).not.toContain('human-rights-assessed')
    expect(asked('grave')).toContain('human-rights-assessed')
    expect(asked()).toContain('human-rights-assessed')
    expect(asked('light').every(id => asked('grave').includes(id))).toBe(true)
  })

  test('the duties of high risk hold until a named lawyer confirms a lighter class', () => {
    const play = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: fullDossier() })
    const high = demands.filter(demand => demand.class === 'high-risk').map(({ id }) => id)
    expect(high).toHaveLength(9)
    expect(ids(play.dossier, 'operational')).toEqual(expect.arrayContaining(high))
    play.do({
      act: 'classify',
      by: cast.owner,
      version: 1,
      classification: { ...minimal, points: [], known: ['x'], because: [], open: [] },
    })
    expect(ids(play.dossier, 'operational')).toEqual(expect.arrayContaining(high))
    expect(
      play.try({ act: 'confirm-class', by: cast.controller as never, version: 1, because: 'Fine.' }),
    ).toMatchObject({ refused: 'role-may-not' })
    play.do({ act: 'confirm-class', by: cast.lawyer, version: 1, because: 'Fine.' })
    expect(ids(play.dossier, 'operational').filter(id => high.includes(id))).toEqual([])
  })

  test('a class that is not settled, or prohibited, goes nowhere', () => {
    for (const [change, gap] of [
      [{ stable: false }, 'classified'],
      [{ class: 'unclear' as const }, 'classified'],
      [{ class: 'prohibited' as const }, 'not-prohibited'],
    ] as const) {
      const play = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: fullDossier() })
      const classification = { ...minimal, points: [], known: ['x'], because: [], open: [], ...change }
      play.do(
        { act: 'classify', by: cast.owner, version: 1, classification },
        { act: 'confirm-class', by: cast.lawyer, version: 1, because: 'Seen.' },
      )
      expect(ids(play.dossier, 'field-lab')).toContain(gap)
    }
  })

  test('each demand has words in both languages, a place and a source with a date', () => {
    expect(new Set(demands.map(({ id }) => id)).size).toBe(demands.length)
    for (const { id, says, where, source } of demands) {
      for (const text of [says.nl, says.en]) expect(text.split(' ').length, id).toBeLessThanOrEqual(20)
      expect(where, id).not.toBe('')
      expect(sources[source].on, id).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })

  test('a text that says nothing is no fact: it is refused with its place', () => {
    expect(() => parseDossier({ ...fullDossier(), organisation: 'n.v.t.' })).toThrow(/^organisation: says nothing/)
    expect(() => parseDossier({ ...fullDossier(), surprise: true })).toThrow(/surprise/)
  })

  test('a threshold that is worse than how it goes now is no success', () => {
    const [criterion] = fullDossier().criteria ?? []
    if (criterion === undefined) throw new Error('The full dossier has a criterion')
    expect(ids(proposed({ criteria: [{ ...criterion, threshold: 0.1 }] }), 'assessment')).toEqual([
      'threshold-beats-baseline',
    ])
    expect(ids(proposed(), 'assessment')).toEqual([])
  })
})

describe("the intake's own dossier", () => {
  const parts = { model: 'a'.repeat(64) }
  const dossier = { ...loadDossier(join(import.meta.dirname, '../../../dossiers/intake.yaml')), runs: { parts } }
  const clock = () => new Date('2026-11-22T10:00:00Z')
  const open = () =>
    openRegister({
      ledger: memoryLedger(clock),
      clock,
      random: n => new Uint8Array(n),
      signingKey: generateKeyPairSync('ed25519').privateKey,
    })

  test('stands in the field lab for the demonstration, and its page says what keeps it from real reports', async () => {
    const register = await open()
    await register.demonstrate(dossier)
    const shown = await register.publishedEntry('intake', 'en')
    expect(shown?.state).toBe('field-lab')
    expect(shown?.gaps.map(({ text }) => text).join(' ')).toMatch(/No validation on real reports/)
    expect(shown?.gaps.map(({ text }) => text).join(' ')).toMatch(/no valid, passed quality test/)
    expect(JSON.stringify(shown)).not.toContain('demonstration-controller')
    const request = { dossier: 'intake', digest: licensedDigest(parts), unit: 'intake-desk' }
    expect(await register.permit({ ...request, purpose: 'demonstration' })).toHaveProperty('signature')
    expect(await register.permit({ ...request, purpose: 'intake' })).toMatchObject({ refused: 'purpose-not-in-scope' })
  })

  test('cannot go operational: an assessment under conditions does not count there', async () => {
    const register = await open()
    await register.demonstrate(dossier)
    const by = { person: 'someone', role: 'owner', line: 'first' } as const
    const outcome = await register.act('intake', {
      act: 'request',
      by,
      step: 'operational',
      version: 1,
      because: 'It works so well.',
    })
    expect(outcome).toMatchObject({ refused: 'demands-not-met' })
    const missing = isRefused(outcome) ? outcome.gaps?.map(({ id }) => id) : []
    expect(missing).toEqual(
      expect.arrayContaining(['ethics-assessed', 'quality-tested', 'fairness-tested', 'margins', 'criteria-met']),
    )
  })

  test('a demonstration that is opened again does nothing; other bytes do not run until somebody asks for a new version', async () => {
    const register = await open()
    const first = await register.demonstrate(dossier)
    expect(await register.demonstrate(dossier)).toEqual(first)
    const changed = { ...dossier, runs: { parts: { model: 'b'.repeat(64) } } }
    expect(await register.demonstrate(changed)).toEqual(first)
    const request = { dossier: 'intake', purpose: 'demonstration', unit: 'intake-desk' }
    const asked = { ...request, digest: licensedDigest(changed.runs.parts) }
    expect(await register.permit(asked)).toMatchObject({ refused: 'digest-not-licensed' })
    expect(await register.permit({ ...request, digest: licensedDigest(parts) })).toHaveProperty('signature')
    expect(await register.demonstrate(changed, true)).toMatchObject({ state: 'field-lab', licensed: 2 })
    expect(await register.permit(asked)).toHaveProperty('signature')
    expect(await register.permit({ ...request, digest: licensedDigest(parts) })).toMatchObject({
      refused: 'digest-not-licensed',
    })
  })
})

test('the board says what runs, what is due and what stopped and why; what is late comes first', () => {
  const healthy = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier({ id: 'healthy' })))
  healthy.do(...fourEyes('field-lab', 1, healthy.content()))
  const stopped = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier({ id: 'stopped' })))
  stopped.do(...fourEyes('field-lab', 1, stopped.content()))
  stopped.do({ act: 'signal', by: cast.citizen, signal: 's1', text: 'What is this?' })
  const rows = board([healthy.dossier, stopped.dossier], '2026-01-20T00:00:00Z', 'en')
  expect(rows.map(({ id, runs }) => [id, runs])).toEqual([
    ['healthy', true],
    ['stopped', true],
  ])
  const later = board([healthy.dossier, stopped.dossier], '2026-03-01T00:00:00Z', 'en')
  expect(later[0]).toMatchObject({ id: 'stopped', runs: false, why: ['Criterion hit-rate was not measured in time.'] })
  expect(later[0]?.due).toContainEqual({
    what: 'Answer to a worry: s1',
    by: expect.stringContaining('2026-02-21'),
    late: true,
  })
})

test('two versions differ exactly where they differ', () => {
  const play = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: fullDossier() })
  const [criterion] = fullDossier().criteria ?? []
  if (criterion === undefined) throw new Error('The full dossier has a criterion')
  const dossier = fullDossier({
    criteria: [{ ...criterion, threshold: 0.25 }],
    runs: { parts: partsOf('b') },
    contact: 'other@korps-noorderhaaks.test',
  })
  play.do({ act: 'file', by: cast.author, dossier, because: 'Less.' })
  expect(diffVersions(play.dossier, 1, 2)).toEqual([
    { path: 'contact', before: 'algoritmes@korps-noorderhaaks.test', after: 'other@korps-noorderhaaks.test' },
    { path: 'criteria.hit-rate.threshold', before: '0.3', after: '0.25' },
    { path: 'runs.parts.model', before: 'a'.repeat(64), after: 'b'.repeat(64) },
  ])
})
