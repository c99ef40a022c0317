import { parseTheory, type Theory } from '@toetsbaar/argumentation'
import type { Model } from './model.ts'

/**
 * The argumentation theory of a model: outcomes exclude each other, so do the members of an exclusive group, and what
 * the meaning of the words rules out cannot be observed together. Throws `TheoryError` for a model that gives none.
 */
export function theoryOf(model: Model): Theory {
  return parseTheory({
    queryables: model.observations.map(o => o.id),
    rules: model.rules.map(r => ({ id: r.id, if: r.if, then: r.then })),
    contraries: [
      ...pairsOf(model.outcomes),
      ...model.exclusive.flatMap(pairsOf),
      ...model.impossible.map(([one, other]) => ({ between: [one, other] })),
      ...model.contraries,
    ],
    preferences: model.preferences.map(p => ({ weaker: p.weaker, stronger: p.stronger })),
    undercuts: model.undercuts.map(u => ({ by: u.by, rule: u.rule })),
    topics: [...model.outcomes],
  })
}

function pairsOf(ids: readonly string[]): { between: [string, string] }[] {
  return ids.flatMap((one, i) =>
    ids.slice(i + 1).map((other): { between: [string, string] } => ({ between: [one, other] })),
  )
}
