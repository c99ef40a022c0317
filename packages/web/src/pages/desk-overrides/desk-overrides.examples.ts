import type { Example, ExampleSite } from '../../examples/site.ts'
import { type DeskOverridesView, renderDeskOverrides } from './desk-overrides.tsx'

const draw = (site: ExampleSite, rows: DeskOverridesView['rows']) =>
  renderDeskOverrides({
    frame: site.desk,
    rows,
    yaml: 'cases:\n  - { id: officer-1a2b3c4d, known: [paid, -received], outcome: civil }\n',
    systems: [{ id: 'intake', name: 'Intake', version: 3, href: '/register/intake' }],
    to: { download: '/overrides.yaml', oversight: '/oversight' },
  })

export const deskOverridesExamples: readonly Example[] = [
  {
    name: 'desk-overrides',
    html: site =>
      draw(
        site,
        ['civil', undefined].map((better, at) => ({
          id: `officer-1a2b3c4${at}`,
          at: '2026-05-11T11:00:00Z',
          subject: 'internet-trade-fraud',
          model: '2019-03-01 1a2b3c4d5e6f',
          facts: ['paid', '-received'],
          advised: 'report',
          advisedTitle: site.texts['outcome.report.title'] ?? 'report',
          kind: 'close' as const,
          reason: 'no-lead',
          better,
          betterTitle: better === undefined ? undefined : site.given('Los het samen op'),
        })),
      ),
  },
  { name: 'desk-overrides-none', html: site => draw(site, []) },
]
