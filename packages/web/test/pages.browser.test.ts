import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAssets } from '../src/assets.ts'
import { openBrowser } from './browser.ts'
import { type Findings, look, type Rules, type Screen } from './look.ts'

/** Both widths, both languages and both schemes; `npm run prove` looks at all eight combinations with all rules. */
const screens: readonly (Screen & { readonly rules: Rules })[] = [
  { width: 360, lang: 'nl', scheme: 'light', rules: 'all' },
  { width: 1280, lang: 'en', scheme: 'dark', rules: 'layout' },
]

describe.each(screens)('every page in Chromium, $width px, $lang, $scheme', screen => {
  let browser: Browser
  let found: Findings
  beforeAll(async () => {
    browser = await openBrowser()
    found = await look(browser, await buildAssets(), screen, screen.rules)
  }, 120_000)
  afterAll(() => browser?.close())

  it('was looked at', () => {
    expect(found.pages).toBeGreaterThan(50)
    expect(found.controls).toBeGreaterThan(1000)
    expect(found.stops).toBeGreaterThan(400)
    expect(found.invalid).toBeGreaterThan(5)
  })

  it('has no fault that axe finds', () => expect(found.axe).toEqual([]))

  it('has controls that a thumb can hit', () => expect(found.tooSmall).toEqual([]))

  it('fits without scrolling sideways, at 400 % zoom and from right to left too', () =>
    expect(found.tooWide).toEqual([]))

  it('is walked with the keyboard alone: skip link first, in the order of the page, the focus always seen', () =>
    expect(found.focus).toEqual([]))

  it('tells a screen reader the name of every control and the error of every field', () =>
    expect(found.unnamed).toEqual([]))

  it('asks nothing of another site and breaks no rule of the content security policy', () =>
    expect(found.refused).toEqual([]))
})
