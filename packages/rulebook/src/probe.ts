import {
  compile,
  type Engine,
  type Known,
  type Literal,
  parseTheory,
  type Rule,
  type Theory,
} from '@toetsbaar/argumentation'

/**
 * A theory with marks beside its own conclusions, so that a question about rules becomes a question about a literal:
 * - `@meets:r` is defended where all premises of rule r are and no exception takes it out;
 * - `@stands:r` (for the rules in `standing`) has the status of rule r itself: defended where it applies, out where it
 *   is beaten, blocked where it and another rule hold each other up.
 * A mark attacks nothing, so that the theory's own statuses stay what they were.
 */
export function marked(theory: Theory, extra: readonly Rule[] = [], standing: readonly string[] = []): Theory {
  const attackers = attackersOf(theory)
  const copies = theory.rules.filter(r => standing.includes(r.id))
  const against = copies.flatMap(r => (attackers.get(r.then) ?? []).map(attacker => ({ r, attacker })))
  const yields = new Set(theory.preferences.map(p => `${p.weaker}<${p.stronger}`))
  return parseTheory({
    ...theory,
    rules: [
      ...theory.rules,
      ...theory.rules.map(r => ({ id: meets(r.id), if: r.if, then: meets(r.id) })),
      ...copies.map(r => ({ id: stands(r.id), if: r.if, then: stands(r.id) })),
      ...extra,
    ],
    contraries: [...theory.contraries, ...against.map(({ r, attacker }) => ({ attacker, target: stands(r.id) }))],
    preferences: [
      ...theory.preferences,
      ...against.flatMap(({ r, attacker }) =>
        theory.rules
          .filter(s => s.then === attacker && yields.has(`${s.id}<${r.id}`))
          .map(s => ({ weaker: s.id, stronger: stands(r.id) })),
      ),
    ],
    undercuts: theory.undercuts.flatMap(u => [
      u,
      { by: u.by, rule: meets(u.rule) },
      ...(standing.includes(u.rule) ? [{ by: u.by, rule: stands(u.rule) }] : []),
    ]),
  })
}

export const meets = (rule: string): Literal => `@meets:${rule}`
export const stands = (rule: string): Literal => `@stands:${rule}`

/** The literals that attack each literal: its negation, and what the contraries say. */
export function attackersOf(theory: Theory): ReadonlyMap<Literal, readonly Literal[]> {
  const found = new Map<Literal, Literal[]>()
  const add = (target: Literal, attacker: Literal) => {
    found.set(target, [...(found.get(target) ?? []), attacker])
  }
  for (const literal of new Set(theory.rules.map(r => r.then))) add(literal, negate(literal))
  for (const c of theory.contraries)
    if ('between' in c) {
      add(c.between[0], c.between[1])
      add(c.between[1], c.between[0])
    } else add(c.target, c.attacker)
  return found
}

export function negate(literal: Literal): Literal {
  return literal.startsWith('-') ? literal.slice(1) : `-${literal}`
}

/** A smallest set of facts at which each literal is defended, or `undefined` where none can make it so. Exact. */
export function smallest(theory: Theory, literals: readonly Literal[]): ReadonlyMap<Literal, Known | undefined> {
  const goals = literals.map(literal => ({ choice: [literal] }))
  const engine: Engine = compile(theory, { goals })
  return new Map(
    literals.map((literal, i) => {
      const goal = goals[i] ?? { choice: [literal] }
      if (engine.value([], goal) === literal) return [literal, []]
      return [literal, engine.counterfactuals([], goal).find(c => c.value === literal)?.with]
    }),
  )
}
