import { at } from './element.ts'
import { atomOf } from './parse.ts'
import type { Literal, Theory } from './theory.ts'

/**
 * A theory with numbers for names. Atom `a` gives the literals `2a` (itself) and `2a + 1` (its negation); questions are
 * numbered in the order of `queryables`, rules in the order of `rules`.
 */
export type Program = {
  readonly theory: Theory
  readonly names: readonly Literal[]
  readonly numberOf: ReadonlyMap<Literal, number>
  /** Per question its atom, and per atom its question or -1. */
  readonly atomOfQuestion: Int32Array
  readonly questionOfAtom: Int32Array
  readonly heads: Int32Array
  readonly bodies: readonly Int32Array[]
  /** Per literal: the rules that conclude it. */
  readonly rulesFor: readonly Int32Array[]
  /** Per literal: the literals that attack it (its negation first). */
  readonly attackersOf: readonly Int32Array[]
  /** Per rule: the literals that undercut it. */
  readonly undercuttersOf: readonly Int32Array[]
  /** `weakerThan[s]` holds `r` where `s` is listed as weaker than `r`. */
  readonly weakerThan: readonly ReadonlySet<number>[]
  /** Per literal: the other questions' literals that cannot be known together with it. */
  readonly excludes: readonly Int32Array[]
  /** Whether any two questions exclude answers of each other. */
  readonly exclusive: boolean
  /**
   * Rules that lie on a cycle and whose strength may differ from that of another rule for the same literal: an argument
   * that ends in one of these must be looked for without other arguments for the same conclusion inside it.
   */
  readonly circular: Uint8Array
  /** All rules that lie on a cycle: what holds of these as rules, not only of their conclusions, takes the same care. */
  readonly cyclic: Uint8Array
}

export function programOf(theory: Theory): Program {
  const numberOf = new Map<Literal, number>()
  const names: Literal[] = []
  const number = (literal: Literal): number => {
    const known = numberOf.get(literal)
    if (known !== undefined) return known
    const atom = atomOf(literal)
    numberOf.set(atom, names.length)
    numberOf.set(`-${atom}`, names.length + 1)
    names.push(atom, `-${atom}`)
    return numberOf.get(literal) ?? 0
  }
  const atomOfQuestion = Int32Array.from(theory.queryables, q => number(q) >> 1)
  const heads = Int32Array.from(theory.rules, r => number(r.then))
  const bodies = theory.rules.map(r => Int32Array.from(new Set(r.if.map(number))))
  const conflicts = theory.contraries.flatMap((c): (readonly [number, number])[] => {
    if ('attacker' in c) return [[number(c.attacker), number(c.target)]]
    const one = number(c.between[0])
    const other = number(c.between[1])
    return [
      [one, other],
      [other, one],
    ]
  })
  const ruleNumber = new Map(theory.rules.map((r, i) => [r.id, i]))
  const undercuts = theory.undercuts.map(u => [number(u.by), ruleNumber.get(u.rule) ?? -1] as const)
  for (const t of theory.topics) number(t)

  const questionOfAtom = new Int32Array(names.length >> 1).fill(-1)
  atomOfQuestion.forEach((a, q) => {
    questionOfAtom[a] = q
  })
  const attackers = names.map((_, l) => new Set([l ^ 1]))
  for (const [attacker, target] of conflicts) at(attackers, target).add(attacker)
  const undercutters = theory.rules.map(() => new Set<number>())
  for (const [by, rule] of undercuts) at(undercutters, rule).add(by)
  const weakerThan = theory.rules.map(() => new Set<number>())
  for (const p of theory.preferences)
    at(weakerThan, ruleNumber.get(p.weaker) ?? -1).add(ruleNumber.get(p.stronger) ?? -1)
  const rules: number[][] = names.map(() => [])
  heads.forEach((h, r) => {
    at(rules, h).push(r)
  })
  const excludes = names.map(() => new Set<number>())
  const isQuestion = (l: number) => at(questionOfAtom, l >> 1) >= 0
  for (const [one, other] of conflicts)
    if (one !== (other ^ 1) && isQuestion(one) && isQuestion(other)) {
      at(excludes, one).add(other)
      at(excludes, other).add(one)
    }
  const rulesFor = rules.map(r => Int32Array.from(r))
  return {
    theory,
    names,
    numberOf,
    atomOfQuestion,
    questionOfAtom,
    heads,
    bodies,
    rulesFor,
    attackersOf: attackers.map(a => Int32Array.from(a)),
    undercuttersOf: undercutters.map(u => Int32Array.from(u)),
    weakerThan,
    excludes: excludes.map(e => Int32Array.from(e)),
    exclusive: excludes.some(e => e.size > 0),
    ...circularRules(heads, bodies, rulesFor, weakerThan),
  }
}

function circularRules(
  heads: Int32Array,
  bodies: readonly Int32Array[],
  rulesFor: readonly Int32Array[],
  weakerThan: readonly ReadonlySet<number>[],
): Pick<Program, 'circular' | 'cyclic'> {
  const circular = new Uint8Array(heads.length)
  const cyclic = new Uint8Array(heads.length)
  const component = components(rulesFor.length, l => Array.from(at(rulesFor, l), r => [...at(bodies, r)]).flat())
  heads.forEach((h, r) => {
    const rivals = at(rulesFor, h)
    const uneven = rivals.length > 1 && rivals.some(s => at(weakerThan, s).size > 0)
    if (!at(bodies, r).some(p => component[p] === component[h])) return
    cyclic[r] = 1
    if (uneven) circular[r] = 1
  })
  return { circular, cyclic }
}

/**
 * The strongly connected components of a graph (Tarjan, 1972, without recursion): per node the number of its component;
 * a component's number is higher than those of the components that it points to.
 */
export function components(nodes: number, targets: (node: number) => readonly number[]): Int32Array {
  const component = new Int32Array(nodes).fill(-1)
  const index = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const stack: number[] = []
  const walk: { node: number; out: readonly number[]; next: number }[] = []
  let count = 0
  let found = 0
  const enter = (node: number) => {
    index[node] = low[node] = count++
    stack.push(node)
    walk.push({ node, out: targets(node), next: 0 })
  }
  for (let root = 0; root < nodes; root++) {
    if (index[root] !== -1) continue
    enter(root)
    for (let step = walk.at(-1); step !== undefined; step = walk.at(-1)) {
      const target = step.out[step.next++]
      if (target !== undefined) {
        if (index[target] === -1) enter(target)
        else if (component[target] === -1) low[step.node] = Math.min(at(low, step.node), at(index, target))
        continue
      }
      walk.pop()
      const parent = walk.at(-1)
      if (parent !== undefined) low[parent.node] = Math.min(at(low, parent.node), at(low, step.node))
      if (low[step.node] !== index[step.node]) continue
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        component[node] = found
        if (node === step.node) break
      }
      found++
    }
  }
  return component
}
