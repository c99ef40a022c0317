import type { Example } from '../../examples/site.ts'
import { renderRegisterDiff } from './register-diff.tsx'

export const registerDiffExamples: readonly Example[] = [
  {
    name: 'register-diff',
    html: ({ desk, given }) =>
      renderRegisterDiff({
        frame: desk,
        system: given('Area forecast'),
        before: 1,
        after: 2,
        differences: [
          { path: given('criteria.hit-rate.threshold'), before: given('0.3'), after: given('0.29') },
          { path: 'gaps', before: undefined, after: 'x' },
        ],
        pairs: [{ before: 2, after: 3, href: '/register-board/x/diff/2/3' }],
        back: '/register-board/x',
      }),
  },
  {
    name: 'register-draft',
    html: ({ desk, gate, given }) =>
      renderRegisterDiff({
        frame: desk,
        system: 'Area forecast',
        before: 2,
        after: undefined,
        differences: [{ path: 'purpose.goal.nl', before: 'a', after: undefined }],
        pairs: [],
        draft: {
          gate,
          drop: { ...gate, action: '/register-board/x/drop' },
          because: given('A better threshold.'),
          problems: [{ field: 'because', code: 'required' }],
          refused: given('This is there already.'),
          behind: true,
          next: 3,
        },
        back: '/register-board/x',
      }),
  },
  {
    name: 'register-diff-same',
    html: ({ desk }) =>
      renderRegisterDiff({
        frame: desk,
        system: 'Area forecast',
        before: 1,
        after: 2,
        differences: [],
        pairs: [],
        back: '/register-board/x',
      }),
  },
]
