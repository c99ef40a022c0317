import { describe, expect, it } from 'vitest'
import { attribute, elementsOf, hasClass, languages, siteIn, textIn } from '../../../test/drawn.ts'
import { exampleAdvice } from './advice.examples.ts'
import { renderAdvice } from './advice.tsx'

const [words] = languages
if (!words) throw new Error('There is no language.')
const site = siteIn(words)
const page = (changed = {}) =>
  elementsOf(renderAdvice({ at: 'advice', advice: { ...exampleAdvice(site), ...changed } }, site.context))
const said = (changed = {}) => textIn(page(changed).find(element => element.tagName === 'main') ?? fail())
const fail = (): never => {
  throw new Error('The page has no main part.')
}

describe('the advice', () => {
  it.each(['report', 'civil', 'wait', 'unclear'])('always lets the citizen report: %s', outcome => {
    const buttons = page({ outcome }).filter(element => attribute(element, 'name') === 'do')
    expect(buttons.map(button => attribute(button, 'value'))).toContain('report')
    expect(said({ outcome })).toContain('U mag altijd melding doen.')
  })

  it('says how sure it is: settled, or which answers could still change it', () => {
    expect(said({ stable: true })).toContain('Dit staat vast')
    const open = said({ stable: false, open: ['received'] })
    expect(open).not.toContain('Dit staat vast')
    expect(open).toContain('Hebt u iets gekregen van wat u kocht?')
  })

  it('leads from the advice to the rule, the article and the citizen’s own words', () => {
    const reasons = page().filter(element => hasClass(element, 'tb-reason'))
    expect(reasons.map(reason => attribute(reason, 'id'))).toEqual(['reason-F1', 'reason-M1'])
    const first = textIn(reasons[0] ?? fail())
    expect(first).toContain('U betaalde en er is een teken van bedrog.')
    expect(first).toContain('heb 250 euro overgemaakt')
    expect(first).toContain('artikel 326')
    expect(first).toContain('vergeleken met de officiële tekst')
  })

  it('links what follows from another rule to that rule', () => {
    expect(page().some(element => attribute(element, 'href') === '#reason-M1')).toBe(true)
  })

  it('puts the bank before the advice where money may still leave', () => {
    const elements = page({ bankAlert: true })
    const bank = elements.findIndex(element => hasClass(element, 'tb-bank'))
    expect(bank).toBeGreaterThan(-1)
    expect(bank).toBeLessThan(elements.findIndex(element => element.tagName === 'h1'))
  })

  it('never says that the citizen was defrauded or who did it', () => {
    for (const outcome of ['report', 'civil', 'wait', 'unclear']) {
      expect(said({ outcome })).not.toMatch(/opgelicht|oplichter|dader|schuldig/i)
    }
  })
})
