import type { Example } from '../../examples/site.ts'
import { renderRegisterApprove } from './register-approve.tsx'

const besides = [
  'farewell-because',
  'farewell-evaluation',
  'farewell-lessons',
  'farewell-archive',
  'farewell-destroy',
  'farewell-notice',
  'plan',
  'exemption-ground',
  'exemption-parts',
  'exemption-less',
  'exemption-until',
]

export const registerApproveExamples: readonly Example[] = [
  {
    name: 'register-approve',
    html: ({ desk, gate, given }) =>
      renderRegisterApprove({
        frame: desk,
        system: given('Area forecast'),
        step: 'license',
        version: 2,
        asked: { who: given('Anouk Invented'), at: '2026-05-20T09:00:00Z', because: given('It is late and it works.') },
        content: 'c'.repeat(64),
        digest: 'd'.repeat(64),
        first: { who: given('Bea Invented'), at: '2026-05-20T10:00:00Z' },
        second: undefined,
        besides: [],
        differences: [{ path: 'runs.parts.configuration', before: undefined, after: given('bbbb') }],
        missing: [given('The end date is missing.')],
        approve: gate,
        decline: gate,
        block: gate,
        because: '',
        problems: [],
        back: '/register-board/x',
      }),
  },
  {
    name: 'register-approve-not-you',
    html: ({ desk, gate, given }) =>
      renderRegisterApprove({
        frame: desk,
        system: 'Area forecast',
        step: 'retire',
        version: 2,
        asked: { who: 'Anouk Invented', at: '2026-05-20T09:00:00Z', because: 'Enough.' },
        content: 'c'.repeat(64),
        digest: undefined,
        first: undefined,
        second: undefined,
        besides: besides.map(key => ({ key: `approve.${key}`, value: given('Something.') })),
        differences: [],
        missing: [],
        whyNot: given('An author does not approve own work.'),
        decline: gate,
        because: given(''),
        problems: [{ field: 'because', code: 'required' }],
        refused: given('This line approved already.'),
        back: '/register-board/x',
      }),
  },
]
