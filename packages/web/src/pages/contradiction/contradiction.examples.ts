import type { Example } from '../../examples/site.ts'
import { renderContradiction } from './contradiction.tsx'

export const contradictionExamples: readonly Example[] = [
  {
    name: 'contradiction',
    html: ({ context, said }) =>
      renderContradiction(
        {
          at: 'question',
          observation: 'received',
          why: ['report'],
          progress: { asked: 3, expectedLeft: 1, atMostLeft: 2 },
          conflict: { observations: ['received', '-received'], quotes: [undefined, said('nothing').quote] },
        },
        context,
      ),
  },
]
