import type { Ledger } from '@toetsbaar/ledger'
import type { Pool } from 'pg'

export type Rate = { readonly perSecond: number; readonly count: number }

/** Runs `count` jobs with so many writers that each start the next when the last is done. */
async function timed(writers: number, count: number, job: (number: number) => Promise<unknown>): Promise<Rate> {
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let number = next++; number < count; number = next++) await job(number)
    }),
  )
  return { perSecond: (count / (performance.now() - started)) * 1000, count }
}

const content = (number: number) => ({ by: { kind: 'citizen' }, data: { observation: 'paid', value: 'yes', number } })

/** The peer: each event one durable insert into one table. */
export async function plainInserts(pool: Pool, writers: number, count: number): Promise<Rate> {
  await pool.query('create schema if not exists plain')
  await pool.query(
    'create table if not exists plain.event (id bigint generated always as identity primary key, stream text, body jsonb)',
  )
  return timed(writers, count, number =>
    pool.query('insert into plain.event (stream, body) values ($1, $2)', [`case:${number % 200}`, content(number)]),
  )
}

/** What we do: an entry in the tree, its sealed payload, and a projection row. */
export async function ledgerAppends(pool: Pool, ledger: Ledger, writers: number, count: number): Promise<Rate> {
  await pool.query('create schema if not exists plain')
  await pool.query('create table if not exists plain.list (stream text primary key, events int not null)')
  return timed(writers, count, number => {
    const stream = `case:${number % 200}`
    return ledger.transaction(
      async transaction => {
        const { ordinal } = await transaction.append(stream, 'inquiry.answered', content(number))
        transaction.put('plain.list', ['stream'], { stream, events: ordinal + 1 })
      },
      [stream],
    )
  })
}
