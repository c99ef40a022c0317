import type { CaseEvent, Casefile, NewEvent } from '@toetsbaar/casefile'
import { stateAt } from '@toetsbaar/casefile'
import type { Reading } from '@toetsbaar/extraction'
import type { Advice, Answer, Confirmed, FreeText, InquiryEvent, InquiryState, Step } from '@toetsbaar/inquiry'
import type { Permit } from '@toetsbaar/register'
import { type Lang, type Model, selectModel } from '@toetsbaar/rulebook'
import { Problem, subjectUnclear } from './errors.ts'
import { type Fact, factsIn } from './facts.ts'
import type { LogHandling } from './handling.ts'
import type { LookUps } from './look-ups.ts'
import type { Pace } from './pace.ts'
import {
  beginReport,
  chooseSubject,
  currentAdvice,
  factsSoFar,
  freeText,
  hearAnswer,
  type Intake,
  nextStep,
  openLookUps,
  readText,
  subjectsOn,
  take,
  tellStory,
} from './run.ts'
import { type Withheld, withhold } from './withheld.ts'

/** One report as a channel sees it: where it stands, and what was said so far. */
export type Report = {
  readonly id: string
  readonly version: number
  readonly model: Model
  readonly state: InquiryState
  readonly step: Step
  /** What the citizen confirmed or answered so far. */
  readonly facts: readonly Confirmed[]
  /** The advice on that, at any moment; worked out when it is asked for. */
  readonly advice: () => Advice
  readonly lang: Lang
  readonly date: string
  /** What was typed just now and not kept. */
  readonly withheld: readonly Withheld['kind'][]
  readonly events: readonly CaseEvent[]
}

/** What a citizen does, as a channel takes it in: texts are still as typed. */
export type Act =
  | { readonly kind: 'tell'; readonly text: string }
  | { readonly kind: 'say'; readonly observation: string; readonly text: string }
  | { readonly kind: 'answer'; readonly observation: string; readonly value: Answer }
  | { readonly kind: 'fill'; readonly slot: string; readonly values: readonly string[] }
  | Exclude<InquiryEvent, { kind: 'told' | 'read' | 'said' | 'answered' | 'slot-filled' | 'looked-up' }>

/** The subject of a story that speaks for no other. */
export const usualSubject = 'internet-trade-fraud'

/** Leave to run the intake now; throws a `Problem` where the register gives none. */
export type Leave = () => Promise<Permit>

export type Reports = {
  /**
   * A new report from a story; the code is told once. Throws the `Problem` `subject-unclear`, with the choices, where the
   * story does not settle its subject and none was given; then nothing was written.
   */
  open(story: Story): Promise<{ readonly report: Report; readonly code: string }>
  /** Throws `UnknownCase`. With `at`, as it stood at an earlier version. */
  read(id: string, at?: number): Promise<Report>
  /** Takes acts in on the version that they were made on. Throws `StaleCase`, `InquiryError`; then nothing was written. */
  act(id: string, version: number, lang: Lang, acts: readonly Act[]): Promise<Report>
  /** A free text beside the dialogue: what may not be kept is covered, and signs of need are seen. */
  listen(text: string, field: string): Promise<FreeText>
  /** What a text says, for who wants to see how reading works; nothing is stored. */
  tryOut(text: string): Promise<{ readonly reading: Reading; readonly model: Model; readonly text: string }>
}

export type Story = {
  readonly text: string
  readonly lang: Lang
  readonly date?: string
  readonly readAs?: Lang
  /** What it is about, where the citizen said so. */
  readonly subject?: string
}

export type ReportsOptions = {
  readonly casefile: Casefile
  readonly intake: Intake
  readonly leave: Leave
  readonly lookUps: LookUps
  /** Holds one case to a pace that a person keeps. */
  readonly pace: Pace
  /** Writes into the access log that a system ran on a case. */
  readonly handle: LogHandling
  /** Keeps facts over which the register measures its criteria. */
  readonly note: (facts: readonly Fact[]) => Promise<void>
  /** Today as YYYY-MM-DD, where the citizens are. */
  readonly today: () => string
}

/** Reports over the case file: the same use for the site and the API, so that both behave alike. */
export function openReports(options: ReportsOptions): Reports {
  const { casefile, intake, leave, lookUps, today, pace, note, handle } = options
  const recent = new Map<string, { readonly step: Step; readonly until: number }>()
  /** The step of a version of a case. A page and the form on it ask for the same one, so it is held for a minute. */
  const stepAt = (permit: Permit, id: string, version: number, state: InquiryState): Step => {
    const now = performance.now()
    for (const [key, { until }] of recent) if (until < now) recent.delete(key)
    const key = `${id} ${version} ${state.past.length}`
    const step = recent.get(key)?.step ?? nextStep(permit, intake, state)
    recent.set(key, { step, until: now + 60_000 })
    return step
  }

  /** The dialogue that the events of a case hold, and the language and day of its story. */
  const stateIn = (events: readonly CaseEvent[]) => {
    const told = events.flatMap(event => (isInquiry(event) ? [event.data as unknown as InquiryEvent] : []))
    const opened = events.find(event => event.type === 'run.opened')?.data as
      | { model: InquiryState['model'] }
      | undefined
    if (opened === undefined) throw new Problem('fault', 'This report has lost its beginning. We will look at it.')
    const state: InquiryState = { model: opened.model, past: told }
    const story = told.findLast(event => event.kind === 'told')
    return { state, lang: story?.lang ?? ('nl' as const), date: story?.date ?? today() }
  }

  const look = (
    permit: Permit,
    id: string,
    events: readonly CaseEvent[],
    known: { readonly withheld?: Report['withheld']; readonly step?: Step } = {},
  ): Report => {
    const { state, lang, date } = stateIn(events)
    const step = known.step ?? stepAt(permit, id, events.length, state)
    return {
      id,
      version: events.length,
      model: intake.lawOf(state.model).model,
      state,
      step,
      facts: factsSoFar(permit, intake, state),
      advice: () => ('advice' in step ? step.advice : currentAdvice(permit, intake, state)),
      lang,
      date,
      withheld: known.withheld ?? [],
      events,
    }
  }

  /** The subject of a story, as the citizen said or as triage read it, for the record; throws where it has to be asked. */
  const subjectOf = (permit: Permit, { subject: said, text, lang, date = today(), readAs }: Story) => {
    const offered = subjectsOn(intake, date)
    if (said !== undefined) {
      if (offered.includes(said)) return { subject: said, how: 'said', facts: [], because: [] }
      throw unknownSubject(offered)
    }
    const clean = withhold(text.toWellFormed()).text
    const { subject, how, facts, because } = chooseSubject(permit, intake, clean, {
      usual: usualSubject,
      date,
      ...(readAs && { readAs }),
    })
    if (subject !== undefined) return { subject, how, facts: [...facts], because: [...because] }
    const texts = selectModel(intake.models, 'triage', date)?.texts[lang] ?? {}
    throw subjectUnclear(
      offered.map(one => ({
        subject: one,
        title: texts[`outcome.${one}.title`] ?? one,
        summary: texts[`outcome.${one}.summary`] ?? '',
      })),
      texts['outcome.unclear.say'] ?? '',
    )
  }

  /** The events that acts come to, with the state after them. */
  const events = async (permit: Permit, before: InquiryState, acts: readonly Act[], story: Omit<Story, 'text'>) => {
    const date = story.date ?? today()
    const written: InquiryEvent[] = []
    const withheld: Withheld['kind'][] = []
    let state = before
    const add = (event: InquiryEvent) => {
      state = take(permit, intake, state, event)
      written.push(event)
    }
    const clean = (text: string) => {
      const covered = withhold(text.toWellFormed())
      withheld.push(...covered.withheld.map(each => each.kind))
      return covered.text
    }
    const read = { lang: story.lang, date, ...(story.readAs !== undefined && { readAs: story.readAs }) }
    for (const act of acts) {
      switch (act.kind) {
        case 'tell':
          for (const event of tellStory(permit, intake, state, { text: clean(act.text), ...read })) add(event)
          break
        case 'say':
          add(hearAnswer(permit, intake, state, act.observation, clean(act.text), read))
          break
        case 'answer':
          add(answerOf(factsSoFar(permit, intake, state), act.observation, act.value))
          break
        case 'fill': {
          const values = act.values.map(clean)
          add({ kind: 'slot-filled', slot: act.slot, values, signs: signsIn(permit, intake, act.slot, values) })
          break
        }
        default:
          add(act)
      }
    }
    for (const observation of openLookUps(permit, intake, state))
      add(await lookUps(intake.lawOf(state.model).model, observation, state, date))
    return { written, state, withheld }
  }

  /** The events as the case file keeps them, with what the system made of them. */
  const kept = (permit: Permit, written: readonly InquiryEvent[], step: Step): NewEvent[] => {
    const to = stateAt(step.at)
    const system = { kind: 'system', dossier: permit.dossier, version: permit.version, permit: permit.id } as const
    const acts = written.map((event, at): NewEvent => {
      const bySystem = event.kind === 'read' || event.kind === 'looked-up'
      const last = at === written.length - 1 && to !== undefined
      return {
        type: `inquiry.${event.kind}`,
        by: bySystem ? system : { kind: 'citizen' },
        data: plain(event),
        ...(last && { to }),
      }
    })
    const ran = ranData(step)
    return ran === undefined ? acts : [...acts, { type: ran.type, by: system, data: ran.data }]
  }

  /** A run of the system on a case, as the access log tells it. */
  const run = (permit: Permit, operation: string, id?: string) => ({
    actor: { kind: 'system', dossier: permit.dossier, version: permit.version, permit: permit.id },
    operation,
    purpose: permit.purpose,
    dossier: permit.dossier,
    case: id,
  })

  const open = async (permit: Permit, story: Story) => {
    const choice = subjectOf(permit, story)
    const begun = beginReport(permit, intake, choice.subject, story.date ?? today())
    if (begun === undefined)
      throw new Problem('no-model', 'No model states the law of that day. An officer has to look; call the police.', {
        errors: [{ in: 'body', location: { pointer: '/date' }, code: 'no-model', detail: 'is before the first model' }],
      })
    const { written, state, withheld } = await events(permit, begun, [{ kind: 'tell', text: story.text }], story)
    const system = { kind: 'system', dossier: permit.dossier, version: permit.version, permit: permit.id } as const
    const opened: NewEvent = { type: 'run.opened', by: system, data: { model: { ...begun.model }, subject: choice } }
    const step = nextStep(permit, intake, state)
    const created = await casefile.create([opened, ...kept(permit, written, step)])
    const { events: stored } = await casefile.read(created.case)
    return { report: look(permit, created.case, stored, { withheld, step }), code: created.code }
  }

  const act = async (permit: Permit, id: string, version: number, lang: Lang, acts: readonly Act[]) => {
    const { events: stored } = await casefile.read(id)
    const { state: before, date } = stateIn(stored.slice(0, version))
    const { written, state, withheld } = await events(permit, before, acts, { lang, date })
    const step = nextStep(permit, intake, state)
    const { version: now } = await casefile.append(id, version, kept(permit, written, step))
    const facts = factsSoFar(permit, intake, state)
    await note(factsIn({ before, written, stored, advised: step.at === 'advice', facts }))
    const { events: after } = await casefile.read(id)
    // Somebody else may have added to the case by now; then the step is worked out anew.
    if (after.length !== now) return look(permit, id, after, { withheld })
    recent.set(`${id} ${now} ${state.past.length}`, { step, until: performance.now() + 60_000 })
    return look(permit, id, after, { withheld, step })
  }

  return {
    async open(story) {
      refuseEmpty(story.text)
      const permit = await leave()
      return handle(
        run(permit, 'case.open'),
        () => open(permit, story),
        opened => opened.report.id,
      )
    },
    async read(id, at) {
      const permit = await leave()
      return handle(run(permit, 'case.read', id), async () => {
        const { events: stored } = await casefile.read(id)
        return look(permit, id, at === undefined ? stored : stored.slice(0, at))
      })
    },
    async act(id, version, lang, acts) {
      pace(id)
      const permit = await leave()
      return handle(run(permit, 'case.act', id), () => act(permit, id, version, lang, acts))
    },
    async tryOut(typed) {
      const permit = await leave()
      const text = withhold(typed.toWellFormed()).text
      const { subject = usualSubject } = chooseSubject(permit, intake, text, { usual: usualSubject, date: today() })
      const begun = beginReport(permit, intake, subject, today())
      if (begun === undefined) throw new Problem('no-model', 'No model states the law of today.')
      const { model } = intake.lawOf(begun.model)
      return { reading: readText(permit, intake, model, text, { date: today() }), model, text }
    },
    async listen(text, field) {
      return freeText(await leave(), intake, withhold(text.toWellFormed()).text, field)
    },
  }
}

/** A story without words tells nothing; nobody should get a code for it. */
function refuseEmpty(text: string): void {
  if (text.trim() !== '') return
  const detail = 'is empty; tell in your own words what happened'
  throw new Problem('invalid-input', `body /story: ${detail}`, {
    errors: [{ in: 'body', location: { pointer: '/story' }, code: 'empty', detail }],
  })
}

function unknownSubject(offered: readonly string[]): Problem {
  const detail = `is none of ${offered.join(', ')}`
  return new Problem('invalid-input', `body /subject: ${detail}`, {
    errors: [{ in: 'body', location: { pointer: '/subject' }, code: 'unknown-subject', detail }],
  })
}

/** An answer to a question, or the change of an answer that was given before. */
function answerOf(given: readonly Confirmed[], observation: string, value: Answer): InquiryEvent {
  const before = given.find(fact => fact.id === observation && fact.origin !== 'implied')
  return before === undefined ? { kind: 'answered', observation, value } : { kind: 'corrected', observation, value }
}

/** The signs of need in what was filled in. */
export function signsIn(permit: Permit, intake: Intake, slot: string, values: readonly string[]): FreeText['signs'] {
  return values.flatMap(value => freeText(permit, intake, value, `slot ${slot}`).signs)
}

/** What the system showed, for the record: the question and what hangs on it, or the advice and its grounds. */
export function ranData(step: Step): { readonly type: string; readonly data: NewEvent['data'] } | undefined {
  if (step.at === 'question') return { type: 'run.asked', data: { observation: step.observation, why: [...step.why] } }
  if (step.at !== 'advice') return undefined
  const { outcome, stable, officer, because } = step.advice
  return { type: 'run.advised', data: { outcome, stable, officer, rules: because.map(each => each.rule) } }
}

/** As JSON: what is undefined is left out. */
function plain(event: InquiryEvent): NewEvent['data'] {
  return JSON.parse(JSON.stringify(event)) as NewEvent['data']
}

function isInquiry(event: CaseEvent): boolean {
  return event.type.startsWith('inquiry.') && event.data !== undefined
}
