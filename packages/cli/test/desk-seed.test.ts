import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Casefile, openCasefile } from '@toetsbaar/casefile'
import { type Desk, openDesk } from '@toetsbaar/desk'
import { type Ledger, openLedger, parseVerifier, verifyDump } from '@toetsbaar/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Seeded, seedDesk } from '../src/desk/seed.ts'

const count = 160
const teams = ['Noord', 'Zuid']
let database: FreshDatabase
let ledger: Ledger
let casefile: Casefile
let desk: Desk
let seeded: Seeded

beforeAll(async () => {
  database = await freshDatabase()
  const { pool } = database
  const keys = {
    origin: 'toetsbaar.example/ledger',
    signing: generateKeyPairSync('ed25519').privateKey,
    masters: [{ id: 'first', secret: randomBytes(32) }] as const,
  }
  let now = new Date()
  const clock = () => now
  const codeKey = randomBytes(32)
  ledger = await openLedger({ pool, keys, clock, random: randomBytes })
  desk = await openDesk({ pool, clock, numberKey: codeKey, teams })
  casefile = await openCasefile({
    pool,
    ledger,
    clock,
    random: randomBytes,
    codeKey,
    alsoWrite: [desk.project],
    alsoErase: [desk.forget],
  })
  const setClock = (moment: Date) => {
    now = moment
  }
  const models = join(import.meta.dirname, '../../../models')
  seeded = await seedDesk({ casefile, desk }, { count, seed: 7, days: 60, teams, models, setClock, say: () => {} })
})
afterAll(() => database.close())

const auditor = { id: 'hanna', teams: 'all', seesAdvice: true } as const

type Entity = { readonly type: string; readonly text: string; readonly start: number; readonly end: number }
/** What the reporter of a case gave, in one spelling, with the text that it stands in. */
async function givenIn(id: string): Promise<{ readonly text: string; readonly entities: readonly Entity[] }> {
  const { events } = await casefile.read(id)
  const read = events.find(event => event.type === 'inquiry.read')?.data as unknown as {
    readonly reading: { readonly entities: readonly Entity[] }
  }
  const told = events.find(event => event.type === 'inquiry.told')?.data as { readonly text: string }
  return { text: told.text, entities: read.reading.entities }
}
const oneSpelling: Readonly<Record<string, (text: string) => string>> = {
  account: text => text.replace(/\s/g, '').toUpperCase(),
  phone: text =>
    `0${text
      .replace(/\D/g, '')
      .replace(/^0031|^31/, '')
      .replace(/^0/, '')}`,
  email: text => text.toLowerCase(),
  site: text =>
    text
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/\/.*$/, ''),
  handle: text => text.replace(/^@/, '').toLowerCase(),
}
const typeOf: Readonly<Record<string, string>> = {
  account: 'IBAN',
  phone: 'PHONE',
  email: 'EMAIL',
  site: 'URL',
  handle: 'HANDLE',
}

describe('invented cases', () => {
  test('are as many as asked, in every state, with officers who decided some', async () => {
    const states = ['sent', 'with-officer', 'decided', 'objected', 'withdrawn'] as const
    const { total } = await desk.queue({ viewer: auditor, filter: { states } })
    expect(total).toBe(count)
    const { rows } = await desk.queue({ viewer: auditor, filter: { states }, limit: 200 })
    expect(new Set(rows.map(row => row.state)).size).toBeGreaterThanOrEqual(4)
    expect(rows.filter(row => row.amount !== undefined && row.platform !== undefined)).toHaveLength(count)
    expect(new Set(rows.map(row => row.waitingFor))).toEqual(new Set(['citizen', 'officer', 'team', undefined]))
    expect(Math.max(...rows.map(row => row.daysOpen))).toBeGreaterThan(30)
  })

  test('are told with the quote where it says it stands, and share exactly what the truth says', async () => {
    const all = await casefile.list({ limit: count })
    const byValue = new Map<string, Set<string>>()
    for (const { case: id } of all) {
      const { text, entities } = await givenIn(id)
      expect(text).toMatch(/^(Verzonnen melding|Invented report)/)
      for (const { type, text: quote, start, end } of entities) {
        expect(text.slice(start, end)).toBe(quote)
        const kind = Object.keys(typeOf).find(each => typeOf[each] === type)
        if (kind === undefined) continue
        const value = `${kind} ${oneSpelling[kind]?.(quote)}`
        byValue.set(value, (byValue.get(value) ?? new Set()).add(id))
      }
    }
    const planted = new Map(
      seeded.truth.groups
        .filter(group => group.kind !== 'name-place')
        .map(({ kind, value, cases }) => [`${kind} ${value}`, cases.map(each => each.id).toSorted()]),
    )
    const shared = new Map(
      [...byValue].filter(([, ids]) => ids.size > 1).map(([value, ids]) => [value, [...ids].toSorted()]),
    )
    expect(shared).toEqual(planted)
    expect(planted.size).toBeGreaterThan(3)
    for (const { cases } of seeded.truth.groups)
      for (const { id, number } of cases) expect(desk.caseNumber(id)).toBe(number)
  })

  test('stand in a ledger that verifies, and in lists that a rebuild does not change', async () => {
    const bytes = async function* () {
      for await (const line of ledger.dump()) yield Buffer.from(line)
    }
    const verdict = await verifyDump(bytes(), parseVerifier(ledger.verifier))
    expect(verdict).toMatchObject({ ok: true })
    expect(await casefile.rebuild()).toMatchObject({ cases: count, changed: 0, removed: 0 })
  })
})
