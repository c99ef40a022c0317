import type { Advice } from '@toetsbaar/inquiry'
import type { Example, ExampleSite } from '../../examples/site.ts'
import { renderAdvice } from './advice.tsx'

export const exampleAdvice = ({ observations }: Pick<ExampleSite, 'observations'>): Advice => ({
  outcome: 'report',
  stable: true,
  officer: false,
  observations,
  because: [
    { rule: 'M1', source: 'sr-326', facts: ['false-identity'] },
    { rule: 'F1', source: 'sr-326', facts: ['paid', 'means'] },
  ],
  open: [],
  wouldChange: [
    { outcome: 'civil', without: ['false-identity'], with: ['-false-identity'] },
    { outcome: 'wait', without: ['term-passed'], with: ['-term-passed', '-false-identity'] },
  ],
  bankAlert: false,
})

export const adviceExamples: readonly Example[] = [
  {
    name: 'advice-report',
    html: site =>
      renderAdvice({ at: 'advice', advice: exampleAdvice(site) }, { ...site.context, earlier: site.earlier }),
  },
  {
    name: 'advice-bank',
    html: site =>
      renderAdvice(
        { at: 'advice', advice: { ...exampleAdvice(site), bankAlert: true, officer: true } },
        { ...site.context, alerts: [site.alert] },
      ),
  },
  {
    name: 'advice-civil-open',
    html: site =>
      renderAdvice(
        {
          at: 'advice',
          advice: {
            ...exampleAdvice(site),
            outcome: 'civil',
            stable: false,
            because: [
              { rule: 'R1', source: 'bw-7-9', facts: ['paid', '-received', 'term-passed'] },
              { rule: 'C1', source: 'own', facts: ['nondelivery'] },
            ],
            open: ['false-identity', 'unreachable'],
          },
        },
        site.context,
      ),
  },
  {
    name: 'advice-unclear-open',
    html: site =>
      renderAdvice(
        {
          at: 'advice',
          advice: {
            ...exampleAdvice(site),
            outcome: 'unclear',
            stable: false,
            observations: [
              { id: 'paid', value: 'yes', origin: 'story' },
              { id: 'known-good', value: 'no', origin: 'look-up' },
              { id: 'unreachable', value: 'no', origin: 'implied', by: 'paid' },
            ],
            because: [{ rule: 'C1', source: 'unknown', facts: ['paid', '-known-good', '-unreachable', 'nondelivery'] }],
            open: ['received'],
          },
        },
        { ...site.context, earlier: [{ id: 'unreachable', value: 'no', origin: 'implied', by: 'paid' }] },
      ),
  },
  {
    name: 'advice-unclear',
    html: site =>
      renderAdvice(
        {
          at: 'advice',
          advice: {
            ...exampleAdvice(site),
            outcome: 'unclear',
            stable: false,
            officer: true,
            because: [],
            wouldChange: [],
          },
        },
        { ...site.context, earlier: [] },
      ),
  },
]
