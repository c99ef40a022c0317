import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyOfEveryTable } from '../../../test/copy.ts'
import { brokenRules, deskRows, playCase } from './sequence.ts'
import { auditor, officer, openWorld, sent, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.database.close())

test('a rebuild of the lists gives the same rows as one event after another, whatever happened', async () => {
  const { casefile, desk, database } = world
  let taken = 0
  let refused = 0
  for (let seed = 1; seed <= 25; seed++) {
    const played = await playCase(world, seed, 40)
    taken += played.taken
    refused += played.refused
  }
  expect(taken).toBeGreaterThan(200)
  expect(refused).toBeGreaterThan(100)
  const before = await deskRows(database.pool)
  expect(before.filter(row => row.startsWith('decision')).length).toBeGreaterThan(5)
  await database.pool.query("update desk.received set state = 'sent', team = 'nowhere', requests = 7")
  await database.pool.query('delete from desk.story')
  expect(await deskRows(database.pool)).not.toEqual(before)
  await casefile.rebuild()
  expect(await deskRows(database.pool)).toEqual(before)
  for (const row of await casefile.list({ limit: 100 })) expect(await brokenRules(casefile, desk, row.case)).toEqual([])
})

test('an erased case leaves no word in any table of the desk', async () => {
  const { casefile, desk, database } = world
  const canary = `kanarie${Math.trunc(performance.now() * 1000)}`
  const made = await casefile.create(sent({ text: `De ${canary} kwam nooit.`, platform: `platform ${canary}` }))
  const took = { type: 'officer.took', by: officer(`anna-${canary}`), data: { team: `team-${canary}` } }
  await casefile.append(made.case, made.version, [took])
  const filter = { words: canary }
  expect((await desk.queue({ viewer: auditor, filter })).total).toBe(1)
  expect(await copyOfEveryTable(database.ownerUrl)).toContain(canary)
  await casefile.erase(made.case, officer('bert'), { because: 'asked' })
  expect((await desk.queue({ viewer: auditor, filter })).total).toBe(0)
  expect(await copyOfEveryTable(database.ownerUrl)).not.toContain(canary)
})
