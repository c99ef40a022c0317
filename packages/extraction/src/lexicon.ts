import { Memo } from './memo.ts'
import type { Element } from './pattern.ts'

/** Sound key of a word as people misspell it: kogt/kocht, betaalt/betaald, doubled letters, ij/y/ei, oa/ao/aa. */
export function soundKey(word: string): string {
  let key = word
    .replaceAll('cht', 'gt')
    .replaceAll('ch', 'g')
    .replaceAll('ij', 'i')
    .replaceAll('ei', 'i')
    .replaceAll('ie', 'i')
    .replaceAll('y', 'i')
    .replaceAll('oa', 'a')
    .replaceAll('ao', 'a')
    .replaceAll('ph', 'f')
    .replaceAll('v', 'f')
    .replaceAll('z', 's')
    .replaceAll('c', 'k')
  key = key.endsWith('dt') ? `${key.slice(0, -2)}t` : key.endsWith('d') ? `${key.slice(0, -1)}t` : key
  let from = 0
  let single = ''
  for (let i = 1; i < key.length; i++) {
    if (key.charCodeAt(i) !== key.charCodeAt(i - 1)) continue
    single += key.slice(from, i)
    from = i + 1
  }
  return from === 0 ? key : single + key.slice(from)
}

function deletions(word: string): string[] {
  const out: string[] = []
  for (let i = 0; i < word.length; i++) out.push(word.slice(0, i) + word.slice(i + 1))
  return out
}

const FUZZY_FROM = 6

/** The elements that a word stands for. */
export class Senses {
  /** Ascending. */
  readonly elements: Int32Array
  readonly #bits: Uint32Array
  readonly #with = new Map<Senses, Senses>()

  constructor(bits: Uint32Array) {
    this.#bits = bits
    const elements: number[] = []
    for (let w = 0; w < bits.length; w++) {
      for (let rest = bits[w] ?? 0; rest !== 0; rest &= rest - 1)
        elements.push((w << 5) + 31 - Math.clz32(rest & -rest))
    }
    this.elements = Int32Array.from(elements)
  }

  has(element: number): boolean {
    return ((this.#bits[element >> 5] ?? 0) & (1 << (element & 31))) !== 0
  }

  /** These and more; worked out once for each that is added. */
  with(more: Senses): Senses {
    const known = this.#with.get(more)
    if (known !== undefined) return known
    const both = new Senses(this.#bits.map((word, w) => word | (more.#bits[w] ?? 0)))
    this.#with.set(more, both)
    return both
  }
}

/** Which elements a word stands for: exactly, by its stem, or, for a word that nobody knows, by how it sounds or one slip of the keys. */
export class Lexicon {
  readonly #exact = new Map<string, number[]>()
  readonly #prefixes = new Map<string, number[]>()
  readonly #suffixes = new Map<string, number[]>()
  readonly #infixes: readonly (readonly [string, number])[]
  #spellings: { readonly sounds: ReadonlyMap<string, string>; readonly slips: ReadonlyMap<string, string> } | undefined
  readonly #known: ReadonlySet<string>
  readonly #senses = new Memo(word => this.#sensesOf(word))
  readonly #width: number
  readonly #longest: number

  constructor(elements: readonly Element[], known: ReadonlySet<string>) {
    this.#width = (elements.length >> 5) + 1
    this.#known = known
    const infixes: [string, number][] = []
    let longest = 2
    const add = (map: Map<string, number[]>, key: string, id: number) => {
      const ids = map.get(key)
      if (ids === undefined) map.set(key, [id])
      else ids.push(id)
    }
    for (const [id, element] of elements.entries()) {
      for (const word of element.exact) add(this.#exact, word, id)
      for (const stem of element.prefixes) add(this.#prefixes, stem, id)
      for (const stem of element.suffixes) add(this.#suffixes, stem, id)
      for (const stem of element.infixes) infixes.push([stem, id])
      for (const stem of [...element.prefixes, ...element.suffixes]) longest = Math.max(longest, stem.length)
    }
    this.#infixes = infixes
    this.#longest = longest
  }

  /** How the words sound, and what is left of the long ones with one sign out; made when the first unknown word comes. */
  #misspelt(): { readonly sounds: ReadonlyMap<string, string>; readonly slips: ReadonlyMap<string, string> } {
    if (this.#spellings !== undefined) return this.#spellings
    const sounds = new Map<string, string>()
    const slips = new Map<string, string>()
    for (const word of this.#exact.keys()) {
      if (word.length < FUZZY_FROM - 1 || word.startsWith('#')) continue
      const key = soundKey(word)
      if (!sounds.has(key)) sounds.set(key, word)
      if (word.length < FUZZY_FROM) continue
      for (const slip of deletions(word)) if (!slips.has(slip)) slips.set(slip, word)
    }
    this.#spellings = { sounds, slips }
    return this.#spellings
  }

  /** The lexicon word that an unknown word is a slip of, if any. */
  meant(word: string): string | undefined {
    if (word.length < FUZZY_FROM - 1 || word.length > 30 || this.#exact.has(word) || this.#known.has(word))
      return undefined
    const { sounds, slips } = this.#misspelt()
    const bySound = sounds.get(soundKey(word))
    if (bySound !== undefined) return bySound
    if (word.length < FUZZY_FROM) return undefined
    const direct = slips.get(word)
    if (direct !== undefined) return direct
    for (const slip of deletions(word)) {
      if (this.#exact.has(slip) && slip.length >= FUZZY_FROM) return slip
      const target = slips.get(slip)
      if (target !== undefined && target.charAt(0) === word.charAt(0)) return target
    }
    return undefined
  }

  #collect(word: string, bits: Uint32Array): boolean {
    let any = false
    const set = (id: number) => {
      bits[id >> 5] = (bits[id >> 5] ?? 0) | (1 << (id & 31))
      any = true
    }
    for (const id of this.#exact.get(word) ?? []) set(id)
    const most = Math.min(word.length, this.#longest)
    for (let n = 2; n <= most; n++) {
      for (const id of this.#prefixes.get(word.slice(0, n)) ?? []) set(id)
      for (const id of this.#suffixes.get(word.slice(word.length - n)) ?? []) set(id)
    }
    for (const [stem, id] of this.#infixes) if (word.includes(stem)) set(id)
    return any
  }

  /** What a word stands for. */
  senses(word: string): Senses {
    return this.#senses.of(word)
  }

  #sensesOf(word: string): Senses {
    const bits = new Uint32Array(this.#width)
    if (!this.#collect(word, bits)) {
      const meant = this.meant(word)
      if (meant !== undefined) this.#collect(meant, bits)
    }
    return new Senses(bits)
  }
}
