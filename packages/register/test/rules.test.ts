import { describe, expect, test } from 'vitest'
import { breaches, columnBreaches, decisionBreach, isRefused, prohibitions, take } from '../src/index.ts'
import { cast, fullDossier } from './cast.ts'

const at = '2026-01-10T09:00:00Z'

describe('rules that no dossier can switch off', () => {
  test('each has an id, words in both languages and a source', () => {
    for (const [id, rule] of Object.entries(prohibitions)) {
      expect(rule.id).toBe(id)
      expect(rule.source.length).toBeGreaterThan(10)
      expect(rule.says.nl).not.toBe(rule.says.en)
    }
  })

  test.each([
    ['score', 'person'],
    ['rank', 'household'],
    ['label', 'group'],
    ['forecast', 'person'],
  ] as const)('a %s about a %s is refused when it is proposed', (kind, about) => {
    const dossier = fullDossier({ outputs: [{ id: 'out', kind, about, means: 'Something' }] })
    const outcome = take(undefined, { act: 'propose', by: cast.author, at, dossier })
    expect(outcome).toMatchObject({ refused: 'rule-broken', rule: 'no-person-score' })
    expect(isRefused(outcome) && outcome.source).toContain('art. 5(1)')
  })

  test('a score of persons is refused under another kind too', () => {
    const hidden = fullDossier({
      outputs: [{ id: 'out', kind: 'advice', about: 'document', means: 'Risk score for each resident of the street' }],
    })
    expect(breaches(hidden)).toMatchObject([{ rule: 'no-person-score' }])
  })

  test.each([
    ['nationaliteit'],
    ['birthCountry'],
    ['geb_land'],
    ['country-of-birth'],
    ['etniciteit'],
    ['herkomst'],
    ['migratieachtergrond'],
    ['skin_tone'],
    ['KENTEKEN_LAND'],
    ['moedertaal'],
    ['verblijfsstatus'],
  ])('a column called %s is refused', name => {
    expect(columnBreaches([{ name }])).toMatchObject([{ rule: 'no-origin', where: name }])
  })

  test.each([
    [['Marokko', 'Polen', 'Nederland']],
    [['Turkish', 'Dutch', 'Syrian']],
    [['NL', 'PL', 'RO', 'BG']],
    [['Deutschland', 'Pologne', 'onbekend']],
  ])('a column that carries it under another name is refused: %s', values => {
    expect(columnBreaches([{ name: 'feature_17', values }])).toMatchObject([{ rule: 'no-origin' }])
  })

  test.each([
    ['weekday', ['monday', 'tuesday']],
    ['burglaries', ['0', '1', '2']],
    ['original_amount', ['10', '20']],
    ['platform', ['Marktplein.test', 'Webshop.test']],
    ['received', ['yes', 'no']],
    ['traced', ['ja', 'nee']],
    ['national_holiday', ['ja', 'nee']],
    ['grass', ['IT', 'HR']],
  ])('an innocent column %s is not refused', (name, values) => {
    expect(columnBreaches([{ name, values }])).toEqual([])
  })

  test('nothing happens on an outcome alone', () => {
    const acts = fullDossier({ human: { role: 'None.', actsOnScoreAlone: true, asksConcreteReason: true } })
    const unasked = fullDossier({ human: { role: 'A planner.', actsOnScoreAlone: false, asksConcreteReason: false } })
    for (const dossier of [acts, unasked])
      expect(breaches(dossier)).toMatchObject([{ rule: 'no-action-on-score-alone' }])
  })

  test.each([
    [undefined],
    [{ text: 'n.v.t.', observedOn: '2026-01-09' }],
    [{ text: 'De score was hoog.', observedOn: '2026-01-09' }],
    [{ text: 'Hit van het systeem, risico 0,93', observedOn: '2026-01-09' }],
    [{ text: 'Two neighbours saw a van with a broken lock at the back door.', observedOn: '2025-11-01' }],
    [{ text: 'Two neighbours saw a van with a broken lock at the back door.', observedOn: '2026-02-01' }],
  ])('a decision needs a concrete and current reason: %s', reason => {
    expect(decisionBreach(reason, '2026-01-10')).toMatchObject({ rule: 'no-action-on-score-alone' })
  })

  test('a reason that was seen lately and says something passes', () => {
    const text = 'Two neighbours saw a van with a broken lock at the back door.'
    expect(decisionBreach({ text, observedOn: '2026-01-09' }, '2026-01-10')).toBeUndefined()
  })
})
