import { TheoryError } from './errors.ts'
import type { Contrary, Literal, Preference, Rule, Theory, Undercut } from './theory.ts'

const LITERAL = /^-?[^\s,?-][^\s,]*$/
const KEYS = ['queryables', 'rules', 'contraries', 'preferences', 'undercuts', 'topics']

/**
 * Reads a theory from plain data (parsed JSON or YAML) and checks it whole.
 * Throws `TheoryError` at the first fault: unknown or missing keys, bad or unknown names, duplicates, a literal that
 * conflicts with itself, preferences in a cycle, or a preference principle other than last link.
 */
export function parseTheory(value: unknown): Theory {
  const data = object(value, 'theory', ['queryables', 'rules'], KEYS)
  const queryables = list(data.queryables, 'queryables').map(atom)
  refuseDuplicates(queryables, 'queryables', 'question')
  const rules = list(data.rules, 'rules').map(rule)
  refuseDuplicates(
    rules.map(r => r.id),
    'rules',
    'rule id',
  )
  const contraries = list(data.contraries ?? [], 'contraries').map(contrary)
  const undercuts = list(data.undercuts ?? [], 'undercuts').map(undercut)
  const preferences = list(data.preferences ?? [], 'preferences').map(preference)
  const topics = list(data.topics ?? [], 'topics').map((t, i) => literal(t, `topics[${i}]`))
  refuseDuplicates(topics, 'topics', 'topic')

  const ids = new Set(rules.map(r => r.id))
  preferences.forEach((p, i) => {
    ruleKnown(ids, p.weaker, `preferences[${i}].weaker`)
    ruleKnown(ids, p.stronger, `preferences[${i}].stronger`)
  })
  undercuts.forEach((u, i) => {
    ruleKnown(ids, u.rule, `undercuts[${i}].rule`)
  })
  refuseCycle(preferences)
  const atoms = new Set([...queryables, ...rules.flatMap(r => [...r.if, r.then].map(atomOf))])
  topics.forEach((t, i) => {
    if (!atoms.has(atomOf(t)))
      throw new TheoryError(
        'unknown-literal',
        `topics[${i}]`,
        `no question and no rule speaks of "${atomOf(t)}"; correct the name or remove the topic`,
      )
  })
  return { queryables, rules, contraries, preferences, undercuts, topics }
}

/** The atom that a literal is about: `paid` of `paid` and of `-paid`. */
export function atomOf(literal: Literal): string {
  return literal.startsWith('-') ? literal.slice(1) : literal
}

/** True of a well-formed literal: an optional `-` and a name without spaces, commas, a leading `-` or a leading `?`. */
export function isLiteral(text: string): boolean {
  return LITERAL.test(text)
}

function rule(value: unknown, i: number): Rule {
  const at = `rules[${i}]`
  const data = object(value, at, ['id', 'if', 'then'], ['id', 'if', 'then'])
  return {
    id: name(data.id, `${at}.id`),
    if: list(data.if, `${at}.if`).map((p, j) => literal(p, `${at}.if[${j}]`)),
    then: literal(data.then, `${at}.then`),
  }
}

function contrary(value: unknown, i: number): Contrary {
  const at = `contraries[${i}]`
  const data = object(value, at, [], ['attacker', 'target', 'between'])
  if ('between' in data) {
    object(value, at, ['between'], ['between'])
    const pair = list(data.between, `${at}.between`)
    if (pair.length !== 2)
      throw new TheoryError('not-a-theory', `${at}.between`, `a conflict is between two literals, not ${pair.length}`)
    const one = literal(pair[0], `${at}.between[0]`)
    const other = literal(pair[1], `${at}.between[1]`)
    refuseSelf(one, other, at)
    return { between: [one, other] }
  }
  object(value, at, ['attacker', 'target'], ['attacker', 'target'])
  const attacker = literal(data.attacker, `${at}.attacker`)
  const target = literal(data.target, `${at}.target`)
  refuseSelf(attacker, target, at)
  return { attacker, target }
}

function refuseSelf(one: Literal, other: Literal, at: string): void {
  if (one === other)
    throw new TheoryError('self-conflict', at, `"${one}" cannot conflict with itself; name two different literals`)
}

function undercut(value: unknown, i: number): Undercut {
  const at = `undercuts[${i}]`
  const data = object(value, at, ['by', 'rule'], ['by', 'rule'])
  return { by: literal(data.by, `${at}.by`), rule: name(data.rule, `${at}.rule`) }
}

function preference(value: unknown, i: number): Preference {
  const at = `preferences[${i}]`
  if (typeof value === 'object' && value !== null && 'principle' in value)
    throw new TheoryError(
      'preference-principle',
      `${at}.principle`,
      'preferences are by last link and by nothing else; remove "principle"',
    )
  const data = object(value, at, ['weaker', 'stronger'], ['weaker', 'stronger'])
  return { weaker: name(data.weaker, `${at}.weaker`), stronger: name(data.stronger, `${at}.stronger`) }
}

/** Preferences must form no cycle: with one, which rule is stronger would depend on where one starts to read. */
function refuseCycle(preferences: readonly Preference[]): void {
  const above = new Map<string, string[]>()
  for (const p of preferences) above.set(p.weaker, [...(above.get(p.weaker) ?? []), p.stronger])
  const done = new Set<string>()
  for (const start of above.keys()) {
    const path: string[] = []
    const todo: { rule: string; depth: number }[] = [{ rule: start, depth: 0 }]
    for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
      while (path.length > step.depth) done.add(path.pop() ?? '')
      if (path.includes(step.rule)) {
        const cycle = [...path.slice(path.indexOf(step.rule)), step.rule]
        throw new TheoryError(
          'preference-cycle',
          'preferences',
          `${cycle.join(' < ')} goes round in a circle; remove one of these preferences`,
        )
      }
      if (done.has(step.rule)) continue
      path.push(step.rule)
      for (const rule of above.get(step.rule) ?? []) todo.push({ rule, depth: path.length })
    }
    for (const rule of path) done.add(rule)
  }
}

function ruleKnown(ids: ReadonlySet<string>, id: string, at: string): void {
  if (!ids.has(id)) throw new TheoryError('unknown-rule', at, `there is no rule "${id}"; use the id of a rule`)
}

function refuseDuplicates(names: readonly string[], at: string, what: string): void {
  const seen = new Set<string>()
  names.forEach((n, i) => {
    if (seen.has(n)) throw new TheoryError('duplicate', `${at}[${i}]`, `the ${what} "${n}" stands there twice`)
    seen.add(n)
  })
}

function object(
  value: unknown,
  at: string,
  required: readonly string[],
  allowed: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TheoryError('not-a-theory', at, `an object with ${allowed.join(', ')} is expected here`)
  const data: Readonly<Record<string, unknown>> = { ...value }
  for (const key of Object.keys(data))
    if (!allowed.includes(key)) {
      if (at === 'theory' && /principle|preference|link/i.test(key))
        throw new TheoryError('preference-principle', key, 'preferences are by last link only; remove this key')
      throw new TheoryError(
        'unknown-key',
        `${at}.${key}`,
        `this key is not known here; known are ${allowed.join(', ')}`,
      )
    }
  for (const key of required)
    if (data[key] === undefined) throw new TheoryError('missing-key', at, `the key "${key}" is missing`)
  return data
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TheoryError('not-a-theory', at, 'a list is expected here')
  return value
}

function name(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new TheoryError('not-a-theory', at, 'a name is expected here')
  return value
}

function literal(value: unknown, at: string): Literal {
  const text = name(value, at)
  if (!isLiteral(text))
    throw new TheoryError(
      'bad-literal',
      at,
      `"${text}" is no literal; write a name without spaces or commas, with one "-" before it for its negation`,
    )
  return text
}

function atom(value: unknown, i: number): string {
  const text = literal(value, `queryables[${i}]`)
  if (text.startsWith('-'))
    throw new TheoryError(
      'bad-literal',
      `queryables[${i}]`,
      `a question is named without "-": write "${text.slice(1)}"; its negation comes with it`,
    )
  return text
}
