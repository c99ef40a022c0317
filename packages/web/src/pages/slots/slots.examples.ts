import type { Example, ExampleSite } from '../../examples/site.ts'
import { exampleAdvice } from '../advice/advice.examples.ts'
import { renderSlots, type SlotsStep } from './slots.tsx'

const step = (site: ExampleSite): SlotsStep => ({
  at: 'slots',
  advice: exampleAdvice(site),
  slots: ['counterparty', 'account', 'amount', 'payment-date', 'email', 'statement'],
  filled: [
    { slot: 'counterparty', value: 'Jip van Dalen', origin: 'story' },
    { slot: 'amount', value: '250', origin: 'story' },
  ],
})

export const slotsExamples: readonly Example[] = [
  { name: 'slots', html: site => renderSlots(step(site), site.context) },
  {
    name: 'slots-failed',
    html: ({ given, ...site }) =>
      renderSlots(step({ given, ...site }), {
        ...site.context,
        typed: { 'slot.account': given('NL91 ABNA 0417 1643 01'), 'slot.amount': given('tien') },
        problems: [
          { field: 'slot.account', code: 'iban' },
          { field: 'slot.amount', code: 'amount' },
        ],
        attachments: [{ key: 'k1', name: 'bewijs.pdf', bytes: 123_456 }],
      }),
  },
]
