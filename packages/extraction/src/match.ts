import type { Found } from './found.ts'
import { type Goods, markCompanies } from './goods.ts'
import type { Lexicon, Senses } from './lexicon.ts'
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
  readonly senses: readonly Senses[]
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
  const senses = tokens.words.map(word => lexicon.senses(word))
  const opens = Uint8Array.from(senses, each => (each.has(clauseWord) ? 1 : 0))
  goods.mark(tokens, senses)
  markCompanies(tokens, senses, lexicon, companies)
  return { tokens, senses, opens }
}

// no gap goes on past so many words from the first
const FAR = 30
// room for those and for the words that follow the last gap
const PLACES = 64

/** Fits the parts of one pattern after another on a text. */
class Attempt {
  readonly named: number[] = []
  quoteFirst = -1
  quoteLast = -1
  readonly #text: Marked
  #parts: readonly Part[] = []
  #start = 0
  #branches = false
  // Which (part, place) pairs cannot lead to a match, by the number of the try: keeps a try linear in its window.
  readonly #dead: Int32Array
  #tries = 0

  constructor(text: Marked, mostParts: number) {
    this.#text = text
    this.#dead = new Int32Array((mostParts + 1) * PLACES * 2)
  }

  /** Whether a pattern fits from a word on; `named` and the quote then hold what it found. `branches`: it can go on in more than one way at more than one part. */
  fits(parts: readonly Part[], start: number, branches: boolean): boolean {
    this.named.length = 0
    this.quoteFirst = -1
    this.quoteLast = -1
    this.#parts = parts
    this.#start = start
    this.#branches = branches
    this.#tries++
    return this.#run(0, start, -1) >= 0
  }

  #is(at: number, element: number): boolean {
    return this.#text.senses[at]?.has(element) === true
  }

  /** Whether the parts from `p` fit from token `at`; returns the place after the last token, or -1. */
  #run(p: number, at: number, touched: number): number {
    if (!this.#branches) return this.#step(p, at, touched)
    const key = (p * PLACES + at - this.#start) * 2 + (touched < 0 ? 1 : 0)
    if (this.#dead[key] === this.#tries) return -1
    const result = this.#step(p, at, touched)
    if (result < 0) this.#dead[key] = this.#tries
    return result
  }

  #word(p: number, at: number, touched: number, element: number, optional: boolean): number {
    const { tokens } = this.#text
    if (at < tokens.count && this.#is(at, element) && (at === this.#start || tokens.before[at] !== 2 || touched < 0)) {
      this.named.push(at)
      const end = this.#run(p + 1, at + 1, at)
      if (end >= 0) return end
      this.named.pop()
    }
    return optional ? this.#run(p + 1, at, touched) : -1
  }

  #gap(p: number, at: number, touched: number, most: number, wide: boolean): number {
    const { tokens, opens } = this.#text
    for (let n = 0; n <= most; n++) {
      // -1 as the last touched token: the word after a wide gap may open a sentence
      const end = this.#run(p + 1, at + n, wide ? -1 : touched)
      if (end >= 0) return end
      const next = at + n
      if (next >= tokens.count || next - this.#start > FAR) return -1
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
        return at < tokens.count && tokens.before[at] !== 2 ? this.#run(p + 1, at + 1, touched) : -1
      case 'gap':
        return this.#gap(p, at, touched, part.most, part.wide)
      case 'not-next':
        return at < tokens.count && tokens.before[at] !== 2 && this.#is(at, part.element)
          ? -1
          : this.#run(p + 1, at, touched)
      case 'not-before':
        return at > 0 && tokens.before[at] !== 2 && this.#is(at - 1, part.element) ? -1 : this.#run(p + 1, at, touched)
      case 'start':
        return at === 0 || tokens.before[at] === 2 ? this.#run(p + 1, at, touched) : -1
      case 'end':
        return at >= tokens.count || tokens.before[at] === 2 ? this.#run(p + 1, at, touched) : -1
      case 'pause':
        return at >= tokens.count || at === 0 || (tokens.before[at] ?? 0) > 0 ? this.#run(p + 1, at, touched) : -1
      case 'open':
      case 'close': {
        const end = this.#run(p + 1, at, touched)
        if (end >= 0 && part.kind === 'open') this.quoteFirst = at
        if (end >= 0 && part.kind === 'close') this.quoteLast = at - 1
        return end
      }
    }
  }
}

const NOWHERE = 0x7fffffff

/** Words that a pattern cannot do without behind the one it begins with: the element, and how many words further on it may stand at most. */
function needsOf({ parts }: Pattern): number[] {
  const needs: number[] = []
  let least = 0
  let most = 0
  for (const part of parts) {
    // what may stand at the first word stands there already: the pattern was found by it
    if (part.kind === 'word' && !part.optional && least > 0) needs.push(part.element, most)
    if (part.kind === 'any' || (part.kind === 'word' && !part.optional)) least++
    if (part.kind === 'any' || part.kind === 'word') most++
    if (part.kind === 'gap') most += part.most
  }
  return needs
}

/** Finds patterns in marked texts; which patterns to try at a word follows from the element they begin with, and from the words behind it. */
export class Matcher {
  readonly #patterns: readonly Pattern[]
  /** The patterns that begin with an element, by element. */
  readonly #byFirst: readonly (readonly number[] | undefined)[]
  /** Pairs of an element and a distance; those of pattern i stand from `#needsFrom[i]` up to `#needsFrom[i + 1]`. */
  readonly #needs: Int32Array
  readonly #needsFrom: Int32Array
  readonly #branches: readonly boolean[]
  readonly #mostParts: number
  /** Where each element stands next, behind the word that patterns are tried at. */
  readonly #next: Int32Array

  constructor(patterns: readonly Pattern[], elements: number) {
    this.#patterns = patterns
    this.#mostParts = patterns.reduce((most, { parts }) => Math.max(most, parts.length), 0)
    this.#branches = patterns.map(
      ({ parts }) => parts.filter(part => part.kind === 'gap' || (part.kind === 'word' && part.optional)).length > 1,
    )
    this.#next = new Int32Array(elements)
    const needs: number[] = []
    this.#needsFrom = new Int32Array(patterns.length + 1)
    const byFirst = new Array<number[] | undefined>(elements).fill(undefined)
    for (const [index, pattern] of patterns.entries()) {
      for (const need of needsOf(pattern)) needs.push(need)
      this.#needsFrom[index + 1] = needs.length
      const head = pattern.parts.find(part => part.kind === 'word')
      if (head?.kind !== 'word') continue
      const list = byFirst[head.element]
      if (list === undefined) byFirst[head.element] = [index]
      else list.push(index)
    }
    this.#needs = Int32Array.from(needs)
    this.#byFirst = byFirst
  }

  /** All matches, at most one for each pattern and place, in order of place. */
  find(text: Marked): Match[] {
    const matches: Match[] = []
    const attempt = new Attempt(text, this.#mostParts)
    const next = this.#next.fill(NOWHERE)
    // from the last word to the first, so that it is known what stands behind a word
    for (let at = text.tokens.count - 1; at >= 0; at--) {
      const elements = text.senses[at]?.elements
      if (elements === undefined) continue
      for (let k = elements.length - 1; k >= 0; k--) {
        const starts = this.#byFirst[elements[k] ?? 0]
        if (starts === undefined) continue
        for (let i = starts.length - 1; i >= 0; i--) {
          const pattern = starts[i] ?? 0
          if (this.#inReach(pattern, at)) this.#attempt(attempt, pattern, at, matches)
        }
      }
      for (const element of elements) next[element] = at
    }
    return matches.reverse()
  }

  /** Whether every word that the pattern needs stands near enough behind token `at`; most patterns end here. */
  #inReach(pattern: number, at: number): boolean {
    const to = this.#needsFrom[pattern + 1] ?? 0
    for (let k = this.#needsFrom[pattern] ?? 0; k < to; k += 2)
      if ((this.#next[this.#needs[k] ?? 0] ?? 0) - at > (this.#needs[k + 1] ?? 0)) return false
    return true
  }

  #attempt(attempt: Attempt, pattern: number, at: number, matches: Match[]): void {
    const parts = this.#patterns[pattern]?.parts ?? []
    if (!attempt.fits(parts, at, this.#branches[pattern] === true)) return
    const named = attempt.named.slice()
    const last = named.at(-1) ?? at
    const quoteFirst = attempt.quoteFirst < 0 ? at : attempt.quoteFirst
    const quoteLast = attempt.quoteLast < 0 ? last : attempt.quoteLast
    if (quoteLast < quoteFirst) return
    matches.push({ pattern, first: at, last, quoteFirst, quoteLast, named })
  }
}
