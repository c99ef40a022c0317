import { type CaseEvent, type CaseId, decisionKinds, type NewEvent } from '@toetsbaar/casefile'
import { decisionEvent, decisionReasons } from '@toetsbaar/desk'
import { type Law, law, loadModels, selectModel } from '@toetsbaar/rulebook'
import type { Records } from '@toetsbaar/server/records'
import { type Dice, diceOf } from './dice.ts'
import { type InventedCase, inventCase } from './invented-case.ts'
import { type PlantedGroup, plantParties } from './planted.ts'

export type SeedOptions = {
  readonly count: number
  readonly seed: number
  /** Over how many days before now the cases came in. */
  readonly days: number
  readonly teams: readonly string[]
  readonly models: string
  /** Sets the clock of the records that are written to. */
  readonly setClock: (now: Date) => void
  readonly say: (line: string) => void
}

/** What was planted, by case: for who measures whether it is found. */
export type Truth = {
  readonly seed: number
  readonly count: number
  readonly groups: readonly (Omit<PlantedGroup, 'cases'> & {
    readonly cases: readonly { readonly id: CaseId; readonly number: string }[]
  })[]
}

export type Seeded = { readonly truth: Truth; readonly events: number; readonly seconds: number }

/** Works that run together, so that they share a transaction of the ledger. */
const together = 200
const dayMs = 86_400_000

/** How the subjects are spread, as reports are. */
const subjects: readonly (readonly [string, number])[] = [
  ['internet-trade-fraud', 0.8],
  ['help-request-fraud', 0.12],
  ['bank-helpdesk-fraud', 0.08],
]

/** How an invented officer decides: mostly as advised, in some minutes. */
const overrides = 0.08
const medianMs = 240_000

/**
 * Fills a ledger with invented cases, one event after another in the order in which they would have happened: through the
 * same table of steps, the same encryption and the same lists as real ones. Officers take, ask, decide and hand on.
 */
export async function seedDesk(
  { casefile, desk }: Pick<Records, 'casefile' | 'desk'>,
  options: SeedOptions,
): Promise<Seeded> {
  const { count, seed, days, teams, setClock, say } = options
  const started = performance.now()
  const dice = diceOf(seed)
  const { parties, groups } = plantParties(count, dice)
  const models = loadModels(options.models)
  const laws = new Map<string, Law>()
  const lawOf = (subject: string, date: string): Law => {
    const model = selectModel(models, subject, date)
    if (model === undefined) throw new Error(`No model of ${subject} holds on ${date}; see ${options.models}`)
    const found = laws.get(model.digest) ?? law(model)
    laws.set(model.digest, found)
    return found
  }
  const now = Date.now()
  const ids: CaseId[] = []
  const begin = now - days * dayMs
  /** What is still to happen, soonest first: cases come in evenly, officers come back to them. */
  const later: Later[] = []
  let events = 0
  const turn = async (works: readonly (() => Promise<number>)[]) => {
    for (const added of await Promise.all(works.map(work => work()))) events += added
  }
  for (let from = 0; from < count; from += together) {
    const at = begin + (from / count) * (now - begin)
    while (later.length > 0 && (later[0]?.at ?? at) < at) {
      setClock(new Date(later[0]?.at ?? at))
      await turn(later.splice(0, together).map(({ work }) => work))
    }
    const moment = new Date(at)
    setClock(moment)
    const works = parties.slice(from, from + together).map((party, place) => {
      // Of its own, so that a case is the same whatever happens to the others.
      const own = diceOf(seed * 1_000_003 + from + place)
      const made = inventCase(
        lawOf(subjectBy(own), moment.toISOString().slice(0, 10)),
        party,
        moment.toISOString().slice(0, 10),
        own,
      )
      const plan = planOf(own, at, now)
      return async () => {
        const { case: id, version } = await casefile.create(made.events)
        ids[from + place] = id
        if (plan.to === 'sent') return version
        const team = (await desk.teamOf(id)) ?? teams[0]
        schedule(later, plan, { id, version, made, team, received: moment.toISOString(), dice: own })
        return version
      }
    })
    await turn(works)
    later.sort((one, other) => one.at - other.at)
    if (from % 5_000 === 0 && from > 0) say(`${from} cases, ${Math.round((performance.now() - started) / 1000)} s`)
  }
  while (later.length > 0) {
    setClock(new Date(later[0]?.at ?? now))
    await turn(later.splice(0, together).map(({ work }) => work))
  }
  setClock(new Date(now))
  const cases = (at: number) => {
    const id = ids[at] ?? ''
    return { id, number: desk.caseNumber(id) }
  }
  return {
    truth: { seed, count, groups: groups.map(group => ({ ...group, cases: group.cases.map(cases) })) },
    events,
    seconds: (performance.now() - started) / 1000,
  }

  type Opened = {
    readonly id: CaseId
    readonly version: number
    readonly made: InventedCase
    readonly team: string | undefined
    readonly received: string
    readonly dice: Dice
  }

  /** What officers do with a case, each step at its own moment. */
  function schedule(into: Later[], plan: Plan, opened: Opened): void {
    const { id, made, team, received, dice } = opened
    let { version } = opened
    const mark = dice.below(6)
    const by = {
      kind: 'officer',
      id: `p-invented-${team ?? 'none'}-${mark}`.toLowerCase(),
      role: 'intake-officer',
    } as const
    const add = (added: readonly NewEvent[]) => async () => {
      ;({ version } = await casefile.append(id, version, added))
      return added.length
    }
    const sampled = desk.drawn(id, received)
    const took: NewEvent = { type: 'officer.took', by, data: { sampled, ...(team !== undefined && { team }) } }
    const kind =
      dice.next() < overrides ? dice.pick(decisionKinds) : (desk.settings.follows[made.outcome]?.[0] ?? 'close')
    const impression: NewEvent = {
      type: 'officer.impression',
      by,
      data: { kind: dice.next() < 0.8 ? kind : dice.pick(decisionKinds) },
    }
    const asked: NewEvent = { type: 'officer.asked', by, data: { text: 'Op welke dag was dat? (verzonnen)' } }
    const ms = Math.round(medianMs * Math.exp(2 * (dice.next() + dice.next() + dice.next() - 1.5)))
    const decide = () => {
      const past = [...made.events, took, ...(sampled ? [impression] : [])].map(
        (event, at): CaseEvent => ({
          version: at,
          at: received,
          to: undefined,
          type: event.type,
          by: event.by,
          data: event.data,
        }),
      )
      const decided = { kind, reason: dice.pick(decisionReasons[kind]), motive: 'Verzonnen voor de demonstratie.' }
      const at = new Date(plan.at)
      return decisionEvent(desk.settings, past, decided, {
        officer: by,
        team,
        opened: new Date(at.getTime() - ms),
        now: at,
        facts: made.facts,
      })
    }
    if (plan.to === 'withdrawn')
      into.push({ at: plan.at, work: add([{ type: 'citizen.withdrew', by: { kind: 'citizen' }, data: null }]) })
    else if (plan.to === 'with-officer') into.push({ at: plan.at, work: add([took]) })
    else if (plan.to === 'asked') into.push({ at: plan.at, work: add([took, asked]) })
    else {
      const objected: NewEvent = {
        type: 'citizen.objected',
        by: { kind: 'citizen' },
        data: { motive: 'Ik ben het er niet mee eens. (verzonnen)', signs: [] },
      }
      const steps = [took, ...(sampled ? [impression] : []), decide(), ...(plan.to === 'objected' ? [objected] : [])]
      into.push({ at: plan.at, work: add(steps) })
    }
  }
}

type Later = { readonly at: number; readonly work: () => Promise<number> }
type Plan = {
  readonly to: 'sent' | 'withdrawn' | 'with-officer' | 'asked' | 'decided' | 'objected'
  readonly at: number
}

/** Where a case stands now, and when it got there: half of them untouched, so that there is a queue. */
function planOf(dice: Dice, received: number, now: number): Plan {
  const lot = dice.next()
  const to =
    lot < 0.5
      ? 'sent'
      : lot < 0.65
        ? 'with-officer'
        : lot < 0.72
          ? 'asked'
          : lot < 0.95
            ? 'decided'
            : lot < 0.98
              ? 'withdrawn'
              : 'objected'
  return { to, at: received + dice.next() * (now - received) }
}

function subjectBy(dice: Dice): string {
  let lot = dice.next()
  for (const [subject, share] of subjects) {
    lot -= share
    if (lot < 0) return subject
  }
  return 'internet-trade-fraud'
}
