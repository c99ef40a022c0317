import type { Found } from './found.ts'
import { hasBit, type Lexicon } from './lexicon.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import type { Tokens } from './token.ts'

const SHORTEST_HEAD = 4
const INTRODUCES = new Set('een n ne nen twee drie vier vijf mijn onze a an some my our two three four'.split(' '))
const ENDINGS = ['', 's', 'en', 'e', 'es', 'je', 'jes', 'tje', 'tjes']

function joined(own: Uint32Array, more: Uint32Array): Uint32Array {
  const both = own.slice()
  for (let w = 0; w < both.length; w++) both[w] = (both[w] ?? 0) | (more[w] ?? 0)
  return both
}

/** Adds the mark `#company` to the words of names that have the form of a company. */
export function markCompanies(
  tokens: Tokens,
  bits: Uint32Array[],
  lexicon: Lexicon,
  companies: readonly Found[],
): void {
  const company = lexicon.bits('#company')
  let next = 0
  for (let i = 0; i < tokens.count && next < companies.length; i++) {
    const start = tokens.starts[i] ?? 0
    while ((companies[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++
    const own = bits[i]
    if (own !== undefined && (companies[next]?.start ?? Number.POSITIVE_INFINITY) <= start)
      bits[i] = joined(own, company)
  }
}

/** Tells which words of a text name the thing that is traded: known goods, their compounds, and what was introduced with "een …" or "a …". */
export class Goods {
  readonly #known: ReadonlySet<string>
  readonly #bits: Uint32Array
  readonly #never: number

  constructor(reading: ReadingPatterns, lexicon: Lexicon) {
    this.#known = new Set(
      [...reading.names.product, ...(reading.lists.get('goods') ?? [])].filter(name => !name.includes(' ')),
    )
    this.#bits = lexicon.bits('#goods')
    this.#never = reading.compiled.notGoods
  }

  /** Adds the mark `#goods` to the words that name goods. */
  mark(tokens: Tokens, bits: Uint32Array[]): void {
    const introduced = new Set<string>()
    for (let i = 0; i < tokens.count; i++) {
      const word = tokens.words[i] ?? ''
      const own = bits[i]
      if (own === undefined || word.startsWith('#') || word.length < 2) continue
      if (this.#never >= 0 && hasBit(own, this.#never)) continue
      const before = tokens.words[i - 1] ?? ''
      if (this.#isKnown(word) || (introduced.has(word) && !INTRODUCES.has(before))) bits[i] = joined(own, this.#bits)
      const near = INTRODUCES.has(before) || (INTRODUCES.has(tokens.words[i - 2] ?? '') && /(?:e|s)$/.test(before))
      if (near && word.length >= SHORTEST_HEAD && /^\p{L}+$/u.test(word) && tokens.before[i] === 0)
        for (const ending of ENDINGS) introduced.add(word + ending)
    }
  }

  #isKnown(word: string): boolean {
    if (this.#known.has(word)) return true
    for (const ending of ENDINGS) {
      if (ending !== '' && word.endsWith(ending) && this.#known.has(word.slice(0, -ending.length))) return true
    }
    for (let cut = 2; word.length - cut >= SHORTEST_HEAD; cut++) if (this.#known.has(word.slice(cut))) return true
    return false
  }
}
