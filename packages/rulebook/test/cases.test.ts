import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { law, loadModel } from '../src/index.ts'

const model = loadModel(join(import.meta.dirname, '../../../models/internet-trade-fraud/2019-03-01'))

describe('the worked cases of internet trade fraud', () => {
  const { engine, advice } = law(model)
  test.each(model.cases.map(c => [c.id, c] as const))('%s', (_, c) => {
    const value = engine.value(c.known, advice)
    expect(value === 'none' ? 'unclear' : value).toBe(c.outcome)
  })
})
