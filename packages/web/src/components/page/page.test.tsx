import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { attribute, elementsOf, hasClass, languages, siteIn, textIn } from '../../../test/drawn.ts'
import { Form } from '../form/form.tsx'
import { Page } from './page.tsx'

const [words] = languages
if (!words) throw new Error('There is no language.')
const { frame } = siteIn(words)
const page = (changed = {}) =>
  elementsOf(
    renderToString(
      <Page frame={{ ...frame, ...changed }} title="Titel">
        <h1>Titel</h1>
      </Page>,
    ),
  )

it('offers this same page in every other language, each named in its own', () => {
  const links = page().filter(element => attribute(element, 'hreflang') !== undefined)
  expect(links.map(link => [textIn(link), attribute(link, 'lang'), attribute(link, 'href')])).toEqual([
    ['English', 'en', '/en/page'],
  ])
})

it('takes along what was typed where the page has a form for it, and Enter still goes on', () => {
  const { switchGate: gate } = siteIn(words)
  const elements = elementsOf(
    renderToString(
      <Page frame={frame} gate={gate} title="Titel">
        <Form gate={gate} step="story">
          <button type="submit">Verder</button>
        </Form>
      </Page>,
    ),
  )
  const [first, english] = elements.filter(element => element.tagName === 'button')
  if (!first || !english) throw new Error('The page has no buttons.')
  expect(elements.filter(element => attribute(element, 'hreflang') !== undefined)).toEqual([])
  expect(['lang', 'formaction', 'name', 'value'].map(name => attribute(english, name))).toEqual([
    'en',
    '/en/step',
    'do',
    'switch',
  ])
  expect(['name', 'aria-hidden', 'tabindex'].map(name => attribute(first, name))).toEqual([undefined, 'true', '-1'])
  const form = elements.find(element => element.tagName === 'form')
  expect([first, english].map(button => attribute(button, 'form'))).toEqual(
    Array(2).fill(form && attribute(form, 'id')),
  )
})

it('turns with a language that is written from right to left', () => {
  const [html] = page({ words: { ...words, code: 'ar', direction: 'rtl' } })
  expect(html && attribute(html, 'dir')).toBe('rtl')
})

it('wears the banner of the demonstration only in the demonstration', () => {
  const banners = (demonstration: boolean) =>
    page({ demonstration }).filter(element => hasClass(element, 'tb-demonstration')).length
  expect([banners(true), banners(false)]).toEqual([1, 0])
})

it('loads its fonts after all it shows', () => {
  const sheets = page().filter(element => attribute(element, 'rel') === 'stylesheet')
  const main = page().findIndex(element => element.tagName === 'main')
  expect(sheets.map(sheet => attribute(sheet, 'href'))).toEqual(['/assets/site.css', '/assets/fonts.css'])
  expect(page().findIndex(element => attribute(element, 'href') === '/assets/fonts.css')).toBeGreaterThan(main)
})
