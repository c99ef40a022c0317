import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { type DeskHouse, openDeskHouse, signedIn, word } from './desk-house.ts'

let desk: DeskHouse
let browser: Browser
/** How the advice on the cases of this test is called. */
const advised = 'Report it to the police'

beforeAll(async () => {
  ;[desk, browser] = await Promise.all([openDeskHouse('Noord'), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

const caseAt = (number: string, rest = '') => `${desk.url}/en/desk/cases/${number}${rest}`
const main = (page: Page) => page.locator('main').innerText()

async function take(page: Page, number: string): Promise<void> {
  await page.goto(caseAt(number))
  await page.getByRole('button', { name: 'Take this case' }).click()
  await page.waitForURL(/done=/)
}

async function fillDecision(page: Page, { kind, reason, motive }: { kind: string; reason: string; motive: string }) {
  await page.locator(`input[name=kind][value=${kind}]`).check({ force: true })
  await page.selectOption('select[name=reason]', reason)
  await page.fill('textarea[name=motive]', motive)
}

const record = (page: Page) => page.getByRole('button', { name: 'Record the decision' }).click()

/** The citizen's own page of a case, in a browser of their own. */
async function citizen(code: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(`${desk.url}/en/resume`)
  await page.fill('input[name=code]', code)
  await page.fill('input[name=word]', word)
  await page.locator('main form button').first().click()
  await page.goto(`${desk.url}/en/status`)
  return page
}

const faults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  return (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.map(({ id, nodes }) => id + ' ' + nodes.map(node => node.target)))`,
  )) as readonly string[]
}

describe('the queue', () => {
  test('finds a case by words of its story, and no address holds the words', async () => {
    const { number } = await desk.sent()
    const { page } = await signedIn(browser, desk.url, 'aya')
    await page.fill('input[name=words]', 'kwikstaart fiets')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    expect(await main(page)).toContain(number)
    expect(decodeURIComponent(page.url())).not.toMatch(/kwikstaart|fiets/i)
    expect(await page.inputValue('input[name=words]')).toBe('kwikstaart fiets')
    await page.fill('input[name=words]', number.toLowerCase().replace('-', ''))
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    expect(await page.locator('a[data-case]').allInnerTexts()).toEqual([number])
  })

  test('keeps what was typed wrong, and says what to do about it', async () => {
    const { page } = await signedIn(browser, desk.url, 'aya')
    await page.getByText('Filter', { exact: true }).first().click()
    await page.fill('input[name=amount-from]', 'a lot')
    await page.fill('input[name=days-until]', '3,5')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    expect(await page.getByRole('alert').innerText()).toMatch(/Amount from[\s\S]*Days open, up to/)
    expect(await page.inputValue('input[name=amount-from]')).toBe('a lot')
    await page.fill('input[name=amount-from]', '5000')
    await page.fill('input[name=days-until]', '')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    expect(await main(page)).toContain('No case fits this.')
    expect(await main(page)).toContain('Filter (1 is on)')
  })

  test('is walked with keys, which can be put off, and says which systems made it', async () => {
    await desk.sent()
    const { page } = await signedIn(browser, desk.url, 'aya')
    const links = page.locator('a[data-case]')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.evaluate(`document.activeElement.dataset.case`)).toBe(await links.first().innerText())
    await page.keyboard.press('/')
    expect(await page.evaluate(`document.activeElement.name`)).toBe('words')
    await page.keyboard.type('jk/')
    expect(await page.inputValue('input[name=words]')).toBe('jk/')
    await page.getByText('Keys', { exact: true }).click()
    await page.getByRole('button', { name: 'Put these keys off' }).click()
    await page.keyboard.press('/')
    expect(await page.evaluate(`document.activeElement.name`)).not.toBe('words')
    expect(await page.locator('main a[href$="/register/intake"]').count()).toBe(1)
  })

  test('saves a way to look for the whole team, and takes several cases at once without deciding any', async () => {
    const [one, other] = [await desk.sent(), await desk.sent()]
    const { page } = await signedIn(browser, desk.url, 'aya')
    await page.goto(`${desk.url}/en/desk?amount-from=600&sort=amount`)
    await page.getByText('Save how you look now').click()
    await page.fill('input[name=name]', 'High <amounts>')
    await page.locator('input[name="for.team"]').check({ force: true })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await main(page)).toContain('Saved.')
    const { page: bas } = await signedIn(browser, desk.url, 'bas')
    await bas.getByRole('link', { name: 'High <amounts>' }).click()
    expect(await bas.inputValue('input[name=amount-from]')).toBe('600')
    await bas.locator('a[data-case]').first().click()
    await bas.getByRole('link', { name: 'Back to the cases' }).click()
    expect(await bas.inputValue('input[name=amount-from]'), 'the way back keeps the view').toBe('600')
    for (const { number } of [one, other]) await bas.locator(`input[name="tick.${number}"]`).check()
    await bas.getByRole('button', { name: 'Take the chosen cases' }).click()
    expect(await main(bas)).toContain('You took 2 cases.')
    for (const { id } of [one, other])
      expect((await desk.house.casefile.read(id)).state).toMatchObject({ state: 'with-officer', deciders: [] })
  })
})

describe('a case', () => {
  test('without scripts: taken, asked about, answered by its citizen, decided with a motive, and told', async () => {
    const { number, id, code } = await desk.sent()
    const { page } = await signedIn(browser, desk.url, 'aya', { scripts: false })
    await take(page, number)
    const text = await main(page)
    for (const part of ['The reporter said that this is right.', 'Reasons for this advice', advised, 'Jan'].slice(0, 3))
      expect(text).toContain(part)
    expect(await page.locator('main img[src^="data:image/svg+xml"]').getAttribute('alt')).toContain('Diagram')

    await page.goto(caseAt(number, '/ask'))
    await page.getByRole('button', { name: 'Send the question' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('Fill this in')
    await page.fill('textarea[name=text]', 'Do you still have the advert?')
    await page.getByRole('button', { name: 'Send the question' }).click()
    const reporter = await citizen(code)
    expect(await main(reporter)).toContain('We have a question for you.')
    expect(await main(reporter)).toContain('Do you still have the advert?')
    await reporter.getByRole('button', { name: 'Send my answer' }).click()
    expect(await reporter.getByRole('alert').count()).toBe(1)
    await reporter.locator('textarea').fill('Yes, I kept a picture of it.')
    await reporter.getByRole('button', { name: 'Send my answer' }).click()
    expect(await main(reporter)).toContain('We got your answer.')
    await page.goto(caseAt(number))
    expect(await main(page)).toContain('Yes, I kept a picture of it.')

    await page.goto(caseAt(number, '/decide'))
    await fillDecision(page, { kind: 'close', reason: 'refer/civil-matter', motive: 'No.' })
    await record(page)
    expect(await page.getByRole('alert').innerText()).toMatch(/belongs to another decision[\s\S]*too short/)
    expect(await page.inputValue('textarea[name=motive]')).toBe('No.')
    await fillDecision(page, { kind: 'close', reason: 'close/no-lead', motive: 'We found no lead to follow.' })
    await record(page)
    expect(await main(page)).toContain('Your decision is recorded.')
    await reporter.goto(`${desk.url}/en/status`)
    const told = await main(reporter)
    for (const part of [
      'There will be no investigation.',
      'There is no lead to follow.',
      'We found no lead to follow.',
    ])
      expect(told).toContain(part)
    expect(told).toMatch(/by: intake officer/)
    expect(told).toContain('A person decided otherwise here than the machine advised.')
    expect(told).not.toContain('Aya')
    expect(await reporter.locator('main a[href$="/register/intake"]').count()).toBe(1)
    const [override] = await desk.house.desk.overrides()
    expect(override).toMatchObject({ advised: 'report', kind: 'close', reason: 'no-lead' })
    const { events } = await desk.house.casefile.read(id)
    expect(events.at(-1)?.data).toMatchObject({ override: true })

    await reporter.goto(`${desk.url}/en/status/object`)
    await reporter.fill('textarea[name=reason]', 'There is a lead, I have his number.')
    await reporter.locator('main form .tb-onward button').first().click()
    await reporter.goto(`${desk.url}/en/status`)
    expect(await main(reporter)).toMatch(/Your objection[\s\S]*I have his number/)
    await page.goto(caseAt(number))
    expect(await page.getByRole('button', { name: 'Take this case' }).count(), 'who decided may not judge it').toBe(0)
    const { page: bas } = await signedIn(browser, desk.url, 'bas', { scripts: false })
    await take(bas, number)
    await bas.goto(caseAt(number, '/decide'))
    await fillDecision(bas, { kind: 'take-up', reason: 'take-up/lead', motive: 'You are right, there is a lead.' })
    await record(bas)
    await reporter.goto(`${desk.url}/en/status`)
    expect(await main(reporter)).toMatch(/decision on your objection[\s\S]*I have his number[\s\S]*You are right/)
  })

  test('drawn for a first impression tells nothing of the advice, anywhere, until it is recorded', async () => {
    const { number } = await desk.sent({ blind: true })
    const { page, context } = await signedIn(browser, desk.url, 'aya')
    await take(page, number)
    const everything = async () => {
      const pages = ['', '/print', '/note', '/impression', '/ask']
      const html = await Promise.all(pages.map(async rest => (await context.request.get(caseAt(number, rest))).text()))
      const json = await (await context.request.get(caseAt(number, '/case.json'))).text()
      return [...html, json].join('\n')
    }
    const before = await everything()
    expect(before).toContain('Record your own impression first')
    for (const part of [advised, 'Reasons for this advice', 'run.advised', '"outcome"', 'data:image/svg'])
      expect(before).not.toContain(part)
    await page.goto(`${desk.url}/en/desk?only.mine=yes`)
    expect(await page.locator('tr', { hasText: number }).innerText()).toContain('First your own impression')
    await page.goto(caseAt(number, '/decide'))
    expect(await main(page)).toContain('That is not possible now.')
    await page.goto(caseAt(number, '/impression'))
    await page.getByRole('button', { name: 'Record it and show the advice' }).click()
    expect(await page.getByRole('alert').count()).toBe(1)
    await page.locator('input[name=kind][value=close]').check({ force: true })
    await page.getByRole('button', { name: 'Record it and show the advice' }).click()
    expect(await main(page)).toContain(advised)
    await page.goto(caseAt(number, '/decide'))
    expect(await main(page)).toContain('Your first impression was: Close.')
  })

  test('with two officers at once: who is late is told, and nothing typed is lost', async () => {
    const { number, id } = await desk.sent()
    const { page: aya } = await signedIn(browser, desk.url, 'aya')
    const { page: bas } = await signedIn(browser, desk.url, 'bas')
    const { page: daan } = await signedIn(browser, desk.url, 'daan')
    await daan.getByText('Act in another role').click()
    await daan.getByRole('button', { name: 'Act as team lead' }).click()
    await Promise.all([aya.goto(caseAt(number)), bas.goto(caseAt(number))])
    await aya.getByRole('button', { name: 'Take this case' }).click()
    await aya.waitForURL(/done=took/)
    await bas.getByRole('button', { name: 'Take this case' }).click()
    expect(await main(bas)).toContain('Somebody else was just before you.')

    await aya.goto(caseAt(number, '/decide'))
    const motive = 'There is a lead <and> more than one.\nSecond line.'
    await fillDecision(aya, { kind: 'take-up', reason: 'take-up/lead', motive })
    await bas.goto(caseAt(number, '/note'))
    await bas.fill('textarea[name=text]', 'Same account as last week.')
    await bas.getByRole('button', { name: 'Keep the note' }).click()
    await bas.waitForURL(/done=noted/)
    await record(aya)
    expect(await main(aya)).toMatch(
      /Something changed in this case[\s\S]*A note was written[\s\S]*Same account as last week/,
    )
    expect(await aya.inputValue('textarea[name=motive]')).toBe(motive)
    expect(await aya.locator('input[name=kind][value=take-up]').isChecked()).toBe(true)
    expect(await aya.inputValue('select[name=reason]')).toBe('take-up/lead')

    await daan.goto(caseAt(number, '/hand-over'))
    await daan.selectOption('select[name=to]', { label: 'Bas Leeuwerik' })
    await daan.fill('textarea[name=motive]', 'Bas knows this account.')
    await daan.getByRole('button', { name: 'Hand the case over' }).click()
    await daan.waitForURL(/done=handed-over/)
    await record(aya)
    const gone = await main(aya)
    expect(gone).toContain('This is not possible with this case any more.')
    expect(gone).toContain('There is a lead <and> more than one.')
    expect((await desk.house.casefile.read(id)).state).toMatchObject({ state: 'with-officer', deciders: [] })
  })

  test('of another team shows that it is there and whose it is, and a way to ask for it', async () => {
    const { number, id } = await desk.sent()
    const { page } = await signedIn(browser, desk.url, 'cleo')
    await page.goto(caseAt(number))
    const html = await page.content()
    expect(html).toContain('This case is of team Noord.')
    for (const part of ['Kwikstaart fiets', 'NL91', advised, '650']) expect(html).not.toContain(part)
    for (const rest of ['/decide', '/case.json', '/case.pdf', '/ask', '/attachments/x'])
      expect((await page.request.get(caseAt(number, rest))).status(), rest).toBe(404)
    await page.getByRole('button', { name: 'Ask for the case' }).click()
    expect(await page.getByRole('alert').count()).toBe(1)
    await page.fill('textarea[name=reason]', 'We have five more of this seller.')
    await page.getByRole('button', { name: 'Ask for the case' }).click()
    expect(await main(page)).toContain('Your request is with the case.')
    const { page: aya } = await signedIn(browser, desk.url, 'aya')
    await aya.goto(caseAt(number))
    expect(await main(aya)).toContain('We have five more of this seller.')
    const lines = await desk.house.ledger.accesses({ subject: id })
    expect(lines.map(line => [line.operation, line.status])).toContainEqual(['case.read', 'refused'])
    expect((await page.request.get(caseAt('00000-00000'))).status()).toBe(404)
  })

  test('leaves the desk as PDF and JSON with its systems, and each look and export is in the log first', async () => {
    const { number, id } = await desk.sent()
    const { context } = await signedIn(browser, desk.url, 'hanna')
    const pdf = await (await context.request.get(caseAt(number, '/case.pdf'))).body()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toMatch(/\/MarkInfo|\/StructTreeRoot/)
    const json = (await (await context.request.get(caseAt(number, '/case.json'))).json()) as {
      systems: readonly { id: string; version: number; entry: string }[]
      advice: { outcome: string }
      story: { text: string }
    }
    expect(json.systems).toMatchObject([{ id: 'intake', version: 1, entry: '/en/register/intake' }])
    expect(json).toMatchObject({ advice: { outcome: 'report' }, number })
    expect(JSON.stringify(json)).not.toContain(id)
    const lines = await desk.house.ledger.accesses({ subject: id })
    expect(lines.map(line => line.operation)).toEqual(expect.arrayContaining(['case.read', 'case.pdf', 'case.json']))
    expect(new Set(lines.map(line => line.purpose))).toContain('audit')
    expect(JSON.stringify(lines)).not.toContain('Hanna')
  })

  test('keeps what was typed when the session ended meanwhile', async () => {
    const { number } = await desk.sent()
    const { page, context } = await signedIn(browser, desk.url, 'aya')
    await take(page, number)
    await page.goto(caseAt(number, '/decide'))
    await fillDecision(page, { kind: 'take-up', reason: 'take-up/lead', motive: 'There is a lead to follow.' })
    await desk.house.pool.query('delete from sign_in.session')
    await record(page)
    expect(await main(page)).toContain('Nothing is lost.')
    expect(await page.inputValue('textarea[name=motive]')).toBe('There is a lead to follow.')
    const tab = await context.newPage()
    await tab.goto(`${desk.url}/en/sign-in/begin`)
    await tab.locator('button[value=aya]').click()
    await tab.waitForURL(/\/en\/desk/)
    await page.getByRole('button', { name: 'I am signed in again' }).click()
    expect(await main(page)).toContain('Your decision is recorded.')
  })
})

describe('how decisions go', () => {
  test('is shown to who oversees, by team and model and never by person, with its systems in every export', async () => {
    const { page, context } = await signedIn(browser, desk.url, 'hanna')
    await page.goto(`${desk.url}/en/desk/oversight?by=person&from=2020-01`)
    const text = await main(page)
    expect(text).toContain('Nothing here is ever about one person.')
    for (const name of ['Aya', 'Bas', 'Daan']) expect(text).not.toContain(name)
    const csv = await (await context.request.get(`${desk.url}/en/desk/oversight.csv`)).text()
    expect(csv.split('\r\n')[0]).toContain('made_with')
    const json = (await (await context.request.get(`${desk.url}/en/desk/oversight.json`)).json()) as object
    expect(json).toMatchObject({ madeWith: [{ id: 'intake', version: 1 }], filter: { by: 'team' } })
    const yaml = await (await context.request.get(`${desk.url}/en/desk/oversight/overrides.yaml`)).text()
    expect(yaml).toMatch(/^# .*intake, version 1/)
    const { page: esra } = await signedIn(browser, desk.url, 'esra')
    expect((await esra.goto(`${desk.url}/en/desk/oversight?by=model`))?.status()).toBe(200)
    expect((await esra.goto(`${desk.url}/en/desk/oversight/overrides`))?.status()).toBe(403)
  })
})

describe('every page of the desk', () => {
  test.each([1280, 360])('has no fault that axe finds, and fits, at %i px', async width => {
    const { number } = await desk.sent()
    const { page } = await signedIn(browser, desk.url, 'aya', { width })
    await take(page, number)
    const acts = ['', '/decide', '/ask', '/note', '/hand-over', '/print'].map(rest => caseAt(number, rest))
    for (const address of [`${desk.url}/en/desk`, `${desk.url}/nl/desk?only.overdue=yes`, ...acts]) {
      await page.goto(address)
      expect(await faults(page), address).toEqual([])
      const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(wide), address).toBeLessThanOrEqual(0)
      const over = `[...document.querySelectorAll('tbody td, tbody th')].filter(cell => cell.scrollHeight > cell.clientHeight + 1).length`
      expect(await page.evaluate(over), address).toBe(0)
    }
    const { page: hanna } = await signedIn(browser, desk.url, 'hanna', { width })
    for (const address of ['/en/desk/oversight', '/en/desk/oversight/overrides']) {
      await hanna.goto(desk.url + address)
      expect(await faults(hanna), address).toEqual([])
    }
  })
})
