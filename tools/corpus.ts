import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sentence } from '@toetsbaar/extraction'
import { parsePairs } from './evaluation.ts'
import type { Styled } from './reading-tables.ts'

/** Every annotated report of the corpus in the order of its files, apart by the fixed split; a file is the work of one writer. */
export function readCorpus(root: string): { readonly develop: readonly Styled[]; readonly held: readonly Styled[] } {
  const folder = join(root, 'corpus')
  const split: { seen: string[]; held: string[] } = JSON.parse(readFileSync(join(folder, 'split.json'), 'utf8'))
  const held = new Set(split.held)
  const seen = new Set(split.seen)
  const all = readdirSync(folder)
    .filter(name => /^dev-.*\.jsonl$/.test(name))
    .sort()
    .flatMap(name => readReports(join(folder, name)).map(item => ({ ...item, group: name, seen: seen.has(name) })))
  return { develop: all.filter(item => !held.has(item.id)), held: all.filter(item => held.has(item.id)) }
}

/** The annotated reports of one file, one a line. */
export function readReports(path: string): Styled[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): Styled => JSON.parse(line))
}

/** The sentences of which one observation is annotated: the phrasings and the flipped pairs. They count for the reliability of patterns and are passages to learn from. */
export function readSentences(folder: string): Sentence[] {
  const pairs = parsePairs(readFileSync(join(folder, 'pairs.tsv'), 'utf8')).flatMap(pair => [
    { text: pair.first, observation: pair.observation, value: pair.firstValue },
    { text: pair.second, observation: pair.observation, value: pair.secondValue },
  ])
  return [...readPhrasings(folder), ...pairs]
}

/** The phrasings of both languages. */
export function readPhrasings(folder: string): Sentence[] {
  return ['nl', 'en'].flatMap(lang =>
    readFileSync(join(folder, `phrasings.${lang}.tsv`), 'utf8')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map((line, at) => {
        const [observation, value, text, ...more] = line.split('\t')
        if (observation === undefined || value === undefined || text === undefined || more.length > 0)
          throw new Error(`phrasings.${lang}.tsv: entry ${at + 1} has not three columns: ${line}`)
        return { text, observation, value }
      }),
  )
}
