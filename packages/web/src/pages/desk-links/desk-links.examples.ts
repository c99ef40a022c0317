import type { Example } from '../../examples/site.ts'
import { type DeskLinksView, renderDeskLinks } from './desk-links.tsx'

const gate = { action: '/desk/links/4F7K2-9QWXM', csrf: 'token', version: '0' }
const systems = [{ id: 'link-finder', name: 'Links between reports', version: 1, href: '/register/link-finder' }]
const bare = { number: '4F7K2-9QWXM', back: '/desk/cases/4F7K2-9QWXM', register: '/register/link-finder', systems }

const network: DeskLinksView['found'] & object = {
  among: 4210,
  cut: true,
  links: [
    {
      kind: 'account',
      shared: 'NL91ABNA0417164300',
      alike: 1,
      theirs: undefined,
      others: 2,
      orMore: false,
      tells: 'much',
      cases: [
        { number: '7QWXM-4F7K2', href: '/desk/cases/7QWXM-4F7K2', team: 'Noord', received: new Date('2026-11-02') },
        { number: '1QWXM-4F7K3', href: undefined, team: 'Zuid', received: new Date('2026-11-03') },
      ],
    },
    {
      kind: 'name-place',
      shared: 'joris kwikstaart, zwolle',
      alike: 0.94,
      theirs: 'joris kwickstaart, zwolle',
      others: 1,
      orMore: false,
      tells: 'much',
      cases: [
        { number: '9QWXM-4F7K9', href: '/desk/cases/9QWXM-4F7K9', team: 'Noord', received: new Date('2026-11-04') },
      ],
    },
    {
      kind: 'site',
      shared: 'drukke-winkel.example',
      alike: 1,
      theirs: undefined,
      others: 1000,
      orMore: true,
      tells: 'little',
      cases: [],
    },
    {
      kind: 'phone',
      shared: '+31612345678',
      alike: 1,
      theirs: undefined,
      others: 21,
      orMore: false,
      tells: 'some',
      cases: [],
    },
  ],
  network: {
    nodes: [
      { id: 'c1', label: '4F7K2-9QWXM', sort: 'case', steps: 0 },
      { id: 'v1', label: 'account 1', sort: 'value', steps: 1 },
      { id: 'c2', label: '7QWXM-4F7K2', sort: 'case', steps: 1 },
      { id: 'c3', label: '1QWXM-4F7K3', sort: 'case', steps: 1 },
      { id: 'v2', label: 'phone 2', sort: 'value', steps: 2 },
      { id: 'c4', label: '2QWXM-4F7K4', sort: 'case', steps: 2 },
    ],
    edges: [
      { from: 'c1', to: 'v1' },
      { from: 'c2', to: 'v1' },
      { from: 'c3', to: 'v1' },
      { from: 'c3', to: 'v2' },
      { from: 'c4', to: 'v2' },
    ],
  },
}

export const deskLinksExamples: readonly Example[] = [
  {
    name: 'desk-links',
    html: ({ desk, given }) =>
      renderDeskLinks({
        ...bare,
        frame: desk,
        found: { ...network, links: network.links.map(link => ({ ...link, shared: given(link.shared) })) },
        because: undefined,
        inFiles: [{ number: 'F-1234-5678', href: '/desk/files/F-1234-5678' }],
        file: {
          gate,
          open: [{ number: 'F-1234-5678' }],
          typed: { motive: '', into: '', chosen: ['7QWXM-4F7K2'] },
          problems: [{ field: 'motive', code: 'required' }],
        },
      }),
  },
  {
    name: 'desk-links-none',
    html: ({ desk }) =>
      renderDeskLinks({
        ...bare,
        frame: desk,
        found: { among: 1, links: [], network: undefined, cut: false },
        because: undefined,
        inFiles: [],
        file: { gate, open: [], typed: { motive: '', into: '', chosen: [] }, problems: [] },
      }),
  },
  {
    name: 'desk-links-new-file',
    html: ({ desk }) =>
      renderDeskLinks({
        ...bare,
        frame: desk,
        found: network,
        because: undefined,
        inFiles: [],
        file: { gate, open: [], typed: { motive: '', into: '', chosen: [] }, problems: [] },
      }),
  },
  {
    name: 'desk-links-off',
    html: ({ desk }) =>
      renderDeskLinks({ ...bare, frame: desk, found: undefined, because: 'It is suspended.', inFiles: [] }),
  },
]
