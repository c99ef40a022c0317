import type { Example } from '../../examples/site.ts'
import { renderEntries } from './entries.tsx'

export const entriesExamples: readonly Example[] = [
  {
    name: 'entries',
    html: ({ frame }) =>
      renderEntries({
        frame,
        entries: [
          {
            name: 'Intake',
            purpose: 'To advise citizens whether a report makes sense.',
            state: 'field-lab',
            href: '/e/1',
          },
          { name: 'Area forecast', purpose: 'To plan patrols.', state: 'retired', href: '/e/2' },
        ],
      }),
  },
]
