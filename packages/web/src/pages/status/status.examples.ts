import type { Example, ExampleSite } from '../../examples/site.ts'
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
        decisions: [],
        questions: [],
        systems: [],
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
        decisions: [
          {
            at: day('2026-05-29'),
            role: 'team-lead',
            kind: 'take-up',
            reason: 'lead',
            motive: given('U betaalde aan een rekening die op een andere naam stond. Daar kwamen meer meldingen over.'),
            otherThanAdvised: false,
            objection: { at: day('2026-05-26'), text: given('Er is wel een spoor.') },
          },
          {
            at: day('2026-05-24'),
            role: undefined,
            kind: 'close',
            reason: 'no-lead',
            motive: given('Er is geen spoor.'),
            otherThanAdvised: true,
            objection: undefined,
          },
        ],
        questions: [
          {
            version: 8,
            at: day('2026-05-22'),
            text: given('Hebt u de advertentie nog?'),
            answer: { at: day('2026-05-23'), text: given('Ja, die heb ik bewaard.') },
          },
          { version: 9, at: day('2026-05-22'), text: given('Hoe betaalde u?'), answer: undefined },
        ],
        systems: [{ id: 'intake', name: 'Intake', version: 3, href: '/register/intake' }],
        rules: { title: 'Koop en verkoop', digest: '9f2c9f2c9f2c', href: '/models/x' },
        answers: [
          { at: day('2026-05-28'), about: 'object', text: given('Wij hebben er opnieuw naar gekeken. U had gelijk.') },
        ],
        to: { requests },
        done: 'object',
      }),
  },
  ...(['with-question', 'with-wrong-answer'] as const).map((name, at) => ({
    name: `status-${name}`,
    html: ({ context, gate, given }: ExampleSite) =>
      renderStatus({
        frame: context.frame,
        state: 'in-hand',
        history: [
          { at: day('2026-05-21'), kind: 'sent' },
          { at: day('2026-05-22'), kind: 'asked' },
          { at: day('2026-05-22'), kind: 'replied' },
          { at: day('2026-05-22'), kind: 'reopened' },
          { at: day('2026-05-22'), kind: 'to-prosecutor' },
        ],
        objection: { at: day('2026-05-26'), text: given('Er is wel een spoor.') },
        decisions: (['refer', 'other'] as const).map(kind => ({
          at: day('2026-05-20'),
          role: 'intake-officer',
          kind,
          reason: 'other-reason',
          motive: given('De winkel kan dit zelf oplossen.'),
          otherThanAdvised: undefined,
          objection: undefined,
        })),
        questions: [{ version: 9, at: day('2026-05-22'), text: given('Hoe betaalde u?'), answer: undefined }],
        reply: {
          gate: { ...gate, action: '/reply' },
          typed: {},
          problems: at === 1 ? [{ field: 'answer.9', code: 'required' }] : [],
        },
        answers: [],
        systems: [],
        to: { requests },
        ...(at === 0 && { done: 'replied' as const }),
      }),
  })),
]
