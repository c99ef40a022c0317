import type { CaseEvent } from '@toetsbaar/casefile'
import type { Confirmed, InquiryEvent, InquiryState } from '@toetsbaar/inquiry'

/** A fact over which the criteria of the intake's dossier are measured. It holds nothing of a person or a case. */
export type Fact = {
  readonly kind: 'proposals-confirmed' | 'advised'
  readonly fact: Readonly<Record<string, boolean | number>>
}

type Happened = {
  /** The dialogue before, and what was taken in. */
  readonly before: InquiryState
  readonly written: readonly InquiryEvent[]
  /** The case so far, and whether it now shows an advice. */
  readonly stored: readonly CaseEvent[]
  readonly advised: boolean
  readonly facts: readonly Confirmed[]
}

/** The facts in what just happened: one for each reading that a citizen judged, and one where an advice shows first. */
export function factsIn({ before, written, stored, advised, facts }: Happened): readonly Fact[] {
  const past = [...before.past, ...written]
  const judged = written.flatMap(event => {
    if (event.kind !== 'decided') return []
    const read = past.findLast(one => one.kind === 'read')?.reading.observations ?? []
    return event.decisions.flatMap(({ observation, value, start }): Fact[] => {
      const proposed = read.filter(({ id }) => id === observation)
      // What the citizen added was not read, so it says nothing of reading.
      if (proposed.length === 0 || start !== undefined) return []
      const corrected = !proposed.some(proposal => proposal.value === value)
      return [{ kind: 'proposals-confirmed', fact: { corrected } }]
    })
  })
  if (!advised || stored.some(({ type }) => type === 'run.advised')) return judged
  const questions = facts.filter(({ origin }) => origin === 'question').length
  return [...judged, { kind: 'advised', fact: { questions } }]
}
