import type { Example } from '../../examples/site.ts'
import { renderDeskFiles } from './desk-files.tsx'

const file = {
  number: 'F-1234-5678',
  href: '/desk/files/F-1234-5678',
  state: 'open',
  team: 'Noord',
  cases: 4,
  opened: new Date('2026-11-02'),
  changed: new Date('2026-11-20'),
} as const

export const deskFilesExamples: readonly Example[] = [
  {
    name: 'desk-files',
    html: ({ desk }) => renderDeskFiles({ frame: desk, files: [file, { ...file, state: 'closed' }] }),
  },
  { name: 'desk-files-none', html: ({ desk }) => renderDeskFiles({ frame: desk, files: [] }) },
]
