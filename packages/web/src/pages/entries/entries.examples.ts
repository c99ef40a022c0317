import type { Example } from '../../examples/site.ts'
import { renderEntries } from './entries.tsx'

export const entriesExamples: readonly Example[] = [
  {
    name: 'entries',
    html: ({ frame, given }) =>
      renderEntries({
        frame,
        entries: [
          {
            name: given('Intake'),
            purpose: 'To advise citizens whether a report makes sense.',
            state: 'field-lab',
            since: '2026-05-01T12:00:00Z',
            href: '/e/1',
          },
          {
            name: 'Area forecast',
            purpose: given('To plan patrols.'),
            state: 'retired',
            since: '2026-05-01T12:00:00Z',
            href: '/e/2',
          },
        ],
        exemptions: { count: 2, ageDays: [40, 3] },
        here: '/register',
        correction: '/lists/correction',
      }),
  },
  {
    name: 'entries-on-a-day',
    html: ({ frame }) =>
      renderEntries({
        frame,
        entries: [],
        exemptions: { count: 0, ageDays: [] },
        on: new Date('2025-05-01T00:00:00Z'),
        here: '/register',
        correction: '/lists/correction',
      }),
  },
]
