import type { Json, Ledger, LedgerTransaction } from '@toetsbaar/ledger'
import type { Actor, CaseId } from './event.ts'
import { readRow } from './list.ts'
import { stateAfter } from './steps.ts'
import { officerKey, streamOf } from './stream.ts'

/** Removes rows of other tables that carry the case id, in the erasing transaction. */
export type AlsoErase = (transaction: LedgerTransaction, id: CaseId) => Promise<void>

/** What an erasure destroyed; `positions` are the ledger entries that say so. */
export type CaseErasure = { readonly payloads: number; readonly positions: readonly number[] }

/** Which case, by whom, and why. `because` stays in the log for ever: it names a ground, and says nothing of what the case held. */
export type Erasing = { readonly id: CaseId; readonly by: Actor; readonly because: Json }

/**
 * Destroys the keys and the content of a case, its row, its door, and what others keep of it, all in one transaction
 * with the entries that say so. Undefined where there is no such case any more. Throws `StepRefused`.
 */
export function eraseCase(
  ledger: Ledger,
  alsoErase: readonly AlsoErase[],
  erasing: Erasing,
): Promise<CaseErasure | undefined> {
  return ledger.transaction(transaction => eraseIn(transaction, alsoErase, erasing), [streamOf(erasing.id)])
}

/** The same within a transaction of the caller. */
export async function eraseIn(
  transaction: LedgerTransaction,
  alsoErase: readonly AlsoErase[],
  { id, by, because }: Erasing,
): Promise<CaseErasure | undefined> {
  const state = await readRow(transaction, id)
  if (state === undefined) return undefined
  const to = stateAfter(state, { type: 'case.erased', by, data: because })
  const payload: Json = { by, data: because, to }
  const gone = [
    await transaction.erase(streamOf(id), streamOf(id), 'case.erased', payload),
    await transaction.erase(officerKey(id), streamOf(id), 'case.erased', payload),
  ].filter(one => one !== undefined)
  await transaction.query(
    'delete from casefile.tries where code in (select code from casefile.door where case_id = $1)',
    [id],
  )
  await transaction.query('delete from casefile.door where case_id = $1', [id])
  await transaction.query('delete from casefile.list where case_id = $1', [id])
  for (const also of alsoErase) await also(transaction, id)
  return {
    payloads: gone.reduce((sum, one) => sum + one.payloads, 0),
    positions: gone.map(one => one.position),
  }
}
