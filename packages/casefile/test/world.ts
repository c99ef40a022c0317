import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Ledger, openLedger } from '@toetsbaar/ledger'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Actor, type Casefile, type CasefileOptions, openCasefile } from '../src/index.ts'

/** Case files on a database of their own, with a clock that the test sets. */
export type World = {
  readonly database: FreshDatabase
  readonly ledger: Ledger
  readonly casefile: Casefile
  now: Date
}

export async function openWorld(more: Pick<CasefileOptions, 'alsoErase'> = {}): Promise<World> {
  const database = await freshDatabase()
  const { pool } = database
  const keys = {
    origin: 'toetsbaar.example/ledger',
    signing: generateKeyPairSync('ed25519').privateKey,
    masters: [{ id: 'first', secret: randomBytes(32) }] as const,
  }
  const world = { now: new Date('2026-03-01T10:00:00Z') }
  const clock = () => world.now
  const ledger = await openLedger({ pool, keys, clock, random: randomBytes })
  const casefile = await openCasefile({ pool, ledger, clock, random: randomBytes, codeKey: randomBytes(32), ...more })
  return Object.assign(world, { database, ledger, casefile })
}

export const citizen: Actor = { kind: 'citizen' }
export const system: Actor = { kind: 'system', dossier: 'intake', version: 1, permit: 'p1' }
export const officer = (id: string): Actor => ({ kind: 'officer', id, role: 'intake' })
export const told = { type: 'inquiry.told', by: citizen, data: { text: 'Ik betaalde 400 euro.' } }
/** From the first word to the officer's desk. */
export const handedOver = [
  { ...told, to: 'advised' as const },
  { type: 'inquiry.sent', by: citizen, data: null },
  { type: 'officer.took', by: officer('anna'), data: null },
]
