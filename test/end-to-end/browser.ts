import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Model } from '@toetsbaar/rulebook'
import { type Browser, chromium, type Page } from 'playwright-core'
import { refused } from './http.ts'
import { type Ended, type Story, said } from './stories.ts'

/** A Chromium without a window. Throws, with what to install, where there is none. */
export function openBrowser(): Promise<Browser> {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const paths = [process.env.CHROMIUM ?? '', ...names.flatMap(name => folders.map(folder => join(folder, name)))]
  const executablePath = paths.find(path => path !== '' && runs(path))
  if (executablePath === undefined)
    throw new Error(
      'No Chromium was found. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.',
    )
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...quiet],
  })
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Which step the page shows: the form says so itself. */
export async function stepOn(page: Page): Promise<string | undefined> {
  const field = page.locator('main form input[name=step]').first()
  return (await field.count()) === 0 ? undefined : field.inputValue()
}

/** Fills in the page as the story's citizen would, and goes on. */
export async function answerPage(page: Page, story: Story): Promise<void> {
  const groups = await page.locator('main form input[type=radio]').evaluateAll(radios =>
    radios.map(radio => ({
      name: (radio as HTMLInputElement).name,
      value: (radio as HTMLInputElement).value,
      id: radio.id,
      read: radio.hasAttribute('aria-describedby'),
    })),
  )
  for (const name of new Set(groups.map(group => group.name))) {
    const read = groups.find(group => group.name === name && group.read)?.value as 'yes' | 'no' | undefined
    const wanted = said(story, name.slice('answer.'.length), read)
    const id = groups.find(group => group.name === name && group.value === wanted)?.id
    // The whole line can be tapped; a person taps the words.
    await page.click(`label[for="${id}"]`)
  }
  await page.locator('main form .tb-onward button').first().click()
}

/** Tells a story on the site and answers until there is an advice. */
export async function onSite(url: string, story: Story, model: Model, page: Page): Promise<Ended> {
  await page.goto(`${url}/${story.lang}`)
  await page.locator('main a.nl-button').first().click()
  await page.fill('textarea[name=story]', story.text)
  await page.locator('main form button').first().click()
  if ((await page.locator('[role=alert]').count()) > 0) return refused
  for (let pages = 0; (await stepOn(page)) !== 'advice'; pages++) {
    if (pages > 40) throw new Error(`No advice after 40 pages; the last one is ${page.url()}: ${await page.title()}`)
    await answerPage(page, story)
  }
  const title = await page.locator('h1').innerText()
  const outcome = [...model.outcomes, 'unclear'].find(id => model.texts[story.lang][`outcome.${id}.title`] === title)
  if (outcome === undefined) throw new Error(`No outcome has the title "${title}".`)
  return { outcome, stable: false, observations: {}, rules: [] }
}
