import { type Entry, isRunning, versionOf } from './entry.ts'
import { lapse, nextDeadline } from './lapse.ts'
import { earlier, hasCome } from './moment.ts'
import { longestPermit, type PermitRequest } from './permit.ts'
import { breaches } from './prohibition.ts'
import { says } from './reason.ts'
import { type Refused, refuse } from './refused.ts'

/** Leave to run: which version, and until when at the longest. */
export type Leave = { readonly version: number; readonly until: string }

/**
 * Whether a run is allowed at a moment: exactly if state, date, scope and digest allow. The leave ends at the next moment
 * at which the system may stop by itself, so that a held permit never outlives an end date or a window.
 */
export function leave(entry: Entry | undefined, request: PermitRequest, now: string): Leave | Refused {
  if (entry === undefined || entry.id !== request.dossier) return refuse('dossier-unknown')
  const current = lapse(entry, now)
  const { state } = current
  if (state === 'retired') return refuse('retired')
  if (state === 'suspended') return refuse('suspended', current.why.map(why => says(why).en).join(' '))
  if (!isRunning(state)) return refuse('not-licensed', state)
  if (current.block !== undefined) return refuse('blocked', current.block.because)
  const version = versionOf(current, current.licensed)
  if (version?.digest === undefined || version.digest !== request.digest) return refuse('digest-not-licensed')
  const [broken] = breaches(version.dossier)
  if (broken !== undefined) return refuse('rule-broken', broken.because, { rule: broken.rule, source: broken.source })
  const { scope, from } = version.dossier
  const purpose = scope?.purposes.find(({ id }) => id === request.purpose)
  if (!purpose?.states.includes(state)) return refuse('purpose-not-in-scope', request.purpose)
  if (!scope?.units.includes(request.unit)) return refuse('unit-not-in-scope', request.unit)
  if (from === undefined || !hasCome(from, now)) return refuse('not-yet', from)
  const longest = new Date(Date.parse(now) + longestPermit).toISOString()
  const deadline = nextDeadline(current, now)
  return {
    version: version.number,
    until: deadline === undefined ? longest : earlier(longest, new Date(deadline).toISOString()),
  }
}
