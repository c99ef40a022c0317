import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseReading, trainWeights } from '@toetsbaar/extraction'
import { parse } from 'yaml'
import { readBeside, readCorpus } from './corpus.ts'

/** `npm run train`: makes packages/extraction/weights/weights.json from the development part of the corpus and the patterns of the model. */
const ROOT = resolve(import.meta.dirname, '..')
const MODEL = join(ROOT, 'models/internet-trade-fraud/2019-03-01')
const started = performance.now()

const { develop } = readCorpus(ROOT)
const reading = (lang: 'nl' | 'en') => parseReading(parse(readFileSync(join(MODEL, `reading.${lang}.yaml`), 'utf8')))
const weights = trainWeights(
  develop,
  { nl: reading('nl'), en: reading('en') },
  readBeside(join(ROOT, 'corpus'), { pairs: true }),
)
const out = `${JSON.stringify(weights)}\n`
writeFileSync(join(ROOT, 'packages/extraction/weights/weights.json'), out)
process.stdout.write(
  `${develop.length} reports, ${Math.round(out.length / 1024)} kB, ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
)
