import type { Example, ExampleSite } from '../../examples/site.ts'
import { type LookView, renderLook } from './look.tsx'

const day = new Date('2027-02-01')
const openings = ({ gate, given }: ExampleSite): NonNullable<LookView['openings']> => ({
  rows: [
    { number: '4F7K2-9QWXM', person: given('Karim Vink'), until: day, closed: undefined, close: gate },
    { number: '8F7K2-9QWXM', person: 'Karim Vink', until: day, closed: day },
  ],
  gate,
  lawyers: [{ id: 'p-7k3m0a9bwxyz', name: given('Karim Vink') }],
  typed: { number: '', person: '', until: '', reason: '' },
})
const samples = ({ gate, given }: ExampleSite): NonNullable<LookView['samples']> => ({
  rows: [
    {
      purpose: given('How often is an objection missed?'),
      drawn: day,
      ends: day,
      size: 20,
      population: 812,
      href: '/s',
    },
  ],
  gate,
  largest: 50,
  typed: { purpose: '', from: '', until: '', size: '20', words: '' },
})
const draw = (site: ExampleSite, view: Partial<LookView>) => renderLook({ frame: site.desk, problems: [], ...view })

export const lookExamples: readonly Example[] = [
  {
    name: 'look-defence',
    html: site => draw(site, { opened: [{ number: '4F7K2-9QWXM', until: day, href: '/desk/look/cases/4F7K2-9QWXM' }] }),
  },
  { name: 'look-defence-none', html: site => draw(site, { opened: [] }) },
  { name: 'look-team', html: site => draw(site, { openings: openings(site), done: 'opened' }) },
  {
    name: 'look-team-failed',
    html: site =>
      draw(site, {
        openings: {
          ...openings(site),
          rows: [],
          typed: { number: 'x', person: '', until: '', reason: site.given('x') },
        },
        problems: [
          { field: 'number', code: 'look-number' },
          { field: 'person', code: 'look-person' },
          { field: 'until', code: 'look-until' },
          { field: 'reason', code: 'required' },
        ],
        done: 'closed',
      }),
  },
  { name: 'look-team-no-lawyers', html: site => draw(site, { openings: { ...openings(site), lawyers: [] } }) },
  { name: 'look-samples', html: site => draw(site, { samples: samples(site), log: '/desk/look/log' }) },
  {
    name: 'look-samples-failed',
    html: site =>
      draw(site, {
        samples: { ...samples(site), rows: [] },
        problems: ['purpose', 'from', 'size', 'words'].map(field => ({ field, code: 'required' })),
      }),
  },
]
