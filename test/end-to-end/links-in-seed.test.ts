import { expect, test } from 'vitest'
import { linksInSeed } from '../seeded-links.ts'

test('what the seed plants among cases of every subject is found exactly: every link and no other', async () => {
  const { exact, alike } = await linksInSeed(300, 11)
  expect(exact.planted).toBeGreaterThan(30)
  expect(exact).toEqual({ planted: exact.planted, found: exact.planted, right: exact.planted })
  expect(alike.right).toBeGreaterThan(0)
}, 120_000)
