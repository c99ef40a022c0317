import type { ActInput, Actor, Dossier, Entry } from '../src/index.ts'
import { gaps, licensedDigest } from '../src/index.ts'
import { assessed, cast, farewell, fullDossier, partsOf, testsPassed } from './cast.ts'

/** Random numbers that a seed repeats (mulberry32). */
export type Dice = {
  readonly next: () => number
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item
  readonly chance: (p: number) => boolean
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    pick: items => items[Math.floor(next() * items.length)] ?? items[0],
    chance: p => next() < p,
  }
}

const second = {
  id: 'complaints',
  goal: 'Nobody complains',
  measure: { from: 'log', kind: 'complaint', take: { what: 'count' } },
  comparator: '<=',
  threshold: 2,
  windowDays: 45,
  minimumN: 1,
  baseline: { value: 5, source: 'last year', on: '2025-12-01' },
  owner: 'olaf',
  onFail: 'suspend',
} as const

/** One of the dossiers of the world: other bytes, windows, ends and authors; some with a second criterion. */
export function someDossier({ pick, chance }: Dice, now: string): Dossier {
  const base = fullDossier()
  const [criterion] = base.criteria ?? []
  if (criterion === undefined) throw new Error('The full dossier has a criterion')
  const changed = {
    ...criterion,
    windowDays: pick([20, 30, 60] as const),
    onFail: pick(['review', 'suspend'] as const),
  }
  return fullDossier({
    runs: { parts: partsOf(pick(['a', 'b', 'c'])) },
    from: now.slice(0, 10),
    until: new Date(Date.parse(now) + pick([40, 200, 360] as const) * 86_400_000).toISOString().slice(0, 10),
    authors: pick([['anouk'], ['anouk', 'odette'], ['anouk', 'cora']]),
    criteria: chance(0.3) ? [changed, { ...second }] : [changed],
  })
}

const everybody = Object.values(cast) as [Actor, ...Actor[]]

/** An act that would bring the dossier forward, or keep it going. */
function forward(entry: Entry | undefined, die: Dice, now: string): ActInput {
  if (entry === undefined) return { act: 'propose', by: cast.author, dossier: someDossier(die, now) }
  const version = entry.versions.length
  const latest = entry.versions.at(-1) ?? entry.versions[0]
  const { until = '' } = latest.dossier
  if (Date.parse(until) - Date.parse(now) < 5 * 86_400_000 && entry.request === undefined && die.chance(0.7)) {
    const later = {
      from: now.slice(0, 10),
      until: new Date(Date.parse(now) + 300 * 86_400_000).toISOString().slice(0, 10),
    }
    return { act: 'file', by: cast.author, dossier: { ...latest.dossier, ...later }, because: 'Another year.' }
  }
  if (entry.state === 'idea') return { act: 'choose', by: cast.board, because: 'Urgent.' }
  const { request } = entry
  if (request !== undefined) {
    const tempted = die.pick([
      cast.owner,
      cast.otherOwner,
      cast.board,
      cast.controller,
      cast.otherController,
      cast.auditor,
    ])
    const fitting = request.approvals.some(one => one.by.line === 'first')
      ? die.pick([cast.controller, cast.otherController])
      : die.pick([cast.board, cast.otherOwner])
    const by = die.chance(0.25) ? tempted : fitting
    return {
      act: 'approve',
      by,
      step: request.step,
      version: request.version,
      content: entry.versions[request.version - 1]?.content ?? '',
    }
  }
  if (entry.decisionDue !== undefined)
    return { act: 'decide', by: cast.board, choice: die.pick(['continue', 'change']), because: 'Weighed.' }
  const open = entry.incidents.find(({ closed }) => closed === undefined)
  if (open !== undefined)
    return open.reported === undefined
      ? { act: 'report-incident', by: cast.lawyer, incident: open.id, to: 'authority' }
      : { act: 'close-incident', by: cast.controller, incident: open.id, because: 'Repaired.' }
  if (Date.parse(entry.review.due) <= Date.parse(now) && entry.state !== 'assessment')
    return { act: 'review', by: cast.controller, outcome: 'stays', because: 'Looked at.' }
  const missing = gaps(entry, latest, 'operational', now).map(({ id }) => id)
  const documents = assessed(version).filter(
    act =>
      act.act !== 'assess' ||
      entry.assessments.findLast(one => one.kind === act.kind && one.substance === latest.substance)?.outcome !==
        'positive',
  )
  const [next] = documents
  if (
    missing.some(id =>
      [
        'classified',
        'class-confirmed',
        'lawfulness-assessed',
        'ethics-assessed',
        'human-rights-assessed',
        'wpg-effects',
        'security-assessed',
        'wpg-record',
        'wpg-logging',
      ].includes(id),
    )
  ) {
    if (next?.act === 'assess') return next
    return missing.includes('classified')
      ? (assessed(version).at(-2) ?? next ?? idle)
      : (assessed(version).at(-1) ?? idle)
  }
  const step = entry.state === 'assessment' ? 'field-lab' : entry.state === 'suspended' ? 'resume' : undefined
  if (step !== undefined) return { act: 'request', by: cast.owner, step, version, because: 'Ready.' }
  if (die.chance(0.008))
    return { act: 'request', by: cast.owner, step: 'retire', version, because: 'Enough.', farewell }
  const criterion = die.pick((latest.dossier.criteria ?? []) as never) as { id: string; threshold: number } | undefined
  if (entry.state === 'field-lab' && die.chance(0.6)) {
    const test = (['quality', 'fairness'] as const).find(kind => missing.includes(`${kind}-tested`))
    if (test !== undefined && latest.digest !== undefined) return testAct(entry, test, latest.digest, now)
    if (!missing.includes('criteria-met'))
      return { act: 'request', by: cast.owner, step: 'operational', version, because: 'Good.' }
  }
  if (entry.licensed === version && entry.state !== 'operational' && die.chance(0.1)) {
    const runs = { parts: partsOf(die.pick(['a', 'b', 'c'])) }
    return { act: 'file', by: cast.author, dossier: { ...latest.dossier, runs }, because: 'Other bytes, same words.' }
  }
  if (entry.licensed !== version && die.chance(0.6))
    return { act: 'request', by: cast.owner, step: 'license', version, because: 'New.' }
  return measurement(entry, criterion?.id ?? 'hit-rate', die, now, 0.9)
}

const idle: ActInput = { act: 'signal', by: cast.citizen, signal: 'idle', text: 'Is this on?' }

function testAct(entry: Entry, kind: 'quality' | 'fairness', digest: string, now: string): ActInput {
  const open = entry.tests.some(({ announced, result }) => announced.test === `${kind}-1` && result === undefined)
  const act = testsPassed(digest).find(
    one => one.act === (open ? 'report-test' : 'announce-test') && 'test' in one && one.test === `${kind}-1`,
  )
  if (act?.act === 'report-test') {
    const announced = entry.tests.findLast(
      one => one.announced.test === act.test && one.result === undefined,
    )?.announced
    return { ...act, digest: announced?.digest ?? digest, startedAt: now }
  }
  return act ?? idle
}

function measurement(entry: Entry, criterion: string, die: Dice, now: string, good: number): ActInput {
  const licensed = entry.versions[(entry.licensed ?? 1) - 1]
  const up = criterion === 'hit-rate'
  const fine = die.chance(good)
  return {
    act: 'measure',
    by: cast.register,
    criterion,
    digest: licensed?.digest ?? 'a'.repeat(64),
    value: up === fine ? 0.5 + (up ? 0 : 0.1) : up ? 0.1 : 3,
    n: die.chance(0.9) ? 50 : 0,
    from: entry.watch[criterion]?.from ?? now,
    to: now,
  }
}

/** Anything, by anybody: most of it is refused, and what is taken was not meant to help. */
function anything(entry: Entry | undefined, die: Dice, now: string): ActInput {
  const by = die.pick(everybody)
  const because = 'A reason in words.'
  const version = die.pick([1, 2, 3] as const)
  const digest = licensedDigest(partsOf(die.pick(['a', 'b', 'c'])))
  const step = die.pick(['field-lab', 'operational', 'resume', 'license', 'retire'] as const)
  const content = entry?.versions[version - 1]?.content ?? 'f'.repeat(64)
  const id = die.pick(['one', 'two'] as const)
  return die.pick<() => ActInput>([
    () => (die.chance(0.4) ? { act: 'file', by, dossier: someDossier(die, now), because } : idle),
    () => ({
      act: 'assess',
      by: die.chance(0.5) ? cast.controller : by,
      version: die.chance(0.5) ? (entry?.versions.length ?? 1) : version,
      kind: die.pick(['ethics', 'security'] as const),
      title: 'Again',
      document: 'e'.repeat(64),
      outcome: die.pick(['positive', 'positive', 'positive', 'conditional', 'negative'] as const),
    }),
    () => ({ act: 'request', by, step, version, because, ...(die.chance(0.3) ? { farewell } : {}) }),
    () => ({
      act: 'approve',
      by,
      step: entry?.request?.step ?? step,
      version: entry?.request?.version ?? version,
      content: entry?.versions[(entry.request?.version ?? version) - 1]?.content ?? content,
    }),
    () => ({ act: 'approve', by, step, version, content }),
    () => ({ act: 'decline', by, because }),
    () => ({ act: die.pick(['block', 'unblock'] as const), by: die.chance(0.5) ? cast.auditor : by, because }),
    () => ({ act: 'unblock', by: cast.auditor, because }),
    () => (die.chance(0.2) ? { act: 'suspend', by, because } : idle),
    () => ({ act: 'decide', by, choice: die.pick(['continue', 'change', 'retire'] as const), because }),
    () => ({
      act: 'trigger',
      by,
      kind: die.pick(['metric', 'new-law', 'complaint', 'outside-scope', 'incident', 'drift'] as const),
      because,
    }),
    () => ({ act: 'review', by, outcome: die.chance(0.95) ? 'stays' : 'stop', because }),
    () => ({ act: 'signal', by, signal: id, text: because }),
    () => ({ act: 'answer', by, signal: id, text: because }),
    () => ({
      act: 'incident',
      by: die.chance(0.3) ? cast.owner : cast.citizen,
      incident: id,
      kind: die.pick(['death', 'other-serious'] as const),
      what: because,
      awareAt: now,
      digests: [digest],
    }),
    () =>
      entry === undefined ? idle : measurement(entry, die.pick(['hit-rate', 'complaints'] as const), die, now, 0.5),
    () => (entry === undefined ? idle : testAct(entry, die.pick(['quality', 'fairness'] as const), digest, now)),
  ])()
}

/** The next act of a random sequence: mostly forward, else anything. */
export function nextAct(entry: Entry | undefined, die: Dice, now: string): ActInput {
  return die.chance(0.8) ? forward(entry, die, now) : anything(entry, die, now)
}

/** How far the clock moves before the next act: seconds mostly, days often, and to the second around what falls due. */
export function nextMoment(entry: Entry | undefined, die: Dice, now: number): number {
  if (entry !== undefined && die.chance(0.12)) {
    const licensed = entry.versions[(entry.licensed ?? 0) - 1]
    const dues = [entry.review.due, licensed?.dossier.until, ...Object.values(entry.watch).map(({ due }) => due)]
    const due =
      Date.parse(die.pick([entry.review.due, ...dues.filter(one => one !== undefined)])) +
      die.pick([-1000, 0, 1000] as const)
    if (due > now) return due
  }
  return (
    now +
    Math.floor(
      die.chance(entry === undefined || entry.state === 'idea' || entry.state === 'assessment' ? 0.95 : 0.75)
        ? 1000 + die.next() * 60_000
        : die.next() * 6 * 86_400_000,
    )
  )
}
