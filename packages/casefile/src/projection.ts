import type { LedgerTransaction } from '@toetsbaar/ledger'
import type { CaseEvent, CaseId } from './event.ts'
import type { CaseState } from './state.ts'
import { streamOf, toEvent } from './stream.ts'

/**
 * What was just added to a case. A rebuild gives every event at once: then `before.version` is 0 and `events` is all
 * there is. `after` is the state that the steps will be checked against next.
 */
export type CaseChange = {
  readonly case: CaseId
  readonly before: CaseState
  readonly events: readonly CaseEvent[]
  readonly after: CaseState
  /** Every event of the case, those of this change among them; read once, whoever asks. */
  readonly history: () => Promise<readonly CaseEvent[]>
}

/**
 * Writes rows that follow from the events of a case, in the transaction that adds them: both are there, or neither. It may
 * run a second time when another work in the transaction failed, and again in a rebuild, so the same change gives the same
 * rows. What it wrote is removed by an `AlsoErase` of the same part.
 */
export type CaseProjection = (transaction: LedgerTransaction, change: CaseChange) => Promise<void>

/** Lets every projection write. The history is read when the first asks for it. */
export async function projectAll(
  projections: readonly CaseProjection[],
  transaction: LedgerTransaction,
  change: Omit<CaseChange, 'history'>,
): Promise<void> {
  const { case: id, before, events } = change
  let read: Promise<readonly CaseEvent[]> | undefined
  const history = () => {
    read ??=
      before.version === 0 ? Promise.resolve(events) : transaction.read(streamOf(id)).then(all => all.map(toEvent))
    return read
  }
  for (const project of projections) await project(transaction, { ...change, history })
}
