import type { Example } from '../../examples/site.ts'
import { renderListCorrection } from './list-correction.tsx'

const gate = { action: '/lists/correction', csrf: 'token', version: '0' }

export const listCorrectionExamples: readonly Example[] = [
  {
    name: 'list-correction',
    html: ({ frame, given }) =>
      renderListCorrection({
        frame,
        gate,
        typed: { value: given('winkel'), words: '' },
        problems: [
          { field: 'value', code: 'list-value' },
          { field: 'words', code: 'required' },
        ],
        sent: false,
      }),
  },
  {
    name: 'list-correction-sent',
    html: ({ frame }) =>
      renderListCorrection({ frame, gate, typed: { value: '', words: '' }, problems: [], sent: true }),
  },
]
