import {
  type CaseEvent,
  type Casefile,
  type CaseState,
  type DecisionKind,
  impressionDue,
  type NewEvent,
  openSteps,
  type Target,
  waitingFor,
} from '@toetsbaar/casefile'
import { type Desk, decisionEvent, decisionReasons, type Override, overrideYaml } from '@toetsbaar/desk'
import type { Confirmed, InquiryEvent, InquiryState } from '@toetsbaar/inquiry'
import type { Ledger } from '@toetsbaar/ledger'
import type { Permit } from '@toetsbaar/register'
import type { Model } from '@toetsbaar/rulebook'
import type { CaseAdvice } from '@toetsbaar/web'
import type { Person, Role } from './access.ts'
import type { DeskAct, DeskActKind, DeskCase, Mark, ReadBy } from './desk-case.ts'
import { followUpsIn, notesIn, timelineOf } from './desk-timeline.ts'
import { Problem } from './errors.ts'
import type { LogHandling } from './handling.ts'
import { acts, mayKnow, sees } from './need-to-know.ts'
import { type Intake, RunError, type Weighed, weigh } from './run.ts'
import { attachmentsOf } from './site/attached.ts'

export type DeskCases = {
  /**
   * A case for a person, by its number. The look is in the access log before this resolves. Throws the `Problem`
   * `not-found` where there is no such case or it is not theirs to know: the two are not told apart.
   */
  read(person: Person, number: string, purpose?: string): Promise<DeskCase>
  /** Does it on the version that the form was drawn from. Throws `StaleCase`, `StepRefused`, the `Problem` `not-found`; then nothing was written. */
  act(person: Person, number: string, version: number, act: DeskAct): Promise<{ readonly version: number }>
  /** The bytes' key of an attachment is in `DeskCase.attachments`; this says under which case they lie, and logs the look. */
  attachmentCase(person: Person, number: string, key: string): Promise<string>
  /** Decisions against the advice, as cases for the authors of the model, and as YAML rows. */
  overrides(subject?: string): Promise<{ readonly rows: readonly Override[]; readonly yaml: string }>
}

export type DeskCasesOptions = {
  readonly casefile: Casefile
  readonly ledger: Pick<Ledger, 'accesses'>
  readonly desk: Desk
  readonly intake: Intake
  /** Leave to run the intake now; throws where the register gives none. Then a case shows what was recorded. */
  readonly leave: () => Promise<Permit>
  readonly handle: LogHandling
  readonly clock: () => Date
  /** Whether a case was opened to an overseer by a rule of its own, such as a sample; asked where the role alone gives no right. */
  readonly opened?: (person: Person, caseId: string) => Promise<boolean>
  /** Who somebody is, to hand a case over to them; undefined where they are nobody or ended. */
  readonly officerOf: (
    id: string,
  ) => Promise<{ readonly roles: readonly Role[]; readonly team: string | undefined } | undefined>
}

/** What a role looks at cases for, in the words of the access log. */
const purposes: Readonly<Record<Role, string>> = {
  'intake-officer': 'intake-desk',
  'team-lead': 'intake-desk',
  prosecutor: 'prosecution',
  auditor: 'audit',
  assessor: 'assessment',
  supervisor: 'supervision',
  'system-owner': 'none',
  administrator: 'none',
  defence: 'defence',
}

const stepOfAct: Readonly<Record<DeskActKind, string>> = {
  take: 'officer.took',
  return: 'officer.returned',
  ask: 'officer.asked',
  note: 'officer.noted',
  impression: 'officer.impression',
  decide: 'officer.decided',
  reopen: 'officer.reopened',
  'hand-over': 'officer.handed-over',
  'answer-request': 'officer.answered-request',
}

/** Cases as persons at the desk see them and act on them. */
export function openDeskCases(options: DeskCasesOptions): DeskCases {
  const { casefile, ledger, desk, intake, leave, handle, clock, officerOf, opened } = options

  /** The case, where it is this person's to know; the line of the look is on disk before it is given. */
  const look = async <Result>(
    person: Person,
    number: string,
    { operation, purpose }: { readonly operation: string; readonly purpose: string },
    work: (id: string, read: Awaited<ReturnType<Casefile['read']>>) => Promise<Result>,
  ): Promise<Result> => {
    const id = await desk.find(number)
    const actor = { kind: 'officer', id: person.id, role: person.role }
    return handle({ actor, operation, purpose, dossier: 'intake', case: id }, async () => {
      const found = id === undefined ? undefined : await casefile.read(id)
      const team = id === undefined ? undefined : await desk.teamOf(id)
      if (id === undefined || found === undefined) throw noSuchCase()
      const there = found.state.received !== undefined && found.state.state !== 'erased'
      if (!mayKnow(person, found.state, team) && !(there && (await opened?.(person, id)) === true)) throw noSuchCase()
      return work(id, found)
    })
  }

  return {
    read: (person, number, purpose = purposes[person.role]) =>
      look(person, number, { operation: 'case.read', purpose }, async (id, { version, state, events }) => {
        const { received } = state
        if (received === undefined) throw noSuchCase()
        const due = sees(person) ? false : adviceWithheld(desk, id, { ...state, received }, person.id)
        const dialogue = dialogueIn(events)
        const model = intake.models.find(each => each.digest === dialogue.model.digest)
        const weighed = await weighNow(leave, intake, dialogue, model)
        const open = waitingFor(state) !== undefined
        const begun = events.findLast(({ type }) => type === 'citizen.objected' || type === 'officer.reopened')
        const deadline = new Date(Date.parse(begun?.at ?? received) + desk.settings.lookedAtDays * dayMs)
        const ended = open ? clock() : new Date(state.changed)
        const given = events.find(each => each.type === 'officer.impression' && officerIn(each) === person.id)
        const parts = 'story' in weighed ? weighed : undefined
        const slots = parts?.slots ?? []
        return {
          number: desk.caseNumber(id),
          version,
          state: state.state,
          received,
          daysOpen: Math.max(0, Math.floor((ended.getTime() - Date.parse(received)) / dayMs)),
          deadline: open ? deadline.toISOString() : undefined,
          overdue: open && deadline < clock(),
          model,
          modelVersion: dialogue.model,
          officer: state.officer,
          mine: state.officer === person.id,
          team: await desk.teamOf(id),
          waitingFor: waitingFor(state),
          objection: state.objection,
          impression: { due, given: kindOf(given) },
          story: parts?.story ?? storyIn(dialogue),
          marks: (parts?.proposals ?? []).map(toMark),
          readBy: readByIn(events),
          facts: parts?.facts ?? [],
          slots,
          emptySlots: (model?.slots ?? [])
            .filter(slot => slot.required && !slots.some(filled => filled.slot === slot.id))
            .map(slot => slot.id),
          advice: due ? { shown: false, because: 'impression-due' } : adviceShown(weighed, events),
          attachments: attachmentsOf(events),
          timeline: timelineOf(events, { adviceShown: !due }),
          followUps: followUpsIn(events),
          notes: notesIn(events),
          requests: state.requests.map(({ version: at, type, ...rest }) => ({
            version: at,
            type,
            at: rest.at,
            text: textIn(events.find(each => each.version === at)),
          })),
          may: mayDo(person, state, due),
          systems: systemsIn(events),
        }
      }),
    act: (person, number, version, act) =>
      look(
        person,
        number,
        { operation: `case.${act.do}`, purpose: purposes[person.role] },
        async (id, { state, events }) => {
          if (!acts(person)) throw noSuchCase()
          const by = { kind: 'officer', id: person.id, role: person.role } as const
          const seen = events.slice(0, version)
          const event = await eventOf(act, { by, person, id, state, seen })
          return casefile.append(id, version, [event])
        },
      ),
    attachmentCase: (person, number, key) =>
      look(person, number, { operation: 'attachment.read', purpose: purposes[person.role] }, async (id, { events }) => {
        if (attachmentsOf(events).some(file => file.key === key)) return id
        throw noSuchCase()
      }),
    overrides: async subject => {
      const rows = await desk.overrides(subject === undefined ? {} : { subject })
      return { rows, yaml: overrideYaml(rows, desk.settings) }
    },
  }

  /** The event that an act comes to. */
  async function eventOf(act: DeskAct, { by, person, id, state, seen }: Acting): Promise<NewEvent> {
    const type = stepOfAct[act.do]
    switch (act.do) {
      case 'take': {
        const sampled = state.received !== undefined && desk.drawn(id, state.received)
        return { type, by, data: { sampled, ...(person.team !== undefined && { team: person.team }) } }
      }
      case 'return':
        return { type, by, data: {} }
      case 'ask':
      case 'note':
        return { type, by, data: { text: act.text.toWellFormed() } }
      case 'impression':
        return { type, by, data: { kind: act.kind } }
      case 'reopen':
        return {
          type,
          by,
          data: { motive: act.motive.toWellFormed(), ...(person.team !== undefined && { team: person.team }) },
        }
      case 'hand-over': {
        await checkTarget(act.to, person)
        return { type, by, data: { to: act.to, motive: act.motive.toWellFormed() } }
      }
      case 'answer-request':
        return { type, by, data: { request: act.request, text: act.text.toWellFormed() } }
      case 'decide': {
        if (!decisionReasons[act.kind]?.includes(act.reason))
          throw new Problem('invalid-input', `"${act.reason}" is no reason to decide ${act.kind}.`)
        const dialogue = dialogueIn(seen)
        const model = intake.models.find(each => each.digest === dialogue.model.digest)
        const weighed = await weighNow(leave, intake, dialogue, model)
        return decisionEvent(
          desk.settings,
          seen,
          { ...act, motive: act.motive.toWellFormed() },
          {
            officer: by,
            team: state.team ?? person.team,
            opened: await openedBy(id, person.id, seen),
            now: clock(),
            facts: 'facts' in weighed ? weighed.facts.map(literalOf) : [],
          },
        )
      }
    }
  }

  /** A case goes to somebody who handles cases, of the same team; to another team as a whole. */
  async function checkTarget(to: Target, person: Person): Promise<void> {
    if (!('officer' in to)) return
    const officer = await officerOf(to.officer)
    const handles = officer?.roles.some(role => role === 'intake-officer' || role === 'team-lead') === true
    if (!handles || officer?.team !== person.team)
      throw new Problem('invalid-input', 'A case goes to an officer of your own team, or to another team as a whole.')
  }

  /** When this officer first opened the case since they got it, by the access log. */
  async function openedBy(id: string, officer: string, seen: readonly CaseEvent[]): Promise<Date | undefined> {
    const got = seen.findLast(
      each =>
        (each.type === 'officer.took' && officerIn(each) === officer) ||
        (each.type === 'officer.reopened' && officerIn(each) === officer) ||
        (each.type === 'officer.handed-over' && textIn(each, 'to') === officer),
    )
    const lines = await ledger.accesses({ subject: id, ...(got !== undefined && { from: new Date(got.at) }) })
    const first = lines.find(
      ({ operation, actor }) => operation === 'case.read' && (actor as { readonly id?: string }).id === officer,
    )
    return first === undefined ? undefined : new Date(first.started)
  }
}

type Acting = {
  readonly by: { readonly kind: 'officer'; readonly id: string; readonly role: string }
  readonly person: Person
  readonly id: string
  readonly state: CaseState
  readonly seen: readonly CaseEvent[]
}

const dayMs = 86_400_000

function noSuchCase(): Problem {
  return new Problem('not-found', 'There is no case with this number that you may see. Check the number.')
}

/** Whether the advice is kept from an officer: the case is drawn, nobody decided, and they recorded no impression. */
function adviceWithheld(
  desk: Desk,
  id: string,
  state: CaseState & { readonly received: string },
  officer: string,
): boolean {
  const sampled = state.sampled || (state.officer === undefined && desk.drawn(id, state.received))
  return waitingFor(state) !== undefined && impressionDue({ ...state, sampled }, officer)
}

function mayDo(person: Person, state: CaseState, due: boolean): readonly DeskActKind[] {
  if (!acts(person)) return []
  const steps = new Set(openSteps(state.state, 'officer'))
  const mine = state.officer === person.id
  const lead = person.role === 'team-lead'
  const barred = state.objection && state.deciders.includes(person.id)
  const possible: Readonly<Record<DeskActKind, boolean>> = {
    take: !barred,
    return: mine,
    ask: mine,
    note: true,
    impression: mine && due,
    decide: mine && !due,
    reopen: true,
    'hand-over': lead || mine || (state.state === 'decided' && state.deciders.at(-1) === person.id),
    'answer-request': state.requests.length > 0,
  }
  return (Object.keys(possible) as DeskActKind[]).filter(kind => possible[kind] && steps.has(stepOfAct[kind]))
}

type Unweighed = { readonly why: string }

/** The case weighed anew; or why that is not possible now, so that it still shows what was recorded. */
async function weighNow(
  leave: () => Promise<Permit>,
  intake: Intake,
  dialogue: InquiryState,
  model: Model | undefined,
): Promise<Weighed | Unweighed> {
  if (model === undefined) return { why: 'model-gone' }
  try {
    return weigh(await leave(), intake, dialogue)
  } catch (error) {
    if (error instanceof RunError || (error instanceof Problem && error.problem === 'not-permitted'))
      return { why: 'not-permitted' }
    throw error
  }
}

function adviceShown(weighed: Weighed | Unweighed, events: readonly CaseEvent[]): CaseAdvice {
  const recorded = events.findLast(({ type }) => type === 'run.advised')?.data as
    | { readonly outcome?: string; readonly stable?: boolean }
    | undefined
  if ('why' in weighed)
    return { shown: 'recorded', outcome: recorded?.outcome, stable: recorded?.stable === true, why: weighed.why }
  const { outcome, stable, officer, because, wouldChange, open } = weighed.advice
  return {
    shown: true,
    outcome,
    stable,
    officer,
    because,
    against: weighed.rules.filter(({ standing }) => standing !== 'applies'),
    wouldChange,
    missing: open,
    graph: { nl: weighed.graph('nl'), en: weighed.graph('en') },
  }
}

function dialogueIn(events: readonly CaseEvent[]): InquiryState {
  const opened = events.find(event => event.type === 'run.opened')?.data as
    | { readonly model: InquiryState['model'] }
    | undefined
  if (opened === undefined) throw new Problem('fault', 'This case has lost its beginning. We will look at it.')
  const past = events.flatMap(event =>
    event.type.startsWith('inquiry.') && event.data !== undefined ? [event.data as unknown as InquiryEvent] : [],
  )
  return { model: opened.model, past }
}

function storyIn({ past }: InquiryState): DeskCase['story'] {
  const told = past.findLast(event => event.kind === 'told')
  return told === undefined ? undefined : { text: told.text, lang: told.lang, date: told.date }
}

function toMark({ id, value, quote, start, end, confidence, decided }: Weighed['proposals'][number]): Mark {
  const citizen =
    decided === undefined ? 'open' : decided === 'rejected' ? 'rejected' : decided === value ? 'confirmed' : 'corrected'
  const said = citizen === 'corrected' && decided !== 'rejected' ? decided : undefined
  return { observation: id, value, quote, start, end, confidence, citizen, said }
}

function readByIn(events: readonly CaseEvent[]): ReadBy | undefined {
  const read = events.findLast(({ type }) => type === 'inquiry.read')
  if (read?.by?.kind !== 'system') return undefined
  const { dossier, version, permit } = read.by
  return { dossier, version, permit, at: read.at }
}

function systemsIn(events: readonly CaseEvent[]): DeskCase['systems'] {
  const found = new Map<string, { dossier: string; version: number }>()
  for (const { by } of events)
    if (by?.kind === 'system') found.set(`${by.dossier} ${by.version}`, { dossier: by.dossier, version: by.version })
  return [...found.values()]
}

function literalOf({ id, value }: Confirmed): string {
  return value === 'yes' ? id : value === 'no' ? `-${id}` : `?${id}`
}

function officerIn({ by }: CaseEvent): string | undefined {
  return by?.kind === 'officer' ? by.id : undefined
}

function kindOf(event: CaseEvent | undefined): DecisionKind | undefined {
  return (event?.data as { readonly kind?: DecisionKind } | undefined)?.kind
}

/** Words in an event: its text or motive, or the officer that a case went to. */
function textIn(event: CaseEvent | undefined, member?: 'to'): string {
  const data = (event?.data ?? {}) as { text?: string; motive?: string; to?: { officer?: string } }
  return member === 'to' ? (data.to?.officer ?? '') : (data.text ?? data.motive ?? '')
}
