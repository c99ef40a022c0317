import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences } from './agreement.ts'
import { instances } from './theories.ts'

describe('the engine', () => {
  it('agrees with arguments built one by one on random theories', () => {
    let compared = 0
    fc.assert(
      fc.property(instances(4), instance => {
        const found = differences(instance)
        if (found === 'skipped') return
        compared++
        expect(found, JSON.stringify(instance, undefined, 1)).toEqual([])
      }),
      { numRuns: 2500, seed: 20261122 },
    )
    expect(compared).toBeGreaterThan(2000)
  })
})
