import type { Literal } from '@toetsbaar/argumentation'
import type { ObservationProposal, Reading } from '@toetsbaar/extraction'
import type { Lang, Law } from '@toetsbaar/rulebook'
import type { InquiryEvent } from './event.ts'
import { atomOf, type Exclusion, exclusionsOf } from './literal.ts'
import type { Alert, Answer, Confirmed, Said } from './step.ts'
import { withoutUndone } from './undo.ts'

/** What stands on one observation; `turn` orders statements and readings. */
export type Statement = Confirmed & { readonly turn: number; readonly words?: string }

export type Story = { readonly text: string; readonly lang: Lang; readonly date: string }

/** What a dialogue has brought so far: the fold of its events. */
export type Notes = {
  readonly story: Story | undefined
  /** The story as typed last, also where it was taken back. */
  readonly draft: string
  readonly reading: Reading | undefined
  readonly readAt: number
  /** The citizen went on from confirming, whatever is not decided. */
  readonly confirmed: boolean
  readonly statements: ReadonlyMap<string, Statement>
  /** The last answer to a question that was taken back. */
  readonly earlier: ReadonlyMap<string, { readonly value: Answer; readonly words?: string }>
  readonly rejected: ReadonlySet<string>
  /** A literal that lost a contradiction, and the literal that it yields to for as long as that one stands. */
  readonly yields: ReadonlyMap<Literal, Literal>
  /** Observations that were answered as a question. */
  readonly asked: ReadonlySet<string>
  readonly said: { readonly observation: string; readonly said: Said } | undefined
  readonly stopped: boolean
  readonly reporting: boolean
  readonly complete: boolean
  readonly sent: boolean
  readonly slots: ReadonlyMap<string, readonly string[]>
  readonly alerts: readonly Alert[]
  readonly alertsSeen: number
}

type Mutable = {
  -readonly [Key in keyof Notes]: Notes[Key] extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : Notes[Key] extends ReadonlySet<infer E>
      ? Set<E>
      : Notes[Key]
}

/** A proposal's identity over readings of the same words. */
export function proposalKey(proposal: ObservationProposal): string {
  return `${proposal.id} ${proposal.value} ${proposal.quote}`
}

/** The literal that a statement asserts; "don't know" asserts none. */
export function literalOf(statement: { readonly id: string; readonly value: Answer } | undefined): Literal | undefined {
  if (statement === undefined || statement.value === 'dont-know') return undefined
  return statement.value === 'yes' ? statement.id : `-${statement.id}`
}

/** Pairs of stated literals that exclude each other and of which neither has yielded. */
export function contradictions(
  notes: Pick<Notes, 'statements' | 'yields'>,
  exclusions: readonly Exclusion[],
): readonly Exclusion[] {
  return exclusions.filter(([one, other]) => stands(notes, one) && stands(notes, other))
}

/** Whether a literal is stated and has not yielded to another that is stated. */
export function stands(notes: Pick<Notes, 'statements' | 'yields'>, literal: Literal): boolean {
  if (literalOf(notes.statements.get(atomOf(literal))) !== literal) return false
  const winner = notes.yields.get(literal)
  return winner === undefined || literalOf(notes.statements.get(atomOf(winner))) !== winner
}

/** Folds a dialogue's events. Same events, same notes. */
export function notesOf(past: readonly InquiryEvent[], law: Law): Notes {
  const exclusions = exclusionsOf(law)
  const notes: Mutable = {
    story: undefined,
    draft: '',
    reading: undefined,
    readAt: -1,
    confirmed: false,
    statements: new Map(),
    earlier: new Map(),
    rejected: new Set(),
    yields: new Map(),
    asked: new Set(),
    said: undefined,
    stopped: false,
    reporting: false,
    complete: false,
    sent: false,
    slots: new Map(),
    alerts: [],
    alertsSeen: 0,
  }
  for (const event of past) noteSigns(notes, event, law)
  const { standing, takenBack } = withoutUndone(past)
  for (const event of takenBack) noteTakenBack(notes, event)
  standing.forEach((event, turn) => {
    note(notes, event, turn, exclusions)
  })
  return notes
}

/** What help was due does not depend on what is taken back later. */
function noteSigns(notes: Mutable, event: InquiryEvent, law: Law): void {
  if (event.kind === 'told') notes.draft = event.text
  if (event.kind === 'alert-seen') notes.alertsSeen = notes.alerts.length
  const signs = signsIn(event, law)
  const fresh = signs.filter(
    sign =>
      !notes.alerts.some(each => each.sign === sign.sign && each.quote === sign.quote && each.field === sign.field),
  )
  notes.alerts = [...notes.alerts, ...fresh]
}

function signsIn(event: InquiryEvent, law: Law): readonly Alert[] {
  if ('signs' in event) return event.signs
  if (event.kind === 'safety-answered')
    return Object.entries(event.answers).flatMap(([id, value]) => (value === 'yes' ? alarmOn(law, id) : []))
  const words = 'words' in event ? (event.words?.signs ?? []) : []
  return event.kind === 'answered' && event.value === 'yes' ? [...words, ...alarmOn(law, event.observation)] : words
}

/** A safety question that weighs in no rule ("are you in danger?") is there for help alone: yes is a sign of its own. */
function alarmOn(law: Law, id: string): readonly Alert[] {
  const asked = law.model.observations.find(each => each.id === id)
  return asked?.safety === true && !asked.weighs ? [{ sign: id, quote: '', field: `observation ${id}`, help: [] }] : []
}

function noteTakenBack(notes: Mutable, event: InquiryEvent): void {
  if (event.kind === 'answered') keepEarlier(notes, event.observation, event.value, event.words?.text)
  if (event.kind === 'corrected' && event.value !== 'withdrawn')
    keepEarlier(notes, event.observation, event.value, event.words?.text)
  if (event.kind === 'safety-answered')
    for (const [observation, value] of Object.entries(event.answers)) keepEarlier(notes, observation, value, undefined)
}

function keepEarlier(notes: Mutable, observation: string, value: Answer, words: string | undefined): void {
  notes.earlier.set(observation, words === undefined ? { value } : { value, words })
}

function note(notes: Mutable, event: InquiryEvent, turn: number, exclusions: readonly Exclusion[]): void {
  switch (event.kind) {
    case 'told':
      notes.story = { text: event.text, lang: event.lang, date: event.date }
      notes.reading = undefined
      notes.confirmed = false
      requote(notes, event.text)
      reopen(notes)
      return
    case 'read':
      notes.reading = event.reading
      notes.readAt = turn
      return
    case 'decided':
      for (const decision of event.decisions) decide(notes, decision, turn)
      if (event.done === true) notes.confirmed = true
      reopen(notes)
      return
    case 'safety-answered':
      for (const [id, value] of Object.entries(event.answers))
        notes.statements.set(id, { id, value, origin: 'question', turn })
      return
    case 'said':
      notes.said = { observation: event.observation, said: { words: event.words.text, explain: event.explain } }
      return
    case 'answered':
      notes.said = undefined
      answer(notes, event.observation, event.value, event.words?.text, turn, exclusions)
      notes.asked.add(event.observation)
      return
    case 'corrected':
      if (event.value === 'withdrawn') withdraw(notes, event.observation)
      else answer(notes, event.observation, event.value, event.words?.text, turn, exclusions)
      reopen(notes)
      return
    case 'looked-up':
      notes.statements.set(event.observation, {
        id: event.observation,
        value: event.value,
        origin: 'look-up',
        turn,
        lookUp: { list: event.list, entry: event.entry, on: event.on, matched: event.matched },
      })
      return
    case 'advice-asked':
      notes.stopped = true
      return
    case 'questions-resumed':
      notes.stopped = false
      return
    case 'report-chosen':
      notes.reporting = true
      notes.stopped = true
      return
    case 'slot-filled':
      notes.slots.set(event.slot, event.values)
      notes.complete = false
      return
    case 'completed':
      notes.complete = true
      notes.stopped = true
      return
    case 'sent':
      notes.sent = true
      return
    case 'alert-seen':
    case 'undone':
      return
  }
}

/** What was confirmed in an earlier telling stays; its quote points into the new text only where it still stands there. */
function requote(notes: Mutable, text: string): void {
  for (const [id, statement] of notes.statements) {
    if (statement.start === undefined || statement.quote === undefined) continue
    const { start: _start, end: _end, ...rest } = statement
    const start = text.indexOf(statement.quote)
    notes.statements.set(id, start < 0 ? rest : { ...rest, start, end: start + statement.quote.length })
  }
}

/** After a change of the facts the questions go on where they matter, and a summary is to be seen again. */
function reopen(notes: Mutable): void {
  notes.stopped = false
  notes.complete = false
}

type Decided = Extract<InquiryEvent, { kind: 'decided' }>['decisions'][number]

function decide(notes: Mutable, { observation: id, value, start, end }: Decided, turn: number): void {
  const proposals = (notes.reading?.observations ?? []).filter(proposal => proposal.id === id)
  if (value === 'rejected') {
    for (const proposal of proposals) notes.rejected.add(proposalKey(proposal))
    withdraw(notes, id)
    return
  }
  const quoted =
    start === undefined || end === undefined || notes.story === undefined
      ? (proposals.find(proposal => proposal.value === value) ?? proposals[0])
      : { quote: notes.story.text.slice(start, end), start, end }
  const source = quoted === undefined ? {} : { quote: quoted.quote, start: quoted.start, end: quoted.end }
  notes.statements.set(id, { id, value, origin: 'story', turn, ...source })
}

function withdraw(notes: Mutable, observation: string): void {
  const standing = notes.statements.get(observation)
  if (standing === undefined) return
  keepEarlier(notes, observation, standing.value, standing.words)
  notes.statements.delete(observation)
  notes.asked.delete(observation)
}

/** Who answers a contradiction that is shown decides it: what the answer excludes yields to it. */
function answer(
  notes: Mutable,
  id: string,
  value: Answer,
  words: string | undefined,
  turn: number,
  exclusions: readonly Exclusion[],
): void {
  const shown = contradictions(notes, exclusions).some(pair => pair.some(literal => atomOf(literal) === id))
  const statement: Statement = {
    id,
    value,
    origin: 'question',
    turn,
    ...(words === undefined ? {} : { words, quote: words }),
  }
  notes.statements.set(id, statement)
  const literal = literalOf(statement)
  if (literal === undefined) return
  notes.yields.delete(literal)
  if (!shown) return
  for (const pair of contradictions(notes, exclusions)) {
    const other = pair.find(each => each !== literal)
    if (other !== undefined && pair.includes(literal)) notes.yields.set(other, literal)
  }
}
