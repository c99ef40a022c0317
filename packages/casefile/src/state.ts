import type { Json } from '@toetsbaar/ledger'
import type { CaseEvent, StateName } from './event.ts'

/** A request of the citizen that no officer has answered; `version` is the event that made it. */
export type OpenRequest = { readonly version: number; readonly type: string; readonly at: string }

/** A question of an officer that the citizen has not answered; `version` is the event that asked it. */
export type OpenQuestion = { readonly version: number; readonly at: string }

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
  /** The team that took it or got it; undefined while no officer touched it. */
  readonly team: string | undefined
  /** Officers who decided before. */
  readonly deciders: readonly string[]
  readonly requests: readonly OpenRequest[]
  readonly questions: readonly OpenQuestion[]
  /** An objection of the citizen that is not decided yet. */
  readonly objection: boolean
  /** Drawn for a first impression without the advice: who decides first records one. */
  readonly sampled: boolean
  /** Officers who recorded a first impression. */
  readonly impressions: readonly string[]
  /** Since when the prosecutor may look; undefined where it was not handed over to them. */
  readonly prosecutor: string | undefined
}

export function newCase(at: string): CaseState {
  return {
    state: 'telling',
    version: 0,
    created: at,
    changed: at,
    received: undefined,
    officer: undefined,
    team: undefined,
    deciders: [],
    requests: [],
    questions: [],
    objection: false,
    sampled: false,
    impressions: [],
    prosecutor: undefined,
  }
}

/** The state after one more event. An event whose content was erased counts, and changes nothing else. */
export function afterEvent(state: CaseState, event: Omit<CaseEvent, 'version'>): CaseState {
  const { type, at, to, by, data } = event
  const version = state.version + 1
  if (to === undefined || by === undefined) return { ...state, version, changed: at }
  const next: CaseState = {
    ...state,
    state: to,
    version,
    created: state.version === 0 ? at : state.created,
    changed: at,
    received: state.received ?? (to === 'sent' ? at : undefined),
    officer: to === 'with-officer' ? state.officer : undefined,
  }
  if (type.startsWith('citizen.asked-'))
    return { ...next, requests: [...state.requests, { version: state.version, type, at }] }
  return { ...next, ...changes[type]?.(state, { at, data, officer: by.kind === 'officer' ? by.id : undefined }) }
}

type Happening = {
  readonly at: string
  readonly data: Json | undefined
  /** Who did it, where that was an officer. */
  readonly officer: string | undefined
}

/** What a type of event changes, beside where the case goes. */
const changes: Readonly<Record<string, (state: CaseState, event: Happening) => Partial<CaseState>>> = {
  'officer.took': ({ team, sampled }, { data, officer }) => ({
    officer,
    team: wordIn(data, 'team') ?? team,
    sampled: sampled || memberOf(data, 'sampled') === true,
  }),
  'officer.reopened': ({ team }, { data, officer }) => ({ officer, team: wordIn(data, 'team') ?? team }),
  'officer.handed-over': ({ officer, team, prosecutor }, { at, data }) => {
    const target = targetOf(data)
    if (target === undefined) return {}
    if ('officer' in target) return { officer: target.officer }
    if ('team' in target) return { team: target.team }
    return { officer, team, prosecutor: prosecutor ?? at }
  },
  'officer.asked': ({ questions, version }, { at }) => ({ questions: [...questions, { version, at }] }),
  'citizen.answered': ({ questions }, { data }) => {
    const answered = numberIn(data, 'question')
    return { questions: questions.filter(one => one.version !== answered) }
  },
  'officer.impression': ({ impressions }, { officer }) =>
    officer === undefined ? {} : { impressions: [...impressions, officer] },
  'officer.decided': ({ deciders }, { officer }) => ({
    deciders: officer === undefined ? deciders : [...deciders, officer],
    questions: [],
    objection: false,
  }),
  'officer.answered-request': ({ requests }, { data }) => ({
    requests: requests.filter(one => one.version !== requestOf(data)),
  }),
  'citizen.objected': () => ({ objection: true }),
  'citizen.withdrew': () => ({ questions: [], objection: false }),
}

/** A case from its events; undefined where there are none. */
export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
  const [first] = events
  return first === undefined ? undefined : events.reduce<CaseState>(afterEvent, newCase(first.at))
}

/** Whom a case waits for: the citizen's answer, the officer who has it, or anyone of the team; nobody once it is decided. */
export function waitingFor({ state, questions }: CaseState): 'citizen' | 'officer' | 'team' | undefined {
  if (state !== 'sent' && state !== 'with-officer' && state !== 'objected') return undefined
  if (questions.length > 0) return 'citizen'
  return state === 'with-officer' ? 'officer' : 'team'
}

/** Whether this officer has to record a first impression before the advice is shown to them. */
export function impressionDue({ sampled, deciders, impressions }: CaseState, officer: string): boolean {
  return sampled && deciders.length === 0 && !impressions.includes(officer)
}

/** To whom a case is handed over. */
export type Target = { readonly officer: string } | { readonly team: string } | { readonly prosecutor: true }

/** The target in the content of a hand-over; undefined where it names none, or more than one. */
export function targetOf(data: Json | undefined): Target | undefined {
  const to = memberOf(data, 'to')
  if (typeof to !== 'object' || to === null || Object.keys(to).length !== 1) return undefined
  const officer = wordIn(to, 'officer')
  const team = wordIn(to, 'team')
  if (officer !== undefined) return { officer }
  if (team !== undefined) return { team }
  return memberOf(to, 'prosecutor') === true ? { prosecutor: true } : undefined
}

/** Which request of the citizen the content of an event answers. */
export function requestOf(data: Json | undefined): number | undefined {
  return numberIn(data, 'request')
}

/** Words in a member of an event's content; undefined where there are none. */
export function wordIn(data: Json | undefined, member: string): string | undefined {
  const value = memberOf(data, member)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** A number in a member of an event's content. */
export function numberIn(data: Json | undefined, member: string): number | undefined {
  const value = memberOf(data, member)
  return typeof value === 'number' ? value : undefined
}

function memberOf(data: Json | undefined, member: string): Json | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
  return Object.hasOwn(data, member) ? (data as Readonly<Record<string, Json>>)[member] : undefined
}
