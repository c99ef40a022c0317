import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { apiClient } from './http.ts'
import { dataFolder, startService } from './service.ts'

const data = dataFolder()
afterAll(() => data.remove())

test('a taken port gives way to the next free one, said aloud; Ctrl-C ends all, the database included; nothing is lost', async () => {
  const blocker = createServer()
  const port = await new Promise<number>(settle => {
    blocker.listen(0, '127.0.0.1', () => {
      const address = blocker.address()
      settle(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const first = await startService({ data: data.path, port })
  expect(first.printed()).toContain(`Port ${port} is taken.`)
  expect(Number(new URL(first.url).port)).toBeGreaterThan(port)
  const { body } = await apiClient(first.url).post('/reports', { story: 'I bought a bike and paid 80 euro.' })
  const database = join(data.path, 'postgres', 'cluster', 'postmaster.pid')
  expect(existsSync(database)).toBe(true)
  expect(await first.stop()).toBe(0)
  expect(existsSync(database)).toBe(false)
  blocker.close()

  const second = await startService({ data: data.path, port })
  expect(new URL(second.url).port).toBe(String(port))
  const found = await apiClient(second.url, body.token).get('/reports/current')
  expect(found.body.version).toBe(body.version)
  expect(await second.stop()).toBe(0)
})

test('a setting that does not fit is named, and nothing starts', async () => {
  await expect(startService({ data: data.path, env: { PORT: 'eighty' } })).rejects.toThrow(/PORT: /)
})
