import type { Json } from '@toetsbaar/ledger'

/** UUIDv7. Never shown: not on a page, not in an address, not in a message. */
export type CaseId = string & { readonly __case?: never }

/** Who did it. A system acts under a dossier and a permit. */
export type Actor =
  | { readonly kind: 'citizen' }
  | { readonly kind: 'officer'; readonly id: string; readonly role: string }
  | { readonly kind: 'system'; readonly dossier: string; readonly version: number; readonly permit: string }

/** What is added to a case. `type` is one of the table of steps; `data` of `inquiry.*` events is the inquiry's own. */
export type NewEvent = {
  readonly type: string
  readonly by: Actor
  readonly data: Json
  /** The state after it, where the table of steps leaves a choice. Default: the state stays, or else the first that the table names. */
  readonly to?: StateName
}

/** What happened in a case. `data` is undefined where it was erased; who and when remain only while the data does. */
export type CaseEvent = {
  readonly version: number
  readonly type: string
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
  readonly to: StateName | undefined
  readonly by: Actor | undefined
  readonly data: Json | undefined
}

export type StateName =
  | 'telling'
  | 'confirming'
  | 'asking'
  | 'advised'
  | 'completing'
  | 'sent'
  | 'with-officer'
  | 'decided'
  | 'objected'
  | 'withdrawn'
  | 'erased'
