import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetLinks, type Identifier, identifier, nameAndPlace, someUpTo, type ToLink, tells } from '../src/index.ts'
import { plant } from './planted.ts'
import { caseId, everyCase, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.database.close())

const bare = { names: [], identifiers: [] }
const site = (value: string): Identifier => {
  const found = identifier('site', value)
  if (found === undefined) throw new Error(`${value} is no site`)
  return found
}

test('planted links are found exactly: every one, and no other', async () => {
  const { cases, shares } = plant(400, 20261122)
  await world.finder.take(cases, everyCase)
  let found = 0
  for (const one of cases) {
    const { links } = await world.finder.linksOf(one.case, one)
    const exact = links.filter(link => link.kind !== 'name-place')
    const said = exact.flatMap(link => link.cases.map(other => `${link.kind} ${link.shared} ${other}`))
    expect(new Set(said)).toEqual(shares.get(one.case) ?? new Set())
    found += said.length
  }
  expect(found).toBeGreaterThan(100)
})

test('a value that many share is counted, says little, and is not followed', async () => {
  const shop = site('drukke-winkel.example')
  const many = Array.from({ length: someUpTo + 10 }, (_, at) => ({
    ...bare,
    case: caseId(10_000 + at),
    identifiers: [shop],
  }))
  await world.finder.take(many, everyCase)
  const [first] = many
  const { links, among } = await world.finder.linksOf(caseId(10_000), { identifiers: [shop], names: [] })
  expect(links).toMatchObject([{ others: someUpTo + 9, tells: 'little', alike: 1 }])
  expect(among).toBeGreaterThanOrEqual(many.length)
  expect((await world.finder.network(first?.case ?? '')).cases).toHaveLength(1)
  expect((await world.finder.newLinks([caseId(10_000)])).get(caseId(10_000))).toBeUndefined()
  expect([tells(1), tells(10), tells(11), tells(50), tells(51)]).toEqual(['much', 'much', 'some', 'some', 'little'])
})

test('the network goes from case to value to case, as many steps as asked', async () => {
  const [a, b] = [site('keten-a.example'), site('keten-b.example')]
  const chain = [[a], [a, b], [b]].map((identifiers, at) => ({ ...bare, case: caseId(20_000 + at), identifiers }))
  await world.finder.take(chain, everyCase)
  const far = await world.finder.network(caseId(20_000))
  expect(far.cases).toEqual([0, 1, 2].map(at => ({ case: caseId(20_000 + at), steps: at })))
  expect(far.values.map(value => value.cases.length)).toEqual([2, 2])
  const near = await world.finder.network(caseId(20_000), { steps: 1 })
  expect(near.cases.map(each => each.steps)).toEqual([0, 1])
  expect((await world.finder.network(caseId(20_000), { cases: 2 })).cut).toBe(true)
})

test('a name at a place that is alike is found, with what the other says and how alike it is', async () => {
  const names = ['Joris Kwikstaart', 'Kwickstaart, Joris', 'Pieter Kwikstaart'].map((name, at) => ({
    ...bare,
    case: caseId(30_000 + at),
    names: [nameAndPlace(name, 'Zwolle')].filter(each => each !== undefined),
  }))
  await world.finder.take(names, everyCase)
  const own = names[0]
  const { links } = await world.finder.linksOf(caseId(30_000), own ?? bare)
  expect(links).toMatchObject([{ kind: 'name-place', theirs: 'joris kwickstaart, zwolle', cases: [caseId(30_001)] }])
  expect(links[0]?.alike).toBeLessThan(1)
})

test('what is new since a person looked is counted, and looking ends it', async () => {
  const value = site('nieuw.example')
  const take = (at: number) =>
    world.finder.take([{ ...bare, case: caseId(40_000 + at), identifiers: [value] }], everyCase)
  await take(0)
  await world.finder.looked(caseId(40_000))
  world.now = new Date(world.now.getTime() + 1_000)
  await take(1)
  expect(await world.finder.newLinks([caseId(40_000)])).toEqual(new Map([[caseId(40_000), 1]]))
  expect(new Set(await world.finder.around([caseId(40_001)]))).toEqual(new Set([caseId(40_000), caseId(40_001)]))
  world.now = new Date(world.now.getTime() + 1_000)
  await world.finder.looked(caseId(40_000))
  expect(await world.finder.newLinks([caseId(40_000)])).toEqual(new Map())
})

test('a case that changed is taken in anew, and an erased one leaves nothing and does not come back', async () => {
  const [before, after] = [site('eerst.example'), site('later.example')]
  const one: ToLink = {
    ...bare,
    case: caseId(50_000),
    identifiers: [before],
    names: [{ name: 'canary zwaan', place: 'ede' }],
  }
  await world.finder.take([one, { ...bare, case: caseId(50_001), identifiers: [before] }], everyCase)
  await world.finder.take([{ ...one, identifiers: [after] }], everyCase)
  expect((await world.finder.linksOf(caseId(50_001), { identifiers: [before], names: [] })).links).toEqual([])
  await world.ledger.transaction(transaction => forgetLinks(transaction, caseId(50_000)))
  await world.finder.take([one], () => Promise.resolve(false))
  for (const table of ['linked', 'identifier', 'name', 'block', 'file_case']) {
    const { rows } = await world.database.pool.query(`select * from links.${table} where case_id = $1`, [
      caseId(50_000),
    ])
    expect(rows).toEqual([])
  }
})

test('no value can be read from the tables without the key', async () => {
  await world.finder.take([{ ...bare, case: caseId(60_000), identifiers: [site('canary-a8f3.example')] }], everyCase)
  for (const table of ['linked', 'identifier', 'block']) {
    const { rows } = await world.database.pool.query<{ row: string }>(`select t::text as row from links.${table} t`)
    expect(
      rows.filter(({ row }) => row.includes('canary-a8f3') || row.includes(Buffer.from('canary-a8f3').toString('hex'))),
    ).toEqual([])
  }
})

test('clearing leaves nothing of any case', async () => {
  const other = await openWorld()
  const { cases } = plant(20, 7)
  await other.finder.take(cases, everyCase)
  expect(await other.finder.clear()).toBe(20)
  for (const table of ['linked', 'identifier', 'name', 'block'])
    expect((await other.database.pool.query(`select 1 from links.${table}`)).rowCount).toBe(0)
  await other.database.close()
})
