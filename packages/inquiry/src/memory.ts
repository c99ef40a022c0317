import type { Known } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'

/** So many sets of facts are kept per law; then memory starts anew. */
const KEPT = 20_000

/** What hangs on a law and a set of facts alone: worked out once, whoever comes to these facts and in whatever order. */
export function remembered<T>(work: (law: Law, known: Known) => T): (law: Law, known: Known) => T {
  const byLaw = new WeakMap<Law, Map<string, T>>()
  return (law, known) => {
    const found = byLaw.get(law) ?? new Map<string, T>()
    byLaw.set(law, found)
    const key = known.toSorted().join(' ')
    const before = found.get(key)
    if (before !== undefined) return before
    const made = work(law, known)
    if (found.size >= KEPT) found.clear()
    found.set(key, made)
    return made
  }
}
