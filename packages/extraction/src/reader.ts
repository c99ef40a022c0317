import { answerOf } from './answer.ts'
import { findCompanies } from './company.ts'
import { type Features, featuresOf, type Reliability, type Support, supportOf, surenessOf } from './features.ts'
import type { Found } from './found.ts'
import { Goods } from './goods.ts'
import { hiddenPeople } from './hidden-people.ts'
import { languageOf } from './language.ts'
import { Lexicon } from './lexicon.ts'
import { type Marked, Matcher, mark } from './match.ts'
import { polishNames, withoutParts } from './name-span.ts'
import { fold, type NormalText, normalise, typedRange } from './normal.ts'
import { proposalsOf, trainedIn } from './observe.ts'
import type { EntityProposal, Masked, Reader, Reading, ReadOptions, ResolvedDate } from './reading.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import { recognise } from './recognise.ts'
import { knownNames, personLikeness, tagNames } from './tagger.ts'
import { respell, tokenise } from './token.ts'
import { castVotes, tally, type Vote } from './vote.ts'
import type { Weights } from './weights.ts'

type Lang = 'nl' | 'en'

type Language = {
  readonly reading: ReadingPatterns
  readonly lexicon: Lexicon
  readonly matcher: Matcher
  readonly goods: Goods
  readonly trained: ReadonlySet<string>
}

function prepare(reading: ReadingPatterns, words: ReadonlySet<string>, reliability: Reliability): Language {
  const lexicon = new Lexicon(reading.compiled.elements.list, words)
  return {
    reading,
    lexicon,
    goods: new Goods(reading, lexicon),
    matcher: new Matcher(reading.compiled.patterns),
    trained: trainedIn(reading, reliability),
  }
}

/** A text on its way to a reading. */
export type Read = {
  readonly normal: NormalText
  readonly lang: Lang
  readonly found: readonly Found[]
  readonly marked: Marked
  readonly votes: readonly Vote[]
  readonly role: 'buyer' | 'seller' | undefined
  readonly features: Features
  readonly support: Support
  readonly language: Language
  readonly dates: readonly ResolvedDate[]
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

/** Each entity once, where it stands first. */
function once(entities: readonly EntityProposal[]): EntityProposal[] {
  const seen = new Set<string>()
  return entities.filter(entity => {
    const key = `${entity.type}:${entity.text.toLowerCase().replaceAll(/\s/g, '')}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** What is left of a stretch beside others. */
function outside(item: Found, others: readonly Found[]): Found[] {
  const other = others.find(each => each.start < item.end && item.start < each.end)
  if (other === undefined) return [item]
  return [
    { ...item, end: other.start },
    { ...item, start: other.end },
  ].flatMap(rest => (rest.end - rest.start > 1 ? outside(rest, others) : []))
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

/** Everything that reads one text up to the votes and features; training uses it too. */
export function createScanner(
  reading: Readonly<Record<Lang, ReadingPatterns>>,
  words: ReadonlySet<string>,
  reliability: Reliability,
) {
  const languages = { nl: prepare(reading.nl, words, reliability), en: prepare(reading.en, words, reliability) }
  const platforms = new Set([...reading.nl.names.platform, ...reading.en.names.platform])
  const markers = { nl: reading.nl.markers, en: reading.en.markers }
  return (text: string, options: ReadOptions): Read => {
    const normal = normalise(text)
    const { found, dates } = recognise(normal.text, options.date)
    const bare = tokenise(normal.text, found)
    const lang = languageOf(bare.plain, markers, options.lang)
    const language = languages[lang]
    const tokens = respell(bare, language.reading.spelling)
    const marked = mark(
      tokens,
      language.lexicon,
      language.reading.compiled.scope.clause,
      language.goods,
      findCompanies(normal.text, NONE, platforms),
    )
    const matches = language.matcher.find(marked)
    const role = roleFrom(castVotes(marked, matches, language.reading, undefined))
    const votes = castVotes(marked, matches, language.reading, role)
    return {
      normal,
      lang,
      found,
      marked,
      votes,
      role,
      features: featuresOf(marked, votes, role, vote => surenessOf(vote, reliability, NOTHING_LESS)),
      support: supportOf(votes),
      language,
      dates,
    }
  }
}

const NONE: ReadonlySet<string> = new Set()
const NOTHING_LESS = { right: 0, seen: 0 }

/** A reader over the patterns of a model and trained weights. Pure: the same text and options give the same reading. */
export function createReader(parts: { reading: Readonly<Record<Lang, ReadingPatterns>>; weights: Weights }): Reader {
  const scan = createScanner(parts.reading, parts.weights.words, parts.weights.reliability)
  const names = knownNames([parts.reading.nl.names, parts.reading.en.names])

  const known = new Set(
    [...parts.reading.nl.names.company, ...parts.reading.en.names.company].filter(
      name => name.length > 3 || name === 'dhl' || name === 'dpd' || name === 'bol',
    ),
  )
  const platforms = new Set([...parts.reading.nl.names.platform, ...parts.reading.en.names.platform])

  const firstNames = new Set([...parts.reading.nl.names.first, ...parts.reading.en.names.first].map(fold))

  function withNames(read: Read): Read {
    const { tagger } = parts.weights
    const free = (taken: readonly Found[]) => (item: Found) =>
      !taken.some(other => other.start < item.end && item.start < other.end)
    const companies = findCompanies(read.normal.text, known, platforms).filter(free(read.found))
    const formed = polishNames(read.normal.text, companies)
    const taken = [...read.found, ...formed]
    const tagged =
      tagger === undefined
        ? []
        : polishNames(read.normal.text, tagNames(read.normal.text, read.marked.tokens, names, tagger)).filter(
            free(taken),
          )
    const found = [...taken, ...tagged].sort((a, b) => a.start - b.start)
    return { ...read, found }
  }

  /** What mask mode hides, in order and apart: everything but amounts and dates, and the people word by word. */
  function toHide(read: Read): Found[] {
    const kept = read.found.filter(item => item.type !== 'AMOUNT' && item.type !== 'DATE')
    const { tagger, words } = parts.weights
    if (tagger === undefined) return kept
    const { tokens } = read.marked
    const likeness = personLikeness(read.normal.text, tokens, names, tagger)
    const people = hiddenPeople(read.normal.text, tokens, likeness, firstNames, words).flatMap(item =>
      outside(item, kept),
    )
    return [...kept, ...people].sort((a, b) => a.start - b.start)
  }

  return {
    read(text, options): Reading {
      const read = withNames(scan(text, options))
      return {
        lang: read.lang,
        observations: proposalsOf(
          read.normal,
          read.marked,
          read.votes,
          read.features,
          read.support,
          parts.weights,
          read.language.trained,
        ),
        entities: once(withoutParts(read.normal.text, read.found).map(item => entityOf(read.normal, item))),
        dates: read.dates,
      }
    },
    mask(text, options): Masked {
      const read = withNames(scan(text, options))
      const hidden = toHide(read)
      const counts = new Map<string, number>()
      let masked = ''
      let at = 0
      const spans = hidden.map(item => {
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
      const read = scan(text, options)
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
