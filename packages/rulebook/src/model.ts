import type { Contrary, Literal, Undercut } from '@toetsbaar/argumentation'

export type Lang = 'nl' | 'en'

/** Who settles an observation: the reporter's words or answer, or a list (a look-up). */
export type Observation = {
  readonly id: string
  readonly settledBy: 'reporter' | 'list'
  /** Asked once, before the legal questions; never keeps the advice open. */
  readonly safety: boolean
  /** What the question costs the citizen; 1 unless stated, 0 for a look-up. */
  readonly cost: number
  /** Odds of the answers, even unless stated. */
  readonly odds: { readonly yes: number; readonly no: number; readonly unknown: number }
}

export type ModelRule = {
  readonly id: string
  readonly if: readonly Literal[]
  readonly then: Literal
  readonly source: string
  readonly sure: 'high' | 'medium' | 'low'
  /** Set where an officer has to look at the conclusion in any case. */
  readonly expert: boolean
}

export type ModelPreference = { readonly weaker: string; readonly stronger: string; readonly because: string }

/** Two rules left undecided on purpose. */
export type Undecided = {
  readonly between: readonly [string, string]
  readonly because: string
  readonly goesTo: 'officer'
}

/** A legal source, cited once by id. `verified` says whether its wording was compared with the official text. */
export type Source = {
  readonly id: string
  readonly title: string
  readonly article: string
  readonly url: string | undefined
  readonly verified: 'official' | 'secondary' | 'not-verified'
  readonly note: string | undefined
}

/** What a complete report needs; asked only after an advice that makes it useful. */
export type Slot = {
  readonly id: string
  readonly kind: 'text' | 'long-text' | 'amount' | 'date' | 'iban' | 'phone' | 'email' | 'url'
  readonly required: boolean
  /** Entity types that fill it from the story. */
  readonly from: readonly string[]
  /** Outcomes after which it is asked. */
  readonly after: readonly string[]
  readonly repeat: boolean
}

/** A worked case, a row that a lawyer can read: facts in, outcome out. */
export type ModelCase = {
  readonly id: string
  readonly known: readonly string[]
  readonly outcome: string
  readonly stable: boolean | undefined
  readonly because: readonly string[] | undefined
  readonly note: string | undefined
}

/** A dated set of observations, rules, sources, texts and advice on one subject; data, no code. */
export type Model = {
  readonly subject: string
  /** First day of the law that it states (YYYY-MM-DD). */
  readonly from: string
  readonly revision: number
  /** SHA-256 (hex) of the canonical bytes of all its files. */
  readonly digest: string
  readonly observations: readonly Observation[]
  /** Groups of observations of which at most one can be yes. */
  readonly exclusive: readonly (readonly string[])[]
  readonly conclusions: readonly string[]
  /** Outcomes in order; `unclear` is what remains when none is defended and is not listed. */
  readonly outcomes: readonly string[]
  readonly rules: readonly ModelRule[]
  readonly contraries: readonly Contrary[]
  readonly preferences: readonly ModelPreference[]
  readonly undercuts: readonly (Undercut & { readonly because: string })[]
  readonly undecided: readonly Undecided[]
  readonly sources: readonly Source[]
  readonly slots: readonly Slot[]
  readonly cases: readonly ModelCase[]
  /** Keyed `<kind>.<id>.<field>`, e.g. `observation.paid.question`; a missing key fails at load. */
  readonly texts: Readonly<Record<Lang, Readonly<Record<string, string>>>>
  /** What `extraction` needs to read text on this subject; its schema is extraction's. */
  readonly reading: Readonly<Record<Lang, unknown>>
}
