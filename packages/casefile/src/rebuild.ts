import { canonicalJson, type Ledger } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import type { CaseId } from './event.ts'
import { readRow, writeRow } from './list.ts'
import { foldCase } from './state.ts'
import { streamOf, streamPrefix, toEvent } from './stream.ts'

/** How many cases there are, and how many rows were not what the events say. */
export type Rebuilt = { readonly cases: number; readonly changed: number; readonly removed: number }

/**
 * Writes the row of every case anew from its events, case by case, so that the service goes on meanwhile. Rows of cases
 * that have no events, or that were erased, are removed.
 */
export async function rebuildList(pool: Pool, ledger: Ledger): Promise<Rebuilt> {
  const streams = await ledger.streams(streamPrefix)
  let changed = 0
  let removed = 0
  // Other streams may lie under a case: `case:ID/attachments`.
  const ids = streams.map(stream => stream.slice(streamPrefix.length)).filter(id => !id.includes('/'))
  for (const id of ids) {
    await ledger.transaction(async transaction => {
      const state = foldCase((await transaction.read(streamOf(id))).map(toEvent))
      const row = await readRow(transaction, id)
      if (state === undefined || state.state === 'erased') {
        if (row === undefined) return
        await transaction.query('delete from casefile.list where case_id = $1', [id])
        removed += 1
      } else if (row === undefined || canonicalJson(row) !== canonicalJson(state)) {
        writeRow(transaction, id, state)
        changed += 1
      }
    })
  }
  const strays = await pool.query<{ case_id: CaseId }>(
    'delete from casefile.list where not (case_id = any($1::uuid[])) returning case_id',
    [ids],
  )
  return { cases: ids.length, changed, removed: removed + strays.rows.length }
}
