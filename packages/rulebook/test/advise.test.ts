import { join } from 'node:path'
import { KnownError } from '@toetsbaar/argumentation'
import { describe, expect, test } from 'vitest'
import { advise, law, loadModel, loadModels, saying, selectModel, triage } from '../src/index.ts'
import { seeded } from './seeded.ts'

const ROOT = join(import.meta.dirname, '../../../models')
const trade = law(loadModel(join(ROOT, 'internet-trade-fraud/2019-03-01')))

describe('an advice', () => {
  test('carries its rules with their source and facts, leaves first', () => {
    const advice = advise(trade, ['online', 'buyer', 'paid', '-received', 'term-passed', 'false-identity'])
    expect(advice.outcome).toBe('report')
    expect(advice.because).toEqual([
      { rule: 'M1', source: 'sr-326', facts: ['false-identity'] },
      { rule: 'F1', source: 'sr-326', facts: ['buyer', 'paid', 'means'] },
    ])
  })

  test('is never kept open by a safety question', () => {
    const advice = advise(trade, ['buyer', 'paid', 'false-identity', '-refunded', '-received'])
    expect(advice.stable).toBe(true)
    expect(advice.open).toEqual([])
    expect(advice.wouldChange.flatMap(c => [...c.with, ...c.without]).join()).not.toMatch(/credentials|debited|danger/)
  })

  test('names only questions that can still change it', () => {
    const advice = advise(trade, ['buyer', 'paid', 'false-identity'])
    expect(advice.open).toContain('refunded')
    for (const question of ['excuses', 'danger', 'account-debited', 'paid']) expect(advice.open).not.toContain(question)
  })

  test('goes to an officer where two rules are left undecided on purpose, and where a rule needs an expert', () => {
    expect(advise(trade, ['online', 'buyer', 'paid', '-received', '-term-passed', 'unreachable'])).toMatchObject({
      outcome: 'unclear',
      officer: true,
    })
    expect(advise(trade, ['online', 'buyer', 'paid', '-received', 'unreachable', 'term-passed'])).toMatchObject({
      outcome: 'report',
      officer: true,
    })
    expect(advise(trade, [])).toMatchObject({ outcome: 'unclear', officer: false })
  })

  test('every change that it names gives the outcome that it names', () => {
    const known = ['online', 'buyer', 'paid', '-received', 'term-passed']
    const { wouldChange } = advise(trade, known)
    expect(wouldChange.length).toBeGreaterThan(2)
    for (const change of wouldChange) {
      const other = [...known.filter(f => !change.without.includes(f)), ...change.with]
      expect(advise(trade, other).outcome).toBe(change.outcome)
    }
  })

  test('is refused on facts that contradict each other', () => {
    expect(() => advise(trade, ['buyer', 'seller'])).toThrow(KnownError)
    expect(() => advise(trade, ['-received', 'defective'])).toThrow(KnownError)
  })
})

test('the law of a day is that of the last model before it; before the first there is none', () => {
  const models = loadModels(ROOT)
  expect(selectModel(models, 'internet-trade-fraud', '2019-02-28')).toBeUndefined()
  expect(selectModel(models, 'internet-trade-fraud', '2019-03-01')?.from).toBe('2019-03-01')
  expect(selectModel(models, 'internet-trade-fraud', '2026-11-21')?.from).toBe('2019-03-01')
})

test('a digest hangs on what is said, not on comments or layout', () => {
  const plain = loadModel(seeded()).digest
  const comment = { file: 'model.yaml', from: 'revision: 1', to: '# a word\nrevision:   1' }
  const revision = { file: 'model.yaml', from: 'revision: 1', to: 'revision: 2' }
  const text = { file: 'texts.en.yaml', from: 'Your bike is gone.', to: 'Your bike is lost.' }
  expect(loadModel(seeded(comment)).digest).toBe(plain)
  expect(loadModel(seeded(revision)).digest).not.toBe(plain)
  expect(loadModel(seeded(text)).digest).not.toBe(plain)
})

test('a fact is said in plain words in both languages', () => {
  expect(saying(trade.model, 'en', '-paid')).toBe('You have not paid yet.')
  expect(saying(trade.model, 'nl', 'means')).toBe('Er is een teken van bedrog.')
})

describe('triage', () => {
  const choose = law(loadModel(join(ROOT, 'triage/2019-03-01')))
  test('names the subject, whatever else is known', () => {
    expect(triage(choose, ['buyer', 'paid', 'term-passed'])).toMatchObject({ subject: 'internet-trade-fraud' })
    expect(triage(choose, ['posed-as-known', 'paid'])).toMatchObject({ subject: 'help-request-fraud' })
    expect(triage(choose, ['posed-as-bank'])).toMatchObject({ subject: 'bank-helpdesk-fraud' })
  })
  test('asks where two subjects stand against each other, and where nothing is known', () => {
    expect(triage(choose, ['seller', 'posed-as-bank'])).toMatchObject({ subject: undefined })
    const { ask } = { ask: [], ...triage(choose, ['seller', 'posed-as-bank']) }
    expect(ask).toContain('about-the-deal')
    expect(triage(choose, [])).toMatchObject({ subject: undefined })
  })
})
