import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { ErasedKey, type Ledger, openLedger, StaleStream } from '../src/index.ts'
import { testKeys } from './keys.ts'

/** Two processes at one log: what the first remembers of it is overtaken by what the second writes. */
let database: FreshDatabase
let first: Ledger
let second: Ledger
const keys = testKeys()
beforeAll(async () => {
  database = await freshDatabase()
  const open = () => openLedger({ pool: database.pool, keys, clock: () => new Date(), random: randomBytes })
  ;[first, second] = [await open(), await open()]
  await database.pool.query('create schema mine create table mine.list (id text primary key, n int check (n < 100))')
})
afterAll(() => database.close())

let stream: string
beforeEach(async () => {
  stream = `case:${crypto.randomUUID()}`
  await first.append(stream, 'said', 0)
  await first.append(stream, 'said', 1)
})

const said = async () => (await second.read(stream)).map(entry => entry.payload)

test('what is remembered saves every round trip but one', async () => {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  await first.transaction(
    async tx => {
      await tx.append(stream, 'said', 2)
      tx.put('mine.list', ['id'], { id: stream, n: 2 })
    },
    [stream],
  )
  expect(sent).toHaveBeenCalledTimes(1)
  sent.mockRestore()
  expect(await said()).toEqual([0, 1, 2])
  expect((await database.pool.query('select n from mine.list where id = $1', [stream])).rows).toEqual([{ n: 2 }])
})

test('an expectation is held against the log and not against what is remembered', async () => {
  await second.append(stream, 'said', 2)
  await first.append(stream, 'said', 3, { expected: 3 })
  await second.append(stream, 'said', 4)
  await expect(first.append(stream, 'said', 'late', { expected: 4 })).rejects.toThrow(StaleStream)
  expect(await said()).toEqual([0, 1, 2, 3, 4])
})

test('works that were told a place that is taken by now run again, all of them', async () => {
  await second.append(stream, 'said', 2)
  const [one, other] = await Promise.all([first.append(stream, 'said', 3), first.append(`${stream}/b`, 'said', 0)])
  expect([one.ordinal, other.ordinal, other.position - one.position]).toEqual([3, 0, 1])
  expect(await said()).toEqual([0, 1, 2, 3])
})

test('a key that another process erased is not used again', async () => {
  await second.transaction(tx => tx.erase(stream, stream, 'erased', null))
  await expect(first.append(stream, 'said', 'after')).rejects.toThrow(ErasedKey)
  expect(await said()).toEqual([undefined, undefined, null])
})

test('a row that the database refuses fails its own work alone', async () => {
  const put = (n: number) =>
    first.transaction(
      async tx => {
        await tx.append(stream, 'said', n)
        tx.put('mine.list', ['id'], { id: `${stream}/${n}`, n })
      },
      [stream],
    )
  const all = await Promise.allSettled([put(2), put(100), put(3)])
  expect(all.map(one => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await said()).toEqual([0, 1, 2, 3])
})

test('a work that reads half-way finds what is there now', async () => {
  await second.append(stream, 'said', 2)
  const seen = await first.transaction(
    async tx => {
      await tx.append(stream, 'said', 3)
      return (await tx.read(stream)).map(entry => entry.payload)
    },
    [stream],
  )
  expect(seen).toEqual([0, 1, 2, 3])
})
