import type { Pool, PoolClient } from 'pg'
import { Batch, emptyHead, type Head, SpoiledBatch, type Surroundings } from './batch.ts'
import type { LedgerTransaction } from './ledger.ts'

/** What a work will touch, as far as it is known before: saves a round trip. */
export type Foreseen = { readonly streams: readonly string[]; readonly keys: readonly string[] }

export type Group = {
  /** Runs the work in the next transaction, together with whatever else waits; resolves after the commit. */
  run<Result>(work: (transaction: LedgerTransaction) => Promise<Result>, foreseen: Foreseen): Promise<Result>
}

type Waiting = {
  readonly foreseen: Foreseen
  attempt(batch: Batch): Promise<void>
  settle(): void
  fail(error: unknown): void
}

const most = 256

/**
 * Group commit: while one transaction is on its way to disk, the works that come in gather for the next, so that they
 * share its flush. A work that fails fails alone: the others go through, in a transaction without it where need be.
 */
export function createGroup(pool: Pool, around: Surroundings): Group {
  let head: Head = emptyHead
  let waiting: Waiting[] = []
  let busy = false

  const wake = () => {
    if (busy || waiting.length === 0) return
    busy = true
    // One turn later: writers that were just answered are back in time to share this transaction.
    setImmediate(async () => {
      const works = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await commitTogether(works)
      busy = false
      wake()
    })
  }

  const commitTogether = async (works: readonly Waiting[]): Promise<void> => {
    let client: PoolClient
    try {
      client = await pool.connect()
    } catch (error) {
      for (const work of works) work.fail(error)
      return
    }
    // A connection that breaks between two queries says so here; the next query then fails and is handled below.
    const ignore = () => {}
    client.on('error', ignore)
    let sent = false
    try {
      const batch = await Batch.begin(client, around, head)
      const streams = new Set(works.flatMap(work => work.foreseen.streams))
      const keys = new Set(works.flatMap(work => work.foreseen.keys))
      if (streams.size + keys.size > 0) await batch.foresee([...streams], [...keys])
      for (const work of works) await work.attempt(batch)
      const written = await batch.write()
      sent = true
      await client.query('commit')
      head = written
      client.off('error', ignore)
      client.release()
      for (const work of works) work.settle()
    } catch (error) {
      const broken = await rollback(client)
      client.off('error', ignore)
      const [only] = works
      // Once the commit was sent, nobody knows whether it happened: a second attempt could write twice.
      if (sent || broken || only === undefined || works.length === 1) {
        for (const work of works) work.fail(error instanceof SpoiledBatch ? error.cause : error)
      } else {
        for (const work of works) await commitTogether([work])
      }
    }
  }

  return {
    run: (work, foreseen) =>
      new Promise((resolve, reject) => {
        let outcome: { readonly failed: boolean; readonly value: unknown } | undefined
        waiting.push({
          foreseen,
          attempt: async batch => {
            try {
              outcome = { failed: false, value: await batch.run(work) }
            } catch (error) {
              if (error instanceof SpoiledBatch) throw error
              outcome = { failed: true, value: error }
            }
          },
          settle: () => {
            if (outcome?.failed) reject(outcome.value)
            else resolve(outcome?.value as Awaited<ReturnType<typeof work>>)
          },
          fail: reject,
        })
        wake()
      }),
  }
}

/** True where the connection is gone too; the database has then rolled back by itself. */
async function rollback(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    client.release()
    return false
  } catch (error) {
    client.release(error as Error)
    return true
  }
}
