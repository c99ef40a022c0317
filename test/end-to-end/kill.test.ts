import { afterAll, expect, test } from 'vitest'
import { killService } from './killing.ts'
import { dataFolder } from './service.ts'

const data = dataFolder()
afterAll(() => data.remove())

test('kill -9 of the server and of PostgreSQL under load loses no story that was acknowledged, and writes none twice', async () => {
  const { acknowledged, databasesKilled, size } = await killService(data.path, 2, 3)
  expect(databasesKilled).toBe(1)
  expect(acknowledged).toBeGreaterThan(2)
  expect(size).toBeGreaterThan(acknowledged)
})
