import { readFileSync } from 'node:fs'
import { createReader, parseReading, parseWeights } from '@toetsbaar/extraction'
import { parse } from 'yaml'
import { readReports } from './corpus.ts'

const M = 'models/internet-trade-fraud/2019-03-01'
const pat = (l: string) => parseReading(parse(readFileSync(`${M}/reading.${l}.yaml`, 'utf8')))
const reader = createReader({
  reading: { nl: pat('nl'), en: pat('en') },
  weights: parseWeights(JSON.parse(readFileSync('packages/extraction/weights/weights.json', 'utf8'))),
})
const reports = ['a', 'b', 'c', 'd', 'f'].flatMap(x => readReports(`corpus/dev-${x}.jsonl`))
for (let k = 0; k < 8; k++) {
  const t = performance.now()
  for (const r of reports) reader.read(r.text, { date: '2025-06-01' })
  console.log((performance.now() - t).toFixed(0))
}
