import { type Casefile, decisionKinds, type NewEvent, StepRefused } from '@toetsbaar/casefile'
import type { Desk } from '../src/index.ts'
import { citizen, officer, sent, system, type World } from './world.ts'

/** Random numbers that a seed repeats (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0
  return sides => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

const people = ['anna', 'bert', 'carla', 'dirk'] as const
const teams = ['noord', 'zuid', 'west'] as const
const words = ['fiets', 'bicycle', 'laptop', 'tickets', 'phone', 'jas'] as const

/** Something that somebody tries on a case; most of it fits no moment, and is refused. */
function attempt(roll: (sides: number) => number, version: number, holder: string | undefined): NewEvent {
  const one = <Of>(from: readonly Of[]): Of => from[roll(from.length)] as Of
  // Mostly who has the case, so that cases get somewhere.
  const by = officer(
    holder !== undefined && roll(4) !== 0 ? holder : one(people),
    roll(4) === 0 ? 'team-lead' : 'intake-officer',
  )
  const back = () => Math.max(0, version - 1 - roll(4))
  const motive = `Because of the ${one(words)}.`
  const tries: readonly (() => NewEvent)[] = [
    () => ({ type: 'officer.took', by, data: { team: one(teams), sampled: roll(2) === 0 } }),
    () => ({ type: 'officer.returned', by, data: {} }),
    () => ({ type: 'officer.noted', by, data: { text: `Looked at the ${one(words)}.` } }),
    () => ({ type: 'officer.asked', by, data: { text: `Which ${one(words)}?` } }),
    () => ({ type: 'officer.impression', by, data: { kind: one(decisionKinds) } }),
    () => ({
      type: 'officer.decided',
      by,
      data: {
        kind: one(decisionKinds),
        reason: 'no-lead',
        motive,
        team: one(teams),
        override: one([true, false, null]),
        facts: ['paid', '-received'],
        ms: roll(600_000),
        advice: {
          outcome: 'report',
          stable: true,
          shown: 'x',
          model: { subject: 'internet-trade-fraud', from: '2019-03-01', digest: 'ab'.repeat(32) },
        },
      },
    }),
    () => ({ type: 'officer.reopened', by, data: { motive, team: one(teams) } }),
    () => ({
      type: 'officer.handed-over',
      by,
      data: { motive, to: one([{ officer: one(people) }, { team: one(teams) }, { prosecutor: true }]) },
    }),
    () => ({ type: 'officer.answered-request', by, data: { request: back(), text: 'Yes.' } }),
    () => ({ type: 'citizen.answered', by: citizen, data: { question: back(), text: `The ${one(words)}.` } }),
    () => ({ type: 'citizen.added', by: citizen, data: { text: `Also a ${one(words)}.` } }),
    () => ({ type: 'citizen.objected', by: citizen, data: { motive } }),
    () => ({ type: 'citizen.asked-correction', by: citizen, data: { text: 'It was 40 euro.' } }),
    () => ({ type: 'citizen.withdrew', by: citizen, data: null }),
    () => ({ type: 'run.advised', by: system, data: { outcome: one(['report', 'civil']), stable: roll(2) === 0 } }),
  ]
  // A withdrawal ends a case, so it is tried seldom.
  const chosen = roll(tries.length)
  return (chosen === 13 && roll(8) !== 0 ? tries[5] : tries[chosen])?.() as NewEvent
}

/** Plays a case of up to `steps` attempts, on its own clock; resolves to how many were taken and refused. */
export async function playCase(world: World, seed: number, steps: number): Promise<{ taken: number; refused: number }> {
  const { casefile } = world
  const roll = dice(seed)
  const made = await casefile.create(
    sent({ text: `Een ${words[roll(words.length)]} gekocht.`, ...(roll(2) === 0 && { amount: String(roll(900)) }) }),
  )
  let { version } = made
  let taken = 0
  for (let at = 0; at < steps; at++) {
    world.now = new Date(world.now.getTime() + 1 + roll(3_600_000))
    const officerNow = (await casefile.read(made.case)).state.officer
    try {
      version = (await casefile.append(made.case, version, [attempt(roll, version, officerNow)])).version
      taken += 1
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error
    }
  }
  if (roll(6) === 0) await casefile.erase(made.case, officer('anna'), { because: 'asked' })
  return { taken, refused: steps - taken }
}

/** Every row of the desk but the saved views, in order. */
export async function deskRows(pool: World['database']['pool']): Promise<readonly string[]> {
  const tables = ['received', 'story', 'decision', 'override']
  const rows = await Promise.all(
    tables.map(table => pool.query<{ row: string }>(`select to_jsonb(t)::text as row from desk.${table} t order by 1`)),
  )
  return rows.flatMap(({ rows: found }, at) => found.map(({ row }) => `${tables[at]} ${row}`))
}

/** The names of the broken rules in what happened to one case, by an independent look at its events; none where all is well. */
export async function brokenRules(casefile: Casefile, desk: Desk, id: string): Promise<readonly string[]> {
  const { events } = await casefile.read(id)
  const broken: string[] = []
  let sampled = false
  let objection = false
  const deciders: string[] = []
  const impressed = new Set<string>()
  let holder: string | undefined
  for (const { type, by, data } of events) {
    const who = by?.kind === 'officer' ? by.id : undefined
    const content = (data ?? {}) as { sampled?: boolean; to?: { officer?: string; team?: string } }
    if (type === 'officer.took') {
      holder = who
      sampled ||= content.sampled === true
    }
    if (type === 'officer.returned' || content.to?.team !== undefined) holder = undefined
    if (type === 'officer.reopened') holder = who
    if (type === 'officer.handed-over' && content.to?.officer !== undefined) holder = content.to.officer
    if (type === 'officer.impression' && who !== undefined) {
      if (impressed.has(who)) broken.push('an impression was changed')
      if (deciders.length > 0) broken.push('an impression after a decision')
      impressed.add(who)
    }
    if (type === 'citizen.objected') objection = true
    if (objection && holder !== undefined && deciders.includes(holder)) broken.push('an objection at who decided')
    if (type === 'officer.decided' && who !== undefined) {
      if (holder !== who) broken.push('a decision by who had it not')
      if (sampled && deciders.length === 0 && !impressed.has(who)) broken.push('a decision without an impression')
      deciders.push(who)
      objection = false
      holder = undefined
    }
  }
  if ((await desk.find(desk.caseNumber(id))) !== id) broken.push('not found by its number')
  return broken
}
