import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { mixed } from '../src/order.ts'
import { reportsOf, shippedReader } from '../test/opened-reader.ts'
import { changedBy, unrelated } from '../test/unrelated.ts'

/** An unrelated sentence, before or after a report of the corpus, turns no proposal round. Prints how many come and go at the cut. */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '1000' } },
})
const reader = shippedReader()
const reports = readdirSync(new URL('../../../corpus', import.meta.url))
  .flatMap(name => /^dev-(.)\.jsonl$/.exec(name)?.[1] ?? [])
  .sort()
  .flatMap(reportsOf)
const sum = { texts: 0, proposed: 0, flipped: 0, gone: 0, added: 0 }
for (const at of mixed(reports.length, Number(values.seed)).slice(0, Number(values.count))) {
  const report = reports[at]
  if (report === undefined) continue
  for (const sentence of unrelated[report.lang === 'en' ? 'en' : 'nl'])
    for (const longer of [`${report.text}\n${sentence}`, `${sentence} ${report.text}`]) {
      const { proposed, flipped, gone, added } = changedBy(reader, report.text, longer)
      sum.texts++
      sum.proposed += proposed
      sum.flipped += flipped.length
      sum.gone += gone.length
      sum.added += added.length
      for (const id of flipped) process.stdout.write(`${report.id}: ${id} turned round by "${sentence}"\n`)
    }
}
const share = (count: number) => (count / Math.max(1, sum.proposed)).toFixed(4)
process.stdout.write(
  `${sum.texts} texts with an unrelated sentence, ${sum.proposed} proposals: ${sum.flipped} turned round, ${share(sum.gone)} no longer proposed, ${share(sum.added)} added\n`,
)
process.exitCode = sum.flipped > 0 || sum.texts === 0 ? 1 : 0
