import type { Agreement, Alarm, Figures, Oversight } from '@toetsbaar/desk'
import type { Example, ExampleSite } from '../../examples/site.ts'
import { renderDeskOversight } from './desk-oversight.tsx'

const rate = (count: number, of: number) => ({
  count,
  of,
  rate: count / of,
  low: Math.max(0, count / of - 0.04),
  high: Math.min(1, count / of + 0.05),
})
const agreed: Agreement = { same: rate(30, 40), kappa: { value: 0.6, low: 0.4, high: 0.8 } }
const alarm = (kind: Alarm['kind']): Alarm => ({ kind, after: 180, evidence: 250, falseAlarm: 0.005 })
const figures = (over: Partial<Figures> = {}): Figures => ({
  decisions: 200,
  overrides: rate(16, 200),
  time: { of: 200, median: 240_000, p10: 70_000 },
  agreement: { impressionDecision: agreed, adviceDecision: { ...agreed, kappa: undefined }, impressionAdvice: agreed },
  alarms: [],
  ...over,
})

const draw = (site: ExampleSite, over: Partial<Oversight>) =>
  renderDeskOversight({
    frame: site.desk,
    figures: {
      filter: { from: '2026-03', until: '2026-05', by: 'team' },
      groups: [],
      whole: undefined,
      leftOut: false,
      leastDecisions: 10,
      leastOfficers: 3,
      ...over,
    },
    settings: { lowest: 0.02, highest: 0.3, quickMs: 15_000, falseAlarm: 0.005 },
    months: ['2026-05', '2026-04', '2026-03'],
    systems: [{ id: 'intake', name: 'Intake', version: 3, href: '/register/intake' }],
    to: { here: '/oversight', csv: '/oversight.csv', json: '/oversight.json', overrides: '/overrides' },
  })

const months = ['2026-04', '2026-05']

export const deskOversightExamples: readonly Example[] = [
  {
    name: 'desk-oversight',
    html: site =>
      draw(site, {
        groups: [
          { name: site.given('Noord'), months, figures: figures() },
          {
            name: 'Zuid',
            months,
            figures: figures({
              overrides: rate(1, 300),
              time: { of: 300, median: 2000, p10: 900 },
              alarms: [alarm('override-low'), alarm('too-quick')],
            }),
          },
          {
            name: 'Oost',
            months,
            figures: figures({
              overrides: rate(90, 200),
              time: { of: 4, median: 10_800_000, p10: 7_200_000 },
              agreement: { impressionDecision: undefined, adviceDecision: undefined, impressionAdvice: undefined },
              alarms: [alarm('override-high')],
            }),
          },
        ],
        whole: { months, figures: figures() },
        leftOut: true,
      }),
  },
  {
    name: 'desk-oversight-model',
    html: site =>
      draw(site, {
        filter: { from: '2026-05', until: '2026-05', by: 'model' },
        groups: [
          {
            name: site.given('internet-trade-fraud/2019-03-01 1a2b3c4d5e6f'),
            months,
            figures: figures({ overrides: undefined, time: undefined }),
          },
        ],
      }),
  },
  { name: 'desk-oversight-nothing', html: site => draw(site, { leftOut: true }) },
]
