import type { CaseEvent, DecisionKind } from '@toetsbaar/casefile'

/** Who did something, as a page may say it: the role. An officer's opaque id goes along for who may see names. */
export type DeskActor =
  | { readonly kind: 'citizen' }
  | { readonly kind: 'officer'; readonly id: string; readonly role: string }
  | { readonly kind: 'system'; readonly dossier: string; readonly version: number }
  /** The content was erased. */
  | { readonly kind: 'gone' }

/** One thing that happened to a case. `type` is the event's; the words for it are the page's. */
export type TimelineRow = {
  readonly version: number
  readonly at: string
  readonly type: string
  readonly by: DeskActor
  /** What there is to show of it: a motive, a question, the kind of a decision, to whom it went, which observation was asked. */
  readonly text?: string
  readonly kind?: DecisionKind
  readonly reason?: string
  readonly to?: { readonly officer?: string; readonly team?: string; readonly prosecutor?: true }
  readonly outcome?: string
  readonly override?: boolean
}

/** A question of an officer to the citizen, with its answer. */
export type FollowUp = {
  readonly version: number
  readonly at: string
  readonly by: DeskActor
  readonly text: string
  readonly answer: { readonly at: string; readonly text: string } | undefined
}

type Content = {
  readonly text?: string
  readonly note?: string
  readonly motive?: string
  readonly kind?: DecisionKind
  readonly reason?: string
  readonly to?: NonNullable<TimelineRow['to']>
  readonly outcome?: string
  readonly override?: boolean | null
  readonly question?: number
}

/** Steps of the dialogue that say nothing to an officer beyond what the case shows. */
const quiet = new Set([
  'inquiry.alert-seen',
  'inquiry.undone',
  'inquiry.questions-resumed',
  'inquiry.said',
  'run.asked',
])

/**
 * What happened to a case, in order. Where the advice is withheld, nothing of it is in here: not that it was computed, and
 * no impression or decision of somebody else that would tell it.
 */
export function timelineOf(
  events: readonly CaseEvent[],
  { adviceShown }: { readonly adviceShown: boolean },
): readonly TimelineRow[] {
  return events.flatMap(event => {
    const { version, at, type } = event
    if (quiet.has(type)) return []
    if (!adviceShown && (type === 'run.advised' || type === 'officer.impression')) return []
    const { text, note, motive, kind, reason, to, outcome, override } = contentOf(event)
    const words = type.startsWith('inquiry.') ? undefined : (text ?? motive ?? note)
    return {
      version,
      at,
      type,
      by: actorOf(event),
      ...(words !== undefined && { text: words }),
      ...(type.startsWith('officer.') && kind !== undefined && { kind }),
      ...(type === 'officer.decided' && reason !== undefined && { reason }),
      ...(type === 'officer.handed-over' && to !== undefined && { to }),
      ...(type === 'run.advised' && outcome !== undefined && { outcome }),
      ...(typeof override === 'boolean' && { override }),
    }
  })
}

/** Questions to the citizen, each with the answer that names it. */
export function followUpsIn(events: readonly CaseEvent[]): readonly FollowUp[] {
  return events.flatMap(event => {
    if (event.type !== 'officer.asked') return []
    const answer = events.find(each => each.type === 'citizen.answered' && contentOf(each).question === event.version)
    return {
      version: event.version,
      at: event.at,
      by: actorOf(event),
      text: contentOf(event).text ?? '',
      answer: answer === undefined ? undefined : { at: answer.at, text: contentOf(answer).text ?? '' },
    }
  })
}

/** What officers noted among themselves. */
export function notesIn(
  events: readonly CaseEvent[],
): readonly { readonly at: string; readonly by: DeskActor; readonly text: string }[] {
  return events.flatMap(event => {
    const { text, note } = contentOf(event)
    const words = text ?? note
    return event.type === 'officer.noted' && words !== undefined
      ? [{ at: event.at, by: actorOf(event), text: words }]
      : []
  })
}

function actorOf({ by }: CaseEvent): DeskActor {
  if (by === undefined) return { kind: 'gone' }
  if (by.kind === 'citizen') return { kind: 'citizen' }
  if (by.kind === 'officer') return { kind: 'officer', id: by.id, role: by.role }
  return { kind: 'system', dossier: by.dossier, version: by.version }
}

function contentOf({ data }: CaseEvent): Content {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Content) : {}
}
