import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { ErasedKey, type Ledger, openLedger, StaleStream } from '../src/index.ts'
import { testKeys } from './keys.ts'

let database: FreshDatabase
let ledger: Ledger
beforeAll(async () => {
  database = await freshDatabase()
  ledger = await openLedger({ pool: database.pool, keys: testKeys(), clock: () => new Date(), random: randomBytes })
})
afterAll(() => database.close())

test('a stream gives back what was appended, in order', async () => {
  await ledger.append('a', 'said', { word: 'één' })
  await ledger.append('a', 'said', { word: 'two' })
  expect((await ledger.read('a')).map(entry => [entry.ordinal, entry.payload])).toEqual([
    [0, { word: 'één' }],
    [1, { word: 'two' }],
  ])
})

test('a writer that is behind is refused, and those beside it go through', async () => {
  const all = await Promise.allSettled([
    ledger.append('b', 'said', 1, { expected: 0 }),
    ledger.append('b', 'said', 2, { expected: 0 }),
    ledger.append('c', 'said', 3, { expected: 0 }),
  ])
  expect(all.map(one => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(all[1]).toMatchObject({ reason: expect.any(StaleStream) })
})

test('a work that fails after its own SQL leaves nothing, and those beside it go through', async () => {
  await ledger.transaction(tx => tx.query('create schema mine create table mine.t (id int primary key)'))
  const bad = ledger.transaction(async tx => {
    await tx.append('d', 'said', 1)
    await tx.query('insert into mine.t values (1)')
    throw new Error('no')
  })
  const good = ledger.transaction(async tx => {
    await tx.append('e', 'said', 1)
    await tx.query('insert into mine.t values (2)')
  })
  await expect(bad).rejects.toThrow('no')
  await good
  expect(await ledger.read('d')).toEqual([])
  expect(await ledger.read('e')).toHaveLength(1)
  expect((await database.pool.query('select id from mine.t')).rows).toEqual([{ id: 2 }])
})

test('after an erasure the entries stand without their content', async () => {
  await ledger.append('f', 'said', 'secret')
  const erased = await ledger.transaction(tx => tx.erase('f', 'f', 'erased', { because: 'asked' }))
  expect(erased?.payloads).toBe(1)
  expect(await ledger.transaction(tx => tx.erase('never', 'never', 'erased', null))).toBeUndefined()
  expect((await ledger.read('f')).map(entry => entry.payload)).toEqual([undefined, { because: 'asked' }])
  await expect(ledger.append('f', 'said', 'again')).rejects.toThrow(ErasedKey)
})

test('checkpoints sign the tree', async () => {
  expect(await ledger.checkpoint()).toMatch(/^toetsbaar\.example\/ledger\n\d+\n/)
})
