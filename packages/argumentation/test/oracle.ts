import type { Completions, Goal, Known, Literal, Theory } from '../src/index.ts'

/**
 * The semantics as the definitions have it, and slow: arguments are built one by one, attacks are looked up pair by
 * pair, and stability, relevance and certificates are found by going through all sets of facts. Shares no code with
 * the engine (only its types).
 */
export type Oracle = {
  status(known: Known, literal: Literal): string
  /** Per rule, by the arguments that end in it: no such argument, one accepted, all beaten, or neither. */
  rules(known: Known): Record<string, 'idle' | 'applies' | 'defeated' | 'blocked'>
  /** What beats an argument ending in a rule: the conclusions of facts and the last rules of the arguments that do. */
  beatenBy(known: Known, rule: string): ReadonlySet<string>
  /** Whether these rules, each with its premises, leaves first, are an accepted argument for a literal. */
  carries(known: Known, literal: Literal, steps: readonly { rule: string; premises: readonly Literal[] }[]): boolean
  value(known: Known, goal: Goal): string
  stable(known: Known, goal: Goal): boolean
  /** `value answer` for each relevant answer, sorted. */
  relevant(known: Known, goal: Goal): string[]
  /** All minimal sets of known facts that make the value stable, each sorted. */
  certificates(known: Known, goal: Goal): string[]
  /** Per other value the least number of facts to drop and add. */
  distances(known: Known, goal: Goal): Record<string, number>
  /** All consistent sets of answers to the open questions, as known facts, the given facts included. */
  supersets(known: Known): Known[]
  consistent(known: Known): boolean
  isSettled(known: Known, goal: Goal, value: string): boolean
}

/** Thrown where a random theory has more arguments than one wants to build. */
export class TooManyArguments extends Error {}

type Argument = {
  readonly key: string
  readonly rule: string | undefined
  readonly conclusion: Literal
  /** The argument itself and all arguments inside it. */
  readonly parts: readonly Argument[]
}

const negation = (l: Literal) => (l.startsWith('-') ? l.slice(1) : `-${l}`)
const bare = (l: string) => l.replace(/^[-?]/, '')

export function oracleOf(theory: Theory, completions: Completions): Oracle {
  const conflicts = (attacker: Literal, target: Literal) =>
    attacker === negation(target) ||
    theory.contraries.some(c =>
      'attacker' in c
        ? c.attacker === attacker && c.target === target
        : (c.between[0] === attacker && c.between[1] === target) ||
          (c.between[1] === attacker && c.between[0] === target),
    )

  function argumentsFrom(known: Known): Argument[] {
    const found = new Map<string, Argument>()
    const make = (rule: string | undefined, conclusion: Literal, subs: readonly Argument[]) => {
      const key = rule === undefined ? conclusion : `${rule}(${subs.map(s => s.key).join(' ')})`
      if (found.has(key)) return false
      const argument = { key, rule, conclusion, parts: [] as Argument[] }
      argument.parts.push(argument, ...new Set(subs.flatMap(s => s.parts)))
      found.set(key, argument)
      if (found.size > 300) throw new TooManyArguments()
      return true
    }
    for (const fact of known) if (!fact.startsWith('?')) make(undefined, fact, [])
    for (let again = true; again; ) {
      again = false
      for (const rule of theory.rules) {
        const before = [...found.values()]
        const choices = rule.if.map(p =>
          before.filter(a => a.conclusion === p && a.parts.every(part => part.conclusion !== rule.then)),
        )
        let tuples: Argument[][] = [[]]
        for (const choice of choices) tuples = tuples.flatMap(t => choice.map(c => [...t, c]))
        for (const tuple of tuples) if (make(rule.id, rule.then, tuple)) again = true
      }
    }
    return [...found.values()]
  }

  const defeatsAt = (attacker: Argument, part: Argument): boolean => {
    if (part.rule === undefined) return false
    if (theory.undercuts.some(u => u.by === attacker.conclusion && u.rule === part.rule)) return true
    const weaker = theory.preferences.some(p => p.weaker === attacker.rule && p.stronger === part.rule)
    return conflicts(attacker.conclusion, part.conclusion) && !weaker
  }

  type Extension = { all: Argument[]; inside: Set<Argument>; beaten: Set<Argument> }
  const extensions = new Map<string, Extension>()
  function extension(known: Known): Extension {
    const key = [...known]
      .filter(k => !k.startsWith('?'))
      .sort()
      .join()
    const before = extensions.get(key)
    if (before !== undefined) return before
    const all = argumentsFrom(known)
    const defeaters = new Map(all.map(b => [b, all.filter(a => b.parts.some(part => defeatsAt(a, part)))]))
    const inside = new Set<Argument>()
    const beaten = new Set<Argument>()
    for (let again = true; again; ) {
      again = false
      for (const b of all) {
        const attack = defeaters.get(b) ?? []
        if (!inside.has(b) && attack.every(a => beaten.has(a))) {
          inside.add(b)
          again = true
        }
        if (!beaten.has(b) && attack.some(a => inside.has(a))) {
          beaten.add(b)
          again = true
        }
      }
    }
    const made = { all, inside, beaten }
    extensions.set(key, made)
    return made
  }

  const status = (known: Known, literal: Literal) => {
    const { all, inside, beaten } = extension(known)
    const mine = all.filter(a => a.conclusion === literal)
    if (mine.length === 0) return 'unsatisfiable'
    if (mine.some(a => inside.has(a))) return 'defended'
    return mine.every(a => beaten.has(a)) ? 'out' : 'blocked'
  }

  const rules: Oracle['rules'] = known => {
    const { all, inside, beaten } = extension(known)
    return Object.fromEntries(
      theory.rules.map(({ id }) => {
        const mine = all.filter(a => a.rule === id)
        if (mine.length === 0) return [id, 'idle']
        if (mine.some(a => inside.has(a))) return [id, 'applies']
        return [id, mine.every(a => beaten.has(a)) ? 'defeated' : 'blocked']
      }),
    )
  }

  const beatenBy: Oracle['beatenBy'] = (known, rule) => {
    const { all, inside, beaten } = extension(known)
    const mine = all.filter(a => a.rule === rule)
    const strong = mine.every(a => beaten.has(a)) ? all.filter(a => inside.has(a)) : all.filter(a => !beaten.has(a))
    const those = strong.filter(a => mine.some(b => b.parts.some(part => defeatsAt(a, part))))
    return new Set(those.map(a => a.rule ?? a.conclusion))
  }

  const carries: Oracle['carries'] = (known, literal, steps) => {
    const { all, inside } = extension(known)
    const keys = new Map<Literal, string>()
    for (const fact of known) if (!fact.startsWith('?')) keys.set(fact, fact)
    for (const { rule, premises } of steps) {
      const found = theory.rules.find(r => r.id === rule)
      if (found === undefined || found.if.join() !== premises.join() || !premises.every(p => keys.has(p))) return false
      keys.set(found.then, `${rule}(${premises.map(p => keys.get(p)).join(' ')})`)
    }
    return all.some(a => a.conclusion === literal && a.key === keys.get(literal) && inside.has(a))
  }

  const value = (known: Known, goal: Goal) =>
    'status' in goal ? status(known, goal.status) : (goal.choice.find(l => status(known, l) === 'defended') ?? 'none')

  const consistent = (known: Known) =>
    known.every(x => known.every(y => x === y || !(bare(x) === bare(y) || conflicts(x, y) || conflicts(y, x))))

  function supersets(known: Known): Known[] {
    let sets: Known[] = [known]
    for (const q of theory.queryables)
      if (known.every(k => bare(k) !== q)) sets = sets.flatMap(s => [s, [...s, q], [...s, `-${q}`]].filter(consistent))
    return sets
  }

  const full = (known: Known) => theory.queryables.every(q => known.some(k => bare(k) === q))
  const ends = (known: Known) => supersets(known).filter(s => completions === 'partial' || full(s))
  const isSettled = (known: Known, goal: Goal, v: string) => {
    const sets = ends(known)
    return sets.length > 0 && sets.every(s => value(s, goal) === v)
  }
  const without = (known: Known, fact: string) => known.filter(k => k !== fact)
  const values = (goal: Goal) =>
    'status' in goal ? ['unsatisfiable', 'out', 'blocked', 'defended'] : [...goal.choice, 'none']

  return {
    status,
    rules,
    beatenBy,
    carries,
    value,
    supersets,
    consistent,
    isSettled,
    stable: (known, goal) => isSettled(known, goal, value(known, goal)),
    relevant(known, goal) {
      const found = new Set<string>()
      for (const set of supersets(known)) {
        const added = set.filter(k => !known.includes(k))
        for (const v of values(goal))
          if (isSettled(set, goal, v) && added.every(a => !isSettled(without(set, a), goal, v)))
            for (const a of added) found.add(`${v} ${a}`)
      }
      return [...found].sort()
    },
    certificates(known, goal) {
      const v = value(known, goal)
      const closed = known.filter(k => k.startsWith('?'))
      const facts = known.filter(k => !k.startsWith('?'))
      let sets: Known[] = [[]]
      for (const f of facts) sets = sets.flatMap(s => [s, [...s, f]])
      const enough = (s: Known) => isSettled([...closed, ...s], goal, v)
      return sets
        .filter(s => enough(s) && s.every(f => !enough(without(s, f))))
        .map(s => [...s].sort().join())
        .sort()
    },
    distances(known, goal) {
      const found: Record<string, number> = {}
      const closed = known.filter(k => k.startsWith('?'))
      for (const set of supersets(closed)) {
        const v = value(set, goal)
        const distance = known.filter(k => !set.includes(k)).length + set.filter(k => !known.includes(k)).length
        if (v !== value(known, goal)) found[v] = Math.min(found[v] ?? Infinity, distance)
      }
      return found
    },
  }
}
