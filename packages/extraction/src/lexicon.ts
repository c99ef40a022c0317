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
  let single = ''
  for (let i = 0; i < key.length; i++) if (key.charAt(i) !== key.charAt(i - 1)) single += key.charAt(i)
  return single
}

function deletions(word: string): string[] {
  const out: string[] = []
  for (let i = 0; i < word.length; i++) out.push(word.slice(0, i) + word.slice(i + 1))
  return out
}

const FUZZY_FROM = 6
const MEMO_MOST = 20_000

/** Which elements a word stands for: exactly, by its stem, or, for a word that nobody knows, by how it sounds or one slip of the keys. */
export class Lexicon {
  readonly #exact = new Map<string, number[]>()
  readonly #prefixes = new Map<string, number[]>()
  readonly #suffixes = new Map<string, number[]>()
  readonly #infixes: readonly (readonly [string, number])[]
  readonly #sounds = new Map<string, string>()
  readonly #slips = new Map<string, string>()
  readonly #known: ReadonlySet<string>
  readonly #memo = new Map<string, Uint32Array>()
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
    for (const word of this.#exact.keys()) {
      if (word.length < FUZZY_FROM - 1 || word.startsWith('#')) continue
      const key = soundKey(word)
      if (!this.#sounds.has(key)) this.#sounds.set(key, word)
      if (word.length < FUZZY_FROM) continue
      for (const slip of deletions(word)) if (!this.#slips.has(slip)) this.#slips.set(slip, word)
    }
  }

  /** The lexicon word that an unknown word is a slip of, if any. */
  meant(word: string): string | undefined {
    if (word.length < FUZZY_FROM - 1 || word.length > 30 || this.#exact.has(word) || this.#known.has(word))
      return undefined
    const bySound = this.#sounds.get(soundKey(word))
    if (bySound !== undefined) return bySound
    if (word.length < FUZZY_FROM) return undefined
    const direct = this.#slips.get(word)
    if (direct !== undefined) return direct
    for (const slip of deletions(word)) {
      if (this.#exact.has(slip) && slip.length >= FUZZY_FROM) return slip
      const target = this.#slips.get(slip)
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

  /** A bit per element that the word stands for. */
  bits(word: string): Uint32Array {
    const known = this.#memo.get(word)
    if (known !== undefined) return known
    const bits = new Uint32Array(this.#width)
    if (!this.#collect(word, bits)) {
      const meant = this.meant(word)
      if (meant !== undefined) this.#collect(meant, bits)
    }
    if (this.#memo.size >= MEMO_MOST) this.#memo.clear()
    this.#memo.set(word, bits)
    return bits
  }
}

export function hasBit(bits: Uint32Array, id: number): boolean {
  return ((bits[id >> 5] ?? 0) & (1 << (id & 31))) !== 0
}
