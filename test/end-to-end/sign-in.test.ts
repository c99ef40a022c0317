import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { deskClient, people } from './desk.ts'
import { type OutsideProvider, outsideProvider } from './outside-provider.ts'
import { dataFolder, type Service, startService } from './service.ts'
import { siteClient } from './site.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const axeFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  return (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.map(({ id, nodes }) => id + ' ' + nodes.map(node => node.target)))`,
  )) as readonly string[]
}

const clickTo = async (page: Page, selector: string) => {
  await page.locator(selector).first().click()
  await page.waitForLoadState('load')
}

describe('with a provider of the organisation', () => {
  const data = dataFolder()
  /** Free since the test listened there a moment ago. */
  const port = 21_000 + Math.floor(Math.random() * 9_000)
  const site = `http://127.0.0.1:${port}`
  let outside: OutsideProvider
  let service: Service
  let boss: BrowserContext

  beforeAll(async () => {
    outside = await outsideProvider(site)
    const env = {
      OIDC_ISSUER: outside.issuer,
      OIDC_CLIENT_ID: outside.clientId,
      OIDC_CLIENT_SECRET: outside.clientSecret,
      TOETSBAAR_FIRST_ADMINISTRATOR: 'boss@work.example',
      TOETSBAAR_LOG: 'info',
    }
    service = await startService({ data: data.path, port, env })
    expect(service.url).toBe(site)
    boss = await browser.newContext()
  })
  afterAll(async () => {
    await boss?.close()
    await service?.stop()
    await outside?.close()
    data.remove()
  })

  const signIn = async (page: Page, who: string) => {
    await clickTo(page, 'main a.nl-button')
    expect(new URL(page.url()).origin).toBe(outside.issuer)
    await page.fill('input[name=login]', who)
    await clickTo(page, 'button')
  }

  test('the first administrator comes in where the setting says, and there is no demonstration', async () => {
    const page = await boss.newPage()
    await page.goto(`${site}/en/accounts`)
    expect(page.url()).toBe(`${site}/en/sign-in?then=%2Fen%2Faccounts`)
    expect(await page.locator('.tb-demonstration').count()).toBe(0)
    await signIn(page, 'boss@work.example')
    expect(page.url()).toBe(`${site}/en/accounts`)
    expect(await page.locator('.tb-signed-in__who').innerText()).toContain('First administrator')
    for (const path of [
      '/demonstration/provider/auth',
      '/en/demonstration/x',
      '/demonstration/provider/.well-known/openid-configuration',
    ])
      expect((await fetch(site + path)).status, path).toBe(404)
  })

  test('a stranger is told a number; with it the administrator adds an account, and later ends it', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${site}/en/sign-in`)
    await signIn(page, 'nieuw@work.example')
    expect(await page.locator('h1').innerText()).toBe('You have no account here')
    const [number = ''] = /p-[0-9a-z]{12}/.exec(await page.locator('main').innerText()) ?? []
    expect(number).not.toBe('')
    expect((await context.cookies()).filter(({ name }) => name === 'toetsbaar-desk')).toEqual([])

    const admin = boss.pages()[0] as Page
    await clickTo(admin, 'a[href="/en/accounts/new"]')
    await admin.locator('main form button').click()
    expect(await admin.locator('.tb-error-summary li').count()).toBeGreaterThan(2)
    expect(await axeFaults(admin)).toEqual([])
    await admin.fill('input[name=person]', ` ${number.toUpperCase()} `)
    await admin.fill('input[name=name]', 'Nel Nieuw')
    await admin.fill('input[name=team]', 'Oost')
    const soon = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
    await admin.fill('input[name=until]', soon)
    await admin.locator('label', { hasText: 'intake officer' }).click()
    await clickTo(admin, 'main form button')
    expect(admin.url()).toBe(`${site}/en/accounts?done=added`)
    expect(await axeFaults(admin)).toEqual([])

    await page.goto(`${site}/en/sign-in/begin?then=/en/role`)
    await page.waitForLoadState('load')
    expect(page.url()).toBe(`${site}/en/role`)
    expect(await page.locator('.tb-signed-in__who').innerText()).toContain('Nel Nieuw')
    await page.goto(`${site}/en/accounts`)
    expect(await page.locator('h1').innerText()).toBe('This is for another role')

    await clickTo(admin, `a[href="/en/accounts/${number}"]`)
    expect(await axeFaults(admin)).toEqual([])
    await admin.locator('form[action$="/end"] button').click()
    expect(admin.url()).toBe(`${site}/en/accounts?done=ended`)
    await page.goto(`${site}/en/role`)
    expect(page.url()).toContain('/en/sign-in?then=')
    await page.goto(`${site}/en/sign-in/begin`)
    await page.waitForLoadState('load')
    expect(await page.locator('h1').innerText()).toBe('Your account has ended')
    await context.close()
  })

  test('the own account cannot be changed, not by a form made up either', async () => {
    const admin = boss.pages()[0] as Page
    await admin.goto(`${site}/en/accounts`)
    await clickTo(admin, 'th a:has-text("First administrator")')
    expect(await admin.locator('main form').count()).toBe(0)
    const own = new URL(admin.url()).pathname
    const csrf = await admin.locator('input[name=_csrf]').first().inputValue()
    const form = {
      _csrf: csrf,
      step: 'x',
      version: '1',
      name: 'Boss',
      until: '2027-01-01',
      team: 'x',
      'roles.auditor': 'yes',
    }
    for (const path of [own, `${own}/end`]) {
      const answer = await boss.request.post(site + path, { form })
      expect(answer.status()).toBe(422)
      expect(await answer.text()).toContain('This is your own account')
    }
    await admin.goto(`${site}/en/accounts`)
    expect(await admin.locator('.tb-signed-in__who').innerText()).toContain('administrator')
  })

  test('signing out ends it here and there: not the button back, nor the cookie of before, opens a page', async () => {
    const admin = boss.pages()[0] as Page
    await admin.goto(`${site}/en/accounts`)
    const before = (await boss.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    expect((await fetch(`${site}/en/accounts`, { headers: { cookie: before }, redirect: 'manual' })).status).toBe(200)
    await clickTo(admin, 'form[action="/en/sign-out"] button')
    expect(new URL(admin.url()).origin).toBe(outside.issuer)
    await clickTo(admin, 'button')
    expect(admin.url()).toMatch(/\/(nl|en)\/sign-in\?out=yes$/)
    await admin.goBack()
    await admin.goto(`${site}/en/accounts`)
    expect(admin.url()).toContain('/en/sign-in?then=')
    const again = await fetch(`${site}/en/accounts`, { headers: { cookie: before }, redirect: 'manual' })
    expect(again.status).toBe(303)
    // The session at the provider is over too: it asks who it is.
    await clickTo(admin, 'main a.nl-button')
    expect(await admin.locator('h1').innerText()).toBe('Outside')
  })

  test('an answer of the provider counts once, in the browser that asked, and sends nobody to another site', async () => {
    const visitor = async (then: string) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      const answers: string[] = []
      page.on('request', request => {
        if (request.url().startsWith(`${site}/sign-in/callback`)) answers.push(request.url())
      })
      await page.goto(`${site}/en/sign-in/begin?then=${encodeURIComponent(then)}`)
      await page.fill('input[name=login]', 'boss@work.example')
      await clickTo(page, 'button')
      return { context, page, answer: answers[0] ?? '' }
    }
    for (const elsewhere of [
      'https://evil.example/en/x',
      '//evil.example/en',
      '/\\evil.example',
      'javascript:1',
      '/en/../../x',
    ]) {
      const { page, context } = await visitor(elsewhere)
      expect(new URL(page.url()).origin, elsewhere).toBe(site)
      await context.close()
    }
    const { page, context, answer } = await visitor('/en/role')
    expect(page.url()).toBe(`${site}/en/role`)
    const replayed = await context.request.get(answer)
    expect(replayed.status()).toBe(403)
    expect(await replayed.text()).toMatch(/Signing in did not work|Het inloggen lukte niet/)
    const other = await browser.newContext()
    expect((await other.request.get(answer)).status()).toBe(403)
    expect((await other.cookies()).filter(({ name }) => name === 'toetsbaar-desk')).toEqual([])
    await other.close()
    await context.close()
  })

  test('the log of the program holds no name, no subject, no code and no token', async () => {
    const printed = service.printed()
    expect(printed).toContain('/sign-in/callback')
    for (const word of ['work.example', 'Nel', 'First administrator', 'code=', 'state=', 'p-', 'toetsbaar-desk'])
      expect(printed).not.toContain(word)
  })
})

describe('in a demonstration', () => {
  const data = dataFolder()
  let service: Service

  beforeAll(async () => {
    service = await startService({ data: data.path })
  })
  afterAll(async () => {
    await service?.stop()
    data.remove()
  })

  test('with the keyboard alone somebody becomes an invented person, takes another role, and leaves', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${service.url}/nl/sign-in`)
    const press = async (text: string, then: string) => {
      for (let stops = 0; stops < 60; stops++) {
        await page.keyboard.press('Tab')
        const focused = page.locator(':focus')
        if ((await focused.count()) > 0 && (await focused.innerText()).trim().includes(text)) {
          await page.keyboard.press('Enter')
          await page.locator(then).first().waitFor()
          return
        }
      }
      throw new Error(`Tab never came to "${text}" on ${page.url()}`)
    }
    await press('Inloggen', 'h1:has-text("Wie wilt u zijn?")')
    expect(await page.locator('.tb-demonstration').innerText()).toContain('verzonnen')
    await press('Daan Roodborst', '.tb-signed-in__who')
    expect(await page.locator('.tb-signed-in__who').innerText()).toContain('medewerker intake')
    await press('Neem een andere rol', 'button[value=team-lead]')
    await press('Werk als teamleider', '.tb-signed-in__who:has-text("teamleider")')
    expect(await page.locator('.tb-demonstration').count()).toBe(1)
    await press('Uitloggen', 'main:has-text("U bent uitgelogd.")')
    await context.close()
  })

  test.each(Object.entries(people))(
    'a %s sees only links that open, and is refused the rest in words',
    async (role, subject) => {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
      const page = await context.newPage()
      await page.goto(`${service.url}/en/sign-in/begin`)
      await clickTo(page, `button[value=${subject}]`)
      await page.goto(`${service.url}/en/role`)
      expect(await axeFaults(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
      const links = await page.locator('.tb-desk-nav a').evaluateAll(all => all.map(link => link.getAttribute('href')))
      for (const href of links) {
        const answer = await page.goto(service.url + href)
        expect(answer?.status(), `${href} for ${role}`).toBe(200)
      }
      const [wrong, needed] =
        role === 'administrator' ? ['/en/desk', 'intake officer'] : ['/en/accounts/new', 'administrator']
      const answer = await page.goto(service.url + wrong)
      if (answer?.status() === 404) return
      expect(answer?.status()).toBe(403)
      expect(await page.locator('main').innerText()).toContain(needed)
      expect(await axeFaults(page)).toEqual([])
      await clickTo(page, 'main a.nl-button')
      expect(new URL(page.url()).pathname).toBe('/en/role')
      await context.close()
    },
  )

  test('works under another name of this machine, and another person in the same browser replaces the first', async () => {
    const local = service.url.replace('127.0.0.1', 'localhost')
    const client = await deskClient(local, people.auditor)
    expect(client.page.status).toBe(200)
    const first = client.cookie()
    expect((await client.open('/en/role')).html).toContain('Hanna Kievit')
    await client.open('/en/sign-in/begin')
    await client.send({ account: people.assessor }, 'demonstration-sign-in')
    expect((await client.open('/en/role')).html).toContain('Gijs Wulp')
    const old = await fetch(`${local}/en/role`, { headers: { cookie: first }, redirect: 'manual' })
    expect(old.status).toBe(303)
  })

  test('a form sent after half a day away says what to do, and the page is in no cache', async () => {
    const client = await deskClient(service.url, people.administrator)
    await client.open('/en/accounts/new')
    const nobody = siteClient(service.url)
    await nobody.open('/en/sign-in')
    const response = await fetch(`${service.url}/en/accounts`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'x' }),
    })
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('What you typed is still there')
    const page = await fetch(`${service.url}/en/accounts`, { headers: { cookie: client.cookie() } })
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('no-store')
  })
})
