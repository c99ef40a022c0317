import type { Role } from '../access.ts'
import { type Accounts, ensureAccount } from '../accounts/accounts.ts'
import { addDays } from '../accounts/draft.ts'
import { localDay } from '../local-day.ts'

/** An invented person whom anybody may be in the demonstration. */
export type DemonstrationAccount = {
  readonly subject: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly team?: string
}

/** One for every role, and enough of a team to hand a case over. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { subject: 'aya', name: 'Aya Kwikstaart', roles: ['intake-officer'], team: 'Noord' },
  { subject: 'bas', name: 'Bas Leeuwerik', roles: ['intake-officer'], team: 'Noord' },
  { subject: 'cleo', name: 'Cleo Merel', roles: ['intake-officer'], team: 'Zuid' },
  { subject: 'daan', name: 'Daan Roodborst', roles: ['team-lead', 'intake-officer'], team: 'Noord' },
  { subject: 'esra', name: 'Esra Spreeuw', roles: ['team-lead'], team: 'Zuid' },
  { subject: 'femke', name: 'Femke Specht', roles: ['system-owner'] },
  { subject: 'gijs', name: 'Gijs Wulp', roles: ['assessor'] },
  { subject: 'hanna', name: 'Hanna Kievit', roles: ['auditor'] },
  { subject: 'ivo', name: 'Ivo Reiger', roles: ['administrator'] },
  { subject: 'jet', name: 'Jet Zwaluw', roles: ['prosecutor'] },
  { subject: 'karim', name: 'Karim Vink', roles: ['defence'] },
  { subject: 'lot', name: 'Lot Uil', roles: ['supervisor'] },
]

/** Sees to it that every invented person has an account that has not ended. What a visitor changed meanwhile stays, unless it ended. */
export async function fillAccounts(accounts: Accounts, clock: () => Date): Promise<void> {
  const today = localDay(clock())
  for (const { subject, name, roles, team } of demonstrationAccounts) {
    const there = await accounts.find(accounts.idOf(subject))
    if (there !== undefined && there.ended === undefined && there.until >= today) continue
    const draft = { name, team, roles, until: addDays(today, 365) }
    await ensureAccount(accounts, { kind: 'setting', name: 'demonstration' }, subject, draft)
  }
}
