import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { createReader, parseReading, parseWeights, type Reader } from '../src/index.ts'

const ROOT = new URL('../../../', import.meta.url)

export function fileText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

export function patternsOf(lang: 'nl' | 'en') {
  return parseReading(parse(fileText(`models/internet-trade-fraud/2019-03-01/reading.${lang}.yaml`)))
}

/** The reader as it is shipped: the patterns of the model and the committed weights. */
export function shippedReader(): Reader {
  const weights = parseWeights(JSON.parse(fileText('packages/extraction/weights/weights.json')))
  return createReader({ reading: { nl: patternsOf('nl'), en: patternsOf('en') }, weights })
}

export type Annotated = {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly observations: Readonly<Record<string, { readonly value: string; readonly quote: string }>>
  readonly entities: readonly { readonly type: string; readonly text: string }[]
}

/** The reports of one file of the corpus, by the letter in its name. */
export function reportsOf(letter: string): Annotated[] {
  return fileText(`corpus/dev-${letter}.jsonl`)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

export const corpus: readonly Annotated[] = ['a', 'b', 'c'].flatMap(reportsOf)
