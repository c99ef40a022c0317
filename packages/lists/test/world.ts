import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { type Ledger, migrate, openLedger } from '@toetsbaar/ledger'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Lists, listSteps, openLists } from '../src/index.ts'

export type World = {
  readonly database: FreshDatabase
  readonly ledger: Ledger
  readonly lists: Lists
  today: string
}

/** Lists on a database of their own, on a day that the test sets. */
export async function openWorld(): Promise<World> {
  const database = await freshDatabase()
  const { pool } = database
  const world = { today: '2026-03-01' }
  const clock = () => new Date(`${world.today}T10:00:00Z`)
  const ledger = await openLedger({
    pool,
    keys: {
      origin: 'toetsbaar.example/ledger',
      signing: generateKeyPairSync('ed25519').privateKey,
      masters: [{ id: 'first', secret: randomBytes(32) }],
    },
    clock,
    random: randomBytes,
  })
  await migrate(pool, 'lists', listSteps)
  const lists = openLists({ pool, ledger, clock, newId: randomUUID, today: () => world.today })
  return Object.assign(world, { database, ledger, lists })
}
