import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BadInput, type CommandTable, type Console, commands, run } from '../src/index.ts'

const bin = new URL('../bin/toetsbaar.js', import.meta.url).pathname
const toetsbaar = (words: string[], input = '') =>
  spawnSync(process.execPath, [bin, ...words], { input, encoding: 'utf8' })

function recorder(): Console & { printed: string; said: string } {
  const record = {
    printed: '',
    said: '',
    stdin: async () => '',
    out: (text: string) => {
      record.printed += text
    },
    err: (text: string) => {
      record.said += text
    },
  }
  return record
}

describe('the command table', () => {
  test('the words after the name go to the command, and its exit code comes back', async () => {
    const seen: string[][] = []
    const table: CommandTable = {
      count: {
        does: 'counts',
        load: async () => async args => {
          seen.push(args)
          return 1
        },
      },
    }
    expect(await run(['count', '--json', 'x'], table, recorder())).toBe(1)
    expect(seen).toEqual([['--json', 'x']])
  })

  test('a command that does not exist is bad input, and the message names those that do', async () => {
    await expect(run(['repot'], commands, recorder())).rejects.toThrow(BadInput)
    await expect(run(['repot'], commands, recorder())).rejects.toThrow(/"repot".*report, extract/)
  })

  test('help names every command with what it does', async () => {
    const terminal = recorder()
    expect(await run(['--help'], commands, terminal)).toBe(0)
    for (const [name, { does }] of Object.entries(commands))
      expect(terminal.printed).toContain(`${name.padEnd(10)} ${does}`)
  })

  test('every command of the table loads', async () => {
    for (const { load } of Object.values(commands)) expect(await load()).toBeTypeOf('function')
  })
})

describe('the command as a program', () => {
  test('bad input ends with exit code 2 and one line on standard error', () => {
    const { status, stdout, stderr } = toetsbaar(['repot'])
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 })
  })

  test('help ends with exit code 0 and nothing on standard error', () => {
    const { status, stdout, stderr } = toetsbaar(['--help'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('toetsbaar report')
  })

  test('the example in the README prints what the README says', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const [, example = ''] = /```console\n([\s\S]*?)```/.exec(readme) ?? []
    const [first = '', ...expected] = example.trimEnd().split('\n')
    const [, story = '', words = ''] = /^\$ echo "(.*)" \| npx toetsbaar (.*)$/.exec(first) ?? []
    const { status, stdout } = toetsbaar(words.split(' '), `${story}\n`)
    expect(status).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual(expected)
  })
})
