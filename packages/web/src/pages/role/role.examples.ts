import type { Example } from '../../examples/site.ts'
import { renderRole } from './role.tsx'

export const roleExamples: readonly Example[] = [
  { name: 'role', html: ({ desk }) => renderRole({ frame: desk }) },
  {
    name: 'role-nowhere',
    html: ({ desk, given }) => {
      const { team, ...person } = desk.desk.person
      const lone = { ...person, name: given('Hanna Kievit'), role: 'auditor' }
      return renderRole({ frame: { ...desk, desk: { ...desk.desk, person: lone, nav: [], otherRoles: [] } } })
    },
  },
]
