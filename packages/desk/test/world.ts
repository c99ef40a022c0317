import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Actor, type Casefile, type NewEvent, openCasefile } from '@toetsbaar/casefile'
import { type Ledger, openLedger } from '@toetsbaar/ledger'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Desk, type DeskOptions, openDesk, type Viewer } from '../src/index.ts'

/** A desk over case files on a database of their own, with a clock that the test sets. */
export type World = {
  readonly database: FreshDatabase
  readonly ledger: Ledger
  readonly casefile: Casefile
  readonly desk: Desk
  readonly numberKey: Uint8Array
  now: Date
}

export async function openWorld(more: Partial<DeskOptions> = {}): Promise<World> {
  return openWorldOn(await freshDatabase(), more)
}

/** The same on a database of the caller's. */
export async function openWorldOn(database: FreshDatabase, more: Partial<DeskOptions> = {}): Promise<World> {
  const { pool } = database
  const keys = {
    origin: 'toetsbaar.example/ledger',
    signing: generateKeyPairSync('ed25519').privateKey,
    masters: [{ id: 'first', secret: randomBytes(32) }] as const,
  }
  const world = { now: new Date('2026-03-01T10:00:00Z') }
  const clock = () => world.now
  const numberKey = more.numberKey ?? Buffer.alloc(32, 7)
  const ledger = await openLedger({ pool, keys, clock, random: randomBytes })
  const desk = await openDesk({ pool, clock, teams: ['noord', 'zuid'], ...more, numberKey })
  const casefile = await openCasefile({
    pool,
    ledger,
    clock,
    random: randomBytes,
    codeKey: randomBytes(32),
    alsoWrite: [desk.project],
    alsoErase: [desk.forget],
  })
  return Object.assign(world, { database, ledger, casefile, desk, numberKey })
}

export const citizen: Actor = { kind: 'citizen' }
export const system: Actor = { kind: 'system', dossier: 'intake', version: 1, permit: 'p1' }
export const officer = (id: string, role = 'intake-officer') => ({ kind: 'officer', id, role }) as const
/** Who sees everything, advice too. */
export const auditor: Viewer = { id: 'auditor', teams: 'all', seesAdvice: true }
/** An officer of some teams. */
export const viewer = (id: string, ...teams: string[]): Viewer => ({
  id,
  teams: teams.length === 0 ? 'all' : teams,
  seesAdvice: false,
})

const model = { subject: 'internet-trade-fraud', from: '2019-03-01', digest: 'ab'.repeat(32) }

type Told = {
  readonly text?: string
  readonly outcome?: string
  readonly subject?: string
  readonly amount?: string
  readonly platform?: string
}

/** From the first word until the police have it. */
export function sent({
  text = 'Ik betaalde 400 euro.',
  outcome = 'report',
  subject,
  amount,
  platform,
}: Told = {}): NewEvent[] {
  const fill = (slot: string, value: string | undefined): NewEvent[] =>
    value === undefined
      ? []
      : [{ type: 'inquiry.slot-filled', by: citizen, data: { kind: 'slot-filled', slot, values: [value] } }]
  return [
    { type: 'run.opened', by: system, data: { model: { ...model, subject: subject ?? model.subject } } },
    { type: 'inquiry.told', by: citizen, data: { kind: 'told', text } },
    { type: 'run.advised', by: system, data: { outcome, stable: true, officer: false, rules: ['F1'] } },
    { type: 'inquiry.report-chosen', by: citizen, data: null, to: 'completing' },
    ...fill('amount', amount),
    ...fill('platform', platform),
    { type: 'inquiry.sent', by: citizen, data: null },
  ]
}
