import type { CaseState } from '@toetsbaar/casefile'
import type { Person } from './access.ts'

/** Whether a case is this person's to know: need-to-know by team, and what each overseer is there for. */
export function mayKnow(
  { role, team }: Pick<Person, 'role' | 'team'>,
  state: Pick<CaseState, 'prosecutor' | 'received' | 'state'>,
  caseTeam: string | undefined,
): boolean {
  if (state.received === undefined || state.state === 'erased') return false
  switch (role) {
    case 'intake-officer':
    case 'team-lead':
      return caseTeam === undefined || caseTeam === team
    case 'prosecutor':
      return state.prosecutor !== undefined
    case 'auditor':
      return true
    // Samples and the one case of the defence are opened by their own pages, with their own rule.
    case 'assessor':
    case 'supervisor':
    case 'defence':
    case 'system-owner':
    case 'administrator':
      return false
  }
}

/** Who handles cases; the others only read. */
export function acts({ role }: Person): boolean {
  return role === 'intake-officer' || role === 'team-lead'
}

/** Who reads and never decides sees the advice on every case that they may see. */
export function sees(person: Person): boolean {
  return !acts(person)
}
