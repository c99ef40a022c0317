import type { Page } from 'playwright-core'
import type { Assets } from '../src/assets.ts'

const origin = 'http://toetsbaar.test'

/** The policy under which the server sends its pages: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const graph =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 50h280" stroke="#5e2257"/></svg>'

/** A browser page that shows HTML without a server. */
export type MemorySite = {
  show(html: string): Promise<void>
  /** Addresses that a page asked for and that are none of ours, and what the policy refused. */
  readonly refused: readonly string[]
}

/** Turns a browser page into a site in memory: the HTML and the assets come from here, anything else is refused. */
export const siteInMemory = async (page: Page, assets: Assets): Promise<MemorySite> => {
  const refused: string[] = []
  let shown = ''
  page.on('console', message => {
    if (message.type() === 'error') refused.push(message.text())
  })
  await page.route('**/*', route => {
    const address = new URL(route.request().url())
    const asset = assets.files.find(file => file.path === address.pathname)
    if (asset) return route.fulfill({ contentType: asset.type, body: Buffer.from(asset.bytes) })
    if (address.pathname === '/page') {
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': policy },
        body: shown,
      })
    }
    if (address.pathname.endsWith('.svg')) return route.fulfill({ contentType: 'image/svg+xml', body: graph })
    refused.push(address.href)
    return route.abort()
  })
  return {
    refused,
    show: async html => {
      shown = html
      await page.goto(`${origin}/page`, { waitUntil: 'load' })
      await page.evaluate('document.fonts.ready.then(() => true)')
    },
  }
}
