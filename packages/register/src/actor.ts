import { z } from 'zod'

export const roles = [
  'author',
  'owner',
  'board',
  'controller',
  'lawyer',
  'auditor',
  'supervisor',
  'citizen',
  'register',
] as const
export const lines = ['first', 'second', 'third', 'outside'] as const

export type Role = (typeof roles)[number]

/** A line of defence: line management, control, internal audit; and who stands outside the organisation. */
export type Line = (typeof lines)[number]

/** The only line in which a role can act. The register itself acts on no line: it measures and never chooses. */
export const lineOf: Readonly<Record<Role, Line>> = {
  author: 'first',
  owner: 'first',
  board: 'first',
  controller: 'second',
  lawyer: 'second',
  auditor: 'third',
  supervisor: 'outside',
  citizen: 'outside',
  register: 'outside',
}

export const actor = z.strictObject({ person: z.string().trim().min(1), role: z.enum(roles), line: z.enum(lines) })

/** A person, in the role and the line of defence in which that person acts. Sign-in vouches for all three. */
export type Actor = z.infer<typeof actor>
