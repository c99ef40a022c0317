import type { StateName } from '@toetsbaar/casefile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type QueueFilter, type QueueQuery, type QueueRow, queueSorts, type Viewer } from '../src/index.ts'
import { dice, playCase } from './sequence.ts'
import { auditor, openWorld, sent, viewer, type World } from './world.ts'

const states: readonly StateName[] = ['sent', 'with-officer', 'decided', 'objected', 'withdrawn']
const dayMs = 86_400_000

let world: World
/** Every case as the queue shows it to who sees all. */
let all: readonly QueueRow[]
beforeAll(async () => {
  world = await openWorld({ teams: ['noord', 'zuid', 'west'] })
  const outcomes = ['report', 'civil', 'wait']
  for (let seed = 1; seed <= 60; seed++) {
    world.now = new Date(Date.parse('2026-03-01T10:00:00Z') + seed * 0.4 * dayMs)
    if (seed % 3 !== 0) await playCase(world, seed, 12)
    else
      await world.casefile.create(
        sent({
          outcome: outcomes[seed % 2] ?? 'wait',
          subject: seed % 2 === 0 ? 'help-request-fraud' : 'internet-trade-fraud',
          ...(seed % 4 !== 0 && { amount: String(seed * 10) }),
        }),
      )
  }
  const counts = new Map((await world.casefile.list()).slice(0, 9).map((row, at) => [row.case, at % 3]))
  await world.desk.newLinks(counts)
  world.now = new Date('2026-04-01T10:00:00Z')
  all = (await world.desk.queue({ viewer: auditor, filter: { states }, limit: 200 })).rows
})
afterAll(() => world.database.close())

/** The queue once more, as a list that is looked through from top to bottom. */
function naive(query: QueueQuery & { readonly filter: QueueFilter }, seen: readonly QueueRow[]): readonly string[] {
  const { filter, viewer: who, sort = 'deadline' } = query
  const order = query.order ?? (sort === 'amount' ? 'desc' : 'asc')
  const among = <One>(allowed: readonly One[] | undefined, one: One) => allowed === undefined || allowed.includes(one)
  const within = (range: { from?: number; until?: number } | undefined, one: number | undefined) =>
    range === undefined ||
    ((range.from === undefined || (one !== undefined && one >= range.from)) &&
      (range.until === undefined || (one !== undefined && one <= range.until)))
  const is = <One>(asked: One | undefined, one: One) => asked === undefined || asked === one
  const kept = seen.filter(
    row =>
      (who.teams === 'all' || row.team === undefined || who.teams.includes(row.team)) &&
      among(filter.states ?? ['sent', 'with-officer', 'objected'], row.state) &&
      (filter.outcomes === undefined || (row.outcome !== undefined && filter.outcomes.includes(row.outcome))) &&
      (filter.subjects === undefined || (row.subject !== undefined && filter.subjects.includes(row.subject))) &&
      within(filter.amount, row.amount) &&
      within(filter.days, Math.floor((world.now.getTime() - Date.parse(row.received)) / dayMs)) &&
      (filter.waitingFor === undefined || filter.waitingFor.some(each => each === row.waitingFor)) &&
      is(filter.newLinks, row.newLinks > 0) &&
      is(filter.officer, row.officer) &&
      is(filter.team, row.team) &&
      is(filter.overdue, row.overdue) &&
      is(filter.requests, row.requests > 0) &&
      is(filter.objection, row.objection),
  )
  // Deadlines of what is closed are not shown; for those any order will do.
  const by = (row: QueueRow): number =>
    sort === 'amount' ? (row.amount ?? -1) : Date.parse(sort === 'deadline' ? (row.deadline ?? '') : row[sort])
  return kept
    .toSorted(
      (one, other) => (by(one) - by(other) || (one.number < other.number ? -1 : 1)) * (order === 'asc' ? 1 : -1),
    )
    .map(row => row.number)
}

describe('the queue', () => {
  test('answers as a list that is looked through by hand, for any filter, order and viewer', async () => {
    expect(all.length).toBeGreaterThan(40)
    const roll = dice(42)
    const maybe = <One>(one: () => One): One | undefined => (roll(4) === 0 ? one() : undefined)
    const pick = <One>(from: readonly One[]): One => from[roll(from.length)] as One
    let hits = 0
    for (let round = 0; round < 120; round++) {
      const filter = without({
        states: maybe(() => states.filter(() => roll(2) === 0)),
        outcomes: maybe(() => [pick(['report', 'civil', 'wait'])]),
        subjects: maybe(() => [pick(['help-request-fraud', 'internet-trade-fraud'])]),
        amount: maybe(() => without({ from: maybe(() => roll(40_000)), until: roll(60_000) })),
        days: maybe(() => without({ from: roll(20), until: maybe(() => 10 + roll(20)) })),
        waitingFor: maybe(() => [pick(['citizen', 'officer', 'team'] as const)]),
        newLinks: maybe(() => roll(2) === 0),
        officer: maybe(() => pick(['anna', 'bert'])),
        team: maybe(() => pick(['noord', 'west'])),
        overdue: maybe(() => roll(2) === 0),
        requests: maybe(() => roll(2) === 0),
        objection: maybe(() => roll(2) === 0),
      }) as QueueFilter
      const who: Viewer = roll(2) === 0 ? auditor : viewer(pick(['anna', 'bert']), pick(['noord', 'zuid', 'west']))
      // Closed cases have no deadline to compare by.
      const open = filter.states === undefined
      const sort = pick(queueSorts.filter(each => open || each !== 'deadline'))
      const query = { viewer: who, filter, sort, order: pick(['asc', 'desc'] as const) }
      const seen = (await world.desk.queue({ viewer: { ...who, teams: 'all' }, filter: { states }, limit: 200 })).rows
      const expected = naive(query, seen)
      const found: string[] = []
      let after: string | undefined
      do {
        const page = await world.desk.queue({ ...query, limit: 7, ...(after !== undefined && { after }) })
        expect(page.total).toBe(expected.length)
        found.push(...page.rows.map(row => row.number))
        after = page.next
      } while (after !== undefined)
      expect(found).toEqual(expected)
      hits += found.length
    }
    expect(hits).toBeGreaterThan(250)
  })
})

describe('a saved view', () => {
  const anna = { id: 'anna', teams: ['noord'] }
  const bert = { id: 'bert', teams: ['noord'] }
  const carla = { id: 'carla', teams: ['zuid'] }

  test('is for its owner, or for the whole team; only they remove it, or a team lead', async () => {
    const { views } = world.desk
    const mine = await views.save(anna, { name: 'Mine', query: { filter: { officer: 'anna' }, sort: 'amount' } })
    const ours = await views.save(anna, { name: 'Ours', team: 'noord', query: { filter: { overdue: true } } })
    expect(await views.list(anna)).toEqual([mine, ours])
    expect(await views.list(bert)).toEqual([{ ...ours, own: false }])
    expect(await views.list(carla)).toEqual([])
    expect(ours).toMatchObject({ team: 'noord', query: { filter: { overdue: true } } })
    await expect(views.save(anna, { name: 'Theirs', team: 'zuid', query: {} })).rejects.toThrow('zuid')
    await expect(views.save(anna, { name: '  ', query: {} })).rejects.toThrow('name')
    expect(await views.remove(bert, ours.id)).toBe(false)
    expect(await views.remove(carla, ours.id, true)).toBe(false)
    expect(await views.remove(bert, ours.id, true)).toBe(true)
    expect(await views.remove(anna, mine.id)).toBe(true)
  })

  test('of the same name takes the place of the one before', async () => {
    const { views } = world.desk
    await views.save(carla, { name: 'Old', query: { filter: { overdue: true } } })
    await views.save(carla, { name: 'Old', query: { filter: { overdue: false } } })
    expect((await views.list(carla)).map(view => view.query.filter)).toEqual([{ overdue: false }])
  })
})

/** Without the members that are not set. */
function without<Of extends object>(values: Of): Partial<{ [Name in keyof Of]: NonNullable<Of[Name]> }> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
