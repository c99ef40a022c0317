import type { ActOf } from './act.ts'
import type { Level } from './demand.ts'
import { authorsOf, type Entry, isRunning, type OpenRequest, type Version, versionOf, type Watch } from './entry.ts'
import { exemptionFault, exemptionFrom } from './exemption.ts'
import { demands, type Gap, gaps } from './gaps.ts'
import { daysAfter, earlier, hasCome, millis } from './moment.ts'
import { breaches } from './prohibition.ts'
import { type Outcome, type Refused, refuse } from './refused.ts'
import { stepTable } from './table.ts'

/** Somebody asks for a step. What is missing is said at once, not after the approvals. */
export function request(entry: Entry, act: ActOf<'request'>): Outcome {
  if (entry.request !== undefined) return refuse('already-there', `a request for ${entry.request.step}`)
  const { step, by, at, because, farewell, catchUp, exemption } = act
  const open: OpenRequest = { step, version: act.version, by, at, because, farewell, catchUp, exemption, approvals: [] }
  return obstacle(entry, open, at) ?? { ...entry, request: open }
}

/**
 * Four eyes: two distinct persons, one of the first and one of the second line, neither an author of the bytes nor who asked.
 * The third line has no approval to give. The second approval takes the step, if all demands still hold at that moment.
 */
export function approve(entry: Entry, act: ActOf<'approve'>): Outcome {
  const open = entry.request
  if (open === undefined || open.step !== act.step || open.version !== act.version)
    return refuse('no-request', act.step)
  const version = versionOf(entry, open.version)
  if (version === undefined) return refuse('version-unknown', String(act.version))
  if (version.content !== act.content) return refuse('other-content')
  const { person, line } = act.by
  if (person === open.by.person) return refuse('requester-cannot-approve')
  if (authorsOf(entry, version).has(person)) return refuse('author-cannot-approve')
  if (open.approvals.some(({ by }) => by.person === person)) return refuse('same-person')
  if (open.approvals.some(({ by }) => by.line === line)) return refuse('same-line')
  const approved: OpenRequest = { ...open, approvals: [...open.approvals, { by: act.by, at: act.at }] }
  const stopped = obstacle(entry, approved, act.at)
  if (stopped !== undefined) return stopped
  if (approved.approvals.length < 2) return { ...entry, request: approved }
  return stepTaken(entry, approved, version, act.at)
}

export function decline(entry: Entry, act: ActOf<'decline'>): Outcome {
  return entry.request === undefined ? refuse('no-request', act.act) : { ...entry, request: undefined }
}

/** The third line can stop everything that goes forward, and what runs; it can approve nothing. */
export function block(entry: Entry, act: ActOf<'block'>): Outcome {
  if (entry.block !== undefined) return refuse('already-there', 'block')
  return { ...entry, block: { by: act.by, at: act.at, because: act.because } }
}

export function unblock(entry: Entry): Outcome {
  return entry.block === undefined ? refuse('nothing-there', 'block') : { ...entry, block: undefined }
}

/** Why a step cannot be taken now, approvals aside. */
function obstacle(entry: Entry, open: OpenRequest, now: string): Refused | undefined {
  const version = versionOf(entry, open.version)
  if (version === undefined) return refuse('version-unknown', String(open.version))
  if (!stepTable[open.step].from.includes(entry.state)) return refuse('state-does-not-allow', entry.state)
  if (open.step === 'retire') return open.farewell === undefined ? refuse('request-incomplete', 'farewell') : undefined
  if (open.step === 'exempt') return exemptionFault(entry, open, now)
  if (entry.block !== undefined) return refuse('blocked', entry.block.because)
  const [broken] = breaches(version.dossier)
  if (broken !== undefined) return refuse('rule-broken', broken.because, { rule: broken.rule, source: broken.source })
  const level = levelOf(entry, open)
  const planned = open.step === 'catch-up' ? planFits(version, open, now) : entry
  if ('refused' in planned) return planned
  const missing = gaps(planned === entry ? entry : { ...entry, catchUp: open.catchUp }, version, level, now)
  // An older system has no field lab to have measured in; its first window is part of the plan.
  const counted =
    open.step === 'catch-up' || open.step === 'resume' ? missing.filter(({ id }) => id !== 'criteria-met') : missing
  if (counted.length > 0) return demandsMissing(counted)
  return open.step === 'resume' ? notYetBack(entry, open, now) : undefined
}

function demandsMissing(missing: readonly Gap[]): Refused {
  return refuse('demands-not-met', missing.map(({ id }) => id).join(', '), { gaps: missing })
}

function levelOf(entry: Entry, { step }: OpenRequest): Level {
  if (step === 'field-lab') return 'field-lab'
  if (step === 'license' && isRunning(entry.state)) return entry.state
  if (step === 'resume') return entry.suspendedFrom ?? 'operational'
  return 'operational'
}

function planFits({ dossier }: Version, { catchUp }: OpenRequest, now: string): Refused | { readonly plan: true } {
  if (dossier.origin !== 'existing') return refuse('request-incomplete', 'origin: existing')
  if (catchUp === undefined) return refuse('request-incomplete', 'catchUp')
  for (const { demand, by } of catchUp.items) {
    if (!demands.some(({ id, postponable }) => id === demand && postponable))
      return refuse('request-incomplete', `a demand that can wait, not "${demand}"`)
    if (millis(by) > millis(daysAfter(now, 366)))
      return refuse('request-incomplete', `a date within a year for "${demand}"`)
  }
  return { plan: true }
}

/** A suspended system comes back only when what stopped it is dealt with. */
function notYetBack(entry: Entry, open: OpenRequest, now: string): Refused | undefined {
  if (entry.decisionDue !== undefined) return refuse('decision-due')
  if (entry.decision?.choice === 'retire') return refuse('decision-says-otherwise', 'retire')
  if (entry.decision?.choice === 'change' && open.version === entry.licensed)
    return refuse('decision-says-otherwise', 'change')
  if (millis(entry.review.due) <= millis(now)) return refuse('request-incomplete', 'a review')
  return undefined
}

function stepTaken(entry: Entry, open: OpenRequest, version: Version, at: string): Entry {
  const done: Entry = { ...entry, request: undefined, steps: [...entry.steps, { ...open, takenAt: at }] }
  if (open.step === 'retire')
    return { ...done, state: 'retired', since: at, why: [], farewell: open.farewell, watch: {} }
  if (open.step === 'exempt') return exempted(done, open, version, at)
  const state = targetOf(entry, open)
  const review =
    open.step === 'license' || open.step === 'resume' ? entry.review : { due: daysAfter(at, 365), triggers: [] }
  return {
    ...done,
    state,
    since: open.step === 'license' ? entry.since : at,
    why: [],
    suspendedFrom: undefined,
    licensed: version.number,
    watch: watchOf(entry, open, version, at),
    decision: undefined,
    catchUp: open.step === 'catch-up' ? open.catchUp : entry.catchUp,
    review,
  }
}

function targetOf(entry: Entry, { step }: OpenRequest): Entry['state'] {
  const { to } = stepTable[step]
  if (to === 'as it was') return entry.state
  if (to === 'where it came from') return entry.suspendedFrom ?? entry.state
  return to
}

/** New windows; but a new version of a running system does not give a criterion more time, or forget that it failed. */
function watchOf(entry: Entry, { step }: OpenRequest, { dossier }: Version, at: string): Record<string, Watch> {
  const watch: Record<string, Watch> = {}
  for (const { id, windowDays } of dossier.criteria ?? []) {
    const fresh = { from: at, due: daysAfter(at, windowDays), failures: 0 }
    const before = step === 'license' ? entry.watch[id] : undefined
    watch[id] = before === undefined ? fresh : { ...before, from: at, due: earlier(before.due, fresh.due) }
  }
  return watch
}

/** Nothing about running changes; a lease for the same investigation takes the place of the one before. */
function exempted(entry: Entry, { exemption, approvals }: OpenRequest, version: Version, at: string): Entry {
  if (exemption === undefined) return entry
  const granted = exemptionFrom(exemption, version.dossier, version.number, approvals, at)
  return { ...entry, exemptions: [...entry.exemptions, granted] }
}

/** The investigation is over: the lease ends now, and publication falls due. */
export function endExemption(entry: Entry, { investigation, at }: ActOf<'end-exemption'>): Outcome {
  const index = entry.exemptions.findLastIndex(one => one.investigation === investigation)
  const found = entry.exemptions[index]
  if (found === undefined || found.endedAt !== undefined || hasCome(found.until, at))
    return refuse('nothing-there', 'exemption')
  return { ...entry, exemptions: entry.exemptions.with(index, { ...found, endedAt: at }) }
}
