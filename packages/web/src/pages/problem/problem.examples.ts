import type { Example } from '../../examples/site.ts'
import { type ProblemKind, renderProblem } from './problem.tsx'

const kinds: readonly ProblemKind[] = [
  'not-found',
  'too-large',
  'too-many',
  'fault',
  'model-gone',
  'expired',
  'forbidden',
  'bad-request',
]

export const problemExamples: readonly Example[] = kinds.map(kind => ({
  name: `problem-${kind}`,
  html: ({ frame }) =>
    renderProblem({
      frame,
      kind,
      ...(kind === 'fault' && { reference: '01J8-XYZ' }),
      ...(kind === 'too-many' && { wait: 40, next: '/step' }),
    }),
}))
