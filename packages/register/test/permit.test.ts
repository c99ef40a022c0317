import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isRefused, licensedDigest, openRegister, type Permit, verifyPermit } from '../src/index.ts'
import { cast, fourEyes, fullDossier, partsOf, toFieldLab } from './cast.ts'
import { memoryLedger } from './memory-ledger.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const digest = licensedDigest(partsOf('a'))
const request = { dossier: 'area-forecast', digest, purpose: 'planning', unit: 'district-north', case: 'case-1' }

async function opened(start = '2026-01-10T09:00:00Z') {
  let now = Date.parse(start)
  const clock = () => new Date(now)
  const ledger = memoryLedger(clock)
  let ids = 0
  const random = (bytes: number) => new Uint8Array(bytes).fill(ids++)
  const register = await openRegister({ ledger, clock, random, signingKey: privateKey })
  const to = (moment: string, seconds = 0) => {
    now = Date.parse(moment) + seconds * 1000
  }
  return { register, ledger, to, random, clock }
}

async function running() {
  const world = await opened()
  for (const input of toFieldLab(fullDossier()))
    expect(isRefused(await world.register.act('area-forecast', input))).toBe(false)
  const entry = await world.register.entry('area-forecast')
  for (const input of fourEyes('field-lab', 1, entry?.versions[0].content ?? ''))
    expect(isRefused(await world.register.act('area-forecast', input))).toBe(false)
  return world
}

async function permitOf(world: Awaited<ReturnType<typeof running>>): Promise<Permit> {
  const permit = await world.register.permit(request)
  if ('refused' in permit) throw new Error(permit.because)
  return permit
}

test('a permit lasts fifteen minutes at the longest, to the second', async () => {
  const world = await running()
  const permit = await permitOf(world)
  const { publicKey } = world.register
  const at = (seconds: number) => new Date(Date.parse(permit.issuedAt) + seconds * 1000)
  expect(verifyPermit(permit, { now: at(0), publicKey })).toBe(permit)
  expect(verifyPermit(permit, { now: at(899), publicKey })).toBe(permit)
  expect(verifyPermit(permit, { now: at(900), publicKey })).toMatchObject({ refused: 'permit-expired' })
  expect(verifyPermit(permit, { now: at(901), publicKey })).toMatchObject({ refused: 'permit-expired' })
  expect(verifyPermit(permit, { now: at(-1), publicKey })).toMatchObject({ refused: 'permit-not-yet' })
})

test('a permit ends with the window, not a second later', async () => {
  const world = await running()
  const due = (await world.register.entry('area-forecast'))?.watch['hit-rate']?.due ?? ''
  world.to(due, -60)
  const permit = await permitOf(world)
  expect(permit.expiresAt).toBe(due)
  world.to(due, 1)
  expect(await world.register.permit(request)).toMatchObject({ refused: 'suspended' })
  expect(verifyPermit(permit, { now: world.clock(), publicKey: world.register.publicKey })).toMatchObject({
    refused: 'permit-expired',
  })
})

test('one flipped bit anywhere in a permit refuses it', async () => {
  const world = await running()
  const permit = await permitOf(world)
  const text = Buffer.from(JSON.stringify(permit))
  const check = { now: world.clock(), publicKey: world.register.publicKey }
  for (let place = 0; place < text.length; place++) {
    const bytes = Buffer.from(text)
    bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 7))
    let changed: unknown
    try {
      changed = JSON.parse(bytes.toString())
    } catch {
      continue
    }
    expect(verifyPermit(changed, check), bytes.toString()).toHaveProperty('refused')
  }
})

test('a permit is worth nothing for another digest, purpose, unit or case, or with another key', async () => {
  const world = await running()
  const permit = await permitOf(world)
  const check = { now: world.clock(), publicKey: world.register.publicKey }
  for (const key of ['dossier', 'digest', 'purpose', 'unit', 'case'] as const)
    expect(verifyPermit(permit, { ...check, running: { [key]: 'other' } })).toMatchObject({
      refused: `permit-other-${key}`,
    })
  expect(verifyPermit(permit, { ...check, running: request })).toBe(permit)
  const { publicKey } = generateKeyPairSync('ed25519')
  expect(verifyPermit(permit, { ...check, publicKey })).toMatchObject({ refused: 'permit-forged' })
  for (const nothing of [undefined, null, {}, 'permit', { signature: 7 }])
    expect(verifyPermit(nothing, check)).toMatchObject({ refused: 'permit-missing' })
})

test('every refusal is in the ledger with its code, and so is every act that was not taken', async () => {
  const { register, ledger } = await running()
  for (const [change, code] of [
    [{ digest: 'b'.repeat(64) }, 'digest-not-licensed'],
    [{ purpose: 'checking-persons' }, 'purpose-not-in-scope'],
    [{ unit: 'district-south' }, 'unit-not-in-scope'],
    [{ dossier: 'unknown' }, 'dossier-unknown'],
  ] as const) {
    expect(await register.permit({ ...request, ...change })).toMatchObject({ refused: code })
    expect(ledger.entries.at(-1)).toMatchObject({ kind: 'permit.refused', payload: { refused: code, ...change } })
  }
  await register.act('area-forecast', {
    act: 'approve',
    by: cast.auditor,
    step: 'operational',
    version: 1,
    content: 'c'.repeat(64),
  })
  expect(ledger.entries.at(-1)).toMatchObject({
    kind: 'register.refused',
    payload: { refused: 'role-may-not', act: 'approve' },
  })
})

test('without the ledger there is no permit, and a held one ends at its time', async () => {
  const world = await running()
  const permit = await permitOf(world)
  const broken = await openRegister({
    ledger: {
      append: () => Promise.reject(new Error('connection refused')),
      read: world.ledger.read,
    },
    clock: world.clock,
    random: world.random,
    signingKey: privateKey,
  })
  expect(await broken.permit(request)).toMatchObject({ refused: 'ledger-unreachable' })
  expect(verifyPermit(permit, { now: world.clock(), publicKey: broken.publicKey })).toBe(permit)
  world.to(permit.expiresAt, 1)
  expect(verifyPermit(permit, { now: world.clock(), publicKey: broken.publicKey })).toMatchObject({
    refused: 'permit-expired',
  })
})

test('two servers on one ledger agree: what one suspends the other refuses at once', async () => {
  const world = await running()
  const other = await openRegister({
    ledger: world.ledger,
    clock: world.clock,
    random: world.random,
    signingKey: privateKey,
  })
  expect(await other.permit(request)).toHaveProperty('signature')
  await world.register.act('area-forecast', { act: 'suspend', by: cast.owner, because: 'Something is wrong.' })
  expect(await other.permit(request)).toMatchObject({ refused: 'suspended' })
})

test('a dossier is shown as it was on a day', async () => {
  const world = await running()
  world.to('2026-01-20T09:00:00Z')
  await world.register.act('area-forecast', { act: 'suspend', by: cast.owner, because: 'Something is wrong.' })
  expect(await world.register.entry('area-forecast')).toMatchObject({ state: 'suspended' })
  expect(await world.register.entry('area-forecast', '2026-01-15T00:00:00Z')).toMatchObject({ state: 'field-lab' })
  expect(await world.register.entry('area-forecast', '2026-01-01T00:00:00Z')).toBeUndefined()
})

test('the register measures over facts in the log, and only over new ones', async () => {
  const world = await running()
  for (let square = 0; square < 25; square++)
    await world.register.note('area-forecast', 'square', { burglary: square % 2 === 0 })
  world.to('2026-01-20T09:00:00Z')
  await world.register.measure()
  const entry = await world.register.entry('area-forecast')
  expect(entry?.measurements).toMatchObject([{ criterion: 'hit-rate', n: 25, value: 13 / 25, outcome: 'passed' }])
  world.to('2026-01-21T09:00:00Z')
  await world.register.measure()
  expect((await world.register.entry('area-forecast'))?.measurements.at(-1)).toMatchObject({ n: 0, outcome: 'too-few' })
})
