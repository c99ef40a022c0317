import { type Act, type ActName, type ActOf, actSchema } from './act.ts'
import { lineOf } from './actor.ts'
import { announceTest, assess, classify, confirmClass, measure, reportTest } from './assessing.ts'
import { type Entry, isRunning } from './entry.ts'
import { choose, file, propose } from './filing.ts'
import { lapse, reasonsToStop, suspend } from './lapse.ts'
import { millis } from './moment.ts'
import { isRefused, type Outcome, type Refused, refuse } from './refused.ts'
import { approve, block, decline, endExemption, request, unblock } from './stepping.ts'
import { table } from './table.ts'
import {
  answer,
  closeIncident,
  decide,
  incident,
  reportIncident,
  review,
  signal,
  suspendByHand,
  trigger,
} from './watching.ts'

const handlers: { readonly [Name in ActName]: (entry: Entry, act: ActOf<Name>) => Outcome } = {
  propose: () => refuse('dossier-exists'),
  file,
  choose,
  assess,
  classify,
  'confirm-class': confirmClass,
  'announce-test': announceTest,
  'report-test': reportTest,
  measure,
  request,
  approve,
  'end-exemption': endExemption,
  decline,
  block,
  unblock,
  suspend: suspendByHand,
  decide,
  trigger,
  review,
  signal,
  answer,
  incident,
  'report-incident': reportIncident,
  'close-incident': closeIncident,
}

/**
 * One act on a dossier: gives the entry as it is afterwards, or why the act is not taken. Pure; the same acts in the same
 * order always give the same entry, so whoever holds the log can check every step again.
 */
export function take(entry: Entry | undefined, act: Act): Outcome {
  const { by } = act
  if (lineOf[by.role] !== by.line) return refuse('role-not-in-line', by.role)
  if (!table[act.act].by.includes(by.role)) return refuse('role-may-not', by.role)
  if (act.act === 'propose') return entry === undefined ? propose(act) : refuse('dossier-exists')
  if (entry === undefined) return refuse('dossier-unknown')
  if (millis(act.at) < millis(entry.at)) return refuse('clock-went-back')
  const before = lapse(entry, act.at)
  if (!table[act.act].from.includes(before.state)) return refuse('state-does-not-allow', before.state)
  const line = before.people[by.person]
  if (act.act !== 'signal' && line !== undefined && line !== by.line) return refuse('person-in-two-lines')
  const after = handle(before, act)
  if (isRefused(after)) return after
  const people = act.act === 'signal' ? after.people : { ...after.people, [by.person]: by.line }
  const next = { ...after, people, acts: entry.acts + 1, at: act.at }
  return isRunning(next.state) ? suspendWhereNeeded(next) : next
}

function handle<Name extends ActName>(entry: Entry, act: ActOf<Name> & { act: Name }): Outcome {
  return handlers[act.act](entry, act)
}

/** Evidence that falls away stops the system at once, not only when a date comes. */
function suspendWhereNeeded(entry: Entry): Entry {
  const why = reasonsToStop(entry, entry.at)
  return why.length === 0 ? entry : suspend(entry, entry.at, why)
}

/** Reads an act from outside; the reason names the first field that does not fit. */
export function parseAct(value: unknown): Act | Refused {
  const parsed = actSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return refuse('act-unreadable', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

/** An act in the log that has no effect, because the rules refuse it; whoever verifies the log has to ask how it came there. */
export type Irregular = { readonly index: number; readonly refused: Refused }

/** Folds acts in the order of the log on an entry. What the rules refuse has no effect, also where it lies in the log. */
export function fold(
  acts: Iterable<unknown>,
  before?: Entry,
): { readonly entry: Entry | undefined; readonly irregular: readonly Irregular[] } {
  let entry = before
  const irregular: Irregular[] = []
  let index = 0
  for (const value of acts) {
    const act = parseAct(value)
    const outcome = isRefused(act) ? act : take(entry, act)
    if (isRefused(outcome)) irregular.push({ index, refused: outcome })
    else entry = outcome
    index++
  }
  return { entry, irregular }
}
