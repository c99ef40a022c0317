import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance, adviceOf, begin, InquiryError, type InquiryState, keptOf, stepOf, storyOf } from '../src/index.ts'
import { answered, dialogue, noList, parcelLaw, reading, safe, told } from './parcel.ts'
import { eventsOf, type Move, move } from './walk.ts'

const law = parcelLaw()
const runs = { numRuns: 150, seed: 6 }

/** Walks, and looks at every state on the way; refused moves leave the dialogue where it is. */
function walk(
  moves: readonly Move[],
  look: (state: InquiryState, before: InquiryState) => void = () => {},
): InquiryState {
  let state = begin({ model: law.model })
  for (const made of moves)
    for (const event of eventsOf(made, state, law)) {
      const before = state
      try {
        state = advance(state, event, law)
      } catch (error) {
        if (!(error instanceof InquiryError)) throw error
      }
      look(state, before)
    }
  return state
}

/** The observations that are stated now, as events of the shortest dialogue that states them. */
function factsOf(state: InquiryState): string {
  const { observations } = adviceOf(state, law)
  return JSON.stringify(observations.filter(fact => fact.origin !== 'implied').map(({ id, value }) => [id, value]))
}

const walks = fc.array(move, { minLength: 1, maxLength: 40 })

describe('on any walk of telling, answering, correcting, undoing and leaving', () => {
  test('a dialogue that is stored and read back at every step goes on the same', () => {
    fc.assert(
      fc.property(walks, moves => {
        walk(moves, state => {
          const restored = JSON.parse(JSON.stringify(state)) as InquiryState
          expect(restored).toEqual(state)
          expect(JSON.stringify(stepOf(restored, law))).toBe(JSON.stringify(stepOf(state, law)))
        })
      }),
      runs,
    )
  })

  test('the same known facts give the same question and the same advice, whatever the way there', () => {
    const seen = new Map<string, string>()
    fc.assert(
      fc.property(walks, moves => {
        walk(moves, state => {
          const step = stepOf(state, law)
          if (step.at !== 'question' && step.at !== 'advice') return
          if (step.at === 'question' && step.conflict !== undefined) return
          const stopped = step.at === 'advice' && !step.advice.stable
          const { outcome, stable, open, because } = adviceOf(state, law)
          const asks = step.at === 'question' ? [step.observation, step.why, step.progress.atMostLeft] : 'advice'
          const now = JSON.stringify([stopped ? 'stopped' : asks, outcome, stable, open, because])
          const facts = `${stopped} ${factsOf(state)}`
          expect(seen.get(facts) ?? now).toBe(now)
          seen.set(facts, now)
        })
      }),
      runs,
    )
  })

  test('what is asked is open, reporter-settled, never a safety question, and can change the advice', () => {
    fc.assert(
      fc.property(walks, moves => {
        walk(moves, state => {
          const step = stepOf(state, law)
          if (step.at !== 'question' || step.conflict !== undefined) return
          const asked = law.model.observations.find(each => each.id === step.observation)
          expect(asked).toMatchObject({ settledBy: 'reporter', safety: false })
          expect(adviceOf(state, law).observations.map(fact => fact.id)).not.toContain(step.observation)
          expect(adviceOf(state, law).open).toContain(step.observation)
          expect(step.why.length).toBeGreaterThan(0)
        })
      }),
      runs,
    )
  })

  test('from any state, going on ends, with at most as many questions as the model has', () => {
    fc.assert(
      fc.property(
        walks,
        fc.infiniteStream(fc.constantFrom('yes' as const, 'no' as const, 'dont-know' as const)),
        (moves, answers) => {
          let state = walk(moves)
          let questions = 0
          const asked = new Set<string>()
          for (let steps = 0; ; steps++) {
            expect(steps).toBeLessThan(60)
            const step = stepOf(state, law)
            if (step.at === 'advice' || step.at === 'slots' || step.at === 'summary') break
            if (step.at === 'question' && step.conflict === undefined) {
              questions++
              expect(asked).not.toContain(step.observation)
              asked.add(step.observation)
            }
            const { value } = answers.next()
            for (const event of eventsOf({ do: 'go on', answer: value ?? 'yes', words: false }, state, law))
              state = advance(state, event, law)
          }
          expect(questions).toBeLessThanOrEqual(law.model.observations.length)
        },
      ),
      runs,
    )
  })

  test('nothing typed is lost: every word is in a standing answer, in the story, or among what was kept', () => {
    fc.assert(
      fc.property(walks, moves => {
        const state = walk(moves)
        const kept = keptOf(state, law).map(each => each.text)
        const standing = JSON.stringify([adviceOf(state, law), stepOf(state, law), storyOf(state, law)])
        for (const event of state.past) {
          const words = event.kind === 'told' ? event.text : 'words' in event ? (event.words?.text ?? '') : ''
          if (words !== '' && !standing.includes(JSON.stringify(words).slice(1, -1))) expect(kept).toContain(words)
        }
      }),
      runs,
    )
  })

  test('undoing every act leads back to the start, and no proposal alone ever counts', () => {
    fc.assert(
      fc.property(walks, moves => {
        let state = walk(moves, each => {
          const acts = JSON.stringify(each.past.filter(event => event.kind !== 'read' && event.kind !== 'told'))
          for (const fact of adviceOf(each, law).observations)
            if (fact.origin !== 'implied') expect(acts).toContain(`"${fact.id}"`)
        })
        for (let acts = state.past.length; acts > 0; acts--)
          try {
            state = advance(state, { kind: 'undone' }, law)
          } catch (error) {
            expect(error).toMatchObject({ code: 'nothing-to-undo' })
          }
        // Help that was due is shown first, also where the words that asked for it were taken back.
        if (stepOf(state, law).at === 'people-first') state = advance(state, { kind: 'alert-seen' }, law)
        expect(stepOf(state, law).at).toBe('story')
        expect(
          adviceOf(state, law).observations.filter(fact => fact.origin !== 'look-up' && fact.origin !== 'implied'),
        ).toEqual([])
      }),
      runs,
    )
  })

  test('undoing an act brings back the step before it', () => {
    fc.assert(
      fc.property(walks, moves => {
        walk(moves, (state, before) => {
          const event = state.past.at(-1)
          if (
            state === before ||
            event === undefined ||
            !['answered', 'advice-asked', 'report-chosen'].includes(event.kind)
          )
            return
          const undone = stepOf(advance(state, { kind: 'undone' }, law), law)
          const { earlier: _, ...there } = { earlier: undefined, ...undone }
          const { earlier: __, said: ___, ...was } = { earlier: undefined, said: undefined, ...stepOf(before, law) }
          expect({ ...there, said: undefined }).toEqual({ ...was, said: undefined })
        })
      }),
      runs,
    )
  })
})

test('every way of answering every question of the small model ends in an advice, with no more left than was said', () => {
  const start = dialogue(law, told(''), { kind: 'read', reading: reading([]) }, safe(law), noList)
  let ends = 0
  const follow = (state: InquiryState, atMost: number): void => {
    const step = stepOf(state, law)
    if (step.at !== 'question') {
      expect(step.at).toBe('advice')
      expect(adviceOf(state, law).stable).toBe(true)
      ends++
      return
    }
    expect(step.progress.atMostLeft).toBeLessThanOrEqual(atMost)
    for (const value of ['yes', 'no', 'dont-know'] as const)
      follow(advance(state, answered(step.observation, value), law), step.progress.atMostLeft - 1)
  }
  follow(start, Number.POSITIVE_INFINITY)
  expect(ends).toBeGreaterThan(20)
})
