import type { Marked, Match } from './match.ts'
import type { Group, ReadingPatterns } from './reading-patterns.ts'

/** A pattern that counts, after its scopes were weighed. */
export type Vote = {
  readonly group: Group
  readonly observation: string
  readonly value: 'yes' | 'no'
  readonly first: number
  readonly last: number
  readonly force: number
  readonly flipped: boolean
  readonly source: string
  /** The number of the pattern. */
  readonly pattern: number
  /** What its clause is beside that: another one's claim, a plan or condition, a question, under a negation that the group does not count. */
  readonly scene: Scene
}

export type Scene = {
  readonly claimed: boolean
  readonly supposed: boolean
  readonly asked: boolean
  readonly negated: boolean
}

const THAT = new Set(['dat', 'that'])
const SO = new Set('zo waar true so like'.split(' '))
const JOINS = new Set(['en', 'and', 'of', 'or'])
const OPENS_ANOTHER = new Set('toen nu daarna then now dat niks geen nooit no nothing never'.split(' '))
const TURNS = new Set(['maar', 'but', 'alleen', 'echter'])

/** What surrounds each token: its clause, and what that clause is. */
class Clauses {
  readonly start: Int32Array
  readonly end: Int32Array
  readonly #claimed: Uint8Array
  readonly #negation: Uint8Array
  readonly #text: Marked
  readonly #reading: ReadingPatterns

  constructor(text: Marked, reading: ReadingPatterns) {
    this.#text = text
    this.#reading = reading
    const n = text.tokens.count
    this.start = new Int32Array(n)
    this.end = new Int32Array(n)
    this.#claimed = new Uint8Array(n)
    this.#negation = new Uint8Array(n)
    this.#cut()
    this.#claims()
  }

  is(at: number, element: number): boolean {
    return this.#text.senses[at]?.has(element) === true
  }

  #cut(): void {
    const { tokens, opens } = this.#text
    const { scope } = this.#reading.compiled
    let from = 0
    let carried = 0
    for (let i = 0; i <= tokens.count; i++) {
      const cut =
        i === tokens.count || (i > 0 && ((tokens.before[i] ?? 0) > 0 || opens[i] === 1 || this.#joinsClause(i)))
      if (!cut) continue
      for (let k = from; k < i; k++) {
        this.start[k] = from
        this.end[k] = i
        this.#negation[k] = carried
      }
      // "niet dat ik …", "het is niet zo dat …": the negation belongs to the clause that follows
      const last = i - 1
      const dat = i < tokens.count && THAT.has(tokens.words[i] ?? '')
      carried =
        dat &&
        (this.is(last, scope.negators) ||
          (SO.has(tokens.words[last] ?? '') &&
            (this.is(last - 1, scope.negators) || this.is(last - 2, scope.negators))))
          ? 1
          : 0
      from = i
    }
  }

  /** "en ik", "and then he": a conjunction with a new subject opens a clause. */
  #joinsClause(i: number): boolean {
    const { tokens } = this.#text
    const { scope } = this.#reading.compiled
    if (!JOINS.has(tokens.words[i] ?? '')) return false
    return (
      this.is(i + 1, scope.selves) ||
      this.is(i + 1, scope.others) ||
      this.is(i + 2, scope.selves) ||
      this.is(i + 2, scope.others) ||
      OPENS_ANOTHER.has(tokens.words[i + 1] ?? '')
    )
  }

  /** "hij zegt dat …", "volgens de koper …": what follows in the sentence is the other party's claim. */
  #claims(): void {
    const { tokens } = this.#text
    const { scope } = this.#reading.compiled
    for (let i = 0; i < tokens.count; i++) {
      if (!this.is(i, scope.says)) continue
      let claimant = false
      for (let k = Math.max(this.start[i] ?? 0, i - 4); k <= i + 2 && k < tokens.count; k++)
        if (k !== i && this.is(k, scope.claimants) && (k < i || tokens.before[k] !== 2)) claimant = true
      for (let k = Math.max(0, i - 4); k < i + 3; k++)
        if (this.is(k, scope.selves) && k < i && k >= i - 2) claimant = false
      if (!claimant) continue
      for (let k = i + 1; k < tokens.count && k < i + 30; k++) {
        if (tokens.before[k] === 2 || TURNS.has(tokens.words[k] ?? '')) break
        this.#claimed[k] = 1
      }
    }
  }

  claimed(at: number): boolean {
    return this.#claimed[at] === 1
  }

  carriedNegation(at: number): number {
    return this.#negation[at] ?? 0
  }
}

const NOT_ONLY = new Set('alleen only anders slechts just zomaar'.split(' '))

function negations(
  match: Match,
  group: Pick<Group, 'reach'>,
  clauses: Clauses,
  negators: number,
  text: Marked,
): number {
  if (group.reach === 'none') return 0
  const from = group.reach === 'inside' ? match.first : Math.min(match.first, clauses.start[match.first] ?? match.first)
  const to =
    group.reach === 'around' ? Math.max(match.last, (clauses.end[match.last] ?? match.last + 1) - 1) : match.last
  let count = group.reach === 'inside' ? 0 : clauses.carriedNegation(match.first)
  for (let k = from; k <= to; k++) {
    if (!clauses.is(k, negators) || match.named.includes(k)) continue
    // "niet alleen", "not only": no negation of what follows; "niets anders dan" neither
    if (NOT_ONLY.has(text.tokens.words[k + 1] ?? '')) continue
    count++
  }
  return count
}

// verbs that are modal only before an infinitive: "het geld ging naar hem", "ik kon niets doen en heb betaald"
const GOVERNS = new Set(
  'gaat ging gaan ga gingen moet moest moesten moeten kan kon konden kunnen mag mocht mochten zal zullen can could must need trying going gonna'.split(
    ' ',
  ),
)
const PARTICIPLE =
  /^(?:(?:aan|achter|af|bij|door|in|mee|na|op|over|terug|toe|uit|voor|vooruit|weg)?ge.{2,}(?:d|t|en)|(?:be|ver|ont|her).{2,}[dt]|(?:over|terug|aan|door)?(?:be|ver|ont).{2,}[dt]|.{2,}ed|paid|sent|gave|got|came|went|took|bought|sold|lost)$/
const WAITS = new Set('worden hebben be have'.split(' '))

/** Whether what the match names is told as done: a participle or past form, and no "worden" or "hebben" that a modal leads to. */
function isDone(match: Match, clauses: Clauses, text: Marked): boolean {
  const { words } = text.tokens
  for (let k = match.first; k < Math.min(match.last + 3, clauses.end[match.last] ?? 0); k++)
    if (WAITS.has(words[k] ?? '')) return false
  return match.named.some(k => PARTICIPLE.test(words[k] ?? ''))
}

function supposed(match: Match, clauses: Clauses, reading: ReadingPatterns, text: Marked): boolean {
  const { scope } = reading.compiled
  const from = clauses.start[match.first] ?? match.first
  for (let k = from; k <= Math.min(from + 1, match.last); k++)
    if (!match.named.includes(k) && clauses.is(k, scope.conditions)) return true
  if (from > 0 && match.first === from && clauses.is(from - 1, scope.conditions)) return true
  const done = isDone(match, clauses, text)
  for (let k = from; k <= match.last + 1 && k < (clauses.end[match.last] ?? 0); k++)
    if (!match.named.includes(k) && clauses.is(k, scope.modals) && !(done && GOVERNS.has(text.tokens.words[k] ?? '')))
      return true
  return (
    text.tokens.asked[match.first] === 1 &&
    match.first === from &&
    text.tokens.before[match.first] === 2 &&
    match.first === match.last
  )
}

const LEADS_OBJECT = new Set(
  'van bij aan met voor naar op tegen via uit from with to off at for via against about of'.split(' '),
)

/** "van een meisje", "bij de verkoper", "from this guy": named, but not the one who does it. */
function isObject(at: number, from: number, text: Marked): boolean {
  for (let k = at - 1; k >= Math.max(from, at - 3); k--) if (LEADS_OBJECT.has(text.tokens.words[k] ?? '')) return true
  return false
}

/** Whether the clause names somebody else than `agent` as the one who did it. */
function wrongAgent(match: Match, group: Group, clauses: Clauses, reading: ReadingPatterns, text: Marked): boolean {
  if (group.agent === 'any') return false
  const { scope } = reading.compiled
  const from = clauses.start[match.first] ?? match.first
  const to = Math.min((clauses.end[match.last] ?? match.last + 1) - 1, match.last + 1)
  let self = false
  let other = false
  for (let k = from; k <= to; k++) {
    if (clauses.is(k, scope.selves)) self = true
    const another = clauses.is(k, scope.others) || clauses.is(k, scope.thirds)
    if (another && k <= match.last && !match.named.includes(k) && !isObject(k, from, text)) other = true
  }
  return group.agent === 'self' ? other && !self : self
}

function withdrawn(votes: readonly Vote[], corrections: readonly Match[]): Vote[] {
  return votes.filter(vote => !corrections.some(match => match.first > vote.last && match.first - vote.last <= 14))
}

const AROUND = { reach: 'around' } as const

/** Weighs every match of a group by its scopes: negation, claims, plans, and who did it. What is left are votes, whoever reports. */
export function castVotes(text: Marked, matches: readonly Match[], reading: ReadingPatterns): Vote[] {
  const clauses = new Clauses(text, reading)
  const { compiled, groups } = reading
  const votes: Vote[] = []
  const corrections: Match[] = []
  for (const match of matches) {
    const at = compiled.groupOf[match.pattern] ?? -1
    const group = groups[at]
    if (group === undefined) {
      corrections.push(match)
      continue
    }
    const claimed = clauses.claimed(match.last)
    if (!group.said && claimed) continue
    const plan = supposed(match, clauses, reading, text)
    if (!group.maybe && plan) continue
    if (wrongAgent(match, group, clauses, reading, text)) continue
    const negated = negations(match, group, clauses, compiled.scope.negators, text) % 2 === 1
    if (negated && group.negated === 'drop') continue
    const flipped = negated && group.negated === 'flip'
    const value = flipped ? (group.value === 'yes' ? 'no' : 'yes') : group.value
    votes.push({
      group,
      observation: group.observation,
      value,
      first: match.quoteFirst,
      last: match.quoteLast,
      force: group.force,
      flipped,
      source: compiled.patterns[match.pattern]?.source ?? '',
      pattern: match.pattern,
      scene: {
        claimed,
        supposed: plan,
        asked: text.tokens.asked[match.first] === 1,
        negated: negations(match, AROUND, clauses, compiled.scope.negators, text) % 2 === 1,
      },
    })
  }
  return corrections.length === 0 ? votes : withdrawn(votes, corrections)
}

/** The votes that hold for a reporter in this role; where the role is not known, patterns of a seller say only that it is one. */
export function votesIn(role: 'buyer' | 'seller' | undefined, votes: readonly Vote[]): Vote[] {
  return votes.filter(({ group }) => {
    if (group.role === 'seller') return role === 'seller' || (role === undefined && group.observation === 'seller')
    return group.role !== 'buyer' || role !== 'seller'
  })
}

/** The side with more force, and the votes for it; undefined where the two sides are as strong. */
export function tally(votes: readonly Vote[]): { value: 'yes' | 'no'; margin: number; best: Vote } | undefined {
  let yes = 0
  let no = 0
  const seen = new Set<string>()
  for (const vote of votes) {
    const key = `${vote.group.id}:${vote.value}:${vote.first}`
    if (seen.has(key)) continue
    seen.add(key)
    if (vote.value === 'yes') yes = Math.max(yes, vote.force) + (yes > 0 ? 0.1 : 0)
    else no = Math.max(no, vote.force) + (no > 0 ? 0.1 : 0)
  }
  if (Math.abs(yes - no) < 0.15 && yes > 0 && no > 0) return undefined
  const value = yes >= no ? 'yes' : 'no'
  const own = votes.filter(vote => vote.value === value)
  const best = own.reduce<Vote | undefined>(
    (top, vote) =>
      top === undefined ||
      vote.force > top.force ||
      (vote.force === top.force && vote.last - vote.first < top.last - top.first)
        ? vote
        : top,
    undefined,
  )
  return best === undefined ? undefined : { value, margin: Math.abs(yes - no), best }
}
