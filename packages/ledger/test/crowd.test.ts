import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase, ownPostgres } from '../../../test/postgres.ts'
import { checkCrowd, createSeen, newCrowd, startWriting } from './crowd.ts'
import { killRounds } from './kill.ts'
import { seeded } from './tamper.ts'

describe('writers in several processes', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
    await createSeen(database.ownerUrl)
  })
  afterAll(() => database.close())

  test('leave every event once, gapless, and in order for each writer in each stream', async () => {
    const crowd = newCrowd()
    const order = { ...crowd, url: database.url, writers: 8, streams: 10, events: 40 }
    const processes = [startWriting({ ...order, name: 'a' }), startWriting({ ...order, name: 'b' })]
    expect(await Promise.all(processes.map(one => one.done))).toEqual([0, 0])
    const acknowledged = processes.flatMap(one => one.acknowledged)
    expect(acknowledged).toHaveLength(2 * 8 * 40)
    const { streams, size } = await checkCrowd(crowd, database.url, acknowledged)
    expect(size).toBe(acknowledged.length)
    for (const events of streams) {
      const last = new Map<string, number>()
      for (const { writer, number } of events) {
        expect(number).toBeGreaterThan(last.get(writer) ?? -1)
        last.set(writer, number)
      }
    }
  })
})

test('kill -9 of the writer or of PostgreSQL under load loses nothing that was acknowledged', async () => {
  const own = await ownPostgres()
  try {
    const result = await killRounds(own, 3, seeded(11))
    expect(result.rounds).toBe(3)
    expect(result.acknowledged).toBeGreaterThan(0)
  } finally {
    await own.remove()
  }
})
