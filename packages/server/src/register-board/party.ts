import { type ActName, type Actor, type Entry, lineOf, table, withholding } from '@toetsbaar/register'
import type { Person, Role } from '../access.ts'

/** Roles of the desk that see the board. A supervisor looks and changes nothing. */
export const boardRoles = [
  'system-owner',
  'team-lead',
  'assessor',
  'auditor',
  'supervisor',
] as const satisfies readonly Role[]

/** Roles that may do something there; what exactly is for the register's own table to say. */
export const actingRoles = ['system-owner', 'team-lead', 'assessor', 'auditor'] as const satisfies readonly Role[]

/** Who at the desk is who in the register, the usual part first (decision 0088). */
const parts: Readonly<Partial<Record<Role, readonly Actor['role'][]>>> = {
  'system-owner': ['owner', 'author'],
  'team-lead': ['board'],
  assessor: ['controller', 'lawyer'],
  auditor: ['auditor'],
}

/** The party as which a person does an act; undefined where the register's table has none for this role. */
export function partyFor(person: Pick<Person, 'id' | 'role'>, act: ActName): Actor | undefined {
  const role = parts[person.role]?.find(each => table[act].by.includes(each))
  return role === undefined ? undefined : { person: person.id, role, line: lineOf[role] }
}

/**
 * Whether a person may see an entry inside. What is wholly withheld is for who keeps, checks and supervises the register, and for
 * who acted on it; a team lead who has no part in it does not learn that it is there.
 */
export function maySee(entry: Entry, person: Pick<Person, 'id' | 'role'>, now: string): boolean {
  const sealed = withholding(entry, now)?.withheld.includes('everything') === true
  return !sealed || person.role !== 'team-lead' || Object.hasOwn(entry.people, person.id)
}
