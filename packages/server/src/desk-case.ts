import type { DecisionKind, StateName, Target, waitingFor } from '@toetsbaar/casefile'
import type { Decided } from '@toetsbaar/desk'
import type { Confirmed, InquiryState, SlotValue } from '@toetsbaar/inquiry'
import type { Lang, Model } from '@toetsbaar/rulebook'
import type { CaseAdvice } from '@toetsbaar/web'
import type { DeskActor, FollowUp, TimelineRow } from './desk-timeline.ts'
import type { attachmentsOf } from './site/attached.ts'

/** Something that was read in the story, where it stands in it, by what, and what the citizen made of it. */
export type Mark = {
  readonly observation: string
  readonly value: 'yes' | 'no'
  readonly quote: string
  /** UTF-16 code units of the story. */
  readonly start: number
  readonly end: number
  readonly confidence: number
  /** `confirmed` as read, `corrected` to another value, `rejected` as not said, or still `open`. */
  readonly citizen: 'confirmed' | 'corrected' | 'rejected' | 'open'
  /** What the citizen said it is, where corrected. */
  readonly said: Confirmed['value'] | undefined
}

/** What read a story: dossier and permit of the run, and the model whose patterns it used. */
export type ReadBy = {
  readonly dossier: string
  readonly version: number
  readonly permit: string
  readonly at: string
}

/** One case as its page shows it to one person. It holds nothing that this person may not see, and not the id of the case. */
export type DeskCase = {
  readonly number: string
  /** For the form: who acts on an older one gets `StaleCase`. */
  readonly version: number
  readonly state: StateName
  readonly received: string
  readonly daysOpen: number
  /** ISO 8601; undefined once it is not open. */
  readonly deadline: string | undefined
  readonly overdue: boolean
  /** With its texts, to say observations, rules and outcomes in words. Undefined where it is not installed (any more). */
  readonly model: Model | undefined
  readonly modelVersion: InquiryState['model']
  /** The opaque id of who has it, and whether that is who looks. */
  readonly officer: string | undefined
  readonly mine: boolean
  readonly team: string | undefined
  readonly waitingFor: ReturnType<typeof waitingFor>
  readonly objection: boolean
  /** Whether this person still has to record a first impression, and the one they recorded. */
  readonly impression: { readonly due: boolean; readonly given: DecisionKind | undefined }
  readonly story: { readonly text: string; readonly lang: Lang; readonly date: string } | undefined
  readonly marks: readonly Mark[]
  readonly readBy: ReadBy | undefined
  readonly facts: readonly Confirmed[]
  readonly slots: readonly SlotValue[]
  /** Required fields that are empty. */
  readonly emptySlots: readonly string[]
  readonly advice: CaseAdvice
  readonly attachments: ReturnType<typeof attachmentsOf>
  readonly timeline: readonly TimelineRow[]
  readonly followUps: readonly FollowUp[]
  readonly notes: readonly { readonly at: string; readonly by: DeskActor; readonly text: string }[]
  /** Requests of the citizen that are open, with the version that answers them. */
  readonly requests: readonly {
    readonly version: number
    readonly type: string
    readonly at: string
    readonly text: string
  }[]
  /** What this person can do now, by the table of steps. */
  readonly may: readonly DeskActKind[]
  /** Every system that ran on the case, for the register's identification. */
  readonly systems: readonly { readonly dossier: string; readonly version: number }[]
}

/** What an officer does with a case, as it comes from a form. */
export type DeskAct =
  | { readonly do: 'take' }
  | { readonly do: 'return' }
  | { readonly do: 'ask'; readonly text: string }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'impression'; readonly kind: DecisionKind }
  | ({ readonly do: 'decide' } & Decided)
  | { readonly do: 'reopen'; readonly motive: string }
  | { readonly do: 'hand-over'; readonly to: Target; readonly motive: string }
  | { readonly do: 'answer-request'; readonly request: number; readonly text: string }
export type DeskActKind = DeskAct['do']
