/**
 * What weighed in a proposal: "pattern …" with its force, "words …" of the passage, or what was read elsewhere ("elsewhere received=no", "elsewhere role seller"), these with
 * their weight in log-odds.
 */
export type Reason = { readonly feature: string; readonly weight: number }

/** An observation that extraction found, with its exact quote: `text.slice(start, end) === quote`, UTF-16 code units of the text as typed. */
export type ObservationProposal = {
  readonly id: string
  readonly value: 'yes' | 'no'
  readonly quote: string
  readonly start: number
  readonly end: number
  /** Calibrated probability that the proposal is right. */
  readonly confidence: number
  readonly reasons: readonly Reason[]
}

export type EntityType =
  | 'PERSON'
  | 'COMPANY'
  | 'PLATFORM'
  | 'IBAN'
  | 'PHONE'
  | 'EMAIL'
  | 'URL'
  | 'HANDLE'
  | 'AMOUNT'
  | 'DATE'
  | 'PRODUCT'
  | 'TRACKING'
  | 'PLACE'
  | 'BSN'
  | 'PLATE'

export type EntityProposal = {
  readonly type: EntityType
  readonly text: string
  readonly start: number
  readonly end: number
  readonly confidence: number
  /** Only for types with a check (IBAN, BSN): false is a near miss. */
  readonly valid?: boolean
  /** Normal form: IBAN without spaces, amount in cents as digits, E.164 phone. */
  readonly normal?: string
}

/** A date that the text settles relative to the report's date; `date` is YYYY-MM-DD. */
export type ResolvedDate = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly date: string
}

/** What a text says, all of it proposed. */
export type Reading = {
  readonly lang: 'nl' | 'en'
  readonly observations: readonly ObservationProposal[]
  readonly entities: readonly EntityProposal[]
  readonly dates: readonly ResolvedDate[]
}

/** A text for logs and language models: entities and persons replaced by placeholders of their type. */
export type Masked = {
  readonly text: string
  readonly spans: readonly {
    readonly start: number
    readonly end: number
    readonly type: EntityType
    readonly placeholder: string
  }[]
}

/** An answer in words to one question. */
export type SpokenAnswer =
  | { readonly value: 'yes' | 'no'; readonly quote: string; readonly start: number; readonly end: number }
  | { readonly value: 'dont-know' | 'what-do-you-mean' | 'not-understood' }

export type ReadOptions = {
  /** Date of the report, YYYY-MM-DD: "yesterday" and "term passed" hang on it. */
  readonly date: string
  /** The language of the page; the text's own language is found where it is absent. */
  readonly lang?: 'nl' | 'en'
}

/** Reads text by a model's patterns and trained weights. Pure: the same text and options give the same reading, to the byte. */
export interface Reader {
  read(text: string, options: ReadOptions): Reading
  mask(text: string, options: ReadOptions): Masked
  /** An answer in words to the question on `observation`, e.g. "nee nog niets", "ja gisteren", "weet ik niet". */
  answer(text: string, observation: string, options: ReadOptions): SpokenAnswer
}
