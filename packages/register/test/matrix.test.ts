import { expect, test } from 'vitest'
import { type Act, type Actor, type Entry, isRefused, licensedDigest, lines, roles, take } from '../src/index.ts'
import { cast, farewell, fourEyes, fullDossier, minimal, partsOf, testsPassed, toFieldLab } from './cast.ts'
import { Play } from './play.ts'

// The whole table by hand, as a lawyer would read it; the code's own table is not used here.
// Columns: author owner board controller lawyer auditor supervisor citizen register.
// States:  - none, i idea, a assessment, f field lab, o operational, s suspended, r retired.
const expected = `
  propose          x x . . . . . . .   -
  file             x x . . . . . . .   iafos
  choose           . . x . . . . . .   i
  assess           . . . x x . . . .   afos
  classify         x x . x x . . . .   iafos
  confirm-class    . . . . x . . . .   iafos
  announce-test    x x . x . . . . .   afos
  report-test      x x . x . . . . .   afos
  measure          . . . . . . . . x   fo
  request          x x . . . . . . .   iafos
  approve          . x x x . . . . .   iafos
  end-exemption    . x . x . x . . .   iafosr
  decline          . x x x . x . . .   iafos
  block            . . . . . x . . .   iafos
  unblock          . . . . . x . . .   iafos
  suspend          x x x x x x . . x   fo
  decide           . . x . . . . . .   s
  trigger          x x x x x x . . x   fos
  review           . . . x . . . . .   fos
  signal           x x x x x x x x .   iafosr
  answer           . x . x . . . . .   iafosr
  incident         x x x x x x . . .   afosr
  report-incident  . x . x x . . . .   afosr
  close-incident   . . . x . . . . .   afosr
`
const columns = ['author', 'owner', 'board', 'controller', 'lawyer', 'auditor', 'supervisor', 'citizen', 'register']
const home: Record<string, string> = {
  author: 'first',
  owner: 'first',
  board: 'first',
  controller: 'second',
  lawyer: 'second',
  auditor: 'third',
  supervisor: 'outside',
  citizen: 'outside',
  register: 'outside',
}

const digest = licensedDigest(partsOf('a'))
const dossier = fullDossier()
const because = 'A reason in words.'
const [announced, reported] = testsPassed(digest)

function sample(act: string, by: Actor): Act {
  const at = '2026-11-30T00:00:00.000Z'
  const all: Record<string, object> = {
    propose: { dossier },
    file: { dossier: fullDossier({ until: '2026-11-30' }), because },
    choose: { because },
    assess: { version: 1, kind: 'ethics', title: 'Ethics', document: 'e'.repeat(64), outcome: 'positive' },
    classify: { version: 1, classification: minimal },
    'confirm-class': { version: 1, because },
    'announce-test': { ...announced },
    'report-test': { ...reported },
    measure: { criterion: 'hit-rate', digest, value: 1, n: 99, from: at, to: at },
    request: { step: 'field-lab', version: 1, because },
    approve: { step: 'field-lab', version: 1, content: 'c'.repeat(64) },
    'end-exemption': { investigation: 'x', because },
    decide: { choice: 'continue', because },
    trigger: { kind: 'drift', because },
    review: { outcome: 'stays', because },
    signal: { signal: 's-new', text: because },
    answer: { signal: 's-new', text: because },
    incident: { incident: 'i-new', kind: 'death', what: because, awareAt: at, digests: [digest] },
    'report-incident': { incident: 'i-new', to: 'authority' },
    'close-incident': { incident: 'i-new', because },
  }
  return {
    because,
    ...all[act],
    ...(all[act] === undefined ? {} : { because: undefined }),
    ...all[act],
    act,
    by,
    at,
  } as never
}

function entries(): Record<string, Entry | undefined> {
  const idea = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier })
  const start = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(dossier))
  const assessment = start.dossier
  const lab = start.do(...fourEyes('field-lab', 1, start.content())).dossier
  const retired = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(dossier))
  retired.do(...fourEyes('retire', 1, retired.content(), { farewell }))
  // Only the state matters here, and no deadline may come in between.
  const still = { watch: {}, review: { due: '2030-01-01T00:00:00Z', triggers: [] } }
  return {
    '-': undefined,
    i: idea.dossier,
    a: assessment,
    f: { ...lab, ...still },
    o: { ...lab, ...still, state: 'operational' },
    s: { ...lab, ...still, state: 'suspended', suspendedFrom: 'field-lab' },
    r: retired.dossier,
  }
}

test('role by line by step by state: exactly what the table says, and nothing else', () => {
  const states = entries()
  let checked = 0
  for (const line of expected.trim().split('\n')) {
    const [act = '', ...cells] = line.trim().split(/\s+/)
    const allowedStates = cells.at(-1) ?? ''
    for (const role of roles)
      for (const acting of lines)
        for (const [state, entry] of Object.entries(states)) {
          const by = { person: `new-${role}`, role, line: acting }
          const outcome = take(entry, sample(act, by))
          const code = isRefused(outcome) ? outcome.refused : 'taken'
          const where = `${act} by ${role} of the ${acting} line in ${state}`
          if (home[role] !== acting) expect(code, where).toBe('role-not-in-line')
          else if (cells[columns.indexOf(role)] !== 'x') expect(code, where).toBe('role-may-not')
          else if (entry === undefined) expect(code, where).toBe(act === 'propose' ? 'taken' : 'dossier-unknown')
          else if (act === 'propose') expect(code, where).toBe('dossier-exists')
          else if (!allowedStates.includes(state)) expect(code, where).toBe('state-does-not-allow')
          else expect(['role-not-in-line', 'role-may-not'], where).not.toContain(code)
          checked++
        }
  }
  expect(expected.trim().split('\n')).toHaveLength(24)
  expect(checked).toBe(24 * 9 * 4 * 7)
})

test('every act of the code is in the table above', async () => {
  const { table } = await import('../src/index.ts')
  const named = expected
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/)[0])
  expect(Object.keys(table).sort()).toEqual([...named].sort())
})
