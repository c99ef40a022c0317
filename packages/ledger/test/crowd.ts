import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { parseVerifier, verifyDump } from '../src/index.ts'
import { openOrder, type WriterOrder, type Written } from './writer.ts'

export type Crowd = Pick<WriterOrder, 'signing' | 'master'>

export function newCrowd(): Crowd {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    signing: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    master: randomBytes(32).toString('hex'),
  }
}

/** A writing process; `acknowledged` grows with every line that it printed. */
export type WritingProcess = {
  readonly child: ChildProcess
  readonly acknowledged: string[]
  readonly done: Promise<number | null>
}

export function startWriting(order: WriterOrder): WritingProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  let rest = ''
  child.stdout?.setEncoding('utf8')
  child.stdout?.on('data', (part: string) => {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    acknowledged.push(...lines)
  })
  return { child, acknowledged, done: new Promise(ended => child.once('close', ended)) }
}

/** What is in the log after a crowd wrote: each event that is there, per stream in order; and whether the log is whole. */
export type Found = {
  readonly streams: readonly (readonly Written[])[]
  readonly size: number
  readonly whole: boolean
}

/**
 * Reads all streams and checks the dump. Throws where ordinals or positions have gaps, an event is there twice, an
 * acknowledged one is missing, or the projection rows are not the events.
 */
export async function checkCrowd(crowd: Crowd, url: string, acknowledged: readonly string[]): Promise<Found> {
  const { pool, ledger } = await openOrder({ ...crowd, url })
  try {
    const streams: Written[][] = []
    const positions: number[] = []
    for (const stream of await ledger.streams('case:')) {
      const entries = await ledger.read(stream)
      if (entries.some((entry, at) => entry.ordinal !== at)) throw new Error(`${stream} has a gap`)
      positions.push(...entries.map(entry => entry.position))
      streams.push(entries.map(entry => entry.payload as Written))
    }
    if (positions.sort((a, b) => a - b).some((position, at) => position !== at)) throw new Error('Positions have a gap')
    const found = streams.flat().map(({ writer, number }) => `${writer} ${number}`)
    const once = new Set(found)
    if (once.size !== found.length) throw new Error(`${found.length - once.size} events are there twice`)
    const lost = acknowledged.filter(line => !once.has(line))
    if (lost.length > 0) throw new Error(`${lost.length} acknowledged events are lost, the first is ${lost[0]}`)
    const { rows } = await pool.query<{ writer: string; number: number }>('select writer, number from seen')
    const rowsOnce = new Set(rows.map(({ writer, number }) => `${writer} ${number}`))
    if (rows.length !== found.length || rowsOnce.symmetricDifference(once).size > 0)
      throw new Error('The projection rows are not the events')
    const verdict = await verifyDump(bytes(ledger.dump()), parseVerifier(ledger.verifier))
    if (!verdict.ok) throw new Error(`The log is not whole at ${verdict.at}: ${verdict.because}`)
    return { streams, size: verdict.size, whole: verdict.ok }
  } finally {
    await pool.end()
  }
}

async function* bytes(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield Buffer.from(part)
}

/** The table of projection rows that the writers fill, open to the application's role. */
export async function createSeen(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('create table seen (writer text, number int); grant select, insert on seen to toetsbaar_app')
  await owner.end()
}
