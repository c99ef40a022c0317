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
            href: '/e/1',
          },
          { name: 'Area forecast', purpose: given('To plan patrols.'), state: 'retired', href: '/e/2' },
        ],
      }),
  },
]
