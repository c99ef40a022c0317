import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseVerifier, verifyDump } from '@toetsbaar/ledger'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/house.ts'
import { openSecrets } from '../src/secrets.ts'
import { nextAct, type Walker } from './walk.ts'

const root = join(import.meta.dirname, '../../..')
let database: FreshDatabase
let folder: string
beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-upgrade-'))
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const open = async () => {
  const config = readConfig(root, folder, { TOETSBAAR_DATA: folder, TOETSBAAR_DATE: '2026-03-01' })
  const urls = { app: database.url, owner: database.ownerUrl }
  const house = await openHouse(config, openSecrets(folder, undefined), urls)
  return Object.assign(house, {
    shut: async () => {
      await house.links.stop()
      await house.close()
    },
  })
}

/** Takes the database back to the tables of before versions were counted: the ledger's, and three of the case files. */
const goBack = async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'ledger', 'casefile')",
  )
  expect(rows.length).toBeGreaterThan(3)
  for (const { name } of rows) await owner.query(`drop schema ${name} cascade`)
  await owner.query('drop table ledger.migration, casefile.migration')
  await owner.query('drop function ledger.append')
  await owner.query('alter table ledger.access drop foreign_trace, drop foreign_span, drop foreign_entity')
  await owner.query(
    'alter table casefile.list drop team, drop questions, drop objection, drop sampled, drop impressions, drop prosecutor',
  )
  await owner.end()
}

test('a database of before versions were counted is carried over with its cases, and they stand in the queue of the desk', async () => {
  const old = await open()
  const text = 'Ik kocht een fiets en betaalde 250 euro. Ik kreeg niets.'
  let { report } = await old.reports.open({ text, lang: 'nl' })
  const walker: Walker = { answer: () => 'no', words: () => undefined, detail: () => 'een zwarte fiets' }
  for (let act = nextAct(report, walker); act !== undefined; act = nextAct(report, walker))
    report = await old.reports.act(report.id, report.version, 'nl', [act])
  const told = (await old.reports.open({ text, lang: 'nl' })).report
  const before = await old.casefile.read(report.id)
  const checkpoint = await old.ledger.checkpoint()
  await old.shut()
  await goBack()

  const now = await open()
  expect((await now.casefile.read(report.id)).events).toEqual(before.events)
  const rows = await now.casefile.list()
  expect(rows.find(row => row.case === report.id)).toEqual({ case: report.id, ...before.state })
  expect(rows.map(row => row.case).sort()).toEqual([report.id, told.id].sort())
  expect((await now.pool.query('select case_id from desk.received')).rows).toEqual([{ case_id: report.id }])
  expect(await now.casefile.rebuild()).toMatchObject({ cases: 2, changed: 0, removed: 0 })
  expect((await now.reports.read(told.id)).version).toBe(told.version)
  expect(await now.ledger.checkpoints()).toContain(checkpoint)
  const bytes = (async function* () {
    for await (const part of now.ledger.dump()) yield Buffer.from(part)
  })()
  expect(await verifyDump(bytes, parseVerifier(now.ledger.verifier))).toMatchObject({ ok: true })
  await now.shut()
}, 120_000)
