import axe from 'axe-core'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Assets } from '../src/assets.ts'
import { examples } from '../src/examples/all.ts'
import { exampleSite } from '../src/examples/site.ts'
import { languages } from './drawn.ts'
import { siteInMemory } from './memory-site.ts'

export type Screen = { readonly width: number; readonly lang: string; readonly scheme: 'light' | 'dark' }

/**
 * What is looked at. `axe` takes all rules; `axe-layout` those alone that hang on layout and colour, which is what a second
 * screen can change. Targets and widths are measured always.
 */
export type Part = 'axe' | 'axe-layout' | 'keyboard' | 'names'

/** What is wrong with the pages on a screen, a line each; and how much was looked at, so that nothing passes unseen. */
export type Findings = {
  readonly axe: readonly string[]
  readonly tooSmall: readonly string[]
  readonly tooWide: readonly string[]
  readonly focus: readonly string[]
  readonly unnamed: readonly string[]
  readonly refused: readonly string[]
  readonly pages: number
  readonly controls: number
  readonly invalid: number
  readonly stops: number
}

const inAxe = (rules: 'axe' | 'axe-layout'): string => `(async () => {
  const only = ${JSON.stringify(
    rules === 'axe'
      ? { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
      : {
          type: 'rule',
          values: ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'],
        },
  )}
  const found = await axe.run(document, { resultTypes: ['violations'], runOnly: only })
  return found.violations.map(({ id, nodes }) => id + ': ' + nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))
})()`

/** Everything that a finger has to hit; links inside a sentence are exempt (WCAG 2.2, 2.5.8). */
const inTargets = `[...document.querySelectorAll('button:not([aria-hidden]), summary, input:not([type=hidden]), textarea, select, nav a, .nl-button, .tb-onward a, .tb-help__number, .tb-meaning__number')]
  .filter(element => element.checkVisibility())
  .map(element => ({ element, box: (element.closest('.tb-option') ?? element).getBoundingClientRect() }))
  .filter(({ box }) => box.width < 24 || box.height < 24)
  .map(({ element, box }) => element.outerHTML.slice(0, 80) + ' ' + box.width + 'x' + box.height)`

const inOverflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** The places where Tab stops, in the order of the page: one for a group of radio buttons. */
const inStops = `(() => {
  const groups = new Set()
  window.stops = [...document.querySelectorAll('a[href], button:not([tabindex]), summary, textarea, select, input:not([type=hidden])')].filter(element => {
    if (!element.checkVisibility()) return false
    if (element.type !== 'radio') return true
    const chosen = [...document.getElementsByName(element.name)].find(radio => radio.checked)
    if (chosen) return element === chosen
    const first = !groups.has(element.name)
    groups.add(element.name)
    return first
  })
  return window.stops.length
})()`

const inFocus = `(stop => {
  const element = document.activeElement
  const name = element.outerHTML.slice(0, 70)
  if (element.type === 'date' && element === window.stops[stop - 1]) return 'inside a date'
  if (element !== window.stops[stop]) return 'the focus is on ' + name + ', not on ' + window.stops[stop].outerHTML.slice(0, 70)
  if (stop === 0 && element.getAttribute('href') !== '#main') return 'the first stop is no skip link'
  const shown = element.closest('.tb-option') ?? element
  const style = getComputedStyle(shown)
  const box = shown.getBoundingClientRect()
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'the focus cannot be seen on ' + name
  if (box.bottom < 0 || box.top > innerHeight) return 'the focus is out of sight on ' + name
  return ''
})`

const walk = async (page: Page): Promise<{ readonly stops: number; readonly lost: readonly string[] }> => {
  const stops = Number(await page.evaluate(inStops))
  const lost: string[] = []
  for (let stop = 0; stop < stops; stop++) {
    let fault = 'inside a date'
    // A date has a stop for each of its parts.
    for (let part = 0; part < 5 && fault === 'inside a date'; part++) {
      await page.keyboard.press('Tab')
      fault = String(await page.evaluate(`${inFocus}(${stop})`))
    }
    if (fault !== '') lost.push(`stop ${stop + 1}: ${fault}`)
  }
  return { stops, lost }
}

const spoken = ['textbox', 'radio', 'button', 'link', 'Date', 'region', 'navigation', 'list', 'heading', 'img']

/** What a screen reader is told of each control: names that are missing, and errors that are not said with their field. */
const listen = async (
  session: CDPSession,
): Promise<{ readonly controls: number; readonly invalid: number; readonly unnamed: readonly string[] }> => {
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const heard = nodes.filter(node => !node.ignored && spoken.includes(String(node.role?.value)))
  const wrong = heard.filter(node =>
    node.properties?.some(({ name, value }) => name === 'invalid' && value.value === 'true'),
  )
  const nameless = heard.filter(node => node.role?.value !== 'list' && String(node.name?.value ?? '').trim() === '')
  const silent = wrong.filter(node => !/Fout:|Error:/.test(String(node.description?.value)))
  return {
    controls: heard.length,
    invalid: wrong.length,
    unnamed: [
      ...nameless.map(node => `a ${node.role?.value} has no name`),
      ...silent.map(node => `the error of "${node.name?.value}" is not said with it`),
    ],
  }
}

/**
 * Looks at every example on one screen in one browser page: axe, targets, overflow (on a small screen also at 320 px, which is
 * 400 % zoom of 1280; and from right to left), the keyboard's way through every form, and what a screen reader hears.
 */
export const look = async (
  browser: Browser,
  assets: Assets,
  screen: Screen,
  parts: readonly Part[],
): Promise<Findings> => {
  const words = languages.find(words => words.code === screen.lang)
  if (!words) throw new Error(`There is no language ${screen.lang}.`)
  const site = exampleSite(words, languages, assets.paths)
  const size = { width: screen.width, height: 740 }
  const page = await browser.newPage({ viewport: size, colorScheme: screen.scheme, reducedMotion: 'reduce' })
  const memory = await siteInMemory(assets)
  const refused = memory.watch(page)
  await memory.open(page)
  await page.evaluate(axe.source)
  const session = await page.context().newCDPSession(page)
  const found = { axe: [], tooSmall: [], tooWide: [], focus: [], unnamed: [] } as Record<
    'axe' | 'tooSmall' | 'tooWide' | 'focus' | 'unnamed',
    string[]
  >
  let [controls, invalid, stops] = [0, 0, 0]
  for (const example of examples) {
    const note = (kind: keyof typeof found, lines: readonly string[]) => {
      found[kind].push(...lines.map(line => `${example.name}: ${line}`))
    }
    const html = example.html(site)
    await memory.show(page, html)
    for (const rules of parts.filter(part => part === 'axe' || part === 'axe-layout')) {
      note('axe', (await page.evaluate(inAxe(rules))) as readonly string[])
    }
    note('tooSmall', (await page.evaluate(inTargets)) as readonly string[])
    if (parts.includes('names')) {
      const heard = await listen(session)
      note('unnamed', heard.unnamed)
      controls += heard.controls
      invalid += heard.invalid
    }
    if (parts.includes('keyboard') && html.includes('<form')) {
      const walked = await walk(page)
      note('focus', walked.lost)
      stops += walked.stops
    }
    for (const width of screen.width < 400 ? [screen.width, 320] : [screen.width]) {
      await page.setViewportSize({ ...size, width })
      for (const direction of ['ltr', 'rtl']) {
        const overflow = Number(await page.evaluate(`document.documentElement.dir = '${direction}'; ${inOverflow}`))
        if (overflow > 0) note('tooWide', [`${overflow} px at ${width} px, ${direction}`])
      }
    }
    await page.setViewportSize(size)
  }
  await page.close()
  await memory.close()
  return { ...found, refused, pages: examples.length, controls, invalid, stops }
}
