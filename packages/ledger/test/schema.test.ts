import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'

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
