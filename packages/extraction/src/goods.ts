import type { Found } from './found.ts'
import type { Lexicon, Senses } from './lexicon.ts'
import { Memo } from './memo.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import type { Tokens } from './token.ts'

const SHORTEST_HEAD = 4
const INTRODUCES = new Set('een n ne nen twee drie vier vijf mijn onze a an some my our two three four'.split(' '))
const ENDINGS = ['', 's', 'en', 'e', 'es', 'je', 'jes', 'tje', 'tjes']

/** Adds the mark `#company` to the words of names that have the form of a company. */
export function markCompanies(tokens: Tokens, senses: Senses[], lexicon: Lexicon, companies: readonly Found[]): void {
  const company = lexicon.senses('#company')
  let next = 0
  for (let i = 0; i < tokens.count && next < companies.length; i++) {
    const start = tokens.starts[i] ?? 0
    while ((companies[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++
    const own = senses[i]
    if (own !== undefined && (companies[next]?.start ?? Number.POSITIVE_INFINITY) <= start)
      senses[i] = own.with(company)
  }
}

/** Tells which words of a text name the thing that is traded: known goods, their compounds, and what was introduced with "een …" or "a …". */
export class Goods {
  readonly #known: ReadonlySet<string>
  readonly #goods: Senses
  readonly #never: number
  readonly #names = new Memo(word => this.#isKnown(word))

  constructor(reading: ReadingPatterns, lexicon: Lexicon) {
    this.#known = new Set(
      [...reading.names.product, ...(reading.lists.get('goods') ?? [])].filter(name => !name.includes(' ')),
    )
    this.#goods = lexicon.senses('#goods')
    this.#never = reading.compiled.notGoods
  }

  /** Adds the mark `#goods` to the words that name goods. */
  mark(tokens: Tokens, senses: Senses[]): void {
    const introduced = new Set<string>()
    for (let i = 0; i < tokens.count; i++) {
      const word = tokens.words[i] ?? ''
      const own = senses[i]
      if (own === undefined || word.startsWith('#') || word.length < 2) continue
      if (this.#never >= 0 && own.has(this.#never)) continue
      const before = tokens.words[i - 1] ?? ''
      if (this.#names.of(word) || (introduced.has(word) && !INTRODUCES.has(before))) senses[i] = own.with(this.#goods)
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
