import type { ActOf, AssessmentKind, CatchUpPlan, Farewell, StepKind, TriggerKind } from './act.ts'
import type { Actor, Line } from './actor.ts'
import { type Classification, contentDigest, type Dossier, substanceDigest } from './dossier.ts'
import type { Exemption, ExemptionTerms } from './exemption.ts'
import { licensedDigest } from './sealed.ts'

export type State = 'idea' | 'assessment' | 'field-lab' | 'operational' | 'suspended' | 'retired'
export type Running = 'field-lab' | 'operational'

/** Why something stopped or may not go on: a code of `reasons`, and what it is about. */
export type Reason = { readonly code: string; readonly about?: string }

export type Version = {
  readonly number: number
  readonly dossier: Dossier
  /** SHA-256 of all that the version says; approvals are about it. */
  readonly content: string
  /** SHA-256 of what was assessed: the content without bytes, people and dates. */
  readonly substance: string
  /** What may run under this version; undefined while nothing is sealed. */
  readonly digest: string | undefined
  readonly at: string
  readonly by: Actor
}

export type Approval = { readonly by: Actor; readonly at: string }

export type OpenRequest = {
  readonly step: StepKind
  readonly version: number
  readonly by: Actor
  readonly at: string
  readonly because: string
  readonly farewell: Farewell | undefined
  readonly catchUp: CatchUpPlan | undefined
  readonly exemption: ExemptionTerms | undefined
  readonly approvals: readonly Approval[]
}

export type Assessment = {
  readonly kind: AssessmentKind
  readonly substance: string
  readonly outcome: 'positive' | 'conditional' | 'negative'
  readonly title: string
  readonly document: string
  readonly by: Actor
  readonly at: string
}

export type Classified = {
  readonly classification: Classification
  readonly substance: string
  readonly by: Actor
  readonly at: string
  readonly confirmed: Approval | undefined
}

export type TestRun = {
  readonly announced: ActOf<'announce-test'>
  readonly result: (ActOf<'report-test'> & { readonly passed: boolean }) | undefined
}

/** How one criterion stands while the system runs. */
export type Watch = {
  /** From when new data count; no data count twice. */
  readonly from: string
  /** Not measured by then: suspended. */
  readonly due: string
  readonly failures: number
}

export type Measurement = {
  readonly criterion: string
  readonly version: number
  readonly at: string
  readonly from: string
  readonly to: string
  readonly n: number
  readonly value: number | undefined
  readonly outcome: 'passed' | 'failed' | 'too-few'
}

export type Signal = {
  readonly id: string
  readonly text: string
  readonly at: string
  readonly answer: { readonly text: string; readonly at: string; readonly by: Actor } | undefined
}

export type Incident = {
  readonly id: string
  readonly kind: ActOf<'incident'>['kind']
  readonly what: string
  readonly digests: readonly string[]
  readonly at: string
  readonly awareAt: string
  /** By when it has to be reported to the market surveillance authority. */
  readonly reportBy: string
  readonly reported: { readonly to: string; readonly at: string } | undefined
  readonly closed: { readonly because: string; readonly at: string } | undefined
}

/** One dossier as all acts up to now make it. */
export type Entry = {
  readonly id: string
  readonly state: State
  readonly since: string
  /** Where a suspended system came from and can go back to. */
  readonly suspendedFrom: Running | undefined
  readonly why: readonly Reason[]
  readonly versions: readonly [Version, ...Version[]]
  /** Number of the version that may run, or last might. */
  readonly licensed: number | undefined
  readonly request: OpenRequest | undefined
  readonly steps: readonly (OpenRequest & { readonly takenAt: string })[]
  /** The line in which each person has acted on this dossier. */
  readonly people: Readonly<Record<string, Line>>
  readonly chosen: Approval | undefined
  readonly assessments: readonly Assessment[]
  readonly classified: readonly Classified[]
  readonly tests: readonly TestRun[]
  readonly watch: Readonly<Record<string, Watch>>
  readonly measurements: readonly Measurement[]
  readonly decisionDue: string | undefined
  readonly decision: { readonly choice: ActOf<'decide'>['choice']; readonly at: string } | undefined
  readonly block: { readonly by: Actor; readonly at: string; readonly because: string } | undefined
  readonly review: {
    readonly due: string
    readonly triggers: readonly { kind: TriggerKind; at: string; because: string }[]
  }
  readonly reviews: readonly {
    readonly at: string
    readonly by: Actor
    readonly outcome: 'stays' | 'stop'
    readonly because: string
  }[]
  readonly signals: readonly Signal[]
  readonly incidents: readonly Incident[]
  readonly catchUp: CatchUpPlan | undefined
  readonly farewell: Farewell | undefined
  readonly exemptions: readonly Exemption[]
  /** How many acts made it, and when the last one was. */
  readonly acts: number
  readonly at: string
}

export function isRunning(state: State): state is Running {
  return state === 'field-lab' || state === 'operational'
}

export function newVersion(number: number, act: ActOf<'propose' | 'file'>): Version {
  const { dossier, at, by } = act
  return {
    number,
    dossier,
    content: contentDigest(dossier),
    substance: substanceDigest(dossier),
    digest: dossier.runs === undefined ? undefined : licensedDigest(dossier.runs.parts),
    at,
    by,
  }
}

/** The first entry of a dossier. */
export function newEntry(act: ActOf<'propose'>): Entry {
  return {
    id: act.dossier.id,
    state: 'idea',
    since: act.at,
    suspendedFrom: undefined,
    why: [],
    versions: [newVersion(1, act)],
    licensed: undefined,
    request: undefined,
    steps: [],
    people: { [act.by.person]: act.by.line },
    chosen: undefined,
    assessments: [],
    classified: [],
    tests: [],
    watch: {},
    measurements: [],
    decisionDue: undefined,
    decision: undefined,
    block: undefined,
    review: { due: act.at, triggers: [] },
    reviews: [],
    signals: [],
    incidents: [],
    catchUp: undefined,
    farewell: undefined,
    exemptions: [],
    acts: 1,
    at: act.at,
  }
}

export function versionOf(entry: Entry | undefined, number: number | undefined): Version | undefined {
  return number === undefined ? undefined : entry?.versions[number - 1]
}

/**
 * Number of the version that was licensed at a moment, or, before any was, of the last one filed by then: what an action at
 * that moment was done under.
 */
export function licensedAt({ steps, versions }: Entry, moment: string): number {
  const step = steps.findLast(
    one => one.step !== 'exempt' && one.step !== 'retire' && Date.parse(one.takenAt) <= Date.parse(moment),
  )
  return step?.version ?? versions.findLast(one => Date.parse(one.at) <= Date.parse(moment))?.number ?? 1
}

export function latestVersion(entry: Entry): Version {
  return entry.versions.at(-1) ?? entry.versions[0]
}

/** Everybody who made the bytes or the words of a version; filing the same bytes again under another name does not wash them off. */
export function authorsOf(entry: Entry, version: Version): ReadonlySet<string> {
  const same = entry.versions.filter(
    other => other.content === version.content || (other.digest !== undefined && other.digest === version.digest),
  )
  return new Set([...same, version].flatMap(({ dossier, by }) => [...dossier.authors, by.person]))
}
