import { expect, test } from 'vitest'
import { createPace } from '../src/pace.ts'

test('one case is held to its pace, another is not, and after a minute it goes on', () => {
  let now = 0
  const pace = createPace(3, () => now)
  for (let n = 0; n < 3; n++) pace('one')
  expect(() => pace('one')).toThrow('Wait 60 seconds')
  expect(() => pace('other')).not.toThrow()
  now = 59_999
  expect(() => pace('one')).toThrow('Wait 1 seconds')
  now = 60_000
  expect(() => pace('one')).not.toThrow()
})
