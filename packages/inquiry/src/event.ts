import type { Reading } from '@toetsbaar/extraction'
import type { Lang } from '@toetsbaar/rulebook'
import type { Alert, Answer, LookUpResult } from './step.ts'

/**
 * What a person typed, and the people-first signs that were seen in it. Every free-text field comes as one, so that no
 * channel can leave the signs out: looked at and nothing seen is `signs: []`.
 */
export type FreeText = { readonly text: string; readonly signs: readonly Alert[] }

/** What the citizen says of one observation while confirming: its value, or that the text does not say this. */
export type Decision = {
  readonly observation: string
  readonly value: Answer | 'rejected'
  /** For an observation that the citizen adds: the words in the story that say so. */
  readonly start?: number
  readonly end?: number
}

/** What happens in a dialogue. Plain JSON; the fold of a dialogue's events is its state. */
export type InquiryEvent =
  /** A story, or the story told anew. `date` (YYYY-MM-DD) is the day of the report. */
  | {
      readonly kind: 'told'
      readonly text: string
      readonly lang: Lang
      readonly date: string
      readonly signs: readonly Alert[]
    }
  /** What extraction read in the story; kept as input, so that a replay is exact. */
  | { readonly kind: 'read'; readonly reading: Reading }
  /** One or many proposals confirmed or corrected, observations added. `done`: goes on, whatever is not decided. */
  | { readonly kind: 'decided'; readonly decisions: readonly Decision[]; readonly done?: boolean }
  | { readonly kind: 'safety-answered'; readonly answers: Readonly<Record<string, Answer>> }
  | {
      readonly kind: 'answered'
      readonly observation: string
      readonly value: Answer
      readonly words?: FreeText
    }
  /** Words that answer nothing yet: not understood, or "what do you mean?" (`explain`). */
  | { readonly kind: 'said'; readonly observation: string; readonly words: FreeText; readonly explain: boolean }
  /** An earlier answer changed at any moment; `withdrawn` opens the question again. */
  | {
      readonly kind: 'corrected'
      readonly observation: string
      readonly value: Answer | 'withdrawn'
      readonly words?: FreeText
    }
  /** Back: the citizen's last act is taken back; what was typed is kept. */
  | { readonly kind: 'undone' }
  /** The citizen stops early: advice on what is known now. */
  | { readonly kind: 'advice-asked' }
  | { readonly kind: 'questions-resumed' }
  | ({ readonly kind: 'looked-up'; readonly observation: string; readonly value: Answer } & LookUpResult)
  /** The citizen wants to report, as advised or all the same. */
  | { readonly kind: 'report-chosen' }
  | {
      readonly kind: 'slot-filled'
      readonly slot: string
      /** All values of the slot; none empties it. More than one only where the slot repeats. */
      readonly values: readonly string[]
      readonly signs: readonly Alert[]
    }
  | { readonly kind: 'completed' }
  | { readonly kind: 'sent' }
  /** The help was shown and the citizen goes on. */
  | { readonly kind: 'alert-seen' }
