import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Beside, Fragment, Sentence } from '@toetsbaar/extraction'
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

/** What is learnt from beside the reports of a corpus; without the flipped pairs where these are to be measured. */
export function readBeside(folder: string, { pairs }: { readonly pairs: boolean }): Beside {
  return {
    fragments: readFragments(folder),
    sentences: [...readPhrasings(folder), ...(pairs ? readPairs(folder) : [])],
  }
}

/** The sentences of the flipped pairs, each by itself. */
function readPairs(folder: string): Sentence[] {
  return parsePairs(readFileSync(join(folder, 'pairs.tsv'), 'utf8')).flatMap(pair => [
    { text: pair.first, observation: pair.observation, value: pair.firstValue },
    { text: pair.second, observation: pair.observation, value: pair.secondValue },
  ])
}

/** The fragments of every file `fragments-*.txt`. */
export function readFragments(folder: string): Fragment[] {
  return readdirSync(folder)
    .filter(name => /^fragments-.*\.txt$/.test(name))
    .sort()
    .flatMap(name =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line, at) => (line === '' || line.startsWith('#') ? [] : [parseFragment(line, `${name}:${at + 1}`)])),
    )
}

/**
 * A fragment: its language, a stroke, and the text with what it settles, e.g. "nl|{paid=yes:heb betaald} maar {received=no:niks gekregen}".
 * @throws Error that says what is wrong at `place`
 */
export function parseFragment(line: string, place: string): Fragment {
  const [lang, ...rest] = line.split('|')
  if ((lang !== 'nl' && lang !== 'en') || rest.length === 0) throw new Error(`${place} does not begin with nl| or en|`)
  const observations: Record<string, { value: string; quote: string; at: number }> = {}
  let text = ''
  for (const [, keys, quote = '', plain = ''] of rest.join('|').matchAll(/\{([^{}:]*):([^{}]*)\}|([^{}]+|[{}])/g)) {
    if (plain === '{' || plain === '}') throw new Error(`${place} has a mark that is not {observation=value:words}`)
    if (keys !== undefined && quote.trim() !== quote)
      throw new Error(`${place} marks "${quote}" with a space at its edge`)
    if (keys !== undefined && quote === '') throw new Error(`${place} marks no words as ${keys}`)
    for (const key of keys?.split('+') ?? []) {
      const [, id, value] = /^([a-z-]+)=(yes|no)$/.exec(key) ?? []
      if (id === undefined || value === undefined)
        throw new Error(`${place} marks "${key}", which is no observation=yes or =no`)
      if (observations[id] !== undefined) throw new Error(`${place} marks ${id} twice`)
      observations[id] = { value, quote, at: text.length }
    }
    text += quote + plain
  }
  return { lang, text, observations }
}

/** The phrasings of both languages: sentences of which one observation is annotated. */
function readPhrasings(folder: string): Sentence[] {
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
