import type { Literal, Rule, Theory } from '@toetsbaar/argumentation'

/** A theory to measure on, with the facts known at the start and the topic asked about. */
export type Measured = { readonly theory: Theory; readonly known: readonly Literal[]; readonly topic: Literal }

export type Shape = {
  readonly literals: number
  readonly layered: boolean
  /** Which part of the questions is answered at the start. */
  readonly known: number
}

/** A small random generator with a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Theories as in the literature on stability: 1.5 rules per literal, with 1, 2, 3, 4, 5 premises in 1/3, 1/3, 1/9, 1/9
 * and the rest of them; half of the atoms are questions. Layered: two thirds of the literals in layer 0, a tenth each in
 * layers 1 to 3, the rest on top; premises come from lower layers. The topic is a literal of the top layer.
 */
export function randomTheory(shape: Shape, seed: number): Measured {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T
  const atoms = Array.from({ length: shape.literals / 2 }, (_, i) => `x${i}`)
  const bounds = [2 / 3, 2 / 3 + 0.1, 2 / 3 + 0.2, 2 / 3 + 0.3, 1].map(part => Math.round(part * atoms.length))
  const layerOf = atoms.map((_, i) => (shape.layered ? bounds.findIndex(b => i < b) : 1))
  const heads = atoms.filter((_, i) => (layerOf[i] ?? 0) > 0)
  const signed = (atom: string) => (random() < 0.5 ? atom : `-${atom}`)
  const rules: Rule[] = Array.from({ length: Math.round(1.5 * shape.literals) }, (_, r) => {
    const head = pick(heads)
    const layer = layerOf[atoms.indexOf(head)] ?? 1
    const from = shape.layered ? atoms.filter((_, i) => (layerOf[i] ?? 0) < layer) : atoms.filter(a => a !== head)
    const u = random()
    const size = u < 1 / 3 ? 1 : u < 2 / 3 ? 2 : u < 7 / 9 ? 3 : u < 8 / 9 ? 4 : 5
    const body = new Map<string, Literal>()
    while (body.size < size) {
      const atom = pick(from)
      if (!body.has(atom)) body.set(atom, signed(atom))
    }
    return { id: `r${r}`, if: [...body.values()], then: signed(head) }
  })
  const shuffled = [...atoms]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = below(i + 1)
    ;[shuffled[i], shuffled[j]] = [shuffled[j] as string, shuffled[i] as string]
  }
  const queryables = shuffled.slice(0, atoms.length / 2)
  const known = queryables.slice(0, Math.round(shape.known * queryables.length)).map(signed)
  const top = shape.layered ? heads.filter(h => layerOf[atoms.indexOf(h)] === 4) : heads
  const topic = signed(pick(top.length > 0 ? top : heads))
  return {
    theory: { queryables, rules, contraries: [], preferences: [], undercuts: [], topics: [topic] },
    known,
    topic,
  }
}

/** A theory of the size of a police intake: 15 questions, 43 rules, 7 topics, three layers of conclusions. */
export function intakeTheory(seed: number): Measured {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const questions = Array.from({ length: 15 }, (_, i) => `q${i}`)
  const layers = [
    questions,
    ['a0', 'a1', 'a2', 'a3', 'a4'],
    ['b0', 'b1', 'b2', 'b3', 'b4'],
    ['t0', 't1', 't2', 't3', 't4', 't5', 't6'],
  ]
  const rules: Rule[] = Array.from({ length: 43 }, (_, r) => {
    const layer = 1 + (r % 17 < 5 ? 0 : r % 17 < 10 ? 1 : 2)
    const heads = layers[layer] ?? []
    const head = heads[(r % 17) - (layer === 1 ? 0 : layer === 2 ? 5 : 10)] ?? 't0'
    const body = new Set<string>()
    for (let size = 1 + below(3); body.size < size; ) {
      const from = layers[random() < 0.5 ? layer - 1 : below(layer)] ?? questions
      const atom = from[below(from.length)] ?? 'q0'
      if (!body.has(atom) && !body.has(`-${atom}`)) body.add(random() < 0.7 ? atom : `-${atom}`)
    }
    const against = r >= 17 && random() < 0.5
    return { id: `r${r}`, if: [...body], then: against ? `-${head}` : head }
  })
  const topics = layers[3] ?? []
  return {
    theory: { queryables: questions, rules, contraries: [], preferences: [], undercuts: [], topics },
    known: [],
    topic: 't0',
  }
}
