import type { Example } from '../../examples/site.ts'
import { renderPeopleFirst } from './people-first.tsx'

export const peopleFirstExamples: readonly Example[] = [
  {
    name: 'people-first',
    html: ({ alert, context }) => renderPeopleFirst({ at: 'people-first', alerts: [alert] }, context),
  },
]
