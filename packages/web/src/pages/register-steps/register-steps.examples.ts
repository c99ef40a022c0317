import type { Example } from '../../examples/site.ts'
import { renderRegisterSteps } from './register-steps.tsx'

const steps = ['choose', 'field-lab', 'operational', 'resume', 'license', 'catch-up', 'exempt', 'retire'] as const

export const registerStepsExamples: readonly Example[] = [
  {
    name: 'register-steps',
    html: ({ desk, given }) =>
      renderRegisterSteps({
        frame: desk,
        system: given('Area forecast'),
        steps: steps.map((step, at) => ({
          step,
          from: ['field-lab', 'operational'],
          here: at === 2,
          ...(step !== 'choose' && at === 2 && { ask: `/register-board/x/ask/${step}` }),
          demands:
            step === 'exempt'
              ? []
              : [
                  {
                    text: given('The goal is missing.'),
                    met: false,
                    source: given('Answers'),
                    href: '/register-board/x',
                  },
                  { text: 'The legal basis is there.', met: true, source: 'Quality framework' },
                ],
        })),
        back: '/register-board/x',
      }),
  },
]
