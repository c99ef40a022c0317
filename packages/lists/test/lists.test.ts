import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetTouches, type ListAct, type ListEntry, ListRefused, type NewEntry, touchEntry } from '../src/index.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.database.close())

const [first, second, third] = ['p-one', 'p-two', 'p-three'].map(id => ({ id, role: 'intake-officer' }))
if (first === undefined || second === undefined || third === undefined) throw new Error('three persons are needed')

const bad = (value: string): NewEntry => ({
  list: 'known-bad',
  kind: 'url',
  value,
  ground: 'Twaalf meldingen zonder levering.',
  provenance: 'Eigen meldingen, nagekeken op 1 maart.',
  until: '2026-09-01',
})

async function listed(value: string): Promise<ListEntry> {
  const entry = await world.lists.propose(first as NonNullable<typeof first>, bad(value))
  return world.lists.act(entry.id, 1, second as NonNullable<typeof second>, { kind: 'confirm' })
}

const found = (value: string, on = world.today) => world.lists.find('known-bad', [{ kind: 'url', value }], on, 30)
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof ListRefused ? error.reason : String(error)),
  )

test('an entry counts only once a second person confirmed it', async () => {
  const entry = await world.lists.propose(first, bad('https://www.Jassenparadijs.example/koop'))
  expect(entry).toMatchObject({ value: 'jassenparadijs.example', state: 'proposed' })
  expect(await found('jassenparadijs.example')).toBeUndefined()
  expect(await refusal(world.lists.act(entry.id, 1, first, { kind: 'confirm' }))).toBe('same-person')
  await world.lists.act(entry.id, 1, second, { kind: 'confirm' })
  expect(await found('http://jassenparadijs.example')).toEqual({ entry: entry.id, value: 'jassenparadijs.example' })
  expect((await world.lists.read(entry.id)).history.map(event => [event.kind, event.by?.id])).toEqual([
    ['proposed', 'p-one'],
    ['confirm', 'p-two'],
  ])
})

test('it stops to count after its last day, and where nobody checked it for as long as its list asks', async () => {
  const entry = await listed('dagen.example')
  expect(await found('dagen.example', '2026-03-30')).toBeDefined()
  expect(await found('dagen.example', '2026-03-31')).toBeUndefined()
  world.today = '2026-08-20'
  await world.lists.act(entry.id, 2, third, { kind: 'check', provenance: 'Opnieuw nagekeken.' })
  expect(await found('dagen.example', '2026-09-01')).toBeDefined()
  expect(await found('dagen.example', '2026-09-02')).toBeUndefined()
  expect(await found('dagen.example', '2026-08-19')).toBeUndefined()
  world.today = '2026-03-01'
})

test('who asks for a correction gets an answer from somebody who did not put it there', async () => {
  const { id } = await listed('eerlijk.example')
  const asked = await world.lists.act(
    id,
    2,
    { id: 'outside', role: 'citizen' },
    { kind: 'ask-correction', words: 'Wij leveren wel.' },
  )
  expect(asked.contested).toBe(3)
  expect((await world.lists.entries())[0]?.id).toBe(id)
  const answer = (outcome: 'removed' | 'upheld'): ListAct => ({
    kind: 'answer-correction',
    outcome,
    motive: 'Nagekeken.',
  })
  expect(await refusal(world.lists.act(id, 3, second, answer('upheld')))).toBe('same-person')
  const upheld = await world.lists.act(id, 3, third, answer('upheld'))
  expect([upheld.contested, upheld.state]).toEqual([undefined, 'listed'])
  expect(await refusal(world.lists.act(id, 4, third, answer('removed')))).toBe('not-contested')
})

test('a party that was wrongly listed is removed everywhere, and the cases that it touched are named', async () => {
  const { id } = await listed('canary-q7x1.example')
  const [one, other] = [randomUUID(), randomUUID()]
  await world.ledger.transaction(async transaction => {
    touchEntry(transaction, id, one, '2026-03-01T10:00:00.000Z')
    touchEntry(transaction, id, other, '2026-03-01T11:00:00.000Z')
  })
  await world.lists.act(id, 2, first, { kind: 'remove', motive: 'Verwisseld met een andere winkel.' })
  expect(await found('canary-q7x1.example')).toBeUndefined()
  expect(await world.lists.touched(id)).toEqual([other, one])
  const { rows } = await world.database.pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('ledger', 'lists')`,
  )
  expect(rows.length).toBeGreaterThan(4)
  for (const { name } of rows) {
    const content = await world.database.pool.query<{ row: string }>(`select t::text as row from ${name} t`)
    expect(content.rows.filter(({ row }) => row.includes('canary-q7x1'))).toEqual([])
  }
  const { entry, history } = await world.lists.read(id)
  expect([entry.state, entry.value, entry.proposer, entry.confirmer]).toEqual(['removed', undefined, 'p-one', 'p-two'])
  expect(history.at(-1)).toMatchObject({ kind: 'remove', words: 'Verwisseld met een andere winkel.' })
  await world.ledger.transaction(transaction => forgetTouches(transaction, one))
  expect(await world.lists.touched(id)).toEqual([other])
})

test('an entry that is listed anew takes the place of the old one, and what is past is destroyed', async () => {
  const old = await listed('opnieuw.example')
  const anew = await listed('opnieuw.example')
  expect(await found('opnieuw.example')).toMatchObject({ entry: anew.id })
  expect((await world.lists.read(old.id)).entry.state).toBe('replaced')
  const { id } = await listed('voorbij.example')
  world.today = '2026-09-02'
  expect(await world.lists.lapse()).toBeGreaterThanOrEqual(2)
  expect(await world.lists.lapse()).toBe(0)
  expect((await world.lists.read(id)).entry).toMatchObject({ state: 'expired', value: undefined })
  world.today = '2026-03-01'
})

test('of two that act at once one is told to look again', async () => {
  const entry = await world.lists.propose(first, bad('tegelijk.example'))
  const acts = [second, third].map(by => refusal(world.lists.act(entry.id, 1, by, { kind: 'confirm' })))
  expect((await Promise.all(acts)).sort()).toEqual(['done', 'stale'])
})

test('bad input is refused with its reason, and nothing is written', async () => {
  const before = (await world.lists.entries()).length
  const tries = [
    world.lists.propose(first, bad('geen adres')),
    world.lists.propose(first, { ...bad('12'), kind: 'iban' }),
    world.lists.propose(first, { ...bad('x.example'), ground: ' ' }),
    world.lists.propose(first, { ...bad('x.example'), provenance: '' }),
    world.lists.propose(first, { ...bad('x.example'), until: '2026-02-28' }),
    world.lists.propose(first, { ...bad('x.example'), until: '2028-01-01' }),
    world.lists.act('x', 1, first, { kind: 'confirm' }),
    world.lists.act(randomUUID(), 1, first, { kind: 'confirm' }),
  ]
  const reasons = ['value', 'value', 'words', 'words', 'until', 'until', 'unknown', 'unknown']
  expect(await Promise.all(tries.map(refusal))).toEqual(reasons)
  expect((await world.lists.entries()).length).toBe(before)
})
