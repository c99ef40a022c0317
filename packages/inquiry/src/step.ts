import type { EntityProposal, ObservationProposal } from '@toetsbaar/extraction'

export type Answer = 'yes' | 'no' | 'dont-know'

/** A help line that is shown before anything else: which sign was seen in which words, and who helps. */
export type Alert = {
  readonly sign: string
  readonly quote: string
  readonly field: string
  readonly help: readonly string[]
}

/** Why a rule counts: the rule, its source, and the facts (literals) it rests on. */
export type Because = { readonly rule: string; readonly source: string; readonly facts: readonly string[] }

/** A list's answer to a look-up: which list, which entry, on which day (YYYY-MM-DD) and what matched. */
export type LookUpResult = {
  readonly list: string
  readonly entry: string | undefined
  readonly on: string
  readonly matched: string | undefined
}

/**
 * An observation that a person confirmed or answered, and in which words. `implied` is the "no" that follows where the
 * model lets at most one of several be yes and the citizen confirmed another (`by`).
 */
export type Confirmed = {
  readonly id: string
  readonly value: Answer
  readonly origin: 'story' | 'question' | 'look-up' | 'implied'
  readonly quote?: string
  readonly start?: number
  readonly end?: number
  readonly by?: string
  readonly lookUp?: LookUpResult
}

/** What would change the advice: other facts, and the outcome they would give. */
export type WouldChange = {
  readonly outcome: string
  readonly without: readonly string[]
  readonly with: readonly string[]
}

export type Advice = {
  readonly outcome: string
  readonly stable: boolean
  /** True where an officer has to look whatever the advice (expert rules, undecided pairs). */
  readonly officer: boolean
  readonly observations: readonly Confirmed[]
  readonly because: readonly Because[]
  /** Questions that could still change the advice. */
  readonly open: readonly string[]
  readonly wouldChange: readonly WouldChange[]
  /** Bank data lost or money still leaving: shown beside the advice. */
  readonly bankAlert: boolean
}

/** Questions answered, and an expected and an upper number of questions that are left, this one included. */
export type Progress = { readonly asked: number; readonly expectedLeft: number; readonly atMostLeft: number }

export type SlotValue = { readonly slot: string; readonly value: string; readonly origin: 'story' | 'citizen' }

/** What was typed to a question and not understood; `explain` where the citizen asked what is meant. */
export type Said = { readonly words: string; readonly explain: boolean }

/** What a face (web form, terminal, chat) shows next. The one description that every channel is written against. */
export type Step =
  /** A sign of danger or despair was seen: a person and a number first; `alert-seen` goes on. */
  | { readonly at: 'people-first'; readonly alerts: readonly Alert[] }
  | { readonly at: 'story'; readonly text: string }
  | {
      readonly at: 'confirm'
      readonly text: string
      readonly proposals: readonly ProposalToConfirm[]
      readonly entities: readonly EntityProposal[]
    }
  | { readonly at: 'safety'; readonly observations: readonly string[] }
  | {
      readonly at: 'question'
      readonly observation: string
      /** The outcomes that hang on the answer, in the model's order. */
      readonly why: readonly string[]
      readonly progress: Progress
      readonly conflict?: Conflict
      /** What was read in the story on this and never confirmed. */
      readonly proposed?: ObservationProposal
      /** What was typed last and not understood: shown again, with the choices. */
      readonly said?: Said
      /** An answer that was given before and taken back. */
      readonly earlier?: { readonly value: Answer; readonly words?: string }
    }
  | { readonly at: 'advice'; readonly advice: Advice }
  | {
      readonly at: 'slots'
      readonly advice: Advice
      readonly slots: readonly string[]
      readonly filled: readonly SlotValue[]
    }
  | { readonly at: 'summary'; readonly advice: Advice; readonly filled: readonly SlotValue[] }
  | { readonly at: 'sent'; readonly advice: Advice }

/** `rejected`: the citizen says that the text does not say this; the observation stays open. */
export type ProposalToConfirm = ObservationProposal & { readonly decided: Answer | 'rejected' | undefined }

/** Two statements (literals) that contradict each other: both sources are shown and the question is put again. */
export type Conflict = {
  readonly observations: readonly [string, string]
  readonly quotes: readonly [string | undefined, string | undefined]
}
