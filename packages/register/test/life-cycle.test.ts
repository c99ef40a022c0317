import { expect, test } from 'vitest'
import { leave, licensedDigest } from '../src/index.ts'
import { assessed, cast, farewell, fourEyes, fullDossier, partsOf, testsPassed, toFieldLab } from './cast.ts'
import { Play } from './play.ts'

const digest = licensedDigest(partsOf('a'))
const request = { dossier: 'area-forecast', digest, purpose: 'planning', unit: 'district-north' }

const measured = (play: Play, value: number, n = 50) =>
  play.try({
    act: 'measure',
    by: cast.register,
    criterion: 'hit-rate',
    digest,
    value,
    n,
    from: play.dossier.watch['hit-rate']?.from ?? '',
    to: play.at,
  })

function inFieldLab(changes = {}): Play {
  const play = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier(changes)))
  return play.do(...fourEyes('field-lab', 1, play.content()))
}

function operational(): Play {
  const play = inFieldLab()
  play.until('2026-01-20T09:00:00Z')
  for (const act of testsPassed(digest))
    play.do(act.act === 'report-test' ? { ...act, startedAt: new Date(play.now + 1000).toISOString() } : act)
  expect(measured(play, 0.5)).toMatchObject({ state: 'field-lab' })
  return play.do(...fourEyes('operational', 1, play.content()))
}

const runs = (play: Play, moment: string, seconds = 0) =>
  leave(play.dossier, request, new Date(Date.parse(moment) + seconds * 1000).toISOString())

test('from idea to operational, and to a retirement that stays on the list', () => {
  const play = operational()
  expect(play.dossier).toMatchObject({ state: 'operational', licensed: 1 })
  expect(runs(play, play.at)).toMatchObject({ version: 1 })
  expect(play.try({ act: 'request', by: cast.owner, step: 'retire', version: 1, because: 'Done' })).toMatchObject({
    refused: 'request-incomplete',
    about: 'farewell',
  })
  play.do(...fourEyes('retire', 1, play.content(), { farewell }))
  expect(play.dossier).toMatchObject({ state: 'retired', farewell: { because: 'The goal was not reached.' } })
  expect(runs(play, play.at)).toMatchObject({ refused: 'retired' })
  expect(
    play.try({ act: 'file', by: cast.owner, dossier: fullDossier({ until: '2026-11-01' }), because: 'Again' }),
  ).toMatchObject({
    refused: 'state-does-not-allow',
    about: 'retired',
  })
})

test('a criterion that is not measured in its window stops the system at that second', () => {
  const play = inFieldLab()
  const due = play.dossier.watch['hit-rate']?.due ?? ''
  expect(runs(play, due, -1)).toMatchObject({ version: 1, until: due })
  expect(runs(play, due, 0)).toMatchObject({ refused: 'suspended' })
  expect(runs(play, due, 1)).toMatchObject({
    refused: 'suspended',
    about: 'Criterion hit-rate was not measured in time.',
  })
})

test('the end date stops the system at that second', () => {
  const play = inFieldLab({ until: '2026-01-15' })
  expect(runs(play, '2026-01-15T00:00:00Z', -1)).toMatchObject({ until: '2026-01-15T00:00:00.000Z' })
  expect(runs(play, '2026-01-15T00:00:00Z', 1)).toMatchObject({ refused: 'suspended' })
})

test('a measurement over too few does not count as measured', () => {
  const play = inFieldLab()
  const { due } = play.dossier.watch['hit-rate'] ?? {}
  play.until('2026-01-20T00:00:00Z')
  expect(measured(play, 0.9, 19)).toMatchObject({ watch: { 'hit-rate': { due, failures: 0 } } })
  expect(play.dossier.measurements.at(-1)?.outcome).toBe('too-few')
})

test('failing once asks for a review, failing twice stops the system and a decision falls due', () => {
  const play = inFieldLab()
  play.until('2026-01-20T00:00:00Z')
  expect(measured(play, 0.1)).toMatchObject({ state: 'field-lab', review: { due: '2026-02-19T00:00:01.000Z' } })
  play.until('2026-01-25T00:00:00Z')
  expect(measured(play, 0.1)).toMatchObject({
    state: 'suspended',
    why: [{ code: 'criterion-failed-twice', about: 'hit-rate' }],
    decisionDue: '2026-01-25T00:00:01.000Z',
  })
  const resume = fourEyes('resume', 1, play.content())
  expect(play.try(resume[0] as never)).toMatchObject({ refused: 'decision-due' })
  play.do({ act: 'decide', by: cast.board, choice: 'change', because: 'Other squares.' })
  expect(play.try(resume[0] as never)).toMatchObject({ refused: 'decision-says-otherwise' })
  play.do({ act: 'file', by: cast.author, dossier: fullDossier({ runs: { parts: partsOf('b') } }), because: 'Squares' })
  play.do(...fourEyes('resume', 2, play.content()))
  expect(play.dossier).toMatchObject({ state: 'field-lab', licensed: 2 })
  expect(runs(play, play.at)).toMatchObject({ refused: 'digest-not-licensed' })
})

test('the same data are not measured twice until they please', () => {
  const play = inFieldLab()
  play.until('2026-01-20T00:00:00Z')
  const from = play.dossier.watch['hit-rate']?.from ?? ''
  measured(play, 0.1)
  expect(
    play.try({
      act: 'measure',
      by: cast.register,
      criterion: 'hit-rate',
      digest,
      value: 0.9,
      n: 50,
      from,
      to: play.at,
    }),
  ).toMatchObject({ refused: 'window-overlaps' })
})

test('a new version of a running system gets no new time and does not forget that it failed', () => {
  const play = inFieldLab()
  const before = play.dossier.watch['hit-rate']
  play.until('2026-01-20T00:00:00Z')
  measured(play, 0.1)
  const { due } = play.dossier.watch['hit-rate'] ?? {}
  play.until('2026-02-01T00:00:00Z').do({
    act: 'file',
    by: cast.author,
    dossier: fullDossier({ runs: { parts: partsOf('b') } }),
    because: 'Faster',
  })
  expect(runs(play, play.at)).toMatchObject({ version: 1 })
  play.do(...fourEyes('license', 2, play.content()))
  expect(before?.failures).toBe(0)
  expect(play.dossier.watch['hit-rate']).toMatchObject({ due, failures: 1 })
})

test('four eyes are two persons of two lines, and none of them made it or asked for it', () => {
  const play = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier({ authors: ['anouk', 'odette'] })))
  const content = play.content()
  const step = 'field-lab' as const
  const approve = (by: (typeof cast)[keyof typeof cast]) => play.try({ act: 'approve', by, step, version: 1, content })
  play.do({ act: 'request', by: cast.owner, step, version: 1, because: 'Ready' })
  expect(approve(cast.owner)).toMatchObject({ refused: 'requester-cannot-approve' })
  expect(approve(cast.otherOwner)).toMatchObject({ refused: 'author-cannot-approve' })
  expect(approve(cast.auditor)).toMatchObject({ refused: 'role-may-not' })
  expect(approve(cast.lawyer)).toMatchObject({ refused: 'role-may-not' })
  expect(approve({ ...cast.controller, line: 'first' } as never)).toMatchObject({ refused: 'role-not-in-line' })
  expect(approve({ person: 'bea', role: 'controller', line: 'second' } as never)).toMatchObject({
    refused: 'person-in-two-lines',
  })
  expect(approve(cast.controller)).toMatchObject({ state: 'assessment' })
  expect(approve(cast.controller)).toMatchObject({ refused: 'same-person' })
  expect(approve(cast.otherController)).toMatchObject({ refused: 'same-line' })
  expect(play.try({ act: 'approve', by: cast.board, step, version: 1, content: '0'.repeat(64) })).toMatchObject({
    refused: 'other-content',
  })
  expect(approve(cast.board)).toMatchObject({ state: 'field-lab' })
  const [taken] = play.dossier.steps
  expect(taken?.approvals.map(({ by }) => `${by.person} ${by.line}`)).toEqual(['carlo second', 'bea first'])
})

test('filing the same bytes under another name does not make an author an approver', () => {
  const play = new Play('2026-01-10T09:00:00Z')
  play.do({ act: 'propose', by: cast.author, dossier: fullDossier({ authors: ['bea'] }) })
  play.do({ act: 'file', by: cast.owner, dossier: fullDossier({ authors: ['olaf'] }), because: 'Washed' })
  expect(play.try({ act: 'choose', by: cast.board, because: 'Mine' })).toMatchObject({ refused: 'own-idea' })
})

test('the third line stops everything and approves nothing', () => {
  const play = inFieldLab()
  play.do({ act: 'block', by: cast.auditor, because: 'The count is wrong.' })
  expect(runs(play, play.at)).toMatchObject({ refused: 'blocked', about: 'The count is wrong.' })
  expect(play.try({ act: 'request', by: cast.owner, step: 'license', version: 1, because: 'x y z' })).toMatchObject({
    refused: 'blocked',
  })
  play.do({ act: 'unblock', by: cast.auditor, because: 'Counted again.' })
  expect(runs(play, play.at)).toMatchObject({ version: 1 })
})

test('a serious incident stops the system in the same act, and its clock runs from when it was known', () => {
  const play = inFieldLab()
  const incident = (kind: 'widespread-or-critical' | 'death' | 'other-serious', id: string) => ({
    act: 'incident' as const,
    by: cast.controller,
    incident: id,
    kind,
    what: 'People were stopped without cause.',
    awareAt: '2026-01-10T09:00:00Z',
    digests: [digest],
  })
  play.do(incident('other-serious', 'i1'), incident('death', 'i2'), incident('widespread-or-critical', 'i3'))
  expect(play.dossier).toMatchObject({ state: 'suspended', why: [{ code: 'incident-open', about: 'i1' }] })
  expect(play.dossier.incidents.map(({ reportBy }) => reportBy.slice(0, 10))).toEqual([
    '2026-01-25',
    '2026-01-20',
    '2026-01-12',
  ])
  const [ask] = fourEyes('resume', 1, play.content())
  expect(play.try(ask as never)).toMatchObject({ refused: 'demands-not-met', about: 'no-open-incident' })
  const close = { act: 'close-incident', by: cast.controller, incident: 'i1', because: 'Repaired.' } as const
  expect(play.try(close)).toMatchObject({ refused: 'nothing-there' })
  play.do({ act: 'report-incident', by: cast.lawyer, incident: 'i1', to: 'Market surveillance authority' }, close)
})

test('evidence that falls away stops the system at once', () => {
  const play = operational()
  play.do({
    act: 'assess',
    by: cast.controller,
    version: 1,
    kind: 'ethics',
    title: 'Again',
    document: 'c'.repeat(64),
    outcome: 'negative',
  })
  expect(play.dossier).toMatchObject({
    state: 'suspended',
    why: [{ code: 'demand-not-met', about: 'ethics-assessed' }],
  })
})

test('evidence ages: a test that is too old stops an operational system', () => {
  const play = operational()
  let guard = 0
  const valid = play.dossier.tests[0]?.result?.startedAt ?? ''
  const end = new Date(Date.parse(valid) + 200 * 86_400_000).toISOString()
  while (play.now < Date.parse(end) - 25 * 86_400_000 && guard++ < 20) {
    play.now += 20 * 86_400_000
    measured(play, 0.5)
  }
  expect(runs(play, end, -1)).toMatchObject({ until: end })
  expect(runs(play, end, 1)).toMatchObject({ refused: 'suspended', about: expect.stringContaining('quality-tested') })
})

test('thresholds come before the run; the verdict is computed, not told', () => {
  const play = inFieldLab()
  const [announce, report] = testsPassed(digest)
  play.do(announce as never)
  expect(play.try(report as never)).toMatchObject({ refused: 'threshold-after-run' })
  play.do({ ...report, startedAt: play.at, metrics: { score: 0.79 } } as never)
  expect(play.dossier.tests[0]?.result).toMatchObject({ passed: false })
})

test('a review is due within twelve months, or sooner after its trigger; late means stopped', () => {
  const play = inFieldLab()
  expect(play.dossier.review.due.slice(0, 10)).toBe('2027-01-10')
  play.do({ act: 'trigger', by: cast.owner, kind: 'complaint', because: 'A citizen complained.' })
  const { due } = play.dossier.review
  expect(due.slice(0, 10)).toBe('2026-02-21')
  play.do({ act: 'review', by: cast.controller, outcome: 'stays', because: 'The complaint was about something else.' })
  expect(play.dossier.review).toEqual({ due: new Date(play.now + 365 * 86_400_000).toISOString(), triggers: [] })
})

test('a worry from outside gets an answer on the entry before the system goes live', () => {
  const play = inFieldLab()
  play.do({ act: 'signal', by: cast.citizen, signal: 's1', text: 'Does this look at who lives there?' })
  play.until('2026-01-20T00:00:00Z')
  measured(play, 0.5)
  expect(play.try({ act: 'request', by: cast.owner, step: 'operational', version: 1, because: 'Good' })).toMatchObject({
    refused: 'demands-not-met',
    about: expect.stringContaining('signals-answered'),
  })
  play.do({ act: 'answer', by: cast.owner, signal: 's1', text: 'No. It counts burglaries.' })
  expect(play.dossier.signals).toMatchObject([{ answer: { text: 'No. It counts burglaries.' } }])
})

test('an older system comes in by a dated plan, and stops at the first date that is not met', () => {
  const { lawfulness: _, ...rest } = fullDossier({ origin: 'existing' })
  const play = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: rest })
  play.do({ act: 'choose', by: cast.board, because: 'It runs already.' }, ...assessed())
  const later = (by: string) => ({
    catchUp: {
      items: ['memorandum', 'quality-tested', 'fairness-tested'].map(demand => ({ demand, by, owner: 'olaf' })),
    },
  })
  const [tooLate] = fourEyes('catch-up', 1, play.content(), later('2027-02-01'))
  expect(play.try(tooLate as never)).toMatchObject({ refused: 'request-incomplete' })
  const plan = { catchUp: { items: [{ demand: 'not-prohibited', by: '2026-03-01', owner: 'olaf' }] } }
  expect(play.try(fourEyes('catch-up', 1, play.content(), plan)[0] as never)).toMatchObject({
    refused: 'request-incomplete',
  })
  play.do(...fourEyes('catch-up', 1, play.content(), later('2026-02-01')))
  expect(play.dossier.state).toBe('operational')
  expect(runs(play, '2026-02-01T00:00:00Z', -1)).toMatchObject({ version: 1 })
  expect(runs(play, '2026-02-01T00:00:00Z', 1)).toMatchObject({
    refused: 'suspended',
    about: expect.stringContaining('memorandum'),
  })
})
