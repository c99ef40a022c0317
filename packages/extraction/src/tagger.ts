import type { Found } from './found.ts'
import type { EntityType } from './reading.ts'
import type { Names } from './reading-patterns.ts'
import type { Tokens } from './token.ts'
import type { TaggerWeights } from './weights.ts'

/** The types that the tagger finds; the others have a recogniser of their own. */
export const TAGGED = ['PERSON', 'COMPANY', 'PLATFORM', 'PRODUCT', 'PLACE'] as const
export const LABELS: readonly string[] = ['O', ...TAGGED.flatMap(type => [`B-${type}`, `I-${type}`])]

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

function shapeOf(word: string): string {
  let shape = ''
  for (let i = 0; i < Math.min(word.length, 4); i++) {
    const code = word.charCodeAt(i)
    const sign = code >= 48 && code <= 57 ? '9' : word.charAt(i) !== word.charAt(i).toLowerCase() ? 'A' : 'a'
    if (!shape.endsWith(sign)) shape += sign
  }
  return word.length === 1 ? `${shape}1` : shape
}

const CUES = new Set(
  (
    'webshop webwinkel winkel bedrijf firma zaak stichting kennel bezorgdienst koerier site website bank shop store company firm courier escrow heet heette genaamd noemde naam ene zekere heer mevrouw meneer mr mrs ms mijnheer ' +
    'groet groeten groetjes hoogachtend regards sincerely gekocht besteld verkocht kocht bestelde verkoop bought ordered sold selling called uit in te woont wonen lives mijn een my a an naar via op bij van from on'
  ).split(' '),
)

function cueBefore(tokens: Tokens, i: number): string {
  for (let k = i - 1; k >= Math.max(0, i - 4); k--) {
    const word = tokens.plain[k] ?? ''
    if (CUES.has(word)) return `${word}${Math.min(2, i - k)}`
  }
  return ''
}

function isCased(text: string, tokens: Tokens): boolean {
  let upper = 0
  let lower = 0
  for (let i = 0; i < tokens.count; i++) {
    const sign = text.charAt(tokens.starts[i] ?? 0)
    if (sign !== sign.toLowerCase()) upper++
    else lower++
  }
  return upper > 0 && lower > upper * 0.4
}

/** How many features at the head of the list hang on the word alone. */
const ALONE = 5

/** Features of every token, as text; a text in one case has no features of shape. */
export function tokenFeatures(text: string, tokens: Tokens, names: KnownNames): string[][] {
  const cased = isCased(text, tokens)
  const n = tokens.count
  const kinds: string[] = new Array<string>(n).fill('')
  for (let i = 0; i < n; i++) {
    for (const name of names.get(tokens.plain[i] ?? '') ?? []) {
      if (!name.words.every((word, k) => tokens.plain[i + k] === word)) continue
      for (let k = 0; k < name.words.length; k++)
        if (!(kinds[i + k] ?? '').includes(name.kind))
          kinds[i + k] = `${kinds[i + k] ?? ''}+${name.kind}${k === 0 ? '' : '2'}`
    }
  }
  const wordAt = (i: number) => (i < 0 || i >= n ? '_' : (tokens.plain[i] ?? '_'))
  const features: string[][] = []
  for (let i = 0; i < n; i++) {
    const word = wordAt(i)
    const raw = text.slice(tokens.starts[i] ?? 0, tokens.ends[i] ?? 0)
    const edge = tokens.before[i] ?? 0
    const after = i + 1 < n ? (tokens.before[i + 1] ?? 0) : 2
    const previous = edge === 2 ? '^' : wordAt(i - 1)
    const next = after === 2 ? '$' : wordAt(i + 1)
    const list = [
      `w=${word}`,
      `s3=${word.slice(-3)}`,
      `s4=${word.slice(-4)}`,
      `a3=${word.slice(0, 3)}`,
      `l=${Math.min(word.length, 8)}`,
      `p=${previous}`,
      `n=${next}`,
      `pp=${wordAt(i - 2)} ${previous}`,
      `nn=${next} ${wordAt(i + 2)}`,
      `pw=${previous} ${word}`,
      `wn=${word} ${next}`,
      `e=${edge}${after}`,
      `k=${kinds[i] ?? ''}`,
      `kp=${kinds[i - 1] ?? ''}`,
      `kn=${kinds[i + 1] ?? ''}`,
      `p2=${wordAt(i - 2)}`,
      `n2=${wordAt(i + 2)}`,
      `q=${cueBefore(tokens, i)}`,
    ]
    if (cased) {
      const shape = shapeOf(raw)
      const nextRaw = text.charAt(tokens.starts[i + 1] ?? text.length)
      const priorRaw = i > 0 ? text.charAt(tokens.starts[i - 1] ?? 0) : ''
      list.push(
        `c=${shape}${edge}`,
        `cq=${shape} ${cueBefore(tokens, i)}`,
        `ck=${shape} ${kinds[i] ?? ''}`,
        `cp=${shape} ${previous}`,
        `cn=${shape}${nextRaw !== nextRaw.toLowerCase() ? 'A' : 'a'}${priorRaw !== priorRaw.toLowerCase() ? 'A' : 'a'}`,
      )
    } else list.push('c=none')
    features.push(list)
  }
  return features
}

/** Whether label `to` may follow label `from`: a name goes on only with its own type. */
export function mayFollow(from: string, to: string): boolean {
  return !to.startsWith('I-') || from === `B-${to.slice(2)}` || from === to
}

/** The best legal sequence of labels (Viterbi 1967) over the emissions of every token. */
export function viterbi(
  emissions: readonly Float64Array[],
  moves: readonly Float64Array[],
  labels: readonly string[],
): number[] {
  const size = labels.length
  const back: Int16Array[] = []
  let scores = new Float64Array(size)
  for (const [t, emission] of emissions.entries()) {
    const next = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
    const from = new Int16Array(size)
    for (let to = 0; to < size; to++) {
      if (t === 0) {
        if (!(labels[to] ?? '').startsWith('I-')) next[to] = emission[to] ?? 0
        continue
      }
      for (let prior = 0; prior < size; prior++) {
        const move = moves[prior]?.[to] ?? 0
        const score = (scores[prior] ?? 0) + move + (emission[to] ?? 0)
        if (score > (next[to] ?? 0) && LEGAL[prior * size + to] === 1) {
          next[to] = score
          from[to] = prior
        }
      }
    }
    back.push(from)
    scores = next
  }
  let best = 0
  for (let k = 1; k < size; k++) if ((scores[k] ?? 0) > (scores[best] ?? 0)) best = k
  const path: number[] = []
  for (let t = emissions.length - 1; t >= 0; t--) {
    path.push(best)
    best = back[t]?.[best] ?? 0
  }
  return path.reverse()
}

const LEGAL = Uint8Array.from(LABELS.flatMap(from => LABELS.map(to => (mayFollow(from, to) ? 1 : 0))))

const PERSON_LABELS = [LABELS.indexOf('B-PERSON'), LABELS.indexOf('I-PERSON')]

// scores of a perceptron are no log-odds; so many points are one
const POINTS = 8

function logSum(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) most = Math.max(most, value)
  if (most === Number.NEGATIVE_INFINITY) return most
  let sum = 0
  for (const value of values) sum += Math.exp(value - most)
  return most + Math.log(sum)
}

/** One step of the forward-backward rule: each label's score, summed over the legal labels beside it. */
function stepped(
  beside: Float64Array,
  emission: Float64Array | undefined,
  moves: readonly Float64Array[],
  forward: boolean,
): Float64Array {
  const size = beside.length
  const next = new Float64Array(size)
  const terms = new Float64Array(size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const from = forward ? b : a
      const to = forward ? a : b
      terms[b] =
        LEGAL[from * size + to] === 1
          ? (beside[b] ?? 0) + ((moves[from]?.[to] ?? 0) + (forward ? 0 : (emission?.[b] ?? 0))) / POINTS
          : Number.NEGATIVE_INFINITY
    }
    next[a] = logSum(terms) + (forward ? (emission?.[a] ?? 0) / POINTS : 0)
  }
  return next
}

/** For each token how likely it is part of a person's name, over all legal sequences of labels (forward-backward, Baum 1970). */
export function personLikeness(text: string, tokens: Tokens, names: KnownNames, weights: TaggerWeights): Float64Array {
  const emissions = emissionsOf(tokenFeatures(text, tokens, names), weights)
  for (const [i, emission] of emissions.entries()) if (tokens.classes[i] !== '') emission[0] = (emission[0] ?? 0) + 1000
  const likeness = new Float64Array(emissions.length)
  const forward: Float64Array[] = []
  for (const [t, emission] of emissions.entries()) {
    const prior = forward[t - 1]
    forward.push(
      prior === undefined
        ? emission.map((score, k) =>
            (weights.labels[k] ?? '').startsWith('I-') ? Number.NEGATIVE_INFINITY : score / POINTS,
          )
        : stepped(prior, emission, weights.moves, true),
    )
  }
  let backward: Float64Array = new Float64Array(weights.labels.length)
  for (let t = emissions.length - 1; t >= 0; t--) {
    const here = backward.map((score, k) => score + (forward[t]?.[k] ?? 0))
    const all = logSum(here)
    for (const label of PERSON_LABELS) likeness[t] = (likeness[t] ?? 0) + Math.exp((here[label] ?? 0) - all)
    backward = stepped(backward, emissions[t], weights.moves, false)
  }
  return likeness
}

const MEMO_MOST = 20_000
const memos = new WeakMap<TaggerWeights, Map<string, Float64Array>>()

/** Sum of the weights of features that hang on the word alone (its letters, its length), kept for the next time. */
function wordEmission(word: readonly string[], weights: TaggerWeights): Float64Array {
  let memo = memos.get(weights)
  if (memo === undefined) {
    memo = new Map()
    memos.set(weights, memo)
  }
  const key = word[0] ?? ''
  const known = memo.get(key)
  if (known !== undefined) return known
  const sum = new Float64Array(weights.labels.length)
  for (const name of word) addRow(sum, weights, name)
  if (memo.size >= MEMO_MOST) memo.clear()
  memo.set(key, sum)
  return sum
}

function addRow(sum: Float64Array, weights: TaggerWeights, name: string): void {
  const row = weights.features.get(name)
  if (row === undefined) return
  const { scale } = weights
  for (let k = 0; k < row.length; k++) sum[k] = (sum[k] ?? 0) + (row[k] ?? 0) * scale
}

function emissionsOf(features: readonly (readonly string[])[], weights: TaggerWeights): Float64Array[] {
  return features.map(list => {
    const sum = Float64Array.from(wordEmission(list.slice(0, ALONE), weights))
    for (let i = ALONE; i < list.length; i++) addRow(sum, weights, list[i] ?? '')
    return sum
  })
}

function typeOf(label: string): EntityType | undefined {
  return TAGGED.find(type => label.endsWith(`-${type}`))
}

/** How much surer than "no entity" the tagger is, squeezed to 0–1. */
function surety(emission: Float64Array | undefined, label: number): number {
  const gap = (emission?.[label] ?? 0) - (emission?.[0] ?? 0)
  return 1 / (1 + Math.exp(-(gap / 6 + 0.5)))
}

/** Names in a text by the trained tagger, precision first. */
export function tagNames(text: string, tokens: Tokens, names: KnownNames, weights: TaggerWeights): Found[] {
  const features = tokenFeatures(text, tokens, names)
  const emissions = emissionsOf(features, weights)
  for (const [i, emission] of emissions.entries()) {
    if (tokens.classes[i] !== '') emission[0] = (emission[0] ?? 0) + 1000
  }
  const path = viterbi(emissions, weights.moves, weights.labels)
  const found: Found[] = []
  let i = 0
  while (i < path.length) {
    const label = weights.labels[path[i] ?? 0] ?? 'O'
    const type = typeOf(label)
    if (type === undefined) {
      i++
      continue
    }
    let j = i + 1
    while (j < path.length && weights.labels[path[j] ?? 0] === `I-${type}`) j++
    found.push({
      type,
      start: tokens.starts[i] ?? 0,
      end: tokens.ends[j - 1] ?? 0,
      confidence: Math.round(surety(emissions[i], path[i] ?? 0) * 1000) / 1000,
    })
    i = j
  }
  return found
}
