import { createHmac } from 'node:crypto'
import type { CaseId } from '@toetsbaar/casefile'
import type { DeskSettings } from './settings.ts'

/** A number in [0, 1) that follows from the case and from nobody's wish: the same on every machine, known to none before. */
function lot(key: Uint8Array, what: string, id: CaseId): number {
  return createHmac('sha256', key).update(`${what} ${id}`).digest().readUIntBE(0, 6) / 2 ** 48
}

/**
 * Whether a case is drawn for a first impression without the advice: by its id and the rate that held on the day of its
 * receipt. A higher rate draws more cases and drops none.
 */
export function drawn(key: Uint8Array, settings: DeskSettings, id: CaseId, received: string): boolean {
  const held = settings.impressions.findLast(({ from }) => from <= received.slice(0, 10))
  return held !== undefined && lot(key, 'desk impression', id) < held.rate
}

/**
 * The team of a case that no officer touched yet, spread evenly and settled by the case alone (rendezvous hashing): when a
 * team goes, only its cases move. Undefined where there are no teams.
 */
export function teamOf(key: Uint8Array, teams: readonly string[], id: CaseId): string | undefined {
  const lots = teams.map(team => ({ team, lot: lot(key, `desk team ${team}`, id) }))
  return lots.toSorted((one, other) => other.lot - one.lot)[0]?.team
}
