import { readFileSync } from 'node:fs'
import {
  type Completions,
  compile,
  type Engine,
  type Goal,
  KnownError,
  type Odds,
  parseTheory,
  type Theory,
  TheoryError,
} from '@toetsbaar/argumentation'
import type { Console } from './console.ts'

type Io = Pick<Console, 'stdin' | 'out' | 'err'>

/** Bad input, with a message that says what, where and what to do. */
class InputError extends Error {}

const HELP = `toetsbaar theory assess THEORY.json --known a,-b [--topic t] [--completions partial|total] [--json]
toetsbaar theory assess THEORY.json --batch FILE.jsonl [--relevant] [--certificate]
toetsbaar theory plan THEORY.json [--known a,-b] [--topic t] [--costs FILE] [--priors FILE] [--json]
THEORY.json may be - for stdin. A fact is a (so), -a (not so) or ?a (asked, no answer).`

/** `toetsbaar theory assess|plan …`. Gives the exit code: 0 done, 2 bad input, 70 a fault of ours. */
export async function theory(args: string[], console: Io): Promise<number> {
  const io = inLines(console)
  try {
    const [command, ...rest] = args
    if (command === undefined || command === '--help' || command === 'help') {
      io.out(HELP)
      return command === undefined ? 2 : 0
    }
    if (command === 'assess') return await assess(rest, io)
    if (command === 'plan') return await plan(rest, io)
    throw new InputError(`theory: "${command}" is not a command; use assess or plan`)
  } catch (error) {
    if (error instanceof InputError || error instanceof TheoryError || error instanceof KnownError) {
      io.err(`toetsbaar theory: ${error.message}`)
      return 2
    }
    io.err(`toetsbaar theory: a fault of ours: ${error instanceof Error ? error.message : String(error)}`)
    return 70
  }
}

/** A console that is written to by whole lines. */
function inLines({ stdin, out, err }: Io): Io {
  return { stdin, out: text => out(`${text}\n`), err: text => err(`${text}\n`) }
}

async function assess(args: readonly string[], io: Io): Promise<number> {
  const options = read(args, ['known', 'topic', 'completions', 'batch'], ['json', 'relevant', 'certificate'])
  const theory = await load(options, io)
  const topics = topicsOf(theory, options)
  const engine = compile(theory, {
    goals: topics.map(status => ({ status })),
    completions: completionsOf(options),
    limits: { now: () => performance.now() },
  })
  const batch = options.values.get('batch')
  if (batch !== undefined) return assessBatch(engine, topics, await text(batch, io), options, io)
  const known = factsOf(options)
  const found = Object.fromEntries(topics.map(t => [t, assessment(engine, known, { status: t })]))
  if (options.flags.has('json')) io.out(JSON.stringify({ known, topics: found }))
  else
    for (const [topic, { status, stable, relevant }] of Object.entries(found)) {
      io.out(`${topic}: ${status}, ${stable ? 'stable' : 'not stable'}`)
      for (const [value, answers] of Object.entries(relevant)) io.out(`  for ${value}: ${answers.join(', ')}`)
    }
  return 0
}

function assessment(engine: Engine, known: readonly string[], goal: Goal) {
  const { value, stable, relevant, undecided, certificate, method } = engine.assess(known, goal)
  return {
    status: value,
    stable,
    relevant,
    ...(certificate === undefined ? {} : { certificate }),
    ...(Object.keys(undecided).length === 0 ? {} : { undecided }),
    ...(method === 'diagram' ? {} : { method }),
  }
}

/** A line of JSON in, a line out, in order; a line that cannot be taken stops the run with its number. */
function assessBatch(engine: Engine, topics: readonly string[], lines: string, options: Options, io: Io): number {
  const goals = topics.map((status): [string, Goal] => [status, { status }])
  const out: string[] = []
  lines.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    const { id, known } = batchLine(line, i + 1)
    const found: Record<string, unknown> = {}
    try {
      for (const [topic, goal] of goals) {
        if (options.flags.has('relevant') || options.flags.has('certificate')) {
          const all = assessment(engine, known, goal)
          found[topic] = {
            status: all.status,
            stable: all.stable,
            ...(options.flags.has('relevant') ? { relevant: all.relevant } : {}),
            ...(options.flags.has('certificate') && all.certificate ? { certificate: all.certificate } : {}),
          }
        } else found[topic] = { status: engine.value(known, goal), stable: engine.stable(known, goal) }
      }
    } catch (error) {
      if (error instanceof KnownError) throw new InputError(`--batch: line ${i + 1}: ${error.message}`)
      throw error
    }
    out.push(JSON.stringify({ id, topics: found }))
    if (out.length >= 1000) io.out(out.splice(0).join('\n'))
  })
  if (out.length > 0) io.out(out.join('\n'))
  return 0
}

function batchLine(line: string, number: number): { id: unknown; known: readonly string[] } {
  const value = json(line, `--batch: line ${number}`)
  if (typeof value === 'object' && value !== null && 'known' in value && Array.isArray(value.known)) {
    const { known } = value
    if (known.every(k => typeof k === 'string')) return { id: 'id' in value ? value.id : number, known }
  }
  throw new InputError(`--batch: line ${number}: expected {"id": …, "known": ["a", "-b"]}`)
}

async function plan(args: readonly string[], io: Io): Promise<number> {
  const options = read(args, ['known', 'topic', 'completions', 'costs', 'priors'], ['json'])
  const theory = await load(options, io)
  const goals = topicsOf(theory, options).map(status => ({ status }))
  const engine = compile(theory, {
    goals,
    completions: completionsOf(options),
    limits: { now: () => performance.now() },
  })
  const odds: Odds = { cost: await costs(options, io), prior: await priors(options, io) }
  const found = engine.plan(factsOf(options), goals, odds)
  const { exact, gap, ...ways } = found
  const result = { ...ways, exact, ...(exact ? {} : { gap }) }
  if (options.flags.has('json')) io.out(JSON.stringify(result))
  else {
    for (const [way, cost] of Object.entries(ways))
      if (cost !== undefined)
        io.out(
          `${way}: expected ${cost.expected.toFixed(3)}, worst ${cost.worst}, first ${cost.first ?? 'nothing to ask'}`,
        )
    io.out(exact ? 'exact' : `bounded: at most ${gap.toFixed(3)} above the optimum`)
  }
  return 0
}

async function costs(options: Options, io: Io): Promise<Record<string, number>> {
  const file = options.values.get('costs')
  if (file === undefined) return {}
  const found: Record<string, number> = {}
  for (const [question, cost] of entries(json(await text(file, io), file), file)) {
    if (typeof cost !== 'number') throw new InputError(`${file}: the cost of "${question}" must be a number`)
    found[question] = cost
  }
  return found
}

/** Per question a number (the odds of yes) or `{yes, no, unknown}`; what is left out is 0, or the rest for `no`. */
async function priors(options: Options, io: Io): Promise<Odds['prior']> {
  const file = options.values.get('priors')
  if (file === undefined) return {}
  const found: Record<string, { yes: number; no: number; unknown: number }> = {}
  for (const [question, prior] of entries(json(await text(file, io), file), file)) {
    if (typeof prior === 'number') {
      found[question] = { yes: prior, no: 1 - prior, unknown: 0 }
      continue
    }
    const odds = { yes: 0, no: 0, unknown: 0, ...Object.fromEntries(entries(prior, `${file}: ${question}`)) }
    if (Object.keys(odds).length !== 3 || !Object.values(odds).every(p => typeof p === 'number'))
      throw new InputError(`${file}: the odds of "${question}" must be {"yes": p, "no": p, "unknown": p}`)
    found[question] = odds
  }
  return found
}

function entries(value: unknown, where: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputError(`${where}: expected an object with a key per question`)
  return Object.entries(value)
}

type Options = {
  readonly file: string | undefined
  readonly values: ReadonlyMap<string, string>
  readonly flags: ReadonlySet<string>
}

/** `--name value` and `--name=value`; a value may start with a dash (`--known -b`), but not be another option. */
function read(args: readonly string[], valued: readonly string[], flagged: readonly string[]): Options {
  const values = new Map<string, string>()
  const flags = new Set<string>()
  let file: string | undefined
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (!arg.startsWith('--')) {
      if (file !== undefined) throw new InputError(`theory: "${arg}" is one file too many; give one THEORY.json`)
      file = arg
      continue
    }
    const [name = '', ...rest] = arg.slice(2).split('=')
    if (flagged.includes(name) && rest.length === 0) flags.add(name)
    else if (!valued.includes(name))
      throw new InputError(`theory: "--${name}" is not an option here; see theory --help`)
    else if (rest.length > 0) values.set(name, rest.join('='))
    else {
      const value = args[i + 1]
      if (value === undefined || value.startsWith('--'))
        throw new InputError(`theory: "--${name}" needs a value; write --${name}=…`)
      values.set(name, value)
      i++
    }
  }
  return { file, values, flags }
}

function factsOf(options: Options): string[] {
  return (options.values.get('known') ?? '')
    .split(',')
    .map(f => f.trim())
    .filter(f => f !== '')
}

function completionsOf(options: Options): Completions {
  const value = options.values.get('completions') ?? 'partial'
  if (value === 'partial' || value === 'total') return value
  throw new InputError(`theory: --completions is "${value}"; use partial or total`)
}

function topicsOf(theory: Theory, options: Options): readonly string[] {
  const topic = options.values.get('topic')
  if (topic !== undefined) return topic.split(',')
  if (theory.topics.length === 0) throw new InputError('theory: the file has no topics; add "topics" or give --topic')
  return theory.topics
}

async function load(options: Options, io: Io): Promise<Theory> {
  if (options.file === undefined) throw new InputError('theory: no file given; name a THEORY.json, or - for stdin')
  return parseTheory(json(await text(options.file, io), options.file))
}

async function text(file: string, io: Io): Promise<string> {
  if (file === '-') return io.stdin()
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new InputError(`${file}: cannot be read; check the path`)
  }
}

function json(source: string, where: string): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    throw new InputError(`${where}: is no JSON (${error instanceof Error ? error.message : 'unreadable'})`)
  }
}
