import type { Example } from '../../examples/site.ts'
import { renderStatus } from './status.tsx'

const day = (text: string) => new Date(`${text}T12:00:00Z`)
const requests = { correct: '/ask/1', object: '/ask/2', withdraw: '/ask/3', erase: '/ask/4' }

export const statusExamples: readonly Example[] = [
  {
    name: 'status-started',
    html: ({ context }) =>
      renderStatus({
        frame: context.frame,
        state: 'started',
        history: [{ at: day('2026-05-21'), kind: 'started' }],
        answers: [],
        to: { goOn: '/step', requests: { erase: '/ask/4' } },
      }),
  },
  {
    name: 'status-decided',
    html: ({ context, texts, given }) =>
      renderStatus({
        frame: context.frame,
        state: 'decided',
        history: [
          { at: day('2026-05-21'), kind: 'started' },
          { at: day('2026-05-21'), kind: 'sent' },
          { at: day('2026-05-24'), kind: 'in-hand' },
          { at: day('2026-05-26'), kind: 'object' },
          { at: day('2026-05-28'), kind: 'answered' },
          { at: day('2026-05-29'), kind: 'decided' },
        ],
        ...(texts['outcome.report.title'] !== undefined && { advice: texts['outcome.report.title'] }),
        decision: {
          at: day('2026-05-29'),
          outcome: given('Wij nemen uw aangifte op.'),
          motive: given('U betaalde aan een rekening die op een andere naam stond. Daar kwamen meer meldingen over.'),
        },
        answers: [
          { at: day('2026-05-28'), about: 'object', text: given('Wij hebben er opnieuw naar gekeken. U had gelijk.') },
        ],
        to: { requests },
        done: 'object',
      }),
  },
]
