import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { generated } from '../test/generated-forms.ts'
import { hostileText } from '../test/hostile-text.ts'
import { shippedReader } from '../test/opened-reader.ts'

/** Random and hostile strings do not crash the reader, give no quote outside the text, and take no more than 50 ms per kB. */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '200000' } },
})
const reader = shippedReader()
const options = { date: '2025-06-01' }
let slowest = 0
let slowestText = ''
let bad = 0
reader.read('warm', options)
for (const text of fc.sample(hostileText, { numRuns: Number(values.count), seed: Number(values.seed) })) {
  const from = process.cpuUsage()
  const { observations, entities } = reader.read(text, options)
  const used = process.cpuUsage(from)
  const perKb = (used.user + used.system) / 1000 / Math.max(1, text.length / 1024)
  // a pause of the machine is no cost of the text: what looks slow is read again
  const again = () => {
    const start = process.cpuUsage()
    reader.read(text, options)
    const spent = process.cpuUsage(start)
    return (spent.user + spent.system) / 1000 / Math.max(1, text.length / 1024)
  }
  const cost = perKb > 15 ? Math.min(perKb, again(), again()) : perKb
  if (cost > slowest) {
    slowest = cost
    slowestText = text
  }
  if (
    observations.some(item => text.slice(item.start, item.end) !== item.quote) ||
    entities.some(item => text.slice(item.start, item.end) !== item.text)
  )
    bad++
}
// long repetitions show a cost that grows faster than the text
let steepest = 0
for (const piece of [
  'ik ',
  'ik heb niet ',
  'NL91 ',
  '1.',
  'a@',
  'a.',
  '06 ',
  'zevenhonderd',
  'van de ',
  'A.',
  "'",
  'hij zegt dat ',
  'punt nl ',
]) {
  const time = (times: number) => {
    const text = piece.repeat(times)
    let best = Number.POSITIVE_INFINITY
    for (let round = 0; round < 3; round++) {
      const from = process.cpuUsage()
      reader.read(text, options)
      const used = process.cpuUsage(from)
      best = Math.min(best, (used.user + used.system) / 1000)
    }
    return best / (text.length / 1024)
  }
  steepest = Math.max(steepest, time(8000 / piece.length))
}
const forms = generated(reader, 2000, Number(values.seed))
process.stdout.write(
  `${values.count} strings, ${bad} with a quote outside the text, slowest ${slowest.toFixed(1)} ms per kB (${JSON.stringify(slowestText.slice(0, 60))}); long repetitions at most ${steepest.toFixed(1)} ms per kB\n`,
)
process.stdout.write(
  `2000 generated forms: precision ${forms.precision.toFixed(4)}, recall ${forms.recall.toFixed(4)}\n`,
)
for (const line of forms.wrong.slice(0, 10)) process.stdout.write(`  ${line}\n`)
process.exitCode = bad > 0 || slowest > 50 || steepest > 50 || forms.precision < 0.99 || forms.recall < 0.97 ? 1 : 0
