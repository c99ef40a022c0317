import type { Step } from '@toetsbaar/inquiry'
import type { Actor, NewEvent, StateName } from './event.ts'
import { type CaseState, impressionDue, numberIn, requestOf, targetOf, wordIn } from './state.ts'

/** Why a step is refused, beyond who and when. */
export type Condition =
  | 'not-received'
  | 'motive'
  | 'text'
  | 'kind'
  | 'reason'
  | 'other-officer'
  | 'own-case'
  | 'request'
  | 'question'
  | 'impression-due'
  | 'impression-first'
  | 'target'

/** What an officer can decide. */
export const decisionKinds = ['take-up', 'refer', 'close', 'other'] as const
export type DecisionKind = (typeof decisionKinds)[number]

/** One row: who may do what, in which state, and where the case goes. No `to`: the state stays. */
export type CaseStep = {
  /** An event type, or a family of them: `inquiry.*`. */
  readonly type: string
  readonly who: readonly Actor['kind'][]
  readonly from: readonly StateName[]
  readonly to?: readonly StateName[]
  /** It leads back to where the case waits for anyone of the team: the objections where one is open. */
  readonly back?: true
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
  {
    type: 'citizen.answered',
    who: ['citizen'],
    from: ['sent', 'with-officer', 'objected'],
    conditions: ['question', 'text'],
  },
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
  {
    type: 'officer.returned',
    who: ['officer'],
    from: ['with-officer'],
    to: ['sent', 'objected'],
    back: true,
    conditions: ['own-case'],
  },
  { type: 'officer.noted', who: ['officer'], from: handled },
  { type: 'officer.asked', who: ['officer'], from: ['with-officer'], conditions: ['own-case', 'text'] },
  {
    type: 'officer.impression',
    who: ['officer'],
    from: ['with-officer'],
    conditions: ['own-case', 'impression-due', 'kind'],
  },
  {
    type: 'officer.handed-over',
    who: ['officer'],
    from: handled,
    to: ['with-officer', 'sent', 'objected'],
    back: true,
    conditions: ['target', 'motive'],
  },
  {
    type: 'officer.decided',
    who: ['officer'],
    from: ['with-officer'],
    to: ['decided'],
    conditions: ['own-case', 'impression-first', 'kind', 'reason', 'motive'],
  },
  { type: 'officer.reopened', who: ['officer'], from: ['decided'], to: ['with-officer'], conditions: ['motive'] },
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
  const usual = step.back === undefined ? undefined : wayBack(state, event)
  const possible = usual === undefined ? step.to?.includes(event.to ?? state.state) : event.to === usual
  if (event.to !== undefined && event.to !== state.state && possible !== true) {
    refuse('to', `it does not lead to "${event.to}"`)
  }
  if (usual !== undefined) return usual
  if (step.to === undefined) return state.state
  return event.to ?? (step.to.includes(state.state) ? state.state : (step.to[0] ?? state.state))
}

/** Where a case goes that an officer lets go: to another officer, out of their hands for the team, or nowhere at all. */
function wayBack({ state, objection }: CaseState, { type, data }: NewEvent): StateName {
  const target = type === 'officer.handed-over' ? targetOf(data) : undefined
  if (target !== undefined && 'prosecutor' in target) return state
  if (target !== undefined && 'officer' in target) return 'with-officer'
  return objection ? 'objected' : 'sent'
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
  motive: (_, { data }) =>
    wordIn(data, 'motive') === undefined ? 'it needs a motive in words (data.motive)' : undefined,
  text: (_, { data }) => (wordIn(data, 'text') === undefined ? 'it needs words (data.text)' : undefined),
  reason: (_, { data }) =>
    wordIn(data, 'reason') === undefined ? 'it needs the concrete reason (data.reason)' : undefined,
  kind: (_, { data }) =>
    decisionKinds.some(kind => kind === wordIn(data, 'kind'))
      ? undefined
      : `it needs one of ${decisionKinds.join(', ')} (data.kind)`,
  'not-received': ({ received }, { by }) =>
    by.kind === 'citizen' && received !== undefined ? 'the police have it; ask them to erase it' : undefined,
  'own-case': ({ officer }, { by }) =>
    by.kind === 'officer' && by.id !== officer ? 'another officer has this case' : undefined,
  'other-officer': (state, { by }) => (by.kind === 'officer' ? barred(state, by.id) : undefined),
  request: ({ requests }, { data }) => {
    const request = requestOf(data)
    const open = requests.some(one => one.version === request)
    return open ? undefined : 'no request of the citizen with that version is open (data.request)'
  },
  question: ({ questions }, { data }) => {
    const question = numberIn(data, 'question')
    const open = questions.some(one => one.version === question)
    return open ? undefined : 'no question of an officer with that version is open (data.question)'
  },
  'impression-due': (state, { by }) =>
    by.kind === 'officer' && impressionDue(state, by.id)
      ? undefined
      : 'a first impression is recorded once, before the advice is seen, on a case that was drawn for it',
  'impression-first': (state, { by }) =>
    by.kind === 'officer' && impressionDue(state, by.id)
      ? 'this case was drawn for a first impression; record that first'
      : undefined,
  target: mayHandOver,
}

/** Why this officer may not have the case, where an objection is open against a decision of theirs. */
function barred({ objection, deciders }: CaseState, officer: string): string | undefined {
  return objection && deciders.includes(officer)
    ? 'an objection is handled by an officer who did not decide before'
    : undefined
}

/** Who has a case may hand it over, and a team lead may; a decided case goes to the prosecutor only, from who decided it. */
function mayHandOver(state: CaseState, { by, data }: NewEvent): string | undefined {
  const target = targetOf(data)
  if (target === undefined) return 'it needs one officer, team or prosecutor (data.to)'
  if (by.kind !== 'officer') return undefined
  const holds = state.state === 'decided' ? state.deciders.at(-1) === by.id : state.officer === by.id
  if (!holds && by.role !== 'team-lead') return 'it is for who has the case, or for a team lead'
  if ('prosecutor' in target) {
    if (state.state !== 'with-officer' && state.state !== 'decided') return 'an officer takes it first'
    return state.prosecutor === undefined ? undefined : 'the prosecutor has it already'
  }
  if (state.state === 'decided') return 'it is decided; reopen it first'
  if ('team' in target) return target.team === state.team ? 'that team has it already' : undefined
  return target.officer === state.officer ? 'that officer has it already' : barred(state, target.officer)
}
