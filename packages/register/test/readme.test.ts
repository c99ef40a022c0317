import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the example in the README runs and prints what it says', () => {
  const folder = join(import.meta.dirname, '..')
  const code = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(folder, 'README.md'), 'utf8'))?.[1] ?? ''
  const promised = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, text]) => text)
  const file = join(folder, 'test', `.readme-${process.pid}.ts`)
  writeFileSync(file, code)
  try {
    const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' })
    expect(promised.length).toBe(2)
    expect(printed.trim().split('\n')).toEqual(promised)
  } finally {
    rmSync(file)
  }
})
