import type { Permit } from '@toetsbaar/register'
import type { Lang, Model } from '@toetsbaar/rulebook'
import type { Intake } from '@toetsbaar/server/run'

/** What a dialogue in the terminal runs on: leave to run, what runs, and whose texts in which language. */
export type Dialogue = {
  readonly permit: Permit
  readonly intake: Intake
  readonly model: Model
  readonly lang: Lang
  /** The day of the report, YYYY-MM-DD. */
  readonly date: string
}
