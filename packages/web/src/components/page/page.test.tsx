import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { attribute, elementsOf, hasClass, languages, siteIn, textIn } from '../../../test/drawn.ts'
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
