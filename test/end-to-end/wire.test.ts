import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { dataFolder, type Service, startService } from './service.ts'

const data = dataFolder()
let service: Service
let browser: Browser

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startService({ data: data.path }), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
  data.remove()
})

/** What the network brought for one page on an empty cache: bytes with headers, as Chromium counts them, per address. */
async function fetched(path: string) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const urls = new Map<string, string>()
  const bytes = new Map<string, number>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    urls.set(requestId, request.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, encodedDataLength)
  })
  await page.goto(service.url + path, { waitUntil: 'networkidle' })
  await page.evaluate('document.fonts.ready.then(() => true)')
  await context.close()
  return [...urls].map(([id, url]) => ({ url, bytes: bytes.get(id) ?? Number.NaN }))
}

describe('what a page costs', () => {
  test.each(['/nl', '/en', '/nl/story', '/en/story'])(
    '%s: at most 60 kB and 8 requests on an empty cache, fonts included, and none to another site',
    async path => {
      const all = await fetched(path)
      const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
      const told = all.map(({ url, bytes }) => `${bytes} ${url}`).join('\n')
      expect(total, told).toBeLessThanOrEqual(60_000)
      expect(total, 'every request was counted').toBeGreaterThan(10_000)
      expect(all.length, told).toBeLessThanOrEqual(8)
      expect(all.filter(({ url }) => !url.startsWith(`${service.url}/`) && !url.startsWith('data:'))).toEqual([])
      expect(all.some(({ url }) => url.endsWith('.woff2'))).toBe(true)
    },
  )
})

describe('what goes over the wire compressed', () => {
  const get = async (path: string, accepted: string) => {
    const response = await fetch(service.url + path, { headers: { 'accept-encoding': accepted } })
    return { headers: response.headers, text: await response.text() }
  }

  test.each([
    ['br', 'br', 'gzip, deflate, br'],
    ['gzip', 'gzip', 'gzip'],
    ['gzip', 'gzip', 'br;q=0, gzip;q=0.5'],
    ['br', 'br', '*'],
    [null, 'plain', 'identity'],
    [null, 'plain', 'br;q=0, *;q=0'],
  ])('is %s for who takes %s: "%s"', async (encoding, _, accepted) => {
    const page = await get('/nl', accepted)
    expect(page.headers.get('content-encoding')).toBe(encoding)
    expect(page.headers.get('vary')).toContain('accept-encoding')
    expect(page.text).toContain('</html>')
    const sheet = /href="(\/assets\/site-[^"]+\.css)"/.exec(page.text)?.[1] ?? ''
    const style = await get(sheet, accepted)
    expect(style.headers.get('content-encoding')).toBe(encoding)
    expect(style.headers.get('vary')).toContain('accept-encoding')
    expect(style.text).toBe((await get(sheet, 'identity')).text)
  })

  test('a font goes as it is, and the compressed bytes say as much as their length', async () => {
    const page = await get('/nl', 'identity')
    const fonts = /href="(\/assets\/fonts-[^"]+\.css)"/.exec(page.text)?.[1] ?? ''
    const font = /url\(['"]?\.?\/?(?:assets\/)?([\w-]+\.woff2)/.exec((await get(fonts, 'br')).text)?.[1]
    const response = await fetch(`${service.url}/assets/${font}`, { headers: { 'accept-encoding': 'br' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-encoding')).toBeNull()
    for (const [encoding, unfold] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const { request } = await import('node:http')
      const body = await new Promise<{ length: string | undefined; bytes: Buffer }>((done, fail) => {
        request(`${service.url}${fonts}`, { headers: { 'accept-encoding': encoding } }, answer => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => done({ length: answer.headers['content-length'], bytes: Buffer.concat(parts) }))
        })
          .on('error', fail)
          .end()
      })
      expect(Number(body.length)).toBe(body.bytes.length)
      expect(unfold(body.bytes).toString()).toContain('@font-face')
    }
  })
})
