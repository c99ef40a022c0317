import type { Contrary, Literal, Undercut } from '@toetsbaar/argumentation'

export type Lang = 'nl' | 'en'

/** Who settles an observation: the reporter's words or answer, or a list (a look-up). */
export type Observation = {
  readonly id: string
  readonly settledBy: 'reporter' | 'list'
  /** The list that settles it; set exactly where `settledBy` is `list`. */
  readonly list?: string
  /** Asked once, before the legal questions; never keeps the advice open. */
  readonly safety: boolean
  /** False where it is read and shown but no rule may rest on it. */
  readonly weighs: boolean
  /** True where only a question settles it: no reading patterns are expected. */
  readonly askedOnly: boolean
  /** What the question costs the citizen; 1 unless stated, 0 for a look-up. */
  readonly cost: number
  /** Odds of the answers, even unless stated. */
  readonly odds: { readonly yes: number; readonly no: number; readonly unknown: number }
}

/** A list whose entries, kept by the operator, settle one observation. An entry is one premise and never decides alone. */
export type LookUpList = {
  readonly id: string
  /** Which fields are compared; never names. */
  readonly matches: readonly ('url' | 'iban' | 'phone' | 'email' | 'kvk')[]
  /** An entry older than this no longer counts. */
  readonly expiresAfterDays: number
}

export type ModelRule = {
  readonly id: string
  readonly if: readonly Literal[]
  readonly then: Literal
  readonly source: string
  /** Further sources that carry it. */
  readonly also: readonly string[]
  readonly sure: 'high' | 'medium' | 'low'
  /** Set where an officer has to look at the conclusion in any case. */
  readonly expert: boolean
}

/** One pair of rules; `priority` is the statement that it was expanded from. */
export type ModelPreference = {
  readonly weaker: string
  readonly stronger: string
  readonly because: string
  readonly priority: string
}

/** A priority as the author stated it: every rule of `stronger` wins from every rule of `weaker`. */
export type Priority = { readonly id: string; readonly stronger: readonly string[]; readonly weaker: readonly string[] }

/** An exception as the author stated it: where one of `by` holds, none of `rules` counts. */
export type Exception = { readonly id: string; readonly by: readonly Literal[]; readonly rules: readonly string[] }

/** Two rules left undecided on purpose; `declared` is the statement that the pair was expanded from. */
export type Undecided = {
  readonly between: readonly [string, string]
  readonly because: string
  readonly goesTo: 'officer'
  readonly declared: string
}

/** Facts for which the model gives no advice on purpose. */
export type Gap = { readonly id: string; readonly when: readonly Literal[]; readonly goesTo: 'officer' | 'triage' }

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
  readonly lists: readonly LookUpList[]
  /** Groups of observations of which at most one can be yes. */
  readonly exclusive: readonly (readonly string[])[]
  /** Pairs of observed literals that the meaning of the words rules out. */
  readonly impossible: readonly (readonly [Literal, Literal])[]
  readonly conclusions: readonly string[]
  /** Outcomes in order; `unclear` is what remains when none is defended and is not listed. */
  readonly outcomes: readonly string[]
  readonly rules: readonly ModelRule[]
  readonly contraries: readonly Contrary[]
  readonly priorities: readonly Priority[]
  readonly preferences: readonly ModelPreference[]
  readonly exceptions: readonly Exception[]
  readonly undercuts: readonly (Undercut & { readonly because: string; readonly exception: string })[]
  readonly undecided: readonly Undecided[]
  readonly gaps: readonly Gap[]
  readonly sources: readonly Source[]
  readonly slots: readonly Slot[]
  readonly cases: readonly ModelCase[]
  /** Keyed `<kind>.<id>.<field>`, e.g. `observation.paid.question`; a missing key fails at load. */
  readonly texts: Readonly<Record<Lang, Readonly<Record<string, string>>>>
  /** What `extraction` needs to read text on this subject; its schema is extraction's. */
  readonly reading: Readonly<Record<Lang, unknown>>
}
