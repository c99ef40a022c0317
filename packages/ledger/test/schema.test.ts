import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { openLedger } from '../src/index.ts'
import { testKeys } from './keys.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('the database refuses to the application what would change the log', async () => {
  for (const statement of [
    "update ledger.entry set kind = 'x'",
    'delete from ledger.entry',
    'truncate ledger.entry',
    'truncate ledger.payload, ledger.checkpoint, ledger.access, ledger.key',
    'delete from ledger.checkpoint',
    'delete from ledger.migration',
    "update ledger.key set id = 'other'",
    'drop table ledger.entry cascade',
    'alter table ledger.entry disable trigger all',
    'delete from ledger.payload',
    'update ledger.payload set sealed = sealed',
    'delete from ledger.key',
    'update ledger.key set erased = 1',
    'update ledger.checkpoint set size = 0',
    'delete from ledger.access',
    'update ledger.access set purpose = purpose',
    'create table ledger.mine (id int)',
    "create or replace function ledger.erase(key_id text, logged_at bigint) returns bigint language sql as 'select 1'",
  ]) {
    await expect(database.pool.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  }
})

test('the ledger opens on no database that could lose what it acknowledged, nor as the owner of its tables', async () => {
  const open = (connectionString: string, options?: string) => {
    const pool = new pg.Pool({ connectionString, max: 1, allowExitOnIdle: true, ...(options && { options }) })
    return openLedger({ pool, keys: testKeys(), clock: () => new Date(), random: randomBytes }).finally(() =>
      pool.end(),
    )
  }
  await expect(open(database.url, '-c synchronous_commit=off')).rejects.toThrow('synchronous_commit is off')
  await expect(open(database.ownerUrl)).rejects.toThrow('could change the log')
  await open(database.url)
})
