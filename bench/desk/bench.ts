/**
 * node bench/desk/bench.ts [--count N] [--ledger N] [--rounds N]: pages of the officers' queue over invented cases, for every filter,
 * sort and search, beside a plain page of one table in the same run and on the same server. It counts the work
 * of a page (processor time here and in the database) beside the clock. Exit 1 where the work is above the demand.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCasefile } from '@toetsbaar/casefile'
import { openDesk, type QueueFilter, queueSorts, type Viewer } from '@toetsbaar/desk'
import { openLedger } from '@toetsbaar/ledger'
import pg from 'pg'
import { seedDesk } from '../../packages/cli/src/desk/seed.ts'
import { ownPostgres } from '../../test/postgres.ts'
import { copyRows } from './copies.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50000' },
    ledger: { type: 'string' },
    rounds: { type: 'string', default: '5' },
  },
})
const count = Number(values.count)
/** So many go through the ledger; the others are copies of their rows. */
const throughLedger = Math.min(count, Number(values.ledger ?? count))
const rounds = Number(values.rounds)
const demandMs = 100
const teams = ['Noord', 'Zuid', 'Oost', 'West']

const own = await ownPostgres()
try {
  const database = await own.database()
  const { pool } = database
  let now = new Date()
  const clock = () => now
  const keys = {
    origin: 'toetsbaar.example/ledger',
    signing: generateKeyPairSync('ed25519').privateKey,
    masters: [{ id: 'first', secret: randomBytes(32) }] as const,
  }
  const codeKey = randomBytes(32)
  const ledger = await openLedger({ pool, keys, clock, random: randomBytes })
  const desk = await openDesk({ pool, clock, numberKey: codeKey, teams })
  const hooks = { alsoWrite: [desk.project], alsoErase: [desk.forget] }
  const casefile = await openCasefile({ pool, ledger, clock, random: randomBytes, codeKey, ...hooks })
  const { events, seconds } = await seedDesk(
    { casefile, desk },
    {
      count: throughLedger,
      seed: 1,
      days: 60,
      teams,
      models: join(import.meta.dirname, '../../models'),
      setClock: moment => {
        now = moment
      },
      say: line => console.log(`  ${line}`),
    },
  )
  console.log(
    `seeded ${throughLedger} cases, ${events} events, in ${seconds.toFixed(0)} s; load ${loadavg()[0]?.toFixed(1)}`,
  )

  // The peer: one table as wide as the queue's, a page by an index, nobody's teams, no count, no search.
  await pool.query('create schema plain')
  if (throughLedger < count) await copyRows(pool, count)
  await pool.query('create table plain.report as select * from desk.received')
  await pool.query('create index on plain.report (received, number)')
  // As the database does by itself within a minute of such a load; a bench does not wait for it.
  for (const table of ['plain.report', 'desk.received', 'desk.story']) await pool.query(`vacuum analyze ${table}`)

  // One connection asks the measured pages, so that the work of its process in the database can be read from the system.
  const one = new pg.Pool({ connectionString: own.urlOf(database), max: 1 })
  one.on('error', () => {})
  const measuring = await openDesk({ pool: one, clock, numberKey: codeKey, teams })
  const backend = (await one.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid
  /** Work done so far for the pages, here and in the database, in milliseconds of one core. */
  const workMs = () => {
    const { user, system } = process.cpuUsage()
    const inDatabase = Number(readFileSync(`/proc/${backend}/schedstat`, 'utf8').split(' ')[0])
    return (user + system) / 1_000 + inDatabase / 1_000_000
  }
  const timed = async (ask: () => Promise<unknown>): Promise<{ readonly ms: number; readonly work: number }> => {
    const times: number[] = []
    const before = workMs()
    for (let round = 0; round < rounds; round++) {
      const started = performance.now()
      await ask()
      times.push(performance.now() - started)
    }
    const ms = times.sort((first, second) => first - second)[Math.floor(times.length / 2)] ?? 0
    return { ms, work: (workMs() - before) / rounds }
  }
  const peer = async () => one.query('select * from plain.report order by received, number limit 50')
  const counting = async () => one.query('select count(*) from plain.report')

  const officer: Viewer = { id: 'p-invented-noord-1', teams: ['Noord'], seesAdvice: false }
  const auditor: Viewer = { id: 'hanna', teams: 'all', seesAdvice: true }
  const filters: Readonly<Record<string, QueueFilter>> = {
    none: {},
    outcome: { outcomes: ['civil'] },
    'rare outcome': { outcomes: ['bank-first'] },
    subject: { subjects: ['help-request-fraud'] },
    amount: { amount: { from: 10_000, until: 50_000 } },
    'high amount': { amount: { from: 500_000 } },
    age: { days: { from: 14 } },
    'new today': { days: { until: 0 } },
    'waiting for the citizen': { waitingFor: ['citizen'] },
    'waiting for the team': { waitingFor: ['team'] },
    'new links': { newLinks: true },
    overdue: { overdue: true },
    'one officer': { officer: 'p-invented-noord-1' },
    objections: { objection: true },
    decided: { states: ['decided'] },
    everything: { states: ['sent', 'with-officer', 'decided', 'objected', 'withdrawn'] },
    'outcome, amount, age and waiting': {
      outcomes: ['report'],
      amount: { from: 10_000 },
      days: { from: 7 },
      waitingFor: ['team'],
    },
  }
  const searches: Readonly<Record<string, string | undefined>> = {
    'no search': undefined,
    'a common word': 'fiets',
    'a word of every case': 'rekening',
    'two words': 'laptop Vinted',
    'a phrase without another': '"elektrische fiets" -Vinted',
    English: 'electric bicycle',
    'an account': 'NL69TEST0000000001',
    'a word of none': 'nijlpaard',
  }
  const measured: { readonly what: string; readonly ms: number; readonly work: number; readonly total: number }[] = []
  for (const [who, viewer] of Object.entries({ officer, auditor }))
    for (const [name, filter] of Object.entries(filters))
      for (const [search, words] of Object.entries(searches))
        for (const sort of queueSorts) {
          const query = { viewer, sort, filter: { ...filter, ...(words !== undefined && { words }) } }
          const { total } = await measuring.queue(query)
          measured.push({
            what: `${who}, ${name}, ${search}, by ${sort}`,
            ...(await timed(() => measuring.queue(query))),
            total,
          })
        }
  // Far into the list: a page by its key, not by counting past what came before.
  let after: string | undefined
  for (let page = 0; page < 100; page++) {
    const { next } = await measuring.queue({ viewer: auditor, limit: 200, ...(after !== undefined && { after }) })
    if (next === undefined) break
    after = next
  }
  if (after !== undefined) {
    const query = { viewer: auditor, after }
    measured.push({
      what: 'auditor, none, no search, a hundred pages on',
      ...(await timed(() => measuring.queue(query))),
      total: 0,
    })
  }
  const [page, counted] = [await timed(peer), await timed(counting)]
  const dearest = measured.toSorted((first, second) => second.work - first.work)
  const usual = measured.find(({ what }) => what.startsWith('officer, none, no search, by deadline'))
  const middle = dearest[Math.floor(dearest.length / 2)]
  const worst = dearest[0]?.work ?? 0
  const slowest = Math.max(...measured.map(({ ms }) => ms))
  const say = (one: { readonly ms: number; readonly work: number } | undefined) =>
    `${one?.work.toFixed(1)} ms of work (${((one?.work ?? 0) / page.work).toFixed(0)} x the plain page), ${one?.ms.toFixed(1)} ms by the clock`
  console.log(`peer: a plain page ${say(page)}; a plain count ${say(counted)}`)
  for (const one of dearest.slice(0, 8)) console.log(`  ${say(one)}, ${one.total} cases: ${one.what}`)
  console.log(`usual page: ${say(usual)}; median: ${say(middle)}`)
  // By the clock a page waits for whatever else the machine does; what it costs does not depend on that.
  console.log(
    `queue at ${count} cases${throughLedger < count ? ` (${count - throughLedger} of them copied rows)` : ''}, load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores: ${measured.length} combinations; dearest ${worst.toFixed(1)} ms of work, slowest ${slowest.toFixed(1)} ms by the clock; demand ${demandMs} ms: ${worst <= demandMs ? 'met' : 'NOT MET'} in work, ${slowest <= demandMs ? 'met' : 'NOT MET'} by the clock`,
  )
  process.exitCode = worst <= demandMs ? 0 : 1
  await one.end()
} finally {
  await own.remove()
}
