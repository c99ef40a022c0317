import type { Literal } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'

/** `paid` of `paid`, `-paid` and `?paid`. */
export function atomOf(literal: Literal): string {
  return literal.startsWith('-') || literal.startsWith('?') ? literal.slice(1) : literal
}

export function negationOf(literal: Literal): Literal {
  return literal.startsWith('-') ? literal.slice(1) : `-${literal}`
}

/** Two observed literals that cannot both hold, beside `x` and `-x`. */
export type Exclusion = readonly [Literal, Literal]

const exclusionsByLaw = new WeakMap<Law, readonly Exclusion[]>()

/** Pairs of observations that exclude each other: the model's `exclusive` groups, and every contrary between two observables. */
export function exclusionsOf(law: Law): readonly Exclusion[] {
  const found = exclusionsByLaw.get(law)
  if (found !== undefined) return found
  const observable = new Set(law.model.observations.map(observation => observation.id))
  const pairs: Exclusion[] = law.model.exclusive.flatMap(group =>
    group.flatMap((one, index) => group.slice(index + 1).map((other): Exclusion => [one, other])),
  )
  for (const contrary of law.theory.contraries) {
    const pair: Exclusion = 'between' in contrary ? contrary.between : [contrary.attacker, contrary.target]
    if (pair.every(literal => observable.has(atomOf(literal)))) pairs.push(pair)
  }
  const distinct = [...new Map(pairs.map(pair => [[...pair].sort().join(' '), pair])).values()]
  exclusionsByLaw.set(law, distinct)
  return distinct
}
