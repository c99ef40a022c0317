import type { Example } from '../../examples/site.ts'
import { renderDemonstrationSignIn } from './demonstration-sign-in.tsx'

const lone = ['system-owner', 'assessor', 'auditor', 'administrator', 'prosecutor', 'defence', 'supervisor'] as const

export const demonstrationSignInExamples: readonly Example[] = [
  {
    name: 'demonstration-sign-in',
    html: ({ frame, gate, given }) =>
      renderDemonstrationSignIn({
        frame,
        gate,
        accounts: [
          { subject: 'aya', name: given('Aya Kwikstaart'), roles: ['intake-officer'], team: given('Noord') },
          { subject: 'daan', name: 'Daan Roodborst', roles: ['team-lead', 'intake-officer'], team: 'Noord' },
          ...lone.map(role => ({ subject: role, name: 'Femke Specht', roles: [role] })),
        ],
      }),
  },
]
