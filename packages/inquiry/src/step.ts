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

/** An observation that a person confirmed or answered, and in which words. */
export type Confirmed = {
  readonly id: string
  readonly value: Answer
  readonly origin: 'story' | 'question' | 'look-up'
  readonly quote?: string
  readonly start?: number
  readonly end?: number
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

export type Progress = { readonly asked: number; readonly expectedLeft: number; readonly atMostLeft: number }

export type SlotValue = { readonly slot: string; readonly value: string; readonly origin: 'story' | 'citizen' }

/** What a face (web form, terminal, chat) shows next. The one description that every channel is written against. */
export type Step =
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
      readonly why: readonly string[]
      readonly progress: Progress
      readonly conflict?: Conflict
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

export type ProposalToConfirm = ObservationProposal & { readonly decided: Answer | undefined }

/** Two sources that contradict each other: both are shown and the question is put again. */
export type Conflict = {
  readonly observations: readonly [string, string]
  readonly quotes: readonly [string | undefined, string | undefined]
}
