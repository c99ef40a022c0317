import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefused, versionOf } from '@toetsbaar/register'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { farewell, fourEyes } from '../../register/test/cast.ts'
import type { Person } from '../src/access.ts'
import { readConfig } from '../src/config.ts'
import { fillDemonstration } from '../src/demonstration.ts'
import { type House, openHouse } from '../src/house.ts'
import { RunError } from '../src/run.ts'
import { linkDossier } from '../src/run-links.ts'
import { openSecrets } from '../src/secrets.ts'

const root = join(import.meta.dirname, '../../..')
let database: FreshDatabase
let folder: string
let house: House
let ids: readonly string[] = []

const anna: Person = {
  id: 'p-anna',
  name: 'Anna',
  role: 'intake-officer',
  roles: ['intake-officer'],
  team: 'Noord',
  until: undefined,
}

beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-links-'))
  const config = readConfig(root, folder, { TOETSBAAR_DATA: folder, TOETSBAAR_TEAMS: 'Noord' })
  house = await openHouse(config, openSecrets(folder, undefined), { app: database.url, owner: database.ownerUrl })
  await fillDemonstration({ ...house, today: house.today(), stopping: new AbortController().signal })
  await house.links.catchUp()
  const received = await house.casefile.list({ states: ['sent', 'with-officer', 'decided'] })
  ids = received.map(row => row.case)
})
afterAll(async () => {
  await house.links.stop()
  await house.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

const rowsOf = async (id: string) =>
  (await house.pool.query('select 1 from links.identifier where case_id = $1', [id])).rowCount ?? 0

test('under its own permit it finds what cases share, counts it, and tells the queue', async () => {
  const [id = ''] = ids
  const found = await house.links.links(anna, id)
  expect(found.among).toBe(ids.length)
  expect(found.links).toMatchObject([{ kind: 'account', shared: 'NL91ABNA0417164300', alike: 1, tells: 'much' }])
  const others = found.links[0]?.cases ?? []
  const viewer = { id: anna.id, teams: ['Noord'], seesAdvice: false }
  const queue = await house.desk.queue({ viewer, filter: { newLinks: true } })
  const numbers = queue.rows.map(row => row.number)
  expect(numbers).not.toContain(house.desk.caseNumber(id))
  expect(numbers.length).toBeGreaterThan(0)
  expect(others.length).toBeGreaterThan(0)
})

test('who oversees looks without taking anything from the queue of those who handle the case', async () => {
  const viewer = { id: anna.id, teams: ['Noord'], seesAdvice: false }
  const fresh = () => house.desk.queue({ viewer, filter: { newLinks: true } })
  const before = await fresh()
  const number = before.rows[0]?.number ?? ''
  const id = (await house.desk.find(number)) ?? ''
  const auditor: Person = { ...anna, id: 'p-hanna', role: 'auditor', roles: ['auditor'], team: undefined }
  expect((await house.links.links(auditor, id)).links).not.toEqual([])
  expect((await fresh()).rows).toEqual(before.rows)
  await house.links.links(anna, id)
  expect((await fresh()).rows.map(row => row.number)).not.toContain(number)
})

test('a case that cannot be read is told of and keeps no other case out', async () => {
  const { events } = await house.casefile.read(ids[0] ?? '')
  const again = (spoil: boolean) =>
    house.casefile.create(
      events.flatMap(({ type, by, data, to }) => {
        if (by === undefined || data === undefined) return []
        const spoilt = spoil && type === 'inquiry.read' ? { kind: 'read', reading: null } : data
        return [{ type, by, data: spoilt, ...(to !== undefined && { to }) }]
      }),
    )
  const good = await again(false)
  const bad = await again(true)
  expect(await house.links.catchUp()).toBe(1)
  expect(await house.links.catchUp()).toBe(0)
  expect([await rowsOf(good.case), await rowsOf(bad.case)]).toEqual([expect.any(Number), 0])
  expect(await rowsOf(good.case)).toBeGreaterThan(0)
})

test('each look is in the access log under the dossier of the link finder, by role and without a name', async () => {
  const [id = ''] = ids
  await house.links.network(anna, id)
  const lines = (await house.ledger.accesses({ subject: id })).filter(line => line.operation.startsWith('links.'))
  expect(lines.map(line => line.operation)).toContain('links.network')
  expect(lines.every(line => line.activity.endsWith('/register/link-finder'))).toBe(true)
  expect(JSON.stringify(lines)).not.toMatch(/Anna"|NL91/)
})

test('an erased case leaves nothing with the link finder and is not taken in again', async () => {
  const id = ids.at(-1) ?? ''
  expect(await rowsOf(id)).toBeGreaterThan(0)
  await house.casefile.erase(id, { kind: 'system', dossier: 'retention', version: 1, permit: 'none' }, 'test')
  expect(await rowsOf(id)).toBe(0)
  expect(await house.links.catchUp()).toBe(0)
  expect(await rowsOf(id)).toBe(0)
  const [first = ''] = ids
  expect((await house.links.links(anna, first)).links.flatMap(link => link.cases)).not.toContain(id)
})

test('while its dossier is suspended nothing is shown and nothing taken in; the case itself goes on', async () => {
  const controller = { person: 'p-control', role: 'controller', line: 'second' } as const
  const outcome = await house.register.act(linkDossier, { act: 'suspend', by: controller, because: 'To be looked at.' })
  expect(isRefused(outcome)).toBe(false)
  const [id = ''] = ids
  await expect(house.links.links(anna, id)).rejects.toThrow(RunError)
  await expect(house.links.network(anna, id)).rejects.toThrow(/suspend|looked at/i)
  const { events } = await house.casefile.read(id)
  const again = await house.casefile.create(
    events.flatMap(({ type, by, data, to }) =>
      by === undefined || data === undefined ? [] : [{ type, by, data, ...(to !== undefined && { to }) }],
    ),
  )
  expect(await house.links.catchUp()).toMatchObject({ refused: 'suspended' })
  expect(await rowsOf(again.case)).toBe(0)
  const refusedLooks = (await house.ledger.accesses({ subject: id })).filter(line => line.status === 'refused')
  expect(refusedLooks.length).toBe(2)
})

test('once its dossier is retired nothing of what it held is kept', async () => {
  const held = async () => (await house.pool.query('select 1 from links.linked')).rowCount ?? 0
  expect(await held()).toBeGreaterThan(0)
  const entry = await house.register.entry(linkDossier)
  const version = versionOf(entry, entry?.licensed)
  for (const act of fourEyes('retire', version?.number ?? 0, version?.content ?? '', { farewell }))
    expect(isRefused(await house.register.act(linkDossier, act))).toBe(false)
  expect(await house.links.catchUp()).toMatchObject({ refused: 'retired' })
  expect(await held()).toBe(0)
})
