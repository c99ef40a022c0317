import type { AlsoErase, CaseProjection } from '@toetsbaar/casefile'
import type pg from 'pg'

/** A case in which something came about under a permit. */
export type CaseUse = { readonly caseId: string; readonly permit: string; readonly last: Date }

/** Which cases ran under which permits, written with the events that say so: a recall names them without reading any case. */
export const projectUses: CaseProjection = async (transaction, { case: id, events }) => {
  for (const { by, at } of events)
    if (by?.kind === 'system')
      transaction.put('register_board.use', ['case_id', 'permit'], { case_id: id, permit: by.permit, last: at })
}

/** Forgets a case; for the transaction that erases it. */
export const forgetUses: AlsoErase = async (transaction, id) => {
  await transaction.query('delete from register_board.use where case_id = $1', [id])
}

/** The uses under some permits, the last one first. */
export async function usesUnder(pool: pg.Pool, permits: readonly string[]): Promise<readonly CaseUse[]> {
  const { rows } = await pool.query<{ case_id: string; permit: string; last: Date }>(
    'select case_id, permit, last from register_board.use where permit = any($1) order by last desc',
    [permits],
  )
  return rows.map(({ case_id, permit, last }) => ({ caseId: case_id, permit, last }))
}
