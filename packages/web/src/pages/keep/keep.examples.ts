import type { Example } from '../../examples/site.ts'
import { renderKeep } from './keep.tsx'

const until = new Date('2026-06-20T12:00:00Z')

export const keepExamples: readonly Example[] = [
  { name: 'keep', html: ({ frame, gate }) => renderKeep({ frame, gate, problems: [], back: '/step', until }) },
  {
    name: 'keep-failed',
    html: ({ frame, gate }) =>
      renderKeep({
        frame,
        gate,
        problems: [{ field: 'word', code: 'word-short', fillings: { least: 6 } }],
        back: '/step',
        until,
      }),
  },
]
