import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { expect, test } from 'vitest'
import { problems } from '../src/errors.ts'
import * as run from '../src/run.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the example of README.md runs and reads the story', () => {
  const block = /```ts\n([\s\S]*?)```/.exec(read('../README.md'))?.[1] ?? ''
  const body = stripTypeScriptTypes(block).replace(/import (\{[^}]*\}) from '[^']+'/, 'const $1 = run')
  const printed: string[] = []
  new Function('run', 'console', body)(run, { log: (...said: unknown[]) => printed.push(said.join(' ')) })
  expect(printed.join('\n')).toMatch(/^confirm .*paid=yes/)
})

test('docs/api.md prints the one table of problems', () => {
  const rows = [...read('../../../docs/api.md').matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| (.+) \|$/gm)]
  const printed = Object.fromEntries(rows.map(([, name, status, title]) => [name, { status: Number(status), title }]))
  expect(printed).toEqual(problems)
})

test('docs/operations.md names every setting, and no other', () => {
  const settings = [...read('../src/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(match => match[1])
  const printed = [...read('../../../docs/operations.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(match => match[1])
  expect(settings.length).toBeGreaterThan(10)
  expect(printed.toSorted()).toEqual(settings.toSorted())
})
