import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { eraseInHouse } from './erasure.ts'

test('an erased case leaves no word, account, name or key in any table of the house or its file, and every proof holds', async () => {
  const found = await eraseInHouse(2, randomBytes)
  expect(found).toMatchObject({ erased: 1, kept: 1, inCopy: [], inFiles: [], named: [], control: 1 })
  expect(found.wanted).toBeGreaterThan(12)
  expect(found.tables).toBeGreaterThan(12)
  expect(found.proofs.held).toBe(found.proofs.of)
})
