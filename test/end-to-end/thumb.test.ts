import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, stepOn } from './browser.ts'
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

/** A small phone, scripts off. */
async function phone(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    javaScriptEnabled: false,
  })
  return context.newPage()
}

const stories = {
  nl: 'Ik heb een scooter gekocht via een advertentie en 600 euro overgemaakt. Er is niets geleverd en hij reageert niet meer.',
  en: 'I bought a scooter from an advert online and transferred 600 euro. Nothing was delivered and he does not answer any more.',
} as const
const labels = { nl: 'Ja, dit klopt allemaal', en: 'Yes, all of this is right' } as const
const dutch = 'Ik heb een jas gekocht en betaald. <b>Nooit</b> gekregen.\n\nWat nu?'

/** Taps what leads to another page, and waits until it is there. */
async function go(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), button.tap()])
  await page.waitForLoadState()
}

/** Taps the words of an answer, as a person does. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  const id = await page.locator(`main form input[name="${name}"][value="${value}"]`).getAttribute('id')
  await page.locator(`label[for="${id}"]`).tap()
}

/** What a screen reader comes by, in its order. */
async function heardOn(page: Page) {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const byId = new Map(nodes.map(node => [node.nodeId, node]))
  const below = (node: (typeof nodes)[number]): typeof nodes => [
    ...(node.ignored ? [] : [node]),
    ...(node.childIds ?? []).flatMap(id => {
      const child = byId.get(id)
      return child === undefined ? [] : below(child)
    }),
  ]
  const [root] = nodes
  return root === undefined ? [] : below(root)
}

async function tell(page: Page, lang: 'nl' | 'en'): Promise<void> {
  await page.goto(`${service.url}/${lang}/story`)
  await page.fill('textarea[name=story]', stories[lang])
  await go(page, page.locator('main form .tb-onward button').first())
}

/** What was read, as the page notes it beside its button: the answer by the name of its field. */
const readOn = (page: Page) =>
  page
    .locator('main form input[type=radio][aria-describedby]')
    .evaluateAll(radios =>
      Object.fromEntries(radios.map(radio => [(radio as HTMLInputElement).name, (radio as HTMLInputElement).value])),
    )

/** The answers that stand, as the pages of what was said before show them. */
async function standing(page: Page, names: readonly string[]): Promise<Record<string, string>> {
  const said: Record<string, string> = {}
  for (const name of names) {
    const chosen = page.locator(`main form input[name="${name}"]:checked`)
    if ((await chosen.count()) > 0) said[name] = await chosen.inputValue()
  }
  return said
}

describe.each(['nl', 'en'] as const)('one tap for all that was read, scripts off (%s)', lang => {
  test('confirms it all, and the next page is not about it again', async () => {
    const page = await phone()
    await tell(page, lang)
    const before = page.url()
    const read = await readOn(page)
    expect(Object.keys(read).length).toBeGreaterThan(2)
    expect(await page.locator('main form input:checked').count(), 'nothing is ticked beforehand').toBe(0)
    await go(page, page.getByRole('button', { name: labels[lang] }))
    expect(await stepOn(page)).toBe('safety')
    await page.goto(before)
    expect(await standing(page, Object.keys(read))).toEqual(read)
    await page.context().close()
  })

  test('leaves what was chosen otherwise, and takes along what was missed', async () => {
    const page = await phone()
    await tell(page, lang)
    const before = page.url()
    const read = await readOn(page)
    const [name = ''] = Object.keys(read)
    const other = read[name] === 'yes' ? 'no' : 'yes'
    await choose(page, name, other)
    await go(page, page.getByRole('button', { name: labels[lang] }))
    await page.goto(before)
    expect(await standing(page, Object.keys(read))).toEqual({ ...read, [name]: other })
    await page.context().close()
  })

  test('is heard with what it does, after all that it confirms and after the button that goes on', async () => {
    const page = await phone()
    await tell(page, lang)
    const heard = await heardOn(page)
    const at = heard.findIndex(node => node.role?.value === 'button' && node.name?.value === labels[lang])
    const last = heard.findLastIndex(node => ['radio', 'textbox'].includes(String(node.role?.value)))
    expect(at).toBeGreaterThan(last)
    expect(String(heard[at]?.description?.value).length).toBeGreaterThan(20)
    const buttons = heard.filter(node => node.role?.value === 'button').map(node => String(node.name?.value))
    const onward = lang === 'nl' ? 'Verder' : 'Next'
    expect(
      buttons.filter(name => name === onward),
      'the button for Enter is not heard',
    ).toHaveLength(1)
    expect(buttons.indexOf(onward)).toBeLessThan(buttons.indexOf(labels[lang]))
    await page.context().close()
  })
})

describe('Enter in a field', () => {
  test('goes on with what was chosen, and neither confirms the rest nor changes the language', async () => {
    const page = await phone()
    await tell(page, 'nl')
    const before = page.url()
    const [name = '', ...rest] = Object.keys(await readOn(page))
    await page.focus(`input[name="${name}"][value="no"]`)
    await page.keyboard.press('Space')
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
    await page.waitForLoadState()
    expect(page.url()).toContain('/nl/')
    await page.goto(before)
    expect(await standing(page, [name, ...rest])).toEqual({ [name]: 'no' })
    await page.context().close()
  })
})

describe('the other language takes along what was typed and not sent', () => {
  test('on the page for the story, to the character, there and back', async () => {
    const page = await phone()
    await page.goto(`${service.url}/nl/story`)
    await page.fill('textarea[name=story]', dutch)
    await go(page, page.getByRole('button', { name: 'English' }))
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.inputValue('textarea[name=story]')).toBe(dutch)
    expect(await page.locator('[role=alert]').count()).toBe(0)
    await go(page, page.getByRole('button', { name: 'Nederlands' }))
    expect(await page.inputValue('textarea[name=story]')).toBe(dutch)
    await go(page, page.locator('main form .tb-onward button').first())
    expect(await stepOn(page)).toBe('confirm')
    await page.context().close()
  })

  test('among the readings: what was chosen and what was missed, with nothing decided yet', async () => {
    const page = await phone()
    await tell(page, 'nl')
    const [name = ''] = Object.keys(await readOn(page))
    await choose(page, name, 'no')
    await page.fill('textarea[name=missed]', 'Zijn naam was vals.')
    const version = await page.locator('main form input[name=version]').inputValue()
    await go(page, page.getByRole('button', { name: 'English' }))
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.inputValue('textarea[name=missed]')).toBe('Zijn naam was vals.')
    expect(await standing(page, [name])).toEqual({ [name]: 'no' })
    expect(await page.locator('main form input[name=version]').inputValue()).toBe(version)
    await page.context().close()
  })

  test('a password that was typed is covered there too', async () => {
    const page = await phone()
    await page.goto(`${service.url}/nl/story`)
    await page.fill(
      'textarea[name=story]',
      'Hij vroeg mijn code en mijn wachtwoord is Welkom2026! en toen was het geld weg.',
    )
    await go(page, page.getByRole('button', { name: 'English' }))
    expect(await page.content()).not.toContain('Welkom2026')
    await page.context().close()
  })
})
