import type { Example } from '../../examples/site.ts'
import { renderEntry } from './entry.tsx'

export const entryExamples: readonly Example[] = [
  {
    name: 'entry',
    html: ({ frame, given }) =>
      renderEntry({
        frame,
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
          { goal: given('Wrong advice'), threshold: given('at most 3 of 100'), measured: given('1 of 100'), met: true },
          { goal: 'Reports checked by an officer', threshold: 'all', measured: '98 of 100', met: false },
          { goal: 'Citizens who understood', threshold: 'at least 90 of 100' },
        ],
        gaps: [given('No validation on real reports.'), 'No ethics assessment.'],
        forbidden: [given('Scoring a person.'), 'Deciding without an officer.'],
        digest: '9f2c'.repeat(16),
        history: [
          { at: new Date('2026-05-01T12:00:00Z'), text: given('Idea approved.') },
          { at: new Date('2026-05-20T12:00:00Z'), text: 'Trial started.' },
        ],
        worry: '/worry',
      }),
  },
  {
    name: 'entry-retired',
    html: ({ frame }) =>
      renderEntry({
        frame,
        name: 'Area forecast',
        partly: true,
        state: 'retired',
        sections: [],
        criteria: [],
        gaps: [],
        forbidden: [],
        digest: '00ff'.repeat(16),
        history: [],
      }),
  },
]
