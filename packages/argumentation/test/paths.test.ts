import { expect, it, test } from 'vitest'
import { Diagrams, FALSE, type Node, TRUE, VALUES } from '../src/diagrams.ts'
import { minimalSets, nearest, relevantSteps } from '../src/paths.ts'

/** Ways through diagrams held against their definitions, over all 27 sets of answers to three questions. */
type Point = readonly [number, number, number]

const points = Array.from({ length: 27 }, (_, i): Point => [Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3])
const place = (p: readonly number[]) => points.findIndex(q => q.every((a, level) => a === p[level]))

function built(d: Diagrams, table: readonly Node[], level = 0): Node {
  if (level === 3) return table[0] ?? FALSE
  const part = table.length / 3
  const [a = FALSE, b = FALSE, c = FALSE] = [0, 1, 2].map(i =>
    built(d, table.slice(i * part, (i + 1) * part), level + 1),
  )
  return d.node(level, a, b, c)
}

/** Random values that fall into a few stretches, so that some are settled early; the diagram, and what is settled where. */
function random(seed: number) {
  let state = seed
  const chance = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const d = new Diagrams(3, { nodes: 1e5, spent: () => {} }, VALUES + 3)
  const stretch = [1, 3, 3, 9][chance(4)] ?? 1
  let value = 0
  const table = points.map((_, i) => {
    if (i % stretch === 0) value = VALUES + chance(3)
    return value
  })
  const f = built(d, table)
  const settled = d.settled(f, false)
  const at = (p: readonly number[]) => d.at(settled, Int32Array.of(0, 1, 2), Uint8Array.from(p))
  return { d, f, table, settled, at, chance }
}

const size = (p: readonly number[]) => p.filter(a => a !== 0).length
/** The points with some of the answers dropped, all of them but the point itself. */
const below = (p: readonly number[]) =>
  points.filter(q => q.every((a, level) => a === 0 || a === p[level]) && place(q) !== place(p))

for (let seed = 1; seed <= 60; seed++) {
  it(`a step matters where a smallest set with it reaches the value, which is its witness (${seed})`, () => {
    const { d, settled, at } = random(seed)
    for (const value of [VALUES, VALUES + 1, VALUES + 2]) {
      const minimal = points.filter(p => at(p) === value && below(p).every(q => at(q) !== value))
      const wanted = new Map<string, number>()
      for (const p of minimal)
        p.forEach((answer, level) => {
          const key = `${level} ${answer}`
          if (answer !== 0) wanted.set(key, Math.min(wanted.get(key) ?? Infinity, size(p)))
        })
      const found = relevantSteps(d, settled, value)
      expect(new Map(found.map(s => [`${s.level} ${s.answer}`, 1 + s.witness.length]))).toEqual(wanted)
      for (const { level, answer, witness } of found) {
        const p = [0, 0, 0]
        for (const s of witness) p[s.level] = s.answer
        expect(at(p)).not.toBe(value)
        expect(p[level]).toBe(0)
        p[level] = answer
        expect(at(p)).toBe(value)
      }
    }
  })

  it(`the minimal sets of known answers come smallest first, as many as asked for (${seed})`, () => {
    const { d, settled, at, chance } = random(seed)
    const known = Uint8Array.of(chance(3), chance(3), chance(3))
    for (const value of [VALUES, VALUES + 1]) {
      const subsets: (readonly number[])[] = [...below([...known]), [...known]]
      const minimal = subsets.filter(p => at(p) === value && below(p).every(q => at(q) !== value))
      const found = minimalSets(d, settled, value, known, 99)
      const told = found.map(set => {
        const p = [0, 0, 0]
        for (const s of set) p[s.level] = s.answer
        return place(p)
      })
      expect([...told].sort((x, y) => x - y)).toEqual(minimal.map(place).sort((x, y) => x - y))
      const sizes = found.map(set => set.length)
      expect(sizes).toEqual([...sizes].sort((x, y) => x - y))
      for (let most = 0; most < 3; most++)
        expect(minimalSets(d, settled, value, known, most)).toEqual(found.slice(0, most))
    }
  })

  it(`the nearest change to each other value is a least one, nearest first (${seed})`, () => {
    const { d, f, table, chance } = random(seed)
    const known = Uint8Array.of(chance(3), chance(3), chance(3))
    const here = table[place([...known])] ?? FALSE
    const cost = (p: readonly number[]) =>
      p.reduce((sum, a, level) => sum + (a === known[level] ? 0 : (known[level] === 0 ? 0 : 1) + (a === 0 ? 0 : 1)), 0)
    const wanted = new Map<Node, number>()
    points.forEach((p, i) => {
      const value = table[i] ?? FALSE
      if (value !== here) wanted.set(value, Math.min(wanted.get(value) ?? Infinity, cost(p)))
    })
    const found = nearest(d, f, here, known)
    expect(new Map(found.map(c => [c.value, c.cost]))).toEqual(wanted)
    expect(found.map(c => c.cost)).toEqual(found.map(c => c.cost).sort((x, y) => x - y))
    for (const { value, cost: paid, steps } of found) {
      const p = [...known]
      for (const s of steps) {
        expect(p[s.level]).not.toBe(s.answer)
        p[s.level] = s.answer
      }
      expect([table[place(p)], cost(p)]).toEqual([value, paid])
    }
  })
}

test('what cannot be is no value to change to', () => {
  const d = new Diagrams(1, { nodes: 9, spent: () => {} }, VALUES + 3)
  const never = 3
  const mixed = 2
  const f = d.node(0, VALUES, never, mixed)
  expect(nearest(d, f, VALUES, Uint8Array.of(0))).toEqual([])
  expect(nearest(d, TRUE, VALUES, Uint8Array.of(0))).toEqual([{ value: TRUE, cost: 0, steps: [] }])
})
