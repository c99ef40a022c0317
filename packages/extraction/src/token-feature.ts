import type { Names } from './reading-patterns.ts'
import type { Tokens } from './token.ts'

/** A kind of feature: what it is called and where its text falls in two, for one that looks at two things. */
export type Sign = { readonly name: string; readonly id: number; readonly cut: ((text: string) => number) | undefined }

const SIGNS: Sign[] = []

function sign(name: string, cut?: Sign['cut']): Sign {
  const made = { name, id: SIGNS.length, cut }
  SIGNS.push(made)
  return made
}

const atSpace = (text: string) => text.indexOf(' ')
const beforeLast = (text: string) => text.length - 1
const beforeLastTwo = (text: string) => text.length - 2

const WORD = sign('w=')
const ENDS_3 = sign('s3=')
const ENDS_4 = sign('s4=')
const BEGINS_3 = sign('a3=')
const LENGTH = sign('l=')
const PREVIOUS = sign('p=')
const NEXT = sign('n=')
const TWO_BEFORE = sign('pp=', atSpace)
const TWO_BEHIND = sign('nn=', atSpace)
const WITH_PREVIOUS = sign('pw=', atSpace)
const WITH_NEXT = sign('wn=', atSpace)
const EDGES = sign('e=', beforeLast)
const KIND = sign('k=')
const KIND_BEFORE = sign('kp=')
const KIND_BEHIND = sign('kn=')
const SECOND_BEFORE = sign('p2=')
const SECOND_BEHIND = sign('n2=')
const CUE = sign('q=')
const SHAPE = sign('c=', beforeLast)
const SHAPE_CUE = sign('cq=', atSpace)
const SHAPE_KIND = sign('ck=', atSpace)
const SHAPE_PREVIOUS = sign('cp=', atSpace)
const SHAPE_BESIDE = sign('cn=', beforeLastTwo)

/** Is shown every feature, as one thing or two that stand at a token, in an order that never changes. No text is put together for it. */
export interface FeatureSeer {
  one(sign: Sign, what: string): void
  two(sign: Sign, what: string, beside: string): void
}

/** Numbers of features, found by what they look at. A feature comes in as one text, such as "pw=aan jan". */
export class FeatureNumbers {
  readonly #ones: readonly Map<string, number>[] = SIGNS.map(() => new Map())
  readonly #twos: readonly Map<string, Map<string, number>>[] = SIGNS.map(() => new Map())

  /** Whether the text begins with a sign that is known. */
  add(feature: string, number: number): boolean {
    const end = feature.indexOf('=') + 1
    const found = BY_NAME.get(feature.slice(0, end))
    if (found === undefined) return false
    const rest = feature.slice(end)
    if (found.cut === undefined) {
      this.#ones[found.id]?.set(rest, number)
      return true
    }
    const cut = found.cut(rest)
    const twos = this.#twos[found.id]
    const what = rest.slice(0, cut)
    const beside = rest.slice(found.cut === atSpace ? cut + 1 : cut)
    const numbers = twos?.get(what)
    if (numbers === undefined) twos?.set(what, new Map([[beside, number]]))
    else numbers.set(beside, number)
    return true
  }

  one(sign: Sign, what: string): number | undefined {
    return this.#ones[sign.id]?.get(what)
  }

  two(sign: Sign, what: string, beside: string): number | undefined {
    return this.#twos[sign.id]?.get(what)?.get(beside)
  }
}

const BY_NAME = new Map(SIGNS.map(each => [each.name, each]))

/** Names that are known, by their first word: what kind they are and how many words they take. */
export type KnownNames = ReadonlyMap<string, readonly { readonly kind: string; readonly words: readonly string[] }[]>

export function knownNames(names: readonly Names[]): KnownNames {
  const map = new Map<string, { kind: string; words: readonly string[] }[]>()
  for (const set of names) {
    for (const [kind, list] of Object.entries(set)) {
      for (const name of list) {
        const words = name.toLowerCase().split(/[ ]+/)
        const first = words[0] ?? ''
        const known = map.get(first)
        if (known === undefined) map.set(first, [{ kind, words }])
        else known.push({ kind, words })
      }
    }
  }
  return map
}

/** For each token the kinds of the known names that it is part of: "+first", "+place2" for a second word. */
function kindsOf(tokens: Tokens, names: KnownNames): readonly string[] {
  const kinds: string[] = new Array<string>(tokens.count).fill('')
  for (let i = 0; i < tokens.count; i++) {
    const known = names.get(tokens.plain[i] ?? '')
    if (known === undefined) continue
    for (const name of known) {
      if (!name.words.every((word, k) => tokens.plain[i + k] === word)) continue
      for (let k = 0; k < name.words.length; k++)
        if (!(kinds[i + k] ?? '').includes(name.kind))
          kinds[i + k] = `${kinds[i + k] ?? ''}+${name.kind}${k === 0 ? '' : '2'}`
    }
  }
  return kinds
}

function isUpper(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return code >= 65 && code <= 90
  const sign = text.charAt(at)
  return sign !== sign.toLowerCase()
}

/** The first letters of a word as "A", "a" and "9", those alike once; a word of one letter ends in "1". */
function shapeOf(text: string, start: number, end: number): string {
  let shape = ''
  for (let i = start; i < Math.min(end, start + 4); i++) {
    const code = text.charCodeAt(i)
    const sign = code >= 48 && code <= 57 ? '9' : isUpper(text, i) ? 'A' : 'a'
    if (!shape.endsWith(sign)) shape += sign
  }
  return end - start === 1 ? `${shape}1` : shape
}

/** Words before a name, with how they are written where they stand right before it and where they stand further off. */
const CUES = new Map(
  (
    'webshop webwinkel winkel bedrijf firma zaak stichting kennel bezorgdienst koerier site website bank shop store company firm courier escrow heet heette genaamd noemde naam ene zekere heer mevrouw meneer mr mrs ms mijnheer ' +
    'groet groeten groetjes hoogachtend regards sincerely gekocht besteld verkocht kocht bestelde verkoop bought ordered sold selling called uit in te woont wonen lives mijn een my a an naar via op bij van from on'
  )
    .split(' ')
    .map(word => [word, { near: `${word}1`, far: `${word}2` }]),
)

function cueBefore(tokens: Tokens, i: number): string {
  for (let k = i - 1; k >= Math.max(0, i - 4); k--) {
    const cue = CUES.get(tokens.plain[k] ?? '')
    if (cue !== undefined) return k === i - 1 ? cue.near : cue.far
  }
  return ''
}

/** Whether capitals mean something: a text in one case has no features of shape. */
function isCased(text: string, tokens: Tokens): boolean {
  let upper = 0
  for (let i = 0; i < tokens.count; i++) if (isUpper(text, tokens.starts[i] ?? 0)) upper++
  return upper > 0 && tokens.count - upper > upper * 0.4
}

const EDGE = ['0', '1', '2']

/** The features that hang on the word alone. */
export function seeWord(word: string, seer: FeatureSeer): void {
  seer.one(WORD, word)
  seer.one(ENDS_3, word.slice(-3))
  seer.one(ENDS_4, word.slice(-4))
  seer.one(BEGINS_3, word.slice(0, 3))
  seer.one(LENGTH, String(Math.min(word.length, 8)))
}

/** Shows the features of every token, one token after the other: `begin` with the token and its word, for the features of `seeWord`; then what stands around it. */
export function seeTokens(
  text: string,
  tokens: Tokens,
  names: KnownNames,
  begin: (at: number, word: string) => void,
  seer: FeatureSeer,
): void {
  const cased = isCased(text, tokens)
  const n = tokens.count
  const kinds = kindsOf(tokens, names)
  const wordAt = (i: number) => (i < 0 || i >= n ? '_' : (tokens.plain[i] ?? '_'))
  for (let i = 0; i < n; i++) {
    const word = wordAt(i)
    const edge = tokens.before[i] ?? 0
    const after = i + 1 < n ? (tokens.before[i + 1] ?? 0) : 2
    const previous = edge === 2 ? '^' : wordAt(i - 1)
    const next = after === 2 ? '$' : wordAt(i + 1)
    const before = wordAt(i - 2)
    const behind = wordAt(i + 2)
    const kind = kinds[i] ?? ''
    const cue = cueBefore(tokens, i)
    begin(i, word)
    seer.one(PREVIOUS, previous)
    seer.one(NEXT, next)
    seer.two(TWO_BEFORE, before, previous)
    seer.two(TWO_BEHIND, next, behind)
    seer.two(WITH_PREVIOUS, previous, word)
    seer.two(WITH_NEXT, word, next)
    seer.two(EDGES, EDGE[edge] ?? '', EDGE[after] ?? '')
    seer.one(KIND, kind)
    seer.one(KIND_BEFORE, kinds[i - 1] ?? '')
    seer.one(KIND_BEHIND, kinds[i + 1] ?? '')
    seer.one(SECOND_BEFORE, before)
    seer.one(SECOND_BEHIND, behind)
    seer.one(CUE, cue)
    if (!cased) {
      // in the weights this is one word, "c=none", cut where any other text of this sign is cut
      seer.two(SHAPE, 'non', 'e')
      continue
    }
    const shape = shapeOf(text, tokens.starts[i] ?? 0, tokens.ends[i] ?? 0)
    const nextUpper = i + 1 < n && isUpper(text, tokens.starts[i + 1] ?? 0)
    const priorUpper = i > 0 && isUpper(text, tokens.starts[i - 1] ?? 0)
    seer.two(SHAPE, shape, EDGE[edge] ?? '')
    seer.two(SHAPE_CUE, shape, cue)
    seer.two(SHAPE_KIND, shape, kind)
    seer.two(SHAPE_PREVIOUS, shape, previous)
    seer.two(SHAPE_BESIDE, shape, nextUpper ? (priorUpper ? 'AA' : 'Aa') : priorUpper ? 'aA' : 'aa')
  }
}

/** Features of every token, as text: what training works with. */
export function tokenFeatures(text: string, tokens: Tokens, names: KnownNames): string[][] {
  const features: string[][] = []
  let list: string[] = []
  const seer: FeatureSeer = {
    one(sign, what) {
      list.push(sign.name + what)
    },
    two(sign, what, beside) {
      list.push(sign.name + what + (sign.cut === atSpace ? ' ' : '') + beside)
    },
  }
  const begin = (_at: number, word: string) => {
    list = []
    features.push(list)
    seeWord(word, seer)
  }
  seeTokens(text, tokens, names, begin, seer)
  return features
}
