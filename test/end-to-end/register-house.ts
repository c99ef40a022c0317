import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Ledger, openLedger } from '@toetsbaar/ledger'
import { openRegister, type Register } from '@toetsbaar/register'
import { buildAssets, readWords } from '@toetsbaar/web'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Person, Role, RouteRule } from '../../packages/server/src/access.ts'
import { openApp } from '../../packages/server/src/app.ts'
import { addRegisterBoard } from '../../packages/server/src/register-board/register-board.ts'
import { addAssets } from '../../packages/server/src/site/assets.ts'
import { problemPage } from '../../packages/server/src/site/problem-page.ts'
import { addRegister } from '../../packages/server/src/site/register.ts'
import { type FreshDatabase, freshDatabase } from '../postgres.ts'

const person = (id: string, name: string, role: Role): Person => ({
  id,
  name,
  role,
  roles: [role],
  team: undefined,
  until: undefined,
})

/** Invented people of the desk. */
export const staff = {
  owner: person('p-owner', 'Femke Specht', 'system-owner'),
  otherOwner: person('p-other-owner', 'Fien Fuut', 'system-owner'),
  lead: person('p-lead', 'Daan Roodborst', 'team-lead'),
  otherLead: person('p-other-lead', 'Esra Spreeuw', 'team-lead'),
  assessor: person('p-assessor', 'Gijs Wulp', 'assessor'),
  otherAssessor: person('p-other-assessor', 'Gerda Gans', 'assessor'),
  auditor: person('p-auditor', 'Hanna Kievit', 'auditor'),
  supervisor: person('p-supervisor', 'Lot Uil', 'supervisor'),
  officer: person('p-officer', 'Aya Kwikstaart', 'intake-officer'),
} as const
export type Who = keyof typeof staff

/** The register with its pages on a real ledger, with a clock that a test moves. Who somebody is comes from a cookie. */
export type RegisterHouse = {
  readonly url: string
  readonly register: Register
  readonly ledger: Ledger
  readonly database: FreshDatabase
  /** What somebody did that the access log tells, a line each. */
  readonly handled: readonly string[]
  at(moment: string): void
  days(count: number): void
  now(): string
  close(): Promise<void>
}

export async function openRegisterHouse(start: string): Promise<RegisterHouse> {
  const database = await freshDatabase()
  let now = Date.parse(start)
  // Every look at the clock is a moment later, so that no two acts are at the same one.
  const clock = () => new Date(now++)
  const random = (bytes: number) => randomBytes(bytes)
  const signing = generateKeyPairSync('ed25519').privateKey
  const masters = [{ id: 'm1', secret: new Uint8Array(32).fill(1) }] as const
  const keys = { origin: 'register.test/ledger', signing, masters: [masters[0]] as const }
  const ledger = await openLedger({ pool: database.pool, keys, clock, random })
  const register = await openRegister({ ledger, clock, random, signingKey: signing })
  const routes: RouteRule[] = []
  const assets = await buildAssets()
  const surface = {
    languages: readWords(),
    assets: assets.paths,
    demonstration: false,
    routes,
    peopleFirst: { help: [], texts: { nl: {}, en: {} } },
  }
  const handled: string[] = []
  const app = await openApp(
    { log: 'silent', trustProxy: false, requestsPerMinute: 1_000_000, origin: undefined, signIn: undefined },
    { session: randomBytes(32) },
    problemPage(surface),
    {
      routes,
      whoAsks: async request => staff[(request.cookies.who ?? '') as Who],
      refused: async () => {},
      signIn: () => '/nobody',
    },
  )
  app.get<{ Params: { who: string } }>('/be/:who', { config: { access: 'anyone' } }, (request, reply) =>
    reply.setCookie('who', request.params.who, { path: '/' }).send(request.params.who),
  )
  const listen = async () => ({ signs: [] }) as never
  await app.register(async site => {
    addAssets(site, assets)
    addRegister(site, surface, { register, reports: { listen }, clock, random })
  })
  await app.register(async board =>
    addRegisterBoard(board, surface, {
      register,
      ledger,
      caseNumber: id => id,
      handle: ({ operation, actor }, work) => {
        handled.push(`${operation} ${JSON.stringify(actor)}`)
        return work({ trace: '', span: '' })
      },
      pool: database.pool,
      clock,
      random,
      names: async () => new Map(Object.values(staff).map(({ id, name }) => [id, name])),
    }),
  )
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    register,
    ledger,
    database,
    handled,
    at: moment => {
      now = Date.parse(moment)
    },
    days: count => {
      now += count * 86_400_000
    },
    now: () => new Date(now).toISOString(),
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}

/** A browser of one person, without scripts: pages have to work so. */
export async function browserOf(browser: Browser, { url }: RegisterHouse, who: Who | undefined): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({
    javaScriptEnabled: false,
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  if (who !== undefined) await page.goto(`${url}/be/${who}`)
  const go = async (path: string) => {
    const answer = await page.goto(url + path)
    return answer?.status() ?? 0
  }
  const main = () => page.locator('main').innerText()
  return {
    page,
    go,
    main,
    fill: async fields => {
      for (const [name, value] of Object.entries(fields)) {
        const radio = page.locator(`input[type=radio][name="${name}"][value=${JSON.stringify(value)}]`)
        if (!value.includes('\n') && (await radio.count()) > 0) await radio.check({ force: true })
        else await page.fill(`[name="${name}"]`, value)
      }
    },
    send: async (label, name = 'main form .nl-button--primary') => {
      const button =
        label === undefined ? page.locator(name).last() : page.getByRole('button', { name: label, exact: true })
      await button.click()
    },
    close: () => context.close(),
  }
}

export type Visitor = {
  readonly page: Page
  /** Goes to a path; gives the status of the answer. */
  go(path: string): Promise<number>
  /** The text of the main part, as it is shown. */
  main(): Promise<string>
  fill(fields: Readonly<Record<string, string>>): Promise<void>
  /** Presses a button by its words, or the last main one. */
  send(label?: string, name?: string): Promise<void>
  close(): Promise<void>
}
