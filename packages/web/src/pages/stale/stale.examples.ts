import type { Example } from '../../examples/site.ts'
import { renderStale } from './stale.tsx'

export const staleExamples: readonly Example[] = [
  {
    name: 'stale',
    html: ({ frame, gate, texts, story }) =>
      renderStale({
        frame,
        gate,
        step: 'question',
        changes: [texts['observation.paid.short'] ?? '', texts['observation.received.short-no'] ?? ''],
        kept: [
          {
            field: 'answer.unreachable',
            value: 'yes',
            label: texts['observation.unreachable.question'] ?? '',
            shown: frame.words.say('answer.yes'),
          },
          { field: 'missed', value: story, label: frame.words.say('confirm.missed'), shown: story },
        ],
        current: '/step',
      }),
  },
]
