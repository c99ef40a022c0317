import type { Cone } from './cone.ts'
import { type Diagrams, FALSE, NEVER, type Node, TRUE, VALUES } from './diagrams.ts'
import { at } from './element.ts'
import { STATUSES, type Target } from './goal.ts'
import { type Answers, observed } from './labelling.ts'
import type { Program } from './program.ts'
import type { Status } from './theory.ts'

/**
 * The grounded labelling for all sets of facts at once: the fixpoint of `label`, computed on diagrams instead of on
 * truth values, group by group along the dependencies of the theory. Gives per target the diagram of its value;
 * `NEVER` for facts that exclude each other.
 */
export function unfold(
  program: Program,
  answers: Answers,
  cone: Cone,
  targets: readonly Target[],
  diagrams: Diagrams,
): Node[] {
  const unfolding = new Unfolding(program, answers, cone, diagrams)
  for (const group of cone.supported) unfolding.support(group)
  for (const group of cone.groups) unfolding.settle(group)
  const impossible = unfolding.impossible()
  return targets.map(target => diagrams.put(NEVER, impossible, unfolding.value(target)))
}

class Unfolding {
  readonly #program: Program
  readonly #cone: Cone
  readonly #d: Diagrams
  /** Per literal: it is observed. */
  readonly #seen: Int32Array
  readonly #has: Int32Array
  readonly #held: Int32Array
  readonly #open: Int32Array
  readonly #ruleHeld: Int32Array
  readonly #ruleOpen: Int32Array
  #swept = 50_000

  constructor(program: Program, answers: Answers, cone: Cone, diagrams: Diagrams) {
    this.#program = program
    this.#cone = cone
    this.#d = diagrams
    this.#seen = new Int32Array(program.names.length)
    program.names.forEach((_, l) => {
      if (observed(program, answers, l)) this.#seen[l] = TRUE
    })
    cone.order.forEach((q, level) => {
      const atom = at(program.atomOfQuestion, q)
      this.#seen[2 * atom] = diagrams.node(level, FALSE, TRUE, FALSE)
      this.#seen[2 * atom + 1] = diagrams.node(level, FALSE, FALSE, TRUE)
    })
    this.#has = this.#seen.slice()
    this.#held = this.#seen.slice()
    this.#open = this.#seen.slice()
    this.#ruleHeld = new Int32Array(program.heads.length)
    this.#ruleOpen = new Int32Array(program.heads.length)
  }

  /** Which of these literals have an argument at all. */
  support(group: readonly number[]): void {
    const rules = this.#rulesOf(group, this.#cone.possible)
    this.#chain(group, rules, this.#has, new Int32Array(this.#program.heads.length), () => TRUE)
    this.#sweep()
  }

  /** Which of these literals the grounded extension holds, and which it leaves undefeated. */
  settle(group: readonly number[]): void {
    const rules = this.#rulesOf(group, this.#cone.live)
    for (let grown = true; grown; ) {
      this.#chain(group, rules, this.#open, this.#ruleOpen, r => this.#unattacked(r, this.#ruleHeld))
      const before = rules.map(r => this.#ruleHeld[r])
      this.#chain(group, rules, this.#held, this.#ruleHeld, r => this.#unattacked(r, this.#ruleOpen))
      grown = rules.some((r, i) => this.#ruleHeld[r] !== before[i])
      this.#sweep()
    }
  }

  value(target: Target): Node {
    if (target.kind === 'status') {
      const l = at(target.literals, 0)
      const value = (status: Status) => VALUES + STATUSES.indexOf(status)
      const lost = this.#d.put(value('out'), this.#has[l] as number, value('unsatisfiable'))
      const left = this.#d.put(value('blocked'), this.#open[l] as number, lost)
      return this.#d.put(value('defended'), this.#held[l] as number, left)
    }
    return target.literals.reduceRight(
      (rest, l, i) => this.#d.put(VALUES + i, this.#held[l] as number, rest),
      VALUES + target.literals.length,
    )
  }

  /** The sets of facts in which two exclude each other. */
  impossible(): Node {
    let found = FALSE
    for (const q of this.#cone.order) {
      const atom = at(this.#program.atomOfQuestion, q)
      for (const literal of [2 * atom, 2 * atom + 1])
        for (const other of at(this.#program.excludes, literal))
          found = this.#d.or(found, this.#d.and(this.#seen[literal] as number, this.#seen[other] as number))
    }
    return found
  }

  #rulesOf(group: readonly number[], among: Uint8Array): number[] {
    return group.flatMap(l => Array.from(at(this.#program.rulesFor, l)).filter(r => among[r] === 1))
  }

  /** No rule in `by` (nor an observation) attacks at rule `r`. */
  #unattacked(r: number, by: Int32Array): Node {
    const { attackersOf, undercuttersOf, rulesFor, weakerThan, heads } = this.#program
    let attack = FALSE
    for (const c of at(attackersOf, at(heads, r))) {
      attack = this.#d.or(attack, this.#seen[c] as number)
      for (const s of at(rulesFor, c)) if (!at(weakerThan, s).has(r)) attack = this.#d.or(attack, by[s] as number)
    }
    for (const u of at(undercuttersOf, r)) {
      attack = this.#d.or(attack, this.#seen[u] as number)
      for (const s of at(rulesFor, u)) attack = this.#d.or(attack, by[s] as number)
    }
    return this.#d.not(attack)
  }

  /** Forward chaining within a group: the least `literals` and `into` under the rules, each where `allowed`. */
  #chain(
    group: readonly number[],
    rules: readonly number[],
    literals: Int32Array,
    into: Int32Array,
    allowed: (rule: number) => Node,
  ): void {
    const { heads, circular } = this.#program
    const sound = rules.map(allowed)
    for (const l of group) literals[l] = this.#seen[l] as number
    this.#close(rules, sound, literals, into)
    rules.forEach((r, i) => {
      if (circular[r] !== 1) return
      const barred = literals.slice()
      for (const l of group) barred[l] = this.#seen[l] as number
      const others = rules.map((s, j) => (heads[s] === heads[r] ? FALSE : (sound[j] as number)))
      this.#close(rules, others, barred, into.slice())
      into[r] = this.#ends(r, sound[i] as number, barred)
    })
  }

  #close(rules: readonly number[], sound: readonly Node[], literals: Int32Array, into: Int32Array): void {
    for (let grown = true; grown; ) {
      grown = false
      rules.forEach((r, i) => {
        const head = at(this.#program.heads, r)
        into[r] = this.#ends(r, sound[i] as number, literals)
        const more = this.#d.or(literals[head] as number, into[r] as number)
        if (more === literals[head]) return
        literals[head] = more
        grown = true
      })
    }
  }

  #ends(r: number, sound: Node, literals: Int32Array): Node {
    let f = sound
    for (const p of at(this.#program.bodies, r)) f = this.#d.and(f, literals[p] as number)
    return f
  }

  #sweep(): void {
    if (this.#d.size < this.#swept) return
    this.#d.collect(
      [this.#seen, this.#has, this.#held, this.#open, this.#ruleHeld, this.#ruleOpen].flatMap(a => Array.from(a)),
    )
    this.#swept = Math.max(50_000, 2 * this.#d.size)
  }
}
