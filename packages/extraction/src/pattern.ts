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

const NONE: readonly string[] = []

/** Collects the elements of all patterns, each once. */
export class Elements {
  readonly list: Element[] = []
  readonly #bySource = new Map<string, number>()
  readonly #lists: ReadonlyMap<string, readonly string[]>
  /** The words of each list that was asked for, with those of the lists that it refers to. */
  readonly #spread = new Map<string, readonly string[]>()

  constructor(lists: ReadonlyMap<string, readonly string[]>) {
    this.#lists = lists
  }

  #wordsOf(source: string, where: string, depth: number): readonly string[] {
    if (depth > 5) throw new PatternError(where, `list ${source} refers to itself`)
    const choices = source.split('|')
    if (choices.includes('')) throw new PatternError(where, `empty choice in "${source}"`)
    if (!source.includes('@')) return choices
    return choices.flatMap(word => (word.startsWith('@') ? this.#listed(word, where, depth) : word))
  }

  #listed(word: string, where: string, depth: number): readonly string[] {
    const known = this.#spread.get(word)
    if (known !== undefined) return known
    const list = this.#lists.get(word.slice(1))
    if (list === undefined) throw new PatternError(where, `list ${word} does not exist; define it under "lists"`)
    const words = list.flatMap(entry => this.#wordsOf(entry, where, depth + 1))
    this.#spread.set(word, words)
    return words
  }

  /** The number of an element such as "betaald|voldaan|@paid|overgemaak*". */
  number(source: string, where: string): number {
    const known = this.#bySource.get(source)
    if (known !== undefined) return known
    const words = this.#wordsOf(source, where, 0)
    if (!source.includes('@') && !source.includes('*')) {
      this.#bySource.set(source, this.list.length)
      return this.list.push({ exact: words, prefixes: NONE, suffixes: NONE, infixes: NONE }) - 1
    }
    const exact: string[] = []
    const stems: string[] = []
    for (const word of words.length > 1 ? new Set(words) : words) (word.includes('*') ? stems : exact).push(word)
    const bare = (word: string) => word.replaceAll('*', '')
    if (stems.some(stem => bare(stem).length < 2))
      throw new PatternError(where, `a stem in "${source}" has fewer than two letters`)
    const stemsLike = (before: boolean, after: boolean) =>
      stems.filter(stem => stem.startsWith('*') === before && stem.endsWith('*') === after).map(bare)
    this.list.push({
      exact,
      prefixes: stems.length === 0 ? NONE : stemsLike(false, true),
      suffixes: stems.length === 0 ? NONE : stemsLike(true, false),
      infixes: stems.length === 0 ? NONE : stemsLike(true, true),
    })
    this.#bySource.set(source, this.list.length - 1)
    return this.list.length - 1
  }
}

const SIGNS = new Map<string, Part>([
  ['.', { kind: 'gap', most: 2, wide: false }],
  ['..', { kind: 'gap', most: 5, wide: false }],
  ['...', { kind: 'gap', most: 12, wide: false }],
  ['~', { kind: 'gap', most: 25, wide: true }],
  ['_', { kind: 'any' }],
  ['[', { kind: 'open' }],
  [']', { kind: 'close' }],
  ['^', { kind: 'start' }],
  ['$', { kind: 'end' }],
  [',', { kind: 'pause' }],
])

function partOf(source: string, elements: Elements, where: string): Part {
  const sign = SIGNS.get(source)
  if (sign !== undefined) return sign
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
