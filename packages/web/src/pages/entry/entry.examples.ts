import type { Example } from '../../examples/site.ts'
import { type EntryView, renderEntry } from './entry.tsx'

const nothing: EntryView['entry'] = {
  name: 'Area forecast',
  state: 'retired',
  since: '2026-05-01T12:00:00Z',
  version: 2,
  withheld: [],
  because: undefined,
  ends: undefined,
  sections: [],
  criteria: [],
  tests: [],
  gaps: [],
  plan: [],
  worries: [],
  farewell: undefined,
  forbidden: [],
  digest: '00ff'.repeat(16),
  history: [],
}

const measured = (at: string, value: number | undefined, outcome: 'passed' | 'failed' | 'too-few') => ({
  at: `${at}T09:00:00Z`,
  value,
  n: value === undefined ? 3 : 60,
  outcome,
})

export const entryExamples: readonly Example[] = [
  {
    name: 'entry',
    html: ({ frame, given }) =>
      renderEntry({
        frame,
        entry: {
          ...nothing,
          name: given('Intake internet trade fraud'),
          state: 'field-lab',
          because: given('Trial for the purpose of demonstration.'),
          ends: new Date('2027-01-01T12:00:00Z'),
          sections: [
            {
              title: given('Purpose'),
              rows: [
                { key: given('Purpose'), value: given('To advise citizens whether a report makes sense.') },
                { key: 'Owner', value: 'Head of intake, unit East' },
                { key: 'Legal regime', value: 'GDPR' },
              ],
            },
          ],
          criteria: [
            {
              id: 'wrong',
              goal: given('Wrong advice'),
              threshold: given('<= 0.03'),
              limit: 0.03,
              baseline: 0.1,
              measured: given('0.01 (n = 60)'),
              met: true,
              due: '2026-09-01T09:00:00Z',
              over: [
                measured('2026-05-01', 0.06, 'failed'),
                measured('2026-06-01', undefined, 'too-few'),
                measured('2026-07-01', 0.01, 'passed'),
              ],
            },
            {
              id: 'checked',
              goal: 'Reports checked by an officer',
              threshold: '>= 1',
              limit: 1,
              baseline: 1,
              measured: '0.98 (n = 60)',
              met: false,
              due: undefined,
              over: Array.from({ length: 30 }, (_, day) =>
                measured(`2026-05-${String(day + 1).padStart(2, '0')}`, 0.98, 'failed'),
              ),
            },
            {
              id: 'understood',
              goal: 'Citizens who understood',
              threshold: '>= 0.9',
              limit: 0.9,
              baseline: 0.5,
              measured: undefined,
              met: undefined,
              due: undefined,
              over: [measured('2026-06-01', undefined, 'too-few')],
            },
          ],
          tests: [
            { test: given('q-1'), kind: 'quality', announced: '2026-05-01', ran: '2026-05-03', passed: true, n: 400 },
            { test: 'f-1', kind: 'fairness', announced: '2026-05-01', ran: '2026-05-03', passed: false, n: 400 },
            {
              test: 'r-1',
              kind: 'robustness',
              announced: '2026-05-01',
              ran: undefined,
              passed: undefined,
              n: undefined,
            },
          ],
          gaps: [
            { text: given('No validation on real reports.'), source: undefined, where: undefined },
            { text: 'No ethics assessment.', source: given('AI vision, fixed process'), where: 'assessments.ethics' },
          ],
          plan: [{ text: given('Nobody checked the security yet.'), by: '2026-12-01' }],
          worries: [
            {
              id: '4F7K-2QWX',
              at: '2026-05-03T12:00:00Z',
              text: given('Who reads what I write?'),
              answer: given('An officer of your own district.'),
              answeredAt: '2026-05-09T12:00:00Z',
              answerBy: '2026-06-14T12:00:00Z',
            },
            {
              id: '9M2K-7TRE',
              at: '2026-05-20T12:00:00Z',
              text: undefined,
              answer: undefined,
              answeredAt: undefined,
              answerBy: '2026-07-01T12:00:00Z',
            },
          ],
          forbidden: [given('Scoring a person.'), 'Deciding without an officer.'],
          digest: '9f2c'.repeat(16),
          history: [
            { at: new Date('2026-05-01T12:00:00Z'), text: given('Idea approved.') },
            { at: new Date('2026-05-20T12:00:00Z'), text: 'Trial started.' },
          ],
        },
        here: '/register/x',
        worry: '/worry',
      }),
  },
  {
    name: 'entry-retired',
    html: ({ frame, given }) =>
      renderEntry({
        frame,
        entry: {
          ...nothing,
          because: given('The forecast has stopped.'),
          farewell: {
            because: given('The goal was not reached.'),
            evaluation: given('Measured over three windows.'),
            lessons: given('Count before, not after.'),
            manifest: 'b'.repeat(64),
            files: 3,
            destroyOn: '2028-01-01',
          },
        },
        here: '/register/x',
        worry: '/worry',
      }),
  },
  {
    name: 'entry-on-a-day',
    html: ({ frame }) =>
      renderEntry({
        frame,
        entry: { ...nothing, state: 'idea', withheld: ['purpose'], digest: undefined },
        on: new Date('2026-05-01T00:00:00Z'),
        here: '/register/x',
        worry: '/worry',
      }),
  },
]
