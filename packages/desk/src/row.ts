import { type CaseEvent, type CaseId, type CaseState, type StateName, waitingFor } from '@toetsbaar/casefile'
import type { Json } from '@toetsbaar/ledger'
import { advisedIn, member, modelIn } from './advised.ts'
import { centsIn } from './amount.ts'

/** What the queue keeps of a case that the police got, from its events alone; `new_links` is the links' own. */
export type ReceivedRow = {
  readonly case_id: CaseId
  readonly number: string
  readonly state: StateName
  readonly version: number
  readonly received: string
  /** From when the term runs: receipt, the last objection, or the moment it was reopened. */
  readonly since: string
  readonly changed: string
  /** When it was decided or withdrawn; null while it is open. */
  readonly ended: string | null
  readonly subject: string | null
  readonly model: string | null
  readonly outcome: string | null
  readonly stable: boolean | null
  /** The advice is kept from who has recorded no first impression. */
  readonly blind: boolean
  readonly impressed: string[]
  /** In cents. */
  readonly amount: number | null
  readonly platform: string | null
  readonly officer: string | null
  readonly team: string | null
  readonly waiting: string | null
  readonly requests: number
  readonly objection: boolean
  readonly prosecutor: string | null
}

/** What the row depends on beside the events. */
export type RowContext = {
  readonly number: string
  readonly drawn: boolean
  /** The team of a case that no officer touched. */
  readonly team: string | undefined
}

/** The row of a case that was received; `state` is the fold of `events`. */
export function receivedRow(
  id: CaseId,
  state: CaseState & { readonly received: string },
  events: readonly CaseEvent[],
  { number, drawn, team }: RowContext,
): ReceivedRow {
  const advice = advisedIn(events)
  const model = modelIn(events)
  const begun = events.findLast(({ type }) => type === 'citizen.objected' || type === 'officer.reopened')
  const open = isOpen(state)
  return {
    case_id: id,
    number,
    state: state.state,
    version: state.version,
    received: state.received,
    since: begun?.at ?? state.received,
    changed: state.changed,
    ended: open ? null : endOf(events, state),
    subject: model?.subject ?? null,
    model: model === undefined ? null : `${model.subject}/${model.from} ${model.digest.slice(0, 12)}`,
    outcome: advice?.outcome ?? null,
    stable: advice?.stable ?? null,
    blind: open && state.deciders.length === 0 && (state.sampled || (drawn && state.officer === undefined)),
    impressed: [...state.impressions],
    amount: amountIn(events) ?? null,
    platform: slotIn(events, 'platform') ?? readIn(events, 'PLATFORM')?.text ?? null,
    officer: state.officer ?? null,
    team: state.team ?? team ?? null,
    waiting: waitingFor(state) ?? null,
    requests: state.requests.length,
    objection: state.objection,
    prosecutor: state.prosecutor ?? null,
  }
}

/** Whether somebody at the desk still has to do something with a case. */
export function isOpen({ state }: Pick<CaseState, 'state'>): boolean {
  return state === 'sent' || state === 'with-officer' || state === 'objected'
}

/** The last step that closed it: later notes and requests do not make it younger. */
function endOf(events: readonly CaseEvent[], { changed }: CaseState): string {
  return events.findLast(({ type }) => type === 'officer.decided' || type === 'citizen.withdrew')?.at ?? changed
}

/** What the citizen wrote in a case, for searching: the story as told last, answers in words, slots, what was added. */
export function wordsIn(events: readonly CaseEvent[]): string {
  const told = events.findLast(event => event.type === 'inquiry.told')
  const slots = new Map<string, string>()
  const said: string[] = []
  for (const { type, data } of events) {
    if (type === 'inquiry.slot-filled') slots.set(text(data, 'slot') ?? '', valuesOf(data).join('\n'))
    else if (type === 'citizen.added' || type === 'citizen.answered' || type === 'citizen.objected')
      said.push(text(data, 'text') ?? text(data, 'motive') ?? '')
    else if (type === 'inquiry.answered' || type === 'inquiry.said')
      said.push(text(member(data, 'words'), 'text') ?? '')
  }
  // NUL cannot lie in a text of PostgreSQL.
  return [text(told?.data, 'text') ?? '', ...slots.values(), ...said]
    .filter(each => each !== '')
    .join('\n')
    .replaceAll('\u0000', ' ')
}

function amountIn(events: readonly CaseEvent[]): number | undefined {
  const typed = slotIn(events, 'amount')
  if (typed !== undefined) return centsIn(typed)
  const normal = readIn(events, 'AMOUNT')?.normal
  return normal !== undefined && /^\d{1,15}$/.test(normal) ? Number(normal) : undefined
}

function slotIn(events: readonly CaseEvent[], slot: string): string | undefined {
  const filled = events.findLast(({ type, data }) => type === 'inquiry.slot-filled' && text(data, 'slot') === slot)
  return valuesOf(filled?.data)[0]
}

function valuesOf(data: Json | undefined): readonly string[] {
  const values = member(data, 'values')
  return Array.isArray(values) ? values.filter(value => typeof value === 'string') : []
}

/** The surest entity of a type that was read in the story. */
function readIn(events: readonly CaseEvent[], type: string): { text: string; normal: string | undefined } | undefined {
  const data = events.findLast(event => event.type === 'inquiry.read')?.data
  const entities = member(member(data, 'reading'), 'entities')
  if (!Array.isArray(entities)) return undefined
  const sure = (entity: Json) => Number(member(entity, 'confidence') ?? 0)
  const [best] = entities
    .filter(entity => member(entity, 'type') === type && member(entity, 'valid') !== false)
    .toSorted((one, other) => sure(other) - sure(one))
  const words = text(best, 'text')
  return words === undefined ? undefined : { text: words, normal: text(best, 'normal') }
}

function text(data: Json | undefined, name: string): string | undefined {
  const value = member(data, name)
  return typeof value === 'string' ? value : undefined
}
