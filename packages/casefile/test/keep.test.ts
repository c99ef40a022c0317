import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { copyOfEveryTable } from '../../../test/copy.ts'
import {
  type CaseEvent,
  checkAccessDays,
  NotHere,
  parseTerms,
  type Rerun,
  replay,
  StepRefused,
  TermError,
  UnknownCase,
} from '../src/index.ts'
import { citizen, handedOver, officer, openWorld, system, told, type World } from './world.ts'

const terms = parseTerms(parse(readFileSync('models/retention/2026-01-01/terms.yaml', 'utf8')))

let world: World
beforeAll(async () => {
  world = await openWorld({
    alsoErase: [
      async (transaction, id) => {
        await transaction.query('delete from search.words where case_id = $1', [id])
      },
    ],
  })
  await world.database.pool.query('create schema search create table words (case_id uuid, words text)')
})
afterAll(() => world.database.close())

describe('an erased case', () => {
  test('leaves no word, no name of an officer and no key in any table, projections included', async () => {
    const { casefile, database } = world
    const [story, note] = [randomBytes(9).toString('hex'), randomBytes(9).toString('hex')]
    const name = `officer-${randomBytes(9).toString('hex')}`
    const made = await casefile.create(
      [
        { ...told, data: { text: story }, to: 'advised' },
        { type: 'inquiry.sent', by: citizen, data: null },
      ],
      { word: 'blauwe fiets' },
    )
    const { version } = await casefile.append(made.case, made.version, [
      { type: 'officer.took', by: officer(name), data: null },
      { type: 'officer.noted', by: officer(name), data: { note } },
    ])
    await casefile.find(made.code, 'rode fiets')
    await database.pool.query('insert into search.words values ($1, $2)', [made.case, story])
    const { rows: keys } = await database.pool.query<{ wrapped: Buffer }>(
      'select wrapped from ledger.key where id like $1',
      [`case:${made.case}%`],
    )
    const secrets = [story, note, name, ...keys.map(key => key.wrapped.toString('hex'))]
    expect(keys).toHaveLength(2)
    const before = await copyOfEveryTable(database.ownerUrl)
    for (const seen of [story, name]) expect(before).toContain(seen)

    const erasure = await casefile.erase(made.case, officer('bert'), { because: 'asked by the citizen' })
    expect(erasure).toMatchObject({ payloads: version })
    const after = await copyOfEveryTable(database.ownerUrl)
    for (const secret of secrets) expect(after).not.toContain(secret)
    const { events, state } = await casefile.read(made.case)
    expect(state.state).toBe('erased')
    expect(events.map(event => [event.type, event.data])).toEqual([
      ['inquiry.told', undefined],
      ['inquiry.sent', undefined],
      ['officer.took', undefined],
      ['officer.noted', undefined],
      ['case.erased', { because: 'asked by the citizen' }],
      ['case.erased', { because: 'asked by the citizen' }],
    ])
    expect(await casefile.find(made.code, 'blauwe fiets')).toBeUndefined()
    await database.pool.query('delete from casefile.tries')
    await expect(casefile.append(made.case, events.length, [told])).rejects.toThrow(UnknownCase)
    expect(await casefile.erase(made.case, officer('bert'), null)).toBeUndefined()
    expect(await casefile.rebuild()).toMatchObject({ changed: 0, removed: 0 })
  })
})

test('a citizen can erase a report until the police have it', async () => {
  const { casefile } = world
  const own = await casefile.create([told])
  expect(await casefile.erase(own.case, citizen, { because: 'changed my mind' })).toMatchObject({ payloads: 1 })
  const sent = await casefile.create(handedOver)
  await expect(casefile.erase(sent.case, citizen, null)).rejects.toMatchObject({ reason: 'not-received' })
})

describe('the daily job', () => {
  test('erases what is past its term, not a day before, and certifies it', async () => {
    const { casefile, ledger } = world
    world.now = new Date('2020-04-01T10:00:00Z')
    const unsent = await casefile.create([told])
    const sent = await casefile.create(handedOver)
    expect(await casefile.find(unsent.code, 'nothing')).toBeUndefined()

    world.now = new Date('2020-05-01T09:00:00Z')
    const early = await casefile.retain(terms, system)
    expect(early.erased.map(({ term, count }) => [term, count])).toEqual([
      ['unsent-report', 0],
      ['withdrawn-report', 0],
      ['sent-report', 0],
      ['wrong-words', 1],
      ['access-log', 0],
    ])
    world.now = new Date('2020-05-01T11:00:00Z')
    const due = await casefile.retain(terms, system)
    const [first] = due.erased
    expect(first).toMatchObject({ term: 'unsent-report', regime: 'AVG', source: 'avg-5', count: 1, payloads: 1 })
    expect((await casefile.read(unsent.case)).state.state).toBe('erased')
    expect((await casefile.read(sent.case)).state.state).toBe('with-officer')
    expect((await ledger.read('retention')).at(-1)).toMatchObject({
      position: due.position,
      payload: { at: due.at, erased: due.erased },
    })
    world.now = new Date('2025-04-02T10:00:00Z')
    const later = await casefile.retain(terms, system)
    expect(later.erased.find(one => one.term === 'sent-report')).toMatchObject({ count: 1, regime: 'Wpg' })
  })

  test('puts the access lines of each day that is over under a hash in the ledger', async () => {
    const { casefile, ledger } = world
    world.now = new Date('2025-05-01T10:00:00Z')
    await casefile.retain(terms, system)
    await ledger.logAccess({
      started: '2025-05-01T10:00:00.000Z',
      ended: '2025-05-01T10:00:00.120Z',
      trace: randomBytes(16).toString('hex'),
      span: randomBytes(8).toString('hex'),
      operation: 'case.read',
      status: 'ok',
      activity: 'https://register.example/activities/intake',
      purpose: 'handling a report',
      actor: { kind: 'officer', id: 'anna', role: 'intake' },
      resource: 'toetsbaar',
      resourceVersion: '0.1.0',
    })
    world.now = new Date('2025-05-03T10:00:00Z')
    const { sealedDays } = await casefile.retain(terms, system)
    expect(sealedDays).toEqual(['2025-05-01', '2025-05-02'])
    const digest = await ledger.accessDigest('2025-05-01')
    expect(digest.lines).toBe(1)
    expect((await ledger.read('access'))[0]?.payload).toEqual({ day: '2025-05-01', ...digest })
    expect((await casefile.retain(terms, system)).sealedDays).toEqual([])

    // Who owns the tables can change a line, and cannot change what the ledger says about its day.
    expect(await checkAccessDays(ledger, world.now)).toEqual({ days: 2, lines: 1, expired: 0, changed: [] })
    const owner = new pg.Client({ connectionString: world.database.ownerUrl })
    await owner.connect()
    await owner.query("update ledger.access set purpose = 'curiosity'")
    const differs = { day: '2025-05-01', sealed: 1, found: 1 }
    expect((await checkAccessDays(ledger, world.now)).changed).toEqual([differs])
    await owner.query("update ledger.access set purpose = 'handling a report'")
    expect((await checkAccessDays(ledger, world.now)).changed).toEqual([])
    await owner.query('delete from ledger.access')
    await owner.end()
    expect((await checkAccessDays(ledger, world.now)).changed).toEqual([{ ...differs, found: 0 }])
    expect(await checkAccessDays(ledger, new Date('2031-01-01T00:00:00Z'))).toMatchObject({ expired: 1, changed: [] })
  })

  test('does not seal a day whose last lines may still be on their way', async () => {
    const { casefile } = world
    world.now = new Date('2025-05-04T00:59:00Z')
    expect((await casefile.retain(terms, system)).sealedDays).toEqual([])
    world.now = new Date('2025-05-04T01:01:00Z')
    expect((await casefile.retain(terms, system)).sealedDays).toEqual(['2025-05-03'])
  })

  test('certifies what a run erased that was broken off, together with what the next one erases', async () => {
    const own = await openWorld({
      alsoErase: [
        async () => {
          if (broken.after-- === 0) throw new Error('the power went')
        },
      ],
    })
    const broken = { after: Number.POSITIVE_INFINITY }
    const made = await Promise.all(Array.from({ length: 120 }, () => own.casefile.create([told])))
    own.now = new Date('2026-06-01T10:00:00Z')
    broken.after = 70
    await expect(own.casefile.retain(terms, system)).rejects.toThrow('the power went')
    const states = async () => Promise.all(made.map(async one => (await own.casefile.read(one.case)).state.state))
    expect((await states()).filter(state => state === 'erased')).toHaveLength(50)
    expect((await own.ledger.read('retention')).map(entry => entry.kind)).toEqual(['retention.erased'])

    broken.after = Number.POSITIVE_INFINITY
    const [certificate, second] = await Promise.all([
      own.casefile.retain(terms, system),
      own.casefile.retain(terms, system),
    ])
    const counted = [certificate, second].map(one => one.erased.find(({ term }) => term === 'unsent-report'))
    expect(counted.map(one => one?.count).sort()).toEqual([0, 120])
    const all = counted.find(one => one?.count === 120)
    expect(all).toMatchObject({ payloads: 120 })
    expect(new Set(all?.positions).size).toBe(120)
    expect((await states()).every(state => state === 'erased')).toBe(true)
    await own.database.close()
  })

  test('tells which case it could not erase, and why, and erases the others', async () => {
    const own = await openWorld({
      alsoErase: [
        async (_, id) => {
          if (id === held) throw new StepRefused('state', 'a court asked to keep it')
        },
      ],
    })
    let held = ''
    const made = await Promise.all(Array.from({ length: 5 }, () => own.casefile.create([told])))
    held = made[2]?.case ?? ''
    own.now = new Date('2026-06-01T10:00:00Z')
    const { erased, kept } = await own.casefile.retain(terms, system)
    expect(erased.find(({ term }) => term === 'unsent-report')).toMatchObject({ count: 4 })
    expect(kept).toEqual([{ term: 'unsent-report', stream: `case:${held}`, because: 'a court asked to keep it' }])
    expect((await own.casefile.read(held)).state.state).toBe('telling')
    await own.database.close()
  })

  test('refuses terms that name no source, no duration, one state twice, or that leave a case for ever', () => {
    const source = { sources: [{ id: 'law' }] }
    const term = { id: 't', what: '', regime: 'AVG', source: 'law', term: 'P1D' }
    const unsent = ['telling', 'confirming', 'asking', 'advised', 'completing', 'withdrawn']
    const received = ['sent', 'with-officer', 'decided', 'objected', 'withdrawn']
    const cases = [
      { ...term, states: unsent, since: 'created' },
      { ...term, id: 'u', states: received, since: 'received' },
    ]
    const good = { ...source, cases, tries: term, access: term }
    expect(parseTerms(good).cases).toHaveLength(2)
    expect(() => parseTerms({ ...good, sources: [] })).toThrow(TermError)
    expect(() => parseTerms({ ...good, tries: { ...term, term: 'a day' } })).toThrow('write a duration')
    expect(() => parseTerms({ ...good, cases: [...cases, ...cases] })).toThrow('under two terms')
    expect(() => parseTerms({ ...good, cases: cases.slice(0, 1) })).toThrow(
      'sent, received; with-officer, received; decided, received; objected, received; withdrawn, received. They would stay',
    )
    const never = { ...term, states: [...unsent, 'sent'], since: 'created' }
    expect(() => parseTerms({ ...good, cases: [never, ...cases.slice(1)] })).toThrow(
      'there are none of: sent, not received',
    )
  })
})

describe('a replay', () => {
  const event = (version: number, type: string, data: CaseEvent['data']): CaseEvent => ({
    version,
    type,
    at: '2026-03-01T10:00:00.000Z',
    to: 'asking',
    by: system,
    data,
  })
  const events = [
    event(0, 'inquiry.told', { text: 'abc' }),
    event(1, 'inquiry.read', { letters: 3, first: 'a' }),
    event(2, 'run.advised', { outcome: 'wait' }),
  ]
  const rerun: Rerun = ({ type }, before) => {
    const story = (before.find(one => one.type === 'inquiry.told')?.data as { text: string } | undefined)?.text ?? ''
    if (type === 'inquiry.read') return { first: story.charAt(0), letters: story.length }
    return type === 'run.advised' ? { outcome: before.length === 2 ? 'wait' : 'report' } : undefined
  }

  test('says that all is the same, to the byte', () => {
    expect(replay(events, rerun)).toEqual({ same: true, events: 3, computed: 2 })
  })

  test('names the first event that differs', () => {
    const changed = events.with(1, event(1, 'inquiry.read', { letters: 4, first: 'a' }))
    expect(replay(changed, rerun)).toEqual({
      same: false,
      events: 3,
      first: {
        version: 1,
        type: 'inquiry.read',
        recorded: '{"first":"a","letters":4}',
        computed: '{"first":"a","letters":3}',
      },
    })
  })

  test('does not judge where what ran then is not here, and hides no fault', () => {
    const gone = replay(events, () => {
      throw new NotHere('the model of 2019 is not installed')
    })
    expect(gone).toEqual({
      same: undefined,
      events: 3,
      why: 'not-here',
      because: 'the model of 2019 is not installed',
    })
    const broken = () =>
      replay(events, () => {
        throw new Error('broken')
      })
    expect(broken).toThrow('broken')
  })

  test('does not judge a case that was erased', () => {
    expect(replay(events.with(0, event(0, 'inquiry.told', undefined)), rerun)).toMatchObject({
      same: undefined,
      why: 'erased',
    })
  })
})
