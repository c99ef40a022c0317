import type { Entry } from './entry.ts'
import type { Gap } from './gaps.ts'
import type { Refusal } from './permit.ts'
import { type ReasonCode, reason, says } from './reason.ts'

/** Why an act was not taken. `gaps` are what is missing, each with its place; `source` is of a rule that cannot be switched off. */
export type Refused = Refusal & {
  readonly about?: string
  readonly gaps?: readonly Gap[]
  readonly rule?: string
  readonly source?: string
}

/** What comes of an act: the entry as it is then, or why not. */
export type Outcome = Entry | Refused

export function refuse(
  code: ReasonCode,
  about?: string,
  more: Pick<Refused, 'gaps' | 'rule' | 'source'> = {},
): Refused {
  const because = says(reason(code, about)).en
  return { refused: code, because, ...(about === undefined ? {} : { about }), ...more }
}

export function isRefused(outcome: object): outcome is Refused {
  return 'refused' in outcome
}
