import type { Role } from '../access.ts'

/** What an administrator decides about an account. */
export type AccountDraft = {
  readonly name: string
  readonly team: string | undefined
  readonly roles: readonly Role[]
  /** The last day, YYYY-MM-DD. */
  readonly until: string
}

/** What is wrong with one field of a draft; the codes have a text each on the page. */
export type DraftProblem = { readonly field: 'name' | 'team' | 'roles' | 'until'; readonly code: string }

/** Roles that one person may have together: those who handle cases, and answer for a system in the first line. */
const together: ReadonlySet<Role> = new Set(['intake-officer', 'team-lead', 'system-owner'])

/** Roles that see cases of one team alone. */
const ofTeam: ReadonlySet<Role> = new Set(['intake-officer', 'team-lead'])

/** Nobody keeps a role longer than so many days without somebody looking at it again. */
const longestDays = 366

/**
 * What is wrong with a draft. Every role ends; who keeps accounts, checks others or looks from outside has no second
 * role; who handles cases belongs to a team.
 * @param today YYYY-MM-DD
 */
export function draftProblems({ name, team, roles, until }: AccountDraft, today: string): readonly DraftProblem[] {
  const problems: DraftProblem[] = []
  if (name.trim() === '') problems.push({ field: 'name', code: 'required' })
  if (name.length > 100) problems.push({ field: 'name', code: 'account-name-long' })
  if (roles.length === 0) problems.push({ field: 'roles', code: 'account-no-role' })
  if (roles.length > 1 && !roles.every(role => together.has(role)))
    problems.push({ field: 'roles', code: 'account-apart' })
  if (roles.some(role => ofTeam.has(role)) && (team === undefined || team.trim() === ''))
    problems.push({ field: 'team', code: 'account-team' })
  if (team !== undefined && team.length > 40) problems.push({ field: 'team', code: 'account-team-long' })
  if (!isDay(until)) problems.push({ field: 'until', code: 'date' })
  else if (until < today) problems.push({ field: 'until', code: 'account-past' })
  else if (until > addDays(today, longestDays)) problems.push({ field: 'until', code: 'account-far' })
  return problems
}

/** A day so many days later, both YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
