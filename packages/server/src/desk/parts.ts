import type { Role } from '../access.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { DeskCases } from '../desk-cases.ts'
import type { House } from '../house.ts'
import type { SealedWords } from './sealed-words.ts'

/** What the pages of the officers' desk stand on. */
export type DeskParts = Pick<
  House,
  'casefile' | 'desk' | 'register' | 'intake' | 'ledger' | 'handle' | 'clock' | 'links'
> & {
  readonly accounts: Pick<Accounts, 'find' | 'list'>
  readonly cases: DeskCases
  readonly sealed: SealedWords
}

/** Who handles cases. */
export const officers: readonly Role[] = ['intake-officer', 'team-lead']
/** Who reads whole cases. */
export const readers: readonly Role[] = ['intake-officer', 'team-lead', 'auditor', 'prosecutor']

/** Names by opaque id; for pages of who may know them, and in no log. */
export async function namesOf({ accounts }: Pick<DeskParts, 'accounts'>): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await accounts.list()).map(({ id, name }) => [id, name]))
}
