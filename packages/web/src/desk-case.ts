import type { DecisionKind, StateName } from '@toetsbaar/casefile'
import type { Advice, Confirmed, SlotValue } from '@toetsbaar/inquiry'
import type { Model } from '@toetsbaar/rulebook'
import type { AttachedFile } from './step-context.ts'

/** A system of the register that had a part in what a page shows: its entry is what anybody can check. */
export type SystemUsed = {
  readonly id: string
  readonly name: string
  /** The version of its dossier; undefined where the page is about several. */
  readonly version: number | undefined
  readonly href: string
}

/** Who did something in a case. */
export type CaseActor =
  | { readonly kind: 'citizen' }
  | { readonly kind: 'officer'; readonly id: string; readonly role: string }
  | { readonly kind: 'system'; readonly dossier: string; readonly version: number }
  | { readonly kind: 'gone' }

/** One thing that happened to a case. */
export type CaseMoment = {
  readonly version: number
  readonly at: string
  readonly type: string
  readonly by: CaseActor
  readonly text?: string
  readonly kind?: DecisionKind
  readonly reason?: string
  readonly to?: { readonly officer?: string; readonly team?: string; readonly prosecutor?: true }
  readonly outcome?: string
  readonly override?: boolean
}

/** Something that was read in the story, and what the citizen made of it. */
export type CaseMark = {
  readonly observation: string
  readonly value: 'yes' | 'no'
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly citizen: 'confirmed' | 'corrected' | 'rejected' | 'open'
}

/** The advice on a case with everything that follows from it, or the fact that it is there and not for this person yet. */
export type CaseAdvice =
  /** A first impression is due: neither outcome nor reason is in this object. */
  | { readonly shown: false; readonly because: 'impression-due' }
  /** The case holds no advice, or its model or leave to run is gone: `recorded` is what stands in the case. */
  | { readonly shown: 'recorded'; readonly outcome: string | undefined; readonly stable: boolean; readonly why: string }
  | {
      readonly shown: true
      readonly outcome: string
      readonly stable: boolean
      readonly officer: boolean
      /** Rules that carry the outcome, with source and facts. */
      readonly because: Advice['because']
      /** Rules that the facts bring into play and that others beat (`defeated`) or hold up (`blocked`). */
      readonly against: readonly {
        readonly rule: string
        readonly standing: string
        readonly beatenBy: readonly string[]
      }[]
      readonly wouldChange: Advice['wouldChange']
      /** Observations that nobody answered and that can still change the advice. */
      readonly missing: readonly string[]
      /** The argument graph with the facts of this case, as SVG, by language. */
      readonly graph: Readonly<Record<'nl' | 'en', string>>
    }

/** What somebody at the desk can do with a case. */
export type CaseAct =
  | 'take'
  | 'return'
  | 'ask'
  | 'note'
  | 'impression'
  | 'decide'
  | 'reopen'
  | 'hand-over'
  | 'answer-request'

/** A case as its page shows it to one person at the desk. */
export type CaseAtDesk = {
  readonly number: string
  readonly version: number
  readonly state: StateName
  readonly received: string
  readonly daysOpen: number
  readonly deadline: string | undefined
  readonly overdue: boolean
  readonly model: Model | undefined
  readonly modelVersion: Pick<Model, 'subject' | 'from' | 'digest'>
  readonly officer: string | undefined
  readonly mine: boolean
  readonly team: string | undefined
  readonly waitingFor: 'citizen' | 'officer' | 'team' | undefined
  readonly objection: boolean
  readonly impression: { readonly due: boolean; readonly given: DecisionKind | undefined }
  readonly story: { readonly text: string; readonly date: string } | undefined
  readonly marks: readonly CaseMark[]
  readonly readBy:
    | { readonly dossier: string; readonly version: number; readonly permit: string; readonly at: string }
    | undefined
  readonly facts: readonly Confirmed[]
  readonly slots: readonly SlotValue[]
  readonly emptySlots: readonly string[]
  readonly advice: CaseAdvice
  readonly attachments: readonly AttachedFile[]
  readonly timeline: readonly CaseMoment[]
  readonly followUps: readonly {
    readonly version: number
    readonly at: string
    readonly by: CaseActor
    readonly text: string
    readonly answer: { readonly at: string; readonly text: string } | undefined
  }[]
  readonly notes: readonly { readonly at: string; readonly by: CaseActor; readonly text: string }[]
  readonly requests: readonly {
    readonly version: number
    readonly type: string
    readonly at: string
    readonly text: string
  }[]
  readonly may: readonly CaseAct[]
}
