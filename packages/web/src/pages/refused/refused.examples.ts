import type { Example } from '../../examples/site.ts'
import { type RefusedView, renderRefused } from './refused.tsx'

const kinds: readonly Omit<RefusedView, 'frame'>[] = [
  { kind: 'role', needed: ['administrator', 'auditor'], next: '/role' },
  { kind: 'account', number: 'p-7k3m0a9bwxyz', next: '/sign-in' },
  { kind: 'ended', number: 'p-7k3m0a9bwxyz', next: '/sign-in' },
  { kind: 'session', next: '/sign-in' },
  { kind: 'failed', next: '/sign-in' },
  { kind: 'away', next: '/sign-in' },
]

export const refusedExamples: readonly Example[] = kinds.map(view => ({
  name: `refused-${view.kind}`,
  html: ({ frame }) => renderRefused({ frame, ...view }),
}))
