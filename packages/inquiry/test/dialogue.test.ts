import { describe, expect, test } from 'vitest'
import {
  advance,
  adviceOf,
  InquiryError,
  type InquiryState,
  keptOf,
  lookUpsOf,
  setAsideOf,
  stepOf,
} from '../src/index.ts'
import { answered, atQuestions, dialogue, noList, parcelLaw, proposal, reading, safe, told } from './parcel.ts'

const law = parcelLaw()
const story = 'I wait for a parcel. It never arrived. It was insured for 80 euro.'

function question(state: InquiryState) {
  const step = stepOf(state, law)
  if (step.at !== 'question') throw new Error(`expected a question, found ${step.at}`)
  return step
}

describe('from story to advice', () => {
  test('the story comes first, and stays while it is not read', () => {
    expect(stepOf(dialogue(law), law)).toEqual({ at: 'story', text: '' })
    expect(stepOf(dialogue(law, told(story)), law)).toEqual({ at: 'story', text: story })
  })

  test('a proposal is not known until the citizen confirms it', () => {
    const read = { kind: 'read', reading: reading([proposal(story, 'arrived', 'no', 'never arrived')]) } as const
    const state = dialogue(law, told(story), read)
    expect(stepOf(state, law)).toMatchObject({ at: 'confirm', proposals: [{ id: 'arrived', decided: undefined }] })
    expect(adviceOf(state, law).observations).toEqual([])
    const confirmed = advance(state, { kind: 'decided', decisions: [{ observation: 'arrived', value: 'no' }] }, law)
    expect(adviceOf(confirmed, law).observations).toContainEqual({
      id: 'arrived',
      value: 'no',
      origin: 'story',
      quote: 'never arrived',
      start: 24,
      end: 37,
    })
    expect(stepOf(confirmed, law).at).toBe('safety')
  })

  test('a proposal that is left undecided is asked, with its quote, where it matters', () => {
    const read = { kind: 'read', reading: reading([proposal(story, 'arrived', 'no', 'never arrived')]) } as const
    let state = dialogue(law, told(story), read, { kind: 'decided', decisions: [], done: true }, safe(law), noList)
    while (question(state).observation !== 'arrived')
      state = advance(state, answered(question(state).observation, 'dont-know'), law)
    expect(question(state).proposed?.quote).toBe('never arrived')
  })

  test('the safety question goes before the questions and is not counted', () => {
    const state = dialogue(law, told(''), { kind: 'read', reading: reading([]) })
    expect(stepOf(state, law)).toEqual({ at: 'safety', observations: ['keys-lost', 'in-danger'] })
    expect(question(advance(state, safe(law), law)).progress.asked).toBe(0)
  })

  test('lost bank data, or here lost keys, settle the advice at once', () => {
    const state = dialogue(
      law,
      told(''),
      { kind: 'read', reading: reading([]) },
      {
        kind: 'safety-answered',
        answers: { 'keys-lost': 'yes', 'in-danger': 'no' },
      },
    )
    expect(stepOf(state, law)).toMatchObject({ at: 'advice', advice: { outcome: 'locksmith', bankAlert: true } })
  })

  test('yes to the question that is there for help alone shows help first, and the dialogue goes on after it', () => {
    const state = dialogue(
      law,
      told(''),
      { kind: 'read', reading: reading([]) },
      {
        kind: 'safety-answered',
        answers: { 'keys-lost': 'no', 'in-danger': 'yes' },
      },
    )
    expect(stepOf(state, law)).toMatchObject({ at: 'people-first', alerts: [{ sign: 'in-danger' }] })
    expect(stepOf(advance(state, { kind: 'alert-seen' }, law), law).at).toBe('question')
    expect(adviceOf(state, law).bankAlert).toBe(false)
  })

  test('each question says which outcomes hang on it, and what is left at most never grows', () => {
    let state = atQuestions(law)
    let atMost = Number.POSITIVE_INFINITY
    for (let step = stepOf(state, law); step.at === 'question'; step = stepOf(state, law)) {
      expect(step.why.length).toBeGreaterThan(0)
      expect(step.progress.atMostLeft).toBeLessThan(atMost)
      expect(step.progress.expectedLeft).toBeLessThanOrEqual(step.progress.atMostLeft)
      atMost = step.progress.atMostLeft
      state = advance(state, answered(step.observation, 'dont-know'), law)
    }
    expect(stepOf(state, law)).toMatchObject({ at: 'advice', advice: { outcome: 'unclear', stable: true } })
  })

  test('who stops early gets the advice on what is known, which says that it is not stable, and can go on', () => {
    const state = atQuestions(law, { kind: 'advice-asked' })
    expect(stepOf(state, law)).toMatchObject({ at: 'advice', advice: { outcome: 'unclear', stable: false } })
    expect(stepOf(advance(state, { kind: 'questions-resumed' }, law), law).at).toBe('question')
  })

  test('a look-up goes first, is never asked to the citizen, and leaves a dated fact', () => {
    const state = dialogue(law, told(''), { kind: 'read', reading: reading([]) }, safe(law))
    expect(lookUpsOf(state, law)).toEqual(['known-carrier'])
    const found = advance(state, { ...noList, value: 'yes', entry: 'e7', matched: 'url' } as typeof noList, law)
    expect(lookUpsOf(found, law)).toEqual([])
    expect(adviceOf(found, law).observations).toContainEqual({
      id: 'known-carrier',
      value: 'yes',
      origin: 'look-up',
      lookUp: { list: 'carriers', entry: 'e7', on: '2026-03-01', matched: 'url' },
    })
    expect(() => advance(found, answered('known-carrier', 'no'), law)).toThrow(/a list answers this/)
  })
})

describe('what excludes each other', () => {
  test('a confirmed side settles the other without asking', () => {
    const state = atQuestions(law, answered('receiver', 'yes'))
    expect(adviceOf(state, law).observations).toContainEqual({
      id: 'sender',
      value: 'no',
      origin: 'implied',
      by: 'receiver',
    })
    const damaged = atQuestions(law, answered('damaged', 'yes'))
    expect(adviceOf(damaged, law).observations).toContainEqual({
      id: 'arrived',
      value: 'yes',
      origin: 'implied',
      by: 'damaged',
    })
  })

  test('a contradiction is shown with both sources and asked again; the answer decides and nothing is lost', () => {
    const text = 'I sent it myself, and I am also the receiver.'
    const read = {
      kind: 'read',
      reading: reading([proposal(text, 'sender', 'yes', 'sent it'), proposal(text, 'receiver', 'yes', 'the receiver')]),
    } as const
    const both = {
      kind: 'decided',
      decisions: [
        { observation: 'sender', value: 'yes' },
        { observation: 'receiver', value: 'yes' },
      ],
    } as const
    const state = dialogue(law, told(text), read, both)
    expect(question(state)).toMatchObject({
      observation: 'sender',
      conflict: { observations: ['sender', 'receiver'], quotes: ['sent it', 'the receiver'] },
    })
    expect(adviceOf(state, law)).toMatchObject({ stable: false, observations: [] })
    const sender = advance(state, answered('sender', 'yes'), law)
    expect(stepOf(sender, law).at).toBe('safety')
    expect(adviceOf(sender, law).observations.map(fact => fact.id)).toEqual(['sender'])
    const corrected = advance(sender, { kind: 'corrected', observation: 'sender', value: 'no' }, law)
    expect(adviceOf(corrected, law).observations.map(fact => fact.id)).toEqual(['sender', 'receiver'])
  })

  test('a story that says yes and no is asked again with both quotes', () => {
    const text = 'It arrived. No, it never came.'
    const read = {
      kind: 'read',
      reading: reading([proposal(text, 'arrived', 'yes', 'arrived'), proposal(text, 'arrived', 'no', 'never came')]),
    } as const
    let state = dialogue(law, told(text), read, { kind: 'decided', decisions: [], done: true }, safe(law), noList)
    while (question(state).observation !== 'arrived')
      state = advance(state, answered(question(state).observation, 'dont-know'), law)
    expect(question(state).conflict).toEqual({
      observations: ['arrived', '-arrived'],
      quotes: ['arrived', 'never came'],
    })
  })
})

describe('nothing typed is lost', () => {
  test('undo takes back the last act, keeps the words, and offers the answer again', () => {
    const first = question(atQuestions(law)).observation
    const words = { text: 'yes, last week', signs: [] }
    const state = atQuestions(law, { kind: 'answered', observation: first, value: 'yes', words }, { kind: 'undone' })
    expect(question(state)).toMatchObject({ observation: first, earlier: { value: 'yes', words: 'yes, last week' } })
    expect(keptOf(state, law)).toEqual([{ field: `observation ${first}`, text: 'yes, last week' }])
  })

  test('a story that is taken back is still there to go on with', () => {
    const state = dialogue(law, told(story), { kind: 'read', reading: reading([]) }, { kind: 'undone' })
    expect(stepOf(state, law)).toEqual({ at: 'story', text: story })
  })

  test('a story told anew keeps what was confirmed, and its quote where the words still stand', () => {
    const read = { kind: 'read', reading: reading([proposal(story, 'arrived', 'no', 'never arrived')]) } as const
    const anew = `Good morning. ${story}`
    const again = { kind: 'read', reading: reading([proposal(anew, 'arrived', 'no', 'never arrived')]) } as const
    const decided = { kind: 'decided', decisions: [{ observation: 'arrived', value: 'no' }] } as const
    const state = dialogue(law, told(story), read, decided, told(anew), again)
    expect(stepOf(state, law).at).toBe('safety')
    expect(adviceOf(state, law).observations[0]).toMatchObject({ quote: 'never arrived', start: anew.indexOf('never') })
  })

  test('words that are not understood stay with the question', () => {
    const first = question(atQuestions(law)).observation
    const words = { text: 'hmm tja', signs: [] }
    const state = atQuestions(law, { kind: 'said', observation: first, words, explain: false })
    expect(question(state)).toMatchObject({ observation: first, said: { words: 'hmm tja', explain: false } })
  })

  test('an answer that no longer matters is set aside, and counts again when it matters again', () => {
    const settled = atQuestions(
      law,
      answered('sender', 'yes'),
      answered('arrived', 'no'),
      answered('insured', 'yes'),
      answered('late', 'yes'),
    )
    expect(adviceOf(settled, law)).toMatchObject({ outcome: 'claim', stable: true })
    expect(setAsideOf(settled, law)).toEqual([])
    const corrected = advance(settled, { kind: 'corrected', observation: 'arrived', value: 'yes' }, law)
    expect(setAsideOf(corrected, law).map(fact => fact.id)).toEqual(expect.arrayContaining(['sender', 'late']))
    const back = advance(corrected, { kind: 'corrected', observation: 'arrived', value: 'no' }, law)
    expect(adviceOf(back, law)).toMatchObject({ outcome: 'claim', stable: true })
    expect(setAsideOf(back, law)).toEqual([])
  })
})

describe('a complete report', () => {
  const claim = [
    answered('sender', 'yes'),
    answered('arrived', 'no'),
    answered('insured', 'yes'),
    answered('late', 'yes'),
  ]
  const entity = { type: 'AMOUNT', text: '80 euro', start: 0, end: 7, confidence: 0.9 } as const

  test('slots follow the advice, filled from the story, and a report needs the required ones', () => {
    const text = '80 euro'
    const read = { kind: 'read', reading: reading([], { entities: [entity] }) } as const
    const state = dialogue(law, told(text), read, safe(law), noList, ...claim, { kind: 'report-chosen' })
    expect(stepOf(state, law)).toMatchObject({
      at: 'slots',
      slots: ['amount', 'when', 'iban'],
      filled: [{ slot: 'amount', value: '80 euro', origin: 'story' }],
    })
    const emptied = advance(state, { kind: 'slot-filled', slot: 'amount', values: [], signs: [] }, law)
    expect(() => advance(emptied, { kind: 'completed' }, law)).toThrow(/amount/)
    const summary = advance(state, { kind: 'completed' }, law)
    expect(stepOf(summary, law).at).toBe('summary')
    const sent = advance(summary, { kind: 'sent' }, law)
    expect(stepOf(sent, law).at).toBe('sent')
    expect(() => advance(sent, { kind: 'undone' }, law)).toThrow(/was sent/)
  })

  test('who was advised otherwise can report all the same, at any moment', () => {
    const state = atQuestions(law, { kind: 'report-chosen' })
    expect(stepOf(state, law)).toMatchObject({
      at: 'slots',
      advice: { outcome: 'unclear' },
      slots: ['amount', 'when', 'iban'],
    })
  })

  test('a correction after the summary asks what matters again and keeps the slots', () => {
    const filled = { kind: 'slot-filled', slot: 'amount', values: ['90'], signs: [] } as const
    const state = atQuestions(law, ...claim, { kind: 'report-chosen' }, filled, { kind: 'completed' })
    const corrected = advance(state, { kind: 'corrected', observation: 'insured', value: 'withdrawn' }, law)
    expect(question(corrected).observation).toBe('insured')
    const again = advance(corrected, answered('insured', 'yes'), law)
    expect(stepOf(again, law)).toMatchObject({
      at: 'slots',
      filled: [{ slot: 'amount', value: '90', origin: 'citizen' }],
    })
  })
})

describe('events that do not fit', () => {
  const rows: readonly (readonly [string, () => unknown])[] = [
    ['another-model', () => advance({ model: { ...law.model, digest: 'b'.repeat(64) }, past: [] }, told(''), law)],
    ['nothing-told', () => dialogue(law, answered('late', 'yes'))],
    ['nothing-to-undo', () => dialogue(law, { kind: 'undone' })],
    ['already-answered', () => atQuestions(law, answered('late', 'yes'), answered('late', 'no'))],
    ['unknown-observation', () => atQuestions(law, answered('colour', 'yes'))],
    ['settled-by-list', () => atQuestions(law, answered('known-carrier', 'yes'))],
    ['settled-by-reporter', () => atQuestions(law, { ...noList, observation: 'late' } as typeof noList)],
    ['not-stated', () => atQuestions(law, { kind: 'corrected', observation: 'late', value: 'withdrawn' })],
    [
      'quote-not-in-story',
      () =>
        dialogue(law, told('x'), { kind: 'read', reading: reading([{ ...proposal('late', 'late', 'yes', 'late') }]) }),
    ],
    ['unknown-slot', () => atQuestions(law, { kind: 'slot-filled', slot: 'colour', values: [], signs: [] })],
    ['too-many-values', () => atQuestions(law, { kind: 'slot-filled', slot: 'amount', values: ['1', '2'], signs: [] })],
    ['incomplete', () => atQuestions(law, { kind: 'report-chosen' }, { kind: 'completed' })],
    ['not-now', () => atQuestions(law, { kind: 'sent' })],
  ]
  test.each(rows)('%s', (code, act) => {
    let thrown: unknown
    try {
      act()
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(InquiryError)
    expect(thrown).toMatchObject({ code })
  })
})
