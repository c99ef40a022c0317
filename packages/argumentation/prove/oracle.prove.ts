import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { differences, searchDifferences } from '../test/agreement.ts'
import { instances } from '../test/theories.ts'

/** Compares the engine with the oracle on many random theories. `node oracle.prove.ts --seed 1 --count 20000` */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '20000' } },
})
const count = Number(values.count)
let compared = 0
let skipped = 0
// Most theories have few questions, so that all sets of facts can be gone through; one in forty has up to eight.
for (const [questions, share] of [
  [4, 0.85],
  [5, 0.125],
  [8, 0.025],
] as const) {
  const runs = Math.ceil(count * share * 1.02)
  const result = fc.check(
    fc.property(instances(questions), instance => {
      const found = differences(instance)
      if (found === 'skipped') skipped++
      else {
        compared++
        if (found.length > 0) throw new Error(found.join('\n'))
      }
    }),
    { numRuns: runs, seed: Number(values.seed) },
  )
  if (result.failed) {
    console.log(fc.defaultReportMessage(result))
    console.log('argumentation oracle: FAILED')
    process.exit(1)
  }
}
const searched = fc.check(
  fc.property(instances(5), fc.integer({ min: 1, max: 30 }), (instance, nodes) => {
    const found = searchDifferences(instance, nodes)
    if (found !== 'skipped' && found.length > 0) throw new Error(found.join('\n'))
  }),
  { numRuns: Math.ceil(count / 8), seed: Number(values.seed) },
)
if (searched.failed) {
  console.log(fc.defaultReportMessage(searched))
  console.log('argumentation search: FAILED')
  process.exit(1)
}
console.log(`argumentation search: ${searched.numRuns} random theories, what it says holds and nothing is passed over`)
console.log(
  `argumentation oracle: ${compared} random theories agree on everything, ${skipped} skipped (too many arguments), seed ${values.seed}`,
)
if (compared < count) process.exit(1)
