import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyOfEveryTable } from '../../../test/copy.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type MasterKey, openLedger } from '../src/index.ts'
import { testKeys } from './keys.ts'
import type { RotatorOrder } from './rotator.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const streams = 6_000
const keys = testKeys()
const [first] = keys.masters
const next = { id: 'second', secret: randomBytes(32) }
const open = (...masters: [MasterKey, ...MasterKey[]]) =>
  openLedger({ pool: database.pool, keys: { ...keys, masters }, clock: () => new Date(), random: randomBytes })
const underSecond = async () => {
  const { rows } = await database.pool.query<{ keys: number }>(
    "select count(*)::int as keys from ledger.key where master = 'second'",
  )
  return rows[0]?.keys ?? 0
}

test('a rotation that is killed half-way goes on where it was, and never wakes a key that was erased meanwhile', async () => {
  const old = await open(first)
  await Promise.all(Array.from({ length: streams }, (_, at) => old.append(`case:${at}`, 'said', { at })))
  const order: RotatorOrder = {
    url: database.url,
    signing: keys.signing.export({ type: 'pkcs8', format: 'pem' }).toString(),
    next: next.secret.toString('hex'),
    first: Buffer.from(first.secret).toString('hex'),
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'rotator.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = once(child, 'close')
  while ((await underSecond()) === 0 && child.exitCode === null) await pause(2)
  const both = await open(next, first)
  const last = `case:${streams - 1}`
  await both.transaction(tx => tx.erase(last, last, 'erased', { because: 'asked' }))
  child.kill('SIGKILL')
  await gone
  const done = await underSecond()
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(streams)

  expect(await both.rotateKeys()).toBeGreaterThan(0)
  expect(await both.rotateKeys()).toBe(0)
  const only = await open(next)
  for (const at of [0, 1, 499, 500, 501, 2_500, streams - 2])
    expect((await only.read(`case:${at}`)).map(entry => entry.payload)).toEqual([{ at }])
  expect((await only.read(last)).map(entry => entry.payload)).toEqual([undefined, { because: 'asked' }])
  const { rows } = await database.pool.query("select id from ledger.key where master = 'first'")
  expect(rows).toEqual([])
  expect(await copyOfEveryTable(database.ownerUrl)).not.toContain(Buffer.from(first.secret).toString('hex'))
}, 60_000)
