import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { openLedger } from '@toetsbaar/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Actor, type Casefile, openCasefile, StaleCase, StepRefused, TooManyTries } from '../src/index.ts'

let database: FreshDatabase
let casefile: Casefile
let now = new Date('2026-03-01T10:00:00Z')

beforeAll(async () => {
  database = await freshDatabase()
  const clock = () => now
  const keys = {
    origin: 'toetsbaar.example/ledger',
    signing: generateKeyPairSync('ed25519').privateKey,
    masters: [{ id: 'one', secret: randomBytes(32) }] as const,
  }
  const ledger = await openLedger({ pool: database.pool, keys, clock, random: randomBytes })
  casefile = await openCasefile({ pool: database.pool, ledger, clock, random: randomBytes, codeKey: randomBytes(32) })
})
afterAll(() => database.close())

const citizen: Actor = { kind: 'citizen' }
const officer = (id: string): Actor => ({ kind: 'officer', id, role: 'intake' })
const told = { type: 'inquiry.told', by: citizen, data: { text: 'Ik betaalde 400 euro.' } }

test('a case gives back its events', async () => {
  const made = await casefile.create([told])
  expect(made.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  const { version } = await casefile.append(made.case, made.version, [
    { type: 'inquiry.answered', by: citizen, data: { observation: 'paid', value: 'yes' }, to: 'advised' },
  ])
  const read = await casefile.read(made.case)
  expect(read.version).toBe(version)
  expect(read.state.state).toBe('advised')
  expect(read.events.map(event => event.data)).toEqual([told.data, { observation: 'paid', value: 'yes' }])
})

test('the second of two officers is told what changed, and nothing of theirs is written', async () => {
  const { case: id, version } = await casefile.create([
    { ...told, to: 'advised' },
    { type: 'inquiry.sent', by: citizen, data: null },
    { type: 'officer.took', by: officer('anna'), data: null },
  ])
  const note = (by: string) => ({ type: 'officer.noted', by: officer(by), data: { note: `by ${by}` } })
  await casefile.append(id, version, [note('anna')])
  const second = casefile.append(id, version, [note('bert')])
  await expect(second).rejects.toThrow(StaleCase)
  await expect(second).rejects.toMatchObject({
    version: version + 1,
    since: [{ type: 'officer.noted', data: { note: 'by anna' } }],
    attempted: [note('bert')],
  })
})

test('a step that the table does not allow is refused', async () => {
  const { case: id, version } = await casefile.create([told])
  const step = (type: string, by: Actor) => casefile.append(id, version, [{ type, by, data: {} }])
  await expect(step('officer.decided', officer('anna'))).rejects.toMatchObject({ reason: 'state' })
  await expect(step('inquiry.answered', officer('anna'))).rejects.toMatchObject({ reason: 'who' })
  await expect(step('case.sold', citizen)).rejects.toThrow(StepRefused)
})

test('code and word open a case again; the sixth wrong word has to wait', async () => {
  const { case: id, code } = await casefile.create([told], { word: 'Blauwe Fiets' })
  expect(await casefile.find(code.toLowerCase().replaceAll('-', ' '), 'blauwe fiets')).toBe(id)
  expect(await casefile.find('0000-0000-0000-0000', 'blauwe fiets')).toBeUndefined()
  for (let attempt = 0; attempt < 5; attempt++) expect(await casefile.find(code, 'rode fiets')).toBeUndefined()
  await expect(casefile.find(code, 'blauwe fiets')).rejects.toThrow(TooManyTries)
  now = new Date(now.getTime() + 16 * 60_000)
  expect(await casefile.find(code, 'blauwe fiets')).toBe(id)
})
