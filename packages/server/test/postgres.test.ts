import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startPostgres } from '../src/postgres.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'toetsbaar-start-'))
})
afterEach(async () => {
  if (existsSync(lock())) await (await startPostgres({ dataDir })).stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const lock = () => join(dataDir, 'cluster', 'postmaster.pid')
const pid = () => Number(readFileSync(lock(), 'utf8').split('\n')[0])

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query({ text: question, rowMode: 'array' })
  await client.end()
  return (rows as unknown[][])[0]?.[0]
}

describe('the embedded PostgreSQL', () => {
  test('is found where it runs, and the last to let go stops it', async () => {
    const [one, two] = await Promise.all([startPostgres({ dataDir }), startPostgres({ dataDir })])
    expect(new URL(one.url).port).toBe(new URL(two.url).port)
    expect(await ask(one.url, 'select current_user')).toBe('toetsbaar_app')
    expect(await ask(one.ownerUrl, 'show fsync')).toBe('on')
    await one.stop()
    expect(await ask(two.url, 'select 1')).toBe(1)
    await two.stop()
    expect(existsSync(lock())).toBe(false)
  })

  test('outlives the process that started it, and is found by the next', async () => {
    const script = join(dataDir, 'starter.ts')
    const door = join(import.meta.dirname, '../src/postgres.ts')
    writeFileSync(
      script,
      `import { startPostgres } from ${JSON.stringify(door)}\nawait startPostgres({ dataDir: ${JSON.stringify(dataDir)} })\nprocess.kill(process.pid, 'SIGKILL')\n`,
    )
    expect(spawnSync(process.execPath, [script]).signal).toBe('SIGKILL')
    const before = pid()
    const found = await startPostgres({ dataDir })
    expect([found.found, pid()]).toEqual(['running', before])
    await found.stop()
  })

  test('comes back after kill -9 with everything that was committed', async () => {
    const first = await startPostgres({ dataDir })
    await ask(first.ownerUrl, 'create table kept as select 42 as answer')
    process.kill(pid(), 'SIGKILL')
    const second = await startPostgres({ dataDir })
    expect(second.found).toBe('started')
    expect(await ask(second.ownerUrl, 'select answer from kept')).toBe(42)
    await first.stop()
    await second.stop()
  })

  test('starts over a lock whose number now belongs to a stranger', async () => {
    await (await startPostgres({ dataDir })).stop()
    const stranger = spawn('sleep', ['60'])
    writeFileSync(
      lock(),
      `${stranger.pid}\n${join(dataDir, 'cluster')}\n1700000000\n5432\n\n127.0.0.1\n 1 1\nready   \n`,
    )
    try {
      const postgres = await startPostgres({ dataDir })
      expect(postgres.found).toBe('started')
      await postgres.stop()
    } finally {
      stranger.kill()
    }
  })

  test('takes a free port where the wanted one is taken', async () => {
    const taken = createServer()
    await new Promise<void>(listening => taken.listen(0, '127.0.0.1', listening))
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const postgres = await startPostgres({ dataDir, port })
    expect(new URL(postgres.url).port).not.toBe(String(port))
    expect(await ask(postgres.url, 'select 1')).toBe(1)
    await postgres.stop()
    await new Promise(closed => taken.close(closed))
  })
})
