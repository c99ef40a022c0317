import { expect, it } from 'vitest'
import { attribute, elementsOf, hasClass, languages, siteIn, textIn } from '../../../test/drawn.ts'
import { renderConfirm } from './confirm.tsx'

const [words] = languages
if (!words) throw new Error('There is no language.')
const site = siteIn(words)
const read = (id: string, part: 'paid' | 'nothing' | 'silent', value: 'yes' | 'no' = 'yes') => ({
  id,
  value,
  ...site.said(part),
  confidence: 0.9,
  reasons: [],
  decided: undefined,
})
const page = (proposals: readonly ReturnType<typeof read>[]) =>
  elementsOf(renderConfirm({ at: 'confirm', text: site.story, proposals, entities: [] }, site.context))

it('numbers the marks in the order of the story, and leads each number to its meaning and back', () => {
  const elements = page([read('unreachable', 'silent'), read('paid', 'paid')])
  const numbers = elements.filter(element => hasClass(element, 'tb-mark__number'))
  expect(numbers.map(link => [attribute(link, 'id'), attribute(link, 'href')])).toEqual([
    ['mark-1', '#meaning-1'],
    ['mark-2', '#meaning-2'],
  ])
  const legends = elements.filter(element => element.tagName === 'legend').map(textIn)
  expect(legends).toEqual(['Hebt u al betaald?', 'Is de ander onbereikbaar?'])
})

it('asks once about what was read twice, and shows both places', () => {
  const elements = page([read('paid', 'paid'), read('paid', 'nothing')])
  expect(elements.filter(element => element.tagName === 'fieldset')).toHaveLength(1)
  const hint = elements.find(element => attribute(element, 'id') === 'f-answer-paid-hint')
  expect(hint && textIn(hint)).toContain(site.said('nothing').quote)
})

it('says which answer it read only where the readings agree', () => {
  const agreed = page([read('paid', 'paid')])
  const split = page([read('paid', 'paid', 'yes'), read('paid', 'nothing', 'no')])
  const noted = (elements: typeof agreed) => elements.filter(element => hasClass(element, 'tb-option__hint')).length
  expect([noted(agreed), noted(split)]).toEqual([1, 0])
})

it('lets everything be confirmed with one button, after the one that goes on, and says first what it does', () => {
  const elements = page([read('paid', 'paid'), read('unreachable', 'silent')])
  const buttons = elements.filter(element => element.tagName === 'button' && attribute(element, 'form') === undefined)
  expect(buttons.map(button => [attribute(button, 'name'), attribute(button, 'value')])).toEqual([
    [undefined, undefined],
    ['do', 'all'],
    ['do', 'back'],
  ])
  const [, all] = buttons
  const hint = elements.find(element => attribute(element, 'id') === (all && attribute(all, 'aria-describedby')))
  expect(all && textIn(all)).toBe('Ja, dit klopt allemaal')
  expect(hint && elements.indexOf(hint)).toBeLessThan(all ? elements.indexOf(all) : 0)
  expect(page([]).some(element => attribute(element, 'value') === 'all')).toBe(false)
})

it('ticks nothing beforehand', () => {
  expect(page([read('paid', 'paid')]).filter(element => attribute(element, 'checked') !== undefined)).toEqual([])
})

it('sends to the bank first where the story says that money is leaving, before anything is confirmed', () => {
  const observations = [
    { ...site.context.model.observations[0], id: 'paid', safety: true, weighs: true },
  ] as typeof site.context.model.observations
  const context = { ...site.context, model: { ...site.context.model, observations } }
  const shown = (value: 'yes' | 'no') =>
    elementsOf(
      renderConfirm(
        { at: 'confirm', text: site.story, proposals: [read('paid', 'paid', value)], entities: [] },
        context,
      ),
    )
  const bank = shown('yes').findIndex(element => hasClass(element, 'tb-bank'))
  expect(bank).toBeGreaterThan(-1)
  expect(bank).toBeLessThan(shown('yes').findIndex(element => element.tagName === 'h1'))
  expect(shown('no').some(element => hasClass(element, 'tb-bank'))).toBe(false)
})
