import type { Example } from '../../examples/site.ts'
import { type RegisterBoardView, renderRegisterBoard } from './register-board.tsx'

const row = (changes: Partial<RegisterBoardView['rows'][number]>): RegisterBoardView['rows'][number] => ({
  id: 'x',
  name: 'Area forecast',
  state: 'field-lab',
  since: '2026-05-01T12:00:00Z',
  runs: true,
  why: [],
  until: undefined,
  due: [],
  unit: 'district-north',
  sealed: false,
  href: '/register-board/x',
  ...changes,
})

export const registerBoardExamples: readonly Example[] = [
  {
    name: 'register-board',
    html: ({ desk, given }) =>
      renderRegisterBoard({
        frame: desk,
        rows: [
          row({
            name: given('Area forecast'),
            state: 'suspended',
            runs: false,
            why: [given('Criterion hit-rate was not measured in time.')],
            due: [{ what: given('Decision after failing twice'), by: '2026-05-20T09:00:00Z', late: true }],
          }),
          row({
            name: 'Intake',
            until: '2026-09-01T09:00:00Z',
            due: [{ what: 'Measure: questions-asked', by: '2026-09-01T09:00:00Z', late: false }],
          }),
          row({ name: 'Case tool', state: 'idea', runs: false, sealed: true }),
          row({ name: 'Old hit list', state: 'retired', runs: false }),
        ],
        exemptions: { count: 1, ageDays: [12] },
        to: { here: '/register-board', worries: '/register-board/worries', propose: '/register-board/new' },
      }),
  },
  {
    name: 'register-board-empty',
    html: ({ desk }) =>
      renderRegisterBoard({
        frame: desk,
        rows: [],
        exemptions: { count: 0, ageDays: [] },
        on: new Date('2025-01-01T00:00:00Z'),
        to: { here: '/register-board', worries: '/register-board/worries' },
      }),
  },
]
