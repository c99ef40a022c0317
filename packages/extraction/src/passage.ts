import { Memo } from './memo.ts'
import type { Tokens } from './token.ts'

/** A sentence, or a stretch of a long one: tokens [first, last]. */
export type Passage = { readonly first: number; readonly last: number }

const LONG = 30
const STRETCH = 24
const MIDDLING = 16
const SHORT_STRETCH = 12

/** Adds stretches of so many words from `first` to before `next`; each overlaps the one before by half. */
function stretches(first: number, next: number, words: number, into: Passage[]): void {
  for (let from = first; ; from += words / 2) {
    const last = Math.min(from + words, next) - 1
    into.push({ first: from, last })
    if (last === next - 1) return
  }
}

/** The sentences of a text, a long one in stretches; and shorter stretches of those that are not short, since people tell several things in one breath. */
export function passagesOf(tokens: Tokens): Passage[] {
  const passages: Passage[] = []
  for (let first = 0; first < tokens.count; ) {
    let next = first + 1
    while (next < tokens.count && tokens.before[next] !== 2) next++
    if (next - first <= LONG) passages.push({ first, last: next - 1 })
    else stretches(first, next, STRETCH, passages)
    if (next - first > MIDDLING) stretches(first, next, SHORT_STRETCH, passages)
    first = next
  }
  return passages
}

// words that begin another clause, in both languages
const JOINS = new Set('en maar want dus toen and but because so then'.split(' '))
const NO_CLAUSES = 8
const LEAST_CLAUSE = 3

/**
 * The clauses of sentences over eight words: cut at pauses and before words that join. Nothing is learnt from them, since quotes often go past their edges; they are
 * looked at where a pattern points, because what is said in the same breath can drown what a clause says.
 */
export function clausesOf(tokens: Tokens): Passage[] {
  const clauses: Passage[] = []
  for (let first = 0; first < tokens.count; ) {
    let next = first + 1
    while (next < tokens.count && tokens.before[next] !== 2) next++
    if (next - first > NO_CLAUSES) {
      let from = first
      for (let i = first + 1; i <= next; i++) {
        if (i < next && tokens.before[i] !== 1 && !JOINS.has(tokens.words[i] ?? '')) continue
        if (i - from >= LEAST_CLAUSE && i - from < next - first) clauses.push({ first: from, last: i - 1 })
        from = i
      }
    }
    first = next
  }
  return clauses
}

/** A whole text as one passage. */
export function wholeOf(tokens: Tokens): Passage {
  return { first: 0, last: tokens.count - 1 }
}

/** Bits of a feature's number: two features with the same number share a weight. */
const BITS = 20
/** How many numbers there are for features: 0 to one less. */
export const FEATURE_NUMBERS: number = 1 << BITS
const MASK = FEATURE_NUMBERS - 1

function hashed(kind: number, text: string, from: number, to: number): number {
  let hash = 2166136261 ^ kind
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  return hash
}

/** Murmur3's last step, so that sums of hashes spread as well as hashes. */
function spread(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) & MASK
}

/** What a word is to a feature: itself, the list of the reading that it is in or else itself again, and its parts: how it begins and ends where it is long, and every four signs in a row. */
export type Shape = { readonly word: number; readonly kind: number; readonly parts: readonly number[] }

const NUMBER = hashed(2, '#n', 0, 2)
const EDGE = hashed(1, '^', 0, 1)
const EDGES: Shape = { word: EDGE, kind: EDGE, parts: [] }
const KIND = { word: 11, asked: 23 } as const

function shapeOf(word: string, list: string | undefined): Shape {
  if (/^\d+$/.test(word)) return { word: NUMBER, kind: NUMBER, parts: [] }
  const own = hashed(2, word, 0, word.length)
  return { word: own, kind: list === undefined ? own : hashed(6, list, 0, list.length), parts: partsOf(word) }
}

const PART = 4

function partsOf(word: string): readonly number[] {
  if (word.length < PART || word.startsWith('#')) return []
  const edged = `<${word}>`
  const parts = Array.from({ length: edged.length - PART + 1 }, (_, at) => hashed(7, edged, at, at + PART))
  if (word.length > PART)
    parts.push(
      hashed(3, word, 0, PART),
      hashed(4, word, 0, Math.min(6, word.length)),
      hashed(5, word, word.length - PART, word.length),
    )
  return parts
}

/** For each word the smallest of the lists that it is in; what a list holds of other lists, or as parts of words, does not count. */
export function listsByWord(lists: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  const listOf = new Map<string, string>()
  const bySize = [...lists].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  for (const [name, words] of bySize)
    if (words.length <= MOST_IN_LIST) for (const word of words) if (!/[@*]/.test(word)) listOf.set(word, name)
  return listOf
}

// longer lists, of first names or places, say little about what happened
const MOST_IN_LIST = 200

/** The shapes of the words of one language, worked out once a word. */
export class Shapes {
  readonly #shapes: Memo<Shape>

  /** `listOf`: the list of the reading that a word is in. */
  constructor(listOf: ReadonlyMap<string, string>) {
    this.#shapes = new Memo(word => shapeOf(word, listOf.get(word)))
  }

  /** The words of a text made ready for `passageFeatures`. */
  of(tokens: Tokens): readonly Shape[] {
    return tokens.words.map(word => this.#shapes.of(word))
  }
}

/**
 * The features of a passage, each with the token it begins at and the one it ends at: words, their parts, two words in a row, and two with one or
 * two between them (feature hashing, Weinberger et al. 2009). A feature counts once, where it stands first; all of them together have length 1.
 */
export function passageFeatures(
  tokens: Tokens,
  shapes: readonly Shape[],
  { first, last }: Passage,
  take: (feature: number, first: number, last: number) => void,
): void {
  for (let i = first - 1; i <= last; i++) {
    const here = i < first ? EDGES : (shapes[i] ?? EDGES)
    const begin = Math.max(first, i)
    if (i >= first) {
      take(spread(here.word + KIND.word), i, i)
      if (here.kind !== here.word) take(spread(here.kind + KIND.word), i, i)
      for (const part of here.parts) take(spread(part), i, i)
    }
    for (let gap = 1; gap <= 3 && i + gap <= last + 1; gap++) {
      const there = i + gap > last ? EDGES : (shapes[i + gap] ?? EDGES)
      const end = Math.min(last, i + gap)
      take(spread(Math.imul(here.word, 31) + Math.imul(there.word, 7) + gap), begin, end)
      if (here.kind !== here.word || there.kind !== there.word)
        take(spread(Math.imul(here.kind, 37) + Math.imul(there.kind, 7) + gap), begin, end)
    }
  }
  if (tokens.asked[first] === 1) take(spread(KIND.asked), first, last)
}
