import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import * as rulebook from '@toetsbaar/rulebook'
import { expect, test } from 'vitest'
import * as inquiry from '../src/index.ts'
import { InquiryError } from '../src/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const dialogue = readFileSync(new URL('../../../docs/dialogue.md', import.meta.url), 'utf8')
const source = (name: string) => readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8')

test('the example in the README prints what the README says', () => {
  const block = (name: string) => new RegExp(`\`\`\`${name}\n([^]*?)\`\`\``).exec(readme)?.[1] ?? ''
  const modules: Readonly<Record<string, unknown>> = { '@toetsbaar/inquiry': inquiry, '@toetsbaar/rulebook': rulebook }
  const body = stripTypeScriptTypes(block('ts')).replace(
    /import (\{[^}]*\}) from '([^']+)'/g,
    (_, names: string, from: string) => `const ${names.replaceAll(' as ', ': ')} = modules['${from}']`,
  )
  const printed: string[] = []
  const console = { log: (...said: unknown[]) => printed.push(said.join(' ')) }
  new Function('modules', 'console', body)(modules, console)
  expect(`${printed.join('\n')}\n`).toBe(block('text'))
})

test('docs/dialogue.md names every event, every step and every error, and no other', () => {
  const listed = (heading: string) => {
    const part = dialogue.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
    return [...part.matchAll(/^\| `([a-z-]+)` \|/gm)].map(match => match[1])
  }
  const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(match => match[1]))].sort()
  expect(listed('Events').toSorted()).toEqual(all(source('event.ts'), /kind: '([a-z-]+)'/g))
  expect(listed('Steps').toSorted()).toEqual(all(source('step.ts'), /at: '([a-z-]+)'/g))
  expect(listed('Errors').toSorted()).toEqual(all(source('error.ts').split('export class')[0] ?? '', /\| '([a-z-]+)'/g))
})

test('an error says what, where and what next', () => {
  const error = new InquiryError('not-now', 'sent', 'the summary was not seen; send `completed` first')
  expect(error.message).toBe('sent: the summary was not seen; send `completed` first')
})
