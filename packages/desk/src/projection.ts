import type { AlsoErase, CaseProjection } from '@toetsbaar/casefile'
import type { Json, Row } from '@toetsbaar/ledger'
import { decisionsIn, overridesIn } from './decision.ts'
import { drawn, teamOf } from './draw.ts'
import { caseNumber } from './number.ts'
import { isOpen, type ReceivedRow, receivedRow, wordsIn } from './row.ts'
import type { DeskSettings } from './settings.ts'

export type ProjectionOptions = {
  readonly numberKey: Uint8Array
  readonly teams: readonly string[]
  readonly settings: DeskSettings
}

/**
 * Writes the rows of the desk as a case goes on. They are computed from all events of the case, not from the row before:
 * so a rebuild cannot give anything else. Nothing is written before the police got the case.
 */
export function deskProjection({ numberKey, teams, settings }: ProjectionOptions): CaseProjection {
  return async (transaction, change) => {
    const { case: id, after } = change
    if (after.received === undefined) return
    const events = await change.history()
    const received = after.received
    const state = { ...after, received }
    const row: ReceivedRow = receivedRow(id, state, events, {
      number: caseNumber(numberKey, id),
      drawn: drawn(numberKey, settings, id, received),
      team: teamOf(numberKey, teams, id),
    })
    transaction.put('desk.received', ['case_id'], { ...row })
    if (isOpen(after)) transaction.put('desk.story', ['case_id'], { case_id: id, words: wordsIn(events) })
    else if (change.before.version === 0 || isOpen(change.before))
      await transaction.query('delete from desk.story where case_id = $1', [id])
    for (const decision of decisionsIn(numberKey, events))
      transaction.put('desk.decision', ['case_id', 'version'], { case_id: id, ...asRow(decision) })
    for (const override of overridesIn(numberKey, id, events))
      transaction.put('desk.override', ['case_id', 'version'], { case_id: id, ...asRow(override) })
  }
}

/** Removes what the desk keeps of a case, in the erasing transaction. */
export const forgetCase: AlsoErase = async (transaction, id) => {
  for (const table of ['received', 'story', 'decision', 'override'])
    await transaction.query(`delete from desk.${table} where case_id = $1`, [id])
}

/** As columns: what is undefined is null. */
function asRow(values: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, (value ?? null) as Json]))
}
