import type { Example } from '../../examples/site.ts'
import { renderRegisterRecall } from './register-recall.tsx'

export const registerRecallExamples: readonly Example[] = [
  {
    name: 'register-recall',
    html: ({ desk, given }) =>
      renderRegisterRecall({
        frame: desk,
        system: given('Intake'),
        versions: [{ number: 2, digest: 'a'.repeat(64) }],
        cases: [
          { number: '4F7K2-9QWXM', uses: 7, last: '2026-05-20T09:00:00Z', href: '/desk/cases/4F7K2-9QWXM' },
          { number: '8M2KD-0TREQ', uses: 1, last: '2026-05-19T09:00:00Z' },
        ],
        permits: 12,
        back: '/register-board/x',
      }),
  },
]
