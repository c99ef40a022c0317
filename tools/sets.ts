import { readFileSync } from 'node:fs'
import { createReader, parseReading, parseWeights } from '@toetsbaar/extraction'
import { parse } from 'yaml'
import { readCorpus, readReports } from './corpus.ts'
import { score } from './evaluation.ts'
import { partRow } from './reading-tables.ts'
const M = 'models/internet-trade-fraud/2019-03-01'
const pat = (l: string) => parseReading(parse(readFileSync(`${M}/reading.${l}.yaml`, 'utf8')))
const reader = createReader({ reading: { nl: pat('nl'), en: pat('en') }, weights: parseWeights(JSON.parse(readFileSync(process.argv[2]!, 'utf8'))) })
const { held } = readCorpus('.')
console.log(partRow('held', score(reader, held)))
for (const f of process.argv.slice(3)) console.log(partRow(f.split('/').pop()!, score(reader, readReports(f))))
