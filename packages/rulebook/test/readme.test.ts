import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { expect, test } from 'vitest'
import * as rulebook from '../src/index.ts'
import { modelFile } from '../src/schema.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const guide = readFileSync(new URL('../../../docs/models.md', import.meta.url), 'utf8')

test('the example in the README prints what the README says', () => {
  const block = (name: string) => new RegExp(`\`\`\`${name}\n([^]*?)\`\`\``).exec(readme)?.[1] ?? ''
  const body = stripTypeScriptTypes(block('ts')).replace(
    /import (\{[^}]*\}) from '@toetsbaar\/rulebook'/,
    (_, names: string) => `const ${names} = rulebook`,
  )
  const printed: string[] = []
  const console = { log: (...said: unknown[]) => printed.push(said.join(' ')) }
  new Function('rulebook', 'console', body)(rulebook, console)
  expect(`${printed.join('\n')}\n`).toBe(block('text'))
})

test('docs/models.md explains every key of model.yaml, and no other', () => {
  const part = guide.split('## The keys of model.yaml\n')[1]?.split('\n## ')[0] ?? ''
  const listed = [...part.matchAll(/^\| `([a-z-]+)` \|/gm)].map(m => m[1])
  expect(listed.toSorted()).toEqual(Object.keys(modelFile.shape).sort())
})

test('docs/models.md explains every finding of lint, and no other', () => {
  const part = guide.split('## What lint says\n')[1]?.split('\n## ')[0] ?? ''
  const listed = [...part.matchAll(/^\| `([a-z-]+)` \|/gm)].map(m => m[1])
  const source = readFileSync(new URL('../src/lint/finding.ts', import.meta.url), 'utf8')
  const codes = [...(source.split('export type LintCode =')[1]?.matchAll(/'([a-z-]+)'/g) ?? [])].map(m => m[1])
  expect(listed.toSorted()).toEqual(codes.toSorted())
})
