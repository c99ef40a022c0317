import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { attribute, elementsOf, languages, siteIn, textIn } from '../../../test/drawn.ts'
import { renderStory } from '../../pages/story/story.tsx'
import { HelpAlert } from './help-alert.tsx'

const [words] = languages
if (!words) throw new Error('There is no language.')
const { frame, gate, alert } = siteIn(words)

it('names each helper once, in the order given, with a number that a phone can call', () => {
  const html = renderToString(<HelpAlert frame={frame} alerts={[alert, { ...alert, quote: 'nog iets' }]} />)
  const calls = elementsOf(html).flatMap(element => attribute(element, 'href')?.match(/^tel:(.*)$/)?.[1] ?? [])
  expect(calls).toEqual(['08000113', '112'])
  expect(html).toContain('De noodlijn van uw bank')
})

it('comes before the heading and the form, which stays: the dialogue can go on', () => {
  const html = renderStory({ frame, gate, text: 'x', limit: 10, problems: [], alerts: [alert], masked: false })
  const tags = elementsOf(html)
  const help = tags.findIndex(element => textIn(element).startsWith('Wij maken ons zorgen'))
  expect(help).toBeGreaterThan(-1)
  expect(help).toBeLessThan(tags.findIndex(element => element.tagName === 'h1'))
  expect(tags.some(element => attribute(element, 'name') === 'story')).toBe(true)
})

it('is not there where no sign was seen', () => {
  expect(renderToString(<HelpAlert frame={frame} alerts={[]} />)).toBe('')
})
