import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type CompileOptions, compile, KnownError, parseTheory, TheoryError } from '../src/index.ts'

type Case = { title: string; lines: string[] }

function casesOf(file: string): Case[] {
  const text = readFileSync(new URL(`cases/${file}`, import.meta.url), 'utf8')
  const cases = text.split(/^== /m).slice(1)
  if (cases.length === 0) throw new Error(`${file} holds no cases`)
  return cases.map(c => {
    const [title = '', ...lines] = c.split('\n').map(l => l.trim())
    return { title, lines: lines.filter(l => l !== '') }
  })
}

const words = (text: string) => text.split(/[\s,]+/).filter(w => w !== '')

function theoryOf(lines: readonly string[]) {
  const theory = {
    queryables: [] as string[],
    rules: [] as unknown[],
    contraries: [] as unknown[],
    preferences: [] as unknown[],
    undercuts: [] as unknown[],
  }
  let completions: CompileOptions['completions'] = 'partial'
  for (const line of lines) {
    const [, id, body, head] = /^(\w+): (.*)=> (\S+)$/.exec(line) ?? []
    const [one = '', verb, other = ''] = words(line)
    if (id !== undefined) theory.rules.push({ id, if: words(body ?? ''), then: head })
    else if (one === 'questions') theory.queryables.push(...words(line).slice(1))
    else if (one === 'topics') continue
    else if (line === 'total') completions = 'total'
    else if (verb === 'attacks') theory.contraries.push({ attacker: one, target: other })
    else if (verb === 'conflicts') theory.contraries.push({ between: [one, other] })
    else if (verb === 'undercuts') theory.undercuts.push({ by: one, rule: other })
    else if (verb === '<') theory.preferences.push({ weaker: one, stronger: other })
    else throw new Error(`cannot read "${line}"`)
  }
  return { theory: parseTheory(theory), completions }
}

for (const { title, lines } of casesOf('good.txt'))
  it(`a theory: ${title}`, () => {
    const split = lines.indexOf('--')
    const { theory, completions } = theoryOf(lines.slice(0, split))
    const rows = lines.slice(split + 1)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const [known = '', claim = ''] = row.split('|')
      const [head = '', ...rest] = claim.split(',')
      const [literal = '', status, stability, because, ...certificate] = words(head)
      const goal = { status: literal }
      const engine = compile(theory, { goals: [goal], completions })
      const found = engine.assess(words(known), goal)
      expect([found.value, found.stable ? 'stable' : 'open'], row).toEqual([status, stability])
      expect(engine.status(words(known), literal), row).toBe(status)
      if (because !== undefined) expect(found.certificate, row).toHaveLength(certificate.length)
      if (because !== undefined)
        expect(
          engine.certificates(words(known), goal, 9).map(c => [...c].sort()),
          row,
        ).toContainEqual(certificate.sort())
      if (rest.length === 0) continue
      const wanted = Object.fromEntries(
        rest.map(r => {
          const [value = '', ...answers] = words(r.replace(':', ' '))
          return [value, answers.sort()]
        }),
      )
      expect(Object.fromEntries(Object.entries(found.relevant).map(([v, a]) => [v, [...a].sort()])), row).toEqual(
        wanted,
      )
    }
  })

for (const { title, lines } of casesOf('bad.txt'))
  it(`what is refused, and in which words: ${title}`, () => {
    const [json = '', ...rest] = lines
    const known = rest.find(l => l.startsWith('known '))
    const message = rest.find(l => l.startsWith('! '))?.slice(2)
    const attempt = () => {
      const engine = compile(parseTheory(JSON.parse(json)))
      return engine.standing(words(known?.slice(6) ?? ''))
    }
    try {
      attempt()
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof TheoryError || error instanceof KnownError)) throw error
      expect(`${error.code} | ${error.message}`).toBe(message)
      expect(error.name).toBe(known === undefined ? 'TheoryError' : 'KnownError')
      if (error instanceof TheoryError) expect(error.message.startsWith(`${error.where}: `)).toBe(true)
      if (error instanceof KnownError && error.code === 'contradiction')
        expect([...(error.pair ?? [])].sort()).toEqual(words(known?.slice(6) ?? '').sort())
    }
  })
