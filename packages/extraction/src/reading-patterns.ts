import { Elements, type Pattern, PatternError, parsePattern } from './pattern.ts'

/** What a negation in reach does to a vote: turns it round, drops it, or nothing. */
export type WhenNegated = 'flip' | 'drop' | 'keep'

/** Patterns that speak for one value of one observation, and the scopes that decide whether they count. */
export type Group = {
  readonly id: string
  readonly observation: string
  readonly value: 'yes' | 'no'
  readonly negated: WhenNegated
  /** Where a negation is looked for: from the clause's start, in the whole clause, between the words of the pattern, nowhere. */
  readonly reach: 'before' | 'around' | 'inside' | 'none'
  /** Whose deed it must be: the reporter's, the other party's, or no matter. */
  readonly agent: 'self' | 'other' | 'any'
  /** Keep it where it is only the other party's claim. */
  readonly said: boolean
  /** Keep it where it is only a plan, a wish, a condition or a question. */
  readonly maybe: boolean
  /** Only for a reporter in this role. */
  readonly role: 'buyer' | 'seller' | undefined
  readonly force: number
  readonly patterns: readonly string[]
}

export type Scope = {
  readonly negators: string
  readonly modals: string
  readonly conditions: string
  readonly clause: string
  readonly selves: string
  readonly others: string
  readonly thirds: string
  readonly says: string
  readonly claimants: string
}

export type Names = {
  readonly platform: readonly string[]
  readonly company: readonly string[]
  readonly place: readonly string[]
  readonly first: readonly string[]
  readonly product: readonly string[]
}

/** The words with which people answer a question. */
export type AnswerWords = {
  readonly yes: string
  readonly no: string
  readonly dontKnow: readonly string[]
  readonly whatDoYouMean: readonly string[]
}

/** A model's patterns and lexicons to read one language with: the checked content of `reading.<lang>.yaml`. */
export type ReadingPatterns = {
  readonly lang: 'nl' | 'en'
  readonly markers: ReadonlySet<string>
  readonly spelling: ReadonlyMap<string, string>
  readonly lists: ReadonlyMap<string, readonly string[]>
  readonly scope: Scope
  readonly names: Names
  readonly answers: AnswerWords
  readonly groups: readonly Group[]
  readonly corrections: readonly string[]
  readonly compiled: Compiled
}

export type Compiled = {
  readonly elements: Elements
  readonly patterns: readonly Pattern[]
  /** Index of the group of each pattern; -1 for a correction. */
  readonly groupOf: readonly number[]
  readonly scope: { readonly [K in keyof Scope]: number }
  readonly answer: { readonly yes: number; readonly no: number }
  /** Words that never name goods; -1 where the file has no list `not-goods`. */
  readonly notGoods: number
}

type Plain = Readonly<Record<string, unknown>>

function record(value: unknown, where: string): Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PatternError(where, 'must be a table of keys and values')
  return Object.fromEntries(Object.entries(value))
}

function words(value: unknown, where: string): string[] {
  const all = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/\s+/) : undefined
  if (all === undefined) throw new PatternError(where, 'must be words with spaces between them, or a list')
  return all
    .map(word => {
      if (typeof word !== 'string' && typeof word !== 'number') throw new PatternError(where, 'must hold words only')
      return String(word)
    })
    .filter(word => word !== '')
}

function lines(value: unknown, where: string): string[] {
  if (typeof value !== 'string') throw new PatternError(where, 'must be text with one entry a line')
  return value
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('//'))
}

function oneOf<T extends string | undefined>(value: unknown, allowed: readonly T[], fallback: T, where: string): T {
  if (value === undefined) return fallback
  const plain = value === true ? 'yes' : value === false ? 'no' : value
  const found = allowed.find(option => option === plain)
  if (found === undefined) throw new PatternError(where, `"${String(value)}" is none of ${allowed.join(', ')}`)
  return found
}

function flag(value: unknown, where: string): boolean {
  if (value === undefined) return false
  if (typeof value !== 'boolean') throw new PatternError(where, 'must be true or false')
  return value
}

const GROUP_KEYS = new Set(['value', 'negated', 'reach', 'agent', 'said', 'maybe', 'role', 'force', 'patterns', 'name'])

function parseGroup(value: unknown, observation: string, at: number, where: string): Group {
  const plain = record(value, where)
  for (const key of Object.keys(plain)) if (!GROUP_KEYS.has(key)) throw new PatternError(where, `unknown key "${key}"`)
  const force = plain.force ?? 1
  if (typeof force !== 'number' || !(force > 0)) throw new PatternError(where, 'force must be a number above 0')
  const side = oneOf(plain.value, ['yes', 'no'], 'yes', `${where}.value`)
  const name = plain.name ?? at
  return {
    id: `${observation}/${side}/${String(name)}`,
    observation,
    value: side,
    negated: oneOf(plain.negated, ['flip', 'drop', 'keep'], 'drop', `${where}.negated`),
    reach: oneOf(plain.reach, ['before', 'around', 'inside', 'none'], 'before', `${where}.reach`),
    agent: oneOf(plain.agent, ['self', 'other', 'any'], 'any', `${where}.agent`),
    said: flag(plain.said, `${where}.said`),
    maybe: flag(plain.maybe, `${where}.maybe`),
    role: oneOf(plain.role, ['buyer', 'seller', undefined], undefined, `${where}.role`),
    force,
    patterns: lines(plain.patterns, `${where}.patterns`),
  }
}

const SCOPE_KEYS = [
  'negators',
  'modals',
  'conditions',
  'clause',
  'selves',
  'others',
  'thirds',
  'says',
  'claimants',
] as const

function parseScope(value: unknown): Scope {
  const plain = record(value, 'scope')
  const read = (key: (typeof SCOPE_KEYS)[number]) => words(plain[key], `scope.${key}`).join('|')
  return {
    negators: read('negators'),
    modals: read('modals'),
    conditions: read('conditions'),
    clause: read('clause'),
    selves: read('selves'),
    others: read('others'),
    thirds: read('thirds'),
    says: read('says'),
    claimants: read('claimants'),
  }
}

function parseNames(value: unknown): Names {
  const plain = value === undefined ? {} : record(value, 'names')
  const read = (key: string) =>
    plain[key] === undefined
      ? []
      : lines(plain[key], `names.${key}`).flatMap(line =>
          line
            .split(',')
            .map(name => name.trim())
            .filter(name => name !== ''),
        )
  return {
    platform: read('platform'),
    company: read('company'),
    place: read('place'),
    first: read('first'),
    product: read('product'),
  }
}

function parseAnswers(value: unknown): AnswerWords {
  const plain = record(value, 'answers')
  return {
    yes: words(plain.yes, 'answers.yes').join('|'),
    no: words(plain.no, 'answers.no').join('|'),
    dontKnow: lines(plain['dont-know'], 'answers.dont-know'),
    whatDoYouMean: lines(plain['what-do-you-mean'], 'answers.what-do-you-mean'),
  }
}

/**
 * Checks the plain value of a `reading.<lang>.yaml` and compiles its patterns.
 * @throws PatternError with the list, group or pattern that is wrong
 */
export function parseReading(value: unknown): ReadingPatterns {
  const plain = record(value, 'reading')
  const lang = oneOf(plain.lang, ['nl', 'en'], 'nl', 'lang')
  const lists = new Map(
    Object.entries(record(plain.lists, 'lists')).map(([name, list]) => [name, words(list, `lists.${name}`)]),
  )
  const spelling = new Map<string, string>()
  for (const line of lines(plain.spelling ?? '', 'spelling')) {
    const [meant, ...typed] = line.split(/[:\s]+/)
    if (meant === undefined || typed.length === 0)
      throw new PatternError('spelling', `"${line}" must be a word, a colon and its other spellings`)
    for (const word of typed) spelling.set(word, meant)
  }
  const scope = parseScope(plain.scope)
  const answers = parseAnswers(plain.answers)
  const groups: Group[] = []
  for (const [observation, list] of Object.entries(record(plain.observations, 'observations'))) {
    if (!Array.isArray(list)) throw new PatternError(`observations.${observation}`, 'must be a list of groups')
    for (const [at, group] of list.entries())
      groups.push(parseGroup(group, observation, at, `observations.${observation}[${at}]`))
  }
  const answerGroup = (name: string, patterns: readonly string[]): Group => ({
    id: `answer/${name}`,
    observation: `answer:${name}`,
    value: 'yes',
    negated: 'keep',
    reach: 'none',
    agent: 'any',
    said: true,
    maybe: true,
    role: undefined,
    force: 1,
    patterns,
  })
  groups.push(answerGroup('dont-know', answers.dontKnow), answerGroup('what-do-you-mean', answers.whatDoYouMean))
  const corrections = plain.corrections === undefined ? [] : lines(plain.corrections, 'corrections')
  const elements = new Elements(lists)
  const patterns: Pattern[] = []
  const groupOf: number[] = []
  const compile = (source: string, group: number, where: string) => {
    for (const pattern of parsePattern(source, elements, where)) {
      patterns.push(pattern)
      groupOf.push(group)
    }
  }
  for (const [index, group] of groups.entries()) for (const source of group.patterns) compile(source, index, group.id)
  for (const source of corrections) compile(source, -1, 'corrections')
  const number = (key: (typeof SCOPE_KEYS)[number]) => elements.number(scope[key], `scope.${key}`)
  const compiled: Compiled = {
    elements,
    patterns,
    groupOf,
    scope: {
      negators: number('negators'),
      modals: number('modals'),
      conditions: number('conditions'),
      clause: number('clause'),
      selves: number('selves'),
      others: number('others'),
      thirds: number('thirds'),
      says: number('says'),
      claimants: number('claimants'),
    },
    notGoods: lists.has('not-goods') ? elements.number('@not-goods', 'lists.not-goods') : -1,
    answer: { yes: elements.number(answers.yes, 'answers.yes'), no: elements.number(answers.no, 'answers.no') },
  }
  return {
    lang,
    markers: new Set(words(plain.markers, 'markers')),
    spelling,
    lists,
    scope,
    names: parseNames(plain.names),
    answers,
    groups,
    corrections,
    compiled,
  }
}
