import type { CaseAtDesk } from '../../desk-case.ts'
import { exampleModel } from '../../examples/model.ts'
import type { ExampleSite } from '../../examples/site.ts'

const officer = { kind: 'officer', id: 'p-7k3m0a9bwxyz', role: 'intake-officer' } as const
const gone = { kind: 'officer', id: 'p-gone00000000', role: 'officer' } as const
const graph =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><title>t</title><desc>R1 &amp; M1.</desc><path d="M10 50h280" stroke="#5e2257"/></svg>'

/** A case with something of everything in it, told in the story of the site. */
export const exampleCase = (site: ExampleSite, over: Partial<CaseAtDesk> = {}): CaseAtDesk => {
  const { said, given, story, observations } = site
  return {
    number: '4F7K2-9QWXM',
    version: 12,
    state: 'with-officer',
    received: '2026-05-10T09:00:00Z',
    daysOpen: 3,
    deadline: '2026-05-24T09:00:00Z',
    overdue: false,
    model: exampleModel,
    modelVersion: exampleModel,
    officer: officer.id,
    mine: true,
    team: 'Noord',
    waitingFor: 'citizen',
    objection: false,
    impression: { due: false, given: 'take-up' },
    story: { text: story, date: '2026-05-09' },
    marks: [
      { observation: 'paid', value: 'yes', ...said('paid'), citizen: 'confirmed' },
      { observation: 'received', value: 'no', ...said('nothing'), citizen: 'corrected' },
      { observation: 'unreachable', value: 'yes', ...said('silent'), citizen: 'rejected' },
      { observation: 'term-passed', value: 'yes', ...said('silent'), citizen: 'open' },
    ],
    readBy: { dossier: 'intake', version: 3, permit: 'a1b2c3', at: '2026-05-09T09:00:00Z' },
    facts: observations,
    slots: [
      { slot: 'counterparty', value: given('Jip van Dalen'), origin: 'story' },
      { slot: 'amount', value: '250', origin: 'citizen' },
    ],
    emptySlots: ['account'],
    advice: {
      shown: true,
      outcome: 'report',
      stable: true,
      officer: true,
      because: [
        { rule: 'M1', source: 'sr-326', facts: ['false-identity'] },
        { rule: 'F1', source: 'sr-326', facts: ['paid', 'means'] },
      ],
      against: [
        { rule: 'C1', standing: 'defeated', beatenBy: ['F1'] },
        { rule: 'R1', standing: 'blocked', beatenBy: ['X1'] },
      ],
      wouldChange: [{ outcome: 'civil', without: ['false-identity'], with: ['-false-identity'] }],
      missing: ['unreachable'],
      graph: { nl: graph, en: graph },
    },
    attachments: [{ key: 'k1', name: given('bon.png'), bytes: 20_480 }],
    timeline: [
      {
        version: 0,
        at: '2026-05-09T09:00:00Z',
        type: 'run.opened',
        by: { kind: 'system', dossier: 'intake', version: 3 },
      },
      { version: 1, at: '2026-05-09T09:01:00Z', type: 'inquiry.slot-filled', by: { kind: 'citizen' } },
      { version: 1, at: '2026-05-09T09:02:00Z', type: 'inquiry.slot-filled', by: { kind: 'citizen' } },
      { version: 1, at: '2026-05-09T09:05:00Z', type: 'inquiry.sent', by: { kind: 'citizen' } },
      { version: 2, at: '2026-05-10T10:00:00Z', type: 'officer.took', by: officer },
      {
        version: 3,
        at: '2026-05-10T10:05:00Z',
        type: 'officer.asked',
        by: officer,
        text: given('Hebt u de advertentie nog?'),
      },
      {
        version: 4,
        at: '2026-05-10T11:00:00Z',
        type: 'officer.handed-over',
        by: gone,
        to: { team: 'Zuid' },
        text: given('Hoort bij jullie zaak.'),
      },
      { version: 5, at: '2026-05-10T11:01:00Z', type: 'officer.handed-over', by: officer, to: { prosecutor: true } },
      { version: 6, at: '2026-05-10T11:02:00Z', type: 'officer.handed-over', by: officer, to: { officer: officer.id } },
      {
        version: 7,
        at: '2026-05-11T11:00:00Z',
        type: 'officer.decided',
        by: officer,
        kind: 'close',
        reason: 'no-lead',
        override: true,
        text: given('Er is geen spoor.'),
      },
      { version: 8, at: '2026-05-11T12:00:00Z', type: 'something.new', by: { kind: 'gone' } },
    ],
    followUps: [
      {
        version: 3,
        at: '2026-05-10T10:05:00Z',
        by: officer,
        text: given('Hebt u de advertentie nog?'),
        answer: undefined,
      },
      {
        version: 2,
        at: '2026-05-10T10:04:00Z',
        by: officer,
        text: given('Hoe betaalde u?'),
        answer: { at: '2026-05-10T10:30:00Z', text: given('Met een overschrijving.') },
      },
    ],
    notes: [{ at: '2026-05-10T10:06:00Z', by: officer, text: given('Zelfde rekening als vorige week.') }],
    requests: [
      { version: 9, type: 'citizen.asked-correction', at: '2026-05-11T10:00:00Z', text: given('Het was 260 euro.') },
    ],
    may: ['return', 'decide', 'ask', 'note', 'hand-over', 'answer-request'],
    ...over,
  }
}

/** A case of which the advice may not be seen yet. */
export const blindCase = (site: ExampleSite, over: Partial<CaseAtDesk> = {}): CaseAtDesk =>
  exampleCase(site, {
    advice: { shown: false, because: 'impression-due' },
    impression: { due: true, given: undefined },
    timeline: [],
    may: ['return', 'impression', 'ask', 'note'],
    ...over,
  })

export const exampleNames = (site: ExampleSite): Readonly<Record<string, string>> => ({
  [officer.id]: site.given('Aya Kwikstaart'),
})

export const exampleSystems = [{ id: 'intake', name: 'Intake', version: 3, href: '/register/intake' }]
