import type { Law } from '@toetsbaar/rulebook'
import fc from 'fast-check'
import { type Answer, advance, type InquiryEvent, type InquiryState, stepOf } from '../src/index.ts'
import { proposal, reading, told } from './parcel.ts'

/** What a citizen of a random walk does next; which observation or slot is taken from what the model has. */
export type Move =
  | { readonly do: 'tell'; readonly story: number }
  | { readonly do: 'go on'; readonly answer: Answer; readonly words: boolean }
  | { readonly do: 'correct'; readonly which: number; readonly answer: Answer | 'withdrawn' }
  | { readonly do: 'confirm some'; readonly which: number; readonly answer: Answer | 'rejected' }
  | { readonly do: 'mumble' }
  | { readonly do: 'look up'; readonly answer: Answer }
  | { readonly do: 'fill'; readonly which: number; readonly value: string }
  | { readonly do: 'undo' | 'stop' | 'resume' | 'report' | 'complete' }

const answer = fc.constantFrom<Answer>('yes', 'no', 'dont-know')

export const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tell' as const), story: fc.nat(3) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('go on' as const), answer, words: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      which: fc.nat(50),
      answer: fc.constantFrom<Answer | 'withdrawn'>('yes', 'no', 'dont-know', 'withdrawn'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('confirm some' as const),
      which: fc.nat(50),
      answer: fc.constantFrom<Answer | 'rejected'>('yes', 'no', 'dont-know', 'rejected'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'mumble' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look up' as const), answer }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('fill' as const),
      which: fc.nat(50),
      value: fc.string({ minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('undo' as const, 'stop' as const, 'resume' as const, 'report' as const, 'complete' as const),
    }),
  },
)

const stories: readonly (readonly [string, readonly (readonly [string, 'yes' | 'no', string])[]])[] = [
  ['', []],
  [
    'I sent it and it never came.',
    [
      ['sender', 'yes', 'sent it'],
      ['arrived', 'no', 'never came'],
    ],
  ],
  [
    'I wait for a parcel that I sent. It came, no, it did not come.',
    [
      ['receiver', 'yes', 'wait for'],
      ['sender', 'yes', 'I sent'],
      ['arrived', 'yes', 'It came'],
      ['arrived', 'no', 'did not come'],
    ],
  ],
  [
    'It came broken and I never got it.',
    [
      ['damaged', 'yes', 'broken'],
      ['arrived', 'no', 'never got it'],
    ],
  ],
]

/** The events that a move amounts to, in this state of the dialogue; some do not fit and are refused. */
export function eventsOf(made: Move, state: InquiryState, law: Law): readonly InquiryEvent[] {
  const reporter = law.model.observations.filter(each => each.settledBy === 'reporter').map(each => each.id)
  const one = (list: readonly string[], which: number) => list[which % list.length] ?? ''
  switch (made.do) {
    case 'tell': {
      const [text, read] = stories[made.story] ?? ['', []]
      const known = read.filter(([id]) => reporter.includes(id))
      return [
        told(text),
        { kind: 'read', reading: reading(known.map(([id, value, quote]) => proposal(text, id, value, quote))) },
      ]
    }
    case 'go on':
      return [goOn(made, state, law)]
    case 'correct':
      return [{ kind: 'corrected', observation: one(reporter, made.which), value: made.answer }]
    case 'confirm some':
      return [{ kind: 'decided', decisions: [{ observation: one(reporter, made.which), value: made.answer }] }]
    case 'mumble': {
      const step = stepOf(state, law)
      if (step.at !== 'question') return []
      return [{ kind: 'said', observation: step.observation, words: { text: 'hmm', signs: [] }, explain: false }]
    }
    case 'look up':
      return law.model.observations
        .filter(each => each.settledBy === 'list')
        .map(each => ({
          kind: 'looked-up',
          observation: each.id,
          value: made.answer,
          list: 'l',
          entry: undefined,
          on: '2026-03-01',
          matched: undefined,
        }))
    case 'fill':
      return law.model.slots.length === 0
        ? []
        : [
            {
              kind: 'slot-filled',
              slot: one(
                law.model.slots.map(slot => slot.id),
                made.which,
              ),
              values: [made.value],
              signs: [],
            },
          ]
    case 'undo':
      return [{ kind: 'undone' }]
    case 'stop':
      return [{ kind: 'advice-asked' }]
    case 'resume':
      return [{ kind: 'questions-resumed' }]
    case 'report':
      return [{ kind: 'report-chosen' }]
    case 'complete':
      return [{ kind: 'completed' }]
  }
}

function goOn({ answer, words }: Extract<Move, { do: 'go on' }>, state: InquiryState, law: Law): InquiryEvent {
  const step = stepOf(state, law)
  const said = words ? { words: { text: `${answer}, I said`, signs: [] } } : {}
  switch (step.at) {
    case 'people-first':
      return { kind: 'alert-seen' }
    case 'story': {
      const read: InquiryEvent = { kind: 'read', reading: reading([]) }
      return fits(state, read, law) ? read : told(step.text)
    }
    case 'confirm':
      return {
        kind: 'decided',
        decisions: step.proposals.map(each => ({ observation: each.id, value: answer })),
        done: true,
      }
    case 'safety':
      return { kind: 'safety-answered', answers: Object.fromEntries(step.observations.map(id => [id, answer])) }
    case 'question':
      return { kind: 'answered', observation: step.observation, value: answer, ...said }
    case 'advice':
      return { kind: 'report-chosen' }
    case 'slots':
      return { kind: 'completed' }
    case 'summary':
    case 'sent':
      return { kind: 'undone' }
  }
}

function fits(state: InquiryState, event: InquiryEvent, law: Law): boolean {
  try {
    advance(state, event, law)
    return true
  } catch {
    return false
  }
}
