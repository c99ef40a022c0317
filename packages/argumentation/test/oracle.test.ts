import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differences, searchDifferences } from './agreement.ts'
import { atMost, instances } from './theories.ts'

it('the engine agrees with arguments built one by one on random theories', () => {
  let compared = 0
  fc.assert(
    fc.property(instances(4), instance => {
      const found = differences(instance)
      if (found === 'skipped') return
      compared++
      expect(found, JSON.stringify(instance, undefined, 1)).toEqual([])
    }),
    { numRuns: atMost(2000), seed: 20261122 },
  )
  expect(compared).toBeGreaterThan(0.9 * atMost(2000))
})

it('what the search has no time for is left open, and the rest is so', () => {
  fc.assert(
    fc.property(
      instances(5),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 60 }),
      (instance, nodes, patience) => {
        const found = searchDifferences(instance, nodes, patience)
        if (found !== 'skipped') expect(found, JSON.stringify({ instance, nodes, patience }, undefined, 1)).toEqual([])
      },
    ),
    { numRuns: atMost(600), seed: 20261124 },
  )
})

it('the engine agrees also where it has to search, and says what it leaves undecided', () => {
  fc.assert(
    fc.property(instances(5), fc.integer({ min: 1, max: 30 }), (instance, nodes) => {
      const found = searchDifferences(instance, nodes)
      if (found !== 'skipped') expect(found, JSON.stringify({ instance, nodes }, undefined, 1)).toEqual([])
    }),
    { numRuns: atMost(600), seed: 20261123 },
  )
})
