import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advise, diffModels, law, loadModel, type Model } from '../src/index.ts'
import { type Seed, seeded } from './seeded.ts'

const first = loadModel(seeded())
const changed: Seed = {
  file: 'model.yaml',
  from: 'if: [lent, -asked], then: wait',
  to: 'if: [lent, -asked, -listed], then: wait',
}

/** Every consistent set of facts about the bicycle, by brute force. */
const sets = first.observations
  .map(o => o.id)
  .reduce<string[][]>((all, q) => all.flatMap(k => [k, [...k, q], [...k, `-${q}`]]), [[]])
  .filter(k => !(k.includes('-returned') && k.includes('damaged')))

const outcome = (model: Model, known: string[]) => advise(law(model), known).outcome

/** What a comparison must say, found by looking at every set of facts. */
function bruteForce(one: Model, two: Model): Map<string, number> {
  const found = new Map<string, number>()
  for (const known of sets) {
    const [from, to] = [outcome(one, known), outcome(two, known)]
    if (from !== to) found.set(`${from}>${to}`, Math.min(found.get(`${from}>${to}`) ?? 99, known.length))
  }
  return found
}

test('a model and itself: nothing changes', () => {
  const same = diffModels(first, first)
  expect([same.changes, same.cases, same.rules]).toEqual([[], [], []])
})

test('a changed rule gives exactly the sets of facts that change, a smallest example, and the stored cases', () => {
  const second = loadModel(seeded(changed))
  const difference = diffModels(first, second)
  expect(difference.changes.map(c => [c.from, c.to, c.example.length])).toEqual(
    [...bruteForce(first, second)].map(([key, size]) => [...key.split('>'), size]),
  )
  const unmoved = sets.filter(k => outcome(first, k) === outcome(second, k)).length
  const moved = difference.changes.reduce((sum, c) => sum + Number(c.sets), 0)
  // The comparison counts over the questions that bear on the advice; `upset` bears on nothing and triples each set.
  expect(moved * 3).toBe(sets.length - unmoved)
  expect(difference.cases.map(c => `${c.id}: ${c.from} > ${c.to}`)).toEqual([
    'not-asked: wait > unclear',
    'back-broken-not-asked: unclear > report',
  ])
  expect(difference.rules).toEqual(['W1'])
})

test('whatever is taken away, the comparison says what looking at every set of facts says', () => {
  const cuts = fc.record({
    rules: fc.subarray(
      first.rules.map(r => r.id),
      { minLength: 3 },
    ),
    keepPriorities: fc.boolean(),
    keepExceptions: fc.boolean(),
  })
  fc.assert(
    fc.property(cuts, ({ rules, keepPriorities, keepExceptions }) => {
      const kept = new Set(rules)
      const second: Model = {
        ...first,
        digest: JSON.stringify([rules, keepPriorities, keepExceptions]),
        rules: first.rules.filter(r => kept.has(r.id)),
        preferences: first.preferences.filter(p => keepPriorities && kept.has(p.weaker) && kept.has(p.stronger)),
        undercuts: first.undercuts.filter(u => keepExceptions && kept.has(u.rule)),
        undecided: [],
      }
      if (!second.rules.some(r => r.then === 'report') || !second.rules.some(r => r.then === 'wait')) return
      const found = new Map(diffModels(first, second).changes.map(c => [`${c.from}>${c.to}`, c.example.length]))
      expect(new Map([...found].sort())).toEqual(new Map([...bruteForce(first, second)].sort()))
    }),
    { numRuns: 12, seed: 4 },
  )
})
