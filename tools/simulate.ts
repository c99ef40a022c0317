/**
 * `npm run simulate`: simulated citizens talk to the intake. Each report of the corpus answers the questions with its own
 * annotation; what was not annotated is "don't know". `-- --annotations` lays the model over the annotations alone.
 * Options: --model SUBJECT, --date YYYY-MM-DD, --limit N, --seed N, --least N, --policies best,minimax,… (minimax is slow). Exit 1 where an
 * unconfirmed fact counted.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createReader, parseReading, parseWeights } from '@toetsbaar/extraction'
import { best, relevantOn } from '@toetsbaar/inquiry'
import { type Law, law as lawOf, loadModels, selectModel } from '@toetsbaar/rulebook'
import { type Difference, differencesIn } from './simulate-differences.ts'
import {
  type Annotated,
  answerOf,
  byPolicy,
  type Dialogue,
  emptyReading,
  perfectReading,
  talk,
} from './simulated-citizen.ts'
import { exhaustiveOptimum, playedCost } from './simulated-optimum.ts'
import { policies } from './simulation-policies.ts'
import { confusion, judged, mean, type Pair, percentile, table } from './simulation-table.ts'

const { values: options } = parseArgs({
  options: {
    annotations: { type: 'boolean', default: false },
    model: { type: 'string', default: 'internet-trade-fraud' },
    date: { type: 'string', default: '2025-06-01' },
    limit: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    least: { type: 'string', default: '15' },
    policies: { type: 'string', default: 'best,random relevant,given order' },
  },
})

const model = selectModel(loadModels('models'), options.model, options.date)
if (model === undefined) {
  console.error(`simulate: no model on ${options.model} for ${options.date}; see the folders under models/`)
  process.exit(2)
}
const law = lawOf(model)
/** With so many relevant questions all ways of asking are gone through. */
const EXHAUSTIVE = 8
const outcomes = [...model.outcomes, 'unclear']
const reports = readdirSync('corpus')
  .filter(name => name.endsWith('.jsonl'))
  .flatMap(name => readFileSync(`corpus/${name}`, 'utf8').trim().split('\n'))
  .map(line => JSON.parse(line) as Annotated)
  .slice(0, Number(options.limit))
const notes = differencesIn(readFileSync('docs/simulate-differences.md', 'utf8'))

console.log(
  `${reports.length} reports, ${model.subject}/${model.from} revision ${model.revision}, digest ${model.digest.slice(0, 12)}`,
)
if (options.annotations) overAnnotations()
else simulate()

/** The model on the annotations alone: nothing is asked. */
function overAnnotations(): void {
  const pairs = reports.map(report => ({
    report,
    annotated: report.outcome,
    computed: outcomeOn(law, knownIn(report)),
  }))
  console.log(`\nThe model over the annotations alone\n${confusion(pairs, outcomes)}`)
  console.log(rates(pairs))
  printDifferences(pairs)
}

function knownIn(report: Annotated): readonly string[] {
  return law.model.observations.flatMap(({ id, safety }) => {
    const answer = answerOf(report, id)
    if (answer === 'dont-know') return safety ? [`?${id}`] : []
    return [answer === 'yes' ? id : `-${id}`]
  })
}

function outcomeOn(on: Law, known: readonly string[]): string {
  const value = on.engine.value(known, on.advice)
  return value === 'none' ? 'unclear' : value
}

function simulate(): void {
  const weights = parseWeights(JSON.parse(readFileSync('packages/extraction/weights/weights.json', 'utf8')))
  const reading = { nl: parseReading(law.model.reading.nl), en: parseReading(law.model.reading.en) }
  const reader = createReader({ reading, weights })
  const date = options.date
  const readings = {
    'no extraction': emptyReading,
    extraction: (report: Annotated) => reader.read(report.text, { date, lang: report.lang }),
    'perfect extraction': perfectReading,
  }
  const rows: (string | number)[][] = [
    ['extraction / policy', 'mean', 'median', 'p95', 'right', 'wrong', 'unclear', 'stable', 'unconfirmed'],
  ]
  const played = new Map<string, readonly Dialogue[]>()
  for (const [extraction, read] of Object.entries(readings))
    for (const [name, policy] of Object.entries(policies(Number(options.seed)))) {
      if (!options.policies.split(',').includes(name)) continue
      const dialogues = reports.map(report => talk(report, read(report), law, byPolicy(policy), date))
      played.set(`${extraction} / ${name}`, dialogues)
      console.error(`${extraction} / ${name}: ${mean(dialogues.map(each => each.asked.length)).toFixed(2)} questions`)
      const asked = dialogues.map(each => each.asked.length)
      const verdicts = dialogues.map(each => judged(pairOf(each)))
      const share = (verdict: string) => verdicts.filter(each => each === verdict).length / dialogues.length
      rows.push([
        `${extraction} / ${name}`,
        mean(asked).toFixed(2),
        percentile(asked, 0.5),
        percentile(asked, 0.95),
        share('right').toFixed(3),
        share('wrong').toFixed(3),
        share('unclear').toFixed(3),
        (dialogues.filter(each => each.advice.stable).length / dialogues.length).toFixed(3),
        dialogues.reduce((sum, each) => sum + each.unconfirmed.length, 0),
      ])
    }
  console.log(`\nQuestions asked (the safety question and look-ups are not counted) and outcomes\n${table(rows)}`)
  const perfect = played.get('perfect extraction / best') ?? [...played.values()].at(-1) ?? []
  const pairs = perfect.map(each => ({ report: each.report, ...pairOf(each) }))
  console.log(
    `\nPerfect extraction, ${played.has('perfect extraction / best') ? 'best policy' : 'last policy'}\n${confusion(pairs, outcomes)}\n${rates(pairs)}`,
  )
  printOptimum(played)
  printLeastSure(perfect)
  printDifferences(pairs)
  const unconfirmed = [...played.values()].flat().filter(each => each.unconfirmed.length > 0)
  for (const { report, unconfirmed: facts } of unconfirmed) console.log(`UNCONFIRMED ${report.id}: ${facts.join(' ')}`)
  if (unconfirmed.length > 0) process.exitCode = 1
}

function pairOf(dialogue: Dialogue): Pair {
  return { annotated: dialogue.report.outcome, computed: dialogue.advice.outcome }
}

function rates(pairs: readonly Pair[]): string {
  const of = (verdict: string) => pairs.filter(pair => judged(pair) === verdict).length
  const part = (count: number) => `${count} (${(count / pairs.length).toFixed(3)})`
  return `right ${part(of('right'))}, wrong ${part(of('wrong'))}, unclear where another outcome was annotated ${part(of('unclear'))}`
}

/**
 * The best policy, played against every answer by the model's odds, beside the optimum: found by going through all ways of
 * asking where few questions are relevant, by the engine's own proof where it has one, and else a bound below it.
 */
function printOptimum(played: ReadonlyMap<string, readonly Dialogue[]>): void {
  if (!played.has('perfect extraction / best')) return
  const rows: (string | number)[][] = [
    ['start, optimum by', 'dialogues', 'different starts', 'optimum', 'best policy', 'ratio', 'largest ratio'],
  ]
  const measured = new Map<string, Measured>()
  for (const extraction of ['no extraction', 'extraction', 'perfect extraction']) {
    const starts = (played.get(`${extraction} / best`) ?? [])
      .filter(each => each.asked.length > 0)
      .map(each => askingAt(each.start).toSorted().join(' '))
    for (const start of starts) measured.set(start, measured.get(start) ?? measure(start.split(' ')))
    for (const by of ['all ways of asking', 'proof of the engine', 'bound of the engine'] as const) {
      const found = starts.flatMap(start => measured.get(start) ?? []).filter(each => each.by === by)
      const optimum = mean(found.map(each => each.optimum))
      const cost = mean(found.map(each => each.cost))
      const ratios = found.map(each => each.cost / each.optimum)
      const exact = by !== 'bound of the engine' && found.length > 0
      rows.push([
        `${extraction}, ${by}`,
        found.length,
        new Set(starts.filter(start => measured.get(start)?.by === by)).size,
        by === 'bound of the engine' ? `at least ${optimum.toFixed(2)}` : optimum.toFixed(3),
        cost.toFixed(3),
        exact ? (cost / optimum).toFixed(4) : '-',
        exact ? Math.max(...ratios).toFixed(4) : '-',
      ])
    }
  }
  console.log(
    `\nThe best policy and the optimum by the model's odds, at the starts with a question to ask\n${table(rows)}`,
  )
}

type Measured = {
  readonly by: 'all ways of asking' | 'proof of the engine' | 'bound of the engine'
  readonly optimum: number
  readonly cost: number
}

function measure(start: readonly string[]): Measured {
  const few = relevantOn(law, start).length <= EXHAUSTIVE
  const all = few ? exhaustiveOptimum(law, start) : undefined
  if (all !== undefined) return { by: 'all ways of asking', optimum: all, cost: playedCost(law, start, best) }
  const { expected, exact, gap = expected } = best(law, start)
  return exact
    ? { by: 'proof of the engine', optimum: expected, cost: playedCost(law, start, best) }
    : { by: 'bound of the engine', optimum: expected - gap, cost: expected }
}

/** What the engine is asked with: what is known at a start, with look-ups and the safety question closed. */
function askingAt(start: readonly string[]): readonly string[] {
  const named = new Set(start.map(fact => fact.replace(/^[-?]/, '')))
  const closed = law.model.observations.filter(
    each => (each.safety || each.settledBy === 'list') && !named.has(each.id),
  )
  return [...start, ...closed.map(each => `?${each.id}`)]
}

/** Outcomes that one other fact would turn, or that rest on weak rules or an officer's look: the least sure first. */
function printLeastSure(dialogues: readonly Dialogue[]): void {
  const doubts = dialogues
    .map(each => ({ each, reasons: doubtsOf(each) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((one, other) => other.reasons.length - one.reasons.length)
  console.log(`\nLeast sure (${doubts.length} with a reason to doubt; the first ${options.least})`)
  for (const { each, reasons } of doubts.slice(0, Number(options.least)))
    console.log(`  ${each.report.id} ${each.advice.outcome}: ${reasons.join('; ')}`)
}

function doubtsOf({ advice }: Dialogue): readonly string[] {
  const sure = new Map(law.model.rules.map(rule => [rule.id, rule.sure]))
  const weak = advice.because.map(each => each.rule).filter(rule => sure.get(rule) === 'low')
  const near = advice.wouldChange.filter(
    change => change.outcome !== 'unclear' && change.with.length + change.without.length <= 1,
  )
  const unknown = advice.observations.filter(fact => fact.value === 'dont-know').map(fact => fact.id)
  return [
    ...(advice.outcome === 'unclear' ? [`nothing is justified; not known: ${unknown.slice(0, 6).join(', ')}`] : []),
    ...(advice.stable ? [] : [`not stable: ${advice.open.slice(0, 4).join(', ')} open`]),
    ...(advice.officer ? ['an officer has to look'] : []),
    ...(weak.length > 0 ? [`rests on ${weak.join(', ')} (sure: low)`] : []),
    ...near.map(
      change =>
        `one change gives ${change.outcome}: ${[...change.without.map(fact => `without ${fact}`), ...change.with].join(', ')}`,
    ),
  ]
}

/** Each difference with its class from docs/simulate-differences.md; a difference that nobody classed is said so. */
function printDifferences(pairs: readonly (Pair & { readonly report: Annotated })[]): void {
  const different = pairs.filter(pair => pair.annotated !== pair.computed)
  const noted = (pair: Pair & { readonly report: Annotated }): Difference | undefined =>
    notes.find(note => note.id === pair.report.id && note.computed === pair.computed)
  console.log(`\n${different.length} differences (classes: docs/simulate-differences.md)`)
  for (const pair of different) {
    const note = noted(pair)
    const said = note === undefined ? 'NOT CLASSED YET' : `${note.fault}: ${note.because}`
    console.log(`  ${pair.report.id} annotated ${pair.annotated}, computed ${pair.computed} | ${said}`)
  }
  const gone = notes.filter(note => !different.some(pair => pair.report.id === note.id))
  if (gone.length > 0) console.log(`  no longer different here: ${gone.map(note => note.id).join(', ')}`)
}
