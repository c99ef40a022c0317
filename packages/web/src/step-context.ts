import type { Alert } from '@toetsbaar/inquiry'
import type { Model } from '@toetsbaar/rulebook'
import type { EarlierAnswer } from './components/earlier-answers/earlier-answers.tsx'
import type { Frame, Gate, ModelTexts, Problem } from './frame.ts'

/** A file that the citizen added to the report. `key` names it when it is to be removed; it is no path. */
export type AttachedFile = { readonly key: string; readonly name: string; readonly bytes: number }

/** What the server knows beside the step of the dialogue. One context serves every step. */
export type StepContext = {
  readonly frame: Frame
  readonly gate: Gate
  /** The model's texts in the page's language. */
  readonly texts: ModelTexts
  readonly model: Pick<Model, 'observations' | 'sources' | 'rules' | 'slots'>
  /** What was typed in the form that came back with problems, by field name. */
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  /** Help that was found to be needed in the words on this page: shown before anything else. */
  readonly alerts: readonly Alert[]
  readonly earlier: readonly EarlierAnswer[]
  /** The story as typed. */
  readonly story: string
  readonly attachments: readonly AttachedFile[]
  /** True where a password, code or card number was typed: masked, not stored. */
  readonly masked: boolean
  /** Most characters of a story. */
  readonly limit: number
  readonly to: {
    /** The page on which the citizen chooses a word and gets a case code to come back with. */
    readonly keep: string
    readonly attachments: string
    readonly story: string
    readonly slots: string
    readonly status: string
    /** The model's page: rules, sources and graph. */
    readonly model: string
  }
  /** True where the citizen chose no word to come back with yet: the summary asks for it. */
  readonly wordNeeded: boolean
  /** The case code, only right after sending or keeping; stored nowhere in clear. */
  readonly code?: string
}
