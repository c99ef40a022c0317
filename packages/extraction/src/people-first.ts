import { compileSequence, type Sequence, spansOf, Wording } from './word-sequence.ts'

type Lang = 'nl' | 'en'

/** Who helps: a number to call, a page to read; what it is called and when to call stands in the texts. */
export type HelpLine = { readonly id: string; readonly number: string | undefined; readonly url: string | undefined }

/** How one language says a sign: word sequences that show it, and those that take it away where they overlap. */
export type SignWords = { readonly when: readonly string[]; readonly unless: readonly string[] }

/** Signs in order of urgency, who helps with each, and the words and texts per language. Data, no code. */
export type PeopleFirstData = {
  readonly from: string
  readonly revision: number
  readonly help: readonly HelpLine[]
  readonly signs: readonly { readonly id: string; readonly help: readonly string[] }[]
  readonly words: Readonly<
    Record<
      Lang,
      {
        readonly groups: Readonly<Record<string, readonly string[]>>
        readonly signs: Readonly<Record<string, SignWords>>
      }
    >
  >
  /** Keyed `sign.<id>.title`, `sign.<id>.message`, `help.<id>.name`, `help.<id>.when`. */
  readonly texts: Readonly<Record<Lang, Readonly<Record<string, string>>>>
}

/** A sign in a text, with its exact words: `text.slice(start, end) === quote`. */
export type SeenSign = {
  readonly sign: string
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly field: string
  readonly help: readonly string[]
}

export interface PeopleFirst {
  readonly data: PeopleFirstData
  /** The signs in a text, most urgent first, each sign once with its first words. `field` says where it was typed. */
  see(text: string, field: string): readonly SeenSign[]
}

/** Data that does not fit; `where` is the path of the field. */
export class PeopleFirstError extends Error {
  readonly where: string
  constructor(where: string, message: string) {
    super(`${where}: ${message}`)
    this.name = 'PeopleFirstError'
    this.where = where
  }
}

type Compiled = { readonly sign: string; readonly when: readonly Sequence[]; readonly unless: readonly Sequence[] }

/**
 * Recognises people in need in any free text, in both languages whatever the page's language: who is in distress does
 * not choose a language first. A missed sign weighs more than a false alarm, so a denial ("I won't hurt myself") counts.
 */
export function createPeopleFirst(data: PeopleFirstData): PeopleFirst {
  const compiled = data.signs.flatMap(({ id }): readonly Compiled[] =>
    langs.map(lang => {
      const { groups, signs } = data.words[lang]
      const compile = (sequence: string) => compileSequence(sequence, groups)
      const words = signs[id]
      return { sign: id, when: words?.when.map(compile) ?? [], unless: words?.unless.map(compile) ?? [] }
    }),
  )
  return {
    data,
    see(text, field) {
      const wording = new Wording(text)
      return data.signs.flatMap(({ id, help }): readonly SeenSign[] => {
        const spans = compiled.filter(each => each.sign === id).flatMap(each => standing(each, wording))
        const first = spans.toSorted((one, other) => one.start - other.start)[0]
        if (first === undefined) return []
        return [{ sign: id, quote: text.slice(first.start, first.end), ...first, field, help }]
      })
    },
  }
}

function standing({ when, unless }: Compiled, wording: Wording): readonly { start: number; end: number }[] {
  const found = when.flatMap(sequence => spansOf(sequence, wording))
  if (found.length === 0) return []
  const excuses = unless.flatMap(sequence => spansOf(sequence, wording))
  return found.filter(span => !excuses.some(excuse => excuse.start < span.end && span.start < excuse.end))
}

const langs = ['nl', 'en'] as const

/**
 * Checks the data of `models/people-first/<day>`: the parsed `signs.yaml`, `nl.yaml` and `en.yaml`.
 *
 * @throws PeopleFirstError with the path of what is missing or wrong.
 */
export function parsePeopleFirst(files: {
  readonly signs: unknown
  readonly nl: unknown
  readonly en: unknown
}): PeopleFirstData {
  const signs = fields(files.signs, 'signs')
  const help = list(signs.help, 'signs.help').map((entry, index): HelpLine => {
    const line = fields(entry, `signs.help[${index}]`)
    const where = `signs.help[${index}]`
    return {
      id: text(line.id, `${where}.id`),
      number: maybe(line.number, `${where}.number`),
      url: maybe(line.url, `${where}.url`),
    }
  })
  const order = list(signs.signs, 'signs.signs').map((entry, index) => {
    const sign = fields(entry, `signs.signs[${index}]`)
    const lines = texts(sign.help, `signs.signs[${index}].help`)
    for (const line of lines)
      if (!help.some(each => each.id === line))
        throw new PeopleFirstError(`signs.signs[${index}].help`, `no help line is called "${line}"; add it under help`)
    return { id: text(sign.id, `signs.signs[${index}].id`), help: lines }
  })
  const keys = [
    ...order.flatMap(({ id }) => [`sign.${id}.title`, `sign.${id}.message`]),
    ...help.flatMap(({ id }) => [`help.${id}.name`, `help.${id}.when`]),
  ]
  const ids = order.map(sign => sign.id)
  return {
    from: text(signs.from, 'signs.from'),
    revision: Number(signs.revision),
    help,
    signs: order,
    words: { nl: wordsIn(files.nl, 'nl', ids), en: wordsIn(files.en, 'en', ids) },
    texts: { nl: textsIn(files.nl, 'nl', keys), en: textsIn(files.en, 'en', keys) },
  }
}

function wordsIn(file: unknown, where: Lang, ids: readonly string[]): PeopleFirstData['words'][Lang] {
  const { groups: lexicon, signs } = fields(file, where)
  const groups = mapOf(lexicon, `${where}.groups`, texts)
  const words = mapOf(signs, `${where}.signs`, (value, path): SignWords => {
    const { when, unless } = fields(value, path)
    return { when: texts(when, `${path}.when`), unless: unless === undefined ? [] : texts(unless, `${path}.unless`) }
  })
  for (const id of ids)
    if (words[id] === undefined) throw new PeopleFirstError(`${where}.signs`, `"${id}" has no words; add them`)
  for (const [id, { when, unless }] of Object.entries(words))
    for (const sequence of [...when, ...unless])
      for (const [, group = ''] of sequence.matchAll(/<([^>]+)>/g))
        if (groups[group] === undefined)
          throw new PeopleFirstError(
            `${where}.signs.${id}`,
            `"${sequence}" names the group "${group}"; add it under groups`,
          )
  return { groups, signs: words }
}

function textsIn(file: unknown, where: Lang, keys: readonly string[]): Readonly<Record<string, string>> {
  const found = mapOf(fields(file, where).texts, `${where}.texts`, text)
  for (const key of keys)
    if (found[key] === undefined) throw new PeopleFirstError(`${where}.texts`, `"${key}" is missing; add it`)
  return found
}

function fields(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PeopleFirstError(where, 'expected a map of names to values')
  return Object.fromEntries(Object.entries(value))
}

function mapOf<Value>(
  value: unknown,
  where: string,
  parse: (value: unknown, where: string) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(fields(value, where)).map(([key, each]) => [key, parse(each, `${where}.${key}`)]),
  )
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new PeopleFirstError(where, 'expected a list')
  return value
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new PeopleFirstError(where, 'expected a text')
  return value
}

function texts(value: unknown, where: string): readonly string[] {
  return list(value, where).map((each, index) => text(each, `${where}[${index}]`))
}

function maybe(value: unknown, where: string): string | undefined {
  return value === undefined || value === null ? undefined : text(value, where)
}
