import type { Example } from '../../examples/site.ts'
import { renderResume } from './resume.tsx'

export const resumeExamples: readonly Example[] = [
  { name: 'resume', html: ({ frame, gate }) => renderResume({ frame, gate, code: '', problems: [] }) },
  {
    name: 'resume-failed',
    html: ({ frame, gate, given }) =>
      renderResume({ frame, gate, code: given('7K3M-0A9B'), problems: [{ field: 'code', code: 'code' }] }),
  },
]
