import { type Diagrams, FALSE, MIXED, NEVER, type Node } from './diagrams.ts'
import { at } from './element.ts'

/** What a way of asking costs from some point on, and the level that it asks first. */
export type Outlook = { readonly expected: number; readonly worst: number; readonly ask: number | undefined }

/** Thrown where more situations would have to be gone through than allowed. */
export class TooManySituations extends Error {
  override readonly name = 'TooManySituations'
}

/** Levels of a diagram that policies can value: a set of levels is one machine word. */
export const MOST_LEVELS = 31

const DONE: Outlook = { expected: 0, worst: 0, ask: undefined }
const EPSILON = 1e-9

/**
 * What is left of the values once the answers are applied: the nodes that are still open, ascending. Diagrams are
 * canonical, so dialogues that differ only in answers that no longer matter are in one situation.
 */
type Situation = readonly Node[]

type Way = 'least expected' | 'least worst' | 'random'

/**
 * Ways of asking, valued exactly by dynamic programming. Three observations keep it small. Values that share no
 * question are settled apart, and their costs add up. A question that every way of asking must ask at some time may as
 * well be asked now. And a question is passed over when what its answers cost at least (the dearest value alone, or
 * several that share no question) is more than another question's cost.
 * "Don't know" is the branch without an answer. An answer that the known facts exclude is never given, and the other
 * one then costs nothing.
 */
export class Policies {
  readonly #d: Diagrams
  readonly #total: boolean
  readonly #cost: Float64Array
  readonly #odds: readonly Float64Array[]
  readonly #atMost: number
  #counted = 0
  readonly #summary = new Map<Node, Node>()
  readonly #masks = new Map<Node, number>()
  readonly #needed = new Map<Node, number>()
  readonly #agreeing = new Map<string, boolean>()
  readonly #gained = new Map<Node, number>()
  readonly #outlooks: Readonly<Record<Way, Map<string, Outlook>>> = {
    'least expected': new Map(),
    'least worst': new Map(),
    random: new Map(),
  }
  readonly #given = new Map<string, Outlook>()
  readonly #floors = new Map<Node, Outlook>()
  #exclusive: boolean | undefined

  /** `cost` and `odds` per level; `atMost` bounds the situations that are gone through in all. */
  constructor(d: Diagrams, total: boolean, cost: Float64Array, odds: readonly Float64Array[], atMost: number) {
    this.#d = d
    this.#total = total
    this.#cost = cost
    this.#odds = odds
    this.#atMost = atMost
  }

  /** The least expected cost, and among the ways that reach it one of the least worst cases. */
  best(values: readonly Node[]): Outlook {
    return this.#value(values, 'least expected')
  }

  /** The least worst case, and at each step among the questions that reach it the least expected cost. */
  minimax(values: readonly Node[]): Outlook {
    return this.#value(values, 'least worst')
  }

  /** Any relevant question, each as likely. */
  random(values: readonly Node[]): Outlook {
    return this.#value(values, 'random')
  }

  /** `dialogues` of the kind that `random` values, drawn by lot: their mean, and the dearest of them. */
  sample(values: readonly Node[], dialogues: number, chance: () => number): Outlook {
    let expected = 0
    let worst = 0
    let first: number | undefined
    this.#note(values)
    for (let i = 0; i < dialogues; i++) {
      let paid = 0
      for (let open = this.#open(values); open.length > 0; ) {
        this.#d.check()
        const certain = this.#certain(open)
        const relevant = certain === undefined ? bits(this.#relevant(open)) : [certain]
        const level = relevant[Math.floor(chance() * relevant.length)]
        if (level === undefined) break
        first ??= level
        const implied = this.#implied(open, level)
        if (implied === undefined) paid += at(this.#cost, level)
        const answer = implied ?? this.#drawn(level, chance)
        open = this.#open(open.map(f => this.#d.branch(f, level, answer)))
      }
      expected += paid / dialogues
      worst = Math.max(worst, paid)
    }
    return { expected, worst, ask: first }
  }

  #drawn(level: number, chance: () => number): number {
    const answers = this.#answers(level)
    let left = chance()
    for (const answer of answers) {
      left -= at(at(this.#odds, level), answer)
      if (left < 0) return answer
    }
    return at(answers, 0)
  }

  /**
   * All questions in a fixed order, whether they still matter or not, until nothing can change any more. A level of -1
   * stands for a question that the diagram does not know; `extra` is what each of those costs, in order.
   */
  given(values: readonly Node[], order: readonly number[], extra: readonly number[], place = 0): Outlook {
    const open = this.#open(values)
    const level = order[place]
    if (level === undefined || open.length === 0) return DONE
    const key = `${place}:${open}`
    const before = this.#given.get(key)
    if (before !== undefined) return before
    this.#count()
    const rest = (next: readonly Node[]) => this.given(next, order, extra, place + 1)
    const found = level === -1 ? add(at(extra, place), rest(open)) : this.#ask(open, level, rest)
    this.#given.set(key, found)
    return found
  }

  #count(): void {
    this.#d.check()
    if (++this.#counted > this.#atMost) throw new TooManySituations(`more than ${this.#atMost} situations`)
  }

  #value(values: readonly Node[], way: Way): Outlook {
    const open = this.#open(values)
    if (open.length === 0) return DONE
    this.#note(values)
    const memo = this.#outlooks[way]
    const key = open.join()
    const before = memo.get(key)
    if (before !== undefined) return before
    this.#count()
    const apart = this.#apart(open)
    const found = apart.length > 1 ? apart.map(s => this.#value(s, way)).reduce(sum) : this.#choose(open, way)
    memo.set(key, found)
    return found
  }

  #note(values: readonly Node[]): void {
    this.#exclusive ??= values.some(f => this.#d.is(NEVER, f) !== FALSE)
  }

  #choose(open: Situation, way: Way): Outlook {
    const value = (next: readonly Node[]) => this.#value(next, way)
    const certain = this.#certain(open)
    if (certain !== undefined) return this.#ask(open, certain, value)
    if (way === 'random') return this.#chooseAny(open, value)
    const soon = this.#atOnce(open, way)
    if (soon !== undefined) return this.#ask(open, soon, value)
    const better = way === 'least expected' ? fewer : safer
    const atLeast = bits(this.#asked(open))
      .map(level => this.#ask(open, level, next => this.#atLeast(next, way)))
      .sort((x, y) => (better(x, y) ? -1 : better(y, x) ? 1 : 0))
    let found: Outlook | undefined
    for (const bound of atLeast) {
      if (found !== undefined && !better(bound, found)) continue
      const seen = this.#ask(open, bound.ask ?? 0, value)
      if (found === undefined || better(seen, found)) found = seen
    }
    return found ?? DONE
  }

  #chooseAny(open: Situation, value: (next: readonly Node[]) => Outlook): Outlook {
    const levels = bits(this.#relevant(open))
    const seen = levels.map(level => this.#ask(open, level, value))
    return {
      expected: seen.reduce((total, s) => total + s.expected, 0) / seen.length,
      worst: Math.max(...seen.map(s => s.worst)),
      ask: levels[0],
    }
  }

  #ask(open: Situation, level: number, value: (next: readonly Node[]) => Outlook): Outlook {
    const after = (answer: number) => open.map(f => this.#d.branch(f, level, answer))
    const implied = this.#implied(open, level)
    if (implied !== undefined) return value(after(implied))
    let expected = 0
    let worst = 0
    for (let answer = 0; answer < 3; answer++) {
      const odds = at(at(this.#odds, level), answer)
      if (odds === 0) continue
      const next = value(after(answer))
      expected += odds * next.expected
      worst = Math.max(worst, next.worst)
    }
    return add(at(this.#cost, level), { expected, worst, ask: level })
  }

  /** What a situation costs at least: the values that share no question, dearest first, each settled by itself. */
  #atLeast(values: readonly Node[], way: Way): Outlook {
    const open = this.#open(values)
    const [only] = open
    if (only === undefined || open.length === 1) return only === undefined ? DONE : this.#floor(only)
    const alone = open.map(f => ({ support: this.#support(f), outlook: this.#value([f], way) }))
    const pack = (cost: (o: Outlook) => number): number => {
      let taken = 0
      let total = 0
      for (const { support, outlook } of alone.sort((x, y) => cost(y.outlook) - cost(x.outlook)))
        if ((support & taken) === 0) {
          taken |= support
          total += cost(outlook)
        }
      return total
    }
    return { expected: pack(o => o.expected), worst: pack(o => o.worst), ask: undefined }
  }

  /**
   * What one value costs at least: an answer for nothing never makes the rest dearer, and a question that must be asked
   * is paid for. Says nothing where answers exclude each other, for then their odds hang on the order of asking.
   */
  #floor(f: Node): Outlook {
    if (this.#exclusive === true || this.#summarise(f) !== MIXED) return DONE
    const before = this.#floors.get(f)
    if (before !== undefined) return before
    const level = this.#d.level(f)
    let expected = 0
    let worst = 0
    for (const answer of this.#answers(level)) {
      const rest = this.#floor(this.#d.kid(f, answer))
      expected += at(at(this.#odds, level), answer) * rest.expected
      worst = Math.max(worst, rest.worst)
    }
    const paid = (this.#need(f) >>> level) & 1 ? at(this.#cost, level) : 0
    const found = { expected: expected + paid, worst: worst + paid, ask: undefined }
    this.#floors.set(f, found)
    return found
  }

  /** The values that further answers can still change, each once. */
  #open(values: readonly Node[]): Situation {
    const open = values.filter((f, i) => this.#summarise(f) === MIXED && values.indexOf(f) === i)
    return open.sort((x, y) => x - y)
  }

  /** A situation in parts that share no question. */
  #apart(open: Situation): Node[][] {
    const parts: { mask: number; nodes: Node[] }[] = []
    for (const f of open) {
      const part = { mask: this.#support(f), nodes: [f] }
      for (let i = parts.length - 1; i >= 0; i--) {
        const other = parts[i]
        if (other === undefined || (other.mask & part.mask) === 0) continue
        part.mask |= other.mask
        part.nodes.push(...other.nodes)
        parts.splice(i, 1)
      }
      parts.push(part)
    }
    return parts.map(p => p.nodes)
  }

  /** The only answer that the facts still allow, if there is but one. */
  #implied(open: Situation, level: number): number | undefined {
    const f = at(open, 0)
    const yes = this.#summarise(this.#d.branch(f, level, 1)) !== NEVER
    const no = this.#summarise(this.#d.branch(f, level, 2)) !== NEVER
    if (yes && no) return undefined
    return yes ? 1 : no ? 2 : 0
  }

  /** The value that every end of the dialogue has from here, `MIXED` where it is still open. */
  #summarise(f: Node): Node {
    if (this.#d.isTerminal(f)) return f
    const before = this.#summary.get(f)
    if (before !== undefined) return before
    const answered = this.#d.merge(this.#summarise(this.#d.kid(f, 1)), this.#summarise(this.#d.kid(f, 2)))
    const found = this.#total ? answered : this.#d.merge(answered, this.#summarise(this.#d.kid(f, 0)))
    this.#summary.set(f, found)
    return found
  }

  /** The levels that a node depends on, as a set of bits. */
  #support(f: Node): number {
    if (this.#d.isTerminal(f)) return 0
    const before = this.#masks.get(f)
    if (before !== undefined) return before
    const kid = (answer: number) => this.#support(this.#d.kid(f, answer))
    const found = (1 << this.#d.level(f)) | kid(0) | kid(1) | kid(2)
    this.#masks.set(f, found)
    return found
  }

  /** The levels that every way of settling this value asks at some time, as a set of bits. */
  #need(f: Node): number {
    if (f === NEVER) return ~0
    if (this.#d.isTerminal(f)) return 0
    const before = this.#needed.get(f)
    if (before !== undefined) return before
    const level = this.#d.level(f)
    let found = ~0
    for (const answer of this.#answers(level)) found &= this.#need(this.#d.kid(f, answer))
    const kids = [0, 1, 2].filter(a => a !== 0 || !this.#total).map(a => this.#d.kid(f, a))
    if (this.#canAgree(kids)) found &= ~(1 << level)
    else found |= 1 << level
    this.#needed.set(f, found)
    return found
  }

  /** The answers that a question may get. */
  #answers(level: number): number[] {
    return [0, 1, 2].filter(a => at(at(this.#odds, level), a) > 0)
  }

  /** Whether some answers to the questions below give all these nodes the same value. */
  #canAgree(nodes: readonly Node[]): boolean {
    const left = nodes.filter((f, i) => f !== NEVER && nodes.indexOf(f) === i).sort((x, y) => x - y)
    if (left.length < 2) return left.length === 1
    if (this.#d.isTerminal(at(left, 1))) return false
    const key = left.join()
    const before = this.#agreeing.get(key)
    if (before !== undefined) return before
    const level = Math.min(...left.map(f => this.#d.level(f)))
    const found = this.#answers(level).some(a => this.#canAgree(left.map(f => this.#d.branch(f, level, a))))
    this.#agreeing.set(key, found)
    return found
  }

  /** A question whose answer the facts imply. */
  #certain(open: Situation): number | undefined {
    if (this.#exclusive !== true) return undefined
    return bits(this.#asked(open)).find(l => this.#implied(open, l) !== undefined)
  }

  /**
   * A question to ask at once: its answer is had for nothing, or every way of asking has to ask it. Not where answers
   * exclude each other, for then another answer may imply that of any question; and not for the least worst case, where
   * the order decides among the ways that reach it.
   */
  #atOnce(open: Situation, way: Way): number | undefined {
    if (this.#exclusive === true || way === 'least worst') return undefined
    const free = bits(this.#asked(open)).find(l => this.#cost[l] === 0)
    return free ?? bits(open.reduce((mask, f) => mask | this.#need(f), 0))[0]
  }

  /** The levels that bear on a situation, as a set of bits. */
  #asked(open: Situation): number {
    return open.reduce((mask, f) => mask | this.#support(f), 0)
  }

  /** Those of them that are relevant, as a set of bits. */
  #relevant(open: Situation): number {
    const d = this.#d
    return open.reduce((mask, f) => {
      const settled = d.settled(f, this.#total)
      return mask | this.#gains(d.not(d.or(d.is(MIXED, settled), d.is(NEVER, settled))))
    }, 0)
  }

  #gains(f: Node): number {
    const d = this.#d
    if (d.isTerminal(f)) return 0
    const before = this.#gained.get(f)
    if (before !== undefined) return before
    const kids = [0, 1, 2].map(a => d.kid(f, a))
    let found = kids.reduce((mask, kid) => mask | this.#gains(kid), 0)
    if (kids.some(kid => d.minus(kid, at(kids, 0)) !== FALSE)) found |= 1 << d.level(f)
    this.#gained.set(f, found)
    return found
  }
}

function fewer(x: Outlook, y: Outlook): boolean {
  if (Math.abs(x.expected - y.expected) > EPSILON) return x.expected < y.expected
  return x.worst < y.worst - EPSILON
}

function safer(x: Outlook, y: Outlook): boolean {
  if (Math.abs(x.worst - y.worst) > EPSILON) return x.worst < y.worst
  return x.expected < y.expected - EPSILON
}

function add(cost: number, outlook: Outlook): Outlook {
  return { expected: outlook.expected + cost, worst: outlook.worst + cost, ask: outlook.ask }
}

function sum(x: Outlook, y: Outlook): Outlook {
  return { expected: x.expected + y.expected, worst: x.worst + y.worst, ask: x.ask }
}

function bits(mask: number): number[] {
  const found: number[] = []
  for (let level = 0; level < MOST_LEVELS; level++) if ((mask >>> level) & 1) found.push(level)
  return found
}
