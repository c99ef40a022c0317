import { createHmac } from 'node:crypto'
import type { Actor, CaseEvent, CaseId, DecisionKind, NewEvent } from '@toetsbaar/casefile'
import { decisionKinds } from '@toetsbaar/casefile'
import type { Json } from '@toetsbaar/ledger'
import { advisedIn, isOverride, member } from './advised.ts'
import type { DeskSettings } from './settings.ts'

/** What an officer decides, as it comes from the form. */
export type Decided = {
  readonly kind: DecisionKind
  /** One of `decisionReasons[kind]`. */
  readonly reason: string
  /** In words, for the citizen too. */
  readonly motive: string
  /** Which outcome the model should have given, where the officer goes another way and says so. */
  readonly better?: string
}

/** What the server knows at the moment of a decision. */
export type Deciding = {
  readonly officer: Extract<Actor, { kind: 'officer' }>
  readonly team: string | undefined
  /** When this officer first opened the case since they got it, by the access log. */
  readonly opened: Date | undefined
  readonly now: Date
  /** Facts that the advice rests on, as literals (`paid`, `-received`); no words of the citizen. */
  readonly facts: readonly string[]
}

/**
 * The event of a decision, with all that oversight asks of it later: the advice that was shown with model version and digest,
 * whether it was followed, the time it took, and the first impression of this officer.
 */
export function decisionEvent(
  settings: Pick<DeskSettings, 'follows'>,
  events: readonly CaseEvent[],
  { kind, reason, motive, better }: Decided,
  { officer, team, opened, now, facts }: Deciding,
): NewEvent {
  const advice = advisedIn(events)
  const override = isOverride(settings.follows, advice?.outcome, kind)
  const impression = impressionOf(events, officer.id)
  const took = events.findLast(
    ({ type, by }) => type === 'officer.took' && by?.kind === 'officer' && by.id === officer.id,
  )
  const start = opened ?? (took === undefined ? undefined : new Date(took.at))
  const data: Json = {
    kind,
    reason,
    motive,
    override: override ?? null,
    advice:
      advice === undefined
        ? null
        : { outcome: advice.outcome, stable: advice.stable, shown: advice.shown, model: advice.model ?? null },
    facts: override === true ? [...facts] : [],
    ...(override === true && better !== undefined && { better }),
    ...(impression !== undefined && { impression }),
    ...(team !== undefined && { team }),
    ...(start !== undefined && { ms: Math.max(0, now.getTime() - start.getTime()) }),
  }
  return { type: 'officer.decided', by: officer, data }
}

/** The first impression that an officer recorded in a case. */
export function impressionOf(events: readonly CaseEvent[], officer: string): DecisionKind | undefined {
  const event = events.find(
    ({ type, by }) => type === 'officer.impression' && by?.kind === 'officer' && by.id === officer,
  )
  return kindIn(event?.data)
}

/** One decision as oversight counts it. Nothing in it says who decided: `hand` counts heads in one month, and changes with it. */
export type DecisionRow = {
  readonly at: string
  /** YYYY-MM. */
  readonly month: string
  readonly team: string | undefined
  /** The model version: subject, first day, digest. */
  readonly model: string | undefined
  readonly outcome: string | undefined
  readonly kind: DecisionKind
  /** Undefined where the advice pointed to no decision. */
  readonly override: boolean | undefined
  /** From opening the case to deciding. */
  readonly ms: number | undefined
  readonly impression: DecisionKind | undefined
  readonly hand: string
}

/** The decisions in the events of a case, with the version of each. */
export function decisionsIn(
  key: Uint8Array,
  events: readonly CaseEvent[],
): readonly (DecisionRow & { readonly version: number })[] {
  return events.flatMap(({ type, version, at, by, data }) => {
    const kind = kindIn(data)
    if (type !== 'officer.decided' || by?.kind !== 'officer' || kind === undefined) return []
    const month = at.slice(0, 7)
    const [override, ms, team] = ['override', 'ms', 'team'].map(name => member(data, name))
    const advice = member(data, 'advice')
    const [outcome, model] = ['outcome', 'model'].map(name => member(advice, name))
    const [subject, from, digest] = ['subject', 'from', 'digest'].map(name => member(model, name))
    const impression = member(data, 'impression')
    return {
      version,
      at,
      month,
      team: typeof team === 'string' ? team : undefined,
      model: typeof digest === 'string' ? `${subject}/${from} ${digest.slice(0, 12)}` : undefined,
      outcome: typeof outcome === 'string' ? outcome : undefined,
      kind,
      override: typeof override === 'boolean' ? override : undefined,
      ms: typeof ms === 'number' ? ms : undefined,
      impression: decisionKinds.find(one => one === impression),
      hand: createHmac('sha256', key).update(`desk hand ${month} ${by.id}`).digest('base64url').slice(0, 12),
    }
  })
}

/** A case for the authors of a model: facts, what was advised, and what a person decided instead. No words of anybody. */
export type Override = {
  readonly id: string
  readonly at: string
  readonly subject: string
  /** First day of the law and the digest, as on the register's page. */
  readonly model: string
  readonly facts: readonly string[]
  readonly advised: string
  readonly kind: DecisionKind
  readonly reason: string
  /** The outcome that the officer says it should have been. */
  readonly better: string | undefined
}

/** The decisions in a case that went another way than advised. */
export function overridesIn(
  key: Uint8Array,
  id: CaseId,
  events: readonly CaseEvent[],
): readonly (Override & { readonly version: number })[] {
  return events.flatMap(({ type, version, at, data }) => {
    const kind = kindIn(data)
    const advice = member(data, 'advice')
    const model = member(advice, 'model')
    const [subject, from, digest] = ['subject', 'from', 'digest'].map(name => member(model, name))
    const [outcome, better] = [member(advice, 'outcome'), member(data, 'better')]
    const [facts, reason] = [member(data, 'facts'), member(data, 'reason')]
    if (type !== 'officer.decided' || kind === undefined || member(data, 'override') !== true) return []
    if (typeof subject !== 'string' || typeof digest !== 'string' || typeof outcome !== 'string') return []
    const mark = createHmac('sha256', key).update(`desk override ${id} ${version}`).digest('hex').slice(0, 8)
    return {
      version,
      id: `officer-${mark}`,
      at,
      subject,
      model: `${from} ${digest.slice(0, 12)}`,
      facts: Array.isArray(facts) ? facts.filter(fact => typeof fact === 'string') : [],
      advised: outcome,
      kind,
      reason: typeof reason === 'string' ? reason : '',
      better: typeof better === 'string' ? better : undefined,
    }
  })
}

function kindIn(data: Json | undefined): DecisionKind | undefined {
  const kind = member(data, 'kind')
  return decisionKinds.find(one => one === kind)
}
