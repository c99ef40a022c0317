import type { Example } from '../../examples/site.ts'
import { type DeskListEntryView, renderDeskListEntry } from './desk-list-entry.tsx'

const gate = { action: '/desk/lists/1', csrf: 'token', version: '1' }
const at = new Date('2026-11-20T10:00Z')
const entry: DeskListEntryView['entry'] = {
  list: 'known-bad',
  value: 'jassenparadijs.example',
  ground: 'Twaalf meldingen zonder levering.',
  provenance: 'Eigen meldingen, nagekeken.',
  state: 'listed',
  until: new Date('2027-02-01'),
  checked: new Date('2026-11-20'),
  contested: true,
}
const kinds = ['proposed', 'confirm', 'check', 'ask-correction', 'answer-correction'] as const

export const deskListEntryExamples: readonly Example[] = [
  {
    name: 'desk-list-entry',
    html: ({ desk, given }) =>
      renderDeskListEntry({
        frame: desk,
        back: '/desk/lists',
        entry: { ...entry, ground: given('Twaalf meldingen.') },
        stale: true,
        history: kinds.map(kind => ({
          at,
          kind,
          role: kind === 'ask-correction' ? 'citizen' : 'team-lead',
          words: kind === 'confirm' ? undefined : given('Nagekeken.'),
        })),
        touched: [
          { number: '4F7K2-9QWXM', href: '/desk/cases/4F7K2-9QWXM' },
          { number: '7QWXM-4F7K2', href: undefined },
        ],
        act: {
          gate,
          may: ['grant', 'uphold', 'check', 'remove'],
          notBySelf: false,
          typed: { words: '' },
          problems: [{ field: 'words', code: 'required' }],
        },
      }),
  },
  {
    name: 'desk-list-entry-proposed',
    html: ({ desk }) =>
      renderDeskListEntry({
        frame: desk,
        back: '/desk/lists',
        entry: { ...entry, state: 'proposed', contested: false, checked: undefined },
        history: [{ at, kind: 'proposed', role: 'intake-officer', words: undefined }],
        touched: [],
        act: { gate, may: ['confirm', 'reject'], notBySelf: false, typed: { words: '' }, problems: [] },
      }),
  },
  {
    name: 'desk-list-entry-own',
    html: ({ desk }) =>
      renderDeskListEntry({
        frame: desk,
        back: '/desk/lists',
        entry: {
          ...entry,
          value: undefined,
          ground: undefined,
          provenance: undefined,
          state: 'removed',
          contested: false,
        },
        history: ['reject', 'remove', 'expired', 'replaced'].map(kind => ({
          at,
          kind,
          role: 'system',
          words: 'Voorbij.',
        })),
        touched: [],
        act: { gate, may: [], notBySelf: true, typed: { words: '' }, problems: [] },
      }),
  },
]
