import type { Example } from '../../examples/site.ts'
import { renderAttachments } from './attachments.tsx'

const limits = { files: 10, megabytes: 10 }

export const attachmentsExamples: readonly Example[] = [
  {
    name: 'attachments-removed',
    html: ({ frame, gate }) =>
      renderAttachments({ frame, gate, files: [], limits, problems: [], done: 'removed', next: '/summary' }),
  },
  {
    name: 'attachments',
    html: ({ frame, gate }) => renderAttachments({ frame, gate, files: [], limits, problems: [], next: '/summary' }),
  },
  {
    name: 'attachments-refused',
    html: ({ frame, gate, given }) =>
      renderAttachments({
        frame,
        gate,
        files: [
          { key: 'k1', name: given('gesprek met de verkoper.png'), bytes: 843_112 },
          { key: 'k2', name: given('bewijs van betaling.pdf'), bytes: 91_200 },
        ],
        limits,
        problems: [{ field: 'file', code: 'file-too-large', fillings: { megabytes: 10 } }],
        done: 'added',
        next: '/summary',
      }),
  },
]
