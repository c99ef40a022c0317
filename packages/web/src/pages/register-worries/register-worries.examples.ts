import type { Example } from '../../examples/site.ts'
import { renderRegisterWorries } from './register-worries.tsx'

export const registerWorriesExamples: readonly Example[] = [
  {
    name: 'register-worries',
    html: ({ desk, given }) =>
      renderRegisterWorries({
        frame: desk,
        open: [
          {
            number: '4F7K-2QWX',
            system: given('Area forecast'),
            text: given('Why does my street get more patrols?'),
            at: '2026-05-01T09:00:00Z',
            by: '2026-06-12T09:00:00Z',
            late: true,
            entry: '/register-board/x',
            answer: '/register-board/x/do/answer/4F7K-2QWX',
          },
          {
            number: '9M2K-7TRE',
            system: 'Intake',
            text: 'Who reads this?',
            at: '2026-05-20T09:00:00Z',
            by: '2026-07-01T09:00:00Z',
            late: false,
            entry: '/register-board/y',
          },
        ],
        answered: 3,
        back: '/register-board',
      }),
  },
]
