import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { deskClient } from './desk.ts'
import { dataFolder, type Service, startService } from './service.ts'

const data = dataFolder()
let service: Service
let browser: Browser
let numbers: readonly string[] = []

beforeAll(async () => {
  // One team, so that every invented report is this officer's to know; two of them name the same account.
  const env = { TOETSBAAR_TEAMS: 'Noord', TOETSBAAR_INVENTED_REPORTS: 'yes', TOETSBAAR_LOG: 'info' }
  const started = await Promise.all([startService({ data: data.path, env }), openBrowser()])
  service = started[0]
  browser = started[1]
  for (let waited = 0; !service.printed().includes('invented reports were added'); waited += 100) {
    if (waited > 60_000) throw new Error(`No invented reports came:\n${service.printed()}`)
    await new Promise(done => setTimeout(done, 100))
  }
  const aya = await deskClient(service.url, 'aya')
  const queue = await aya.open('/en/desk?state=all')
  numbers = [
    ...new Set([...queue.html.matchAll(/desk\/cases\/([0-9A-Z]{5}-[0-9A-Z]{5})/g)].map(found => found[1] ?? '')),
  ]
  expect(numbers.length).toBeGreaterThan(1)
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
  data.remove()
})

const axeFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  return (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.map(({ id, nodes }) => id + ' ' + nodes.map(node => node.target)))`,
  )) as readonly string[]
}

/** The links page of a case once the finder took the reports in. */
async function linked(client: Awaited<ReturnType<typeof deskClient>>, number: string) {
  for (let waited = 0; ; waited += 500) {
    const page = await client.open(`/en/desk/links/${number}`)
    if (page.html.includes('NL91ABNA0417164300') || waited > 70_000) return page
    await new Promise(done => setTimeout(done, 500))
  }
}

test('an officer sees what cases share and how rare it is, and puts them in a file with a motive', async () => {
  const aya = await deskClient(service.url, 'aya')
  const [first = '', second = ''] = numbers
  const page = await linked(aya, first)
  expect(page.html).toContain('NL91ABNA0417164300')
  expect(page.html).toMatch(/In \d other cases?\. That tells much\./)
  expect(page.html).toContain(second)
  expect(page.html).toContain('/en/register/link-finder')
  const without = await aya.send({ [`case.${second}`]: 'yes', motive: ' ' }, 'file')
  expect([without.status, without.html.includes(`name="case.${second}"`)]).toEqual([422, true])
  const file = await aya.send({ [`case.${second}`]: 'yes', motive: 'The same account <b>twice</b>.' }, 'file')
  expect(file.path).toMatch(/^\/en\/desk\/files\/F-/)
  expect(file.html).toContain('The same account &lt;b>twice&lt;/b>.')
  expect([first, second].every(number => file.html.includes(number))).toBe(true)
  const again = await aya.open(`/en/desk/links/${first}`)
  expect(again.html).toContain(file.path)
})

test('a file is taken up together, case by case, and of two at one file the second is told', async () => {
  const aya = await deskClient(service.url, 'aya')
  const bas = await deskClient(service.url, 'bas')
  await aya.open(`/en/desk/links/${numbers[0]}`)
  const { path } = await aya.send({ motive: 'Taken up together.' }, 'file')
  await bas.open(path)
  await aya.open(path)
  const taken = await aya.send({ do: 'take-up', motive: 'I handle these.' }, 'file')
  expect(taken.html).toMatch(/You took \w+ case|was with you already|with another officer|is not open/)
  const late = await bas.send({ do: 'add', number: numbers[1] ?? '', motive: 'This one as well.' }, 'file')
  expect(late.status).toBe(409)
  expect(late.html).toContain('This one as well.')
})

test('another team, a citizen and an administrator see no links; an auditor looks and changes nothing', async () => {
  const other = await deskClient(service.url, 'cleo')
  expect((await other.open(`/en/desk/links/${numbers[0]}`)).status).toBe(404)
  const keeper = await deskClient(service.url, 'ivo')
  expect((await keeper.open(`/en/desk/links/${numbers[0]}`)).status).toBe(403)
  expect((await fetch(`${service.url}/en/desk/links/${numbers[0]}`, { redirect: 'manual' })).status).toBe(303)
  const auditor = await deskClient(service.url, 'hanna')
  const seen = await auditor.open(`/en/desk/links/${numbers[0]}`)
  expect([seen.status, seen.html.includes('name="motive"')]).toEqual([200, false])
})

test('two persons put a party on a list, somebody outside asks for a correction, and it is removed', async () => {
  const aya = await deskClient(service.url, 'aya')
  const bas = await deskClient(service.url, 'bas')
  await aya.open('/en/desk/lists')
  const wrong = await aya.send(
    { list: 'known-bad', value: 'no address', ground: 'g', provenance: 'p', until: '2020-01-01' },
    'propose',
  )
  expect([wrong.status, wrong.html.includes('value="no address"')]).toEqual([422, true])
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const why = { ground: 'Many reports without delivery.', provenance: 'Own reports.' }
  const entry = await aya.send({ list: 'known-bad', value: 'https://canary-k2v9.example/', ...why, until }, 'propose')
  expect(entry.html).toContain('It is for a colleague')
  const alone = await aya.send({ do: 'confirm', words: '' }, 'entry')
  expect(alone.status).toBe(422)
  await bas.open(entry.path)
  expect((await bas.send({ do: 'confirm', words: '' }, 'entry')).html).toContain('is on the list')
  const outside = await deskClient(service.url, 'lot')
  for (const value of ['canary-k2v9.example', 'on-no-list.example']) {
    await outside.open('/en/lists/correction')
    const sent = await outside.send({ value, words: 'We do deliver.' }, 'list-correction')
    expect(sent.html).toContain('Whether it is, we do not say here')
  }
  await bas.open(entry.path)
  expect((await bas.send({ do: 'grant', words: 'We look again.' }, 'entry')).status).toBe(422)
  const lead = await deskClient(service.url, 'daan')
  expect((await lead.open(entry.path)).html).toContain('We do deliver.')
  const gone = await lead.send({ do: 'grant', words: 'It was another shop.' }, 'entry')
  expect(gone.html).toContain('taken off')
  expect(gone.html).not.toContain('canary-k2v9')
  expect((await aya.open('/en/desk/lists')).html).not.toContain('canary-k2v9')
  expect(service.printed()).not.toMatch(/canary-k2v9|NL91ABNA/)
})

test('links, files and lists have no axe violation, wide and narrow, and the network has its table', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${service.url}/en/sign-in/begin`)
  await page.locator('button[name=account][value=aya]').click()
  await page.waitForURL('**/en/desk**')
  const places = [`/en/desk/links/${numbers[0]}`, '/en/desk/files', '/en/desk/lists', '/en/lists/correction']
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 })
    for (const place of places) {
      await page.goto(service.url + place)
      expect([place, width, await axeFaults(page)]).toEqual([place, width, []])
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([place, width, wider]).toEqual([place, width, 0])
    }
  }
  await page.goto(service.url + places[0])
  expect(await page.locator('.tb-network svg').getAttribute('aria-label')).toMatch(/The table below says the same/)
  expect(await page.locator('details table tbody tr').count()).toBeGreaterThan(0)
  await context.close()
})
