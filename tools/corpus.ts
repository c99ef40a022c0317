import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Styled } from './reading-tables.ts'

/** Every annotated report of the corpus in the order of its files, apart by the fixed split. */
export function readCorpus(root: string): { readonly develop: readonly Styled[]; readonly held: readonly Styled[] } {
  const folder = join(root, 'corpus')
  const held = new Set<string>(JSON.parse(readFileSync(join(folder, 'split.json'), 'utf8')).held)
  const all = readdirSync(folder)
    .filter(name => /^dev-.*\.jsonl$/.test(name))
    .sort()
    .flatMap(name => readReports(join(folder, name)))
  return { develop: all.filter(item => !held.has(item.id)), held: all.filter(item => held.has(item.id)) }
}

/** The annotated reports of one file, one a line. */
export function readReports(path: string): Styled[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): Styled => JSON.parse(line))
}
