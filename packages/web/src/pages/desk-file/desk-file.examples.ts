import type { Example } from '../../examples/site.ts'
import { type DeskFileView, renderDeskFile } from './desk-file.tsx'

const gate = { action: '/desk/files/F-1234-5678', csrf: 'token', version: '2' }
const bare: Omit<DeskFileView, 'frame'> = {
  number: 'F-1234-5678',
  state: 'open',
  back: '/desk/files',
  cases: [
    {
      number: '4F7K2-9QWXM',
      href: '/desk/cases/4F7K2-9QWXM',
      state: 'sent',
      team: 'Noord',
      received: new Date('2026-11-02'),
    },
    ...['with-officer', 'decided', 'objected', 'withdrawn'].map(state => ({
      number: '8F7K2-9QWXM',
      href: '/desk/cases/8F7K2-9QWXM',
      state,
      team: 'Noord',
      received: new Date('2026-11-02'),
    })),
    { number: '7QWXM-4F7K2', href: undefined, state: undefined, team: 'Zuid', received: new Date('2026-11-03') },
  ],
  history: [],
}

export const deskFileExamples: readonly Example[] = [
  {
    name: 'desk-file',
    html: ({ desk, given }) =>
      renderDeskFile({
        ...bare,
        frame: desk,
        stale: true,
        taken: [
          { number: '4F7K2-9QWXM', outcome: 'taken' },
          { number: '7QWXM-4F7K2', outcome: 'other-team' },
          { number: '7QWXM-4F7K3', outcome: 'other-officer' },
          { number: '7QWXM-4F7K4', outcome: 'not-open' },
          { number: '7QWXM-4F7K5', outcome: 'had' },
        ],
        history: [
          {
            at: new Date('2026-11-20T10:00Z'),
            kind: 'opened',
            role: 'intake-officer',
            count: 2,
            motive: given('Dezelfde rekening.'),
          },
          { at: new Date('2026-11-20T11:00Z'), kind: 'added', role: 'team-lead', count: 1, motive: 'Ook deze.' },
          { at: new Date('2026-11-20T12:00Z'), kind: 'removed', role: undefined, count: 1, motive: undefined },
          { at: new Date('2026-11-20T13:00Z'), kind: 'taken-up', role: 'team-lead', count: 2, motive: 'Samen.' },
        ],
        act: { gate, typed: { number: '', motive: '' }, problems: [{ field: 'motive', code: 'required' }] },
      }),
  },
  {
    name: 'desk-file-closed',
    html: ({ desk }) =>
      renderDeskFile({
        ...bare,
        frame: desk,
        state: 'closed',
        cases: [],
        history: [{ at: new Date('2026-11-20T14:00Z'), kind: 'closed', role: 'team-lead', count: 0, motive: 'Klaar.' }],
      }),
  },
]
