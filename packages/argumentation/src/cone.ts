import { at } from './element.ts'
import type { Target } from './goal.ts'
import { type Answers, observed } from './labelling.ts'
import { components, type Program } from './program.ts'

/**
 * What still matters for some targets once the known answers are applied: the rules that can still carry an argument,
 * the questions in the order in which a depth-first walk from the targets meets them, and the literals in groups that
 * depend on each other (a group only on itself and on earlier groups).
 */
export type Cone = {
  /** Rules that some completion makes part of an argument. */
  readonly possible: Uint8Array
  /** Those of them that no known observation defeats, built from such rules only. */
  readonly live: Uint8Array
  /** Open questions, first level first. */
  readonly order: Int32Array
  readonly groups: readonly (readonly number[])[]
  /** Literals whose arguments are needed whether defeated or not, premises first. */
  readonly supported: readonly (readonly number[])[]
}

export function coneOf(program: Program, answers: Answers, targets: readonly Target[]): Cone {
  const rules = program.heads.length
  const possible = reachable(program, answers, new Uint8Array(rules).fill(1))
  const sound = possible.map((x, r) => (x === 1 && !defeatedByObservation(program, answers, r) ? 1 : 0))
  const live = reachable(program, answers, sound)

  const labelled = new Set<number>()
  const supported = new Set<number>()
  const questions: number[] = []
  const met = new Set<number>()
  const meet = (literal: number) => {
    const question = at(program.questionOfAtom, literal >> 1)
    if (question < 0 || answers[question] !== 0 || met.has(question)) return
    met.add(question)
    questions.push(question)
    for (const l of [literal, literal ^ 1]) at(program.excludes, l).forEach(meet)
  }
  const visit = (literal: number) => {
    if (labelled.has(literal) || observed(program, answers, literal)) return
    labelled.add(literal)
    meet(literal)
    for (const next of needs(program, live, literal)) visit(next)
  }
  const support = (literal: number) => {
    if (supported.has(literal) || observed(program, answers, literal)) return
    supported.add(literal)
    meet(literal)
    for (const r of at(program.rulesFor, literal)) if (possible[r] === 1) at(program.bodies, r).forEach(support)
  }
  for (const target of targets) {
    target.literals.forEach(visit)
    if (target.kind === 'status') target.literals.forEach(support)
  }
  return {
    possible,
    live,
    order: Int32Array.from(questions),
    groups: grouped(labelled, l => needs(program, live, l)),
    supported: grouped(supported, l =>
      Array.from(at(program.rulesFor, l)).flatMap(r => (possible[r] === 1 ? [...at(program.bodies, r)] : [])),
    ),
  }
}

/** The literals on whose labels that of `literal` depends: premises, attackers and undercutters of its rules. */
function needs(program: Program, live: Uint8Array, literal: number): number[] {
  const found: number[] = []
  const rules = at(program.rulesFor, literal).filter(r => live[r] === 1)
  for (const r of rules) found.push(...at(program.bodies, r))
  if (rules.length > 0) found.push(...at(program.attackersOf, literal))
  for (const r of rules) found.push(...at(program.undercuttersOf, r))
  return found
}

function grouped(members: ReadonlySet<number>, targets: (literal: number) => readonly number[]): number[][] {
  const literals = [...members]
  const place = new Map(literals.map((l, i) => [l, i]))
  const out = literals.map(l => targets(l).flatMap(t => place.get(t) ?? []))
  const groups: number[][] = []
  components(literals.length, i => at(out, i)).forEach((group, i) => {
    const literal = at(literals, i)
    const found = groups[group]
    if (found === undefined) groups[group] = [literal]
    else found.push(literal)
  })
  return groups
}

function reachable(program: Program, answers: Answers, allowed: Uint8Array): Uint8Array {
  const rules = new Uint8Array(program.heads.length)
  const waiting = program.bodies.map(b => b.length)
  const uses: number[][] = program.names.map(() => [])
  program.bodies.forEach((body, r) => {
    for (const p of body) at(uses, p).push(r)
  })
  const seen = new Uint8Array(program.names.length)
  const todo: number[] = []
  const reach = (literal: number) => {
    if (seen[literal] === 1) return
    seen[literal] = 1
    todo.push(literal)
  }
  const fire = (r: number) => {
    if (allowed[r] !== 1) return
    rules[r] = 1
    reach(at(program.heads, r))
  }
  program.atomOfQuestion.forEach((atom, q) => {
    const answer = answers[q]
    if (answer === 0 || answer === 1) reach(2 * atom)
    if (answer === 0 || answer === 2) reach(2 * atom + 1)
  })
  waiting.forEach((n, r) => {
    if (n === 0) fire(r)
  })
  for (let literal = todo.pop(); literal !== undefined; literal = todo.pop())
    for (const r of at(uses, literal)) {
      const left = at(waiting, r) - 1
      waiting[r] = left
      if (left === 0) fire(r)
    }
  return rules
}

function defeatedByObservation(program: Program, answers: Answers, r: number): boolean {
  const head = at(program.heads, r)
  return (
    at(program.attackersOf, head).some(c => observed(program, answers, c)) ||
    at(program.undercuttersOf, r).some(u => observed(program, answers, u))
  )
}
