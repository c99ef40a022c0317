import type { Example, ExampleSite } from '../../examples/site.ts'
import { type LookSampleView, renderLookSample } from './look-sample.tsx'

const day = new Date('2026-11-22')
const draw = (site: ExampleSite, view: Partial<LookSampleView>) =>
  renderLookSample({
    frame: site.desk,
    sample: {
      id: '7k3m0a9bwx',
      purpose: site.given('How often is an objection missed?'),
      drawn: day,
      ends: day,
      from: day,
      until: day,
      words: site.given('blue bicycle'),
      salt: '00112233445566778899aabbccddeeff',
      population: 812,
      digest: 'a'.repeat(64),
    },
    cases: [{ number: '4F7K2-9QWXM', href: '/desk/look/cases/4F7K2-9QWXM' }],
    open: true,
    back: '/desk/look',
    ...view,
  })

export const lookSampleExamples: readonly Example[] = [
  { name: 'look-sample', html: site => draw(site, {}) },
  { name: 'look-sample-empty', html: site => draw(site, { cases: [] }) },
  { name: 'look-sample-over', html: site => draw(site, { open: false }) },
]
