import { buildAssets } from '../src/assets.ts'
import { openBrowser } from '../test/browser.ts'
import { languages } from '../test/drawn.ts'
import { look } from '../test/look.ts'

/** Every page in every state, with all rules of axe, on all screens: each language, 360 and 1280 px, light and dark. */
const assets = await buildAssets()
const browser = await openBrowser()
let faults = 0
let pages = 0
try {
  for (const { code: lang } of languages) {
    for (const width of [360, 1280]) {
      for (const scheme of ['light', 'dark'] as const) {
        const found = await look(browser, assets, { width, lang, scheme }, ['axe', 'names', 'keyboard'])
        const lines = [found.axe, found.tooSmall, found.tooWide, found.focus, found.unnamed, found.refused].flat()
        for (const line of lines) console.log(`${lang} ${width} ${scheme}: ${line}`)
        console.log(
          `${lang} ${width} ${scheme}: ${found.pages} pages, ${found.controls} names, ${found.stops} stops, ${lines.length} faults`,
        )
        faults += lines.length
        pages += found.pages
      }
    }
  }
} finally {
  await browser.close()
}
console.log(`web pages: ${pages} drawings looked at, ${faults} faults`)
process.exitCode = faults === 0 && pages > 0 ? 0 : 1
