import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Ledger, migrate, openLedger } from '@toetsbaar/ledger'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Files, type LinkFinder, linkSteps, openFiles, openFinder } from '../src/index.ts'

export type World = {
  readonly database: FreshDatabase
  readonly ledger: Ledger
  readonly finder: LinkFinder
  readonly files: Files
  now: Date
}

/** A link finder and files on a database of their own, with a clock that the test sets. */
export async function openWorld(on: Promise<FreshDatabase> = freshDatabase()): Promise<World> {
  const database = await on
  const { pool } = database
  const world = { now: new Date('2026-03-01T10:00:00Z') }
  const clock = () => world.now
  const random = randomBytes
  const ledger = await openLedger({
    pool,
    keys: {
      origin: 'toetsbaar.example/ledger',
      signing: generateKeyPairSync('ed25519').privateKey,
      masters: [{ id: 'first', secret: randomBytes(32) }],
    },
    clock,
    random,
  })
  await migrate(pool, 'links', linkSteps)
  const finder = openFinder({ pool, ledger, clock, key: randomBytes(32), rules: 'first', leastAlike: 0.85 })
  return Object.assign(world, { database, ledger, finder, files: openFiles({ pool, ledger, clock, random }) })
}

export const everyCase = (): Promise<boolean> => Promise.resolve(true)

/** A case id that tells its number to who reads a failing test. */
export function caseId(number: number): string {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}
