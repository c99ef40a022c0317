import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledger } from '../src/ledger.ts'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/verify-the-ledger.md'), 'utf8')
const examples = [...page.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')

type Step = { readonly command: string; readonly printed: string }
const steps = examples.flatMap((block): Step[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map(part => ({ command: part.slice(0, part.indexOf('\n')), printed: part.slice(part.indexOf('\n') + 1) })),
)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-docs-'))
  mkdirSync(join(folder, 'docs'))
  cpSync(join(root, 'docs/ledger-sample'), join(folder, 'docs/ledger-sample'), { recursive: true })
  const bin = join(root, 'packages/cli/bin/toetsbaar.js')
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\nshift\nexec ${process.execPath} ${bin} "$@"\n`, { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true }))

const shell = (command: string) => {
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` }
  try {
    return execFileSync('sh', ['-c', command], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

describe('the page for outsiders', () => {
  test('prints what its commands print', () => {
    expect(steps.length).toBeGreaterThan(10)
    for (const { command, printed } of steps) expect({ command, printed: shell(command) }).toEqual({ command, printed })
  })

  test('holds a verifier without our code that finds the same, and sees a change', () => {
    const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    const promised = /\/\/ (\{.*\})/.exec(code)?.[1] ?? ''
    writeFileSync(join(folder, 'verifier.mjs'), code)
    expect(shell(`${process.execPath} verifier.mjs`).replace(/\s+/g, ' ').trim()).toBe(promised)
    writeFileSync(
      join(folder, 'changed.mjs'),
      code.replace("'utf8').trim()", "'utf8').replace('retention', 'Retention').trim()"),
    )
    expect(shell(`${process.execPath} changed.mjs`)).toContain('root: false')
  })
})

describe('toetsbaar ledger', () => {
  const run = async (...args: string[]) => {
    let printed = ''
    const io = {
      stdin: async () => '',
      out: (text: string) => {
        printed += text
      },
      err: () => {},
    }
    return { code: await ledger(args, io), printed }
  }
  const sample = (name: string) => join(root, 'docs/ledger-sample', name)

  test('prints one JSON value with --json, and 1 where the answer is no', async () => {
    const good = await run('verify', sample('dump.jsonl'), '--key', sample('key.txt'), '--json')
    expect(good.code).toBe(0)
    expect(JSON.parse(good.printed)).toMatchObject({ ok: true, size: 9, erasures: 1 })
    const key = readFileSync(sample('key.txt'), 'utf8').trim()
    const damaged = join(folder, 'damaged.jsonl')
    writeFileSync(damaged, readFileSync(sample('dump.jsonl'), 'utf8').replace('officer.took', 'officer.Took'))
    const bad = await run('verify', damaged, '--key', key, '--json')
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.printed)).toMatchObject({ ok: false, at: 5 })
  })

  test.each([
    [['verify'], '--key is missing'],
    [['verify', 'nowhere', '--key', sample('key.txt')], 'there is no file nowhere'],
    [['verify', '-', '--key', 'nonsense'], 'is no verifier key'],
    [['prove', 'x'], 'is no index'],
    [['prove', '99', '--dump', sample('dump.jsonl')], 'has no entry 99'],
    [['prove', '--from', '5', '--dump', sample('dump.jsonl')], 'No checkpoint was signed at 5'],
    [['burn'], 'ledger has no "burn"'],
  ])('says what is wrong with %j', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message)
  })
})
