import type { Example } from '../../examples/site.ts'
import { type DeskQueueView, type QueueLine, renderDeskQueue } from './desk-queue.tsx'

const row = (over: Partial<QueueLine> & { readonly number: string }): QueueLine => ({
  state: 'sent',
  received: '2026-05-10T09:00:00Z',
  changed: '2026-05-10T09:00:00Z',
  daysOpen: 3,
  deadline: '2026-05-24T09:00:00Z',
  overdue: false,
  subject: 'internet-trade-fraud',
  amount: 25_000,
  platform: 'Tweedekans',
  outcome: 'report',
  stable: true,
  withheld: false,
  officer: undefined,
  team: 'Noord',
  waitingFor: 'team',
  newLinks: 0,
  requests: 0,
  objection: false,
  quote: undefined,
  href: `/desk/cases/${over.number}`,
  about: 'Koop en verkoop',
  advice: 'Doe aangifte',
  officerName: undefined,
  mine: false,
  takeable: true,
  ...over,
})

const quick = (current: string) =>
  ['open', 'mine', 'free', 'overdue', 'links'].map(id => ({ id, href: `/desk?q=${id}`, current: id === current }))

const systems = [
  { id: 'intake', name: 'Intake', version: 3, href: '/register/intake' },
  { id: 'link-finder', name: 'Verbanden', version: undefined, href: '/register/link-finder' },
]

type Site = Parameters<Example['html']>[0]

const view = (site: Site, over: Partial<DeskQueueView>): string => {
  const { desk, gate, texts, given } = site
  return renderDeskQueue({
    frame: desk,
    gate: { ...gate, action: '/desk/search' },
    typed: {},
    problems: [],
    filters: 0,
    outcomes: [{ value: 'report', label: texts['outcome.report.title'] ?? 'report' }],
    subjects: [{ value: 'internet-trade-fraud', label: texts['model.title'] ?? 'trade' }],
    teams: [],
    quick: quick('open'),
    views: [{ id: 1, name: given('Hoge bedragen'), team: true, href: '/desk?v=1', remove: true }],
    keep: { gate: { ...gate, action: '/desk/views' }, query: '', name: '', team: true },
    take: { ...gate, action: '/desk/take' },
    systems,
    ...over,
  })
}

export const deskQueueExamples: readonly Example[] = [
  {
    name: 'desk-queue',
    html: site =>
      view(site, {
        page: {
          rows: [
            row({ number: '4F7K2-9QWXM', overdue: true, newLinks: 2, platform: site.given('Tweedekans') }),
            row({ number: '5G8M3-0RXYN', withheld: true, advice: undefined, outcome: undefined, stable: undefined }),
            row({
              number: '6H9N4-1SYZP',
              state: 'with-officer',
              mine: true,
              takeable: false,
              waitingFor: 'citizen',
              stable: false,
            }),
            row({
              number: '7J0P5-2TZ0Q',
              state: 'objected',
              objection: true,
              requests: 1,
              amount: undefined,
              platform: undefined,
              advice: undefined,
            }),
            row({
              number: '8K1Q6-3V01R',
              state: 'with-officer',
              takeable: false,
              officerName: site.given('Bas Leeuwerik'),
              waitingFor: 'officer',
              quote: site.given('een telefoon van Jip'),
            }),
          ],
          total: 40,
          first: '/desk',
          next: '/desk?after=x',
        },
      }),
  },
  {
    name: 'desk-queue-none',
    html: site => view(site, { page: { rows: [], total: 0 }, done: { code: 'took', count: 2 } }),
  },
  {
    name: 'desk-queue-none-found',
    html: site =>
      view(site, {
        filters: 2,
        typed: { words: site.given('fiets'), 'only.overdue': 'yes' },
        teams: ['Noord', 'Zuid'],
        quick: quick(''),
        page: { rows: [], total: 0 },
        done: { code: 'none', count: 0 },
      }),
  },
  {
    name: 'desk-queue-wrong',
    html: site =>
      view(site, {
        filters: 2,
        typed: { 'amount-from': site.given('veel'), 'days-until': '-1', state: 'all', sort: 'amount' },
        problems: [
          { field: 'amount-from', code: 'amount' },
          { field: 'days-until', code: 'whole-days' },
        ],
      }),
  },
  ...(['decided', 'returned', 'handed-over', 'view', 'removed'] as const).map(code => ({
    name: `desk-queue-${code}`,
    html: (site: Site) =>
      view(site, {
        views: [],
        page: {
          rows: [row({ number: '9M2R7-4W12S', state: 'decided', deadline: undefined, takeable: false })],
          total: 1,
        },
        done: { code, count: 0 },
      }),
  })),
]
