import type { Example, ExampleSite } from '../../examples/site.ts'
import { type DeskElsewhereView, renderDeskElsewhere } from './desk-elsewhere.tsx'

const view = (site: ExampleSite, over: Partial<DeskElsewhereView> = {}): string =>
  renderDeskElsewhere({
    frame: site.desk,
    gate: { ...site.gate, action: '/ask-for' },
    number: '4F7K2-9QWXM',
    team: site.given('Zuid'),
    reason: '',
    problems: [],
    asked: false,
    queue: '/desk',
    ...over,
  })

export const deskElsewhereExamples: readonly Example[] = [
  { name: 'desk-elsewhere', html: site => view(site) },
  { name: 'desk-elsewhere-asked', html: site => view(site, { asked: true }) },
  {
    name: 'desk-elsewhere-wrong',
    html: site => view(site, { problems: [{ field: 'reason', code: 'required' }] }),
  },
]
