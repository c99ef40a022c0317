import { compile } from '@toetsbaar/argumentation'
import { type Law, law as lawOf, loadModel } from '@toetsbaar/rulebook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answer, advance, best, type InquiryState, oddsOf, stepOf } from '../src/index.ts'
import { answered, dialogue, parcelLaw, reading, safe, told } from './parcel.ts'

const parcel = parcelLaw()
const answers: readonly Answer[] = ['yes', 'no', 'dont-know']

/** The questions of a dialogue in which the role is answered first. */
function asked(law: Law, role: string, given: Iterator<Answer>): readonly string[] {
  let state: InquiryState = dialogue(law, told(''), { kind: 'read', reading: reading([]) })
  state = advance(state, { kind: 'decided', decisions: [{ observation: role, value: 'yes' }], done: true }, law)
  state = advance(state, safe(law), law)
  for (const { id, settledBy } of law.model.observations)
    if (settledBy === 'list')
      state = advance(
        state,
        {
          kind: 'looked-up',
          observation: id,
          value: 'dont-know',
          list: id,
          entry: undefined,
          on: '2026-03-01',
          matched: undefined,
        },
        law,
      )
  const found: string[] = []
  for (let step = stepOf(state, law); step.at === 'question'; step = stepOf(state, law)) {
    found.push(step.observation)
    state = advance(state, answered(step.observation, given.next().value ?? 'yes'), law)
  }
  return found
}

test('who is the buyer is never asked what only a seller knows, and the other way round', () => {
  const law = lawOf(loadModel('models/internet-trade-fraud/2019-03-01'))
  /** Observations on which only rules speak that also name the role. */
  const onlyOf = (role: string) =>
    law.model.observations
      .map(each => each.id)
      .filter(id => {
        const speaking = law.model.rules.filter(rule => rule.if.some(premise => premise.replace('-', '') === id))
        return speaking.length > 0 && speaking.every(rule => rule.if.includes(role))
      })
  for (const [role, other] of [
    ['buyer', 'seller'],
    ['seller', 'buyer'],
  ] as const) {
    expect(onlyOf(other).length).toBeGreaterThan(2)
    fc.assert(
      fc.property(fc.infiniteStream(fc.constantFrom(...answers)), given => {
        const questions = asked(law, role, given)
        expect(questions.length).toBeGreaterThan(0)
        expect(questions.filter(id => id === other || onlyOf(other).includes(id))).toEqual([])
      }),
      { numRuns: 2, seed: 6 },
    )
  }
}, 60_000)

test('of questions that cost the same, the first of the model is asked', () => {
  const odds = oddsOf(parcel)
  const engine = compile(parcel.theory, { goals: [parcel.advice] })
  const closed = parcel.model.observations.filter(each => each.safety || each.settledBy === 'list')
  for (const role of [[], ['receiver', '-sender'], ['receiver', '-sender', '-arrived', '-damaged']]) {
    const known = [...role, ...closed.map(each => `?${each.id}`)]
    const least = engine.next(known, [parcel.advice], odds)
    const { ask, expected, worst } = best(parcel, known)
    expect({ expected, worst }).toEqual({ expected: least.expected, worst: least.worst })
    const place = (id: string | undefined) => parcel.model.observations.findIndex(each => each.id === id)
    expect(place(ask)).toBeGreaterThanOrEqual(0)
    expect(place(ask)).toBeLessThanOrEqual(place(least.ask))
  }
})
