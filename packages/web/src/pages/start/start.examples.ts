import type { Example } from '../../examples/site.ts'
import { renderStart } from './start.tsx'

export const startExamples: readonly Example[] = [
  { name: 'start', html: ({ frame }) => renderStart({ frame, begin: '/story' }) },
  {
    name: 'start-open-case',
    html: ({ context }) => renderStart({ frame: { ...context.frame, demonstration: false }, begin: '/story' }),
  },
]
