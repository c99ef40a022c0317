import { isDigit, isUpper } from './found.ts'
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

/** Something that stands at a token, such as a word, with the numbers of the features that look at it: alone, or at it first and at something else next. */
export class Thing {
  readonly text: string
  readonly #alone: (number | undefined)[] = []
  readonly #before: (Map<Thing, number> | undefined)[] = []

  constructor(text: string) {
    this.text = text
  }

  alone(sign: Sign): number | undefined {
    return this.#alone[sign.id]
  }

  before(sign: Sign, next: Thing): number | undefined {
    return this.#before[sign.id]?.get(next)
  }

  add(sign: Sign, next: Thing | undefined, number: number): void {
    const { id } = sign
    if (next === undefined) {
      while (this.#alone.length <= id) this.#alone.push(undefined)
      this.#alone[id] = number
      return
    }
    while (this.#before.length <= id) this.#before.push(undefined)
    const numbers = this.#before[id]
    if (numbers === undefined) this.#before[id] = new Map([[next, number]])
    else numbers.set(next, number)
  }
}

/** Is shown every feature, as one thing or two that stand at a token, in an order that never changes. No text is put together for it. */
export interface FeatureSeer {
  thing(text: string): Thing
  one(sign: Sign, what: Thing): void
  two(sign: Sign, what: Thing, next: Thing): void
}

/** Numbers of features, found by what they look at. A feature comes in as one text, such as "pw=aan jan". */
export class FeatureNumbers {
  readonly #things = new Map<string, Thing>()

  /** Whether the text begins with a sign that is known. */
  add(feature: string, number: number): boolean {
    const end = feature.indexOf('=') + 1
    const found = BY_NAME.get(feature.slice(0, end))
    if (found === undefined) return false
    const rest = feature.slice(end)
    if (found.cut === undefined) this.#known(rest).add(found, undefined, number)
    else {
      const cut = found.cut(rest)
      const next = rest.slice(found.cut === atSpace ? cut + 1 : cut)
      this.#known(rest.slice(0, cut)).add(found, this.#known(next), number)
    }
    return true
  }

  #known(text: string): Thing {
    const known = this.#things.get(text)
    if (known !== undefined) return known
    const made = new Thing(text)
    this.#things.set(text, made)
    return made
  }

  thing(text: string): Thing {
    return this.#things.get(text) ?? UNKNOWN
  }
}

// in no feature: which one it is makes no difference
const UNKNOWN = new Thing('')

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

/** The first letters of a word as "A", "a" and "9", those alike once; a word of one letter ends in "1". */
function shapeOf(text: string, start: number, end: number): string {
  let shape = ''
  for (let i = start; i < Math.min(end, start + 4); i++) {
    const sign = isDigit(text.charCodeAt(i)) ? '9' : isUpper(text, i) ? 'A' : 'a'
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

/** For each token the nearest word before it that announces a name, four words back at most. */
function cuesOf(tokens: Tokens): readonly string[] {
  const cues: string[] = []
  let last = -5
  let near = ''
  let far = ''
  for (let i = 0; i < tokens.count; i++) {
    cues.push(i - last === 1 ? near : i - last <= 4 ? far : '')
    const cue = CUES.get(tokens.plain[i] ?? '')
    if (cue === undefined) continue
    last = i
    near = cue.near
    far = cue.far
  }
  return cues
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
  seer.one(WORD, seer.thing(word))
  seer.one(ENDS_3, seer.thing(word.slice(-3)))
  seer.one(ENDS_4, seer.thing(word.slice(-4)))
  seer.one(BEGINS_3, seer.thing(word.slice(0, 3)))
  seer.one(LENGTH, seer.thing(String(Math.min(word.length, 8))))
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
  const words = tokens.plain.map(word => seer.thing(word))
  const kinds = kindsOf(tokens, names).map(kind => seer.thing(kind))
  const cues = cuesOf(tokens)
  const none = seer.thing('')
  const outside = seer.thing('_')
  const opens = seer.thing('^')
  const closes = seer.thing('$')
  const edges = EDGE.map(edge => seer.thing(edge))
  const cases = ['aa', 'aA', 'Aa', 'AA'].map(both => seer.thing(both))
  for (let i = 0; i < n; i++) {
    const word = words[i] ?? none
    const edge = tokens.before[i] ?? 0
    const after = i + 1 < n ? (tokens.before[i + 1] ?? 0) : 2
    const previous = edge === 2 ? opens : (words[i - 1] ?? outside)
    const next = after === 2 ? closes : (words[i + 1] ?? outside)
    const before = words[i - 2] ?? outside
    const behind = words[i + 2] ?? outside
    const kind = kinds[i] ?? none
    const cue = seer.thing(cues[i] ?? '')
    const edgeBefore = edges[edge] ?? none
    begin(i, tokens.plain[i] ?? '')
    seer.one(PREVIOUS, previous)
    seer.one(NEXT, next)
    seer.two(TWO_BEFORE, before, previous)
    seer.two(TWO_BEHIND, next, behind)
    seer.two(WITH_PREVIOUS, previous, word)
    seer.two(WITH_NEXT, word, next)
    seer.two(EDGES, edgeBefore, edges[after] ?? none)
    seer.one(KIND, kind)
    seer.one(KIND_BEFORE, kinds[i - 1] ?? none)
    seer.one(KIND_BEHIND, kinds[i + 1] ?? none)
    seer.one(SECOND_BEFORE, before)
    seer.one(SECOND_BEHIND, behind)
    seer.one(CUE, cue)
    if (!cased) {
      // in the weights this is one word, "c=none", cut where any other text of this sign is cut
      seer.two(SHAPE, seer.thing('non'), seer.thing('e'))
      continue
    }
    const shape = seer.thing(shapeOf(text, tokens.starts[i] ?? 0, tokens.ends[i] ?? 0))
    const nextUpper = i + 1 < n && isUpper(text, tokens.starts[i + 1] ?? 0)
    const priorUpper = i > 0 && isUpper(text, tokens.starts[i - 1] ?? 0)
    seer.two(SHAPE, shape, edgeBefore)
    seer.two(SHAPE_CUE, shape, cue)
    seer.two(SHAPE_KIND, shape, kind)
    seer.two(SHAPE_PREVIOUS, shape, previous)
    seer.two(SHAPE_BESIDE, shape, cases[(nextUpper ? 2 : 0) + (priorUpper ? 1 : 0)] ?? none)
  }
}

/** Features of every token, as text: what training works with. */
export function tokenFeatures(text: string, tokens: Tokens, names: KnownNames): string[][] {
  const features: string[][] = []
  let list: string[] = []
  const seer: FeatureSeer = {
    thing: what => new Thing(what),
    one(sign, what) {
      list.push(sign.name + what.text)
    },
    two(sign, what, next) {
      list.push(sign.name + what.text + (sign.cut === atSpace ? ' ' : '') + next.text)
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
