import type { Example } from '../../examples/site.ts'
import { renderAccount } from './account.tsx'

const roles = [
  'intake-officer',
  'team-lead',
  'system-owner',
  'assessor',
  'auditor',
  'administrator',
  'prosecutor',
  'defence',
  'supervisor',
]
const empty = { person: '', name: '', team: '', until: '', roles: [] }
const at = new Date('2026-11-22T09:30:00Z')
const history = ['added', 'changed', 'ended', 'reopened'].map(kind => ({ at, kind, by: 'p-7k3m0a9bwxyz' }))

export const accountExamples: readonly Example[] = [
  {
    name: 'account-new',
    html: ({ desk, gate }) =>
      renderAccount({ frame: desk, gate, typed: empty, roles, problems: [], history: [], back: '/accounts' }),
  },
  {
    name: 'account-new-failed',
    html: ({ desk, gate, given }) =>
      renderAccount({
        frame: desk,
        gate,
        typed: { ...empty, name: given('Aya Kwikstaart'), roles: ['auditor', 'intake-officer'] },
        roles,
        problems: [
          { field: 'person', code: 'required' },
          { field: 'roles', code: 'account-apart' },
          { field: 'team', code: 'account-team' },
          { field: 'until', code: 'date' },
        ],
        history: [],
        back: '/accounts',
      }),
  },
  {
    name: 'account',
    html: ({ desk, gate, given }) =>
      renderAccount({
        frame: desk,
        gate,
        account: { id: 'p-7k3m0a9bwxyz', ended: false },
        typed: {
          person: '',
          name: given('Aya Kwikstaart'),
          team: given('Noord'),
          until: '2027-05-01',
          roles: ['intake-officer'],
        },
        roles,
        problems: [],
        end: { ...gate, action: '/accounts/end' },
        history,
        back: '/accounts',
      }),
  },
  {
    name: 'account-ended',
    html: ({ desk, gate }) =>
      renderAccount({
        frame: desk,
        gate,
        account: { id: 'p-7k3m0a9bwxyz', ended: true },
        typed: { person: '', name: 'Lot Uil', team: '', until: '2027-05-01', roles: ['supervisor'] },
        roles,
        problems: [],
        history,
        back: '/accounts',
      }),
  },
  {
    name: 'account-own',
    html: ({ desk, gate }) =>
      renderAccount({
        frame: desk,
        gate,
        account: { id: 'p-7k3m0a9bwxyz', ended: false, locked: 'own' },
        typed: { person: '', name: 'Ivo Reiger', team: '', until: '2027-05-01', roles: ['administrator'] },
        roles,
        problems: [],
        history,
        back: '/accounts',
      }),
  },
  {
    name: 'account-reader',
    html: ({ desk, gate }) =>
      renderAccount({
        frame: desk,
        gate,
        account: { id: 'p-7k3m0a9bwxyz', ended: false, locked: 'reader' },
        typed: { person: '', name: 'Ivo Reiger', team: '', until: '2027-05-01', roles: ['administrator'] },
        roles,
        problems: [],
        history,
        back: '/accounts',
      }),
  },
]
