/** Wraps all keys with the second of two master keys; a test kills it half-way. Takes its order as JSON. */
import { createPrivateKey, randomBytes } from 'node:crypto'
import pg from 'pg'
import { openLedger } from '../src/index.ts'

/** The signing key in PEM, the master keys in hexadecimal. */
export type RotatorOrder = {
  readonly url: string
  readonly signing: string
  readonly next: string
  readonly first: string
}

const order = JSON.parse(process.argv[2] ?? '{}') as RotatorOrder
const pool = new pg.Pool({ connectionString: order.url, max: 4 })
const ledger = await openLedger({
  pool,
  keys: {
    origin: 'toetsbaar.example/ledger',
    signing: createPrivateKey(order.signing),
    masters: [
      { id: 'second', secret: Buffer.from(order.next, 'hex') },
      { id: 'first', secret: Buffer.from(order.first, 'hex') },
    ],
  },
  clock: () => new Date(),
  random: randomBytes,
})
process.stdout.write(`${await ledger.rotateKeys()}\n`)
await pool.end()
