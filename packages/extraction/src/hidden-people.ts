import type { Found } from './found.ts'
import type { Tokens } from './token.ts'

// Chosen on the development part: persons' recall first, few other words hidden.
const LIKELY = 0.01
const LIKELY_UNKNOWN = 0.0004
const LIKELY_WITH_CAPITAL = 0.0005
const KNOWN_FIRST_NAME = 0.0004

/** Words after which a name is all but certain, as far as a capital or an unknown word follows. */
const TITLES = new Set(
  'dhr heer familie fam bewindvoerder bewindvoerster meneer mijnheer mevr mevrouw mw mvr juffrouw mr mrs ms miss mister sir madam dr drs ir ing prof dokter doctor ds ene zekere genaamd genaamde heet heette heten named called noemde noemt zich'.split(
    ' ',
  ),
)
const RELATIONS = new Set(
  'dochter zoon man vrouw collega zus broer neef nicht vriend vriendin buurman buurvrouw verkoper verkoopster koper koopster kleinzoon kleindochter moeder vader tante oom daughter son husband wife colleague sister brother friend neighbour seller buyer landlord landlady mother father cousin'.split(
    ' ',
  ),
)
const PARTICLES = new Set('van de den der ter ten el von la le du da het t bin al ben di dos'.split(' '))
/** First names that are everyday words too: in a text without capitals they are words. */
const ALSO_A_WORD = new Set('ben wil elke an bas mark roos will may art bill rob pat drew grace hope joy'.split(' '))
const CLOSINGS = new Set(
  'groet groeten groetjes gr mvg hoogachting hoogachtend regards sincerely thanks bedankt wishes liefs'.split(' '),
)

// shorter words are never unknown
const UNKNOWN_FROM = 3

type Look = {
  readonly cased: boolean
  readonly text: string
  readonly tokens: Tokens
  readonly common: ReadonlySet<string>
}

function isCapital({ text, tokens }: Look, i: number): boolean {
  const sign = text.charAt(tokens.starts[i] ?? 0)
  return sign !== sign.toLowerCase()
}

/** A word that may be a name: with a capital where the text has capitals, else one that nobody knows. */
function mayBeName(look: Look, i: number): boolean {
  const word = look.tokens.plain[i] ?? ''
  if (look.tokens.classes[i] !== '' || /\d/.test(word) || TITLES.has(word)) return false
  return look.cased ? isCapital(look, i) : word.length >= UNKNOWN_FROM && !look.common.has(word)
}

/** Marks the name that begins at `i`: initials, particles and at most three words. */
function markName(hidden: Uint8Array, look: Look, i: number): void {
  const { tokens } = look
  let words = 0
  for (let k = i; k < tokens.count && k < i + 8 && words < 3; k++) {
    const word = tokens.plain[k] ?? ''
    const initial = word.length === 1 && mayBeName({ ...look, common: new Set() }, k)
    const ended = k > i && tokens.before[k] === 2 && (tokens.plain[k - 1] ?? '').length > 1
    if (ended) return
    if (initial || (PARTICLES.has(word) && k + 1 < tokens.count && mayBeName(look, k + 1))) {
      hidden[k] = 1
      continue
    }
    if (!mayBeName(look, k)) return
    hidden[k] = 1
    words++
  }
}

function afterCues(hidden: Uint8Array, look: Look): void {
  const { tokens } = look
  for (let i = 0; i + 1 < tokens.count; i++) {
    const word = tokens.plain[i] ?? ''
    const next = tokens.plain[i + 1] ?? ''
    if (TITLES.has(word) && !TITLES.has(next)) markName(hidden, look, i + 1)
    // "mijn naam is Rabia", "my name is Oleh"
    if (word === 'is' && /^(naam|name)$/.test(tokens.plain[i - 1] ?? '') && tokens.before[i + 1] !== 2)
      markName(hidden, look, i + 1)
    // "facebook name 'Corin Ashvale'", "his name, Milo"
    if (
      /^(naam|name|persoon|person)$/.test(word) &&
      tokens.before[i + 1] !== 2 &&
      !look.common.has(next) &&
      next.length > 2
    )
      markName(hidden, look, i + 1)
    // "mijn dochter Annemiek", "the seller miro"
    if (RELATIONS.has(word) && tokens.before[i + 1] === 0 && !look.common.has(next) && next.length > 2)
      markName(hidden, look, i + 1)
    // "een kerel, Raymond noemt ie zich"
    if (
      /^(noemt|noemde|heet|heette)$/.test(next) &&
      tokens.before[i + 1] === 0 &&
      !look.common.has(word) &&
      word.length > 2
    )
      markName(hidden, look, i)
    // "op naam van r visscherdam": an initial and the word after it
    if (word.length === 1 && hidden[i] === 1 && hidden[i + 1] === 0 && tokens.before[i + 1] !== 2)
      markName(hidden, look, i + 1)
    if (
      word === 'van' &&
      /^(naam|name)$/.test(tokens.plain[i - 1] ?? '') &&
      (look.cased || next.length === 1 || !look.common.has(next))
    )
      markNameOrInitial(hidden, look, i + 1)
  }
  // the last line: "Groeten, Anna de Vries"
  for (let i = Math.max(0, tokens.count - 8); i < tokens.count; i++)
    if (CLOSINGS.has(tokens.plain[i] ?? '') && i + 1 < tokens.count && tokens.count - i <= 6)
      markName(hidden, look, i + 1)
}

function markNameOrInitial(hidden: Uint8Array, look: Look, i: number): void {
  const { tokens } = look
  if ((tokens.plain[i] ?? '').length === 1 && !/\d/.test(tokens.plain[i] ?? '') && i + 1 < tokens.count) {
    hidden[i] = 1
    const next = tokens.plain[i + 1] ?? ''
    if (tokens.classes[i + 1] === '' && next.length > 2) hidden[i + 1] = 1
    return
  }
  markName(hidden, look, i)
}

/** A name that was hidden once is hidden everywhere. */
function everywhere(hidden: Uint8Array, look: Look): void {
  const { tokens } = look
  const words = new Set<string>()
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.plain[i] ?? ''
    if (
      hidden[i] === 1 &&
      word.length > 2 &&
      !PARTICLES.has(word) &&
      (look.cased ? isCapital(look, i) : !look.common.has(word))
    )
      words.add(word)
  }
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.plain[i] ?? ''
    const bare = /^(.{3,})('s|s)$/.exec(word)?.[1] ?? word
    if (tokens.classes[i] === '' && (words.has(word) || words.has(bare)) && (!look.cased || isCapital(look, i)))
      hidden[i] = 1
  }
}

/** How likely a word must be a person's before it is hidden: next to nothing for a word with a capital that nobody knows. */
function leastOf(look: Look, i: number, firstNames: ReadonlySet<string>): number {
  const { tokens, common } = look
  const word = tokens.plain[i] ?? ''
  const unknown = word.length >= UNKNOWN_FROM && !common.has(word)
  if (!look.cased)
    return firstNames.has(word) && !ALSO_A_WORD.has(word) ? KNOWN_FIRST_NAME : unknown ? LIKELY_UNKNOWN : LIKELY
  if (!isCapital(look, i)) return LIKELY
  if (firstNames.has(word)) return KNOWN_FIRST_NAME
  const opens = tokens.before[i] === 2
  let next = i + 1
  while (next < i + 3 && tokens.before[next] === 0 && PARTICLES.has(tokens.plain[next] ?? '')) next++
  const followed = next < tokens.count && tokens.before[next] === 0 && isCapital(look, next)
  if (unknown && (!opens || followed)) return 0
  return opens && !unknown ? LIKELY : LIKELY_WITH_CAPITAL
}

/**
 * The words of persons to hide, token by token, recall first: what is likely a name by the tagger, what a title or a closing says, known first names, and every other
 * place of a name that was found.
 */
export function hiddenPeople(
  text: string,
  tokens: Tokens,
  likeness: Float64Array,
  firstNames: ReadonlySet<string>,
  common: ReadonlySet<string>,
): Found[] {
  let upper = 0
  for (let i = 0; i < tokens.count; i++) {
    const sign = text.charAt(tokens.starts[i] ?? 0)
    if (sign !== sign.toLowerCase()) upper++
  }
  const look: Look = { cased: upper > 0 && upper < tokens.count * 0.6, text, tokens, common }
  const hidden = new Uint8Array(tokens.count)
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.plain[i] ?? ''
    if (tokens.classes[i] !== '' || /^\d+$/.test(word)) continue
    if ((likeness[i] ?? 0) >= leastOf(look, i, firstNames)) hidden[i] = 1
  }
  afterCues(hidden, look)
  for (let i = 1; i + 1 < tokens.count; i++)
    if (hidden[i - 1] === 1 && PARTICLES.has(tokens.plain[i] ?? '') && tokens.before[i] !== 2 && mayBeName(look, i + 1))
      markName(hidden, look, i)
  everywhere(hidden, look)
  const found: Found[] = []
  for (let i = 0; i < tokens.count; i++) {
    if (hidden[i] !== 1) continue
    let j = i + 1
    while (j < tokens.count && hidden[j] === 1 && tokens.before[j] !== 2) j++
    found.push({ type: 'PERSON', start: tokens.starts[i] ?? 0, end: tokens.ends[j - 1] ?? 0, confidence: 0.5 })
    i = j - 1
  }
  return found
}
