import { expect, test } from 'vitest'
import {
  algoritmeregister,
  euRecord,
  filledShare,
  isRefused,
  publicationFaults,
  recall,
  type Use,
} from '../src/index.ts'
import { cast, fourEyes, fullDossier, minimal, toFieldLab } from './cast.ts'
import { Play } from './play.ts'
import { dice } from './world.ts'

// The field list of publication standard 1.0, apart from the two that the Algoritmeregister itself adds (lars, publication_dt).
const fields =
  `name description_short organization category status begin_date end_date contact_email website publication_category url
  goal proportionality human_intervention risks lawful_basis lawful_basis_grouping process_index_url impacttoetsen_grouping impacttoetsen
  source_data source_data_grouping methods_and_models provider publiccode lang standard_version source_id tags`.split(
    /\s+/,
  )

function play() {
  const publication = {
    method: 'Counts per square and week, smoothed.',
    provider: 'Korps Noorderhaaks',
    tags: ['inbraak', 'surveillance'],
  }
  const started = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier({ publication })))
  return started.do(...fourEyes('field-lab', 1, started.content()))
}

test('the Algoritmeregister gets known fields only, at least sixty percent of them from facts, and nothing is wrong', () => {
  const { dossier, at } = play()
  const publication = algoritmeregister(dossier, at, 'https://korps-noorderhaaks.test/register/area-forecast') ?? {}
  expect(Object.keys(publication).filter(name => !fields.includes(name))).toEqual([])
  expect(publicationFaults(publication)).toEqual([])
  expect(filledShare(publication)).toBeGreaterThanOrEqual(0.6)
  expect(filledShare(publication)).toBe(Object.keys(publication).length / fields.length)
})

test('each required field is missed, each length is counted without markup, and other fields are refused', () => {
  const { dossier, at } = play()
  const publication = algoritmeregister(dossier, at) ?? {}
  for (const name of [
    'name',
    'description_short',
    'organization',
    'status',
    'contact_email',
    'publication_category',
    'lang',
  ]) {
    const { [name as 'name']: _, ...rest } = publication
    expect(publicationFaults(rest)).toEqual([{ field: name, fault: 'missing' }])
  }
  expect(publicationFaults({ ...publication, goal: 'x '.repeat(1250).trim() })).toEqual([])
  expect(publicationFaults({ ...publication, goal: `<p>${'y'.repeat(2500)}</p>` })).toEqual([])
  expect(publicationFaults({ ...publication, goal: 'y'.repeat(2501) })).toEqual([{ field: 'goal', fault: 'too-long' }])
  expect(publicationFaults({ ...publication, name: 'y'.repeat(101) })).toEqual([{ field: 'name', fault: 'too-long' }])
  expect(publicationFaults({ ...publication, score: 'high' })).toEqual([{ field: 'score', fault: 'unknown-field' }])
  const there = { lars: '12345678', publication_dt: '2026-11-22' }
  expect(publicationFaults({ ...publication, ...there })).toEqual([])
  expect(publicationFaults({ ...publication, category: ['Toverij'] })).toEqual([
    { field: 'category', fault: 'not-allowed' },
  ])
  expect(publicationFaults({ ...publication, status: 'Soms' })).toEqual([{ field: 'status', fault: 'not-allowed' }])
})

test.each([
  'n.v.t.',
  'N.V.T',
  'niet van toepassing',
  '<p></p>',
  '<p>&nbsp;</p>',
  '-',
  '...',
  'https://example.com/x',
  'nog in te vullen',
  'TBD',
])('the placeholder %s is refused', text => {
  const { dossier, at } = play()
  expect(publicationFaults({ ...algoritmeregister(dossier, at), website: text })).toEqual([
    { field: 'website', fault: 'placeholder' },
  ])
})

test('the EU database gets exactly the fields of art. 49(4), by the class that a lawyer confirmed', () => {
  const keys = (record: object | undefined) => Object.keys(record ?? {}).sort()
  const high = ['A.1', 'A.10', 'A.2', 'A.3', 'A.4', 'A.5', 'A.7', 'C.1', 'C.2', 'C.3']
  const proposed = () =>
    new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: fullDossier() })
  const confirmed = (change: object) =>
    proposed().do(
      {
        act: 'classify',
        by: cast.owner,
        version: 1,
        classification: { ...minimal, points: [], known: ['x'], because: [], open: [], ...change },
      },
      { act: 'confirm-class', by: cast.lawyer, version: 1, because: 'Read.' },
    ).dossier
  expect(keys(euRecord(proposed().dossier))).toEqual(high)
  expect(keys(euRecord(confirmed({ class: 'high-risk' })))).toEqual(high)
  const takenOut = { because: [{ rule: 'Q2', source: 'aia-6-3' }] }
  expect(keys(euRecord(confirmed(takenOut)))).toEqual(['B.1', 'B.2', 'B.3', 'B.4', 'B.5', 'B.8', 'B.9'])
  expect(euRecord(confirmed({}))).toBeUndefined()
})

test('recall finds all that a faulty version touched, and nothing else', () => {
  const die = dice(7)
  const faulty = 'a'.repeat(64)
  const permits = Array.from({ length: 400 }, (_, index) => ({
    id: `p${index}`,
    digest: die.chance(0.2) ? faulty : 'b'.repeat(64),
  }))
  const uses: Use[] = Array.from({ length: 5000 }, (_, position) => ({
    position,
    kind: die.pick(['advised', 'decided', 'read']),
    permit: `p${Math.floor(die.next() * permits.length)}`,
    case: `c${Math.floor(die.next() * 900)}`,
  }))
  const planted = uses.filter(({ permit }) => permits.find(({ id }) => id === permit)?.digest === faulty)
  const found = recall([faulty], permits, [...uses].reverse())
  expect(found.uses).toEqual(planted)
  expect(found.cases).toEqual([...new Set(planted.map(use => use.case))].sort())
  expect(recall(['c'.repeat(64)], permits, uses)).toEqual({ permits: [], uses: [], cases: [] })
  expect(isRefused(play().try({ act: 'suspend', by: cast.owner, because: 'Recall.' }))).toBe(false)
})
