import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, advance, adviceOf, type InquiryState, stepOf } from '../src/index.ts'
import { answered, dialogue, noList, parcelLaw, reading, safe, told } from './parcel.ts'
import * as properties from './properties.ts'
import { randomLaw } from './random-law.ts'
import { move } from './walk.ts'

const parcel = parcelLaw()
const walks = fc.array(move, { minLength: 1, maxLength: 40 })
const answers = fc.infiniteStream(fc.constantFrom<Answer>('yes', 'no', 'dont-know'))
const laws = Array.from({ length: 12 }, (_, seed) => randomLaw(seed + 1))

describe.each([
  { name: 'the small model', law: fc.constant(parcel), runs: 100 },
  { name: 'random models', law: fc.constantFrom(...laws), runs: 60 },
])('on any walk of telling, answering, correcting, undoing and leaving, on $name', ({ law, runs }) => {
  const asserted = { numRuns: runs, seed: 6 }
  const seen = new Map<string, string>()
  test.each([
    ['a dialogue that is stored and read back at every step goes on the same', properties.survivesStorage],
    ['what is asked is open, the citizen’s to answer, and can change the advice', properties.asksOnlyWhatMatters],
    ['nothing typed is lost', properties.losesNothing],
    ['only what is confirmed counts', properties.countsOnlyWhatIsConfirmed],
    ['undoing every act leads back to the start', properties.undoesToTheStart],
    ['undoing an act brings back the step before it', properties.undoesOneStep],
  ] as const)('%s', (_, holds) => {
    fc.assert(
      fc.property(law, walks, (on, moves) => holds(on, moves)),
      asserted,
    )
  })

  test('the same known facts give the same question and the same advice, whatever the way there', () => {
    fc.assert(
      fc.property(law, walks, (on, moves) => properties.hangsOnFactsAlone(on, moves, seen)),
      asserted,
    )
    expect(seen.size).toBeGreaterThan(50)
  })

  test('from any state, going on ends, with no question twice and at most as many as the model has', () => {
    fc.assert(
      fc.property(law, walks, answers, (on, moves, next) => properties.ends(on, moves, next)),
      asserted,
    )
  })
})

test('every way of answering every question of the small model ends in an advice, with no more left than was said', () => {
  const start = dialogue(parcel, told(''), { kind: 'read', reading: reading([]) }, safe(parcel), noList)
  let ends = 0
  const follow = (state: InquiryState, atMost: number): void => {
    const step = stepOf(state, parcel)
    if (step.at !== 'question') {
      expect(step.at).toBe('advice')
      expect(adviceOf(state, parcel).stable).toBe(true)
      ends++
      return
    }
    expect(step.progress.atMostLeft).toBeLessThanOrEqual(atMost)
    for (const value of ['yes', 'no', 'dont-know'] as const)
      follow(advance(state, answered(step.observation, value), parcel), step.progress.atMostLeft - 1)
  }
  follow(start, Number.POSITIVE_INFINITY)
  expect(ends).toBeGreaterThan(20)
})
