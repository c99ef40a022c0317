import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { examples } from '../packages/web/src/examples/all.ts'
import { exampleSite } from '../packages/web/src/examples/site.ts'
import { buildAssets, readWords } from '../packages/web/src/index.ts'
import { openBrowser } from '../packages/web/test/browser.ts'
import { siteInMemory } from '../packages/web/test/memory-site.ts'

/**
 * Draws every page of the site in every state, both languages, 360 and 1280 px wide, light and dark.
 * `npm run screenshots -- [FOLDER] [--only NAME] [--lang nl]`; the folder is outside the repository unless stated.
 */
const args = process.argv.slice(2)
const option = (name: string): string | undefined => {
  const at = args.indexOf(`--${name}`)
  return at === -1 ? undefined : args[at + 1]
}
const stated = args.find((arg, index) => !arg.startsWith('--') && !args[index - 1]?.startsWith('--'))
const folder = resolve(stated ?? join(tmpdir(), 'toetsbaar-screenshots'))
const only = option('only')
const lang = option('lang')
const scheme = option('scheme')
const width = option('width')

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
].filter(size => width === undefined || String(size.width) === width)
const schemes = (['light', 'dark'] as const).filter(name => scheme === undefined || name === scheme)

const draw = async (browser: Browser): Promise<number> => {
  const assets = await buildAssets()
  const languages = readWords()
  const shown = examples.filter(example => only === undefined || example.name.startsWith(only))
  const memory = await siteInMemory(assets)
  let count = 0
  for (const words of languages.filter(words => lang === undefined || words.code === lang)) {
    const site = exampleSite(words, languages, assets.paths)
    for (const size of sizes) {
      for (const colorScheme of schemes) {
        const page = await browser.newPage({ viewport: size, colorScheme, reducedMotion: 'reduce' })
        await memory.open(page)
        for (const example of shown) {
          await memory.show(page, example.html(site))
          await page.screenshot({
            path: join(folder, `${example.name}.${words.code}.${size.width}.${colorScheme}.png`),
            fullPage: true,
          })
          count++
        }
        await page.close()
      }
    }
  }
  await memory.close()
  return count
}

mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
try {
  console.log(`${await draw(browser)} pictures in ${folder}`)
} finally {
  await browser.close()
}
