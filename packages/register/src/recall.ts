import type { Permit } from './permit.ts'

/** Something that came about under a permit: an output, a decision, an event of a case. */
export type Use = { readonly position: number; readonly kind: string; readonly permit: string; readonly case?: string }

export type Recalled = {
  readonly permits: readonly string[]
  /** Everything that the version touched, in the order of the log. */
  readonly uses: readonly Use[]
  readonly cases: readonly string[]
}

/**
 * Everything that a version touched: by the permits that were issued for its digest, and what names those permits. Exact
 * where each use names its permit; a use of another version in the same case is not among them.
 */
export function recall(
  digests: readonly string[],
  permits: Iterable<Pick<Permit, 'id' | 'digest'>>,
  uses: Iterable<Use>,
): Recalled {
  const wanted = new Set(digests)
  const issued = new Set<string>()
  for (const { id, digest } of permits) if (wanted.has(digest)) issued.add(id)
  const touched = [...uses].filter(({ permit }) => issued.has(permit)).sort((a, b) => a.position - b.position)
  const cases = new Set(touched.flatMap(use => (use.case === undefined ? [] : [use.case])))
  return { permits: [...issued].sort(), uses: touched, cases: [...cases].sort() }
}
