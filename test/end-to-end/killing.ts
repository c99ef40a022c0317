import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseVerifier, verifyDump } from '@toetsbaar/ledger'
import { openRecords, type Records, readConfig } from '@toetsbaar/server/records'
import { seeded } from '../../packages/ledger/test/tamper.ts'
import { apiClient, type ReportBody } from './http.ts'
import { startService } from './service.ts'

export type ServiceKills = {
  readonly rounds: number
  readonly databasesKilled: number
  /** Stories that the service said it had taken in. */
  readonly acknowledged: number
  readonly reports: number
  readonly size: number
}

const root = join(import.meta.dirname, '..', '..')
const citizens = 6

/**
 * Each round: citizens tell stories over HTTP, and at a random moment the server is killed with -9; every other time
 * PostgreSQL is killed first. Then the service is started again, and every story that it had acknowledged has to be in the
 * case that told it, once, with a whole ledger. Throws where one is not.
 */
export async function killService(data: string, rounds: number, seed: number): Promise<ServiceKills> {
  const random = seeded(seed)
  const acknowledged = new Set<string>()
  let checked: Checked = { streams: new Set(), found: new Set() }
  let databasesKilled = 0
  for (let round = 0; round < rounds; round++) {
    const service = await startService({ data })
    let stopping = false
    const citizen = async (number: number) => {
      for (let at = 0; !stopping; at++) {
        const marker = `marker-${round}-${number}-${at}-`
        const tell = (act: number) => `Ik betaalde een fiets en kreeg niets. ${marker}${act}.`
        try {
          const opened = await apiClient(service.url).post('/reports', { story: tell(0), lang: 'nl' })
          if (opened.status !== 201) continue
          acknowledged.add(`${marker}0.`)
          let { version, token } = opened.body as ReportBody
          const client = apiClient(service.url, token)
          for (let act = 1; act < 4 && !stopping; act++) {
            const answer = await client.post('/reports/current/stories', { version, story: tell(act) })
            if (answer.status !== 200) break
            acknowledged.add(`${marker}${act}.`)
            version = (answer.body as ReportBody).version
          }
        } catch {
          // The server is gone; what it did not answer is not acknowledged.
          await pause(5)
        }
      }
    }
    const before = acknowledged.size
    const all = Array.from({ length: citizens }, (_, number) => citizen(number))
    const begun = Date.now()
    while (acknowledged.size === before && Date.now() - begun < 30_000) await pause(5)
    await pause(Math.floor(random() * 600))
    if (round % 2 === 1) {
      killDatabase(data)
      databasesKilled += 1
      await pause(Math.floor(random() * 60))
    }
    await service.kill()
    stopping = true
    await Promise.all(all)
    const so = checked
    checked = await inspect(data, records => check(records, acknowledged, so))
  }
  // Once more over everything: no later round took away what an earlier one had.
  const { streams, size = 0 } = await inspect(data, records =>
    check(records, acknowledged, { streams: new Set(), found: new Set() }),
  )
  return { rounds, databasesKilled, acknowledged: acknowledged.size, reports: streams.size, size }
}

function killDatabase(data: string): void {
  const lock = readFileSync(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')
  process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
}

async function inspect(data: string, work: (records: Records) => Promise<Checked>): Promise<Checked> {
  const records = await openRecords(readConfig(root, data, { TOETSBAAR_DATA: data }))
  try {
    return await work(records)
  } finally {
    await records.stop()
  }
}

/** What was looked through, and the stories that were found there. */
type Checked = { readonly streams: ReadonlySet<string>; readonly found: ReadonlySet<string>; readonly size?: number }

/** Looks through the streams that were not looked through before, and verifies the whole ledger. */
async function check({ ledger }: Records, acknowledged: ReadonlySet<string>, before: Checked): Promise<Checked> {
  const found = new Map<string, number>([...before.found].map(marker => [marker, 1]))
  const streams = new Set(before.streams)
  for (const stream of await ledger.streams('case:')) {
    if (streams.has(stream)) continue
    streams.add(stream)
    const entries = await ledger.read(stream)
    if (entries.some((entry, at) => entry.ordinal !== at)) throw new Error(`${stream} has a gap`)
    for (const { kind, payload } of entries) {
      if (kind !== 'inquiry.told') continue
      const [marker = 'none'] = /marker-[\d-]+\./.exec(JSON.stringify(payload)) ?? []
      found.set(marker, (found.get(marker) ?? 0) + 1)
    }
  }
  const twice = [...found].filter(([, times]) => times > 1)
  if (twice.length > 0) throw new Error(`${twice.length} stories are there twice, the first is ${twice[0]?.[0]}`)
  const lost = [...acknowledged].filter(marker => !found.has(marker))
  if (lost.length > 0) throw new Error(`${lost.length} acknowledged stories are lost, the first is ${lost[0]}`)
  const bytes = (async function* () {
    for await (const part of ledger.dump()) yield Buffer.from(part)
  })()
  const verdict = await verifyDump(bytes, parseVerifier(ledger.verifier))
  if (!verdict.ok) throw new Error(`The ledger is not whole at ${verdict.at}: ${verdict.because}`)
  return { streams, found: new Set(found.keys()), size: verdict.size }
}
