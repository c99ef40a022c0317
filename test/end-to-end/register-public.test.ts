import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullDossier, toFieldLab } from '../../packages/register/test/cast.ts'
import { openBrowser } from './browser.ts'
import { deskClient, people } from './desk.ts'
import { apiClient, type ReportBody, reply } from './http.ts'
import { browserOf, openRegisterHouse, type RegisterHouse } from './register-house.ts'
import { dataFolder, type Service, startService } from './service.ts'
import { siteClient } from './site.ts'
import { stories } from './stories.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('an entry that an exemption withholds', () => {
  const canary = 'Zilveren Nachtvlinder'
  const id = 'tool-heron-7'
  let house: RegisterHouse
  beforeAll(async () => {
    house = await openRegisterHouse('2026-01-12T09:00:00Z')
    const dossier = fullDossier({
      id,
      name: { nl: canary, en: canary },
      summary: { nl: `Dient ${canary}.`, en: `Serves ${canary}.` },
    })
    for (const input of toFieldLab(dossier)) await house.register.act(id, input)
    house.days(2)
    const system = `/en/register-board/system/${id}`
    const owner = await browserOf(browser, house, 'owner')
    await owner.go(`${system}/ask/exempt`)
    await owner.fill({
      because: 'The investigation runs.',
      'exemption.ground': 'investigation',
      'exemption.whyNotLess': `Its name names ${canary}.`,
      'exemption.investigation': canary,
      'exemption.until': '2026-05-01 02:00',
    })
    await owner.page.check('[name="exemption.withheld.everything"]', { force: true })
    await owner.send('Do this')
    for (const who of ['otherLead', 'assessor'] as const) {
      const visitor = await browserOf(browser, house, who)
      await visitor.go(`${system}/approve`)
      await visitor.send('I looked and say yes')
      await visitor.close()
    }
    await owner.close()
    expect((await house.register.entry(id))?.exemptions).toMatchObject([{ until: '2026-05-01T00:00:00.000Z' }])
  }, 60_000)
  afterAll(() => house?.close())

  const hidden = [canary, id, 'area-forecast', 'Noorderhaaks']
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(house.url + path, { redirect: 'manual', ...init })
    return { status: answer.status, text: `${await answer.text()} ${JSON.stringify([...answer.headers])}` }
  }

  test('is on no public page, on no day, in no language, and takes no worry; its count and its age are public', async () => {
    house.days(5)
    const paths = ['nl', 'en'].flatMap(lang => [
      `/${lang}/register`,
      `/${lang}/register?on=2026-01-13`,
      `/${lang}/register/${id}`,
      `/${lang}/register/${id}?on=2026-01-13`,
      `/${lang}/register/${id}/worry`,
      `/${lang}/register/none`,
    ])
    const answers = await Promise.all(paths.map(async path => ({ path, ...(await ask(path)) })))
    for (const { path, text, status } of answers) {
      expect(status, path).toBe(path.includes('register/') ? 404 : 200)
      // What a visitor asked for may come back in the address of the other language, and nothing else may.
      const said = text.replaceAll(`/register/${id}`, '')
      for (const word of hidden) expect(said, path).not.toContain(word)
    }
    // One that is hidden and one that never was answer with the same page.
    const same = async (path: string) =>
      (await ask(path)).text.replaceAll(/register\/[a-z0-9-]+|"x-ratelimit[^\]]*|"date[^\]]*/g, '')
    expect(await same(`/en/register/${id}`)).toBe(await same('/en/register/none-of-ours'))
    const list = (await ask('/en/register')).text
    expect(list).toContain('There is 1 place that is not public now.')
    expect(list).toMatch(/For this long, in days: 5\./)
  })

  test('is on the board of who supervises, keeps and checks, and not of a team lead who has no part in it', async () => {
    for (const who of ['supervisor', 'owner', 'assessor', 'auditor'] as const) {
      const visitor = await browserOf(browser, house, who)
      await visitor.go('/en/register-board')
      expect(await visitor.main(), who).toContain(canary)
      expect(await visitor.go(`/en/register-board/system/${id}`), who).toBe(200)
      expect(await visitor.main(), who).toMatch(/Not public until (April 30|May 1), 2026/)
      await visitor.close()
    }
    const looks = house.handled.filter(line => line.includes('"role":"supervisor"'))
    expect(looks).toEqual([expect.stringMatching(/^register\.read-withheld [0-9a-f]{64} /)])
    for (const line of house.handled) for (const word of hidden) expect(line).not.toContain(word)
    const otherLead = await browserOf(browser, house, 'otherLead')
    expect(await otherLead.go(`/en/register-board/system/${id}`)).toBe(200)
    await otherLead.close()
    const lead = await browserOf(browser, house, 'lead')
    await lead.go('/en/register-board')
    expect(await lead.main()).not.toContain(canary)
    expect(await lead.go(`/en/register-board/system/${id}`)).toBe(404)
    expect(await lead.go(`/en/register-board/system/${id}/history`)).toBe(404)
    await lead.go('/en/register-board/worries')
    expect(await lead.main()).not.toContain(canary)
    await lead.close()
  })

  test('is public by itself when the lease is over, also for the days on which it was hidden', async () => {
    house.at('2026-05-15T00:00:01Z')
    expect((await ask('/en/register')).text).toContain(canary)
    expect((await ask(`/en/register/${id}?on=2026-01-20`)).text).toContain(canary)
    expect((await ask('/en/register')).text).toContain('Everything is in this list.')
  })
})

describe('in the demonstration, with its own sign-in', () => {
  const data = dataFolder()
  let service: Service
  beforeAll(async () => {
    service = await startService({ data: data.path, env: { TOETSBAAR_LOG: 'info' } })
  }, 120_000)
  afterAll(async () => {
    await service?.stop()
    data.remove()
  })

  test('the log of the service names no entry that somebody asked for', async () => {
    for (const path of [
      '/en/register/tool-heron-7',
      '/en/register/tool-heron-7/worry',
      '/en/register-board/system/tool-heron-7',
    ])
      await fetch(service.url + path, { redirect: 'manual' })
    for (let tries = 0; !service.printed().includes('/:lang/register/:id/worry') && tries < 50; tries++)
      await new Promise(done => setTimeout(done, 100))
    expect(service.printed()).toContain('/:lang/register/:id/worry')
    expect(service.printed()).not.toContain('heron')
  })

  test('facts of real reports are what the criteria of the intake are measured over', async () => {
    const story = stories[0]
    if (story === undefined) throw new Error('There is no story.')
    const opened = await apiClient(service.url).post('/reports', { story: story.text, lang: story.lang })
    let report = opened.body as ReportBody
    const client = apiClient(service.url, report.token)
    for (let next = reply(story, report); next !== undefined; next = reply(story, report))
      report = (await client.post(next.path, next.body)).body as ReportBody
    // Starting again measures: the service does so once a day and at its start.
    await service.stop()
    service = await startService({ data: data.path })
    const list = await fetch(`${service.url}/en/register/intake`)
    let page = await list.text()
    for (let tries = 0; (page.match(/Too few to count/g) ?? []).length < 4 && tries < 100; tries++) {
      await new Promise(done => setTimeout(done, 200))
      page = await (await fetch(`${service.url}/en/register/intake`)).text()
    }
    const rows = [...page.matchAll(/<tr[^>]*>(?:(?!<\/tr>)[\s\S])*<\/tr>/g)].map(([row]) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    // Too few to count yet, and more than none: one advice, and each reading that was judged.
    expect(
      rows.some(row => /^\d{4}-\d\d-\d\d none 1 Too few to count$/.test(row)),
      rows.join('\n'),
    ).toBe(true)
    expect(
      rows.some(row => /none [2-9] Too few to count$/.test(row)),
      rows.join('\n'),
    ).toBe(true)
  }, 120_000)

  test("the intake's own honest dossier shows its gaps, each with its place for who fills it", async () => {
    const page = await (await fetch(`${service.url}/en/register/intake`)).text()
    expect(page).toContain('No validation on real reports')
    expect(page).toContain('Asked by:')
    const owner = await deskClient(service.url, people['system-owner'])
    const board = await owner.open('/en/register-board/system/intake')
    expect(board.html).toMatch(/href="\/en\/register-board\/system\/intake\/edit\/data"[^>]*><bdi>[^<]*representative/)
    const assessor = await deskClient(service.url, people.assessor)
    const seen = await assessor.open('/en/register-board/system/intake')
    expect(seen.html).toMatch(/href="\/en\/register-board\/system\/intake\/do\/assess\?about=[a-z-]+"/)
    expect(seen.html).not.toContain('/edit/data"')
  }, 60_000)

  test('a recall names the cases that the intake touched, by their number at the desk alone', async () => {
    const auditor = await deskClient(service.url, people.auditor)
    const page = await auditor.open('/en/register-board/system/intake/recall')
    expect(page.status).toBe(200)
    expect(page.html).toMatch(/It ran in [1-9]\d* cases?/)
    expect(page.html).toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/)
    expect(page.html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}/)
  }, 60_000)

  const roles = ['intake-officer', 'administrator', 'prosecutor', 'defence'] as const
  test.each(roles)(
    'a person who is %s is refused at the board, with the roles that may',
    async role => {
      const visitor = await deskClient(service.url, people[role])
      const page = await visitor.open('/en/register-board')
      expect(page.status).toBe(403)
      expect(page.html).toContain('This is for another role')
    },
    60_000,
  )

  test('signed in with the demonstration in Chromium, every page of the board passes axe at 360 and 1280 px', async () => {
    const faults: string[] = []
    const looked = new Set<string>()
    for (const [role, width] of [
      ['system-owner', 1280],
      ['assessor', 360],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await signIn(page, service.url, people[role])
      const paths = new Set([
        '/en/register-board',
        '/en/register-board/system/intake',
        '/nl/register/intake',
        '/nl/register',
      ])
      await page.goto(`${service.url}/en/register-board/system/intake`)
      const links = await page
        .locator('main a[href*="register-board"]')
        .evaluateAll(all =>
          all.map(
            link =>
              new URL((link as HTMLAnchorElement).href).pathname + new URL((link as HTMLAnchorElement).href).search,
          ),
        )
      for (const path of [...paths, ...links.filter(link => !link.includes('/documents/'))]) {
        const kind = `${path.replace(/\?.*$/, '')} ${width}`
        if (looked.has(kind)) continue
        looked.add(kind)
        const answer = await page.goto(service.url + path)
        expect(answer?.status(), path).toBe(200)
        faults.push(...(await faultsOf(page)).map(fault => `${path} at ${width}: ${fault}`))
      }
      await context.close()
    }
    expect(looked.size).toBeGreaterThan(25)
    expect(faults).toEqual([])
  }, 240_000)

  test('a worry is told, and a dossier is read, with the keyboard alone', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${service.url}/nl/register/intake/worry`)
    const tabTo = async (matches: (text: string) => boolean) => {
      for (let stop = 0; stop < 60; stop++) {
        await page.keyboard.press('Tab')
        const on = await page.evaluate('document.activeElement.name || document.activeElement.innerText || ""')
        if (matches(String(on))) return
      }
      throw new Error('The keyboard does not get there.')
    }
    await tabTo(on => on === 'text')
    await page.keyboard.type('Wie leest wat ik schrijf?')
    await tabTo(on => on === 'Stuur op')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.tb-number')
    const number = await page.locator('.tb-number').innerText()
    await tabTo(on => on === 'Naar de pagina van dit systeem')
    await page.keyboard.press('Enter')
    await page.waitForURL(/register\/intake#worry/)
    expect(await page.locator('main').innerText()).toContain(number)
    await context.close()
  }, 60_000)

  test('a worry that shows that somebody needs help is kept, and says first who helps', async () => {
    const visitor = siteClient(service.url)
    await visitor.open('/nl/register/intake/worry')
    const { html, status } = await visitor.send({ text: 'Door dit systeem wil ik niet meer leven.' }, 'register-worry')
    expect(status).toBe(200)
    expect(html.indexOf('0800-0113')).toBeGreaterThan(0)
    expect(html.indexOf('0800-0113')).toBeLessThan(html.indexOf('tb-number'))
  })

  test('the sixth worry within a minute from one address is refused', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 7; count++) {
      const answer = await fetch(`${service.url}/en/register/intake/worry`, {
        method: 'POST',
        body: new URLSearchParams({ step: 'register-worry', version: '0', text: 'x' }),
      })
      statuses.push(answer.status)
    }
    // Without the token of a page nothing is taken either.
    expect(statuses.filter(status => status === 403).length).toBeGreaterThan(0)
    expect(statuses.at(-1)).toBe(429)
    expect(statuses).not.toContain(200)
  })
})

async function signIn(page: Page, url: string, subject: string): Promise<void> {
  await page.goto(`${url}/en/sign-in/begin`)
  await page.locator(`button[value="${subject}"]`).click()
  await page.waitForSelector('.tb-signed-in')
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = (await page.evaluate(`axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(' ')))`)) as string[]
  const wide = Number(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  )
  return wide > 0 ? [...found, `${wide} px too wide`] : found
}
