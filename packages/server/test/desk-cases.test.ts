import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type NewEvent, StaleCase, StepRefused } from '@toetsbaar/casefile'
import { type DeskSettings, defaultSettings, openDesk } from '@toetsbaar/desk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import type { Person, Role } from '../src/access.ts'
import { readConfig } from '../src/config.ts'
import { fillDemonstration } from '../src/demonstration.ts'
import type { DeskCase } from '../src/desk-case.ts'
import { type DeskCases, openDeskCases } from '../src/desk-cases.ts'
import { type House, openHouse } from '../src/house.ts'
import { openSecrets } from '../src/secrets.ts'

const root = join(import.meta.dirname, '../../..')
let database: FreshDatabase
let folder: string
let house: House
/** The same cases where every case is drawn for a first impression, and where none is. */
let drawn: DeskCases
let open: DeskCases
const ids: string[] = []

const person = (id: string, team: string | undefined, role: Role = 'intake-officer'): Person => ({
  id,
  name: `Name of ${id}`,
  role,
  roles: [role],
  team,
  until: undefined,
})
const officers: Readonly<Record<string, Person>> = {
  anna: person('anna', 'Noord'),
  bert: person('bert', 'Noord'),
  carla: person('carla', 'Zuid'),
}

beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-desk-'))
  const config = readConfig(root, folder, { TOETSBAAR_DATA: folder, TOETSBAAR_TEAMS: 'Noord' })
  const secrets = openSecrets(folder, undefined)
  house = await openHouse(config, secrets, { app: database.url, owner: database.ownerUrl })
  await fillDemonstration({ ...house, today: house.today(), stopping: new AbortController().signal })
  const officerOf = async (id: string) => officers[id]
  const deskWith = async (rate: number) => {
    const settings: DeskSettings = { ...defaultSettings, impressions: [{ from: '2000-01-01', rate }] }
    const { pool, clock } = house
    const desk = await openDesk({ pool, clock, numberKey: secrets.service, teams: config.teams, settings })
    return openDeskCases({ ...house, desk, officerOf })
  }
  drawn = await deskWith(1)
  open = await deskWith(0)
  for (const row of await house.casefile.list({ states: ['sent'] })) ids.push(row.case)
})
afterAll(async () => {
  await house.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

const anna = person('anna', 'Noord')
const carla = person('carla', 'Zuid')
const auditor = person('hanna', undefined, 'auditor')
const numberOf = (id: string | undefined) => house.desk.caseNumber(id ?? '')
/** A case of its own for a test that changes one: what the invented citizen did, once more. */
async function another(): Promise<string> {
  const { events } = await house.casefile.read(ids[0] ?? '')
  const again = events.flatMap(({ type, by, data, to }): NewEvent[] =>
    by === undefined || data === undefined ? [] : [{ type, by, data, ...(to !== undefined && { to }) }],
  )
  return numberOf((await house.casefile.create(again)).case)
}

describe('a case at the desk', () => {
  test('shows the story with what was read, what the citizen made of it, and the reasons both ways', async () => {
    const seen = await open.read(anna, numberOf(ids[0]))
    expect(seen.story?.text).toContain('elektrische fiets')
    expect(seen.marks.length).toBeGreaterThan(2)
    for (const { quote, start, end } of seen.marks) expect(seen.story?.text.slice(start, end)).toBe(quote)
    expect(new Set(seen.marks.map(mark => mark.citizen))).toContain('confirmed')
    expect(seen.readBy).toMatchObject({ dossier: 'intake' })
    expect(seen.advice).toMatchObject({ shown: true, outcome: 'report' })
    if (seen.advice.shown !== true) throw new Error('shown')
    expect(seen.advice.because.length).toBeGreaterThan(0)
    expect(seen.advice.graph.nl).toContain('<svg')
    expect(seen.facts.map(fact => fact.id)).toContain('paid')
    expect(seen.slots.map(slot => slot.slot)).toContain('account')
    expect(seen.timeline.map(row => row.type)).toContain('inquiry.sent')
    expect(seen.may).toContain('take')
    expect(JSON.stringify(seen)).not.toContain(ids[0])
  })

  test('is in the access log before it is shown, and what was not to know is there as refused', async () => {
    const number = numberOf(ids[0])
    const lines = async () => (await house.ledger.accesses({ subject: ids[0] ?? '' })).length
    const before = await lines()
    await open.read(anna, number)
    expect(await lines()).toBe(before + 1)
    for (const stranger of [carla, person('x', undefined, 'administrator'), person('y', undefined, 'system-owner')])
      await expect(open.read(stranger, number)).rejects.toMatchObject({ problem: 'not-found' })
    await expect(open.read(person('jet', undefined, 'prosecutor'), number)).rejects.toMatchObject({
      problem: 'not-found',
    })
    expect((await house.ledger.accesses({ subject: ids[0] ?? '' })).slice(-4).map(line => line.status)).toEqual(
      Array.from({ length: 4 }, () => 'refused'),
    )
    const failing = openDeskCases({
      ...house,
      officerOf: async () => undefined,
      handle: async () => {
        throw new Error('The log cannot be written')
      },
    })
    await expect(failing.read(anna, number)).rejects.toThrow('The log')
  })

  test('keeps the advice and all that follows from it until a first impression is recorded, which cannot be changed', async () => {
    const number = await another()
    const outcome = 'report'
    const blind = await drawn.read(anna, number)
    expect(blind.advice).toEqual({ shown: false, because: 'impression-due' })
    expect(blind.impression).toEqual({ due: true, given: undefined })
    expect(tells(blind)).toEqual([])
    expect((await drawn.read(auditor, number)).advice).toMatchObject({ shown: true, outcome })

    const { version } = await drawn.act(anna, number, blind.version, { do: 'take' })
    expect(tells(await drawn.read(anna, number))).toEqual([])
    const decide = { do: 'decide', kind: 'take-up', reason: 'lead', motive: 'There is an account to follow.' } as const
    await expect(drawn.act(anna, number, version, decide)).rejects.toMatchObject({ reason: 'impression-first' })
    const after = await drawn.act(anna, number, version, { do: 'impression', kind: 'refer' })
    const open_ = await drawn.read(anna, number)
    expect(tells(open_)).toContain('"report"')
    expect(open_.impression).toEqual({ due: false, given: 'refer' })
    expect(open_.advice).toMatchObject({ shown: true, outcome })
    await expect(drawn.act(anna, number, after.version, { do: 'impression', kind: 'close' })).rejects.toThrow(
      StepRefused,
    )
    await drawn.act(anna, number, after.version, decide)
    const { events } = await house.casefile.read((await house.desk.find(number)) ?? '')
    const { data } = events.findLast(event => event.type === 'officer.decided') ?? {}
    expect(data).toMatchObject({
      kind: 'take-up',
      override: false,
      impression: 'refer',
      team: 'Noord',
      advice: { outcome, stable: true, model: { subject: 'internet-trade-fraud' } },
    })
    expect((data as { readonly ms: number }).ms).toBeGreaterThanOrEqual(0)
    expect((data as { readonly ms: number }).ms).toBeLessThan(60_000)
  })

  test('tells the second of two officers what the first did, and writes nothing of theirs', async () => {
    const number = await another()
    const { version } = await open.read(anna, number)
    await open.act(anna, number, version, { do: 'take' })
    const late = await open
      .act(person('bert', 'Noord'), number, version, { do: 'take' })
      .catch((error: unknown) => error)
    expect(late).toBeInstanceOf(StaleCase)
    expect((late as StaleCase).since.map(event => [event.type, event.by?.kind])).toEqual([['officer.took', 'officer']])
  })

  test('waits for the citizen after a question, goes to a colleague of the same team, and to the prosecutor to read', async () => {
    const number = await another()
    let { version } = await open.read(anna, number)
    const act = async (who: Person, what: Parameters<DeskCases['act']>[3]) => {
      version = (await open.act(who, number, version, what)).version
    }
    await act(anna, { do: 'take' })
    await act(anna, { do: 'ask', text: 'Op welke dag was dat?' })
    expect(await open.read(anna, number)).toMatchObject({
      waitingFor: 'citizen',
      followUps: [{ text: 'Op welke dag was dat?', answer: undefined }],
    })
    await expect(act(anna, { do: 'hand-over', to: { officer: 'carla' }, motive: 'Vrij.' })).rejects.toMatchObject({
      problem: 'invalid-input',
    })
    await act(anna, { do: 'hand-over', to: { officer: 'bert' }, motive: 'Vrij.' })
    const bert = person('bert', 'Noord')
    expect((await open.read(bert, number)).mine).toBe(true)
    const jet = person('jet', undefined, 'prosecutor')
    await act(bert, { do: 'hand-over', to: { prosecutor: true }, motive: 'Ernstig.' })
    const read = await open.read(jet, number)
    expect(read.may).toEqual([])
    await expect(open.act(jet, number, version, { do: 'note', text: 'x' })).rejects.toMatchObject({
      problem: 'not-found',
    })
  })

  test('becomes a case for the authors of the model where the officer decides otherwise: facts, and no words', async () => {
    const number = await another()
    const { version } = await open.read(anna, number)
    const taken = await open.act(anna, number, version, { do: 'take' })
    await open.act(anna, number, taken.version, {
      do: 'decide',
      kind: 'refer',
      reason: 'civil-matter',
      motive: 'Joris Kwikstaart leverde wel.',
      better: 'civil',
    })
    const { rows, yaml } = await open.overrides('internet-trade-fraud')
    const [row] = rows
    expect(row).toMatchObject({ advised: 'report', kind: 'refer', reason: 'civil-matter', better: 'civil' })
    expect(row?.facts).toContain('paid')
    const written = parse(yaml) as { cases: { id: string; known: string[]; outcome: string; note: string }[] }
    expect(written.cases[0]).toMatchObject({ id: row?.id, outcome: 'civil' })
    expect(written.cases[0]?.known).toEqual(row?.facts)
    for (const word of ['Kwikstaart', 'fiets', 'NL91', number, 'anna']) expect(yaml).not.toContain(word)
  })

  test('still shows what was recorded where the register gives no leave to run', async () => {
    const { leave: _, ...rest } = house
    const stopped = openDeskCases({
      ...rest,
      officerOf: async () => undefined,
      leave: async () => {
        const { Problem } = await import('../src/errors.ts')
        throw new Problem('not-permitted', 'Suspended.')
      },
    })
    expect((await stopped.read(auditor, numberOf(ids[0]))).advice).toMatchObject({
      shown: 'recorded',
      outcome: 'report',
      why: 'not-permitted',
    })
  })
})

/** Words in a case that would tell the advice: an outcome, a rule of it, or that it was computed. */
function tells(seen: DeskCase): readonly string[] {
  const { model, ...rest } = seen
  const text = JSON.stringify(rest)
  const rules = (model?.rules ?? []).map(rule => `"${rule.id}"`)
  const outcomes = (model?.outcomes ?? []).map(outcome => `"${outcome}"`)
  return [...rules, ...outcomes, 'run.advised', '<svg'].filter(word => text.includes(word))
}
