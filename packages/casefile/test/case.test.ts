import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, StaleCase, StepRefused, TooManyTries, UnknownCase } from '../src/index.ts'
import { citizen, handedOver, officer, openWorld, system, told, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.database.close())

describe('a case', () => {
  test('gives back its events', async () => {
    const { casefile } = world
    const made = await casefile.create([told])
    expect(made.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    const answered = {
      type: 'inquiry.answered',
      by: citizen,
      data: { observation: 'paid', value: 'yes' },
      to: 'advised' as const,
    }
    const { version } = await casefile.append(made.case, made.version, [answered])
    const read = await casefile.read(made.case)
    expect(read.version).toBe(version)
    expect(read.state.state).toBe('advised')
    expect(read.events.map(event => event.data)).toEqual([told.data, answered.data])
    await expect(casefile.read('0195519c-0000-7000-8000-000000000000')).rejects.toThrow(UnknownCase)
  })

  test('tells the second of two officers what changed, and writes nothing of theirs', async () => {
    const { casefile } = world
    const { case: id, version } = await casefile.create(handedOver)
    const note = (by: string) => ({ type: 'officer.noted', by: officer(by), data: { note: `by ${by}` } })
    await casefile.append(id, version, [note('anna')])
    const second = casefile.append(id, version, [note('bert')])
    await expect(second).rejects.toThrow(StaleCase)
    await expect(second).rejects.toMatchObject({
      version: version + 1,
      since: [{ type: 'officer.noted', data: { note: 'by anna' } }],
      attempted: [note('bert')],
    })
    const both = await Promise.allSettled([
      casefile.append(id, version + 1, [note('bert')]),
      casefile.append(id, version + 1, [note('carla')]),
    ])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('lies in the lists as it is, and a rebuild of the lists changes nothing', async () => {
    const { casefile, database } = world
    const { case: id } = await casefile.create(handedOver)
    const rows = await casefile.list({ officer: 'anna', states: ['with-officer'] })
    await world.ledger.append(`case:${id}/attachments`, 'attachment', 'bytes', { key: `case:${id}` })
    const { state } = await casefile.read(id)
    expect(rows.find(row => row.case === id)).toEqual({ case: id, ...state })
    expect(await casefile.rebuild()).toMatchObject({ changed: 0, removed: 0 })
    await database.pool.query("update casefile.list set state = 'sent', officer = null where case_id = $1", [id])
    const stray =
      'insert into casefile.list select gen_random_uuid(), state, version, created, changed, received, officer, deciders, requests from casefile.list limit 1'
    await database.pool.query(stray)
    expect(await casefile.rebuild()).toMatchObject({ changed: 1, removed: 1 })
    expect((await casefile.list({ officer: 'anna' })).find(row => row.case === id)).toEqual({ case: id, ...state })
  })
})

describe('the table of steps', () => {
  test('refuses what is not in it, from whom it is not, and when it is not', async () => {
    const { case: id, version } = await world.casefile.create([told])
    const step = (type: string, by: Actor) => world.casefile.append(id, version, [{ type, by, data: {} }])
    await expect(step('officer.decided', officer('anna'))).rejects.toMatchObject({ reason: 'state' })
    await expect(step('inquiry.answered', officer('anna'))).rejects.toMatchObject({ reason: 'who' })
    await expect(step('inquiry.read', citizen)).rejects.toMatchObject({ reason: 'who' })
    await expect(step('case.sold', citizen)).rejects.toThrow(StepRefused)
    const leap = { type: 'inquiry.answered', by: citizen, data: {}, to: 'decided' as const }
    await expect(world.casefile.append(id, version, [leap])).rejects.toMatchObject({ reason: 'to' })
    expect((await world.casefile.read(id)).version).toBe(version)
  })

  test('asks a motive of who decides, and another officer after an objection', async () => {
    const { casefile } = world
    const { case: id, version } = await casefile.create(handedOver)
    const concrete = { kind: 'close', reason: 'no-lead' }
    const decide = (by: string, { motive = '' }) => ({
      type: 'officer.decided',
      by: officer(by),
      data: { ...concrete, motive },
    })
    await expect(casefile.append(id, version, [decide('anna', {})])).rejects.toMatchObject({ reason: 'motive' })
    await expect(casefile.append(id, version, [decide('bert', { motive: 'x' })])).rejects.toMatchObject({
      reason: 'own-case',
    })
    const { version: objected } = await casefile.append(id, version, [
      decide('anna', { motive: 'No trace of the seller.' }),
      { type: 'citizen.objected', by: citizen, data: { motive: 'There is a trace.' } },
    ])
    const take = (by: string) => casefile.append(id, objected, [{ type: 'officer.took', by: officer(by), data: null }])
    await expect(take('anna')).rejects.toMatchObject({ reason: 'other-officer' })
    await take('bert')
    expect((await casefile.read(id)).state).toMatchObject({
      state: 'with-officer',
      officer: 'bert',
      deciders: ['anna'],
    })
  })

  test('keeps a request of the citizen open until an officer answers that one', async () => {
    const { casefile } = world
    const { case: id, version } = await casefile.create([
      ...handedOver,
      { type: 'citizen.asked-correction', by: citizen, data: { what: 'The amount was 40 euro.' } },
    ])
    expect((await casefile.list({ requests: true })).map(row => row.case)).toContain(id)
    const answer = (request: number) => ({ type: 'officer.answered-request', by: officer('anna'), data: { request } })
    await expect(casefile.append(id, version, [answer(0)])).rejects.toMatchObject({ reason: 'request' })
    await casefile.append(id, version, [answer(version - 1)])
    expect((await casefile.read(id)).state.requests).toEqual([])
    expect(await casefile.rebuild()).toMatchObject({ changed: 0 })
  })

  test('lets only systems record what a system made', async () => {
    const { case: id, version } = await world.casefile.create([told])
    const ran = { type: 'run.advised', by: system, data: { outcome: 'report' } }
    await expect(world.casefile.append(id, version, [{ ...ran, by: citizen }])).rejects.toMatchObject({ reason: 'who' })
    await world.casefile.append(id, version, [ran])
  })
})

test('code and word open a case again; the sixth wrong word has to wait', async () => {
  const { casefile, database } = world
  const { case: id, code } = await casefile.create([told], { word: 'Blauwe Fiets' })
  expect(await casefile.find(code.toLowerCase().replaceAll('-', ' '), 'blauwe fiets')).toBe(id)
  expect(await casefile.find('0000-0000-0000-0000', 'blauwe fiets')).toBeUndefined()
  expect(await casefile.find('nonsense', 'blauwe fiets')).toBeUndefined()
  const { rows } = await database.pool.query<{ found: string }>('select encode(code, $1) as found from casefile.door', [
    'escape',
  ])
  expect(rows.some(row => row.found.includes(code))).toBe(false)

  const wrong = await Promise.allSettled(Array.from({ length: 8 }, () => casefile.find(code, 'rode fiets')))
  expect(wrong.filter(one => one.status === 'fulfilled')).toHaveLength(5)
  await expect(casefile.find(code, 'blauwe fiets')).rejects.toThrow(TooManyTries)
  world.now = new Date(world.now.getTime() + 16 * 60_000)
  expect(await casefile.find(code, 'blauwe fiets')).toBe(id)
})
