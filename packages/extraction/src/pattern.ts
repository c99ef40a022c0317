/** A pattern that cannot be read; `where` names the list, group or pattern. */
export class PatternError extends Error {
  readonly where: string
  constructor(where: string, message: string) {
    super(`${where}: ${message}`)
    this.name = 'PatternError'
    this.where = where
  }
}

/** One place in a pattern: the words that may stand there. */
export type Element = {
  readonly exact: readonly string[]
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
  readonly infixes: readonly string[]
}

export type Part =
  | { readonly kind: 'word'; readonly element: number; readonly optional: boolean }
  | { readonly kind: 'any' }
  /** Up to `most` other words; a wide gap crosses sentences, another one stops at a sentence and at a clause word. */
  | { readonly kind: 'gap'; readonly most: number; readonly wide: boolean }
  | { readonly kind: 'not-next'; readonly element: number }
  | { readonly kind: 'not-before'; readonly element: number }
  | { readonly kind: 'open' | 'close' | 'start' | 'end' | 'pause' }

export type Pattern = { readonly source: string; readonly parts: readonly Part[] }

/** Collects the elements of all patterns, each once. */
export class Elements {
  readonly list: Element[] = []
  readonly #bySource = new Map<string, number>()
  readonly #lists: ReadonlyMap<string, readonly string[]>

  constructor(lists: ReadonlyMap<string, readonly string[]>) {
    this.#lists = lists
  }

  #spread(source: string, where: string, depth: number): string[] {
    if (depth > 5) throw new PatternError(where, `list ${source} refers to itself`)
    return source.split('|').flatMap(word => {
      if (word === '') throw new PatternError(where, `empty choice in "${source}"`)
      if (!word.startsWith('@')) return [word]
      const list = this.#lists.get(word.slice(1))
      if (list === undefined) throw new PatternError(where, `list ${word} does not exist; define it under "lists"`)
      return list.flatMap(entry => this.#spread(entry, where, depth + 1))
    })
  }

  /** The number of an element such as "betaald|voldaan|@paid|overgemaak*". */
  number(source: string, where: string): number {
    const known = this.#bySource.get(source)
    if (known !== undefined) return known
    const words = [...new Set(this.#spread(source, where, 0))]
    const bare = (word: string) => word.replaceAll('*', '')
    const element: Element = {
      exact: words.filter(word => !word.includes('*')),
      prefixes: words.filter(word => word.endsWith('*') && !word.startsWith('*')).map(bare),
      suffixes: words.filter(word => word.startsWith('*') && !word.endsWith('*')).map(bare),
      infixes: words.filter(word => word.startsWith('*') && word.endsWith('*')).map(bare),
    }
    if ([...element.prefixes, ...element.suffixes, ...element.infixes].some(stem => stem.length < 2))
      throw new PatternError(where, `a stem in "${source}" has fewer than two letters`)
    this.list.push(element)
    this.#bySource.set(source, this.list.length - 1)
    return this.list.length - 1
  }
}

const GAPS: Readonly<Record<string, Part>> = {
  '.': { kind: 'gap', most: 2, wide: false },
  '..': { kind: 'gap', most: 5, wide: false },
  '...': { kind: 'gap', most: 12, wide: false },
  '~': { kind: 'gap', most: 25, wide: true },
}

function partOf(source: string, elements: Elements, where: string): Part {
  const gap = GAPS[source]
  if (gap !== undefined) return gap
  if (source === '_') return { kind: 'any' }
  if (source === '[') return { kind: 'open' }
  if (source === ']') return { kind: 'close' }
  if (source === '^') return { kind: 'start' }
  if (source === '$') return { kind: 'end' }
  if (source === ',') return { kind: 'pause' }
  if (source.startsWith('!')) return { kind: 'not-next', element: elements.number(source.slice(1), where) }
  if (source.startsWith('<!')) return { kind: 'not-before', element: elements.number(source.slice(2), where) }
  if (source.startsWith('-') && source.length > 1)
    return { kind: 'not-before', element: elements.number(source.slice(1), where) }
  const optional = source.endsWith('?')
  return { kind: 'word', element: elements.number(optional ? source.slice(0, -1) : source, where), optional }
}

/** Leading optional words are spelled out, so that every pattern begins with a word that must be there. */
function spellOut(parts: readonly Part[]): Part[][] {
  const first = parts.findIndex(part => part.kind === 'word' || part.kind === 'gap' || part.kind === 'any')
  const head = parts[first]
  if (head?.kind !== 'word' || !head.optional) return [[...parts]]
  const without = [...parts.slice(0, first), ...parts.slice(first + 1)]
  const required: Part = { ...head, optional: false }
  return [[...parts.slice(0, first), required, ...parts.slice(first + 1)], ...spellOut(without)]
}

/**
 * Reads one pattern. Words stand apart by spaces: `ik|we heb|hebben .. @paid`. `a|b` a choice, `@list` a list, `stem*` `*end` `*mid*` parts of a word, `#amount` a class,
 * `word?` may be left out, `.` `..` `...` up to 2, 5, 12 other words in the sentence, `~` up to 25 across sentences, `_` one word, `!x` not followed by, `-x` not preceded by,
 * `^` and `$` the ends of a sentence, `,` a pause or one of those ends, `[ … ]` the words that are quoted.
 */
export function parsePattern(source: string, elements: Elements, where: string): Pattern[] {
  const parts = source
    .trim()
    .split(/ +/)
    .map(piece => partOf(piece, elements, where))
  const heads = parts.filter(part => part.kind === 'word')
  if (heads.length === 0 || parts[0]?.kind === 'gap')
    throw new PatternError(where, `"${source}" must begin with a word`)
  if (parts.filter(part => part.kind === 'open').length !== parts.filter(part => part.kind === 'close').length)
    throw new PatternError(where, `"${source}" has a bracket that is not closed`)
  return spellOut(parts).map(spelled => ({ source, parts: spelled }))
}
