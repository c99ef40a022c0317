import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { KnownError } from '@toetsbaar/argumentation'
import {
  diffModels,
  drawModel,
  type Finding,
  type Lang,
  law,
  lint,
  type Model,
  type ModelDifference,
  placeOf,
  type TestReport,
  testModel,
} from '@toetsbaar/rulebook'
import { BadInput, type Console, exit } from './console.ts'
import { chooseModel, modelFolder, modelIds } from './model-choice.ts'
import { type Options, readOptions } from './options.ts'

const USAGE = `toetsbaar model lint [MODEL …] [--json]            faults and weaknesses, each with its place
toetsbaar model test [MODEL …] [--json]            runs the cases; says what no case shows
toetsbaar model diff A B [--json]                  which facts and which cases get another advice
toetsbaar model draw [MODEL] --known FACTS [--lang nl|en]   the argument graph as SVG

MODEL is internet-trade-fraud, internet-trade-fraud/2019-03-01 or a folder; without one, all models.
`

/** `toetsbaar model …`: checks, tests, compares and draws legal models. Gives the exit code. */
export async function model(args: string[], io: Console): Promise<number> {
  const [verb, ...rest] = args
  const options = readOptions(rest, { values: ['known', 'date', 'lang', 'model'], flags: ['json', 'help'] })
  if (verb === undefined || verb === '--help' || verb === 'help' || options.flag('help')) {
    io.out(USAGE)
    return verb === undefined ? exit.badInput : exit.done
  }
  if (verb === 'lint') return lintModels(options, io)
  if (verb === 'test') return testModels(options, io)
  if (verb === 'diff') return diff(options, io)
  if (verb === 'draw') return draw(options, io)
  throw new BadInput(`there is no "model ${verb}"; choose lint, test, diff or draw`)
}

function lintModels(options: Options, io: Console): number {
  const found = chosen(options).map(({ id, folder, model }) => ({
    id,
    findings: lint(model).map(f => ({ ...f, place: placeOf(folder, f.file, f.path) })),
  }))
  const count = found.reduce((sum, m) => sum + m.findings.length, 0)
  if (options.flag('json')) io.out(`${JSON.stringify(found)}\n`)
  else {
    for (const { id, findings } of found) {
      for (const f of findings) io.out(`${sentenceOf(f, f.place)}\n`)
      io.out(`${id}: ${findings.length === 0 ? 'clean' : `${findings.length} to look at`}\n`)
    }
  }
  return count === 0 ? exit.done : exit.no
}

function sentenceOf(f: Finding, place: string): string {
  return `${place}: ${f.code}: ${f.message}`
}

function testModels(options: Options, io: Console): number {
  const reports = chosen(options).map(({ id, model }) => ({ id, ...testModel(model) }))
  if (options.flag('json')) io.out(`${JSON.stringify(reports)}\n`)
  else for (const { id, ...report } of reports) io.out(reportText(id, report))
  return reports.every(r => r.passed) ? exit.done : exit.no
}

function reportText(id: string, report: TestReport): string {
  const widest = Math.max(4, ...report.results.map(r => r.id.length))
  const rows = report.results.map(r =>
    `  ${r.passed ? 'ok  ' : 'FAIL'}  ${r.id.padEnd(widest)}  ${r.expected.padEnd(10)}  ${r.message}`.trimEnd(),
  )
  const kinds = ['rules', 'priorities', 'exceptions', 'undecided'] as const
  const shown = kinds.map(kind => {
    const { shown, missing } = report[kind]
    const lacks = missing.length === 0 ? '' : `; in no case: ${missing.join(', ')}`
    return `  ${kind}: ${shown.length} of ${shown.length + missing.length} shown by a case${lacks}`
  })
  const passed = report.results.filter(r => r.passed).length
  return [`${id}: ${passed} of ${report.results.length} cases pass`, ...rows, ...shown, ''].join('\n')
}

function diff(options: Options, io: Console): number {
  const [one, two, ...more] = options.words
  if (one === undefined || two === undefined || more.length > 0)
    throw new BadInput('model diff compares two models; name two')
  const difference = diffModels(pick(one, options), pick(two, options))
  if (options.flag('json'))
    io.out(`${JSON.stringify(difference, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))}\n`)
  else io.out(differenceText(difference))
  return difference.changes.length === 0 ? exit.done : exit.no
}

function differenceText(d: ModelDifference): string {
  const list = (label: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${label}: ${ids.join(', ')}`])
  const share = (sets: bigint) => `${sets} of ${d.sets} sets of facts`
  const advice =
    d.changes.length === 0
      ? ['No set of facts gets another advice.']
      : d.changes.map(
          c =>
            `${c.from} becomes ${c.to} for ${share(c.sets)}; a smallest one: ${c.example.join(', ') || 'nothing known'}`,
        )
  const cases = d.cases.map(c => `case ${c.id}: ${c.from} becomes ${c.to}  (${c.known.join(', ')})`)
  return [
    ...advice,
    ...cases,
    ...list('rules that differ', d.rules),
    ...list('questions of the first only', d.onlyFirst),
    ...list('questions of the second only', d.onlySecond),
    '',
  ].join('\n')
}

function draw(options: Options, io: Console): number {
  const id = options.value('model') ?? options.words[0] ?? 'internet-trade-fraud'
  const known = (options.value('known') ?? '')
    .split(',')
    .map(fact => fact.trim())
    .filter(fact => fact !== '')
  try {
    io.out(`${drawModel(law(pick(id, options)), known, languageOf(options.value('lang') ?? 'nl'))}\n`)
    return exit.done
  } catch (error) {
    if (error instanceof KnownError) throw new BadInput(`--known: ${error.message.replace(/^known: /, '')}`)
    throw error
  }
}

function languageOf(text: string): Lang {
  if (text === 'nl' || text === 'en') return text
  throw new BadInput(`--lang: "${text}" is not a language of the models; choose nl or en`)
}

function chosen(options: Options): { id: string; folder: string; model: Model }[] {
  const ids = options.words.length > 0 ? options.words : modelIds()
  return ids.map(id => {
    const model = pick(id, options)
    const folder = existsSync(join(id, 'model.yaml')) ? resolve(id) : modelFolder(model)
    return { id: `${model.subject}/${model.from}`, folder, model }
  })
}

function pick(id: string, options: Options): Model {
  const date = options.value('date') ?? new Date().toISOString().slice(0, 10)
  const choice = chooseModel(id, date)
  if ('before' in choice)
    throw new BadInput(`${id} has no model for ${date}; its first states the law of ${choice.before}`)
  return choice.model
}
