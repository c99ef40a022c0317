import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lint, loadModels, testModel } from '../src/index.ts'

const models = loadModels(join(import.meta.dirname, '../../../models'))

test('the subjects of the intake are there', () => {
  const subjects = models.map(m => m.subject)
  for (const subject of ['bank-helpdesk-fraud', 'help-request-fraud', 'internet-trade-fraud', 'triage'])
    expect(subjects).toContain(subject)
})

describe.each(models.map(m => [`${m.subject}/${m.from}`, m] as const))('%s', (_, model) => {
  test('its cases pass and show every rule, priority, exception and undecided pair', () => {
    const report = testModel(model)
    expect(report.results.filter(r => !r.passed)).toEqual([])
    expect([report.rules, report.priorities, report.exceptions, report.undecided].flatMap(c => c.missing)).toEqual([])
    expect(report.passed).toBe(true)
  })

  test('lint is clean', () => {
    expect(lint(model)).toEqual([])
  })

  test('never says that somebody was defrauded', () => {
    const texts = [...Object.values(model.texts.nl), ...Object.values(model.texts.en)]
    expect(texts.filter(t => /you were (defrauded|scammed)|u bent opgelicht/i.test(t))).toEqual([])
  })

  test('each source says how far it is verified, and a law has the address of the day', () => {
    for (const source of model.sources) {
      expect(['official', 'secondary', 'not-verified']).toContain(source.verified)
      if (source.url?.startsWith('https://wetten.overheid.nl/') === true)
        expect(source.url).toMatch(new RegExp(`^https://wetten.overheid.nl/BWBR\\d{7}/${model.from}$`))
    }
  })
})

test('internet trade fraud has what the issue asks: 43 rules and more, 60 cases and more, the twelve of the note', () => {
  const model = models.find(m => m.subject === 'internet-trade-fraud')
  expect(model?.rules.length).toBeGreaterThanOrEqual(43)
  expect(model?.cases.length).toBeGreaterThanOrEqual(60)
  const ids = model?.cases.map(c => c.id)
  for (let i = 1; i <= 12; i++) expect(ids).toContain(`note-${i}`)
})
