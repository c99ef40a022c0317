import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Access, type Ledger, openLedger } from '@toetsbaar/ledger'
import { openRegister, type Register } from '@toetsbaar/register'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { cast, fourEyes, fullDossier, partsOf, toFieldLab } from '../../register/test/cast.ts'
import { openProcessingLog, type ProcessingLog } from '../src/processing-log.ts'
import { type Mood, startCollector, type TestCollector } from './collector.ts'

const address = 'https://toetsbaar.test'
const key = new Uint8Array(32).fill(5)
let database: FreshDatabase
let ledger: Ledger
let register: Register
let collector: TestCollector
let now = Date.parse('2026-11-22T10:00:00Z')
let written = 0

beforeEach(async () => {
  database = await freshDatabase()
  now = Date.parse('2026-11-22T10:00:00Z')
  written = 0
  const clock = () => new Date(now)
  const signing = generateKeyPairSync('ed25519').privateKey
  ledger = await openLedger({
    pool: database.pool,
    keys: { origin: 'processing.test/ledger', signing, masters: [{ id: 'm1', secret: new Uint8Array(32).fill(1) }] },
    clock,
    random: length => randomBytes(length),
  })
  register = await openRegister({ ledger, clock, random: length => randomBytes(length), signingKey: signing })
  collector = await startCollector()
})
afterEach(async () => {
  await collector.close()
  await database.close()
})

const open = (url = collector.url): Promise<ProcessingLog> =>
  openProcessingLog({
    pool: database.pool,
    register,
    collector: { url, authorization: 'Bearer of-the-test' },
    key,
    address,
    say: () => {},
  })

/** A line as the house writes it, by an officer whose id must never go out. */
function line(changes: Partial<Access> = {}): Access {
  written += 1
  const at = new Date(now).toISOString()
  return {
    started: at,
    ended: at,
    trace: randomBytes(16).toString('hex'),
    span: randomBytes(8).toString('hex'),
    operation: 'case.read',
    status: 'ok',
    activity: `${address}/nl/register/area-forecast`,
    purpose: 'intake of kingfisher-purpose',
    actor: { kind: 'officer', id: 'kingfisher-officer', role: 'intake-officer' },
    subject: `0190a000-0000-7000-8000-${String(written % 7).padStart(12, '0')}`,
    subjectKind: 'case',
    resource: 'toetsbaar',
    resourceVersion: '0.1.0',
    ...changes,
  }
}

const spans = () => collector.taken.map(({ traceId, spanId }) => `${traceId}/${spanId}`)

test('every line about a person is one record by the standard, without the employee, the purpose or the case', async () => {
  const child = line({ parentSpan: 'ab'.repeat(8), status: 'error', operation: 'case.act' })
  const foreign = { trace: 'cd'.repeat(16), span: 'ef'.repeat(8), entity: 'https://other.test' }
  const all = [line(), child, line({ status: 'refused', foreign })]
  for (const one of all) await ledger.logAccess(one)
  await ledger.logAccess(line({ subject: 'a search', subjectKind: 'query' }))
  const log = await open()
  expect(await log.round()).toEqual({ delivered: 3, because: undefined })
  expect(spans()).toEqual(all.map(({ trace, span }) => `${trace}/${span}`))
  const [first, second, third] = collector.taken
  expect(Object.keys(first?.attributes ?? {}).sort()).toEqual([
    'dpl.core.data_subject_id',
    'dpl.core.data_subject_id_type',
    'dpl.core.processing_activity_id',
  ])
  const code = createHmac('sha256', key)
    .update(all[0]?.subject ?? '')
    .digest('hex')
  expect(first?.attributes['dpl.core.data_subject_id']).toBe(code)
  expect(first).toMatchObject({ name: 'case.read', status: 0, flags: 1, start: new Date(now), end: new Date(now) })
  expect(second).toMatchObject({ name: 'case.act', status: 2, parentSpanId: 'ab'.repeat(8) })
  expect(third).toMatchObject({
    status: 0,
    attributes: {
      'dpl.core.foreign_operation.span_id': foreign.span,
      'dpl.core.foreign_operation.processor': foreign.entity,
    },
  })
  expect(collector.headers[0]?.authorization).toBe('Bearer of-the-test')
  const sent = collector.bodies.join('')
  for (const secret of ['kingfisher', 'officer', 'a search', ...all.map(({ subject }) => subject ?? '')])
    expect(sent).not.toContain(secret)
})

test('the processing activity is the address of the version that was licensed at that moment', async () => {
  for (const input of toFieldLab(fullDossier())) await register.act('area-forecast', input)
  const content = async (version: number) =>
    (await register.entry('area-forecast'))?.versions[version - 1]?.content ?? ''
  for (const input of fourEyes('field-lab', 1, await content(1))) await register.act('area-forecast', input)
  await ledger.logAccess(line())
  now += 60_000
  const second = fullDossier({ runs: { parts: partsOf('b') } })
  await register.act('area-forecast', { act: 'file', by: cast.author, dossier: second, because: 'Other weights.' })
  await ledger.logAccess(line())
  now += 60_000
  for (const input of fourEyes('license', 2, await content(2)))
    expect(await register.act('area-forecast', input)).not.toHaveProperty('refused')
  now += 60_000
  await ledger.logAccess(line())
  await ledger.logAccess(line({ activity: `${address}/nl/register/unknown-tool` }))
  await (await open()).round()
  expect(collector.taken.map(({ attributes }) => attributes['dpl.core.processing_activity_id'])).toEqual([
    `${address}/api/v1/register/entries/area-forecast/versions/1`,
    `${address}/api/v1/register/entries/area-forecast/versions/1`,
    `${address}/api/v1/register/entries/area-forecast/versions/2`,
    `${address}/nl/register/unknown-tool`,
  ])
})

test('through a collector that hangs up, is busy and is away, and restarts in the middle, nothing is missing and nothing is two', async () => {
  const expected: string[] = []
  const add = async (count: number) => {
    for (let at = 0; at < count; at++) {
      const one = line()
      expected.push(`${one.trace}/${one.span}`)
      await ledger.logAccess(one)
    }
  }
  const moods: readonly Mood[] = ['takes', 'hangs-up-before', 'busy', 'hangs-up-after', 'nonsense']
  let seed = 1
  collector.mood = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return moods[seed % moods.length] ?? 'takes'
  }
  let failures = 0
  for (let turn = 0; turn < 40; turn++) {
    await add((turn * 37) % 90)
    // A new one each time, as after a power cut: what it knows is in the database.
    const log = await open(turn % 9 === 4 ? 'http://127.0.0.1:1/v1/traces' : collector.url)
    if ((await log.round())?.because !== undefined) failures++
    await log.stop()
  }
  collector.mood = () => 'takes'
  const log = await open()
  expect((await log.round())?.because).toBeUndefined()
  expect(await log.round()).toEqual({ delivered: 0, because: undefined })
  expect(failures).toBeGreaterThan(10)
  expect(expected.length).toBeGreaterThan(1000)
  expect([...new Set(spans())].sort()).toEqual([...expected].sort())
  // Doubles come only from answers that got lost, and a log knows them by their ids: the records are the same.
  const byId = new Map<string, string>()
  for (const one of collector.taken) {
    const [id, all] = [`${one.traceId}/${one.spanId}`, JSON.stringify(one)]
    expect(byId.get(id) ?? all).toBe(all)
    byId.set(id, all)
  }
})

test('without a lost answer every record arrives exactly once, also when two servers send', async () => {
  for (let at = 0; at < 650; at++) await ledger.logAccess(line())
  const [one, other] = [await open(), await open()]
  const rounds = await Promise.all([one.round(), other.round(), one.round()])
  expect(rounds.filter(round => round !== undefined).reduce((sum, round) => sum + round.delivered, 0)).toBe(650)
  expect(spans().length).toBe(650)
  expect(new Set(spans()).size).toBe(650)
})

test('a record that the collector refuses holds up no other, is told, and is sent again', async () => {
  const all = Array.from({ length: 20 }, () => line())
  for (const one of all) await ledger.logAccess(one)
  collector.refuses = ({ spanId }) => spanId === all[7]?.span
  const log = await open()
  const round = await log.round()
  expect(round?.delivered).toBe(19)
  expect(round?.because).toContain('it refuses 1 records')
  collector.refuses = () => false
  expect(await log.round()).toEqual({ delivered: 1, because: undefined })
  expect(new Set(spans())).toEqual(new Set(all.map(({ trace, span }) => `${trace}/${span}`)))
})

test('a line that was numbered early and committed late is not passed over', async () => {
  const late = line()
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query(
    `insert into ledger.access (started, ended, trace, span, operation, status, activity, purpose, actor, subject, subject_kind, resource, resource_version)
     values ($1, $1, decode($2, 'hex'), decode($3, 'hex'), 'case.read', 'ok', $4, 'p', '{}', $5, 'case', 'r', '1')`,
    [new Date().toISOString(), late.trace, late.span, late.activity, late.subject],
  )
  await ledger.logAccess(line({ started: new Date().toISOString(), ended: new Date().toISOString() }))
  const log = await open()
  expect((await log.round())?.delivered).toBe(1)
  await client.query('commit')
  client.release()
  expect((await log.round())?.delivered).toBe(1)
  expect(spans()).toContain(`${late.trace}/${late.span}`)
})

test('started, it sends by itself, waits for a collector that is away, and says both', async () => {
  await ledger.logAccess(line())
  const said: string[] = []
  await collector.close()
  const log = await openProcessingLog({
    pool: database.pool,
    register,
    collector: { url: collector.url, authorization: undefined },
    key,
    address,
    say: text => said.push(text),
  })
  log.start()
  await expect.poll(() => said.join(' '), { timeout: 5000 }).toContain('The processing log waits')
  const again = await startCollector(collector.port)
  await expect.poll(() => again.taken.length, { timeout: 15_000 }).toBe(1)
  await expect.poll(() => said.join(' '), { timeout: 5000 }).toContain('goes out again')
  await log.stop()
  await again.close()
}, 30_000)
