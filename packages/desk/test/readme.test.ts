import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWorld } from './world.ts'

test('the example in the README returns what it says', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const promised = /^\} \/\/ (.*)$/m.exec(code)?.[1]
  const file = join(import.meta.dirname, `.readme-${process.pid}.ts`)
  writeFileSync(file, code)
  const world = await openWorld()
  try {
    const { example } = (await import(file)) as { example(options: unknown): Promise<unknown> }
    const { pool } = world.database
    const options = {
      pool,
      ledger: world.ledger,
      clock: () => world.now,
      random: randomBytes,
      codeKey: randomBytes(32),
    }
    expect(JSON.stringify(await example(options))).toBe(promised)
  } finally {
    rmSync(file)
    await world.database.close()
  }
})
