import type { Example } from '../../examples/site.ts'
import { renderRegisterHistory } from './register-history.tsx'

export const registerHistoryExamples: readonly Example[] = [
  {
    name: 'register-history',
    html: ({ desk, given }) =>
      renderRegisterHistory({
        frame: desk,
        system: given('Area forecast'),
        rows: [
          {
            at: '2026-05-01T09:00:00Z',
            text: given('Proposed'),
            detail: given('area-forecast'),
            who: 'author, first',
            person: given('p-7f2k'),
            public: true,
          },
          {
            at: '2026-06-01T09:00:00Z',
            text: 'Came to a stop',
            detail: '',
            who: undefined,
            person: undefined,
            public: true,
          },
        ],
        back: '/register-board/x',
      }),
  },
]
