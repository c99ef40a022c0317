import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lexicon } from '../src/lexicon.ts'
import { type Marked, Matcher } from '../src/match.ts'
import { Elements, type Part, parsePattern } from '../src/pattern.ts'
import { tokenise } from '../src/token.ts'

const WORDS = ['ik', 'heb', 'niet', 'betaald', 'maar', 'geld']
const CLAUSE = 'maar'
/** No gap goes on past so many words from the first. */
const FAR = 30

/** The words that the parts from `p` on name from token `at` on, trying everything, or none. */
function named(
  text: Marked,
  parts: readonly Part[],
  p: number,
  at: number,
  start: number,
  free: boolean,
): number[] | undefined {
  const part = parts[p]
  if (part === undefined) return []
  const { tokens, opens, senses } = text
  const opensSentence = tokens.before[at] === 2
  const is = (k: number, element: number) => senses[k]?.has(element) === true
  const onwards = (k: number, rest = free) => named(text, parts, p + 1, k, start, rest)
  switch (part.kind) {
    case 'word': {
      const fits = at < tokens.count && is(at, part.element) && (at === start || !opensSentence || free)
      const rest = fits ? onwards(at + 1, false) : undefined
      return rest !== undefined ? [at, ...rest] : part.optional ? onwards(at) : undefined
    }
    case 'any':
      return at < tokens.count && !opensSentence ? onwards(at + 1) : undefined
    case 'gap': {
      for (let skipped = 0; skipped <= part.most && at + skipped <= tokens.count; skipped++) {
        const last = at + skipped - 1
        if (skipped > 0 && !part.wide && (tokens.before[last] === 2 || opens[last] === 1)) return undefined
        const rest = onwards(at + skipped, part.wide || free)
        if (rest !== undefined) return rest
        if (at + skipped - start > FAR) return undefined
      }
      return undefined
    }
    case 'not-next':
      return at < tokens.count && !opensSentence && is(at, part.element) ? undefined : onwards(at)
    case 'not-before':
      return at > 0 && !opensSentence && is(at - 1, part.element) ? undefined : onwards(at)
    case 'start':
      return at === 0 || opensSentence ? onwards(at) : undefined
    case 'end':
      return at >= tokens.count || opensSentence ? onwards(at) : undefined
    case 'pause':
      return at >= tokens.count || at === 0 || (tokens.before[at] ?? 0) > 0 ? onwards(at) : undefined
    default:
      return onwards(at)
  }
}

const word = fc.constantFrom(...WORDS)
const element = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([one, other]) => `${one}|${other}`) },
)
const piece = fc.oneof(
  { weight: 5, arbitrary: element },
  { weight: 2, arbitrary: element.map(source => `${source}?`) },
  { weight: 4, arbitrary: fc.constantFrom('.', '..', '...', '~', '~') },
  { weight: 1, arbitrary: fc.constantFrom('_', '^', '$', ',') },
  { weight: 1, arbitrary: element.map(source => `!${source}`) },
  { weight: 1, arbitrary: element.map(source => `-${source}`) },
)
const source = fc.tuple(element, fc.array(piece, { maxLength: 5 })).map(([head, rest]) => [head, ...rest].join(' '))
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', ' ', ', ', '. ')), { minLength: 1, maxLength: 60 })
  .map(pieces => pieces.flat().join(''))

test('a pattern is found wherever trying every pattern at every word finds it, and in order of place', () => {
  let found = 0
  fc.assert(
    fc.property(fc.array(source, { minLength: 1, maxLength: 6 }), text, (sources, typed) => {
      const elements = new Elements(new Map())
      const patterns = sources.flatMap(each => parsePattern(each, elements, 'test'))
      const clause = elements.number(CLAUSE, 'test')
      const lexicon = new Lexicon(elements.list, new Set())
      const tokens = tokenise(typed, [])
      const senses = tokens.words.map(each => lexicon.senses(each))
      const marked: Marked = { tokens, senses, opens: Uint8Array.from(senses, each => (each.has(clause) ? 1 : 0)) }
      const expected: string[] = []
      for (let at = 0; at < tokens.count; at++)
        for (const [pattern, { parts }] of patterns.entries()) {
          const head = parts.find(part => part.kind === 'word')
          if (head?.kind !== 'word' || senses[at]?.has(head.element) !== true) continue
          const words = named(marked, parts, 0, at, at, true)
          if (words !== undefined) expected.push(`${at} ${pattern} ${words}`)
        }
      const matches = new Matcher(patterns, elements.list.length).find(marked)
      found += matches.length
      expect(matches.map(match => match.first)).toEqual(matches.map(match => match.first).sort((a, b) => a - b))
      expect(matches.map(match => `${match.first} ${match.pattern} ${match.named}`).sort()).toEqual(expected.sort())
    }),
    { numRuns: 3000 },
  )
  expect(found).toBeGreaterThan(1000)
})
