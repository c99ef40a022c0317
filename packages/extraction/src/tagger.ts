import type { Found } from './found.ts'
import { Memo } from './memo.ts'
import type { EntityType } from './reading.ts'
import type { Tokens } from './token.ts'
import { type FeatureSeer, type KnownNames, type Sign, seeTokens, seeWord, type Thing } from './token-feature.ts'
import type { TaggerWeights } from './weights.ts'

/** The types that the tagger finds; the others have a recogniser of their own. */
export const TAGGED = ['PERSON', 'COMPANY', 'PLATFORM', 'PRODUCT', 'PLACE'] as const
export const LABELS: readonly string[] = ['O', ...TAGGED.flatMap(type => [`B-${type}`, `I-${type}`])]

const SIZE = LABELS.length
const GOES_ON = LABELS.map(label => label.startsWith('I-'))
const TYPES: readonly (EntityType | undefined)[] = LABELS.map(label => TAGGED.find(type => label.endsWith(`-${type}`)))

/** Whether label `to` may follow label `from`: a name goes on only with its own type. */
export function mayFollow(from: string, to: string): boolean {
  return !to.startsWith('I-') || from === `B-${to.slice(2)}` || from === to
}

const LEGAL = Uint8Array.from(LABELS.flatMap(from => LABELS.map(to => (mayFollow(from, to) ? 1 : 0))))

/** The best legal sequence of labels (Viterbi 1967). `scores` has a row of labels for each token, `moves` one for each label. */
export function viterbi(scores: Float64Array, moves: Float64Array): number[] {
  const count = scores.length / SIZE
  if (count === 0) return []
  const back = new Int8Array(scores.length)
  let before = new Float64Array(SIZE)
  let here = new Float64Array(SIZE)
  for (let to = 0; to < SIZE; to++) before[to] = GOES_ON[to] === true ? Number.NEGATIVE_INFINITY : (scores[to] ?? 0)
  for (let row = SIZE; row < scores.length; row += SIZE) {
    for (let to = 0; to < SIZE; to++) {
      const own = scores[row + to] ?? 0
      let best = Number.NEGATIVE_INFINITY
      let from = 0
      for (let prior = 0; prior < SIZE; prior++) {
        const move = prior * SIZE + to
        if (LEGAL[move] === 0) continue
        const score = (before[prior] ?? 0) + (moves[move] ?? 0) + own
        if (score > best) {
          best = score
          from = prior
        }
      }
      here[to] = best
      back[row + to] = from
    }
    const held = before
    before = here
    here = held
  }
  let best = 0
  for (let label = 1; label < SIZE; label++) if ((before[label] ?? 0) > (before[best] ?? 0)) best = label
  const path: number[] = new Array<number>(count).fill(0)
  for (let at = count - 1; at >= 0; at--) {
    path[at] = best
    best = back[at * SIZE + best] ?? 0
  }
  return path
}

/** Adds up the weights of the features that it is shown, in the row of labels that it stands at. */
class Sum implements FeatureSeer {
  readonly scores: Float64Array
  row = 0
  readonly #weights: TaggerWeights

  constructor(count: number, weights: TaggerWeights) {
    this.scores = new Float64Array(count * SIZE)
    this.#weights = weights
  }

  thing(text: string): Thing {
    return this.#weights.features.thing(text)
  }

  one(sign: Sign, what: Thing): void {
    this.#add(what.alone(sign))
  }

  two(sign: Sign, what: Thing, next: Thing): void {
    this.#add(what.before(sign, next))
  }

  #add(feature: number | undefined): void {
    if (feature === undefined) return
    const { rows, scale } = this.#weights
    const { scores, row } = this
    const from = feature * SIZE
    for (let k = 0; k < SIZE; k++) scores[row + k] = (scores[row + k] ?? 0) + (rows[from + k] ?? 0) * scale
  }
}

// an account or an address is no name
const NO_NAME = 1000

/** Finds names of people, companies, platforms, products and places. */
export class Tagger {
  readonly #weights: TaggerWeights
  readonly #names: KnownNames
  /** The sum over the features that hang on a word alone. */
  readonly #alone: Memo<Float64Array>

  constructor(weights: TaggerWeights, names: KnownNames) {
    this.#weights = weights
    this.#names = names
    this.#alone = new Memo(word => {
      const sum = new Sum(1, weights)
      seeWord(word, sum)
      return sum.scores
    })
  }

  /** For each token a row with what speaks for each label. */
  scores(text: string, tokens: Tokens): Float64Array {
    const sum = new Sum(tokens.count, this.#weights)
    const { scores } = sum
    const begin = (at: number, word: string) => {
      sum.row = at * SIZE
      scores.set(this.#alone.of(word), sum.row)
    }
    seeTokens(text, tokens, this.#names, begin, sum)
    for (let i = 0; i < tokens.count; i++)
      if (tokens.classes[i] !== '') scores[i * SIZE] = (scores[i * SIZE] ?? 0) + NO_NAME
    return scores
  }

  /** Names in a text, precision first. */
  names(tokens: Tokens, scores: Float64Array): Found[] {
    const path = viterbi(scores, this.#weights.moves)
    const found: Found[] = []
    let i = 0
    while (i < path.length) {
      const label = path[i] ?? 0
      const type = TYPES[label]
      if (type === undefined) {
        i++
        continue
      }
      let j = i + 1
      while (j < path.length && GOES_ON[path[j] ?? 0] === true && TYPES[path[j] ?? 0] === type) j++
      found.push({
        type,
        start: tokens.starts[i] ?? 0,
        end: tokens.ends[j - 1] ?? 0,
        confidence: Math.round(surety(scores, i * SIZE, label) * 1000) / 1000,
      })
      i = j
    }
    return found
  }

  /** For each token how likely it is part of a person's name, over all legal sequences of labels (forward-backward, Baum 1970). */
  personLikeness(scores: Float64Array): Float64Array {
    return likenessOf(scores, this.#weights.moves)
  }
}

/** How much surer than "no entity" the tagger is, squeezed to 0–1. */
function surety(scores: Float64Array, row: number, label: number): number {
  const gap = (scores[row + label] ?? 0) - (scores[row] ?? 0)
  return 1 / (1 + Math.exp(-(gap / 6 + 0.5)))
}

const PERSON_LABELS = [LABELS.indexOf('B-PERSON'), LABELS.indexOf('I-PERSON')]

// scores of a perceptron are no log-odds; so many points are one
const POINTS = 8

function logSum(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < SIZE; k++) most = Math.max(most, values[k] ?? 0)
  if (most === Number.NEGATIVE_INFINITY) return most
  let sum = 0
  for (let k = 0; k < SIZE; k++) sum += Math.exp((values[k] ?? 0) - most)
  return most + Math.log(sum)
}

function likenessOf(scores: Float64Array, moves: Float64Array): Float64Array {
  const count = scores.length / SIZE
  const likeness = new Float64Array(count)
  const forward = new Float64Array(scores.length)
  const terms = new Float64Array(SIZE)
  for (let k = 0; k < SIZE; k++) forward[k] = GOES_ON[k] === true ? Number.NEGATIVE_INFINITY : (scores[k] ?? 0) / POINTS
  for (let row = SIZE; row < scores.length; row += SIZE) {
    for (let to = 0; to < SIZE; to++) {
      for (let from = 0; from < SIZE; from++)
        terms[from] =
          LEGAL[from * SIZE + to] === 1
            ? (forward[row - SIZE + from] ?? 0) + (moves[from * SIZE + to] ?? 0) / POINTS
            : Number.NEGATIVE_INFINITY
      forward[row + to] = logSum(terms) + (scores[row + to] ?? 0) / POINTS
    }
  }
  let backward = new Float64Array(SIZE)
  let next = new Float64Array(SIZE)
  for (let at = count - 1; at >= 0; at--) {
    const row = at * SIZE
    for (let k = 0; k < SIZE; k++) terms[k] = (backward[k] ?? 0) + (forward[row + k] ?? 0)
    const all = logSum(terms)
    for (const label of PERSON_LABELS) likeness[at] = (likeness[at] ?? 0) + Math.exp((terms[label] ?? 0) - all)
    for (let from = 0; from < SIZE; from++) {
      for (let to = 0; to < SIZE; to++)
        terms[to] =
          LEGAL[from * SIZE + to] === 1
            ? (backward[to] ?? 0) + ((moves[from * SIZE + to] ?? 0) + (scores[row + to] ?? 0)) / POINTS
            : Number.NEGATIVE_INFINITY
      next[from] = logSum(terms)
    }
    const held = backward
    backward = next
    next = held
  }
  return likeness
}
