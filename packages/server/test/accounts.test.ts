import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Ledger, openLedger } from '@toetsbaar/ledger'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Role, roles } from '../src/access.ts'
import { type Accounts, ensureAdministrator, openAccounts } from '../src/accounts/accounts.ts'
import { type AccountDraft, draftProblems } from '../src/accounts/draft.ts'
import { openSessions, type Sessions } from '../src/sign-in/sessions.ts'

let database: FreshDatabase
let ledger: Ledger
let accounts: Accounts
let sessions: Sessions
let now = new Date('2026-11-22T12:00:00Z')
const clock = () => now
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const key = randomBytes(32)
const issuer = 'https://login.example'
const admin = { kind: 'officer', id: 'p-000000000000', role: 'administrator' } as const
const draft = (change: Partial<AccountDraft> = {}): AccountDraft => ({
  name: 'Aya Kwikstaart',
  team: 'Noord',
  roles: ['intake-officer'],
  until: '2027-05-01',
  ...change,
})

beforeAll(async () => {
  database = await freshDatabase()
  const signing = generateKeyPairSync('ed25519').privateKey
  const masters = [{ id: 'one', secret: randomBytes(32) }] as const
  const { pool } = database
  ledger = await openLedger({
    pool,
    keys: { origin: 'test.example/ledger', signing, masters },
    clock,
    random: randomBytes,
  })
  accounts = await openAccounts({ pool, ledger, clock, key, issuer })
  sessions = openSessions({ pool, clock, random: randomBytes })
})
afterAll(() => database.close())
beforeEach(() => {
  now = new Date('2026-11-22T12:00:00Z')
})

let count = 0
/** A new person with an account. */
const person = async (change: Partial<AccountDraft> = {}) => {
  const id = accounts.idOf(`subject ${count++}`)
  await accounts.add(admin, id, draft(change))
  return id
}

describe('an account', () => {
  test('goes by a number that the subject gives, the same each time, and that gives the subject away to nobody', async () => {
    const id = accounts.idOf('aya@work.example')
    expect(id).toMatch(/^p-[0-9a-hjkmnp-tv-z]{12}$/)
    expect(accounts.idOf('aya@work.example')).toBe(id)
    expect(accounts.idOf('aya@work.example ')).not.toBe(id)
    const other = await openAccounts({ pool: database.pool, ledger, clock, key, issuer: 'https://other.example' })
    expect(other.idOf('aya@work.example')).not.toBe(id)
  })

  test('is added, changed, ended and opened again; the ledger says who did it, and holds no name', async () => {
    const id = await person()
    await accounts.change(admin, id, 1, draft({ roles: ['intake-officer', 'team-lead'] }))
    await accounts.end(admin, id, 2)
    expect((await accounts.find(id))?.ended).toEqual(now)
    await accounts.reopen(admin, id, 3, draft({ team: 'Zuid' }))
    expect(await accounts.find(id)).toMatchObject({
      team: 'Zuid',
      roles: ['intake-officer'],
      version: 4,
      ended: undefined,
    })
    const entries = await ledger.read(`account:${id}`)
    expect(entries.map(({ kind }) => kind)).toEqual([
      'account.added',
      'account.changed',
      'account.ended',
      'account.reopened',
    ])
    for (const { payload } of entries) expect(payload).toMatchObject({ by: admin })
    expect(JSON.stringify(entries)).not.toContain('Kwikstaart')
    expect(entries[1]?.payload).toMatchObject({ roles: ['intake-officer', 'team-lead'] })
  })

  test('is nobody’s to change who has it: not the role, not the last day, not the end', async () => {
    const id = await person({ roles: ['administrator'], team: undefined })
    const self = { kind: 'officer', id, role: 'administrator' } as const
    const own = { reason: 'own' }
    await expect(accounts.change(self, id, 1, draft({ roles: ['auditor'] }))).rejects.toMatchObject(own)
    await expect(accounts.end(self, id, 1)).rejects.toMatchObject(own)
    await accounts.end(admin, id, 1)
    await expect(accounts.reopen(self, id, 2, draft())).rejects.toMatchObject(own)
    expect((await ledger.read(`account:${id}`)).length).toBe(2)
  })

  test('changed by two at once is changed by one; the other is told, and nothing of it is written', async () => {
    const id = await person()
    const both = await Promise.allSettled([
      accounts.change(admin, id, 1, draft({ team: 'Oost' })),
      accounts.change(admin, id, 1, draft({ team: 'West' })),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { reason: 'stale' } })
    const kept = both[0]?.status === 'fulfilled' ? 'Oost' : 'West'
    expect(await accounts.find(id)).toMatchObject({ team: kept, version: 2 })
  })

  test('that is there is not added, that is not there is not changed', async () => {
    const id = await person()
    await expect(accounts.add(admin, id, draft())).rejects.toMatchObject({ reason: 'there' })
    await expect(accounts.change(admin, 'p-zzzzzzzzzzzz', 0, draft())).rejects.toMatchObject({ reason: 'unknown' })
    await expect(accounts.reopen(admin, id, 1, draft())).rejects.toMatchObject({ reason: 'ended' })
  })

  test('that does not fit is refused below the pages too', async () => {
    const id = accounts.idOf(`subject ${count++}`)
    const unfit = accounts.add(admin, id, draft({ roles: ['administrator', 'intake-officer'] }))
    await expect(unfit).rejects.toMatchObject({ reason: 'draft' })
    expect(await accounts.find(id)).toBeUndefined()
  })
})

describe('a draft', () => {
  const today = '2026-11-22'
  const codes = (change: Partial<AccountDraft>) => draftProblems(draft(change), today).map(({ code }) => code)

  test.each<[string, Partial<AccountDraft>, string[]]>([
    ['fits', {}, []],
    ['ends today', { until: today }, []],
    ['ended yesterday', { until: '2026-11-21' }, ['account-past']],
    ['ends after a year and a day', { until: '2027-11-23' }, []],
    ['ends later than that', { until: '2027-11-24' }, ['account-far']],
    ['ends on no day', { until: '2027-02-30' }, ['date']],
    ['ends never', { until: '' }, ['date']],
    ['has no role', { roles: [] }, ['account-no-role']],
    ['has no name', { name: '  ' }, ['required']],
    ['handles cases without a team', { team: undefined }, ['account-team']],
    ['owns a system without a team', { team: undefined, roles: ['system-owner'] }, []],
  ])('that %s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected)
  })

  test('puts together only roles that handle cases or own a system: every other pair is refused', () => {
    const fine = ['intake-officer', 'team-lead', 'system-owner']
    for (const one of roles)
      for (const other of roles.filter(role => role !== one)) {
        const apart = codes({ roles: [one, other] as Role[] }).includes('account-apart')
        expect(apart, `${one} and ${other}`).toBe(!(fine.includes(one) && fine.includes(other)))
      }
  })
})

describe('a session', () => {
  test('says who it is, in which role, and until when', async () => {
    const id = await person({ roles: ['team-lead', 'intake-officer'] })
    const token = await sessions.begin(id, 'team-lead', undefined)
    expect(await sessions.who(token)).toEqual({
      id,
      name: 'Aya Kwikstaart',
      role: 'team-lead',
      roles: ['intake-officer', 'team-lead'],
      team: 'Noord',
      until: '2027-05-01',
    })
    expect(await sessions.who(`${token}x`)).toBeUndefined()
    expect(await sessions.who('')).toBeUndefined()
  })

  test('lives on as long as it is used, and is over after half an hour without', async () => {
    const token = await sessions.begin(await person(), 'intake-officer', undefined)
    for (let turn = 0; turn < 5; turn++) {
      later(29)
      expect(await sessions.who(token)).toBeDefined()
    }
    later(31)
    expect(await sessions.who(token)).toBeUndefined()
    expect(await sessions.who(token)).toBeUndefined()
  })

  test('is over after ten hours, however much it is used', async () => {
    const token = await sessions.begin(await person(), 'intake-officer', undefined)
    for (let turn = 0; turn < 29; turn++) {
      later(20)
      expect(await sessions.who(token), `after ${(turn + 1) * 20} minutes`).toBeDefined()
    }
    later(21)
    expect(await sessions.who(token)).toBeUndefined()
  })

  test('is over at once when the account is ended, when the role is taken away, and after the last day', async () => {
    const [ended, lost, past] = [await person(), await person(), await person({ until: '2026-11-22' })]
    const tokens = await Promise.all([ended, lost, past].map(id => sessions.begin(id, 'intake-officer', undefined)))
    const still = async () =>
      Promise.all(tokens.map(async token => ((await sessions.who(token)) === undefined ? 'out' : 'in')))
    expect(await still()).toEqual(['in', 'in', 'in'])
    await accounts.end(admin, ended, 1)
    expect(await still()).toEqual(['out', 'in', 'in'])
    await accounts.change(admin, lost, 1, draft({ roles: ['system-owner'] }))
    expect(await still()).toEqual(['out', 'out', 'in'])
    // 22 November ends at eleven in the evening, UTC, where the desk is.
    for (let minutes = 0; minutes < 10 * 60; minutes += 25) {
      later(25)
      await sessions.who(tokens[2] ?? '')
    }
    now = new Date('2026-11-22T22:59:00Z')
    const late = await sessions.begin(past, 'intake-officer', undefined)
    expect(await sessions.who(late)).toBeDefined()
    now = new Date('2026-11-22T23:01:00Z')
    expect(await sessions.who(late)).toBeUndefined()
  })

  test('that is ended is ended, and gives back what the provider is told', async () => {
    const token = await sessions.begin(await person(), 'intake-officer', 'an id token')
    expect(await sessions.end(token)).toBe('an id token')
    expect(await sessions.who(token)).toBeUndefined()
    expect(await sessions.end(token)).toBeUndefined()
  })
})

test('the first administrator is made where nobody is one, and not beside one', async () => {
  await database.pool.query('delete from sign_in.session')
  await database.pool.query(`update sign_in.account set ended = now() where 'administrator' = any(roles)`)
  await ensureAdministrator(accounts, 'boss@work.example', clock)
  const id = accounts.idOf('boss@work.example')
  expect(await accounts.find(id)).toMatchObject({ roles: ['administrator'], until: '2027-02-20', ended: undefined })
  expect((await ledger.read(`account:${id}`)).at(-1)?.payload).toMatchObject({
    by: { kind: 'setting', name: 'TOETSBAAR_FIRST_ADMINISTRATOR' },
  })
  await ensureAdministrator(accounts, 'somebody-else@work.example', clock)
  expect(await accounts.find(accounts.idOf('somebody-else@work.example'))).toBeUndefined()
  // The last one has passed: the setting helps again.
  now = new Date('2027-03-01T12:00:00Z')
  await ensureAdministrator(accounts, 'somebody-else@work.example', clock)
  expect(await accounts.find(accounts.idOf('somebody-else@work.example'))).toMatchObject({ roles: ['administrator'] })
})
