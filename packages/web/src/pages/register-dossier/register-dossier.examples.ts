import type { Example } from '../../examples/site.ts'
import { type RegisterDossierView, renderRegisterDossier } from './register-dossier.tsx'

type Bare = Omit<RegisterDossierView, 'frame'>

const bare: Bare = {
  system: 'Area forecast',
  summary: 'A forecast per square.',
  state: 'idea',
  since: '2026-05-01T12:00:00Z',
  runs: false,
  why: [],
  gaps: [],
  acts: [],
  parts: [],
  criteria: [],
  evidence: [],
  tests: [],
  worries: [],
  incidents: [],
  versions: [],
  to: {
    here: '/register-board/x',
    board: '/register-board',
    history: '/register-board/x/history',
    steps: '/register-board/x/steps',
  },
}

const full = (given: (text: string) => string): Bare => ({
  ...bare,
  system: given('Area forecast'),
  summary: given('A forecast per square.'),
  state: 'suspended',
  why: [given('There is a serious incident: i-1.')],
  until: '2026-09-01T09:00:00Z',
  sealed: { parts: ['purpose', 'data'], until: '2026-10-01T09:00:00Z' },
  gaps: [
    { text: given('The goal is missing.'), level: 'assessment', source: given('Answers to Parliament'), href: '/p' },
    { text: 'There is no positive ethical assessment.', level: 'field-lab', source: 'AI vision' },
    { text: 'There is no valid, passed test.', level: 'operational', source: 'Answers to Parliament', href: '/t' },
  ],
  request: { step: 'resume', version: 2, approvals: 1, href: '/register-board/x/approve' },
  draft: { base: 2, href: '/register-board/x/draft' },
  acts: [
    { what: 'act-suspend', href: '/register-board/x/do/suspend' },
    { what: 'request-retire', href: '/register-board/x/ask/retire' },
  ],
  parts: [
    { part: 'purpose', filled: true, href: '/register-board/x/edit/purpose' },
    { part: 'data', filled: false },
  ],
  criteria: [
    {
      id: 'hit-rate',
      goal: given('The squares named hold the burglaries'),
      threshold: '>= 0.3',
      limit: 0.3,
      baseline: 0.2,
      measured: '0.45 (n = 40)',
      met: true,
      due: '2026-07-01T09:00:00Z',
      over: [
        { at: '2026-05-10T09:00:00Z', value: 0.25, n: 40, outcome: 'failed' },
        { at: '2026-06-01T09:00:00Z', value: 0.45, n: 40, outcome: 'passed' },
      ],
    },
    {
      id: 'quiet',
      goal: 'Few complaints',
      threshold: '<= 2',
      limit: 2,
      baseline: 5,
      measured: undefined,
      met: undefined,
      due: undefined,
      over: [],
    },
  ],
  evidence: [
    {
      what: 'lawfulness',
      title: given('Memorandum of 2026'),
      outcome: 'positive',
      at: '2026-05-02T09:00:00Z',
      digest: 'e'.repeat(64),
      current: true,
      document: '/register-board/documents/e',
    },
    {
      what: 'ethics',
      title: 'Ethics session',
      outcome: 'conditional',
      at: '2026-05-02T09:00:00Z',
      digest: 'f'.repeat(64),
      current: false,
    },
  ],
  tests: [
    { test: given('q-1'), kind: 'quality', result: 'passed', until: '2026-12-01T09:00:00Z' },
    { test: 'f-1', kind: 'fairness', result: 'failed' },
    { test: 'r-1', kind: 'robustness', result: 'open', report: '/register-board/x/do/report-test' },
  ],
  class: { name: 'high-risk', points: ['Annex III, 6'], confirmed: false },
  worries: [
    {
      number: '4F7K-2QWX',
      text: given('Why my street?'),
      by: '2026-06-14T09:00:00Z',
      late: true,
      answer: '/register-board/x/do/answer',
    },
    { number: '9M2K-7TRE', text: 'Who reads this?', by: '2026-08-14T09:00:00Z', late: false },
  ],
  incidents: [
    {
      id: 'i-1',
      kind: 'other-serious',
      what: given('Squares were mixed up.'),
      at: '2026-05-20T09:00:00Z',
      reportBy: '2026-06-04T09:00:00Z',
      late: false,
      to: [{ act: 'report-incident', href: '/register-board/x/do/report-incident' }],
    },
    {
      id: 'i-2',
      kind: 'death',
      what: 'Invented.',
      at: '2026-05-20T09:00:00Z',
      reportBy: '2026-05-30T09:00:00Z',
      late: true,
      to: [],
    },
    {
      id: 'i-3',
      kind: 'widespread-or-critical',
      what: 'Invented.',
      at: '2026-05-20T09:00:00Z',
      reportBy: '2026-05-22T09:00:00Z',
      late: false,
      reported: given('the authority'),
      closed: given('Repaired.'),
      to: [],
    },
  ],
  versions: [
    {
      number: 2,
      at: '2026-05-18T09:00:00Z',
      digest: 'a'.repeat(64),
      licensed: true,
      diff: '/register-board/x/diff/1/2',
    },
    { number: 1, at: '2026-05-01T09:00:00Z', digest: undefined, licensed: false },
  ],
  to: { ...bare.to, public: '/register/x', recall: '/register-board/x/recall' },
})

export const registerDossierExamples: readonly Example[] = [
  {
    name: 'register-dossier',
    html: ({ desk, given }) => renderRegisterDossier({ frame: desk, ...full(given) }),
  },
  {
    name: 'register-dossier-idea',
    html: ({ desk }) => renderRegisterDossier({ frame: desk, ...bare, on: new Date('2026-05-02T00:00:00Z') }),
  },
  {
    name: 'register-dossier-confirmed',
    html: ({ desk }) =>
      renderRegisterDossier({ frame: desk, ...bare, class: { name: 'minimal', points: [], confirmed: true } }),
  },
]
