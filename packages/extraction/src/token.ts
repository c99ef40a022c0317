import { type Found, isAlnum, isDigit } from './found.ts'
import { fold } from './normal.ts'

/** What stands before a token: nothing, a comma-like pause, or the end of a sentence. */
export type Boundary = 0 | 1 | 2

/** The words of a text as the patterns see them; an address, an account or an amount is one token of its class. */
export type Tokens = {
  readonly count: number
  /** Folded, with the spelling list applied ("nix" reads as "niks"). */
  readonly words: readonly string[]
  /** Folded only. */
  readonly plain: readonly string[]
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly before: Uint8Array
  /** "#iban", "#amount", …, or "". */
  readonly classes: readonly string[]
  /** A question mark closes the sentence of this token. */
  readonly asked: Uint8Array
}

const CLASS_OF = new Map<string, string>([
  ['IBAN', '#iban'],
  ['URL', '#url'],
  ['EMAIL', '#email'],
  ['PHONE', '#phone'],
  ['AMOUNT', '#amount'],
  ['TRACKING', '#tracking'],
  ['DATE', '#date'],
  ['HANDLE', '#handle'],
])

const SPOKEN_STOP = new Set(['punt', 'komma', 'vraagteken', 'uitroepteken'])
const BEFORE_NOUN = new Set(['een', 'het', 'dit', 'dat', 'elk', 'geen', 'n', 't', 'op', 'zijn', 'mijn'])

function isInner(text: string, i: number): boolean {
  const code = text.charCodeAt(i)
  return (code === 39 || code === 45 || code === 95) && isAlnum(text.charCodeAt(i + 1))
}

function boundaryOf(sign: string, text: string, i: number): Boundary {
  if (sign === '.' || sign === '!' || sign === '?') return isDigit(text.charCodeAt(i + 1)) ? 1 : 2
  if (sign === '\n') return 2
  return ',;:()"-/&+|•*'.includes(sign) ? 1 : 0
}

/** Cuts the uniform text into tokens; `found` are the stretches that count as one token, in order and apart. */
export function tokenise(text: string, found: readonly Found[]): Tokens {
  const plain: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const before: Boundary[] = []
  const classes: string[] = []
  const questions: number[] = []
  let boundary: Boundary = 2
  let next = 0
  let i = 0
  const push = (word: string, cls: string, start: number, end: number) => {
    plain.push(word)
    classes.push(cls)
    starts.push(start)
    ends.push(end)
    before.push(boundary)
    boundary = 0
  }
  while (i < text.length) {
    while (next < found.length && (found[next]?.end ?? 0) <= i) next++
    const span = found[next]
    if (span !== undefined && span.start <= i) {
      const cls = CLASS_OF.get(span.type) ?? ''
      push(cls, cls, span.start, span.end)
      i = span.end
      continue
    }
    if (!isAlnum(text.charCodeAt(i))) {
      const sign = text.charAt(i)
      if (sign === '?') questions.push(plain.length)
      if (sign === "'" && isAlnum(text.charCodeAt(i + 1)) && (i === 0 || !isAlnum(text.charCodeAt(i - 1)))) {
        // 't, 'k, 'm: the apostrophe opens the word
        i++
        continue
      }
      const mark = boundaryOf(sign, text, i)
      if (mark > boundary) boundary = mark
      i++
      continue
    }
    let j = i
    while (j < text.length && j - i < 80 && (isAlnum(text.charCodeAt(j)) || isInner(text, j))) j++
    const limit = span === undefined ? j : Math.min(j, span.start)
    const word = fold(text.slice(i, limit))
    if (SPOKEN_STOP.has(word) && plain.length > 0 && !BEFORE_NOUN.has(plain.at(-1) ?? '') && boundary === 0) {
      boundary = word === 'komma' ? 1 : 2
      i = limit
      continue
    }
    push(word, '', i, limit)
    i = limit
  }
  const asked = new Uint8Array(plain.length)
  for (const at of questions) {
    let k = at - 1
    for (let steps = 0; k >= 0 && steps < 60; steps++, k--) {
      asked[k] = 1
      if (before[k] === 2) break
    }
  }
  return {
    count: plain.length,
    words: plain,
    plain,
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    before: Uint8Array.from(before),
    classes,
    asked,
  }
}

/** The same tokens with the spelling list of a language applied to their words. */
export function respell(tokens: Tokens, spelling: ReadonlyMap<string, string>): Tokens {
  return { ...tokens, words: tokens.plain.map(word => spelling.get(word) ?? word) }
}
