import type { Act } from '../src/index.ts'
import { licensedDigest } from '../src/index.ts'

/**
 * What the register must do, said a second time and naively: no state is kept, every answer scans the whole history of
 * taken acts. It covers the dossiers of `world.ts`: minimal risk, police data, at most two criteria, nothing postponed.
 */
export type Question = {
  readonly digest: string
  readonly purpose: string
  readonly unit: string
  readonly now: number
}

const day = 86_400_000
const ms = (moment: string) => Date.parse(moment)

type Step = { readonly step: string; readonly version: number; readonly at: number; readonly index: number }

/** Steps that were completed: a request that got two approvals after it, with nothing in between that ends it. */
export function completed(history: readonly Act[]): Step[] {
  const steps: Step[] = []
  let open: { step: string; version: number; approvals: number } | undefined
  for (const [index, act] of history.entries()) {
    if (act.act === 'request') open = { step: act.step, version: act.version, approvals: 0 }
    if (act.act === 'decline' || act.act === 'file') open = undefined
    if (act.act === 'approve' && open !== undefined && ++open.approvals === 2) {
      steps.push({ step: open.step, version: open.version, at: ms(act.at), index })
      open = undefined
    }
  }
  return steps
}

/** Whether anything may run for a question, by scanning the history. */
export function mayRun(history: readonly Act[], { digest, purpose, unit, now }: Question): boolean {
  const steps = completed(history)
  const last = steps.at(-1)
  if (last === undefined || last.step === 'retire') return false
  const dossiers = history.flatMap(act => (act.act === 'propose' || act.act === 'file' ? [act.dossier] : []))
  const dossier = dossiers[last.version - 1]
  if (dossier?.runs === undefined || licensedDigest(dossier.runs.parts) !== digest) return false
  const live = steps.some(({ step }) => step === 'operational')
  const state = live ? 'operational' : 'field-lab'
  if (!dossier.scope?.units.includes(unit)) return false
  if (!dossier.scope.purposes.some(one => one.id === purpose && one.states.includes(state))) return false
  if (now < ms(dossier.from ?? '') || now >= ms(dossier.until ?? '')) return false
  const blocks = history.filter(act => act.act === 'block' || act.act === 'unblock')
  if (blocks.at(-1)?.act === 'block') return false
  const started = steps.findLast(({ step }) => step !== 'license') ?? last
  return !stopped(history, steps, started, now, live)
}

// Answers about the past do not change while a history grows; only the last one depends on now.
const past = new WeakMap<readonly Act[], Map<number, boolean>>()

/** Whether something stopped it between the last start and now: looked at just before every later act, and now. */
function stopped(history: readonly Act[], steps: readonly Step[], started: Step, now: number, live: boolean): boolean {
  const known = past.get(history) ?? new Map<number, boolean>()
  past.set(history, known)
  for (let index = started.index; index < history.length; index++) {
    const next = history[index + 1]
    const before = next === undefined ? undefined : known.get(index)
    if (before === true) return true
    if (before === false) continue
    const so = history.slice(0, index + 1)
    const stop = wrongAt(
      so,
      steps.filter(step => step.index <= index),
      started,
      next === undefined ? now : ms(next.at),
      live,
    )
    if (next !== undefined) known.set(index, stop)
    if (stop) return true
  }
  return false
}

function wrongAt(history: readonly Act[], steps: readonly Step[], started: Step, now: number, live: boolean): boolean {
  const since = history.slice(started.index + 1)
  if (since.some(act => act.act === 'suspend' || act.act === 'incident')) return true
  if (since.some(act => act.act === 'review' && act.outcome === 'stop')) return true
  // Ethics is asked for in the field lab already, security only in state operational, and there without conditions.
  const counted = live ? ['ethics', 'security'] : ['ethics']
  const bad = live ? ['negative', 'conditional'] : ['negative']
  if (
    since.some(
      act =>
        act.act === 'assess' && counted.includes(act.kind) && bad.includes(act.outcome) && bears(history, act.version),
    )
  )
    return true
  const until = ms(dossierAt(history, history.length - 1)?.until ?? '')
  if (now >= until || reviewMissed(history, steps, now)) return true
  const licences = [started, ...steps.filter(step => step.index > started.index)]
  return criteriaMissed(history, licences, now) || (live && !testsFresh(history, now))
}

/** Whether an assessment of a version is about what the running version says too: bytes, people and dates aside. */
function bears(history: readonly Act[], version: number): boolean {
  const dossiers = history.flatMap(act => (act.act === 'propose' || act.act === 'file' ? [act.dossier] : []))
  const words = (dossier: (typeof dossiers)[number] | undefined) => JSON.stringify([dossier?.criteria, dossier?.data])
  return words(dossiers[version - 1]) === words(dossierAt(history, history.length - 1))
}

/** Reviews: a year after the start or after the last review, sooner after a trigger or a failed criterion. */
function reviewMissed(history: readonly Act[], steps: readonly Step[], now: number): boolean {
  const grace = { metric: 30, drift: 30, 'new-law': 30, incident: 14, complaint: 42, 'outside-scope': 7 }
  const begun = steps.filter(({ step }) => step === 'field-lab' || step === 'operational')
  const resets = [
    ...begun.map(({ at, index }) => ({ at, index })),
    ...history.flatMap((act, index) => (act.act === 'review' ? [{ at: ms(act.at), index }] : [])),
  ].sort((a, b) => a.index - b.index)
  const last = resets.at(-1)
  if (last === undefined) return false
  const dues = [last.at + 365 * day]
  for (const [index, act] of history.entries()) {
    if (index <= last.index) continue
    if (act.act === 'trigger') dues.push(ms(act.at) + grace[act.kind] * day)
    if (act.act === 'measure' && fails(history, index)) dues.push(ms(act.at) + 30 * day)
  }
  return now >= Math.min(...dues)
}

function dossierAt(history: readonly Act[], index: number) {
  const steps = completed(history.slice(0, index + 1))
  const version = steps.findLast(({ step }) => step !== 'retire')?.version ?? 0
  return history.flatMap(act => (act.act === 'propose' || act.act === 'file' ? [act.dossier] : []))[version - 1]
}

function criterionAt(history: readonly Act[], index: number, id: string) {
  return dossierAt(history, index)?.criteria?.find(one => one.id === id)
}

function counts(history: readonly Act[], index: number): boolean {
  const act = history[index]
  if (act?.act !== 'measure') return false
  const criterion = criterionAt(history, index, act.criterion)
  return criterion !== undefined && act.value !== undefined && act.n >= criterion.minimumN
}

function fails(history: readonly Act[], index: number): boolean {
  const act = history[index]
  if (act?.act !== 'measure' || !counts(history, index) || act.value === undefined) return false
  const criterion = criterionAt(history, index, act.criterion)
  if (criterion === undefined) return false
  return criterion.comparator === '>=' ? act.value < criterion.threshold : act.value > criterion.threshold
}

/** A criterion must be measured within its window, must not fail twice, and not once where once is enough to stop. */
function criteriaMissed(history: readonly Act[], licences: readonly Step[], now: number): boolean {
  for (const criterion of dossierAt(history, history.length - 1)?.criteria ?? []) {
    const window = criterion.windowDays * day
    // Back through the licences as long as the criterion was there: a new version gives no new time.
    let first = licences.length - 1
    while (first > 0 && criterionAt(history, licences[first - 1]?.index ?? 0, criterion.id) !== undefined) first--
    let due = (licences[first]?.at ?? 0) + window
    let failures = 0
    for (let index = (licences[first]?.index ?? 0) + 1; index < history.length; index++) {
      const act = history[index]
      if (act?.act === 'measure' && act.criterion === criterion.id && counts(history, index)) {
        due = ms(act.at) + (criterionAt(history, index, criterion.id)?.windowDays ?? 0) * day
        if (fails(history, index)) failures++
      }
      const licence = licences.find(step => step.index === index)
      if (licence !== undefined)
        due = Math.min(due, licence.at + (criterionAt(history, index, criterion.id)?.windowDays ?? 0) * day)
    }
    if (now >= due || failures >= 2 || (failures === 1 && criterion.onFail === 'suspend')) return true
  }
  return false
}

/** In state operational the last result of each test must have passed and be fresh. */
function testsFresh(history: readonly Act[], now: number): boolean {
  const runs = dossierAt(history, history.length - 1)?.runs
  const digest = runs === undefined ? '' : licensedDigest(runs.parts)
  return ['quality', 'fairness'].every(kind => {
    const last = new Map<string, boolean>()
    const announced = new Map<string, Extract<Act, { act: 'announce-test' }>>()
    for (const act of history) {
      if (act.act === 'announce-test') announced.set(act.test, act)
      const plan = act.act === 'report-test' ? announced.get(act.test) : undefined
      if (act.act !== 'report-test' || plan === undefined || plan.kind !== kind || plan.digest !== digest) continue
      const passed =
        act.n >= plan.minimumN &&
        plan.thresholds.every(({ metric, threshold }) => (act.metrics[metric] ?? -1) >= threshold)
      last.set(act.test, passed && now < ms(act.startedAt) + plan.validDays * day)
    }
    return last.size > 0 && [...last.values()].every(fresh => fresh)
  })
}

/** What four eyes mean, checked on the raw history: gives what is wrong, or nothing. */
export function fourEyesBroken(history: readonly Act[]): string | undefined {
  for (const { index, version } of completed(history)) {
    const dossiers = history
      .slice(0, index)
      .flatMap(act => (act.act === 'propose' || act.act === 'file' ? [{ act, dossier: act.dossier }] : []))
    const approvals = history
      .slice(0, index + 1)
      .flatMap(act => (act.act === 'approve' ? [act] : []))
      .slice(-2)
    const asked = history.slice(0, index).findLast(act => act.act === 'request')
    const people = approvals.map(({ by }) => by.person)
    const filed = dossiers[version - 1]
    const same = dossiers.filter(({ dossier }) => JSON.stringify(dossier.runs) === JSON.stringify(filed?.dossier.runs))
    const authors = same.flatMap(({ act, dossier }) => [...dossier.authors, act.by.person])
    if (new Set(people).size !== 2) return 'one person approved twice'
    if (
      approvals
        .map(({ by }) => by.line)
        .sort()
        .join() !== 'first,second'
    )
      return 'not the first and the second line'
    if (asked !== undefined && people.includes(asked.by.person)) return 'who asked approved'
    if (people.some(person => authors.includes(person))) return 'an author approved'
  }
  return undefined
}
