import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyOfEveryTable } from '../../../test/copy.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Ledger, leafHash, openLedger, parseCheckpoint, parseNote, verifyInclusion } from '../src/index.ts'
import { testKeys } from './keys.ts'

let database: FreshDatabase
let ledger: Ledger
const keys = testKeys()
const open = (masters: Parameters<typeof openLedger>[0]['keys']['masters']) =>
  openLedger({ pool: database.pool, keys: { ...keys, masters }, clock: () => new Date(), random: randomBytes })

beforeAll(async () => {
  database = await freshDatabase()
  ledger = await open(keys.masters)
})
afterAll(() => database.close())

test('after an erasure no content and no key of it is in any table, and every proof still holds', async () => {
  const canary = `canary ${randomBytes(12).toString('hex')}`
  const { position } = await ledger.append('case:x', 'said', { canary })
  await ledger.append('case:y', 'said', { canary: 'other' })
  const { rows } = await database.pool.query<{ wrapped: Buffer }>("select wrapped from ledger.key where id = 'case:x'")
  const { rows: sealed } = await database.pool.query<{ sealed: Buffer }>(
    'select sealed from ledger.payload where position = $1',
    [position],
  )
  const before = await copyOfEveryTable(database.ownerUrl)
  const wrapped = rows[0]?.wrapped.toString('hex') ?? 'none'
  expect(before).toContain(wrapped)
  expect(before).not.toContain(canary)

  await ledger.transaction(tx => tx.erase('case:x', 'case:x', 'case.erased', { because: 'term' }))
  const after = await copyOfEveryTable(database.ownerUrl)
  expect(after).not.toContain(wrapped)
  expect(after).not.toContain(sealed[0]?.sealed.toString('hex') ?? 'none')
  expect((await ledger.read('case:y'))[0]?.payload).toEqual({ canary: 'other' })

  const head = parseCheckpoint(parseNote(await ledger.checkpoint()).text)
  for (let at = 0; at < head.size; at++) {
    const { leaf, path } = await ledger.inclusion(at, head.size)
    expect(verifyInclusion(leafHash(Buffer.from(leaf)), at, head.size, path, head.root)).toBe(true)
  }
})

test('the database destroys no key of which the log does not say so', async () => {
  const { position } = await ledger.append('case:z', 'said', 1)
  await expect(database.pool.query("select ledger.erase('case:z', $1)", [position])).rejects.toThrow('is not erased')
  const erasure = await ledger.transaction(tx => tx.erase('case:z', 'case:z', 'erased', 'asked'))
  await expect(database.pool.query("select ledger.erase('case:y', $1)", [erasure?.position])).rejects.toThrow(
    'is not erased',
  )
  expect((await ledger.read('case:y'))[0]?.payload).toBeDefined()
})

test('an erasure in a transaction that fails leaves everything as it was', async () => {
  await ledger.append('case:w', 'said', 'kept')
  const failing = ledger.transaction(async tx => {
    await tx.erase('case:w', 'case:w', 'erased', 'asked')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect((await ledger.read('case:w')).map(entry => entry.payload)).toEqual(['kept'])
})

test('keys are wrapped anew, also when it was broken off before, and the old master key is not needed any more', async () => {
  for (let at = 0; at < 30; at++) await ledger.append(`rotate:${at}`, 'said', at)
  const next = { id: 'second', secret: randomBytes(32) }
  const [first] = keys.masters
  const both = await open([next, first])
  // Broken off: some keys are done.
  await both.append('rotate:new', 'said', 'under the new one')
  const { rows } = await database.pool.query<{ id: string }>("select id from ledger.key where master = 'first'")
  expect(rows.length).toBeGreaterThan(30)
  expect(await both.rotateKeys()).toBe(rows.length)
  expect(await both.rotateKeys()).toBe(0)
  const only = await open([next])
  for (let at = 0; at < 30; at++) expect((await only.read(`rotate:${at}`))[0]?.payload).toBe(at)
  await expect(open([first]).then(old => old.read('rotate:1'))).rejects.toThrow('master key "second"')
  expect((await only.read('ledger')).at(-1)).toMatchObject({ kind: 'keys.rotated', payload: { to: 'second' } })
})
