import type { Example } from '../../examples/site.ts'
import { renderEntry } from './entry.tsx'

export const entryExamples: readonly Example[] = [
  {
    name: 'entry',
    html: ({ frame }) =>
      renderEntry({
        frame,
        name: 'Intake internet trade fraud',
        state: 'field-lab',
        because: 'Trial for the purpose of demonstration.',
        ends: new Date('2027-01-01T12:00:00Z'),
        sections: [
          {
            title: 'Purpose',
            rows: [
              { key: 'Purpose', value: 'To advise citizens whether a report makes sense.' },
              { key: 'Owner', value: 'Head of intake, unit East' },
              { key: 'Legal regime', value: 'GDPR' },
            ],
          },
        ],
        criteria: [
          { goal: 'Wrong advice', threshold: 'at most 3 of 100', measured: '1 of 100', met: true },
          { goal: 'Reports checked by an officer', threshold: 'all', measured: '98 of 100', met: false },
          { goal: 'Citizens who understood', threshold: 'at least 90 of 100' },
        ],
        gaps: ['No validation on real reports.', 'No ethics assessment.'],
        forbidden: ['Scoring a person.', 'Deciding without an officer.'],
        digest: '9f2c'.repeat(16),
        history: [
          { at: new Date('2026-05-01T12:00:00Z'), text: 'Idea approved.' },
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
