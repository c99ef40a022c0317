import { answerOf } from './answer.ts'
import { findCompanies, knownCompanies } from './company.ts'
import { type Reliability, surenessOf } from './evidence.ts'
import type { Found } from './found.ts'
import { Goods } from './goods.ts'
import { hiddenPeople } from './hidden-people.ts'
import { languageOf } from './language.ts'
import { Lexicon } from './lexicon.ts'
import { type Marked, Matcher, mark } from './match.ts'
import { polishNames, withoutParts } from './name-span.ts'
import { fold, type NormalText, normalise, typedRange } from './normal.ts'
import { proposalsOf, trainedIn } from './observe.ts'
import { clausesOf, listsByWord, passagesOf, Shapes, wholeOf } from './passage.ts'
import { passageScores } from './passage-model.ts'
import type { EntityProposal, Masked, Reader, Reading, ReadOptions, ResolvedDate } from './reading.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import { recognise } from './recognise.ts'
import { Tagger } from './tagger.ts'
import { respell, tokenise } from './token.ts'
import { knownNames } from './token-feature.ts'
import { castVotes, tally, type Vote, votesIn } from './vote.ts'
import type { Weights } from './weights.ts'

type Lang = 'nl' | 'en'

type Language = {
  readonly reading: ReadingPatterns
  readonly lexicon: Lexicon
  readonly matcher: Matcher
  readonly goods: Goods
  readonly shapes: Shapes
  readonly trained: ReadonlySet<string>
  readonly sureness: (vote: Vote) => number
}

/** The sureness of votes, worked out once for each pattern and once more where a negation turns it round. */
function surenessIn(patterns: number, reliability: Reliability): (vote: Vote) => number {
  const known = new Float64Array(2 * patterns).fill(Number.NaN)
  return vote => {
    const at = 2 * vote.pattern + (vote.flipped ? 1 : 0)
    const before = known[at] ?? Number.NaN
    if (!Number.isNaN(before)) return before
    const sureness = surenessOf(vote, reliability, NOTHING_LESS)
    known[at] = sureness
    return sureness
  }
}

function prepare(reading: ReadingPatterns, words: ReadonlySet<string>, reliability: Reliability): Language {
  const lexicon = new Lexicon(reading.compiled.elements.list, words)
  return {
    reading,
    lexicon,
    goods: new Goods(reading, lexicon),
    shapes: new Shapes(listsByWord(reading.lists)),
    matcher: new Matcher(reading.compiled.patterns, reading.compiled.elements.list.length),
    trained: trainedIn(reading, reliability),
    sureness: surenessIn(reading.compiled.patterns.length, reliability),
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
  readonly language: Language
  readonly dates: readonly ResolvedDate[]
}

/** What is named in a text, and what the tagger makes of each token. */
type Named = { readonly found: readonly Found[]; readonly scores: Float64Array | undefined }

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

/** Everything that reads one text up to the votes; training uses it too. */
export function createScanner(
  reading: Readonly<Record<Lang, ReadingPatterns>>,
  words: ReadonlySet<string>,
  reliability: Reliability,
) {
  // a language is made ready when the first text in it comes
  const languages = new Map<Lang, Language>()
  const languageFor = (lang: Lang) => {
    const ready = languages.get(lang) ?? prepare(reading[lang], words, reliability)
    languages.set(lang, ready)
    return ready
  }
  const platforms = new Set([...reading.nl.names.platform, ...reading.en.names.platform])
  const markers = { nl: reading.nl.markers, en: reading.en.markers }
  return (text: string, options: ReadOptions): Read => {
    const normal = normalise(text)
    const { found, dates } = recognise(normal.text, options.date)
    const bare = tokenise(normal.text, found)
    const lang = languageOf(bare.plain, markers, options.lang)
    const language = languageFor(lang)
    const tokens = respell(bare, language.reading.spelling)
    const marked = mark(
      tokens,
      language.lexicon,
      language.reading.compiled.scope.clause,
      language.goods,
      findCompanies(normal.text, NONE, platforms),
    )
    const matches = language.matcher.find(marked)
    const cast = castVotes(marked, matches, language.reading)
    const role = roleFrom(votesIn(undefined, cast))
    const votes = votesIn(role, cast)
    return {
      normal,
      lang,
      found,
      marked,
      votes,
      role,
      language,
      dates,
    }
  }
}

const NONE = knownCompanies([])
const NOTHING_LESS = { right: 0, seen: 0 }

/** A reader over the patterns of a model and trained weights. Pure: the same text and options give the same reading. */
export function createReader(parts: { reading: Readonly<Record<Lang, ReadingPatterns>>; weights: Weights }): Reader {
  const scan = createScanner(parts.reading, parts.weights.words, parts.weights.reliability)
  const names = knownNames([parts.reading.nl.names, parts.reading.en.names])
  const tagger = parts.weights.tagger === undefined ? undefined : new Tagger(parts.weights.tagger, names)
  const known = knownCompanies(
    [...parts.reading.nl.names.company, ...parts.reading.en.names.company].filter(
      name => name.length > 3 || name === 'dhl' || name === 'dpd' || name === 'bol',
    ),
  )
  const platforms = new Set([...parts.reading.nl.names.platform, ...parts.reading.en.names.platform])

  const firstNames = new Set([...parts.reading.nl.names.first, ...parts.reading.en.names.first].map(fold))

  function withNames(read: Read): Named {
    const { tokens } = read.marked
    const free = (taken: readonly Found[]) => (item: Found) =>
      !taken.some(other => other.start < item.end && item.start < other.end)
    const companies = findCompanies(read.normal.text, known, platforms).filter(free(read.found))
    const formed = polishNames(read.normal.text, companies)
    const taken = [...read.found, ...formed]
    const scores = tagger?.scores(read.normal.text, tokens)
    const tagged =
      tagger === undefined || scores === undefined
        ? []
        : polishNames(read.normal.text, tagger.names(tokens, scores)).filter(free(taken))
    return { found: [...taken, ...tagged].sort((a, b) => a.start - b.start), scores }
  }

  /** What mask mode hides, in order and apart: everything but amounts and dates, and the people word by word. */
  function toHide(read: Read): Found[] {
    const { found, scores } = withNames(read)
    const kept = found.filter(item => item.type !== 'AMOUNT' && item.type !== 'DATE')
    if (tagger === undefined || scores === undefined) return kept
    const likeness = tagger.personLikeness(scores)
    const people = hiddenPeople(
      read.normal.text,
      read.marked.tokens,
      likeness,
      firstNames,
      parts.weights.words,
    ).flatMap(item => outside(item, kept))
    return [...kept, ...people].sort((a, b) => a.start - b.start)
  }

  return {
    read(text, options): Reading {
      const read = scan(text, options)
      const { found } = withNames(read)
      const { tokens } = read.marked
      const shapes = read.language.shapes.of(tokens)
      return {
        lang: read.lang,
        observations: proposalsOf(
          read,
          passageScores(tokens, shapes, parts.weights.passages, passagesOf(tokens), clausesOf(tokens)),
          passageScores(tokens, shapes, parts.weights.stories, [wholeOf(tokens)]),
          shapes,
          parts.weights,
        ),
        entities: once(withoutParts(read.normal.text, found).map(item => entityOf(read.normal, item))),
        dates: read.dates,
      }
    },
    mask(text, options): Masked {
      const read = scan(text, options)
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
