import type { Page } from 'playwright-core'
import type { Assets } from '../src/assets.ts'

const origin = 'http://toetsbaar.test'

/** The policy under which the server sends its pages: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const graph =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 50h280" stroke="#5e2257"/></svg>'

const routed = new WeakMap<Page, { html: string }>()

/** Shows a page in the browser without a server: the HTML and the assets come from memory, anything else is refused. */
export const answerFromMemory = async (page: Page, assets: Assets, html: string): Promise<void> => {
  const shown = routed.get(page)
  if (shown) {
    shown.html = html
  } else {
    const now = { html }
    routed.set(page, now)
    await page.route('**/*', route => {
      const path = new URL(route.request().url()).pathname
      const asset = assets.files.find(file => file.path === path)
      if (asset) return route.fulfill({ contentType: asset.type, body: Buffer.from(asset.bytes) })
      if (path === '/page') {
        return route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': policy },
          body: now.html,
        })
      }
      if (path.endsWith('.svg')) return route.fulfill({ contentType: 'image/svg+xml', body: graph })
      return route.abort()
    })
  }
  await page.goto(`${origin}/page`, { waitUntil: 'load' })
  await page.evaluate('document.fonts.ready.then(() => true)')
}
