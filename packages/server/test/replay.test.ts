import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseEvent } from '@toetsbaar/casefile'
import type { Json } from '@toetsbaar/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { readConfig } from '../src/config.ts'
import { type House, openHouse } from '../src/house.ts'
import { replayCase, workbenchPermit } from '../src/replay.ts'
import type { Report } from '../src/reports.ts'
import { openIntake } from '../src/run.ts'
import { openSecrets } from '../src/secrets.ts'

const root = join(import.meta.dirname, '../../..')
const intake = openIntake({
  modelsRoot: join(root, 'models'),
  weightsFile: join(root, 'packages/extraction/weights/weights.json'),
})
const permit = workbenchPermit(intake)
let database: FreshDatabase
let folder: string
let house: House
let events: readonly CaseEvent[]

const stories = {
  usual: 'Ik heb op internet een fiets gekocht en 250 euro betaald. De verkoper reageert niet meer.',
  bank: 'Ik werd gebeld door de bank. Hij zei dat mijn geld niet veilig was en ik heb alles overgemaakt.',
}

/** Answers until nothing is asked, every other question in words. */
const through = async (begun: Report): Promise<Report> => {
  let report = begun
  const act = async (one: Parameters<House['reports']['act']>[3][number]) => {
    report = await house.reports.act(report.id, report.version, 'nl', [one])
  }
  for (let turn = 0; turn < 30; turn++) {
    const { step } = report
    if (step.at === 'people-first') await act({ kind: 'alert-seen' })
    else if (step.at === 'confirm')
      await act({
        kind: 'decided',
        done: true,
        decisions: step.proposals.map(({ id, value }) => ({ observation: id, value })),
      })
    else if (step.at === 'safety')
      await act({ kind: 'safety-answered', answers: Object.fromEntries(step.observations.map(id => [id, 'no'])) })
    else if (step.at === 'question')
      await act(
        turn % 2 === 0
          ? { kind: 'say', observation: step.observation, text: 'Nee, dat is niet zo.' }
          : { kind: 'answer', observation: step.observation, value: 'dont-know' },
      )
    else return report
  }
  return report
}

beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-replay-'))
  const config = readConfig(root, folder, { TOETSBAAR_DATA: folder, TOETSBAAR_DATE: '2026-03-01' })
  const urls = { app: database.url, owner: database.ownerUrl }
  house = await openHouse(config, openSecrets(folder, undefined), urls)
  const { report } = await house.reports.open({ text: stories.usual, lang: 'nl' })
  events = (await through(report)).events
})
afterAll(async () => {
  await house.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

/** The case with the recorded content of one kind of event changed. */
const altered = (type: string, change: (data: Record<string, Json>) => void) =>
  events.map(event => {
    if (event.type !== type) return event
    const data = structuredClone(event.data) as Record<string, Json>
    change(data)
    return { ...event, data }
  })

test('a case runs again to the byte, its triage too', () => {
  const replay = replayCase(permit, intake, events)
  expect(replay).toMatchObject({ same: true, events: events.length })
  expect(replay.same === true && replay.computed).toBeGreaterThanOrEqual(5)
  expect(events[0]).toMatchObject({ type: 'run.opened', data: { subject: { how: 'read' } } })
})

test.each([
  ['run.opened', (data: Record<string, Json>) => Object.assign(data.subject as object, { how: 'usual' })],
  ['run.opened', (data: Record<string, Json>) => Object.assign(data.subject as object, { because: ['r9'] })],
  ['inquiry.told', (data: Record<string, Json>) => Object.assign(data, { signs: [{ sign: 'danger' }] })],
  ['inquiry.read', (data: Record<string, Json>) => Object.assign(data.reading as object, { observations: [] })],
  ['run.asked', (data: Record<string, Json>) => Object.assign(data, { observation: 'another' })],
])('a record of %s that was changed is named as the first that differs', (type, change) => {
  const first = events.findIndex(event => event.type === type)
  expect(first).toBeGreaterThanOrEqual(0)
  expect(replayCase(permit, intake, altered(type, change))).toMatchObject({
    same: false,
    first: { version: first, type },
  })
})

test('a subject that triage read is chosen again, one that the citizen said is taken as said', async () => {
  const read = (await house.reports.open({ text: stories.bank, lang: 'nl' })).report
  expect(read.events[0]?.data).toMatchObject({ subject: { subject: 'bank-helpdesk-fraud', how: 'read' } })
  expect(replayCase(permit, intake, read.events)).toMatchObject({ same: true })
  const said = (await house.reports.open({ text: stories.bank, lang: 'nl', subject: 'internet-trade-fraud' })).report
  expect(said.events[0]?.data).toMatchObject({ subject: { subject: 'internet-trade-fraud', how: 'said' } })
  expect(replayCase(permit, intake, said.events)).toMatchObject({ same: true })
})

test('a model that is not installed here is told, and not taken for a difference', () => {
  const gone = altered('run.opened', data => Object.assign(data.model as object, { digest: 'f'.repeat(64) }))
  expect(replayCase(permit, intake, gone)).toMatchObject({ same: undefined, why: 'not-here' })
})
