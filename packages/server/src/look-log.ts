import type { Person } from './access.ts'
import type { LogHandling } from './handling.ts'

/** What somebody of the desk is about to see. */
export type Look = {
  readonly who: Pick<Person, 'id' | 'role'>
  /** E.g. `case.read`. */
  readonly operation: string
  /** Why: the purpose of the role, or in the person's own words where the page asks for them. */
  readonly purpose: string
  /** The case, where it is about one. */
  readonly subject?: string
  /** The dossier under which it is done; `intake` unless stated. */
  readonly dossier?: string
}

/** Writes the line; resolves when it is on disk. Log first, then show: where this throws, nothing is shown. */
export type LookLog = (look: Look) => Promise<void>

/** Looks of the desk in the access log. A line holds the opaque id and the role of who looked, and no name. */
export function openLookLog(handle: LogHandling): LookLog {
  return ({ who, operation, purpose, subject, dossier = 'intake' }) =>
    handle({ actor: { kind: 'officer', id: who.id, role: who.role }, operation, purpose, dossier, case: subject }, () =>
      Promise.resolve(),
    )
}
