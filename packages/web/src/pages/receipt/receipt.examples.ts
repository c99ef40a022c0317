import type { Example } from '../../examples/site.ts'
import { renderReceipt } from './receipt.tsx'

const at = new Date('2026-05-21T12:00:00Z')
const until = new Date('2026-06-04T12:00:00Z')

export const receiptExamples: readonly Example[] = [
  {
    name: 'receipt-sent',
    html: ({ frame }) =>
      renderReceipt({
        frame,
        kind: 'sent',
        code: '7K3M-0A9B-4TXE-Q2WD',
        at,
        until,
        pdf: '/receipt.pdf',
        to: { status: '/status' },
      }),
  },
  {
    name: 'receipt-kept',
    html: ({ frame }) =>
      renderReceipt({
        frame,
        kind: 'kept',
        code: '7K3M-0A9B-4TXE-Q2WD',
        at,
        until,
        to: { status: '/status', next: '/step' },
      }),
  },
  {
    name: 'receipt-later',
    html: ({ frame }) => renderReceipt({ frame, kind: 'sent', at, until, to: { status: '/status' } }),
  },
]
