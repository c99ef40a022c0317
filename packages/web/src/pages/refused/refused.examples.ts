import type { Example, ExampleSite } from '../../examples/site.ts'
import { type RefusedView, renderRefused } from './refused.tsx'

const kinds: readonly Omit<RefusedView, 'frame'>[] = [
  { kind: 'role', needed: ['administrator', 'auditor'], next: '/role' },
  { kind: 'account', number: 'p-7k3m0a9bwxyz', next: '/sign-in' },
  { kind: 'ended', number: 'p-7k3m0a9bwxyz', next: '/sign-in' },
  { kind: 'session', next: '/sign-in' },
  { kind: 'failed', next: '/sign-in' },
  { kind: 'away', next: '/sign-in' },
]

export const refusedExamples: readonly Example[] = [
  ...kinds.map(view => ({
    name: `refused-${view.kind}`,
    html: ({ frame }: ExampleSite) => renderRefused({ frame, ...view }),
  })),
  {
    name: 'refused-session-kept',
    html: ({ frame, gate, given }) =>
      renderRefused({
        frame,
        kind: 'session',
        next: '/sign-in',
        kept: {
          gate: { ...gate, action: '/act/decide' },
          step: 'decide',
          typed: { kind: 'close', reason: 'close/no-lead', motive: given('Er is geen spoor te vinden.') },
        },
      }),
  },
]
