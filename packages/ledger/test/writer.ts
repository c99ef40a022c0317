import { createPrivateKey, randomBytes } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { type Ledger, openLedger } from '../src/index.ts'

/** What a writing process is told, as JSON in its first argument. */
export type WriterOrder = {
  readonly url: string
  /** PEM of the signing key, and the master key in hexadecimal. */
  readonly signing: string
  readonly master: string
  readonly name: string
  /** Writers in this process, streams that all share, and events a writer; undefined: until killed. */
  readonly writers: number
  readonly streams: number
  readonly events?: number
}

/** What every event of these writers says. */
export type Written = { readonly writer: string; readonly number: number }

export async function openOrder({
  url,
  signing,
  master,
}: Pick<WriterOrder, 'url' | 'signing' | 'master'>): Promise<{ pool: pg.Pool; ledger: Ledger }> {
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  pool.on('error', () => {})
  const ledger = await openLedger({
    pool,
    keys: {
      origin: 'toetsbaar.example/ledger',
      signing: createPrivateKey(signing),
      masters: [{ id: 'first', secret: Buffer.from(master, 'hex') }],
    },
    clock: () => new Date(),
    random: randomBytes,
  })
  return { pool, ledger }
}

/** Appends, and prints `writer number` for each event that was acknowledged. */
async function write(order: WriterOrder): Promise<void> {
  const { pool, ledger } = await openOrder(order)
  const one = async (writer: string) => {
    for (let number = 0; number < (order.events ?? Number.POSITIVE_INFINITY); number++) {
      const stream = `case:${Math.floor(Math.random() * order.streams)}`
      const payload: Written = { writer, number }
      try {
        await ledger.transaction(
          async transaction => {
            await transaction.append(stream, 'said', payload)
            await transaction.query('insert into seen (writer, number) values ($1, $2)', [writer, number])
          },
          [stream],
        )
        process.stdout.write(`${writer} ${number}\n`)
      } catch (error) {
        if (order.events !== undefined) throw error
        await new Promise(later => setTimeout(later, 20))
      }
    }
  }
  await Promise.all(Array.from({ length: order.writers }, (_, at) => one(`${order.name}.${at}`)))
  await pool.end()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await write(JSON.parse(process.argv[2] ?? '{}'))
