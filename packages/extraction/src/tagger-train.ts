import { fold } from './normal.ts'
import { packBytes } from './pack.ts'
import { createScanner } from './reader.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import { LABELS, mayFollow, TAGGED, viterbi } from './tagger.ts'
import type { Tokens } from './token.ts'
import { type KnownNames, knownNames, tokenFeatures } from './token-feature.ts'
import type { Annotated } from './train.ts'

const EPOCHS = 6

/** Numbers in a fixed order (multiplicative congruence), so that a training repeats to the byte. */
function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
}

type Named = { readonly type: string; readonly text: string }
type Labelled = { readonly text: string; readonly entities: readonly Named[] }

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

const SURNAMES =
  'Jansen De Vries Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Dijkstra Brouwer Willems Hoekstra Koster Verhoeven Postma Kuipers Veenstra Kramer Schipper Haan Peeters Janssens Maes Jacobs Willaert Claes Goossens Wouters Smith Brown Taylor Yilmaz Kaya Kowalski Nowak Ahmed Hassan'.split(
    ' ',
  )
const TRADE =
  'Fietsen Wonen Meubels Electronica Outdoor Sport Mode Speelgoed Tuin Dieren Audio Keukens Verhuur Trading Design Tickets Interieur Witgoed Schoenen Boeken'.split(
    ' ',
  )
const TRADE_HEAD =
  'Huis Hof Atelier Studio Bakkerij Kwekerij Rijwielhuis Witgoedhuis Tuincentrum Antiquariaat Autobedrijf Drukkerij Kennel Stichting'.split(
    ' ',
  )

/** Another name of the same type, so that the tagger learns the words around names and not the names. */
function otherName(
  type: string,
  names: readonly string[],
  places: readonly string[],
  pick: (below: number) => number,
): string | undefined {
  const from = (list: readonly string[]) => list[pick(list.length)] ?? ''
  const first = () => capital(from(names))
  const last = () =>
    pick(5) === 0 ? `van ${capital(from(['dijk', 'den berg', 'der veen', 'loon', 'es']))}` : from(SURNAMES)
  if (type === 'PERSON')
    return [
      () => first(),
      () => `${first()} ${last()}`,
      () => `${first().charAt(0)}. ${last()}`,
      () => `${first()} ${last().charAt(0)}.`,
      () => last(),
    ][pick(5)]?.()
  if (type === 'PLACE') return from(places).split(' ').map(capital).join(' ')
  if (type === 'COMPANY')
    return [
      () => `${first()} ${from(TRADE)}`,
      () => `${from(SURNAMES)} ${from(TRADE)} BV`,
      () => `${from(TRADE_HEAD)} ${from(SURNAMES)}`,
      () => `${first()}${from(TRADE).toLowerCase()}`,
      () => `${from(SURNAMES)} & Zn.`,
    ][pick(5)]?.()
  return undefined
}

function swapped(
  item: Labelled,
  names: readonly string[],
  places: readonly string[],
  pick: (below: number) => number,
): Labelled {
  let { text } = item
  const entities: Named[] = []
  for (const entity of item.entities) {
    const other = otherName(entity.type, names, places, pick)
    if (other === undefined || entity.text.length < 4 || pick(4) === 0) {
      entities.push(entity)
      continue
    }
    const again = text.split(entity.text).join(other)
    if (again === text) entities.push(entity)
    else {
      text = again
      entities.push({ type: entity.type, text: other })
    }
  }
  return { text, entities: entities.filter(entity => text.includes(entity.text)) }
}

function changed(item: Labelled, change: (text: string) => string): Labelled {
  return {
    text: change(item.text),
    entities: item.entities.map(entity => ({ type: entity.type, text: change(entity.text) })),
  }
}

function typos(text: string, pick: (below: number) => number): string {
  return text
    .split(' ')
    .map(word => {
      if (word.length < 6 || pick(9) !== 0 || /\d/.test(word)) return word
      const at = 1 + pick(word.length - 3)
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
    })
    .join(' ')
}

function bare(text: string): string {
  return text.replaceAll(/[,;:!?()"]/g, '').replaceAll(/\.(?=\s|$)/g, '')
}

/** Label numbers of the tokens: every occurrence of an annotated name, longest first. */
function goldLabels(item: Labelled, tokens: Tokens): number[] {
  const gold: number[] = new Array<number>(tokens.count).fill(0)
  const entities = item.entities
    .filter(entity => TAGGED.some(type => type === entity.type))
    .sort((a, b) => b.text.length - a.text.length)
  for (const entity of entities) {
    for (let at = item.text.indexOf(entity.text); at >= 0; at = item.text.indexOf(entity.text, at + 1)) {
      const covered: number[] = []
      for (let i = 0; i < tokens.count; i++)
        if ((tokens.starts[i] ?? 0) >= at && (tokens.starts[i] ?? 0) < at + entity.text.length) covered.push(i)
      const first = covered[0]
      const last = covered.at(-1)
      if (first === undefined || last === undefined || tokens.starts[first] !== at) continue
      const slack = entity.type === 'PLATFORM' ? 40 : 2
      if (
        (tokens.ends[last] ?? 0) > at + entity.text.length + slack ||
        covered.some(i => gold[i] !== 0 || tokens.classes[i] !== '')
      )
        continue
      for (const i of covered) gold[i] = LABELS.indexOf(`${i === first ? 'B' : 'I'}-${entity.type}`)
    }
  }
  return gold
}

const IDENTITY = /^(w|pw|wn|s3|s4|a3)=/

type Sequence = { readonly features: readonly (readonly number[])[]; readonly gold: readonly number[] }

/** Averaged perceptron over label sequences (Collins 2002), with lower-cased, mistyped, unpunctuated and renamed copies of every report. */
export function trainTagger(
  corpus: readonly Annotated[],
  reading: Readonly<Record<'nl' | 'en', ReadingPatterns>>,
): unknown {
  const names: KnownNames = knownNames([reading.nl.names, reading.en.names])
  const firsts = [...reading.nl.names.first, ...reading.en.names.first]
  const places = [...reading.nl.names.place, ...reading.en.names.place]
  const scan = createScanner(reading, new Set(), new Map())
  const pick = sequence(20)
  const ids = new Map<string, number>()
  const idOf = (name: string) => {
    const known = ids.get(name)
    if (known !== undefined) return known
    ids.set(name, ids.size)
    return ids.size - 1
  }
  const sequences: Sequence[] = []
  const add = (item: Labelled, hide = 0) => {
    const read = scan(item.text, { date: '2025-06-01' })
    if (read.normal.text !== item.text) return
    const { tokens } = read.marked
    const gold = goldLabels(item, tokens)
    const features = tokenFeatures(item.text, tokens, names).map((list, t) => {
      // a name that is not seen again: learn the words around it instead
      const blind = hide > 0 && pick(gold[t] === 0 ? 10 : 3) === 0
      return list.filter(name => !blind || !IDENTITY.test(name)).map(idOf)
    })
    sequences.push({ features, gold })
  }
  for (const item of corpus) {
    const typed: Labelled = {
      text: item.text.replaceAll(/[’‘]/g, "'").replaceAll(/[–—]/g, '-'),
      entities: item.entities,
    }
    add(typed)
    add(changed(typed, fold))
    add(swapped(typed, firsts, places, pick), 1)
    add(
      changed(swapped(typed, firsts, places, pick), text => bare(text.toLowerCase())),
      1,
    )
    add(swapped(typed, firsts, places, pick), 1)
    add(changed(swapped(typed, firsts, places, pick), fold), 1)
    add(changed(typed, text => typos(text, pick)))
    if (pick(4) === 0) add(changed(swapped(typed, firsts, places, pick), text => text.toUpperCase()))
  }
  return packed(learn(sequences, ids.size), ids)
}

type Learned = { readonly weights: Float64Array; readonly moves: Float64Array }

function learn(sequences: readonly Sequence[], featureCount: number): Learned {
  const size = LABELS.length
  const weights = new Float64Array(featureCount * size)
  const sums = new Float64Array(featureCount * size)
  const moves = new Float64Array(size * size)
  const moveSums = new Float64Array(size * size)
  const order = sequences.map((_, i) => i)
  const pick = sequence(3)
  let clock = 1
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = pick(i + 1)
      const held = order[i] ?? 0
      order[i] = order[j] ?? 0
      order[j] = held
    }
    for (const at of order) {
      const item = sequences[at]
      if (item === undefined) continue
      const scores = new Float64Array(item.features.length * size)
      for (const [t, list] of item.features.entries()) {
        const sum = scores.subarray(t * size, (t + 1) * size)
        // a margin: the right label must win by one
        for (let k = 0; k < size; k++) sum[k] = k === item.gold[t] ? -1 : 0
        for (const id of list) for (let k = 0; k < size; k++) sum[k] = (sum[k] ?? 0) + (weights[id * size + k] ?? 0)
      }
      const path = viterbi(scores, moves)
      for (const [t, guess] of path.entries()) {
        const gold = item.gold[t] ?? 0
        if (guess !== gold) {
          for (const id of item.features[t] ?? []) {
            const up = id * size + gold
            const down = id * size + guess
            weights[up] = (weights[up] ?? 0) + 1
            sums[up] = (sums[up] ?? 0) + clock
            weights[down] = (weights[down] ?? 0) - 1
            sums[down] = (sums[down] ?? 0) - clock
          }
        }
        if (t > 0) {
          const right = (item.gold[t - 1] ?? 0) * size + gold
          const wrong = (path[t - 1] ?? 0) * size + guess
          if (right !== wrong) {
            moves[right] = (moves[right] ?? 0) + 1
            moveSums[right] = (moveSums[right] ?? 0) + clock
            moves[wrong] = (moves[wrong] ?? 0) - 1
            moveSums[wrong] = (moveSums[wrong] ?? 0) - clock
          }
        }
      }
      clock++
    }
  }
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) - (sums[i] ?? 0) / clock
  for (let i = 0; i < moves.length; i++) moves[i] = (moves[i] ?? 0) - (moveSums[i] ?? 0) / clock
  return { weights, moves }
}

function packed(learned: Learned, ids: ReadonlyMap<string, number>): unknown {
  const size = LABELS.length
  let most = 0.01
  for (const weight of learned.weights) most = Math.max(most, Math.abs(weight))
  const scale = most / 127
  const lines: string[] = []
  const rows: number[] = []
  for (const [name, id] of [...ids].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const row = Array.from({ length: size }, (_, k) => Math.round((learned.weights[id * size + k] ?? 0) / scale))
    if (row.every(cell => Math.abs(cell) < 5)) continue
    lines.push(name)
    rows.push(...row)
  }
  const moves = LABELS.map((from, i) =>
    LABELS.map((to, k) => (mayFollow(from, to) ? Number((learned.moves[i * size + k] ?? 0).toFixed(4)) : -1000)),
  )
  return { labels: LABELS, scale: Number(scale.toFixed(7)), features: lines.join('\n'), rows: packBytes(rows), moves }
}
