import { join } from 'node:path'
import type { NewEvent } from '@toetsbaar/casefile'
import { type Running, readConfig, serve } from '@toetsbaar/server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { fillDemonstration } from '../../packages/server/src/demonstration.ts'
import { type House, openHouse } from '../../packages/server/src/house.ts'
import { openSecrets } from '../../packages/server/src/secrets.ts'
import { type FreshDatabase, freshDatabase } from '../postgres.ts'
import { dataFolder } from './service.ts'

const root = join(import.meta.dirname, '..', '..')

/** The whole service with invented reports, and a second house on its database through which a test makes cases. */
export type DeskHouse = {
  readonly url: string
  readonly running: Running
  readonly house: House
  /** A case that was just sent, as often as it is asked for: its number at the desk, and what opens it for its citizen. */
  sent(options?: {
    readonly blind?: boolean
  }): Promise<{ readonly number: string; readonly id: string; readonly code: string }>
  close(): Promise<void>
}

/** The word that opens every case that a test makes. */
export const word = 'appeltaart'

/** @param teams which teams new cases are spread over */
export async function openDeskHouse(teams: string): Promise<DeskHouse> {
  const database: FreshDatabase = await freshDatabase()
  const data = dataFolder()
  const config = readConfig(root, root, {
    PORT: '0',
    TOETSBAAR_DATA: data.path,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    TOETSBAAR_INVENTED_REPORTS: 'no',
    TOETSBAAR_REQUESTS_PER_MINUTE: '1000000',
    TOETSBAAR_LOG: 'silent',
    TOETSBAAR_TEAMS: teams,
  })
  const running = await serve(config, () => {})
  const secrets = openSecrets(data.path, undefined)
  const house = await openHouse(config, secrets, { app: database.url, owner: undefined })
  await fillDemonstration({ ...house, today: house.today(), stopping: new AbortController().signal })
  const [first] = await house.casefile.list({ states: ['sent'] })
  if (first === undefined) throw new Error('No invented report was sent.')
  const { events } = await house.casefile.read(first.case)
  const again = events.flatMap(({ type, by, data: content, to }): NewEvent[] =>
    by === undefined || content === undefined ? [] : [{ type, by, data: content, ...(to !== undefined && { to }) }],
  )
  return {
    url: running.url,
    running,
    house,
    sent: async ({ blind = false } = {}) => {
      // Who is drawn for a first impression hangs on the case alone, so cases are made until one is as asked for.
      for (let tries = 0; tries < 200; tries++) {
        const { case: id, code } = await house.casefile.create(again, { word })
        const { state } = await house.casefile.read(id)
        if (house.desk.drawn(id, state.received ?? '') === blind) return { number: house.desk.caseNumber(id), id, code }
      }
      throw new Error('No case was as asked for after 200.')
    },
    close: async () => {
      await house.close()
      await running.stop()
      await database.close()
      data.remove()
    },
  }
}

/** A browser of one invented person, signed in; `scripts: false` is a browser without scripts. */
export async function signedIn(
  browser: Browser,
  url: string,
  subject: string,
  { scripts = true, width = 1280 }: { readonly scripts?: boolean; readonly width?: number } = {},
): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${url}/en/sign-in/begin`)
  await page.locator(`button[value=${subject}]`).click()
  await page.waitForURL(/\/en\/(desk|register-board|accounts|role)/)
  return { page, context }
}
