import type { Pool, PoolClient } from 'pg'
import { Batch, OutgrownTail, SpoiledBatch, type Surroundings, type Tail } from './batch.ts'
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

/** Milliseconds without a batch after which the tail is forgotten. */
const forgetAfter = 10_000

/**
 * Group commit: while one transaction is on its way to disk, the works that come in gather for the next, so that they
 * share its flush. A work that fails fails alone: the others go through, in a transaction without it where need be.
 */
export function createGroup(pool: Pool, around: Surroundings): Group {
  let tail: Tail | undefined
  let forgetting: NodeJS.Timeout | undefined
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
    const batch = new Batch(client, around, tail)
    try {
      if (tail === undefined) await batch.begin()
      tail = undefined
      await batch.foresee(
        [...new Set(works.flatMap(work => work.foreseen.streams))],
        [...new Set(works.flatMap(work => work.foreseen.keys))],
      )
      for (const work of works) await work.attempt(batch)
      remember(await batch.commit())
      client.off('error', ignore)
      client.release()
      for (const work of works) work.settle()
    } catch (error) {
      tail = undefined
      const broken = await rollback(client)
      client.off('error', ignore)
      const [only] = works
      // Once the commit was sent, nobody knows whether it happened: a second attempt could write twice.
      if (batch.sent || broken) {
        for (const work of works) work.fail(causeOf(error))
      } else if (error instanceof OutgrownTail) {
        await commitTogether(works)
      } else if (only === undefined || works.length === 1) {
        only?.fail(causeOf(error))
      } else {
        for (const work of works) await commitTogether([work])
      }
    }
  }

  const remember = (known: Tail) => {
    tail = known
    clearTimeout(forgetting)
    // So that the keys of cases stay in memory no longer than they save something.
    forgetting = setTimeout(() => {
      tail = undefined
    }, forgetAfter).unref()
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
              if (error instanceof SpoiledBatch || error instanceof OutgrownTail) throw error
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

/** What a work is told of: the fault itself, not what it meant for the batch. */
function causeOf(error: unknown): unknown {
  return error instanceof SpoiledBatch || error instanceof OutgrownTail ? (error.cause ?? error) : error
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
