import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { theory } from '../src/theory.ts'

const folder = mkdtempSync(join(tmpdir(), 'theory-'))
afterAll(() => rmSync(folder, { recursive: true }))

function put(name: string, value: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}

const file = put('t.json', {
  queryables: ['a', 'b', 'c'],
  rules: [
    { id: 'r1', if: ['a', '-b'], then: 't' },
    { id: 'r2', if: ['c'], then: '-t' },
  ],
  contraries: [{ between: ['a', 'c'] }],
  topics: ['t'],
})

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await theory(args, { stdin: async () => '', out: s => out.push(s), err: s => err.push(s) })
  return { code, out: out.join('').trimEnd(), err: err.join('').trimEnd() }
}

describe('toetsbaar theory assess', () => {
  it('prints one JSON value with status, stability, relevance and certificate', async () => {
    const { code, out, err } = await run('assess', file, '--known', 'a,-b', '--json')
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toEqual({
      known: ['a', '-b'],
      topics: { t: { status: 'defended', stable: true, relevant: {}, certificate: ['a', '-b'] } },
    })
  })

  it('takes facts that begin with a dash, in both forms, and closed questions', async () => {
    const spaced = await run('assess', file, '--known', '-b', '--json')
    const joined = await run('assess', file, '--known=-b', '--json')
    expect(joined.out).toBe(spaced.out)
    expect(JSON.parse(joined.out).topics.t.relevant).toEqual({ unsatisfiable: ['-a', 'c'], defended: ['a'] })
    expect(JSON.parse((await run('assess', file, '--known=?b', '--json')).out).topics.t.stable).toBe(true)
  })

  it('ends every line, also between the blocks of a long batch', async () => {
    const states = Array.from({ length: 2500 }, (_, i) => JSON.stringify({ id: i, known: i % 2 === 0 ? ['a'] : [] }))
    const out: string[] = []
    const console = { stdin: async () => '', out: (s: string) => out.push(s), err: () => {} }
    await theory(['assess', file, '--batch', put('long.jsonl', states.join('\n'))], console)
    const lines = out.join('').split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map(line => JSON.parse(line).id)).toEqual(states.map((_, i) => i))
  })

  it('assesses a batch line by line, in order', async () => {
    const batch = put('b.jsonl', '{"id":"x","known":["a","-b"]}\n\n{"id":"y","known":["-a"]}\n')
    const { out } = await run('assess', file, '--batch', batch)
    expect(out.split('\n').map(l => JSON.parse(l))).toEqual([
      { id: 'x', topics: { t: { status: 'defended', stable: true } } },
      { id: 'y', topics: { t: { status: 'unsatisfiable', stable: true } } },
    ])
    const more = await run('assess', file, '--batch', batch, '--relevant', '--certificate')
    expect(JSON.parse(more.out.split('\n')[1] ?? '')).toEqual({
      id: 'y',
      topics: { t: { status: 'unsatisfiable', stable: true, relevant: {}, certificate: ['-a'] } },
    })
  })

  it('refuses bad input with code 2 and says what, where and what to do', async () => {
    for (const [args, message] of [
      [['assess', file, '--known', 'a,c'], 'known: "a" and "c" cannot both be known; remove one of the two'],
      [['assess', file, '--topic', 'z'], '"z" is not in the theory; correct the name of the goal'],
      [['assess', file, '--completions', 'all'], 'theory: --completions is "all"; use partial or total'],
      [
        ['assess', file, '--batch', put('bad.jsonl', '{"id":1,"known":["a"]}\n{"id":2,"known":["t"]}')],
        '--batch: line 2: known: "t" is a conclusion and cannot be observed; use one of the queryables',
      ],
      [['assess', file, '--wrong'], 'theory: "--wrong" is not an option here; see theory --help'],
      [['assess'], 'theory: no file given; name a THEORY.json, or - for stdin'],
      [['judge'], 'theory: "judge" is not a command; use assess or plan'],
    ] as const) {
      const { code, out, err } = await run(...args)
      expect([code, out, err]).toEqual([2, '', `toetsbaar theory: ${message}`])
    }
  })
})

describe('toetsbaar theory plan', () => {
  it('gives four ways of asking, and the best first question', async () => {
    expect(JSON.parse((await run('plan', file, '--json')).out)).toEqual({
      best: { expected: 1.5, worst: 2, first: 'a' },
      minimax: { expected: 1.5, worst: 2, first: 'a' },
      randomRelevant: { expected: 1.625, worst: 3, first: 'a' },
      given: { expected: 1.5, worst: 2, first: 'a' },
      exact: true,
    })
  })

  it('reckons with costs and priors', async () => {
    const costs = put('costs.json', { a: 5 })
    const priors = put('priors.json', { b: 0.9, c: { yes: 0, no: 1 } })
    const plan = JSON.parse((await run('plan', file, '--costs', costs, '--priors', priors, '--json')).out)
    expect(plan.best.first).toBe('b')
    expect(plan.best.expected).toBeCloseTo(1.5)
    expect((await run('plan', file, '--priors', put('wrong.json', { b: { yes: 0.5 } }))).code).toBe(2)
  })
})
