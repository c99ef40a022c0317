/**
 * node bench/desk/bench.ts [--count N] [--ledger N] [--rounds N]: pages of the officers' queue over invented cases, for every filter,
 * sort and search, beside a plain page of one table in the same run and on the same server. Exit 1 where a median is
 * above the demand.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCasefile } from '@toetsbaar/casefile'
import { openDesk, type QueueFilter, queueSorts, type Viewer } from '@toetsbaar/desk'
import { openLedger } from '@toetsbaar/ledger'
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
  const { pool } = await own.database()
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

  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const started = performance.now()
      await work()
      times.push(performance.now() - started)
    }
    return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
  }
  const peer = async () => pool.query('select * from plain.report order by received, number limit 50')
  const counting = async () => pool.query('select count(*) from plain.report')

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
  const measured: { readonly what: string; readonly ms: number; readonly total: number }[] = []
  for (const [who, viewer] of Object.entries({ officer, auditor }))
    for (const [name, filter] of Object.entries(filters))
      for (const [search, words] of Object.entries(searches))
        for (const sort of queueSorts) {
          const query = { viewer, sort, filter: { ...filter, ...(words !== undefined && { words }) } }
          const { total } = await desk.queue(query)
          measured.push({
            what: `${who}, ${name}, ${search}, by ${sort}`,
            ms: await timed(() => desk.queue(query)),
            total,
          })
        }
  // Far into the list: a page by its key, not by counting past what came before.
  let after: string | undefined
  for (let page = 0; page < 100; page++) {
    const { next } = await desk.queue({ viewer: auditor, limit: 200, ...(after !== undefined && { after }) })
    if (next === undefined) break
    after = next
  }
  if (after !== undefined) {
    const query = { viewer: auditor, after }
    measured.push({
      what: 'auditor, none, no search, a hundred pages on',
      ms: await timed(() => desk.queue(query)),
      total: 0,
    })
  }
  const [page, counted] = [await timed(peer), await timed(counting)]
  const slowest = measured.toSorted((one, other) => other.ms - one.ms)
  const middle = slowest[Math.floor(slowest.length / 2)]?.ms ?? 0
  const worst = slowest[0]?.ms ?? 0
  const usual = measured.find(({ what }) => what.startsWith('officer, none, no search, by deadline'))?.ms ?? 0
  console.log(`peer: a plain page ${page.toFixed(1)} ms, a plain count ${counted.toFixed(1)} ms`)
  for (const { what, ms, total } of slowest.slice(0, 8))
    console.log(`  ${ms.toFixed(1)} ms (${(ms / page).toFixed(1)} x the plain page), ${total} cases: ${what}`)
  console.log(
    `queue at ${count} cases${throughLedger < count ? ` (${count - throughLedger} of them copied rows)` : ''}, load ${loadavg()[0]?.toFixed(1)}: ${measured.length} combinations; usual page ${usual.toFixed(1)} ms (${(usual / page).toFixed(1)} x), median ${middle.toFixed(1)} ms, slowest ${worst.toFixed(1)} ms (${(worst / page).toFixed(1)} x); demand ${demandMs} ms: ${worst <= demandMs ? 'met' : 'NOT MET'}`,
  )
  process.exitCode = worst <= demandMs ? 0 : 1
} finally {
  await own.remove()
}
