import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Running, readConfig, serve } from '@toetsbaar/server'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../postgres.ts'
import { deskClient, people } from './desk.ts'
import { dataFolder } from './service.ts'

type Role = keyof typeof people
type Route = Running['routes'][number]
type Answer = { readonly status: number; readonly location: string; readonly html: string }

const root = join(import.meta.dirname, '..', '..')
const everyone = Object.keys(people) as Role[]
const data = dataFolder()
let database: FreshDatabase
let running: Running
let routes: readonly Route[]
const cookies = new Map<Role | 'nobody', string>()

/** A route's address with something in the place of each parameter; nothing of it exists. */
const addressOf = ({ url }: Route) =>
  url
    .replace(':lang', 'en')
    .replace(':number', '4F7K2-9QWXM')
    .replaceAll(/:\w+(\(\.\*\))?/g, 'x')
    .replace('*', 'x')

const ask = async (route: Route, who: Role | 'nobody'): Promise<Answer> => {
  const response = await fetch(running.url + addressOf(route), {
    method: route.method,
    redirect: 'manual',
    headers: {
      cookie: cookies.get(who) ?? '',
      // As a browser sends a form, letter by letter.
      ...(route.method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(route.method === 'POST' && { body: 'step=x&version=0' }),
  })
  return { status: response.status, location: response.headers.get('location') ?? '', html: await response.text() }
}

/** What the guard did: let through, sent away to sign in, or refused because of the role. What the page then says is the page's. */
const verdictOf = ({ status, location, html }: Answer): 'through' | 'sign-in' | 'refused' => {
  if (status === 303 && /^\/en\/sign-in\?then=/.test(location)) return 'sign-in'
  if (status === 401 && html.includes('You are not signed in any more')) return 'sign-in'
  if (status === 401 && html.includes('/problems/sign-in-needed')) return 'sign-in'
  if (status === 403 && (html.includes('This is for another role') || html.includes('/problems/role-refused')))
    return 'refused'
  return 'through'
}

const rolesOf = ({ access }: Route): readonly Role[] | undefined =>
  typeof access === 'object' ? access.roles : undefined
/** HEAD is asked as GET is; a provider for the demonstration answers by itself. */
const asked = () => routes.filter(({ method }) => method === 'GET' || method === 'POST' || method === 'PUT')
const guarded = () => asked().filter(route => rolesOf(route) !== undefined)

beforeAll(async () => {
  database = await freshDatabase()
  const config = readConfig(root, root, {
    PORT: '0',
    TOETSBAAR_DATA: data.path,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    TOETSBAAR_INVENTED_REPORTS: 'no',
    TOETSBAAR_REQUESTS_PER_MINUTE: '1000000',
    TOETSBAAR_LOG: 'silent',
  })
  running = await serve(config, () => {})
  routes = running.routes
  for (const role of everyone) {
    const { cookie } = await deskClient(running.url, people[role])
    cookies.set(role, cookie())
  }
}, 120_000)
afterAll(async () => {
  await running?.stop()
  await database?.close()
  data.remove()
})

/** Changes every account as only an operator of the database could; the sessions stay as they are. */
const setAccounts = (change: string) => database.pool.query(`update sign_in.account set ${change}`)

describe('every route of the app, for every role', () => {
  test('has a rule, and the rule of an address of the desk names roles', () => {
    expect(routes.length).toBeGreaterThan(60)
    expect(guarded().length).toBeGreaterThan(5)
    const inside = /^\/:lang\/(desk|accounts|register-board|role)(\/|$)/
    expect(routes.filter(({ url }) => inside.test(url)).filter(route => rolesOf(route) === undefined)).toEqual([])
  })

  test('lets in whom its rule names, and nobody else', async () => {
    const wrong: string[] = []
    const seen = { through: 0, refused: 0, 'sign-in': 0 }
    for (const route of asked())
      for (const who of [...everyone, 'nobody' as const]) {
        const allowed = rolesOf(route)
        const due =
          allowed === undefined || (who !== 'nobody' && allowed.includes(who))
            ? 'through'
            : who === 'nobody'
              ? 'sign-in'
              : 'refused'
        const answer = await ask(route, who)
        const verdict = verdictOf(answer)
        seen[verdict]++
        if (verdict !== due || answer.status >= 500)
          wrong.push(`${route.method} ${route.url} for ${who}: ${verdict} (${answer.status}), not ${due}`)
      }
    expect(wrong).toEqual([])
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5)
  })

  test('lets in nobody whose role has ended, or whose account was ended; and again when it is opened', async () => {
    const nobodyIn = async (why: string) => {
      const wrong: string[] = []
      for (const route of guarded())
        for (const who of rolesOf(route) ?? []) {
          const verdict = verdictOf(await ask(route, who))
          if (verdict !== 'sign-in') wrong.push(`${route.method} ${route.url} for ${who}, ${why}: ${verdict}`)
        }
      return wrong
    }
    await setAccounts(`until = current_date - 2`)
    expect(await nobodyIn('the last day has passed')).toEqual([])
    await setAccounts(`until = current_date + 30, ended = now()`)
    expect(await nobodyIn('ended')).toEqual([])
    await setAccounts(`ended = null`)
    const page = guarded().find(({ url }) => url === '/:lang/role') as Route
    for (const who of everyone) expect(verdictOf(await ask(page, who)), who).toBe('through')
  })

  test('is refused with the roles that would do, in words', async () => {
    const accounts = guarded().find(({ url }) => url === '/:lang/accounts') as Route
    const { html, status } = await ask(accounts, 'intake-officer')
    expect(status).toBe(403)
    expect(html).toContain('administrator')
    expect(html).not.toContain('Ivo Reiger')
  })

  test('a refusal stands in the access log, with the role and the pattern of the address, and without a name', async () => {
    const { rows } = await database.pool.query(
      `select actor, operation, status from ledger.access where operation like 'refused %'`,
    )
    expect(rows.length).toBeGreaterThan(20)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['refused']))
    expect(rows.every(({ actor }) => /^p-[0-9a-z]{12}$/.test(actor.id) && everyone.includes(actor.role))).toBe(true)
    expect(JSON.stringify(rows)).not.toMatch(/Aya|Reiger|4F7K2/)
  })
})

describe('the rules themselves', () => {
  const may = (route: Route, role: Role) => rolesOf(route)?.includes(role) === true

  test('are those of the table in docs/desk.md, row by row', () => {
    const page = readFileSync(join(root, 'docs', 'desk.md'), 'utf8')
    const rows = [...page.matchAll(/^\| `(GET|POST) (\/:lang\/[^`]*)` \| (.+) \|$/gm)]
    const onPaper = new Map(
      rows.map(([, method, url, who = '']) => [`${method} ${url}`, who === 'all' ? everyone : who.split(', ')]),
    )
    const built = new Map(guarded().map(route => [`${route.method} ${route.url}`, rolesOf(route) ?? []]))
    const sorted = (rules: ReadonlyMap<string, readonly string[]>) =>
      [...rules].map(([at, who]) => `${at}: ${who.toSorted().join(', ')}`).toSorted()
    expect(sorted(built)).toEqual(sorted(onPaper))
  })

  test('show no case to who keeps accounts or owns a system', () => {
    const cases = guarded().filter(({ url }) => /^\/:lang\/desk(\/(cases|links|files|look)|$)/.test(url))
    for (const route of cases) {
      expect(may(route, 'administrator'), route.url).toBe(false)
      expect(may(route, 'system-owner'), route.url).toBe(false)
    }
  })

  test('let who looks from outside change nothing', () => {
    // These change no case: to take another role, to search, to draw a sample.
    const harmless = ['/:lang/role', '/:lang/desk/search', '/:lang/desk/look/samples']
    const acts = guarded().filter(({ method, url }) => method !== 'GET' && !harmless.includes(url))
    expect(acts.length).toBeGreaterThan(10)
    for (const route of acts)
      for (const role of ['prosecutor', 'defence', 'supervisor'] as const)
        expect(may(route, role), `${route.method} ${route.url} for ${role}`).toBe(false)
  })

  test('keep accounts for administrators; an auditor may read them', () => {
    for (const route of guarded().filter(({ url }) => url.startsWith('/:lang/accounts'))) {
      const others = (rolesOf(route) ?? []).filter(role => role !== 'administrator')
      expect(others).toEqual(route.method === 'GET' && !route.url.endsWith('/new') ? ['auditor'] : [])
    }
  })
})

test('the pages of who keeps accounts hold nothing of any case', async () => {
  const canary = 'Zilveren Nachtvlinder'
  const told = await fetch(`${running.url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ story: `Ik kocht een fiets van ${canary} voor 80 euro en kreeg niets.`, lang: 'nl' }),
  })
  expect(told.status).toBe(201)
  const { rows } = await database.pool.query<{ case_id: string }>('select case_id from casefile.list')
  expect(rows).toHaveLength(1)
  const pages = guarded().filter(route => route.method === 'GET' && rolesOf(route)?.includes('administrator'))
  const admin = await deskClient(running.url, people.administrator)
  const list = await admin.open('/en/accounts')
  const [account = ''] = /\/en\/accounts\/p-[0-9a-z]{12}/.exec(list.html) ?? []
  const seen = [list.html, (await admin.open(account)).html]
  for (const route of pages) seen.push((await ask(route, 'administrator')).html)
  expect(seen.length).toBeGreaterThan(4)
  for (const html of seen) {
    expect(html).not.toContain(canary)
    expect(html).not.toContain(rows[0]?.case_id ?? 'no case')
  }
})

test('an owner of the database finds no token of a session in it', async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ session: string }>('select session::text from sign_in.session as session')
  await owner.end()
  expect(rows.length).toBeGreaterThan(5)
  const tokens = [...cookies.values()].map(jar => /toetsbaar-desk=([^;]+)/.exec(jar)?.[1] ?? '')
  expect(tokens.every(token => token.length > 40)).toBe(true)
  for (const { session } of rows) {
    for (const token of tokens) {
      expect(session).not.toContain(token)
      expect(session).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
    }
  }
})
