import type { Example } from '../../examples/site.ts'
import { type AccountsView, renderAccounts } from './accounts.tsx'

const done: readonly NonNullable<AccountsView['done']>[] = ['added', 'changed', 'ended', 'reopened']

export const accountsExamples: readonly Example[] = done.map(what => ({
  name: `accounts-${what}`,
  html: ({ desk, given }) =>
    renderAccounts({
      frame: desk,
      add: '/accounts/new',
      done: what,
      accounts: [
        {
          id: 'p-7k3m0a9bwxyz',
          name: given('Aya Kwikstaart'),
          roles: ['intake-officer', 'team-lead'],
          team: given('Noord'),
          until: new Date('2027-05-01'),
          state: 'open',
          href: '/accounts/p-7k3m0a9bwxyz',
        },
        {
          id: 'p-8k3m0a9bwxyz',
          name: 'Hanna Kievit',
          roles: ['auditor'],
          team: undefined,
          until: new Date('2026-05-01'),
          state: 'past',
          href: '/accounts/p-8k3m0a9bwxyz',
        },
        {
          id: 'p-9k3m0a9bwxyz',
          name: 'Lot Uil',
          roles: ['supervisor'],
          team: undefined,
          until: new Date('2027-05-01'),
          state: 'ended',
          href: '/accounts/p-9k3m0a9bwxyz',
        },
      ],
    }),
}))
