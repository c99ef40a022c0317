import { expect, test } from 'vitest'
import { playSealed } from './sealed-in-public.ts'

// In full: node packages/server/prove/sealed-in-public.prove.ts --seed 1 --count 200
test('in every order of grant, extend, close, lost close and clock no page, no answer, no stream and no log shows what is sealed', async () => {
  const total = { looked: 0, hidden: 0, granted: 0, extended: 0, closed: 0 }
  for (const seed of [1, 2, 3]) {
    const played = await playSealed(seed, 9)
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += played[name]
  }
  expect(total.looked).toBeGreaterThan(800)
  expect(total.hidden).toBeGreaterThan(150)
  expect(total.granted).toBeGreaterThan(5)
  expect(total.closed).toBeGreaterThan(0)
}, 120_000)
