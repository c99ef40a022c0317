import type { Found } from './found.ts'
import { type Goods, markCompanies } from './goods.ts'
import { hasBit, type Lexicon } from './lexicon.ts'
import type { Part, Pattern } from './pattern.ts'
import type { Tokens } from './token.ts'

/** A pattern found: tokens [first, last], those quoted, and which of them the pattern named itself. */
export type Match = {
  readonly pattern: number
  readonly first: number
  readonly last: number
  readonly quoteFirst: number
  readonly quoteLast: number
  readonly named: readonly number[]
}

/** What the words of one text stand for, and where its clauses begin. */
export type Marked = {
  readonly tokens: Tokens
  readonly bits: readonly Uint32Array[]
  /** A word opens a clause here ("maar", "omdat", "dat", …). */
  readonly opens: Uint8Array
}

export function mark(
  tokens: Tokens,
  lexicon: Lexicon,
  clauseWord: number,
  goods: Goods,
  companies: readonly Found[],
): Marked {
  const bits: Uint32Array[] = []
  const opens = new Uint8Array(tokens.count)
  for (let i = 0; i < tokens.count; i++) {
    const found = lexicon.bits(tokens.words[i] ?? '')
    bits.push(found)
    if (hasBit(found, clauseWord)) opens[i] = 1
  }
  goods.mark(tokens, bits)
  markCompanies(tokens, bits, lexicon, companies)
  return { tokens, bits, opens }
}

class Attempt {
  readonly named: number[] = []
  quoteFirst = -1
  quoteLast = -1
  readonly #text: Marked
  readonly #parts: readonly Part[]
  readonly #start: number
  // (part, place) pairs that cannot lead to a match: keeps an attempt linear in its window
  readonly #dead: Set<number> | undefined

  constructor(text: Marked, parts: readonly Part[], start: number, branches: boolean) {
    this.#dead = branches ? new Set() : undefined
    this.#text = text
    this.#parts = parts
    this.#start = start
  }

  #is(at: number, element: number): boolean {
    const bits = this.#text.bits[at]
    return bits !== undefined && hasBit(bits, element)
  }

  /** Whether the parts from `p` fit from token `at`; returns the place after the last token, or -1. */
  run(p: number, at: number, touched: number): number {
    if (this.#dead === undefined) return this.#step(p, at, touched)
    const key = p * 64 + (at - this.#start) * 2 + (touched < 0 ? 1 : 0)
    if (this.#dead.has(key)) return -1
    const result = this.#step(p, at, touched)
    if (result < 0) this.#dead.add(key)
    return result
  }

  #word(p: number, at: number, touched: number, element: number, optional: boolean): number {
    const { tokens } = this.#text
    if (at < tokens.count && this.#is(at, element) && (at === this.#start || tokens.before[at] !== 2 || touched < 0)) {
      this.named.push(at)
      const end = this.run(p + 1, at + 1, at)
      if (end >= 0) return end
      this.named.pop()
    }
    return optional ? this.run(p + 1, at, touched) : -1
  }

  #gap(p: number, at: number, touched: number, most: number, wide: boolean): number {
    const { tokens, opens } = this.#text
    for (let n = 0; n <= most; n++) {
      // -1 as the last touched token: the word after a wide gap may open a sentence
      const end = this.run(p + 1, at + n, wide ? -1 : touched)
      if (end >= 0) return end
      const next = at + n
      if (next >= tokens.count || next - this.#start > 30) return -1
      if (!wide && (tokens.before[next] === 2 || opens[next] === 1)) return -1
    }
    return -1
  }

  #step(p: number, at: number, touched: number): number {
    const part = this.#parts[p]
    if (part === undefined) return at
    const { tokens } = this.#text
    switch (part.kind) {
      case 'word':
        return this.#word(p, at, touched, part.element, part.optional)
      case 'any':
        return at < tokens.count && tokens.before[at] !== 2 ? this.run(p + 1, at + 1, touched) : -1
      case 'gap':
        return this.#gap(p, at, touched, part.most, part.wide)
      case 'not-next':
        return at < tokens.count && tokens.before[at] !== 2 && this.#is(at, part.element)
          ? -1
          : this.run(p + 1, at, touched)
      case 'not-before':
        return at > 0 && tokens.before[at] !== 2 && this.#is(at - 1, part.element) ? -1 : this.run(p + 1, at, touched)
      case 'start':
        return at === 0 || tokens.before[at] === 2 ? this.run(p + 1, at, touched) : -1
      case 'end':
        return at >= tokens.count || tokens.before[at] === 2 ? this.run(p + 1, at, touched) : -1
      case 'pause':
        return at >= tokens.count || at === 0 || (tokens.before[at] ?? 0) > 0 ? this.run(p + 1, at, touched) : -1
      case 'open':
      case 'close': {
        const end = this.run(p + 1, at, touched)
        if (end >= 0 && part.kind === 'open') this.quoteFirst = at
        if (end >= 0 && part.kind === 'close') this.quoteLast = at - 1
        return end
      }
    }
  }
}

/** Finds patterns in marked texts; which patterns to try at a word follows from the element they begin with. */
export class Matcher {
  readonly #patterns: readonly Pattern[]
  readonly #byFirst = new Map<number, number[]>()
  /** The elements that a pattern cannot do without. */
  readonly #needed: readonly (readonly number[])[]
  /** The element that must stand right behind the first, or -1. */
  readonly #second: readonly number[]
  /** Whether a pattern can go on in more than one way at more than one part. */
  readonly #branches: readonly boolean[]

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns
    this.#needed = patterns.map(({ parts }) =>
      parts.flatMap(part => (part.kind === 'word' && !part.optional ? [part.element] : [])),
    )
    this.#second = patterns.map(({ parts }) => {
      const plain = parts.filter(part => part.kind !== 'open' && part.kind !== 'close')
      const [head, next] = plain
      return head?.kind === 'word' && next?.kind === 'word' && !next.optional ? next.element : -1
    })
    this.#branches = patterns.map(
      ({ parts }) => parts.filter(part => part.kind === 'gap' || (part.kind === 'word' && part.optional)).length > 1,
    )
    for (const [index, pattern] of patterns.entries()) {
      const head = pattern.parts.find(part => part.kind === 'word')
      if (head?.kind !== 'word') continue
      const list = this.#byFirst.get(head.element)
      if (list === undefined) this.#byFirst.set(head.element, [index])
      else list.push(index)
    }
  }

  /** All matches, at most one for each pattern and place, in order of place. */
  find(text: Marked): Match[] {
    const matches: Match[] = []
    const present = new Uint32Array(text.bits[0]?.length ?? 0)
    for (const bits of text.bits) for (let w = 0; w < bits.length; w++) present[w] = (present[w] ?? 0) | (bits[w] ?? 0)
    const possible = this.#needed.map(elements => elements.every(element => hasBit(present, element)))
    for (let at = 0; at < text.tokens.count; at++) {
      const bits = text.bits[at]
      if (bits === undefined) continue
      for (let w = 0; w < bits.length; w++) {
        let rest = bits[w] ?? 0
        while (rest !== 0) {
          const low = rest & -rest
          const id = (w << 5) + (31 - Math.clz32(low))
          rest ^= low
          const starts = this.#byFirst.get(id)
          if (starts === undefined) continue
          for (const pattern of starts) if (possible[pattern] === true) this.#attempt(text, pattern, at, matches)
        }
      }
    }
    return matches
  }

  #attempt(text: Marked, pattern: number, at: number, matches: Match[]): void {
    const parts = this.#patterns[pattern]?.parts ?? []
    const second = this.#second[pattern] ?? -1
    const behind = text.bits[at + 1]
    if (second >= 0 && (behind === undefined || !hasBit(behind, second))) return
    const attempt = new Attempt(text, parts, at, this.#branches[pattern] === true)
    const end = attempt.run(0, at, -1)
    if (end < 0) return
    const last = attempt.named.at(-1) ?? at
    const quoteFirst = attempt.quoteFirst < 0 ? at : attempt.quoteFirst
    const quoteLast = attempt.quoteLast < 0 ? last : attempt.quoteLast
    if (quoteLast < quoteFirst) return
    matches.push({ pattern, first: at, last, quoteFirst, quoteLast, named: attempt.named })
  }
}
