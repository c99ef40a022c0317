import { canonicalJson, type Ledger } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import type { AlsoErase } from './erase.ts'
import type { CaseId } from './event.ts'
import { readRow, writeRow } from './list.ts'
import { type CaseProjection, projectAll } from './projection.ts'
import { foldCase, newCase } from './state.ts'
import { streamOf, streamPrefix, toEvent } from './stream.ts'

/** How many cases there are, and how many rows were not what the events say. */
export type Rebuilt = { readonly cases: number; readonly changed: number; readonly removed: number }

/**
 * Writes the row of every case anew from its events, and what else follows from them, case by case, so that the service
 * goes on meanwhile. Rows of cases that have no events, or that were erased, are removed.
 */
export async function rebuildList(
  pool: Pool,
  ledger: Ledger,
  { alsoWrite, alsoErase }: { readonly alsoWrite: readonly CaseProjection[]; readonly alsoErase: readonly AlsoErase[] },
): Promise<Rebuilt> {
  const streams = await ledger.streams(streamPrefix)
  let changed = 0
  let removed = 0
  // Other streams may lie under a case: `case:ID/attachments`.
  const ids = streams.map(stream => stream.slice(streamPrefix.length)).filter(id => !id.includes('/'))
  for (const id of ids) {
    await ledger.transaction(async transaction => {
      const events = (await transaction.read(streamOf(id))).map(toEvent)
      const state = foldCase(events)
      const row = await readRow(transaction, id)
      if (state === undefined || state.state === 'erased') {
        if (row === undefined) return
        await transaction.query('delete from casefile.list where case_id = $1', [id])
        for (const also of alsoErase) await also(transaction, id)
        removed += 1
        return
      }
      if (row === undefined || canonicalJson(row) !== canonicalJson(state)) {
        writeRow(transaction, id, state)
        changed += 1
      }
      await projectAll(alsoWrite, transaction, { case: id, before: newCase(state.created), events, after: state })
    })
  }
  const strays = await pool.query<{ case_id: CaseId }>(
    'delete from casefile.list where not (case_id = any($1::uuid[])) returning case_id',
    [ids],
  )
  for (const { case_id: id } of strays.rows)
    await ledger.transaction(async transaction => {
      for (const also of alsoErase) await also(transaction, id)
    })
  return { cases: ids.length, changed, removed: removed + strays.rows.length }
}
