import { hash, randomBytes } from 'node:crypto'
import { SchemaRefused } from '@toetsbaar/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Casefile, openCasefile } from '../src/index.ts'
import { casefileSteps } from '../src/tables.ts'
import { handedOver, openWorld, told, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.database.close())

const codeKey = randomBytes(32)
const open = (): Promise<Casefile> => {
  const { database, ledger } = world
  return openCasefile({ pool: database.pool, ledger, clock: () => world.now, random: randomBytes, codeKey })
}

test('tables from before versions were counted are taken over with their rows', async () => {
  const before = await open()
  const made = await before.create(handedOver, { word: 'blauwe fiets' })
  await before.find(made.code, 'rode fiets')
  await world.database.pool.query('drop table casefile.migration')
  const rows = await before.list()

  const after = await open()
  expect(await after.list()).toEqual(rows)
  expect(await after.find(made.code, 'blauwe fiets')).toBe(made.case)
  const next = { type: 'citizen.added', by: told.by, data: { text: 'Nog iets.' } }
  expect(await after.append(made.case, made.version, [next])).toEqual({ version: made.version + 1 })
  expect(await after.rebuild()).toMatchObject({ changed: 0, removed: 0 })
  const { rows: steps } = await world.database.pool.query('select version, name from casefile.migration')
  expect(steps).toEqual(casefileSteps.map(({ name }, at) => ({ version: at + 1, name })))
})

test('tables of a newer version are refused, and left as they are', async () => {
  const { pool } = world.database
  await pool.query("insert into casefile.migration (version, name, digest) values (99, 'later', 'x')")
  await expect(open()).rejects.toThrow(SchemaRefused)
  await pool.query('delete from casefile.migration where version = 99')
  await open()
})

test('a step that ran somewhere never changes: add a further one', () => {
  expect(casefileSteps.map(({ name, sql }) => `${name} ${hash('sha256', sql).slice(0, 16)}`)).toEqual([
    'tables 061ad9315e508c8a',
    'handling 32af99625140c5a3',
  ])
})
