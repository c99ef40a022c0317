/** A word of a text in its plain form, or the end of a sentence (`.`), with its place. */
type Token = { readonly plain: string; readonly start: number; readonly end: number }

/** Words of a text without accents, case and drawn-out letters; sentence ends are tokens of their own. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’`][\p{L}\p{M}]+)*|[.!?;]+|\n\s*\n/gu)) {
    const [word] = match
    const start = match.index
    const plain = /[\p{L}\p{N}]/u.test(word) ? plainOf(word) : '.'
    if (plain === '.' && !endsSentence(text, start)) continue
    tokens.push({ plain, start, end: start + word.length })
  }
  return tokens
}

/** A point inside a number or a name ("1.250", "d.v.") ends no sentence. */
function endsSentence(text: string, at: number): boolean {
  return text[at] !== '.' || !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '')
}

function plainOf(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/(\p{L})\1{2,}/gu, '$1$1')
}

/** The words of one text, and which of them a word of a sequence stands for; worked out once a word. */
export class Wording {
  readonly tokens: readonly Token[]
  readonly #distinct: readonly string[]
  readonly #like = new Map<string, ReadonlySet<string>>()

  constructor(text: string) {
    this.tokens = tokensOf(text)
    this.#distinct = [...new Set(this.tokens.map(token => token.plain))]
  }

  like(word: string): ReadonlySet<string> {
    const before = this.#like.get(word)
    if (before !== undefined) return before
    const found = new Set(this.#distinct.filter(plain => same(word, plain)))
    this.#like.set(word, found)
    return found
  }

  /** Whether every word that a part of a sequence cannot do without stands somewhere in the text. */
  hasAll(part: readonly Item[]): boolean {
    return part.every(
      item =>
        item.kind === 'gap' ||
        item.optional ||
        item.choices.some(choice => choice.every(word => word === '.' || this.like(word).size > 0)),
    )
  }
}

type Item =
  | { readonly kind: 'words'; readonly choices: readonly (readonly string[])[]; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly most: number }

/** One compiled sequence, or several that have to stand together in one sentence, in any order. */
export type Sequence = readonly (readonly Item[])[]

/** Parts that stand together lie within so many words. */
const TOGETHER = 14

/**
 * Compiles a word sequence. Items are separated by spaces:
 *
 *     word        this word; from seven letters on, one slip of the pen is forgiven
 *     word*       a word that begins so        *word   a word that ends so
 *     one|two     either                       <name>  any entry of a group (entries may be several words)
 *     item?       may be left out              ..3     up to three words within the sentence
 *     .           the end of a sentence or of the text, alone or as a choice (`.|because`)
 *     a b & c     "a b" and "c" in one sentence, in any order, close together
 */
export function compileSequence(sequence: string, groups: Readonly<Record<string, readonly string[]>>): Sequence {
  return sequence.split(' & ').map(part => compilePart(part, groups))
}

function compilePart(sequence: string, groups: Readonly<Record<string, readonly string[]>>): readonly Item[] {
  return sequence.split(/\s+/).map((part): Item => {
    const gap = /^\.\.(\d)$/.exec(part)
    if (gap !== null) return { kind: 'gap', most: Number(gap[1]) }
    const optional = part.endsWith('?')
    const choices = (optional ? part.slice(0, -1) : part).split('|').flatMap(choice => {
      const group = /^<(.+)>$/.exec(choice)?.[1]
      return group === undefined ? [choice] : (groups[group] ?? [])
    })
    return {
      kind: 'words',
      choices: choices.map(choice => choice.split(/\s+/).map(word => (word === '.' ? word : plainOf(word)))),
      optional,
    }
  })
}

/** Where a sequence stands in a text, as offsets of its first and last word. */
export function spansOf(sequence: Sequence, text: Wording): readonly { start: number; end: number }[] {
  if (!sequence.every(part => text.hasAll(part))) return []
  const { tokens } = text
  const [first = [], ...rest] = sequence.map(part => placesOf(part, text))
  return first.flatMap(place => {
    const together = rest.reduce<readonly Place[]>((taken, places) => withNearest(taken, places, tokens), [place])
    if (together.length < sequence.length) return []
    const { from, upTo } = stretchOf(together)
    const start = tokens[from]
    const end = tokens[upTo - 1]
    return start === undefined || end === undefined ? [] : [{ start: start.start, end: end.end }]
  })
}

/** From a token up to (not with) another. */
type Place = { readonly from: number; readonly upTo: number }

function placesOf(part: readonly Item[], text: Wording): readonly Place[] {
  return text.tokens.flatMap((_, from) => {
    const upTo = matchFrom(part, 0, text, from)
    return upTo === undefined || upTo <= from ? [] : [{ from, upTo }]
  })
}

/** The places and the closest of others beside them, in the same sentence and not too far; the same places where there is none. */
function withNearest(taken: readonly Place[], others: readonly Place[], tokens: readonly Token[]): readonly Place[] {
  const length = (place: Place): number => {
    const { from, upTo } = stretchOf([...taken, place])
    return upTo - from
  }
  const beside = others
    .filter(other => taken.every(each => other.upTo <= each.from || each.upTo <= other.from))
    .filter(other => length(other) <= TOGETHER && !crossesEnd(stretchOf([...taken, other]), tokens))
    .toSorted((one, other) => length(one) - length(other))[0]
  return beside === undefined ? taken : [...taken, beside]
}

function stretchOf(places: readonly Place[]): Place {
  return { from: Math.min(...places.map(each => each.from)), upTo: Math.max(...places.map(each => each.upTo)) }
}

function crossesEnd({ from, upTo }: Place, tokens: readonly Token[]): boolean {
  return tokens.slice(from, upTo).some(token => token.plain === '.')
}

/** The place after the last matched token, or none. */
function matchFrom(sequence: readonly Item[], at: number, text: Wording, place: number): number | undefined {
  const item = sequence[at]
  if (item === undefined) return place
  if (item.kind === 'gap') {
    for (let skipped = 0; skipped <= item.most; skipped++) {
      const found = matchFrom(sequence, at + 1, text, place + skipped)
      if (found !== undefined) return found
      if (text.tokens[place + skipped]?.plain === '.') return undefined
    }
    return undefined
  }
  for (const choice of item.choices) {
    const end = choice[0] === '.'
    if (
      end
        ? !endsAt(text.tokens, place)
        : !choice.every((word, index) => text.like(word).has(text.tokens[place + index]?.plain ?? ''))
    )
      continue
    const found = matchFrom(sequence, at + 1, text, end ? place : place + choice.length)
    if (found !== undefined) return found
  }
  return item.optional ? matchFrom(sequence, at + 1, text, place) : undefined
}

function endsAt(tokens: readonly Token[], place: number): boolean {
  return place === tokens.length || tokens[place]?.plain === '.'
}

function same(word: string, plain: string): boolean {
  if (word.endsWith('*')) return plain.startsWith(word.slice(0, -1))
  if (word.startsWith('*')) return plain.endsWith(word.slice(1))
  return word === plain || (word.length >= 7 && oneSlip(word, plain))
}

/** One letter more, less or other, or two swapped. */
function oneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let from = 0
  while (from < one.length && one[from] === other[from]) from++
  let back = 0
  while (back < Math.min(one.length, other.length) - from && one.at(-1 - back) === other.at(-1 - back)) back++
  const left = one.slice(from, one.length - back)
  const right = other.slice(from, other.length - back)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
