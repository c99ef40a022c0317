import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/postgres.ts'

test('the example in the README returns what it says', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const promised = /^\} \/\/ (.*)$/m.exec(code)?.[1]
  const file = join(import.meta.dirname, `.readme-${process.pid}.ts`)
  writeFileSync(file, code)
  const database = await freshDatabase()
  try {
    const { example } = (await import(file)) as { example(pool: unknown): Promise<unknown> }
    expect(JSON.stringify(await example(database.pool))).toBe(promised)
  } finally {
    rmSync(file)
    await database.close()
  }
})
