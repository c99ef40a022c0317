import type { ActInput, Actor, Dossier } from '../src/index.ts'

const person = (name: string, role: Actor['role'], line: Actor['line']): Actor => ({ person: name, role, line })

/** Invented persons, each in one role and one line of defence. */
export const cast = {
  author: person('anouk', 'author', 'first'),
  owner: person('olaf', 'owner', 'first'),
  otherOwner: person('odette', 'owner', 'first'),
  board: person('bea', 'board', 'first'),
  controller: person('carlo', 'controller', 'second'),
  otherController: person('cora', 'controller', 'second'),
  lawyer: person('leila', 'lawyer', 'second'),
  auditor: person('arjen', 'auditor', 'third'),
  supervisor: person('sanne', 'supervisor', 'outside'),
  citizen: person('visitor', 'citizen', 'outside'),
  register: person('register', 'register', 'outside'),
} as const

export const partsOf = (letter: string) => ({ model: letter.repeat(64) })

/** A dossier with everything that a dossier itself can say; tests leave out or change what they are about. */
export function fullDossier(changes: Partial<Dossier> = {}): Dossier {
  return {
    schema: 1,
    id: 'area-forecast',
    origin: 'new',
    name: { nl: 'Waar is surveillance nodig?', en: 'Where is surveillance needed?' },
    summary: {
      nl: 'Een voorspelling per vak van een halve kilometer.',
      en: 'A forecast per square of half a kilometre.',
    },
    organisation: 'Korps Noorderhaaks',
    contact: 'algoritmes@korps-noorderhaaks.test',
    owner: { person: 'olaf', unit: 'district-north' },
    authors: ['anouk'],
    runs: { parts: partsOf('a') },
    purpose: { goal: { nl: 'Minder inbraken per week.', en: 'Fewer burglaries a week.' } },
    notFor: ['Checks of persons'],
    regime: 'police-data',
    legalBasis: [{ law: 'Politiewet 2012', article: 'art. 3', verified: 'not-verified' }],
    lawfulness: {
      proportionality: 'Only squares, never addresses.',
      subsidiarity: 'Maps of last week were tried and missed more.',
      obtaining: 'From reports that are there already.',
      processing: 'Counts per square and week.',
      destroying: 'Counts older than three years go.',
    },
    data: [
      {
        id: 'burglaries',
        about: 'area',
        means: 'Number of reported burglaries in the square in a week',
        source: 'Reports',
        why: 'Burglaries come in clusters',
        anonymous: { possible: true, because: 'Counts only' },
        from: '2026-01-01',
        accuracy: 'One in fifty is placed in the wrong square',
        representativeness: 'Reported burglaries only',
        currency: 'Daily',
        proxy: { against: 'share of migrants in the square', method: 'correlation', result: '0.04', on: '2026-01-05' },
      },
    ],
    outputs: [{ id: 'forecast', kind: 'forecast', about: 'area', means: 'Expected burglaries in a square next week' }],
    affected: ['People who live in a square'],
    gravity: 'noticeable',
    human: { role: 'A planner decides where to go.', actsOnScoreAlone: false, asksConcreteReason: true },
    margins: [
      {
        what: 'Squares named without a burglary',
        measured: { value: 0.3, n: 400, on: '2026-01-05', source: 'back test' },
        acceptable: { value: 0.4, because: 'A patrol more harms nobody' },
      },
    ],
    risks: [{ risk: 'More patrols find more', measure: 'Only reports count', owner: 'olaf' }],
    businessCase: {
      urgency: 'Winter',
      effect: 'Fewer burglaries',
      impact: 'Two teams',
      effortHours: 300,
      benefit: 'Ten burglaries fewer a week',
    },
    criteria: [
      {
        id: 'hit-rate',
        goal: 'The squares named hold the burglaries',
        measure: { from: 'log', kind: 'square', take: { what: 'share', of: [{ at: 'burglary', is: [true] }] } },
        comparator: '>=',
        threshold: 0.3,
        windowDays: 30,
        minimumN: 20,
        baseline: { value: 0.2, source: 'last week as a map', on: '2025-12-01' },
        owner: 'olaf',
        onFail: 'review',
      },
    ],
    scope: {
      purposes: [
        { id: 'planning', states: ['field-lab', 'operational'] },
        { id: 'trial', states: ['field-lab'] },
      ],
      units: ['district-north'],
    },
    from: '2026-01-10',
    until: '2026-12-01',
    ...changes,
  }
}

export const minimal = {
  class: 'minimal',
  points: [],
  model: { subject: 'ai-act', from: '2026-08-02', digest: 'd'.repeat(64) },
  known: ['ai-system'],
  because: [],
  open: [],
  stable: true,
} as const

type Kind = Extract<ActInput, { act: 'assess' }>['kind']

const assessment = (kind: Kind, version: number): ActInput => ({
  act: 'assess',
  by: cast.controller,
  version,
  kind,
  title: `Assessment of ${kind}`,
  document: 'e'.repeat(64),
  outcome: 'positive',
})

/** The assessments and the class that a version of a police-data system of minimal risk needs. */
export function assessed(version = 1): ActInput[] {
  const kinds: Kind[] = [
    'lawfulness',
    'ethics',
    'human-rights',
    'data-protection',
    'security',
    'processing-record',
    'record-keeping',
  ]
  return [
    ...kinds.map(kind => assessment(kind, version)),
    {
      act: 'classify',
      by: cast.owner,
      version,
      classification: { ...minimal, points: [], known: ['ai-system'], because: [], open: [] },
    },
    { act: 'confirm-class', by: cast.lawyer, version, because: 'Read and agreed with.' },
  ]
}

type Step = Extract<ActInput, { act: 'request' }>['step']

/** A request and its two approvals. */
export function fourEyes(step: Step, version: number, content: string, more: object = {}): ActInput[] {
  return [
    { act: 'request', by: cast.owner, step, version, because: 'It is ready.', ...more },
    { act: 'approve', by: cast.board, step, version, content },
    { act: 'approve', by: cast.controller, step, version, content },
  ]
}

/** Idea, choice, assessments: everything up to the request for the field lab. */
export function toFieldLab(dossier: Dossier): ActInput[] {
  return [
    { act: 'propose', by: cast.author, dossier },
    { act: 'choose', by: cast.board, because: 'Urgent, and the effect can be measured.' },
    ...assessed(),
  ]
}

/** Both tests of a version, announced and then passed; the moment of the run is before any announcement until a test sets it. */
export function testsPassed(digest: string): ActInput[] {
  return (['quality', 'fairness'] as const).flatMap((kind): ActInput[] => [
    {
      act: 'announce-test',
      by: cast.owner,
      test: `${kind}-1`,
      kind,
      dataset: 'f'.repeat(64),
      digest,
      thresholds: [{ metric: 'score', comparator: '>=', threshold: 0.8 }],
      minimumN: 100,
      validDays: 200,
    },
    {
      act: 'report-test',
      by: cast.owner,
      test: `${kind}-1`,
      dataset: 'f'.repeat(64),
      digest,
      startedAt: '2026-01-01T00:00:00Z',
      n: 200,
      metrics: { score: 0.9 },
    },
  ])
}

export const farewell = {
  because: 'The goal was not reached.',
  evaluation: 'Measured over three windows; see the timeline.',
  lessons: 'Count before, not after.',
  archive: { manifest: 'b'.repeat(64), files: 3 },
  destroyOn: '2028-01-01',
  notice: { nl: 'De voorspelling is gestopt.', en: 'The forecast has stopped.' },
} as const
