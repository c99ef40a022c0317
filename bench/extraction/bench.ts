import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createReader, parseReading, parseWeights } from '@toetsbaar/extraction'
import nlp from 'compromise'
import { OpenRedaction } from 'openredaction'
import { parse } from 'yaml'

/** Speed and entities of the reader beside `compromise` (names) and `openredaction` (typed data), on the corpus, in one run on one core. */
const ROOT = resolve(import.meta.dirname, '../..')
const MODEL = join(ROOT, 'models/internet-trade-fraud/2019-03-01')
const reports: { text: string; entities: { type: string; text: string }[] }[] = ['a', 'b', 'c', 'd', 'e'].flatMap(
  part =>
    readFileSync(join(ROOT, `corpus/dev-${part}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
)
const print = (line: string) => process.stdout.write(`${line}\n`)
const key = (type: string, text: string) => `${type}\t${text.toLowerCase().replaceAll(/\s/g, '')}`

const processorBefore = process.cpuUsage()
const loading = performance.now()
const reading = (lang: string) => parseReading(parse(readFileSync(join(MODEL, `reading.${lang}.yaml`), 'utf8')))
const weightsText = readFileSync(join(ROOT, 'packages/extraction/weights/weights.json'), 'utf8')
const reader = createReader({
  reading: { nl: reading('nl'), en: reading('en') },
  weights: parseWeights(JSON.parse(weightsText)),
})
const loaded = performance.now() - loading
const processor = process.cpuUsage(processorBefore)

const tokens = reports.reduce(
  (sum, report) => sum + (report.text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)?.length ?? 0),
  0,
)
const options = { date: '2025-06-01' }

/** Seconds of the fastest of three passes over all reports, after one to warm up. */
async function seconds(pass: (text: string) => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 4; round++) {
    const from = performance.now()
    for (const report of reports) await pass(report.text)
    if (round > 0) best = Math.min(best, (performance.now() - from) / 1000)
  }
  return best
}

function measure(types: readonly string[], found: (text: string) => readonly { type: string; text: string }[]): string {
  let right = 0
  let proposed = 0
  let annotated = 0
  for (const report of reports) {
    const gold = new Set(
      report.entities.filter(item => types.includes(item.type)).map(item => key(item.type, item.text)),
    )
    const mine = new Set(
      found(report.text)
        .filter(item => types.includes(item.type))
        .map(item => key(item.type, item.text)),
    )
    annotated += gold.size
    proposed += mine.size
    for (const item of mine) if (gold.has(item)) right++
  }
  return ((2 * right) / Math.max(1, proposed + annotated)).toFixed(3)
}

const redactor = new OpenRedaction()
const redacted = new Map<string, readonly { type: string; text: string }[]>()
const REDACTION = new Map([
  ['EMAIL', 'EMAIL'],
  ['IBAN', 'IBAN'],
  ['URL', 'URL'],
])
for (const report of reports) {
  const { detections } = await redactor.detect(report.text)
  redacted.set(
    report.text,
    detections.map(item => ({
      type: REDACTION.get(item.type) ?? (item.type.includes('PHONE') ? 'PHONE' : item.type),
      text: item.value,
    })),
  )
}
const ours = (text: string) => reader.read(text, options).entities
const people = (text: string) => [
  ...nlp(text)
    .people()
    .out('array')
    .map((name: string) => ({ type: 'PERSON', text: name.replace(/[.,!?']+$/, '') })),
  ...nlp(text)
    .places()
    .out('array')
    .map((name: string) => ({ type: 'PLACE', text: name.replace(/[.,!?']+$/, '') })),
]

const own = await seconds(text => reader.read(text, options))
const peerNames = await seconds(text => people(text))
const peerTyped = await seconds(text => redactor.detect(text))
const typed = ['IBAN', 'PHONE', 'EMAIL', 'URL']
print(
  `reports ${reports.length}, tokens ${tokens}, load ${loaded.toFixed(0)} ms (processor ${((processor.user + processor.system) / 1000).toFixed(0)} ms), weights ${(weightsText.length / 1e6).toFixed(2)} MB`,
)
print(`reader        ${Math.round(tokens / own)} tokens/s (observations and all entities)`)
print(
  `compromise    ${Math.round(tokens / peerNames)} tokens/s (people, places); ratio ${(peerNames / own).toFixed(2)}`,
)
print(`openredaction ${Math.round(tokens / peerTyped)} tokens/s (typed data); ratio ${(peerTyped / own).toFixed(2)}`)
print(
  `F1 people and places: reader ${measure(['PERSON', 'PLACE'], ours)} (most of these reports it was trained on), compromise ${measure(['PERSON', 'PLACE'], people)}`,
)
print(
  `F1 typed data: reader ${measure(typed, ours)}, openredaction ${measure(typed, text => redacted.get(text) ?? [])}`,
)

const long: string[] = []
for (let i = 0; i < reports.length; i++) {
  let text = ''
  for (let k = i; text.split(/\s+/).length < 300; k = (k + 1) % reports.length) text += `${reports[k]?.text ?? ''} `
  long.push(text.split(/\s+/).slice(0, 300).join(' '))
}
/** Wall time of every reading by text, and the processor time of all together per reading: the second holds on a machine that has other work too. */
const ROUNDS = 7
const rounds = long.map((): number[] => [])
for (const text of long) reader.read(text, options)
const usedBefore = process.cpuUsage()
for (let round = 0; round < ROUNDS; round++) {
  for (const [i, text] of long.entries()) {
    const from = performance.now()
    reader.read(text, options)
    rounds[i]?.push(performance.now() - from)
  }
}
const used = process.cpuUsage(usedBefore)
const at = (times: readonly number[], share: number) =>
  ([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(2)
const medians = rounds.map(times => Number(at(times, 0.5)))
print(
  `300 words, every reading: median ${at(rounds.flat(), 0.5)} ms, p99 ${at(rounds.flat(), 0.99)} ms; processor ${((used.user + used.system) / 1000 / ROUNDS / long.length).toFixed(2)} ms`,
)
print(`300 words, median of ${ROUNDS} readings of a text: median ${at(medians, 0.5)} ms, p99 ${at(medians, 0.99)} ms`)
