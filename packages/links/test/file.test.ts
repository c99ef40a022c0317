import { afterAll, beforeAll, expect, test } from 'vitest'
import { FileRefused } from '../src/index.ts'
import { caseId, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.database.close())

const north = { id: 'p-one', role: 'intake-officer', team: 'Noord' }
const colleague = { ...north, id: 'p-two' }
const south = { ...north, id: 'p-three', team: 'Zuid' }
const motive = 'Dezelfde rekening in drie meldingen.'

const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof FileRefused ? error : String(error)),
  )

test('a file is opened with a motive, grows, shrinks and closes, and tells its whole history', async () => {
  const opened = await world.files.open(north, [caseId(1), caseId(2)], motive)
  const grown = await world.files.act(opened.number, 1, colleague, { kind: 'added', cases: [caseId(3)], motive })
  const shrunk = await world.files.act(opened.number, 2, north, { kind: 'removed', cases: [caseId(1)], motive })
  expect([opened.cases, grown.cases, shrunk.cases].map(cases => cases.length)).toEqual([2, 3, 2])
  const taken = await world.files.act(opened.number, 3, north, { kind: 'taken-up', cases: shrunk.cases, motive })
  const closed = await world.files.act(opened.number, 4, north, { kind: 'closed', cases: [], motive })
  expect([taken.state, closed.state, closed.version]).toEqual(['open', 'closed', 5])
  expect(closed.history.map(event => event.kind)).toEqual(['opened', 'added', 'removed', 'taken-up', 'closed'])
  expect(await world.files.of(caseId(3))).toEqual([opened.number])
  expect((await world.files.list('Noord')).map(file => file.number)).toContain(opened.number)
  expect(await world.files.list('Zuid')).toEqual([])
  const late = await refusal(world.files.act(opened.number, 5, north, { kind: 'added', cases: [caseId(9)], motive }))
  expect(late).toMatchObject({ reason: 'closed' })
})

test('of two at one file the second is told what the first did, and nothing of theirs was written', async () => {
  const file = await world.files.open(north, [caseId(11)], motive)
  const act = (by: typeof north, id: number) =>
    refusal(world.files.act(file.number, 1, by, { kind: 'added', cases: [caseId(id)], motive }))
  const both = await Promise.all([act(north, 12), act(colleague, 13)])
  const lost = both.find(one => one !== 'done')
  expect(lost).toMatchObject({ reason: 'stale', since: [{ kind: 'added', version: 2 }] })
  expect((await world.files.read(file.number)).cases).toHaveLength(2)
})

test('no motive, no case, too many cases, another team, and no such file are refused with what to do', async () => {
  const reasons = [
    world.files.open(north, [caseId(1)], '  '),
    world.files.open(north, [], motive),
    world.files.open(
      north,
      Array.from({ length: 201 }, (_, at) => caseId(at)),
      motive,
    ),
    world.files.read('F-0000-0000'),
  ]
  expect((await Promise.all(reasons.map(refusal))).map(one => (one instanceof FileRefused ? one.reason : one))).toEqual(
    ['motive', 'empty', 'too-many', 'unknown'],
  )
  const file = await world.files.open(north, [caseId(21)], motive)
  const other = refusal(world.files.act(file.number, 1, south, { kind: 'closed', cases: [], motive }))
  expect(await other).toMatchObject({ reason: 'other-team' })
  const emptied = refusal(world.files.act(file.number, 1, north, { kind: 'removed', cases: [caseId(21)], motive }))
  expect(await emptied).toMatchObject({ reason: 'empty' })
})
