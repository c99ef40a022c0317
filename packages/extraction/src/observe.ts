import { evidenceOf, type Reliability } from './evidence.ts'
import { reasonsOf, type Verdict, verdictsOf } from './judge.ts'
import type { Marked } from './match.ts'
import { type NormalText, typedRange } from './normal.ts'
import type { Passage, Shape } from './passage.ts'
import { bestPassage, carrierOf, type PassageScores } from './passage-model.ts'
import type { Read } from './reader.ts'
import type { ObservationProposal, Reason } from './reading.ts'
import type { Group, ReadingPatterns } from './reading-patterns.ts'
import { tally, type Vote } from './vote.ts'
import type { Weights } from './weights.ts'

/** How many words of the passage are told as a reason beside a pattern. */
const BESIDE_A_PATTERN = 3

/** How a reason begins that is words of a passage. */
const WORDS = 'words '

/** The words that carry a verdict, and why: those of the passage that speaks most for it, among those with one of `places` in them where these are given. */
function carried(
  text: Marked,
  shapes: readonly Shape[],
  { at }: Verdict,
  passages: PassageScores,
  { passages: model }: Weights,
  places: readonly Passage[] | undefined,
): { first: number; last: number; reasons: Reason[] } | undefined {
  const { passage } = bestPassage(passages, at, places)
  if (model === undefined || passage === undefined) return undefined
  const { first, last, parts } = carrierOf(text.tokens, shapes, passage, model, at)
  const said = (from: number, to: number) =>
    to - from < 2
      ? text.tokens.words.slice(from, to + 1).join(' ')
      : `${text.tokens.words[from]} … ${text.tokens.words[to]}`
  const reasons = parts.map(part => ({
    feature: `${WORDS}${said(part.first, part.last)}`,
    weight: Math.round(part.weight * 100) / 100,
  }))
  return { first, last, reasons }
}

const LEAVES_OPEN = new Set(
  'naar van met via to for from with by at of een de het the a an en and dat that maar but'.split(' '),
)
const OPENS = new Set('en maar dus want dat and but so because that'.split(' '))

/** The shortest stretch that settles it: without an amount or a conjunction before it, and without a preposition that leads on. */
function shortened(text: Marked, place: { first: number; last: number }): { first: number; last: number } {
  const { words, classes } = text.tokens
  let { first, last } = place
  while (last > first && LEAVES_OPEN.has(words[last] ?? '')) last--
  while (last > first && OPENS.has(words[first] ?? '')) first++
  if (last - first >= 2 && classes[first] === '#amount') first++
  return { first, last }
}

/** The typed words of a place, with their offsets. */
function quoteOf(normal: NormalText, text: Marked, place: { first: number; last: number }) {
  const { first, last } = shortened(text, place)
  return typedRange(normal, text.tokens.starts[first] ?? 0, text.tokens.ends[last] ?? 0)
}

/**
 * A single short sentence holds no other deal, person or turn of events: of at most so many words, a value is proposed from here on where a pattern stands behind
 * it, and where only words do.
 */
export const LONE_SENTENCE = { words: 14, withPattern: 0.4, withWords: 0.98 } as const

function isLoneSentence({ tokens }: Marked): boolean {
  if (tokens.count > LONE_SENTENCE.words) return false
  for (let i = 1; i < tokens.count; i++) if (tokens.before[i] === 2) return false
  return true
}

// log-odds of a passage from which on its words may carry a proposal that no pattern voted for
const CARRIES = -1

/**
 * What the judges propose of a text: values that are likely enough, that no pattern contradicts, and that the words of a pattern or of a passage carry. Where
 * both sides of an observation are likely, nothing is proposed.
 */
export function proposalsOf(
  { normal, marked: text, votes, role, language }: Read,
  passages: PassageScores,
  story: PassageScores,
  shapes: readonly Shape[],
  weights: Weights,
): ObservationProposal[] {
  const proposals: ObservationProposal[] = []
  const { trained, sureness } = language
  const lone = isLoneSentence(text)
  const evidence = evidenceOf(weights.judges, votes, passages, story, text.tokens.count, role, sureness)
  const byObservation = new Map<string, Verdict[]>()
  for (const verdict of verdictsOf(evidence, weights)) {
    const list = byObservation.get(verdict.judge.observation)
    if (list === undefined) byObservation.set(verdict.judge.observation, [verdict])
    else list.push(verdict)
  }
  for (const [id, list] of byObservation) {
    if (!trained.has(id)) continue
    const [top, second] = list.sort((a, b) => b.confidence - a.confidence)
    if (top === undefined) continue
    if (second !== undefined && second.confidence > LEAVES_DOUBT) continue
    const result = tally(votes.filter(vote => vote.observation === id))
    const agreed = result?.value === top.judge.value
    const from = !lone ? top.judge.from : agreed ? LONE_SENTENCE.withPattern : LONE_SENTENCE.withWords
    if (top.confidence < from) continue
    // patterns that say the opposite: disagreement is unknown
    if (result !== undefined && !agreed) continue
    const places = agreed ? votes.filter(vote => vote.observation === id && vote.value === top.judge.value) : undefined
    // nothing follows from what else was read alone
    if (!agreed && bestPassage(passages, top.at).score < CARRIES) continue
    const carrier = carried(text, shapes, top, passages, weights, places)
    const place = agreed ? result?.best : carrier
    if (place === undefined) continue
    const range = quoteOf(normal, text, place)
    if (range.end <= range.start) continue
    const named: Reason[] =
      agreed && result !== undefined ? [{ feature: `pattern ${result.best.source}`, weight: result.best.force }] : []
    const said = agreed ? (carrier?.reasons.slice(0, BESIDE_A_PATTERN) ?? []) : (carrier?.reasons ?? [])
    proposals.push({
      id,
      value: top.judge.value,
      ...range,
      confidence: Math.round(top.confidence * 1000) / 1000,
      reasons: [...named, ...said, ...reasonsOf(top, evidence, weights)],
    })
  }
  proposals.push(...onPatternsAlone(normal, text, votes, trained))
  return proposals.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
}

// the other side of an observation may be no likelier than this
const LEAVES_DOUBT = 0.35

/** The observations for which the training saw patterns of this reading. A judge means nothing over patterns it never saw. */
export function trainedIn(reading: ReadingPatterns, reliability: Reliability): ReadonlySet<string> {
  const seen = (group: Group, source: string) =>
    ['', '!'].some(turned =>
      ['yes', 'no'].some(side => reliability.has(`${group.observation}=${side}${turned} ${source}`)),
    )
  return new Set(reading.groups.filter(g => g.patterns.some(source => seen(g, source))).map(g => g.observation))
}

/** What a pattern alone is worth where nothing was trained: half sure and a little more; a person confirms it anyway. */
const UNTRAINED = 0.6
const STRONG = 2

/** Observations that nothing was trained for, those of a subject without a corpus: proposed where a strong pattern says so. */
function onPatternsAlone(
  normal: NormalText,
  text: Marked,
  votes: readonly Vote[],
  trained: ReadonlySet<string>,
): ObservationProposal[] {
  const ids = new Set(votes.map(vote => vote.observation).filter(id => !trained.has(id) && !id.startsWith('answer:')))
  return [...ids].flatMap(id => {
    const result = tally(votes.filter(vote => vote.observation === id))
    if (result === undefined || result.best.force < STRONG) return []
    const { source, force } = result.best
    const range = quoteOf(normal, text, result.best)
    if (range.end <= range.start) return []
    const reasons: Reason[] = [{ feature: `pattern ${source}`, weight: force }]
    return [{ id, value: result.value, ...range, confidence: UNTRAINED, reasons }]
  })
}
