import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands, run } from '@toetsbaar/cli'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

type Annotated = { readonly id: string; readonly lang: 'nl' | 'en'; readonly text: string; readonly outcome: string }
type Advised = {
  readonly outcome: string
  readonly observations: readonly { readonly quote?: string; readonly start?: number; readonly end?: number }[]
}

const lines = ['dev-a', 'dev-b', 'dev-c'].flatMap(name =>
  readFileSync(join(root, 'corpus', `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n'),
)
const corpus = lines.map(line => JSON.parse(line) as Annotated)
/** Spread over the whole corpus, so that every style is among them. */
const reports = corpus.filter((_, at) => at % Math.floor(corpus.length / 50) === 0).slice(0, 50)

async function advise(report: Annotated, folder: string): Promise<Advised> {
  const file = join(folder, `${report.id}.txt`)
  writeFileSync(file, report.text)
  let out = ''
  const told: string[] = []
  const code = await run(['report', file, '--yes', '--json', '--lang', report.lang], commands, {
    stdin: () => Promise.resolve(''),
    out: text => {
      out += text
    },
    err: text => told.push(text),
  })
  expect(code, `${report.id}: ${told.join('')}`).toBe(0)
  return JSON.parse(out) as Advised
}

test('50 reports of the corpus go through the terminal: no crash, and no fact without its exact quote', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-corpus-'))
  const counted = new Map<string, number>()
  try {
    for (const report of reports) {
      const advised = await advise(report, folder)
      for (const { quote, start, end } of advised.observations)
        if (quote !== undefined) expect(report.text.slice(start, end), report.id).toBe(quote)
      const pair = `${report.outcome} -> ${advised.outcome}`
      counted.set(pair, (counted.get(pair) ?? 0) + 1)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  expect(reports).toHaveLength(50)
  const rows = [...counted]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([pair, count]) => `${count.toString().padStart(3)}  ${pair}`)
  const same = [...counted].reduce(
    (sum, [pair, count]) => (pair.split(' -> ')[0] === pair.split(' -> ')[1] ? sum + count : sum),
    0,
  )
  // No threshold: the story alone often leaves open what the questions settle.
  process.stdout.write(
    `annotated -> computed from the story alone, without a question:\n${rows.join('\n')}\n${same} of 50 the same\n`,
  )
}, 300_000)
