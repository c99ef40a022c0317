import type { Literal } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'
import { atomOf, exclusionsOf, negationOf } from './literal.ts'
import { contradictions, literalOf, type Notes, stands } from './notes.ts'
import type { Confirmed, Conflict } from './step.ts'

/** What the engine may know: confirmed, answered or looked up, and what follows from it by exclusion; never a proposal. */
export type Facts = {
  readonly confirmed: readonly Confirmed[]
  readonly known: readonly Literal[]
  readonly conflict: Conflict | undefined
}

/** The facts of a dialogue in the model's order. Both sides of an open contradiction stay out until it is answered. */
export function factsOf(notes: Notes, law: Law): Facts {
  const exclusions = exclusionsOf(law)
  const open = contradictions(notes, exclusions)
  const disputed = new Set(open.flat())
  const confirmed = new Map<string, Confirmed>()
  for (const { id } of law.model.observations) {
    const statement = notes.statements.get(id)
    if (statement === undefined) continue
    const literal = literalOf(statement)
    if (literal !== undefined && (disputed.has(literal) || !stands(notes, literal))) continue
    const { turn, words, ...fact } = statement
    confirmed.set(id, fact)
  }
  const asserted = [...confirmed.values()].flatMap(fact => literalOf(fact) ?? [])
  for (const pair of exclusions)
    for (const literal of pair) {
      const other = pair[0] === literal ? pair[1] : pair[0]
      const denied = negationOf(other)
      const id = atomOf(other)
      if (!asserted.includes(literal) || confirmed.has(id) || notes.statements.has(id)) continue
      confirmed.set(id, { id, value: denied.startsWith('-') ? 'no' : 'yes', origin: 'implied', by: literal })
    }
  const ordered = law.model.observations.flatMap(({ id }) => confirmed.get(id) ?? [])
  return {
    confirmed: ordered,
    known: ordered.map(fact => literalOf(fact) ?? `?${fact.id}`),
    conflict: open[0] === undefined ? undefined : conflictOf(notes, open[0]),
  }
}

/** The contradiction with the statement that came last first: that one is asked again. */
function conflictOf(notes: Notes, pair: readonly [Literal, Literal]): Conflict {
  const [one, other] = pair
  const turn = (literal: Literal) => notes.statements.get(atomOf(literal))?.turn ?? -1
  const observations: readonly [Literal, Literal] = turn(other) > turn(one) ? [other, one] : [one, other]
  const quote = (literal: Literal) => notes.statements.get(atomOf(literal))?.quote
  return { observations, quotes: [quote(observations[0]), quote(observations[1])] }
}
