import { expect, it } from 'vitest'
import { attribute, elementsOf, hasClass, languages, siteIn, textIn } from '../../../test/drawn.ts'
import { renderQuestion } from './question.tsx'

const [words] = languages
if (!words) throw new Error('There is no language.')
const { context } = siteIn(words)
const page = (progress: { asked: number; expectedLeft: number; atMostLeft: number }) =>
  elementsOf(renderQuestion({ at: 'question', observation: 'unreachable', why: ['report'], progress }, context))
const progress = (elements: ReturnType<typeof page>): string =>
  elements
    .filter(element => hasClass(element, 'tb-progress'))
    .map(textIn)
    .join()

it('tells what is expected and the most that can come, and never a share that the next answer breaks', () => {
  const shown = progress(page({ asked: 2, expectedLeft: 2.4, atMostLeft: 5 }))
  expect(shown).toBe('Vraag 3. Wij verwachten er nog 2, deze meegeteld. Meer dan 5 worden het er zeker niet.')
  expect(shown).not.toContain('%')
  expect(progress(page({ asked: 2, expectedLeft: 3, atMostLeft: 3 }))).not.toContain('zeker niet')
})

it('calls a question the last one only where no other can follow', () => {
  expect(progress(page({ asked: 5, expectedLeft: 1, atMostLeft: 1 }))).toContain('Dit is de laatste vraag.')
  expect(progress(page({ asked: 5, expectedLeft: 1, atMostLeft: 2 }))).not.toContain('laatste')
})

it('offers the way back, an early advice, and a change of every earlier answer, without the subject in an address', () => {
  const elements = page({ asked: 2, expectedLeft: 2, atMostLeft: 5 })
  const acts = elements.filter(element => attribute(element, 'name') === 'do').map(button => attribute(button, 'value'))
  expect(acts).toEqual(['back', 'advice'])
  const changes = elements.filter(element => textIn(element).startsWith('Veranderen') && element.tagName === 'a')
  expect(changes).toHaveLength(3)
  expect(changes.map(link => attribute(link, 'href')).join()).not.toMatch(/paid|received|term/)
})

it('sends the step onward first: Enter never goes back', () => {
  const buttons = page({ asked: 0, expectedLeft: 1, atMostLeft: 1 }).filter(element => element.tagName === 'button')
  expect(buttons[0] && attribute(buttons[0], 'name')).toBeUndefined()
})
