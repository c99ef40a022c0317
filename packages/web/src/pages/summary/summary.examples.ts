import type { Example } from '../../examples/site.ts'
import { exampleAdvice } from '../advice/advice.examples.ts'
import { renderSummary } from './summary.tsx'

export const summaryExamples: readonly Example[] = [
  {
    name: 'summary',
    html: ({ given, ...site }) =>
      renderSummary(
        {
          at: 'summary',
          advice: exampleAdvice(site),
          filled: [
            { slot: 'counterparty', value: given('Jip van Dalen'), origin: 'story' },
            { slot: 'account', value: given('NL91ABNA0417164300'), origin: 'citizen' },
            { slot: 'amount', value: '250', origin: 'story' },
            { slot: 'email', value: given('jip@handel.example'), origin: 'citizen' },
            { slot: 'email', value: given('info@handel.example'), origin: 'citizen' },
          ],
        },
        { ...site.context, attachments: [{ key: 'k1', name: given('bewijs.pdf'), bytes: 12_345 }] },
      ),
  },
  {
    name: 'summary-failed',
    html: site =>
      renderSummary(
        { at: 'summary', advice: { ...exampleAdvice(site), outcome: 'civil' }, filled: [] },
        { ...site.context, problems: [{ field: 'word', code: 'word-short', fillings: { least: 6 } }] },
      ),
  },
]
