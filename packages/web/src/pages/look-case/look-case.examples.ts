import type { Example, ExampleSite } from '../../examples/site.ts'
import { exampleCase, exampleSystems } from '../desk-case/example-case.ts'
import { type LookCaseView, renderLookCase } from './look-case.tsx'

const until = new Date('2027-02-01')
const draw = (site: ExampleSite, view: Partial<LookCaseView>) =>
  renderLookCase({
    frame: site.desk,
    shown: exampleCase(site, { may: [], officer: undefined, mine: false }),
    texts: site.texts,
    systems: exampleSystems,
    withheld: [],
    why: 'sample',
    until,
    back: '/desk/look',
    ...view,
  })
const parts = ['reading', 'advice', 'weighing', 'system', 'notes', 'details'] as const
const grounds = ['prevention', 'investigation', 'prosecution', 'execution-of-sentences', 'internal', 'privacy'] as const

export const lookCaseExamples: readonly Example[] = [
  { name: 'look-case-sample', html: site => draw(site, {}) },
  {
    name: 'look-case-defence',
    html: site =>
      draw(site, {
        why: 'defence',
        withheld: parts.map((part, at) => ({ part, ground: grounds[at] ?? 'privacy', ...(at < 4 && { until }) })),
      }),
  },
  { name: 'look-case-audit', html: site => draw(site, { why: 'audit' }) },
]
