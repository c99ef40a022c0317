import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { parse } from 'yaml'

/** What is filled in at a `{name}` in a text. */
export type Fillings = Readonly<Record<string, string | number | Date>>

/** The texts of the site in one language. A language is a folder of texts; a third one needs no code. */
export type Words = {
  /** BCP 47, for `lang` attributes and dates. */
  readonly code: string
  /** The language's own name for itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly keys: readonly string[]
  /** The text under a key, e.g. `start.title`. Throws where the key is unknown: a page never shows a key. */
  say(key: string, fillings?: Fillings): string
}

type Leaves = Record<string, string>

const flatten = (value: unknown, path: string, file: string, into: Leaves): Leaves => {
  if (typeof value === 'string') {
    into[path] = value.trim()
    return into
  }
  if (value === null || typeof value !== 'object') {
    throw new Error(`${file}: "${path}" is no text. Write a text, or a group of texts.`)
  }
  for (const [key, below] of Object.entries(value)) flatten(below, path ? `${path}.${key}` : key, file, into)
  return into
}

const readLanguage = (folder: string, code: string): Words => {
  const texts: Leaves = {}
  for (const name of readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()) {
    const file = join(folder, name)
    flatten(parse(readFileSync(file, 'utf8')), name.slice(0, -'.yaml'.length), file, texts)
  }
  const compiled = new Map<string, IntlMessageFormat>()
  const text = (key: string): string => {
    const found = texts[key]
    if (found === undefined) throw new Error(`${folder}: there is no text "${key}". Add it to every language.`)
    return found
  }
  return {
    code,
    name: text('language.name'),
    direction: text('language.direction') === 'rtl' ? 'rtl' : 'ltr',
    keys: Object.keys(texts),
    say: (key, fillings = {}) => {
      const message = compiled.get(key) ?? new IntlMessageFormat(text(key), code)
      compiled.set(key, message)
      return String(message.format({ ...fillings }))
    },
  }
}

/**
 * Reads every language folder below `root` (the package's own texts unless stated), once at start; `nl` comes first.
 * Throws where a file is no group of texts or a language does not name itself.
 */
export const readWords = (root: string = join(import.meta.dirname, '..', 'texts')): readonly Words[] =>
  readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort((a, b) => Number(b === 'nl') - Number(a === 'nl') || (a < b ? -1 : 1))
    .map(code => readLanguage(join(root, code), code))
