import { parseArgs } from 'node:util'
import { noCounts, playSequence } from '../test/sequences.ts'

// Random sequences of acts with a simulated clock, against an oracle that scans the whole history for every answer.
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '10000' } },
})
const first = Number(values.seed)
const count = Number(values.count)
const counts = noCounts()
const started = process.hrtime.bigint()
for (let seed = first; seed < first + count; seed++) playSequence(seed, counts, 80)
const seconds = Number(process.hrtime.bigint() - started) / 1e9
console.log(
  `register: ${count} sequences from seed ${first}, ${counts.acts} acts (${counts.taken} taken), ${counts.asked} permits asked, ${counts.granted} granted, 0 differences`,
)
console.log(
  `register: ${counts.operational} times operational, ${counts.suspended} suspended by an act, ${counts.retired} retired, ${seconds.toFixed(1)} s`,
)
