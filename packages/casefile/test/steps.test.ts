import { describe, expect, test } from 'vitest'
import { type Actor, type NewEvent, type StateName, StepRefused, steps } from '../src/index.ts'
import { afterEvent, type CaseState, impressionDue, newCase, waitingFor } from '../src/state.ts'
import { stateAfter } from '../src/steps.ts'
import { citizen, officer, system } from './world.ts'

/**
 * The table of steps once more, as a lawyer would write it on paper: what each sort of person can do where, with content
 * that is in order. Every combination that is not here has to be refused.
 */
const paper = `
inquiry.told            citizen  telling confirming asking advised completing
inquiry.sent            citizen  advised completing
inquiry.read            system   telling confirming asking advised completing
inquiry.looked-up       system   telling confirming asking advised completing
run.advised             system   telling confirming asking advised completing sent with-officer decided objected
citizen.withdrew        citizen  telling confirming asking advised completing sent with-officer objected
citizen.objected        citizen  decided
citizen.added           citizen  sent with-officer objected
citizen.answered        citizen  sent with-officer objected
citizen.attached        citizen  telling confirming asking advised completing
citizen.detached        citizen  telling confirming asking advised completing
citizen.asked-access     citizen telling confirming asking advised completing sent with-officer decided objected withdrawn
citizen.asked-correction citizen telling confirming asking advised completing sent with-officer decided objected withdrawn
citizen.asked-erasure    citizen telling confirming asking advised completing sent with-officer decided objected withdrawn
officer.took            officer  sent objected
officer.returned        officer  with-officer
officer.noted           officer  sent with-officer decided objected
officer.asked           officer  with-officer
officer.impression      officer  with-officer
officer.handed-over     officer  sent with-officer objected
officer.decided         officer  with-officer
officer.reopened        officer  decided
officer.answered-request officer telling confirming asking advised completing sent with-officer decided objected withdrawn
case.erased             officer  telling confirming asking advised completing sent with-officer decided objected withdrawn
case.erased             system   telling confirming asking advised completing sent with-officer decided objected withdrawn
case.erased             citizen  telling confirming asking advised completing withdrawn
`
const rows = paper
  .trim()
  .split('\n')
  .map(line => line.split(/\s+/))
const allowed = new Set(rows.flatMap(([type, who, ...states]) => states.map(state => `${type} ${who} ${state}`)))

const states: readonly StateName[] = [
  ...(['telling', 'confirming', 'asking', 'advised', 'completing', 'sent', 'with-officer'] as const),
  ...(['decided', 'objected', 'withdrawn', 'erased'] as const),
]
const lead = { kind: 'officer', id: 'anna', role: 'team-lead' } as const
const actors: Readonly<Record<Actor['kind'], Actor>> = { citizen, officer: lead, system }
const before: readonly StateName[] = ['telling', 'confirming', 'asking', 'advised', 'completing']

/** A case in a state, with one question and one request open, and nothing in the way. */
function caseIn(state: StateName): CaseState {
  const received = before.includes(state) || state === 'withdrawn' ? undefined : '2026-03-01T10:00:00.000Z'
  return {
    ...newCase('2026-03-01T09:00:00.000Z'),
    state,
    version: 9,
    received,
    officer: state === 'with-officer' ? 'anna' : undefined,
    deciders: state === 'decided' || state === 'objected' ? ['bert'] : [],
    objection: state === 'objected',
    questions: [{ version: 4, at: '2026-03-01T10:00:00.000Z' }],
    requests: [{ version: 3, type: 'citizen.asked-access', at: '2026-03-01T10:00:00.000Z' }],
    sampled: true,
    impressions: [],
  }
}

const inOrder = {
  motive: 'No trace of the seller.',
  text: 'Words.',
  kind: 'close',
  reason: 'no-lead',
  question: 4,
  request: 3,
  to: { team: 'zuid' },
}

describe('the table of steps', () => {
  test('allows exactly what the paper says, for every step, state and sort of person', () => {
    const types = [...new Set(rows.map(([type]) => type ?? ''))]
    const different: string[] = []
    for (const type of types)
      for (const state of states)
        for (const kind of ['citizen', 'officer', 'system'] as const) {
          const at = { ...caseIn(state), ...(type === 'officer.decided' && { impressions: ['anna'] }) }
          const event = { type, by: actors[kind], data: inOrder }
          if (possible(at, event) !== allowed.has(`${type} ${kind} ${state}`))
            different.push(`${type} ${kind} ${state}`)
        }
    expect(different).toEqual([])
    const named = steps.map(step => step.type).filter(type => !type.endsWith('*'))
    expect(named.filter(type => !types.includes(type))).toEqual([])
  })

  test.each([
    ['officer.decided', 'kind', { ...inOrder, kind: 'sell' }],
    ['officer.decided', 'reason', { ...inOrder, reason: ' ' }],
    ['officer.decided', 'motive', { ...inOrder, motive: '' }],
    ['officer.asked', 'text', {}],
    ['officer.reopened', 'motive', { text: 'x' }],
    ['officer.handed-over', 'motive', { to: { team: 'zuid' } }],
    ['officer.handed-over', 'target', { motive: 'x', to: { team: 'zuid', officer: 'carla' } }],
    ['officer.handed-over', 'target', { motive: 'x', to: {} }],
    ['officer.impression', 'kind', null],
    ['citizen.answered', 'question', { ...inOrder, question: 5 }],
    ['citizen.answered', 'text', { ...inOrder, text: '' }],
    ['citizen.objected', 'motive', {}],
  ])('refuses %s without its %s', (type, reason, data) => {
    const state = type === 'officer.reopened' || type === 'citizen.objected' ? 'decided' : 'with-officer'
    const at = { ...caseIn(state), ...(type === 'officer.decided' && { impressions: ['anna'] }) }
    const by = type.startsWith('citizen.') ? citizen : lead
    expect(refusal(at, { type, by, data })).toBe(reason)
    expect(refusal(at, { type, by, data: inOrder })).toBeUndefined()
  })
})

describe('who has a case', () => {
  const hand = (by: Actor, to: object): NewEvent => ({
    type: 'officer.handed-over',
    by,
    data: JSON.parse(JSON.stringify({ to, motive: 'On leave.' })),
  })

  test('hands it over; somebody else does so only as a team lead', () => {
    const at = caseIn('with-officer')
    expect(after(at, hand(officer('anna'), { officer: 'carla' }))).toMatchObject({
      state: 'with-officer',
      officer: 'carla',
    })
    expect(refusal(at, hand(officer('carla'), { officer: 'carla' }))).toBe('target')
    expect(after(at, hand({ ...lead, id: 'dirk' }, { team: 'zuid' }))).toMatchObject({
      state: 'sent',
      officer: undefined,
      team: 'zuid',
    })
  })

  test('hands it to the prosecutor and keeps it; once decided, only who decided or a lead', () => {
    const at = caseIn('with-officer')
    const handed = after(at, hand(officer('anna'), { prosecutor: true }))
    expect(handed).toMatchObject({ state: 'with-officer', officer: 'anna' })
    expect(handed.prosecutor).toBeDefined()
    expect(refusal(handed, hand(officer('anna'), { prosecutor: true }))).toBe('target')
    expect(refusal(caseIn('decided'), hand(officer('anna'), { prosecutor: true }))).toBe('target')
    expect(after(caseIn('decided'), hand(officer('bert'), { prosecutor: true })).state).toBe('decided')
    expect(refusal(caseIn('decided'), hand(officer('bert'), { team: 'zuid' }))).toBe('target')
    expect(refusal(caseIn('sent'), hand(lead, { prosecutor: true }))).toBe('target')
  })

  test('cannot be who decided, while an objection is open: not by taking, nor by being handed it, nor after a return', () => {
    const objected = caseIn('objected')
    const took = (by: string): NewEvent => ({ type: 'officer.took', by: officer(by), data: {} })
    expect(refusal(objected, took('bert'))).toBe('other-officer')
    const taken = after(objected, took('carla'))
    expect(refusal(taken, hand(officer('carla'), { officer: 'bert' }))).toBe('target')
    const back = after(taken, { type: 'officer.returned', by: officer('carla'), data: {} })
    expect(back.state).toBe('objected')
    expect(refusal(back, took('bert'))).toBe('other-officer')
  })

  test('records a first impression once, before deciding, where the case was drawn', () => {
    const impression = (by: string): NewEvent => ({
      type: 'officer.impression',
      by: officer(by),
      data: { kind: 'refer' },
    })
    const decide: NewEvent = { type: 'officer.decided', by: officer('anna'), data: inOrder }
    const drawn = caseIn('with-officer')
    expect(refusal(drawn, decide)).toBe('impression-first')
    const impressed = after(drawn, impression('anna'))
    expect(refusal(impressed, impression('anna'))).toBe('impression-due')
    expect(refusal(impressed, decide)).toBeUndefined()
    const handed = after(impressed, hand(officer('anna'), { officer: 'carla' }))
    expect(impressionDue(handed, 'carla')).toBe(true)
    expect(refusal({ ...drawn, sampled: false }, impression('anna'))).toBe('impression-due')
    expect(refusal({ ...drawn, sampled: false }, decide)).toBeUndefined()
    // Who reopens a decided case has seen the decision; an impression would measure nothing.
    const reopened = after(caseIn('decided'), { type: 'officer.reopened', by: lead, data: inOrder })
    expect(impressionDue(reopened, 'anna')).toBe(false)
  })
})

test('a question waits for the citizen until that question is answered', () => {
  const asked = after(
    { ...caseIn('with-officer'), questions: [] },
    { type: 'officer.asked', by: lead, data: { text: 'When?' } },
  )
  expect(waitingFor(asked)).toBe('citizen')
  const twice = after(asked, { type: 'officer.asked', by: lead, data: { text: 'Where?' } })
  const one = after(twice, { type: 'citizen.answered', by: citizen, data: { question: 10, text: 'Here.' } })
  expect([waitingFor(one), one.questions.map(each => each.version)]).toEqual(['citizen', [9]])
  const both = after(one, { type: 'citizen.answered', by: citizen, data: { question: 9, text: 'Then.' } })
  expect(waitingFor(both)).toBe('officer')
  expect(waitingFor(after(twice, { type: 'officer.returned', by: lead, data: {} }))).toBe('citizen')
})

function after(state: CaseState, event: NewEvent): CaseState {
  const to = stateAfter(state, event)
  return afterEvent(state, { ...event, to, at: '2026-03-02T10:00:00.000Z' })
}

function possible(state: CaseState, event: NewEvent): boolean {
  return refusal(state, event) === undefined
}

function refusal(state: CaseState, event: NewEvent): string | undefined {
  try {
    stateAfter(state, event)
    return undefined
  } catch (error) {
    if (error instanceof StepRefused) return error.reason
    throw error
  }
}
