import type { Example } from '../../examples/site.ts'
import { renderSafety, type SafetyStep } from './safety.tsx'

const step: SafetyStep = { at: 'safety', observations: ['credentials-given', 'false-identity'] }

export const safetyExamples: readonly Example[] = [
  { name: 'safety', html: ({ context }) => renderSafety(step, context) },
  {
    name: 'safety-failed',
    html: ({ context }) =>
      renderSafety(step, {
        ...context,
        typed: { 'answer.false-identity': 'no' },
        problems: [{ field: 'answer.credentials-given', code: 'answer-missing' }],
      }),
  },
]
