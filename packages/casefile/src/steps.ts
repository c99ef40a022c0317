import type { Step } from '@toetsbaar/inquiry'
import type { Actor, NewEvent, StateName } from './event.ts'
import { type CaseState, requestOf } from './state.ts'

/** Why a step is refused, beyond who and when. */
export type Condition = 'not-received' | 'motive' | 'other-officer' | 'own-case' | 'request'

/** One row: who may do what, in which state, and where the case goes. No `to`: the state stays. */
export type CaseStep = {
  /** An event type, or a family of them: `inquiry.*`. */
  readonly type: string
  readonly who: readonly Actor['kind'][]
  readonly from: readonly StateName[]
  readonly to?: readonly StateName[]
  readonly conditions?: readonly Condition[]
}

const intake = ['telling', 'confirming', 'asking', 'advised', 'completing'] as const
const handled = ['sent', 'with-officer', 'decided', 'objected'] as const
const kept = [...intake, ...handled, 'withdrawn'] as const

/** Every step that there is. The first row that fits the type decides. */
export const steps: readonly CaseStep[] = [
  { type: 'inquiry.sent', who: ['citizen'], from: ['advised', 'completing'], to: ['sent'] },
  { type: 'inquiry.read', who: ['system'], from: intake, to: ['confirming', ...intake] },
  { type: 'inquiry.looked-up', who: ['system'], from: intake, to: intake },
  { type: 'inquiry.*', who: ['citizen'], from: intake, to: intake },
  { type: 'run.*', who: ['system'], from: [...intake, ...handled] },
  {
    type: 'citizen.withdrew',
    who: ['citizen'],
    from: [...intake, 'sent', 'with-officer', 'objected'],
    to: ['withdrawn'],
  },
  { type: 'citizen.objected', who: ['citizen'], from: ['decided'], to: ['objected'], conditions: ['motive'] },
  { type: 'citizen.added', who: ['citizen'], from: ['sent', 'with-officer', 'objected'] },
  { type: 'citizen.attached', who: ['citizen'], from: intake },
  { type: 'citizen.detached', who: ['citizen'], from: intake },
  { type: 'citizen.asked-access', who: ['citizen'], from: kept },
  { type: 'citizen.asked-correction', who: ['citizen'], from: kept },
  { type: 'citizen.asked-erasure', who: ['citizen'], from: kept },
  {
    type: 'officer.took',
    who: ['officer'],
    from: ['sent', 'objected'],
    to: ['with-officer'],
    conditions: ['other-officer'],
  },
  { type: 'officer.returned', who: ['officer'], from: ['with-officer'], to: ['sent'], conditions: ['own-case'] },
  { type: 'officer.noted', who: ['officer'], from: handled },
  { type: 'officer.asked', who: ['officer'], from: ['with-officer'], conditions: ['own-case'] },
  {
    type: 'officer.decided',
    who: ['officer'],
    from: ['with-officer'],
    to: ['decided'],
    conditions: ['own-case', 'motive'],
  },
  { type: 'officer.answered-request', who: ['officer'], from: kept, conditions: ['request'] },
  {
    type: 'case.erased',
    who: ['officer', 'system', 'citizen'],
    from: kept,
    to: ['erased'],
    conditions: ['not-received'],
  },
]

/** The step is not allowed: `reason` is for programs, `message` for people. Nothing was written. */
export class StepRefused extends Error {
  override name = 'StepRefused'
  readonly reason: 'unknown' | 'who' | 'state' | 'to' | Condition
  constructor(reason: StepRefused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/** The row for an event type. Throws `StepRefused` for a type that the table does not name. */
export function stepFor(type: string): CaseStep {
  const found = steps.find(step =>
    step.type.endsWith('*') ? type.startsWith(step.type.slice(0, -1)) : step.type === type,
  )
  if (found === undefined)
    throw new StepRefused('unknown', `There is no step "${type}"; see the table in casefile/src/steps.ts`)
  return found
}

/** The state after the event. Throws `StepRefused` where the table or its condition does not allow it. */
export function stateAfter(state: CaseState, event: NewEvent): StateName {
  const step = stepFor(event.type)
  const refuse = (reason: StepRefused['reason'], why: string): never => {
    throw new StepRefused(reason, `"${event.type}" is not possible: ${why}`)
  }
  if (!step.who.includes(event.by.kind)) refuse('who', `it is for ${step.who.join(' or ')}, not for ${event.by.kind}`)
  if (!step.from.includes(state.state)) refuse('state', `the case is in state "${state.state}"`)
  for (const condition of step.conditions ?? []) {
    const why = conditions[condition](state, event)
    if (why !== undefined) refuse(condition, why)
  }
  if (event.to !== undefined && event.to !== state.state && step.to?.includes(event.to) !== true) {
    refuse('to', `it does not lead to "${event.to}"`)
  }
  if (step.to === undefined) return state.state
  return event.to ?? (step.to.includes(state.state) ? state.state : (step.to[0] ?? state.state))
}

/** The event types that this actor can use now, conditions on content apart; families with their star. */
export function openSteps(state: StateName, who: Actor['kind']): string[] {
  return steps.filter(step => step.who.includes(who) && step.from.includes(state)).map(step => step.type)
}

/** The state of a case whose dialogue stands at this step. */
export function stateAt(at: Step['at']): StateName | undefined {
  return at === 'people-first' ? undefined : stateOfStep[at]
}

const stateOfStep: Readonly<Record<Exclude<Step['at'], 'people-first'>, StateName>> = {
  story: 'telling',
  confirm: 'confirming',
  safety: 'asking',
  question: 'asking',
  advice: 'advised',
  slots: 'completing',
  summary: 'completing',
  sent: 'sent',
}

type Check = (state: CaseState, event: NewEvent) => string | undefined

const conditions: Readonly<Record<Condition, Check>> = {
  motive: (_, event) => (says(event, 'motive') ? undefined : 'it needs a motive in words (data.motive)'),
  'not-received': ({ received }, { by }) =>
    by.kind === 'citizen' && received !== undefined ? 'the police have it; ask them to erase it' : undefined,
  'own-case': ({ officer }, { by }) =>
    by.kind === 'officer' && by.id !== officer ? 'another officer has this case' : undefined,
  'other-officer': ({ deciders, state }, { by }) =>
    state === 'objected' && by.kind === 'officer' && deciders.includes(by.id)
      ? 'an objection is handled by an officer who did not decide before'
      : undefined,
  request: ({ requests }, { data }) => {
    const request = requestOf(data)
    const open = requests.some(one => one.version === request)
    return open ? undefined : 'no request of the citizen with that version is open (data.request)'
  },
}

function says({ data }: NewEvent, member: string): boolean {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false
  const value = (data as Readonly<Record<string, unknown>>)[member]
  return typeof value === 'string' && value.trim() !== ''
}
