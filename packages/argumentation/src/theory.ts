/** An observation or conclusion by its name, or the negation of one: `paid`, `-paid`. `-x` and `x` always exclude each other. */
export type Literal = string

/** A defeasible rule: when every premise holds, the conclusion presumably holds. */
export type Rule = { readonly id: string; readonly if: readonly Literal[]; readonly then: Literal }

/** A conflict beside classical negation: one way, or both ways. */
export type Contrary =
  | { readonly attacker: Literal; readonly target: Literal }
  | { readonly between: readonly [Literal, Literal] }

/** By last link: an argument that ends in `weaker` does not defeat one that ends in `stronger`. No transitive closure. */
export type Preference = { readonly weaker: string; readonly stronger: string }

/** An exception: where `by` holds, `rule` does not apply, whatever the preferences. */
export type Undercut = { readonly by: Literal; readonly rule: string }

/** An argumentation theory in the sense of ASPIC+ with defeasible rules, axiom premises and a grounded extension. */
export type Theory = {
  /** Atoms that can be observed, as themselves or as their negation. */
  readonly queryables: readonly string[]
  readonly rules: readonly Rule[]
  readonly contraries: readonly Contrary[]
  readonly preferences: readonly Preference[]
  readonly undercuts: readonly Undercut[]
  readonly topics: readonly Literal[]
}

/** Of a literal, under grounded semantics: no argument; one in the extension; all attacked by it; the rest. */
export type Status = 'unsatisfiable' | 'defended' | 'out' | 'blocked'

/** Whether a question may stay unanswered for ever (`partial`) or every question gets an answer (`total`). */
export type Completions = 'partial' | 'total'

/**
 * What is known: `a` observed, `-a` its negation observed, `?a` asked and closed without an answer ("don't know").
 * An atom that is not named is open.
 */
export type Known = readonly string[]
