import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type ActInput, type Dossier, isRefused, openRegister } from '@toetsbaar/register'
import { readWords } from '@toetsbaar/web'
import { cast, fourEyes, fullDossier } from '../../register/test/cast.ts'
import { memoryLedger } from '../../register/test/memory-ledger.ts'
import { dice } from '../../register/test/world.ts'
import type { RouteRule } from '../src/access.ts'
import { addRegisterApi } from '../src/api/register.ts'
import { openApp } from '../src/app.ts'
import { problemPage } from '../src/site/problem-page.ts'
import { addRegister } from '../src/site/register.ts'

/** In every text of every sealed dossier, in every reason, and in every id. */
export const canary = 'kingfisher'
const dayMs = 86_400_000

export type SealedPlay = {
  /** Answers of the service that were looked at, and how many of them while something was hidden. */
  readonly looked: number
  readonly hidden: number
  readonly granted: number
  readonly extended: number
  readonly closed: number
}

/**
 * Three dossiers with canaries, a simulated clock, and grant, extend, close, lost close and waiting in random order. After
 * each turn everything that an outsider can get is read: pages, the API, the names of streams and kinds in the ledger, and the
 * log of the server. Throws where a canary shows while its dossier is hidden, does not show when it is public, or where the
 * public count is not the one worked out by hand.
 */
export async function playSealed(seed: number, turns: number): Promise<SealedPlay> {
  const die = dice(seed)
  let now = Date.parse('2026-01-10T09:00:00Z')
  const clock = () => new Date(now)
  const random = (bytes: number) => randomBytes(bytes)
  const ledger = memoryLedger(clock)
  const register = await openRegister({
    ledger,
    clock,
    random,
    signingKey: generateKeyPairSync('ed25519').privateKey,
  })
  const { app, log } = await publicSide({ register, clock, random })
  const ids = ['one', 'two', 'three'].map(each => `${canary}-${each}`)
  for (const id of ids)
    await register.act(id, { act: 'propose', by: cast.author, dossier: marked(fullDossier({ id }), id) })
  const leases = new Map<string, Lease[]>()
  const count = { looked: 0, hidden: 0, granted: 0, extended: 0, closed: 0 }

  const grant = async (id: string, investigation: string, days: number, others: boolean) => {
    const until = new Date(now + days * dayMs).toISOString()
    const content = (await register.entry(id))?.versions[0].content ?? ''
    const salt = randomBytes(32).toString('hex')
    const [ask] = fourEyes('exempt', 1, content, {
      exemption: {
        ground: 'investigation',
        whyNotLess: `${canary} would be known`,
        withheld: ['everything'],
        investigation: `${canary} ${investigation}`,
        until,
        salt,
      },
    })
    if (ask === undefined || isRefused(await register.act(id, ask))) return
    for (const by of others ? [cast.otherOwner, cast.otherController] : [cast.board, cast.controller]) {
      const outcome = await register.act(id, { act: 'approve', by, step: 'exempt', version: 1, content })
      if (!isRefused(outcome)) continue
      await register.act(id, { act: 'decline', by: cast.auditor, because: `Not like this, ${canary}` })
      return
    }
    const mine = leases.get(id) ?? []
    if (mine.some(one => one.investigation === investigation)) count.extended++
    leases.set(id, [...mine, { investigation, until: Date.parse(until), ended: Infinity }])
    count.granted++
  }

  const close = async (id: string, investigation: string) => {
    const outcome = await register.act(id, {
      act: 'end-exemption',
      by: cast.owner,
      investigation: `${canary} ${investigation}`,
      because: `Over, ${canary}`,
    })
    const lease = leases.get(id)?.findLast(one => one.investigation === investigation)
    if (isRefused(outcome) || lease === undefined) return
    lease.ended = now
    count.closed++
  }

  /** By hand: the last lease, its own end or the earlier close, and fourteen days. */
  const isHidden = (id: string) => {
    const last = leases.get(id)?.at(-1)
    return last !== undefined && now < Math.min(last.until, last.ended) + 14 * dayMs
  }

  const look = async (where: string) => {
    const hidden = ids.filter(isHidden)
    const day = new Date(now - Math.floor(die.next() * 60) * dayMs).toISOString().slice(0, 10)
    const lists = ['/nl/register', '/en/register', `/nl/register?on=${day}`, '/api/v1/register/entries']
    const counts = ['/api/v1/register/exemptions', '/api/v1/register/commitments']
    for (const path of [...lists, ...counts]) {
      const { body, statusCode } = await app.inject(path)
      if (statusCode !== 200) throw new Error(`${where}: ${path} answered ${statusCode}: ${body}`)
      count.looked++
      for (const id of hidden) if (body.includes(id)) throw new Error(`${where}: ${path} shows ${id}`)
      if (hidden.length === ids.length && body.includes(canary)) throw new Error(`${where}: ${path} shows a canary`)
      if (path === '/api/v1/register/entries')
        for (const id of ids)
          if (body.includes(`"${id}"`) === hidden.includes(id))
            throw new Error(`${where}: ${id} is ${hidden.includes(id) ? 'shown' : 'not shown'}`)
      if (path === '/api/v1/register/exemptions' && JSON.parse(body).count !== hidden.length)
        throw new Error(`${where}: the public count is ${body}, and ${hidden.length} are hidden`)
    }
    for (const id of ids) {
      const pages = [
        `/nl/register/${id}`,
        `/en/register/${id}`,
        `/nl/register/${id}?on=${day}`,
        `/en/register/${id}/worry`,
      ]
      const api = ['', '/versions/1', '/publication', '/openings'].map(one => `/api/v1/register/entries/${id}${one}`)
      for (const path of [...pages, ...api]) {
        const { body, statusCode } = await app.inject(path)
        count.looked++
        if (!hidden.includes(id)) {
          if (!path.includes('publication') && !path.includes('on=') && statusCode !== 200)
            throw new Error(`${where}: ${path} is public and answered ${statusCode}`)
          continue
        }
        count.hidden++
        // As one that never was: the same status and the same words.
        const nobody = await app.inject(path.replaceAll(id, 'never-was'))
        if (statusCode !== 404 || nobody.statusCode !== 404) throw new Error(`${where}: ${path} answered ${statusCode}`)
        if (body.replaceAll(id, 'never-was') !== nobody.body)
          throw new Error(`${where}: ${path} answers unlike nothing`)
      }
    }
    const names = ledger.entries.map(({ stream, kind }) => `${stream} ${kind}`).join('\n')
    if (names.includes(canary)) throw new Error(`${where}: a stream is named by a canary`)
    const open = ledger.entries.filter(({ stream }) => stream === 'register/public')
    if (JSON.stringify(open).includes(canary)) throw new Error(`${where}: the public log shows a canary`)
    if (log.join('').includes(canary)) throw new Error(`${where}: the log of the server shows a canary`)
  }

  for (let turn = 0; turn < turns; turn++) {
    now += Math.floor(die.next() ** 2 * 45 * dayMs) + 1000
    const id = die.pick(['one', 'two', 'three'] as const)
    const about = `${canary}-${id}`
    const investigation = die.pick(['Heron', 'Stork', 'Crane'])
    if (die.chance(0.6)) await grant(about, investigation, Math.floor(die.next() * 80), die.chance(0.5))
    else if (die.chance(0.7)) await close(about, investigation)
    else
      await register.act(about, {
        act: 'signal',
        by: cast.citizen,
        signal: `s${turn}`,
        text: `I saw a ${canary}`,
      } as ActInput)
    await look(`seed ${seed}, turn ${turn}`)
    const last = leases.get(about)?.at(-1)
    if (last === undefined || !die.chance(0.4)) continue
    // To the second around the moment at which it becomes public.
    const opens = Math.min(last.until, last.ended) + 14 * dayMs
    if (opens <= now) continue
    now = opens - 1000
    await look(`seed ${seed}, turn ${turn}, a second before`)
    now = opens
    await look(`seed ${seed}, turn ${turn}, on the second`)
  }
  if (!log.some(line => line.includes('answered')))
    throw new Error('the server logged nothing, so nothing was looked at')
  await app.close()
  return count
}

type Lease = { readonly investigation: string; readonly until: number; ended: number }

type Parts = {
  readonly register: Awaited<ReturnType<typeof openRegister>>
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
}

/** All of the register that the public reaches, as the service serves it, with its log at its most talkative. */
async function publicSide({ register, clock, random }: Parts) {
  const routes: RouteRule[] = []
  const log: string[] = []
  const surface = {
    languages: readWords(),
    assets: { css: '/a.css', script: '/a.js', icon: '/a.svg' } as never,
    demonstration: false,
    routes,
    peopleFirst: { help: [], texts: { nl: {}, en: {} } },
  }
  const app = await openApp(
    { log: 'debug', trustProxy: false, requestsPerMinute: 10_000_000, origin: undefined, signIn: undefined },
    { session: randomBytes(32) },
    problemPage(surface),
    { routes, whoAsks: async () => undefined, refused: async () => {}, signIn: () => '/' },
    { write: line => void log.push(line) },
  )
  await app.register(
    async api => addRegisterApi(api, { register, clock, page: id => `https://toetsbaar.test/${id}` }),
    {
      prefix: '/api/v1',
    },
  )
  const listen = async () => ({ signs: [] }) as never
  await app.register(async site => addRegister(site, surface, { register, reports: { listen }, clock, random }))
  await app.ready()
  return { app, log }
}

/** Every sentence of the dossier holds its id. */
function marked(dossier: Dossier, mark: string): Dossier {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]))
    return typeof value === 'string' && value.includes(' ') ? `${value} ${mark}` : value
  }
  return walk(dossier) as Dossier
}
