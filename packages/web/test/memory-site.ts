import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import type { Assets } from '../src/assets.ts'

/** The policy under which the server sends its pages: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const graph =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 50h280" stroke="#5e2257"/></svg>'

/** A site on 127.0.0.1 with one empty page, under the policy of the real site. */
export type MemorySite = {
  /** Goes to the site. What is shown after that stays under its policy. */
  open(page: Page): Promise<void>
  /** Writes a page into an opened one: five times as fast as going to it. */
  show(page: Page, html: string): Promise<void>
  /** What pages asked for elsewhere, and what the policy refused, on a page that is watched. */
  watch(page: Page): readonly string[]
  close(): Promise<void>
}

/** Serves the HTML and the assets from memory, with the headers of the real site. */
export const siteInMemory = async (assets: Assets): Promise<MemorySite> => {
  const server = createServer((request, response) => {
    const asset = assets.files.find(file => file.path === request.url)
    if (asset) {
      response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' })
      response.end(asset.bytes)
    } else if (request.url?.endsWith('.svg')) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' })
      response.end(graph)
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      response.end('<!doctype html><title>Empty</title>')
    }
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    open: async page => {
      await page.goto(`${origin}/page`, { waitUntil: 'load' })
    },
    show: async (page, html) => {
      await page.setContent(html, { waitUntil: 'load' })
      await page.evaluate('document.fonts.ready.then(() => true)')
    },
    watch: page => {
      const refused: string[] = []
      page.on('console', message => {
        if (message.type() === 'error') refused.push(message.text())
      })
      page.on('request', request => {
        if (!request.url().startsWith(`${origin}/`)) refused.push(request.url())
      })
      return refused
    },
    close: () =>
      new Promise(done => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
