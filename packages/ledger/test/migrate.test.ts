import { hash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { installLedger, migrate, openLedger, parseVerifier, SchemaRefused, verifyDump } from '../src/index.ts'
import { ledgerSteps } from '../src/schema.ts'
import { testKeys } from './keys.ts'

let database: FreshDatabase
let owner: pg.Pool
beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner.on('error', () => {})
})
afterAll(async () => {
  await owner.end()
  await database.close()
})

const made = { name: 'made', sql: 'create table part.one (id int primary key)' }
const filled = { name: 'filled', sql: 'insert into part.one values (1)' }
const wider = { name: 'wider', sql: "alter table part.one add column word text not null default 'none'" }
const rowsOf = async (table: string) => (await database.pool.query(`select * from ${table}`)).rows

describe('steps of a part', () => {
  test('run once, in order, by whoever comes first', async () => {
    const { pool } = database
    const all = await Promise.all(Array.from({ length: 8 }, () => migrate(pool, 'part', [made, filled])))
    expect(all.filter(done => done.length > 0)).toEqual([['made', 'filled']])
    expect(await migrate(pool, 'part', [made, filled, wider])).toEqual(['wider'])
    expect(await rowsOf('part.one')).toEqual([{ id: 1, word: 'none' }])
  })

  test('leave everything as it was where one fails', async () => {
    const bad = { name: 'bad', sql: "update part.one set word = 'spoiled'; select 1 / 0" }
    await expect(migrate(database.pool, 'part', [made, filled, wider, bad])).rejects.toThrow('division by zero')
    expect(await rowsOf('part.one')).toEqual([{ id: 1, word: 'none' }])
    expect(await rowsOf('part.migration')).toHaveLength(3)
  })

  test('are refused where the database is newer than the code, or a step that ran has changed', async () => {
    const newer = migrate(database.pool, 'part', [made, filled])
    await expect(newer).rejects.toThrow(SchemaRefused)
    await expect(newer).rejects.toThrow('at version 3, made by a newer Toetsbaar; this one knows 2')
    const other = { ...filled, sql: 'insert into part.one values (2)' }
    await expect(migrate(database.pool, 'part', [made, other, wider])).rejects.toThrow('Step 2 ("filled")')
    await expect(migrate(database.pool, 'Bad name', [])).rejects.toThrow('no plain name')
    expect(await rowsOf('part.one')).toEqual([{ id: 1, word: 'none' }])
  })
})

describe('the tables of the ledger', () => {
  const open = () => openLedger({ pool: database.pool, keys, clock: () => new Date(), random: randomBytes })
  const keys = testKeys()

  test('of a database from before versions were counted are taken over with their rows', async () => {
    const ledger = await open()
    for (let at = 0; at < 5; at++) await ledger.append('case:1', 'said', { at })
    const before = await ledger.checkpoint()
    await owner.query('drop table ledger.migration')
    await owner.query('drop function ledger.append')
    await owner.query('alter table ledger.access drop foreign_trace, drop foreign_span, drop foreign_entity')
    await expect(open()).rejects.toThrow(
      'at version 0; this version of Toetsbaar needs 3. Run as their owner: toetsbaar ledger install.',
    )
    await installLedger(owner, { role: 'toetsbaar_app' })
    const after = await open()
    expect(await after.checkpoint()).toBe(before)
    await after.append('case:1', 'said', { at: 5 })
    expect((await after.read('case:1')).map(entry => entry.payload)).toHaveLength(6)
    const bytes = (async function* () {
      for await (const part of after.dump()) yield Buffer.from(part)
    })()
    expect(await verifyDump(bytes, parseVerifier(after.verifier))).toMatchObject({ ok: true, size: 6 })
  })

  test('are left alone by an older Toetsbaar, whether it installs or opens', async () => {
    await owner.query("insert into ledger.migration (version, name, digest) values (99, 'later', 'x')")
    await expect(open()).rejects.toThrow(SchemaRefused)
    await expect(installLedger(owner, { role: 'toetsbaar_app' })).rejects.toThrow('made by a newer Toetsbaar')
    await owner.query('delete from ledger.migration where version = 99')
    await open()
  })

  test('cannot be said to be of another version by the application', async () => {
    await expect(database.pool.query('update ledger.migration set version = 9')).rejects.toMatchObject({
      code: '42501',
    })
  })

  test('come by steps that never change once they ran somewhere', () => {
    expect(ledgerSteps.map(({ name, sql }) => `${name} ${hash('sha256', sql).slice(0, 16)}`)).toEqual([
      'tables 3e18d8655928ddb2',
      'foreign operation d4baa482b3c17cee',
      'append in one statement 2aae222bde645a92',
    ])
  })
})
