import { at } from './element.ts'
import type { Program } from './program.ts'
import type { Status } from './theory.ts'

/** Answers to the questions, one each: 0 open, 1 yes, 2 no, 3 closed without an answer. */
export type Answers = Uint8Array

/**
 * The grounded labelling of all arguments, told per literal and per rule (1 true, 0 false): some argument ends in it
 * (`has`), one of the grounded extension does (`held`), one that the extension does not defeat does (`open`).
 */
export type Labelling = {
  readonly has: Uint8Array
  readonly held: Uint8Array
  readonly open: Uint8Array
  readonly ruleHas: Uint8Array
  readonly ruleHeld: Uint8Array
  readonly ruleOpen: Uint8Array
  /** Per literal the rule that first carries it in the extension, or -1: followed down, it is an argument. */
  readonly carrier: Int32Array
}

/** Whether the answers hold the literal as an observation. */
export function observed(program: Program, answers: Answers, literal: number): boolean {
  const question = at(program.questionOfAtom, literal >> 1)
  return question >= 0 && answers[question] === (literal & 1) + 1
}

/** The literal that an answer (1 yes, 2 no) to a question observes. */
export function answered(program: Program, question: number, answer: number): number {
  return 2 * at(program.atomOfQuestion, question) + answer - 1
}

/**
 * The grounded extension (Dung 1995) of the theory with these answers, without building arguments: which rules can end
 * an argument all of whose parts survive is a forward chaining, and defending and defeating alternate until nothing
 * changes. Linear per round; rounds are bounded by the longest chain of defences. With the program's `cyclic` for
 * `circular` the labels of all rules on a cycle are exact too: none where only an argument with the rule's own
 * conclusion inside it could end in the rule.
 */
export function label(program: Program, answers: Answers, circular = program.circular): Labelling {
  const rules = program.heads.length
  const every = new Uint8Array(rules).fill(1)
  const none: Chained = { literals: new Uint8Array(program.names.length), rules: new Uint8Array(rules), carrier: every }
  const has = chain(program, answers, circular, every)
  let held: Chained = { ...none, carrier: new Int32Array(program.names.length).fill(-1) }
  let open = has
  for (;;) {
    const sound = new Uint8Array(rules)
    for (let r = 0; r < rules; r++) sound[r] = attacked(program, answers, r, held) ? 0 : 1
    open = chain(program, answers, circular, sound)
    const safe = new Uint8Array(rules)
    for (let r = 0; r < rules; r++) safe[r] = attacked(program, answers, r, open) ? 0 : 1
    const next = chain(program, answers, circular, safe)
    const grown = next.rules.some((x, r) => x !== held.rules[r])
    held = next
    if (!grown) break
  }
  return {
    has: has.literals,
    held: observations(program, answers, held.literals),
    open: open.literals,
    ruleHas: has.rules,
    ruleHeld: held.rules,
    ruleOpen: open.rules,
    carrier: Int32Array.from(held.carrier),
  }
}

/** The status of a literal under a labelling. */
export function statusOf(labelling: Labelling, literal: number): Status {
  if (labelling.has[literal] !== 1) return 'unsatisfiable'
  if (labelling.held[literal] === 1) return 'defended'
  return labelling.open[literal] === 1 ? 'blocked' : 'out'
}

/** Which of these arguments attack at the conclusion of rule `r`: rules by number, observations by literal. */
export function attackersAt(
  program: Program,
  answers: Answers,
  r: number,
  rules: Uint8Array,
): { readonly rules: number[]; readonly observations: number[] } {
  const head = at(program.heads, r)
  const found = { rules: [] as number[], observations: [] as number[] }
  for (const c of at(program.attackersOf, head)) {
    if (observed(program, answers, c)) found.observations.push(c)
    for (const s of at(program.rulesFor, c))
      if (rules[s] === 1 && !at(program.weakerThan, s).has(r)) found.rules.push(s)
  }
  for (const u of at(program.undercuttersOf, r)) {
    if (observed(program, answers, u)) found.observations.push(u)
    for (const s of at(program.rulesFor, u)) if (rules[s] === 1) found.rules.push(s)
  }
  return found
}

type Chained = {
  readonly literals: Uint8Array
  readonly rules: Uint8Array
  readonly carrier: Int32Array | Uint8Array
}

function attacked(program: Program, answers: Answers, r: number, by: Chained): boolean {
  const found = attackersAt(program, answers, r, by.rules)
  return found.observations.length > 0 || found.rules.length > 0
}

/** Forward chaining over the allowed rules, from the observations (without those for `barred`, nor rules for it). */
function chain(program: Program, answers: Answers, circular: Uint8Array, allowed: Uint8Array, barred = -1): Chained {
  const literals = new Uint8Array(program.names.length)
  const rules = new Uint8Array(program.heads.length)
  const carrier = new Int32Array(program.names.length).fill(-1)
  for (let q = 0; q < answers.length; q++) {
    const answer = answers[q]
    if (answer !== 1 && answer !== 2) continue
    const literal = answered(program, q, answer)
    if (literal !== barred) literals[literal] = 1
  }
  for (let again = true; again; ) {
    again = false
    for (let r = 0; r < rules.length; r++) {
      const head = at(program.heads, r)
      if (rules[r] === 1 || allowed[r] !== 1 || head === barred) continue
      if (!at(program.bodies, r).every(p => literals[p] === 1)) continue
      rules[r] = 1
      again = true
      if (literals[head] === 1) continue
      literals[head] = 1
      carrier[head] = r
    }
  }
  if (barred === -1)
    for (let r = 0; r < rules.length; r++)
      if (circular[r] === 1 && rules[r] === 1) {
        const without = chain(program, answers, circular, allowed, at(program.heads, r))
        if (!at(program.bodies, r).every(p => without.literals[p] === 1)) rules[r] = 0
      }
  return { literals, rules, carrier }
}

function observations(program: Program, answers: Answers, literals: Uint8Array): Uint8Array {
  return literals.map((x, l) => (x === 1 || observed(program, answers, l) ? 1 : 0))
}
