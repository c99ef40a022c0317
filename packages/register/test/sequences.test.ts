import { expect, test } from 'vitest'
import { noCounts, playSequence } from './sequences.ts'

test('over random sequences a run happens exactly if state, date, scope and digest allow', () => {
  const counts = noCounts()
  for (let seed = 1; seed <= 200; seed++) playSequence(seed, counts, 80)
  // The sequences get where it matters: without these a register that refuses everything would pass.
  expect(counts.granted).toBeGreaterThan(2000)
  expect(counts.operational).toBeGreaterThan(5)
  expect(counts.suspended).toBeGreaterThan(100)
  expect(counts.retired).toBeGreaterThan(5)
})
