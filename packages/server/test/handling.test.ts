import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StepRefused, UnknownCase } from '@toetsbaar/casefile'
import type { Access } from '@toetsbaar/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { readConfig } from '../src/config.ts'
import { createHandling, type LogHandling } from '../src/handling.ts'
import { type House, openHouse } from '../src/house.ts'
import { openSecrets } from '../src/secrets.ts'

const root = join(import.meta.dirname, '../../..')
let database: FreshDatabase
let folder: string
let house: House

beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-handling-'))
  const config = readConfig(root, folder, { TOETSBAAR_DATA: folder, TOETSBAAR_ORIGIN: 'http://127.0.0.1:1' })
  const urls = { app: database.url, owner: database.ownerUrl }
  house = await openHouse(config, openSecrets(folder, undefined), urls)
})
afterAll(async () => {
  await house.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

describe('a run of the system on a case', () => {
  test('stands in the access log, apart from the events: who, when, for what, under which permit, about which case', async () => {
    const text = 'Ik heb een fiets gekocht en betaald, maar niets gekregen.'
    const { report } = await house.reports.open({ text, lang: 'nl' })
    await house.reports.read(report.id)
    await house.reports.act(report.id, report.version, 'nl', [{ kind: 'tell', text: `${text} Echt niets.` }])
    const stale = house.reports.act(report.id, report.version, 'nl', [{ kind: 'tell', text }])
    await expect(stale).rejects.toThrow('version')
    const missing = '0195519c-0000-7000-8000-000000000000'
    await expect(house.reports.read(missing)).rejects.toThrow(UnknownCase)

    const lines = await house.ledger.accesses({ subject: report.id })
    expect(lines.map(line => [line.operation, line.status])).toEqual([
      ['case.open', 'ok'],
      ['case.read', 'ok'],
      ['case.act', 'ok'],
      ['case.act', 'refused'],
    ])
    expect((await house.ledger.accesses({ subject: missing })).map(line => line.status)).toEqual(['refused'])
    const { events } = await house.casefile.read(report.id)
    const permit = events.find(event => event.by?.kind === 'system')?.by
    for (const line of lines) {
      expect(line).toMatchObject({
        actor: permit,
        purpose: 'demonstration',
        activity: 'http://127.0.0.1:1/nl/register/intake',
        subjectKind: 'case',
        resource: 'toetsbaar',
        resourceVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
      })
      expect(line.started <= line.ended).toBe(true)
    }
    expect(new Set(lines.map(line => line.trace)).size).toBe(lines.length)
    expect(JSON.stringify(lines)).not.toContain('fiets')
    expect(events.some(event => event.type.startsWith('case.'))).toBe(false)
  })
})

describe('what is handled', () => {
  const handling = {
    actor: { kind: 'officer', id: 'o1', role: 'intake-officer' },
    operation: 'case.read',
    purpose: 'intake',
    dossier: 'intake',
    case: 'c1',
  }
  const logging = (log: (access: Access) => Promise<void>): LogHandling =>
    createHandling({
      log: { logAccess: log },
      clock: () => new Date('2026-03-01T10:00:00Z'),
      random: randomBytes,
      address: 'https://melden.example',
    })

  test('is shown to nobody before its line is on disk', async () => {
    let written: () => void = () => {}
    const handle = logging(
      () =>
        new Promise(done => {
          written = done
        }),
    )
    let shown = false
    const reading = handle(handling, async () => 'content').then(() => {
      shown = true
    })
    await new Promise(later => setTimeout(later, 20))
    expect(shown).toBe(false)
    written()
    await reading
    expect(shown).toBe(true)
  })

  test('is not shown at all where the line cannot be written', async () => {
    const handle = logging(() => Promise.reject(new Error('disk full')))
    await expect(handle(handling, async () => 'content')).rejects.toThrow('disk full')
  })

  test('tells a refusal from a fault of ours, and one operation from a part of it', async () => {
    const lines: Access[] = []
    const handle = logging(async access => {
      lines.push(access)
    })
    const fail = (error: Error) =>
      handle(handling, () => Promise.reject(error)).catch((thrown: unknown) => expect(thrown).toBe(error))
    await fail(new StepRefused('who', 'not yours'))
    await fail(new Error('broken'))
    await handle(handling, span => handle({ ...handling, within: span }, async () => 'inner'))
    expect(lines.map(line => line.status)).toEqual(['refused', 'error', 'ok', 'ok'])
    const [, , inner, outer] = lines
    expect(inner).toMatchObject({ trace: outer?.trace, parentSpan: outer?.span })
  })
})

test('the Logboek Dataverwerkingen can be filled from what is stored, field by field', async () => {
  const foreign = { trace: 'a'.repeat(32), span: 'b'.repeat(16), entity: 'https://om.example/' }
  const handle = createHandling({
    log: house.ledger,
    clock: house.clock,
    random: randomBytes,
    address: 'https://melden.example',
  })
  await handle(
    {
      actor: { kind: 'officer', id: 'o1', role: 'intake-officer' },
      operation: 'case.read',
      purpose: 'intake',
      dossier: 'intake',
      case: 'case-of-this-test',
      within: { trace: 'c'.repeat(32), span: 'd'.repeat(16) },
      foreign,
    },
    async () => 'shown',
  )
  const [line] = await house.ledger.accesses({ subject: 'case-of-this-test' })
  if (line === undefined) throw new Error('there is no line')
  // The fields of the interface of the standard, "Component: Logboek".
  const record = {
    trace_id: Buffer.from(line.trace, 'hex'),
    span_id: Buffer.from(line.span, 'hex'),
    parent_span_id: Buffer.from(line.parentSpan ?? '', 'hex'),
    status_code: line.status === 'error' ? 2 : 0,
    name: line.operation,
    start_time: Date.parse(line.started),
    end_time: Date.parse(line.ended),
    foreign_operation: {
      trace_id: Buffer.from(line.foreign?.trace ?? '', 'hex'),
      span_id: Buffer.from(line.foreign?.span ?? '', 'hex'),
      entity: line.foreign?.entity,
    },
    resource: { attributes: { name: line.resource, version: line.resourceVersion } },
    attributes: {
      'dpl.core.processing_activity_id': line.activity,
      'dpl.core.data_subject_id': line.subject,
      'dpl.core.data_subject_id_type': line.subjectKind,
    },
  }
  expect([record.trace_id.length, record.span_id.length, record.parent_span_id.length]).toEqual([16, 8, 8])
  expect(record.foreign_operation).toEqual({
    trace_id: Buffer.alloc(16, 0xaa),
    span_id: Buffer.alloc(8, 0xbb),
    entity: 'https://om.example/',
  })
  expect(record.attributes).toEqual({
    'dpl.core.processing_activity_id': 'https://melden.example/nl/register/intake',
    'dpl.core.data_subject_id': 'case-of-this-test',
    'dpl.core.data_subject_id_type': 'case',
  })
  expect(record.start_time).toBeGreaterThan(Date.parse('2026-01-01'))
  expect(record.end_time).toBeGreaterThanOrEqual(record.start_time)
  // The data subject is the case, never the employee: who did it stands in a field of its own.
  expect(line.actor).toEqual({ id: 'o1', kind: 'officer', role: 'intake-officer' })
})
