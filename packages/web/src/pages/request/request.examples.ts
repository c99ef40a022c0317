import type { Example } from '../../examples/site.ts'
import { renderRequest } from './request.tsx'

export const requestExamples: readonly Example[] = [
  ...(['withdraw', 'object', 'correct', 'erase'] as const).map(
    kind =>
      ({
        name: `request-${kind}`,
        html: ({ context, switchGate: gate }) =>
          renderRequest({ frame: context.frame, gate, kind, reason: '', problems: [], back: '/status' }),
      }) satisfies Example,
  ),
  {
    name: 'request-failed',
    html: ({ context, switchGate: gate }) =>
      renderRequest({
        frame: context.frame,
        gate,
        kind: 'object',
        reason: '',
        problems: [{ field: 'reason', code: 'required' }],
        back: '/status',
      }),
  },
]
