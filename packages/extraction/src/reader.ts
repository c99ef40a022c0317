import { answerOf } from './answer.ts'
import type { Found } from './found.ts'
import { languageOf } from './language.ts'
import { Lexicon } from './lexicon.ts'
import { type Marked, Matcher, mark } from './match.ts'
import { type NormalText, normalise, typedRange } from './normal.ts'
import type { EntityProposal, Masked, ObservationProposal, Reader, Reading, ReadOptions } from './reading.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import { recognise } from './recognise.ts'
import { tokenise } from './token.ts'
import { castVotes, tally, type Vote } from './vote.ts'
import type { Weights } from './weights.ts'

type Lang = 'nl' | 'en'

type Language = { readonly reading: ReadingPatterns; readonly lexicon: Lexicon; readonly matcher: Matcher }

function prepare(reading: ReadingPatterns, weights: Weights): Language {
  return {
    reading,
    lexicon: new Lexicon(reading.compiled.elements.list, weights.words),
    matcher: new Matcher(reading.compiled.patterns),
  }
}

/** A text on its way to a reading. */
export type Read = {
  readonly normal: NormalText
  readonly lang: Lang
  readonly found: readonly Found[]
  readonly marked: Marked
  readonly votes: readonly Vote[]
  readonly language: Language
}

function roleOf(marked: Marked, language: Language): 'buyer' | 'seller' | undefined {
  const votes = castVotes(marked, language.matcher.find(marked), language.reading, undefined)
  return roleFrom(votes)
}

function roleFrom(votes: readonly Vote[]): 'buyer' | 'seller' | undefined {
  let buyer = 0
  let seller = 0
  for (const vote of votes) {
    if (vote.observation === 'buyer' && vote.value === 'yes') buyer = Math.max(buyer, vote.force) + 0.2
    if (vote.observation === 'seller' && vote.value === 'yes') seller = Math.max(seller, vote.force) + 0.2
    if (vote.observation === 'buyer' && vote.value === 'no') seller += 1
  }
  if (buyer === 0 && seller === 0) return undefined
  return seller > buyer ? 'seller' : 'buyer'
}

function proposalsOf(read: Read): ObservationProposal[] {
  const byObservation = new Map<string, Vote[]>()
  for (const vote of read.votes) {
    const list = byObservation.get(vote.observation)
    if (list === undefined) byObservation.set(vote.observation, [vote])
    else list.push(vote)
  }
  const proposals: ObservationProposal[] = []
  for (const [id, votes] of byObservation) {
    if (id.startsWith('answer:')) continue
    const result = tally(votes)
    if (result === undefined) continue
    const { tokens } = read.marked
    const range = typedRange(read.normal, tokens.starts[result.best.first] ?? 0, tokens.ends[result.best.last] ?? 0)
    proposals.push({
      id,
      value: result.value,
      ...range,
      confidence: 0.8,
      reasons: votes.map(vote => ({ feature: `${vote.group.id}: ${vote.source}`, weight: vote.force })),
    })
  }
  return proposals
}

function entityOf(normal: NormalText, item: Found): EntityProposal {
  const { start, end, quote } = typedRange(normal, item.start, item.end)
  return {
    type: item.type,
    text: quote,
    start,
    end,
    confidence: item.confidence,
    ...(item.valid === undefined ? {} : { valid: item.valid }),
    ...(item.normal === undefined ? {} : { normal: item.normal }),
  }
}

/** A reader over the patterns of a model and trained weights. Pure: the same text and options give the same reading. */
export function createReader(parts: { reading: Readonly<Record<Lang, ReadingPatterns>>; weights: Weights }): Reader {
  const languages = { nl: prepare(parts.reading.nl, parts.weights), en: prepare(parts.reading.en, parts.weights) }
  const markers = { nl: parts.reading.nl.markers, en: parts.reading.en.markers }

  function readText(text: string, options: ReadOptions): Read & { dates: Reading['dates'] } {
    const normal = normalise(text)
    const { found, dates } = recognise(normal.text, options.date)
    const lang = languageOf(tokenise(normal.text, found, new Map()).plain, markers, options.lang)
    const language = languages[lang]
    const tokens = tokenise(normal.text, found, language.reading.spelling)
    const marked = mark(tokens, language.lexicon, language.reading.compiled.scope.clause)
    const role = roleOf(marked, language)
    const votes = castVotes(marked, language.matcher.find(marked), language.reading, role)
    const typed = dates
      .map(item => ({ ...typedRange(normal, item.start, item.end), date: item.date }))
      .map(item => ({ text: item.quote, start: item.start, end: item.end, date: item.date }))
    return { normal, lang, found, marked, votes, language, dates: typed }
  }

  return {
    read(text, options): Reading {
      const read = readText(text, options)
      return {
        lang: read.lang,
        observations: proposalsOf(read),
        entities: read.found.map(item => entityOf(read.normal, item)),
        dates: read.dates,
      }
    },
    mask(text, options): Masked {
      const read = readText(text, options)
      const counts = new Map<string, number>()
      let masked = ''
      let at = 0
      const spans = read.found
        .filter(item => item.type !== 'AMOUNT' && item.type !== 'DATE')
        .map(item => {
          const { start, end } = typedRange(read.normal, item.start, item.end)
          const n = (counts.get(item.type) ?? 0) + 1
          counts.set(item.type, n)
          const placeholder = `[${item.type} ${n}]`
          masked += text.slice(at, start) + placeholder
          at = end
          return { start, end, type: item.type, placeholder }
        })
      return { text: masked + text.slice(at), spans }
    },
    answer(text, observation, options) {
      const read = readText(text, options)
      const own = tally(read.votes.filter(vote => vote.observation === observation))
      const sides = new Set(
        read.votes.filter(vote => vote.observation.startsWith('answer:')).map(vote => vote.observation),
      )
      return answerOf(read.normal, read.marked, read.language.reading, own, {
        dontKnow: sides.has('answer:dont-know'),
        what: sides.has('answer:what-do-you-mean'),
      })
    },
  }
}
