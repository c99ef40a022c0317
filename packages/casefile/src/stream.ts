import type { Entry, Json } from '@toetsbaar/ledger'
import type { Actor, CaseEvent, CaseId, StateName } from './event.ts'

export const streamPrefix = 'case:'

/** The stream of a case, and the key of what the citizen told. */
export function streamOf(id: CaseId): string {
  return streamPrefix + id
}

/** The key of what officers wrote. */
export function officerKey(id: CaseId): string {
  return `${streamPrefix}${id}/officer`
}

/** What an event is encrypted as. */
type CasePayload = { readonly by: Actor; readonly data: Json; readonly to: StateName }

export function toEvent({ ordinal, kind, at, payload }: Entry): CaseEvent {
  const known = payload as CasePayload | undefined
  return { version: ordinal, type: kind, at, to: known?.to, by: known?.by, data: known?.data }
}
