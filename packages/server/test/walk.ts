import type { Act, Report } from '../src/reports.ts'

/** How somebody behaves who goes through a report: each is asked when it is needed. */
export type Walker = {
  readonly answer: () => 'yes' | 'no' | 'dont-know'
  /** An answer in words to a question; undefined: by a button. */
  readonly words: () => string | undefined
  /** What is filled in where a detail is asked. */
  readonly detail: () => string
}

/** The act that takes a report one step on, all the way to the police; undefined where it was sent. */
export function nextAct({ step }: Report, { answer, words, detail }: Walker): Act | undefined {
  switch (step.at) {
    case 'people-first':
      return { kind: 'alert-seen' }
    case 'confirm':
      return {
        kind: 'decided',
        done: true,
        decisions: step.proposals.map(({ id, value }) => ({ observation: id, value })),
      }
    case 'safety':
      return { kind: 'safety-answered', answers: Object.fromEntries(step.observations.map(id => [id, answer()])) }
    case 'question': {
      const text = words()
      const { observation } = step
      return text === undefined ? { kind: 'answer', observation, value: answer() } : { kind: 'say', observation, text }
    }
    case 'advice':
      return { kind: 'report-chosen' }
    case 'slots': {
      const slot = step.slots.find(one => !step.filled.some(filled => filled.slot === one))
      return slot === undefined ? { kind: 'completed' } : { kind: 'fill', slot, values: [detail()] }
    }
    case 'summary':
      return { kind: 'sent' }
    default:
      return undefined
  }
}
