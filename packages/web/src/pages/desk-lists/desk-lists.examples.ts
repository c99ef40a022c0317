import type { Example } from '../../examples/site.ts'
import { renderDeskLists } from './desk-lists.tsx'

const gate = { action: '/desk/lists', csrf: 'token', version: '0' }
const row = {
  href: '/desk/lists/1',
  list: 'known-bad',
  value: 'jassenparadijs.example',
  state: 'listed',
  until: new Date('2027-02-01'),
  contested: false,
  proposed: new Date('2026-11-01'),
}

export const deskListsExamples: readonly Example[] = [
  {
    name: 'desk-lists',
    html: ({ desk, given }) =>
      renderDeskLists({
        frame: desk,
        entries: [
          { ...row, contested: true },
          ...['proposed', 'listed', 'rejected', 'removed', 'replaced', 'expired'].map(state => ({
            ...row,
            state,
            list: state === 'listed' ? 'known-good' : 'hallmark',
            value: state === 'proposed' || state === 'listed' ? given('winkel.example') : undefined,
          })),
        ],
        propose: {
          gate,
          lists: ['known-bad', 'known-good', 'hallmark'],
          typed: { list: 'known-bad', value: '', ground: '', provenance: '', until: '' },
          problems: [
            { field: 'value', code: 'list-value' },
            { field: 'until', code: 'list-until', fillings: { first: '2026-11-22', last: '2027-11-23' } },
          ],
        },
      }),
  },
  { name: 'desk-lists-none', html: ({ desk }) => renderDeskLists({ frame: desk, entries: [] }) },
]
