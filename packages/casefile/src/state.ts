import type { Json } from '@toetsbaar/ledger'
import type { CaseEvent, StateName } from './event.ts'

/** A request of the citizen that no officer has answered; `version` is the event that made it. */
export type OpenRequest = { readonly version: number; readonly type: string; readonly at: string }

/** What a case is, folded from its events: as much as the table of steps needs, and no content. */
export type CaseState = {
  readonly state: StateName
  /** Number of events. */
  readonly version: number
  readonly created: string
  readonly changed: string
  /** When the police got it; undefined while it is the citizen's alone. */
  readonly received: string | undefined
  /** Who has the case now. */
  readonly officer: string | undefined
  /** Officers who decided before. */
  readonly deciders: readonly string[]
  readonly requests: readonly OpenRequest[]
}

export function newCase(at: string): CaseState {
  return {
    state: 'telling',
    version: 0,
    created: at,
    changed: at,
    received: undefined,
    officer: undefined,
    deciders: [],
    requests: [],
  }
}

/** The state after one more event. An event whose content was erased counts, and changes nothing else. */
export function afterEvent(state: CaseState, { type, at, to, by, data }: Omit<CaseEvent, 'version'>): CaseState {
  const version = state.version + 1
  if (to === undefined || by === undefined) return { ...state, version, changed: at }
  const officerId = by.kind === 'officer' ? by.id : undefined
  const asks = type.startsWith('citizen.asked-')
  const requests = asks ? [...state.requests, { version: state.version, type, at }] : state.requests
  return {
    state: to,
    version,
    created: state.version === 0 ? at : state.created,
    changed: at,
    received: state.received ?? (to === 'sent' ? at : undefined),
    officer: type === 'officer.took' ? officerId : to === 'with-officer' ? state.officer : undefined,
    deciders: type === 'officer.decided' && officerId !== undefined ? [...state.deciders, officerId] : state.deciders,
    requests: type === 'officer.answered-request' ? requests.filter(one => one.version !== requestOf(data)) : requests,
  }
}

/** A case from its events; undefined where there are none. */
export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
  const [first] = events
  return first === undefined ? undefined : events.reduce<CaseState>(afterEvent, newCase(first.at))
}

/** Which request of the citizen the content of an event answers. */
export function requestOf(data: Json | undefined): number | undefined {
  const request = typeof data === 'object' && data !== null && 'request' in data ? data.request : undefined
  return typeof request === 'number' ? request : undefined
}
