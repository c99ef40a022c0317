import { describe, expect, test } from 'vitest'
import { BadInput } from '../src/console.ts'
import { extract } from '../src/extract.ts'

/** The input cut anywhere, as a pipe does. */
async function* piecesOf(input: string): AsyncGenerator<string> {
  for (let at = 0; at < input.length; at += 37) yield input.slice(at, at + 37)
}

async function run(args: string[], input: string): Promise<{ code: number; out: string }> {
  let out = ''
  const code = await extract(args, {
    stdin: async () => input,
    pieces: piecesOf(input),
    out: text => {
      out += text
    },
    err: () => {},
  })
  return { code, out }
}

describe('toetsbaar extract', () => {
  test('--json prints one value with quotes cut from the text', async () => {
    const text = 'Ik heb 80 euro betaald voor een lamp op Vinted.'
    const { code, out } = await run(['--json', '--date', '2025-06-01'], text)
    const reading = JSON.parse(out)
    expect(code).toBe(0)
    expect(reading.observations.map((item: { id: string }) => item.id)).toContain('paid')
    for (const item of reading.observations) expect(text.slice(item.start, item.end)).toBe(item.quote)
  })

  test('--jsonl answers every line in order, with its id', async () => {
    const lines = Array.from({ length: 50 }, (_, i) =>
      JSON.stringify({ id: `r${i}`, text: `Ik betaalde ${i + 10} euro.` }),
    )
    const { out } = await run(['--jsonl', '--date', '2025-06-01'], `${lines.join('\n')}\n`)
    const rows = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(rows.map(row => row.id)).toEqual(lines.map((_, i) => `r${i}`))
    expect(rows.every(row => row.entities.length === 1)).toBe(true)
  })

  test('--jsonl answers a line before the next one is there, and names the line that is wrong', async () => {
    const events: string[] = []
    async function* slow(): AsyncGenerator<string> {
      for (const line of ['{"id":1,"text":"Ik betaalde 20 euro."}\n', '\n{"id":2,"te', 'xt":"Niks."}\n{"id":3,']) {
        events.push('in')
        yield line
      }
    }
    const io = {
      stdin: async () => '',
      pieces: slow(),
      out: (text: string) => events.push(`out ${JSON.parse(text).id}`),
      err: () => {},
    }
    await expect(extract(['--jsonl', '--date', '2025-06-01'], io)).rejects.toThrow(
      'line 4 of standard input is no JSON',
    )
    expect(events).toEqual(['in', 'out 1', 'in', 'in', 'out 2'])
  })

  test.each([
    [['--jsonl', '--date', '2025-06-01'], 'no json', 'line 1 of standard input is no JSON'],
    [['--jsonl', '--date', '2025-06-01'], '{"id":1}', 'has no "text"'],
    [['--date', '2025-02-30'], 'tekst', 'is no date'],
    [['--lang', 'fr'], 'tekst', 'choose nl or en'],
  ])('%j with bad input says what, where and what to do', async (args, input, message) => {
    await expect(run(args, input)).rejects.toThrow(BadInput)
    await expect(run(args, input)).rejects.toThrow(message)
  })
})
