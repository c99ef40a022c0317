import type { Example } from '../../examples/site.ts'
import { type QuestionStep, renderQuestion } from './question.tsx'

const step: QuestionStep = {
  at: 'question',
  observation: 'unreachable',
  why: ['report', 'civil'],
  progress: { asked: 2, expectedLeft: 2.4, atMostLeft: 5 },
}

export const questionExamples: readonly Example[] = [
  { name: 'question', html: ({ context }) => renderQuestion(step, context) },
  {
    name: 'question-failed',
    html: ({ context }) =>
      renderQuestion(step, { ...context, problems: [{ field: 'answer.unreachable', code: 'answer-missing' }] }),
  },
  {
    name: 'question-not-understood',
    html: ({ context, given }) =>
      renderQuestion({ ...step, said: { words: given('tja, soms wel'), explain: false } }, context),
  },
  {
    name: 'question-last',
    html: ({ context, said }) =>
      renderQuestion(
        {
          ...step,
          progress: { asked: 6, expectedLeft: 1, atMostLeft: 1 },
          proposed: { id: 'unreachable', value: 'yes', ...said('silent'), confidence: 0.7, reasons: [] },
          said: { words: 'hoe bedoelt u', explain: true },
          earlier: { value: 'no' },
        },
        { ...context, earlier: [] },
      ),
  },
]
