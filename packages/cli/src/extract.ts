import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createReader, PatternError, parseReading, parseWeights, type Reader } from '@toetsbaar/extraction'
import { parse } from 'yaml'
import { BadInput, exit } from './console.ts'
import { chooseModel } from './model-choice.ts'
import { readOptions } from './options.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

const USAGE = `toetsbaar extract [--model ID] [--date YYYY-MM-DD] [--lang nl|en] [--json | --jsonl]

Reads text on standard input and shows the observations and entities in it, each with its exact quote.

  --json   one JSON value on standard output
  --jsonl  a line {"id","text"} in, a line {"id","observations","entities",…} out, at once and in the same order
  --date   the day of the report; today unless given
`

type Terminal = {
  stdin: () => Promise<string>
  /** Standard input piece by piece, for `--jsonl`; the program's own unless given. */
  pieces?: AsyncIterable<string>
  out: (text: string) => void
  err: (text: string) => void
}

/** `toetsbaar extract`: what a text says, proposed only. Gives the exit code; throws `BadInput` on input that is no text or no JSON. */
export async function extract(args: string[], io: Terminal): Promise<number> {
  const options = readOptions(args, { values: ['model', 'date', 'lang'], flags: ['json', 'jsonl', 'help'] })
  if (options.flag('help')) {
    io.out(USAGE)
    return exit.done
  }
  if (options.words.length > 0)
    throw new BadInput(`"${options.words[0]}" is no option; the text is read from standard input`)
  const date = options.value('date') ?? new Date().toISOString().slice(0, 10)
  if (!isDay(date)) throw new BadInput(`--date: "${date}" is no date; write it as 2026-03-31`)
  const lang = langOf(options.value('lang'))
  const readOptionsOf = lang === undefined ? { date } : { date, lang }
  const reader = readerOf(options.value('model') ?? 'internet-trade-fraud', date)
  if (options.flag('jsonl')) {
    let number = 0
    for await (const typed of linesOf(io.pieces ?? process.stdin.setEncoding('utf8'))) {
      number++
      if (typed.trim() === '') continue
      const line = parseLine(typed, number)
      io.out(`${JSON.stringify({ id: line.id, ...reader.read(line.text, readOptionsOf) })}\n`)
    }
    return exit.done
  }
  const input = await io.stdin()
  const reading = reader.read(input, readOptionsOf)
  if (options.flag('json')) io.out(`${JSON.stringify(reading)}\n`)
  else io.out(inWords(reading))
  return exit.done
}

function langOf(value: string | undefined): 'nl' | 'en' | undefined {
  if (value === undefined || value === 'nl' || value === 'en') return value
  throw new BadInput(`--lang: "${value}" is not known; choose nl or en`)
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(date) && Number.isFinite(time) && new Date(time).toISOString().startsWith(date)
}

function readerOf(id: string, date: string): Reader {
  const choice = chooseModel(id, date)
  if ('before' in choice)
    throw new BadInput(`--date: the first model of "${id}" is of ${choice.before}; give that day or a later one`)
  const directory = join(ROOT, 'models', choice.model.subject, choice.model.from)
  try {
    const reading = (name: 'nl' | 'en') =>
      parseReading(parse(readFileSync(join(directory, `reading.${name}.yaml`), 'utf8')))
    const weights = parseWeights(
      JSON.parse(readFileSync(join(ROOT, 'packages/extraction/weights/weights.json'), 'utf8')),
    )
    return createReader({ reading: { nl: reading('nl'), en: reading('en') }, weights })
  } catch (error) {
    if (error instanceof PatternError)
      throw new BadInput(`the reading patterns of "${id}" cannot be used: ${error.message}`)
    throw error
  }
}

/** Each line as soon as it is whole, so that a line in gives a line out before the next one is there. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function parseLine(line: string, number: number): { id: unknown; text: string } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new BadInput(`line ${number} of standard input is no JSON; give one {"id","text"} a line`)
  }
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string')
    throw new BadInput(`line ${number} of standard input has no "text"; give one {"id","text"} a line`)
  return { id: 'id' in value ? value.id : undefined, text: value.text }
}

function inWords(reading: ReturnType<Reader['read']>): string {
  const observations = reading.observations.map(
    o => `  ${o.id.padEnd(24)} ${o.value.padEnd(4)} ${Math.round(o.confidence * 100)}%  "${o.quote}"`,
  )
  const entities = reading.entities.map(
    e => `  ${e.type.padEnd(24)} ${e.valid === false ? 'bad ' : '    '}      "${e.text}"`,
  )
  return [
    'Proposed observations, each with the words that it rests on:',
    ...(observations.length > 0 ? observations : ['  none']),
    '',
    'Names, amounts and numbers:',
    ...(entities.length > 0 ? entities : ['  none']),
    '',
  ].join('\n')
}
