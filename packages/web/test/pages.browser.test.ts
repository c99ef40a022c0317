import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAssets } from '../src/assets.ts'
import { openBrowser } from './browser.ts'
import { type Findings, look, type Part, type Screen } from './look.ts'

/** Both widths, both languages and both schemes; `npm run prove` looks at everything on all eight combinations. */
const screens: readonly (Screen & { readonly parts: readonly Part[] })[] = [
  { width: 360, lang: 'nl', scheme: 'light', parts: ['axe', 'names'] },
  { width: 1280, lang: 'en', scheme: 'dark', parts: ['axe-layout', 'keyboard'] },
]

let browser: Browser
let looks: readonly Findings[]
beforeAll(async () => {
  browser = await openBrowser()
  const assets = await buildAssets()
  looks = await Promise.all(screens.map(screen => look(browser, assets, screen, screen.parts)))
}, 300_000)
afterAll(() => browser?.close())

describe.each(screens.map((screen, index) => ({ ...screen, index })))(
  'every page in Chromium, $width px, $lang, $scheme',
  screen => {
    let found: Findings
    beforeAll(() => {
      const looked = looks[screen.index]
      if (!looked) throw new Error('This screen was not looked at.')
      found = looked
    })

    it('was looked at', () => {
      expect(found.pages).toBeGreaterThan(50)
      expect(found.controls > 1000).toBe(screen.parts.includes('names'))
      expect(found.invalid > 5).toBe(screen.parts.includes('names'))
      expect(found.stops > 400).toBe(screen.parts.includes('keyboard'))
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
  },
)
