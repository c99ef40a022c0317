import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..')

it('runs the example of README.md as it stands there', () => {
  const example = readFileSync(join(folder, 'README.md'), 'utf8').match(/```ts\n([\s\S]*?)```/)?.[1] ?? ''
  const arguments_ = ['--import', 'tsx', '--input-type=module', '--eval', example]
  const told = execFileSync(process.execPath, arguments_, { cwd: folder, encoding: 'utf8' })
  expect(told.trim()).toBe('true')
})
