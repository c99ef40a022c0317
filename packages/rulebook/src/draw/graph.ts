import type { Known, Literal, RuleStanding, Status } from '@toetsbaar/argumentation'
import { closeSafety } from '../advise.ts'
import type { Law } from '../law.ts'
import { attackersOf } from '../probe.ts'

type LiteralNode = {
  readonly kind: 'literal'
  readonly id: string
  readonly literal: Literal
  readonly status: Status
  /** True for what the reporter or a list said. */
  readonly observed: boolean
  /** True for an outcome: it stands in the last column. */
  readonly outcome: boolean
}
type RuleNode = {
  readonly kind: 'rule'
  readonly id: string
  readonly rule: string
  readonly standing: RuleStanding['standing']
  readonly beatenBy: readonly string[]
}
export type GraphNode = LiteralNode | RuleNode

/** From a premise to its rule, from a rule to its conclusion, or from what beats a rule to that rule. */
type Edge = { readonly from: string; readonly to: string; readonly kind: 'supports' | 'beats' }

export type ArgumentGraph = { readonly nodes: readonly GraphNode[]; readonly edges: readonly Edge[] }

/** The arguments that a set of facts gives: every rule whose premises can be had, with what beats it. */
export function argumentGraph(law: Law, known: Known): ArgumentGraph {
  const facts = closeSafety(law, known)
  const { literals, rules } = law.engine.standing(facts)
  const alive = rules.filter(r => r.standing !== 'idle')
  const ruleOf = new Map(law.model.rules.map(r => [r.id, r]))
  const observed = new Set(known.filter(fact => !fact.startsWith('?')))
  const shown = new Set<Literal>()
  for (const { rule } of alive) {
    const { if: premises = [], then = '' } = ruleOf.get(rule) ?? {}
    for (const l of [...premises, then]) shown.add(l)
  }
  for (const exception of law.model.undercuts)
    if (alive.some(r => r.rule === exception.rule && r.beatenBy.length > 0) && literals[exception.by] === 'defended')
      shown.add(exception.by)
  const literalNodes = [...shown].map(
    (literal): LiteralNode => ({
      kind: 'literal',
      id: `l:${literal}`,
      literal,
      status: literals[literal] ?? 'unsatisfiable',
      observed: observed.has(literal),
      outcome: law.model.outcomes.includes(literal),
    }),
  )
  const ruleNodes = alive.map((r): RuleNode => ({ kind: 'rule', id: `r:${r.rule}`, ...r }))
  const supports = alive.flatMap(({ rule }): Edge[] => {
    const { if: premises = [], then = '' } = ruleOf.get(rule) ?? {}
    return [
      ...premises.map((p): Edge => ({ from: `l:${p}`, to: `r:${rule}`, kind: 'supports' })),
      { from: `r:${rule}`, to: `l:${then}`, kind: 'supports' },
    ]
  })
  const attackers = attackersOf(law.theory)
  const direct = (by: string, rule: string) => {
    const said = ruleOf.get(by)?.then ?? by
    const conclusion = ruleOf.get(rule)?.then ?? ''
    return (
      (attackers.get(conclusion) ?? []).includes(said) ||
      law.model.undercuts.some(u => u.rule === rule && u.by === said)
    )
  }
  const beats = alive.flatMap(r =>
    r.beatenBy
      .filter(by => direct(by, r.rule))
      .map((by): Edge => ({ from: ruleOf.has(by) ? `r:${by}` : `l:${by}`, to: `r:${r.rule}`, kind: 'beats' })),
  )
  const ids = new Set([...literalNodes, ...ruleNodes].map(n => n.id))
  return {
    nodes: [...literalNodes, ...ruleNodes],
    edges: [...supports, ...beats].filter(e => ids.has(e.from) && ids.has(e.to)),
  }
}
