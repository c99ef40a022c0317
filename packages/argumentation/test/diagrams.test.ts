import { expect, it, test } from 'vitest'
import { Diagrams, FALSE, MIXED, NEVER, type Node, TooLarge, TRUE, VALUES } from '../src/diagrams.ts'

/** Diagrams are held against tables: a function of three questions is a list of 27 values, the first question first. */
type Table = readonly Node[]

const LEVELS = 3
const ROOM = VALUES + 6
const none = { nodes: 100_000, spent: () => {} }
const points = Array.from({ length: 27 }, (_, i) => [Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3] as const)
const order = Int32Array.of(2, 0, 1)

function built(d: Diagrams, table: Table, level = 0): Node {
  if (level === LEVELS) return table[0] ?? FALSE
  const part = table.length / 3
  const [a = FALSE, b = FALSE, c = FALSE] = [0, 1, 2].map(i =>
    built(d, table.slice(i * part, (i + 1) * part), level + 1),
  )
  return d.node(level, a, b, c)
}

function read(d: Diagrams, f: Node): Table {
  return points.map(point => {
    let node = f
    while (!d.isTerminal(node)) node = d.kid(node, point[d.level(node)] ?? 0)
    return node
  })
}

/** Repeatable chance. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const among = (values: readonly Node[]) => (chance: (below: number) => number) =>
  points.map(() => values[chance(values.length)] ?? FALSE)
const truth = among([FALSE, FALSE, TRUE])
const valued = among([VALUES, VALUES + 1, VALUES + 2, NEVER])
const settledValues = among([VALUES, VALUES, VALUES + 1, NEVER, MIXED])

/** What `settled` says by its definition: the values at all ends of a point, which keep its answers. */
function ends(table: Table, total: boolean): Table {
  return points.map(point => {
    const found = new Set(
      points.flatMap((end, i) =>
        end.every((a, q) => (point[q] === 0 ? !total || a !== 0 : a === point[q])) && table[i] !== NEVER
          ? [table[i] ?? NEVER]
          : [],
      ),
    )
    const [only = NEVER] = found
    return found.size > 1 ? MIXED : only
  })
}

for (let seed = 1; seed <= 40; seed++)
  it(`each operation does at every point what it says (${seed})`, () => {
    const chance = seeded(seed)
    const d = new Diagrams(LEVELS, none, ROOM)
    const f = truth(chance)
    const g = truth(chance)
    const v = valued(chance)
    const w = settledValues(chance)
    const [nf, ng, nv, nw] = [built(d, f), built(d, g), built(d, v), built(d, w)]
    expect(read(d, nf)).toEqual(f)
    const both = (of: (x: Node, y: Node) => Node, xs: Table = f, ys: Table = g) =>
      points.map((_, i) => of(xs[i] ?? 0, ys[i] ?? 0))
    // Each twice: the second time it is remembered, and the same diagram.
    for (let again = 0; again < 2; again++) {
      expect(read(d, d.and(nf, ng))).toEqual(both((x, y) => x & y))
      expect(read(d, d.or(nf, ng))).toEqual(both((x, y) => x | y))
      expect(read(d, d.minus(nf, ng))).toEqual(both((x, y) => x & (1 - y)))
      expect(read(d, d.not(nf))).toEqual(f.map(x => 1 - x))
      expect(read(d, d.put(VALUES + 1, nf, nv))).toEqual(both((x, y) => (x === TRUE ? VALUES + 1 : y), f, v))
      expect(read(d, d.put(VALUES + 5, nf, nv))).toEqual(both((x, y) => (x === TRUE ? VALUES + 5 : y), f, v))
      expect(read(d, d.merge(nv, nw))).toEqual(
        both((x, y) => (x === y || y === NEVER ? x : x === NEVER ? y : MIXED), v, w),
      )
      for (const value of [VALUES, VALUES + 1, MIXED, NEVER])
        expect(read(d, d.is(value, nw))).toEqual(w.map(x => (x === value ? TRUE : FALSE)))
      expect(read(d, d.settled(nv, false))).toEqual(ends(v, false))
      expect(read(d, d.settled(nv, true))).toEqual(ends(v, true))
      for (let level = 0; level < LEVELS; level++)
        for (let answer = 0; answer < 3; answer++)
          expect(read(d, d.branch(nv, level, answer))).toEqual(
            points.map(p => v[points.findIndex(x => x.every((a, q) => a === (q === level ? answer : p[q])))]),
          )
    }
    expect([d.and(nf, ng), d.or(nf, ng), d.merge(nv, nw)]).toEqual([d.and(ng, nf), d.or(ng, nf), d.merge(nw, nv)])
    expect([d.not(d.not(nf)), d.minus(TRUE, nf), d.minus(nf, d.not(ng))]).toEqual([nf, d.not(nf), d.and(nf, ng)])
    const support = [0, 1, 2].filter(level =>
      points.some((p, i) => points.some((x, j) => v[i] !== v[j] && x.every((a, q) => q === level || a === p[q]))),
    )
    expect(d.support(nv)).toEqual(support)
    expect(d.start(nv)).toBe(v[0])
  })

for (let seed = 1; seed <= 20; seed++)
  it(`known answers are applied as the questions stand in the order (${seed})`, () => {
    const chance = seeded(100 + seed)
    const d = new Diagrams(LEVELS, none, ROOM)
    const table = valued(chance)
    const f = built(d, table)
    for (let i = 0; i < 64; i++) {
      // Per question: level 0 asks question 2, level 1 question 0, level 2 question 1.
      const answers = Uint8Array.of(i & 3, (i >> 2) & 3, i >> 4)
      const at = [answers[2] ?? 0, answers[0] ?? 0, answers[1] ?? 0]
      const fits = (p: readonly number[], open: boolean) =>
        p.every((a, level) => ((at[level] ?? 0) === 0 && open ? true : a === (at[level] ?? 0) % 3))
      expect(d.at(f, order, answers)).toBe(table[points.findIndex(p => fits(p, false))])
      const left = d.restrict(f, order, answers)
      expect(read(d, left)).toEqual(
        points.map(
          p => table[points.findIndex(x => x.every((a, l) => a === ((at[l] ?? 0) === 0 ? p[l] : (at[l] ?? 0) % 3)))],
        ),
      )
      for (const total of [false, true]) {
        const reached = points.flatMap((p, j) =>
          p.every((a, l) => ((at[l] ?? 0) === 0 ? !total || a !== 0 : a === (at[l] ?? 0) % 3)) ? [table[j] ?? 0] : [],
        )
        for (const value of [VALUES, VALUES + 1])
          expect(d.always(f, value, order, answers, total)).toBe(reached.every(x => x === value || x === NEVER))
      }
    }
  })

test('equal functions are one node, however they came about', () => {
  const d = new Diagrams(LEVELS, none, ROOM)
  const a = d.node(0, FALSE, TRUE, FALSE)
  const b = d.node(1, FALSE, TRUE, FALSE)
  const before = d.size
  expect([d.node(0, FALSE, TRUE, FALSE), d.node(2, a, a, a), d.size]).toEqual([a, a, before])
  expect(d.not(d.and(a, b))).toBe(d.or(d.not(a), d.not(b)))
  expect(d.isTerminal(a)).toBe(false)
  expect([TRUE, ROOM - 1].map(f => [d.isTerminal(f), d.level(f)])).toEqual([
    [true, LEVELS],
    [true, LEVELS],
  ])
  expect([d.level(a), d.level(b), d.kid(b, 1), d.kid(b, 2)]).toEqual([0, 1, TRUE, FALSE])
})

test('parents come before children, each once', () => {
  const d = new Diagrams(LEVELS, none, ROOM)
  const low = d.node(2, FALSE, TRUE, FALSE)
  const middle = d.node(1, low, TRUE, FALSE)
  const top = d.node(0, low, middle, d.node(1, FALSE, low, TRUE))
  const nodes = d.nodes(top)
  expect(nodes).toHaveLength(4)
  expect(nodes.map(f => d.level(f))).toEqual([0, 1, 1, 2])
  expect(d.nodes(TRUE)).toEqual([])
})

/** As many different functions of `levels` questions as asked for. */
function many(d: Diagrams, levels: number, count: number): Node[] {
  const chance = seeded(7)
  const found: Node[] = []
  let below: Node[] = [FALSE, TRUE]
  for (let level = levels - 1; level >= 0; level--) {
    const any = () => below[chance(below.length)] ?? FALSE
    const here = Array.from({ length: Math.ceil(count / levels) }, () => d.node(level, any(), any(), any()))
    found.push(...here)
    below = [...below, ...here]
  }
  return found
}

test('thousands of nodes stay the functions that they are while the tables grow', () => {
  const d = new Diagrams(8, none, ROOM)
  const nodes = new Set(many(d, 8, 12_000))
  expect(d.size).toBe(new Set(d.nodes(Math.max(...nodes)).concat([...nodes].filter(f => !d.isTerminal(f)))).size)
  const seen = new Set<string>()
  for (const f of nodes) {
    if (d.isTerminal(f)) continue
    const kids = [0, 1, 2].map(a => d.kid(f, a))
    const [x = 0, y = 0, z = 0] = kids
    expect(d.node(d.level(f), x, y, z)).toBe(f)
    seen.add(`${d.level(f)}:${kids}`)
    expect(kids.every(kid => d.level(kid) > d.level(f))).toBe(true)
  }
  expect(seen.size).toBe([...nodes].filter(f => !d.isTerminal(f)).length)
})

test('nodes that differ in one thing only are different nodes', () => {
  const d = new Diagrams(3000, none, ROOM)
  const below = Array.from({ length: 2000 }, (_, i) => d.node(1000 + i, FALSE, TRUE, FALSE))
  expect(new Set(below).size).toBe(2000)
  for (const nodeOf of [
    (f: Node) => d.node(1, f, FALSE, TRUE),
    (f: Node) => d.node(2, FALSE, f, TRUE),
    (f: Node) => d.node(3, FALSE, TRUE, f),
  ]) {
    const above = below.map(nodeOf)
    expect(new Set(above).size).toBe(2000)
    above.forEach((f, i) => {
      expect([0, 1, 2].map(a => d.kid(f, a))).toContain(below[i])
    })
    expect(below.map(nodeOf)).toEqual(above)
  }
})

test('what no root reaches is thrown away, its room is used again, and what is rooted stays as it was', () => {
  const d = new Diagrams(8, none, ROOM)
  const all = many(d, 8, 3000)
  const kept = all.slice(-40)
  const before = kept.map(f => d.nodes(f).map(n => [n, d.level(n), d.kid(n, 0), d.kid(n, 1), d.kid(n, 2)]))
  const reached = new Set(kept.flatMap(f => d.nodes(f)))
  expect(d.size).toBeGreaterThan(reached.size)
  const most = Math.max(...all)
  d.collect(kept)
  expect(d.size).toBe(reached.size)
  expect(kept.map(f => d.nodes(f).map(n => [n, d.level(n), d.kid(n, 0), d.kid(n, 1), d.kid(n, 2)]))).toEqual(before)
  for (const n of reached) expect(d.node(d.level(n), d.kid(n, 0), d.kid(n, 1), d.kid(n, 2))).toBe(n)
  // Anew, and in the room that was freed.
  const again = many(d, 8, 3000)
  expect(Math.max(...again)).toBeLessThanOrEqual(most)
  expect(d.size).toBe(new Set([...reached, ...again.flatMap(f => d.nodes(f))]).size)
  d.collect([])
  expect(d.size).toBe(0)
})

test('what was worked out before a collection is not taken for what stands there now', () => {
  const d = new Diagrams(8, none, ROOM)
  const [f = FALSE, g = FALSE] = many(d, 8, 400).slice(-2)
  d.and(f, g)
  d.collect([f, g])
  many(d, 8, 200)
  const other = new Diagrams(8, none, ROOM)
  const [x = FALSE, y = FALSE] = many(other, 8, 400).slice(-2)
  const shape = (of: Diagrams, node: Node): unknown =>
    of.isTerminal(node) ? node : [of.level(node), ...[0, 1, 2].map(a => shape(of, of.kid(node, a)))]
  expect(shape(d, d.and(f, g))).toEqual(shape(other, other.and(x, y)))
})

test('a diagram has at most the nodes that are allowed, and the words say so', () => {
  const d = new Diagrams(8, { nodes: 10, spent: () => {} }, ROOM)
  expect(() => many(d, 8, 400)).toThrow(new TooLarge('more than 10 nodes'))
  expect(d.size).toBe(10)
  d.allow({ nodes: 5, spent: () => {} })
  expect(() => many(d, 8, 400)).toThrow('more than 15 nodes')
  expect(d.size).toBe(15)
  const exact = new Diagrams(1, { nodes: 1, spent: () => {} }, ROOM)
  expect(exact.node(0, FALSE, TRUE, FALSE)).toBeGreaterThan(TRUE)
  try {
    exact.node(0, TRUE, FALSE, FALSE)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(TooLarge)
    expect(error instanceof Error && error.name).toBe('TooLarge')
  }
})

test('a diagram looks now and then whether time is over, and when it is told to', () => {
  let looks = 0
  const d = new Diagrams(8, { nodes: 1e6, spent: () => looks++ }, ROOM)
  const all = many(d, 8, 3000)
  expect(looks).toBe(0)
  for (const f of all.slice(-60)) for (const g of all.slice(-60)) d.and(f, g)
  expect(looks).toBeGreaterThan(2)
  const before = looks
  d.check()
  expect(looks).toBe(before + 1)
  let others = 0
  d.allow({ nodes: 1e6, spent: () => others++ })
  d.check()
  expect([looks, others]).toEqual([before + 1, 1])
})

test('what was worked out is found again: the same operation takes no second look at the time', () => {
  let looks = 0
  const d = new Diagrams(8, { nodes: 1e6, spent: () => looks++ }, ROOM)
  const [f = FALSE, g = FALSE] = many(d, 8, 3000).slice(-2)
  const values = [d.put(VALUES, f, VALUES + 1), d.put(VALUES, g, VALUES + 1)] as const
  const work = () => [
    d.and(f, g),
    d.or(f, g),
    d.minus(f, g),
    d.not(f),
    d.put(VALUES, f, values[1]),
    d.merge(...values),
    d.settled(values[0], false),
    d.settled(values[0], true),
    d.is(VALUES, values[0]),
    d.branch(f, 6, 1),
  ]
  const first = work()
  const size = d.size
  for (let i = 0; i < 2000; i++) expect(work()).toEqual(first)
  expect([looks, d.size]).toEqual([0, size])
})
