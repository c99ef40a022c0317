/** The two truth values of a Boolean diagram. */
export const FALSE = 0
export const TRUE = 1

/** What a set of facts has where several values are still possible, and where the facts exclude each other. */
export const MIXED = 2
export const NEVER = 3

/** Values of a goal are numbered from here, so that they are never taken for the four above. */
export const VALUES = 4

/** A node of a diagram, or a terminal: a number below `terminals`. Equal functions have equal numbers. */
export type Node = number

/** Thrown when a diagram would need more nodes than allowed; the caller goes on by search. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** What a construction may spend. `spent` is called now and then, and throws to stop it. */
export type Budget = { readonly nodes: number; readonly spent: () => void }

const AND = 0
const OR = 1
const MINUS = 2
const MERGE = 3
const NOT = 4
const SETTLE = 5
const SETTLE_TOTAL = 6
/** Operations with a number in them: give value `j` where true, take the branch for a level and an answer. */
const PUT = 1 << 20
const BRANCH = 2 << 20

const COLUMNS = 4

/**
 * Multi-valued decision diagrams (Srinivasan, Kam, Malik, Brayton 1990; after Bryant 1986), ordered and reduced. Every
 * level is one question with three branches: 0 not known, 1 yes, 2 no. Nodes live in typed arrays and are unique, so
 * that equality of functions is equality of numbers; results of operations are kept in a cache that forgets.
 */
export class Diagrams {
  readonly levels: number
  readonly terminals: number
  #budget: Budget
  #level: Int32Array
  #kids: Int32Array
  #next = 0
  #free = -1
  #live = 0
  #steps = 0
  #table: Int32Array
  #cache: Int32Array

  /** `terminals` leaves room for the values: `VALUES` and as many as there are. */
  constructor(levels: number, budget: Budget, terminals: number) {
    this.levels = levels
    this.terminals = terminals
    this.#budget = budget
    const room = terminals + 1000
    this.#level = new Int32Array(room).fill(levels, 0, terminals)
    this.#kids = new Int32Array(3 * room)
    this.#next = terminals
    this.#table = new Int32Array(4096).fill(-1)
    this.#cache = new Int32Array(COLUMNS * 4096).fill(-1)
  }

  /** From now on this may be spent, beside the nodes in use now. */
  allow(budget: Budget): void {
    this.#budget = { nodes: this.#live + budget.nodes, spent: budget.spent }
  }

  /** Throws `TooLarge` where the time that was allowed is over. */
  check(): void {
    this.#budget.spent()
  }

  /** Nodes now in use, garbage included. */
  get size(): number {
    return this.#live
  }

  isTerminal(f: Node): boolean {
    return f < this.terminals
  }

  /** The level of a node; for a terminal the number of levels. */
  level(f: Node): number {
    return this.#level[f] as number
  }

  kid(f: Node, answer: number): Node {
    return this.#kids[3 * f + answer] as number
  }

  /** The one node with this level and these branches. */
  node(level: number, a: Node, b: Node, c: Node): Node {
    if (a === b && b === c) return a
    const table = this.#table
    const mask = table.length - 1
    let slot = hash(level, a, b, c) & mask
    for (let f = table[slot] as number; f !== -1; f = table[slot] as number) {
      const k = 3 * f
      if (this.#kids[k] === a && this.#kids[k + 1] === b && this.#kids[k + 2] === c && this.#level[f] === level)
        return f
      slot = (slot + 1) & mask
    }
    const f = this.#take()
    this.#level[f] = level
    this.#kids[3 * f] = a
    this.#kids[3 * f + 1] = b
    this.#kids[3 * f + 2] = c
    this.#table[slot] = f
    if (2 * ++this.#live > mask) this.#grow()
    return f
  }

  and(f: Node, g: Node): Node {
    if (f === FALSE || g === FALSE) return FALSE
    if (f === TRUE || f === g) return g
    if (g === TRUE) return f
    return f < g ? this.#apply(AND, f, g) : this.#apply(AND, g, f)
  }

  or(f: Node, g: Node): Node {
    if (f === TRUE || g === TRUE) return TRUE
    if (f === FALSE || f === g) return g
    if (g === FALSE) return f
    return f < g ? this.#apply(OR, f, g) : this.#apply(OR, g, f)
  }

  /** `f` and not `g`. */
  minus(f: Node, g: Node): Node {
    if (f === FALSE || g === TRUE || f === g) return FALSE
    if (g === FALSE) return f
    if (f === TRUE) return this.not(g)
    return this.#apply(MINUS, f, g)
  }

  not(f: Node): Node {
    if (f <= TRUE) return TRUE - f
    return this.#unary(NOT, f)
  }

  /** `value` where `where` is true, `f` elsewhere. */
  put(value: Node, where: Node, f: Node): Node {
    if (where === FALSE || f === value) return f
    if (where === TRUE) return value
    return this.#apply(PUT + value, where, f)
  }

  /** The value that both have; `MIXED` where they differ; where one is `NEVER`, the other's. */
  merge(f: Node, g: Node): Node {
    if (f === g || g === NEVER) return f
    if (f === NEVER) return g
    if (f === MIXED || g === MIXED || (f < this.terminals && g < this.terminals)) return MIXED
    return f < g ? this.#apply(MERGE, f, g) : this.#apply(MERGE, g, f)
  }

  /** The function left when the question at `level` gets `answer`. */
  branch(f: Node, level: number, answer: number): Node {
    const at = this.#level[f] as number
    if (at > level) return f
    if (at === level) return this.kid(f, answer)
    const op = BRANCH + 3 * level + answer
    const before = this.#recall(op, f, 0)
    if (before !== -1) return before
    const g = this.node(
      at,
      this.branch(this.kid(f, 0), level, answer),
      this.branch(this.kid(f, 1), level, answer),
      this.branch(this.kid(f, 2), level, answer),
    )
    this.#remember(op, f, 0, g)
    return g
  }

  /** The function left when these answers, which `order` finds per level, are given; 3 (closed) is as not known. */
  restrict(f: Node, order: Int32Array, answers: Uint8Array): Node {
    const memo = new Map<Node, Node>()
    const walk = (g: Node): Node => {
      if (g < this.terminals) return g
      const before = memo.get(g)
      if (before !== undefined) return before
      const level = this.level(g)
      const answer = answers[order[level] as number] as number
      const left =
        answer === 0
          ? this.node(level, walk(this.kid(g, 0)), walk(this.kid(g, 1)), walk(this.kid(g, 2)))
          : walk(this.kid(g, answer % 3))
      memo.set(g, left)
      return left
    }
    return walk(f)
  }

  /**
   * Per set of facts the value that no consistent further answer changes, or `MIXED`. With `total`, only sets that answer
   * every question count.
   */
  settled(f: Node, total: boolean): Node {
    if (f < this.terminals) return f
    return this.#unary(total ? SETTLE_TOTAL : SETTLE, f)
  }

  /** A function of `settled` values as a Boolean: is the value `value`? */
  is(value: Node, f: Node): Node {
    if (f < this.terminals) return f === value ? TRUE : FALSE
    const op = PUT + PUT / 2 + value
    const before = this.#recall(op, f, 0)
    if (before !== -1) return before
    const g = this.node(
      this.level(f),
      this.is(value, this.kid(f, 0)),
      this.is(value, this.kid(f, 1)),
      this.is(value, this.kid(f, 2)),
    )
    this.#remember(op, f, 0, g)
    return g
  }

  /** The value for these answers, which `order` finds per level; an answer of 3 (closed) is as not known. */
  at(f: Node, order: Int32Array, answers: Uint8Array): Node {
    let node = f
    while (node >= this.terminals) {
      const answer = answers[order[this.#level[node] as number] as number] as number
      node = this.#kids[3 * node + (answer === 3 ? 0 : answer)] as number
    }
    return node
  }

  /**
   * Whether every consistent way of answering the open questions (0) ends at `value`, where an answer of 3 closes one.
   * With `total`, open questions do get an answer.
   */
  always(f: Node, value: Node, order: Int32Array, answers: Uint8Array, total: boolean): boolean {
    const passed = new Set<Node>()
    const walk = (node: Node): boolean => {
      if (node < this.terminals) return node === value || node === NEVER
      const answer = answers[order[this.level(node)] as number] as number
      if (answer !== 0) return walk(this.kid(node, answer % 3))
      if (passed.has(node)) return true
      if (!walk(this.kid(node, 1)) || !walk(this.kid(node, 2)) || !(total || walk(this.kid(node, 0)))) return false
      passed.add(node)
      return true
    }
    return walk(f)
  }

  /** The value for no answers at all. */
  start(f: Node): Node {
    let node = f
    while (node >= this.terminals) node = this.#kids[3 * node] as number
    return node
  }

  /** The levels that a function depends on, ascending. */
  support(f: Node): number[] {
    const found = new Set<number>()
    for (const node of this.nodes(f)) found.add(this.level(node))
    return [...found].sort((x, y) => x - y)
  }

  /** All nodes of a function, parents before children. */
  nodes(f: Node): Node[] {
    const seen = new Set<Node>()
    const todo = [f]
    for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
      if (node < this.terminals || seen.has(node)) continue
      seen.add(node)
      todo.push(this.kid(node, 0), this.kid(node, 1), this.kid(node, 2))
    }
    return [...seen].sort((x, y) => this.level(x) - this.level(y))
  }

  /** Throws away every node that no root reaches. */
  collect(roots: Iterable<Node>): void {
    const marked = new Uint8Array(this.#next)
    const todo: Node[] = []
    const mark = (f: Node) => {
      if (f < this.terminals || marked[f] === 1) return
      marked[f] = 1
      todo.push(f)
    }
    for (const root of roots) mark(root)
    for (let f = todo.pop(); f !== undefined; f = todo.pop())
      for (let answer = 0; answer < 3; answer++) mark(this.kid(f, answer))
    this.#live = 0
    this.#free = -1
    this.#table.fill(-1)
    this.#cache.fill(-1)
    for (let f = this.#next - 1; f >= this.terminals; f--) {
      if (marked[f] === 1) {
        this.#insert(f)
        this.#live++
      } else {
        this.#level[f] = -1
        this.#kids[3 * f] = this.#free
        this.#free = f
      }
    }
  }

  #apply(op: number, f: Node, g: Node): Node {
    const before = this.#recall(op, f, g)
    if (before !== -1) return before
    const lf = this.#level[f] as number
    const lg = this.#level[g] as number
    const level = lf < lg ? lf : lg
    const kids = this.#kids
    const f0 = lf === level ? (kids[3 * f] as number) : f
    const f1 = lf === level ? (kids[3 * f + 1] as number) : f
    const f2 = lf === level ? (kids[3 * f + 2] as number) : f
    const g0 = lg === level ? (kids[3 * g] as number) : g
    const g1 = lg === level ? (kids[3 * g + 1] as number) : g
    const g2 = lg === level ? (kids[3 * g + 2] as number) : g
    const h = this.node(level, this.#one(op, f0, g0), this.#one(op, f1, g1), this.#one(op, f2, g2))
    this.#remember(op, f, g, h)
    return h
  }

  #one(op: number, f: Node, g: Node): Node {
    switch (op) {
      case AND:
        return this.and(f, g)
      case OR:
        return this.or(f, g)
      case MINUS:
        return this.minus(f, g)
      case MERGE:
        return this.merge(f, g)
      default:
        return this.put(op - PUT, f, g)
    }
  }

  #unary(op: number, f: Node): Node {
    const before = this.#recall(op, f, 0)
    if (before !== -1) return before
    const level = this.level(f)
    let g: Node
    if (op === NOT) g = this.node(level, this.not(this.kid(f, 0)), this.not(this.kid(f, 1)), this.not(this.kid(f, 2)))
    else {
      const total = op === SETTLE_TOTAL
      const yes = this.settled(this.kid(f, 1), total)
      const no = this.settled(this.kid(f, 2), total)
      const either = this.merge(yes, no)
      g = this.node(level, total ? either : this.merge(this.settled(this.kid(f, 0), total), either), yes, no)
    }
    this.#remember(op, f, 0, g)
    return g
  }

  #recall(op: number, f: Node, g: Node): Node {
    const slot = COLUMNS * (hash(op, f, g, 0) & (this.#cache.length / COLUMNS - 1))
    const cache = this.#cache
    return cache[slot] === op && cache[slot + 1] === f && cache[slot + 2] === g ? (cache[slot + 3] as number) : -1
  }

  #remember(op: number, f: Node, g: Node, result: Node): void {
    if ((++this.#steps & 4095) === 0) this.#budget.spent()
    const cache = this.#cache
    const slot = COLUMNS * (hash(op, f, g, 0) & (cache.length / COLUMNS - 1))
    cache[slot] = op
    cache[slot + 1] = f
    cache[slot + 2] = g
    cache[slot + 3] = result
  }

  #take(): Node {
    if (this.#live >= this.#budget.nodes) throw new TooLarge(`more than ${this.#budget.nodes} nodes`)
    if (this.#free !== -1) {
      const f = this.#free
      this.#free = this.#kids[3 * f] as number
      return f
    }
    if (this.#next === this.#level.length) {
      this.#level = widen(this.#level)
      this.#kids = widen(this.#kids)
    }
    return this.#next++
  }

  #grow(): void {
    this.#table = new Int32Array(2 * this.#table.length).fill(-1)
    for (let f = this.terminals; f < this.#next; f++) if (this.#level[f] !== -1) this.#insert(f)
    if (this.#cache.length < COLUMNS << 20) this.#cache = new Int32Array(2 * this.#cache.length).fill(-1)
  }

  #insert(f: Node): void {
    const mask = this.#table.length - 1
    const k = 3 * f
    let slot =
      hash(
        this.#level[f] as number,
        this.#kids[k] as number,
        this.#kids[k + 1] as number,
        this.#kids[k + 2] as number,
      ) & mask
    while (this.#table[slot] !== -1) slot = (slot + 1) & mask
    this.#table[slot] = f
  }
}

/** The value that both have; `MIXED` where they differ; where one is `NEVER`, the other. */
export function merged(x: Node, y: Node): Node {
  if (x === y || y === NEVER) return x
  return x === NEVER ? y : MIXED
}

function hash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return h ^ (h >>> 13)
}

function widen(array: Int32Array): Int32Array {
  const wider = new Int32Array(2 * array.length)
  wider.set(array)
  return wider
}
