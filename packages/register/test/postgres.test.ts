import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { openLedger } from '@toetsbaar/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { isRefused, licensedDigest, openRegister } from '../src/index.ts'
import { cast, fourEyes, fullDossier, partsOf, toFieldLab } from './cast.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

async function open(clock: () => Date) {
  const signing = generateKeyPairSync('ed25519').privateKey
  const ledger = await openLedger({
    pool: database.pool,
    keys: { origin: 'register.test/ledger', signing, masters: [{ id: 'm1', secret: new Uint8Array(32).fill(1) }] },
    clock,
    random: length => randomBytes(length),
  })
  return {
    ledger,
    register: await openRegister({ ledger, clock, random: length => randomBytes(length), signingKey: signing }),
  }
}

test('on the real ledger: a life from idea to suspension, the same after opening it again', async () => {
  let now = Date.parse('2026-01-10T09:00:00Z')
  const clock = () => new Date(now)
  const { register } = await open(clock)
  for (const input of toFieldLab(fullDossier())) {
    now += 1000
    expect(isRefused(await register.act('area-forecast', input)), input.act).toBe(false)
  }
  const content = (await register.entry('area-forecast'))?.versions[0].content ?? ''
  for (const input of fourEyes('field-lab', 1, content)) await register.act('area-forecast', input)
  const request = {
    dossier: 'area-forecast',
    digest: licensedDigest(partsOf('a')),
    purpose: 'planning',
    unit: 'district-north',
  }
  expect(await register.permit(request)).toHaveProperty('signature')

  const again = (await open(clock)).register
  expect(await again.entry('area-forecast')).toEqual(await register.entry('area-forecast'))
  expect((await again.entries()).map(({ id }) => id)).toEqual(['area-forecast'])
  now = Date.parse('2026-02-20T09:00:00Z')
  expect(await again.permit(request)).toMatchObject({ refused: 'suspended' })
  expect(await again.entry('area-forecast', '2026-01-12T00:00:00Z')).toMatchObject({ state: 'field-lab' })
})

test('two persons who approve at the same time both count, once', async () => {
  const now = new Date('2026-01-10T09:00:00Z')
  const { register } = await open(() => now)
  const id = 'at-once'
  const dossier = fullDossier({ id })
  for (const input of toFieldLab(dossier)) await register.act(id, input)
  const content = (await register.entry(id))?.versions[0].content ?? ''
  const [ask, first, second] = fourEyes('field-lab', 1, content)
  if (ask === undefined || first === undefined || second === undefined) throw new Error('Four eyes are three acts')
  await register.act(id, ask)
  const { register: other } = await open(() => now)
  await Promise.all([register.act(id, first), other.act(id, second), register.act(id, first), other.act(id, second)])
  const entry = await register.entry(id)
  expect(entry?.state).toBe('field-lab')
  expect(entry?.steps.map(({ approvals }) => approvals.map(({ by }) => by.person).sort())).toEqual([['bea', 'carlo']])
  await register.act(id, { act: 'suspend', by: cast.owner, because: 'Enough for today.' })
  expect(await other.entry(id)).toMatchObject({ state: 'suspended' })
})
