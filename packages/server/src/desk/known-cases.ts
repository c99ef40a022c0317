import type { Casefile, StateName } from '@toetsbaar/casefile'
import type { Desk } from '@toetsbaar/desk'
import type { Pool } from 'pg'
import type { Person } from '../access.ts'
import { Problem } from '../errors.ts'
import { mayKnow } from '../need-to-know.ts'

/** A case as another case's page names it: no content, and a state only where it is this person's to know. */
export type KnownCase = {
  readonly id: string
  readonly number: string
  readonly team: string | undefined
  readonly received: Date
  readonly state: StateName
  /** Whether this person may open it. */
  readonly open: boolean
}

/** Cases by id, for who asks; those that the police never got or that were erased are left out. */
export async function knownCases(
  { pool, desk }: { readonly pool: Pool; readonly desk: Desk },
  person: Person,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownCase>> {
  const { rows } = await pool.query<{
    case_id: string
    team: string | null
    received: Date
    state: StateName
    prosecutor: Date | null
  }>('select case_id, team, received, state, prosecutor from desk.received where case_id = any($1::uuid[])', [ids])
  return new Map(
    rows.map(({ case_id: id, team, received, state, prosecutor }) => {
      const known = { received: received.toISOString(), state, prosecutor: prosecutor?.toISOString() }
      const open = mayKnow(person, known, team ?? undefined)
      return [id, { id, number: desk.caseNumber(id), team: team ?? undefined, received, state, open }]
    }),
  )
}

/** The id of a case that this person may know. Throws the `Problem` `not-found` for one that is not there and one that is not theirs alike. */
export async function caseFor(
  { casefile, desk }: { readonly casefile: Pick<Casefile, 'read'>; readonly desk: Desk },
  person: Person,
  number: string,
): Promise<string> {
  const id = await desk.find(number)
  if (id !== undefined) {
    const { state } = await casefile.read(id)
    if (mayKnow(person, state, await desk.teamOf(id))) return id
  }
  throw new Problem('not-found', 'There is no case with this number that you may see. Check the number.')
}
