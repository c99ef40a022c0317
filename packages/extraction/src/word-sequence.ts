/** A word of a text in its plain form, or the end of a sentence (`.`), with its place. */
export type Token = { readonly plain: string; readonly start: number; readonly end: number }

/** Words of a text without accents, case and drawn-out letters; sentence ends are tokens of their own. */
export function tokensOf(text: string): readonly Token[] {
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

type Item =
  | { readonly kind: 'words'; readonly choices: readonly (readonly string[])[]; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly most: number }

/** A compiled word sequence. */
export type Sequence = readonly Item[]

/**
 * Compiles a word sequence. Items are separated by spaces:
 *
 *     word        this word; from seven letters on, one slip of the pen is forgiven
 *     word*       a word that begins so        *word   a word that ends so
 *     one|two     either                       <name>  any entry of a group (entries may be several words)
 *     item?       may be left out              ..3     up to three words within the sentence
 *     .           the end of a sentence or of the text, alone or as a choice (`.|because`)
 */
export function compileSequence(sequence: string, groups: Readonly<Record<string, readonly string[]>>): Sequence {
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
export function spansOf(sequence: Sequence, tokens: readonly Token[]): readonly { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = []
  for (let from = 0; from < tokens.length; from++) {
    const upTo = matchFrom(sequence, 0, tokens, from)
    const first = tokens[from]
    const last = upTo === undefined ? undefined : tokens[upTo - 1]
    if (first !== undefined && last !== undefined && last.end > first.start)
      spans.push({ start: first.start, end: last.end })
  }
  return spans
}

/** The place after the last matched token, or none. */
function matchFrom(sequence: Sequence, at: number, tokens: readonly Token[], place: number): number | undefined {
  const item = sequence[at]
  if (item === undefined) return place
  if (item.kind === 'gap') {
    for (let skipped = 0; skipped <= item.most; skipped++) {
      const found = matchFrom(sequence, at + 1, tokens, place + skipped)
      if (found !== undefined) return found
      if (tokens[place + skipped]?.plain === '.') return undefined
    }
    return undefined
  }
  for (const choice of item.choices) {
    const end = choice[0] === '.'
    if (end ? !endsAt(tokens, place) : !choice.every((word, index) => same(word, tokens[place + index]?.plain)))
      continue
    const found = matchFrom(sequence, at + 1, tokens, end ? place : place + choice.length)
    if (found !== undefined) return found
  }
  return item.optional ? matchFrom(sequence, at + 1, tokens, place) : undefined
}

function endsAt(tokens: readonly Token[], place: number): boolean {
  return place === tokens.length || tokens[place]?.plain === '.'
}

function same(word: string, plain: string | undefined): boolean {
  if (plain === undefined) return false
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
