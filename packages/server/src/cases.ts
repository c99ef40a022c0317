import { type Casefile, type CasefileOptions, type CaseProjection, openCasefile } from '@toetsbaar/casefile'
import { type Desk, openDesk } from '@toetsbaar/desk'
import { migrate } from '@toetsbaar/ledger'
import { forgetLinks, linkSteps } from '@toetsbaar/links'
import { forgetTouches, listSteps, touchEntry } from '@toetsbaar/lists'
import { forgetLooks, projectOpenings } from './look/openings.ts'
import { lookSteps } from './look/tables.ts'
import { boardSteps } from './register-board/drafts.ts'
import { forgetUses, projectUses } from './register-board/uses.ts'

export type CasesOptions = Omit<CasefileOptions, 'alsoErase' | 'alsoWrite'> & {
  /** The teams that new cases are spread over. */
  readonly teams: readonly string[]
  /** Called as the police get a case, before that is on disk: for who looks at it a moment later. */
  readonly received?: () => void
}

/**
 * The case files and the desk over them, with all that follows a case elsewhere in the house: the one list, for the server
 * and for commands beside it. Whoever keeps rows of a case adds what writes them (`alsoWrite`) and what removes them
 * (`alsoErase`) here, so that no way to erase a case leaves them.
 */
export async function openCases(options: CasesOptions): Promise<{ readonly casefile: Casefile; readonly desk: Desk }> {
  const { pool, clock, codeKey, teams } = options
  await migrate(pool, 'links', linkSteps)
  await migrate(pool, 'lists', listSteps)
  await migrate(pool, 'look', lookSteps)
  const uses = await migrate(pool, 'register_board', boardSteps)
  const desk = await openDesk({ pool, clock, numberKey: codeKey, teams })
  const alsoErase = [desk.forget, forgetLinks, forgetTouches, forgetLooks, forgetUses]
  const casefile = await openCasefile({
    ...options,
    alsoWrite: [desk.project, touches, projectOpenings, projectUses, telling(options.received)],
    alsoErase,
  })
  // Cases from before the desk was there stand in its queue too, and can be recalled.
  if (desk.fresh || uses.length > 0) await casefile.rebuild()
  return { casefile, desk }
}

/** Tells that a case came. */
function telling(received: (() => void) | undefined): CaseProjection {
  return async (_, { before, after }) => {
    if (before.received === undefined && after.received !== undefined) received?.()
  }
}

/** Which entry of a list had a say in a case, so that its cases can be named when it turns out to be wrong. */
const touches: CaseProjection = async (transaction, { case: id, events }) => {
  for (const { type, at, data } of events) {
    if (type !== 'inquiry.looked-up' || typeof data !== 'object' || data === null || !('entry' in data)) continue
    const { entry } = data
    if (typeof entry === 'string' && /^[0-9a-f-]{36}$/.test(entry)) touchEntry(transaction, entry, id, at)
  }
}
