import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('does what the example of the README says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
  const door = fileURLToPath(new URL('../src/index.ts', import.meta.url))
  const file = fileURLToPath(new URL(`./readme-example-${process.pid}.ts`, import.meta.url))
  writeFileSync(file, example.replace("'@toetsbaar/argumentation'", JSON.stringify(door)))
  try {
    const wanted = /\/\/ (unsatisfiable .*)/.exec(example)?.[1]
    expect(wanted).toBeDefined()
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim()).toBe(wanted)
  } finally {
    rmSync(file)
  }
})
