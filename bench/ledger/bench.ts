/**
 * node bench/ledger/bench.ts [--entries N] [--appends N] [--writers N]: what the ledger costs, beside plain inserts in
 * the same run and on the same server. Prints a row for each demand; exit 1 where one is not met.
 */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCasefile } from '@toetsbaar/casefile'
import { type LedgerKeys, openLedger, parseCheckpoint, parseNote } from '@toetsbaar/ledger'
import { ownPostgres } from '../../test/postgres.ts'
import { ledgerAppends, plainInserts } from './appends.ts'
import { fillLog, writeBigDump } from './big-log.ts'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    appends: { type: 'string', default: '4000' },
    writers: { type: 'string', default: '16' },
  },
})
const [entries, appends, writers] = [values.entries, values.appends, values.writers].map(Number) as [
  number,
  number,
  number,
]
const keys: LedgerKeys = {
  origin: 'toetsbaar.example/ledger',
  signing: generateKeyPairSync('ed25519').privateKey,
  masters: [{ id: 'first', secret: randomBytes(32) }],
}
const clock = () => new Date()
let failed = 0
const row = (what: string, figure: string, demand: string, met: boolean) => {
  if (!met) failed += 1
  console.log(`| ${what} | ${figure} | ${demand} | ${met ? 'yes' : 'NO'} |`)
}
const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
const timed = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-bench-'))
const own = await ownPostgres()
try {
  console.log('| what | measured | demand | met |\n|---|---|---|---|')
  const database = await own.database()
  const ledger = await openLedger({ pool: database.pool, keys, clock, random: randomBytes })

  // In turns, so that a busy moment hits both.
  const plain: number[] = []
  const ours: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    plain.push((await plainInserts(database.pool, writers, appends / 5)).perSecond)
    ours.push((await ledgerAppends(database.pool, ledger, writers, appends / 5)).perSecond)
  }
  const ratio = median(ours) / median(plain)
  row(
    `appends with a projection row, ${writers} writers, beside plain durable inserts`,
    `${median(ours).toFixed(0)}/s : ${median(plain).toFixed(0)}/s = ${ratio.toFixed(2)}`,
    '≥ 0.5',
    ratio >= 0.5,
  )

  const casefile = await openCasefile({
    pool: database.pool,
    ledger,
    clock,
    random: randomBytes,
    codeKey: randomBytes(32),
  })
  const answer = {
    type: 'inquiry.answered',
    by: { kind: 'citizen' as const },
    data: { observation: 'paid', value: 'yes' },
  }
  const { case: id } = await casefile.create(Array.from({ length: 200 }, () => answer))
  const opens: number[] = []
  for (let turn = 0; turn < 100; turn++) opens.push(await timed(() => casefile.read(id)))
  row('opening a case of 200 events', `${median(opens).toFixed(1)} ms`, '≤ 10 ms', median(opens) <= 10)

  const big = await own.database()
  await fillLog(big.ownerUrl, entries)
  const bigLedger = await openLedger({ pool: big.pool, keys, clock, random: randomBytes })
  const { size } = parseCheckpoint(parseNote(await bigLedger.checkpoint()).text)
  const [inclusions, consistencies]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < 300; turn++) {
    const [index, from] = [Math.floor(Math.random() * size), 1 + Math.floor(Math.random() * (size - 1))]
    inclusions.push(await timed(() => bigLedger.inclusion(index, size)))
    consistencies.push(await timed(() => bigLedger.consistency(from, size)))
  }
  const n = entries.toLocaleString('en')
  row(`inclusion proof among ${n} entries`, `${median(inclusions).toFixed(2)} ms`, '≤ 2 ms', median(inclusions) <= 2)
  row(
    `consistency proof among ${n} entries`,
    `${median(consistencies).toFixed(2)} ms`,
    '≤ 2 ms',
    median(consistencies) <= 2,
  )

  const file = join(folder, 'dump.jsonl')
  await writeBigDump(file, entries, keys)
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'verify.ts'), file, bigLedger.verifier], {
    encoding: 'utf8',
  })
  const { ok, seconds, megabytes } = JSON.parse(run.stdout) as { ok: boolean; seconds: number; megabytes: number }
  row(
    `verifying ${n} entries offline`,
    `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    '≤ 20 s, ≤ 300 MB (at 1,000,000)',
    ok && seconds <= 20 && megabytes <= 300,
  )
} finally {
  await own.remove()
  rmSync(folder, { recursive: true })
}
process.exitCode = failed === 0 ? 0 : 1
