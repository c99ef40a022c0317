import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { demands } from '../src/gaps.ts'
import {
  actShape,
  type Dossier,
  type DossierPart,
  dossierParts,
  drawForm,
  fieldsOf,
  fillAct,
  fillPart,
  loadDossier,
  partOf,
  partShape,
  partTyped,
  requestShape,
} from '../src/index.ts'
import { localMoment, momentFrom } from '../src/view/form-values.ts'
import { cast, fullDossier } from './cast.ts'

const parts = Object.keys(dossierParts) as DossierPart[]
const intake = loadDossier(join(import.meta.dirname, '../../../dossiers/intake.yaml'))
const odd = fullDossier({
  notFor: ['one', 'two'],
  data: [
    {
      id: 'square',
      about: 'area',
      means: 'a square, in two lines\nof text',
      values: ['true', '12', 'a = b'],
      anonymous: { possible: false, because: 'it is a place' },
    },
  ],
  criteria: [
    {
      id: 'every-kind',
      goal: 'Each kind of value comes back as it was',
      measure: {
        from: 'log',
        kind: 'x',
        where: [{ at: 'a.b', is: ['true', true, 0.5, '0.5', 'word'] }],
        take: { what: 'p95', at: 'n' },
      },
      comparator: '<',
      threshold: -1.5,
      windowDays: 3,
      minimumN: 1,
      baseline: { value: 0, source: 'none before', on: '2026-01-01' },
      owner: 'olaf',
      onFail: 'suspend',
    },
  ],
})

describe('a form of a dossier', () => {
  test.each([
    ['the intake', intake],
    ['a full one', fullDossier()],
    ['one with odd values', odd],
  ])('says what the dossier says, and gives it back unchanged: %s', (_, dossier) => {
    for (const part of parts) expect(fillPart(dossier, part, partTyped(dossier, part))).toEqual({ value: dossier })
  })

  test('asks for everything that the schema knows, but the id, the origin and the class', () => {
    const asked = Object.values(dossierParts).flat() as string[]
    const whole: Record<keyof Dossier, true> = Object.fromEntries(
      ['schema', 'id', 'origin', 'aiAct', ...asked].map(name => [name, true]),
    ) as never
    for (const name of Object.keys({ ...intake, ...fullDossier() })) expect(Object.keys(whole)).toContain(name)
    expect(new Set(asked).size).toBe(asked.length)
  })

  test('has a place for every gap of the dossier itself', () => {
    const elsewhere = /^(?:assessments|tests)\.|^(?:classification|signals|incidents)$/
    const places = demands.map(({ where }) => where).filter(where => !elsewhere.test(where))
    expect(places.filter(where => partOf(where) === undefined)).toEqual([])
  })

  test('names the field of each fault, and what kind of fault it is', () => {
    const typed = {
      'criteria.0.id': 'Not An Id',
      'criteria.0.threshold': 'a lot',
      'criteria.0.windowDays': '900',
      'criteria.0.baseline.on': '31-12-2026',
      'criteria.0.comparator': '>=',
    }
    const filled = fillPart(fullDossier(), 'criteria', typed)
    const found = 'problems' in filled ? Object.fromEntries(filled.problems.map(one => [one.field, one.code])) : {}
    expect(found).toMatchObject({
      'criteria.0.id': 'identifier',
      'criteria.0.goal': 'required',
      'criteria.0.threshold': 'number',
      'criteria.0.windowDays': 'out-of-range',
      'criteria.0.baseline.on': 'date',
      'criteria.0.measure.from': 'choose',
      'criteria.0.owner': 'required',
    })
    const said = fillPart(fullDossier(), 'businessCase', { 'businessCase.urgency': 'n.v.t.' })
    expect('problems' in said && said.problems[0]).toEqual({ field: 'businessCase.urgency', code: 'placeholder' })
    const names = fieldsOf(drawForm(partShape('criteria'), typed)).map(({ name }) => name)
    for (const field of Object.keys(found)) expect(names).toContain(field)
  })

  test('a list ends with one empty item; an item that is emptied is gone', () => {
    const typed = partTyped(odd, 'data')
    const items = drawForm(partShape('data'), typed).filter(({ kind }) => kind === 'group')
    expect(items).toHaveLength(2)
    const emptied = Object.fromEntries(Object.keys(typed).map(name => [name, ' ']))
    const filled = fillPart(odd, 'data', emptied)
    expect('value' in filled && filled.value.data).toBe(undefined)
  })
})

describe('a form of an act', () => {
  test('never asks who does it and when', () => {
    for (const act of ['suspend', 'request', 'incident'] as const)
      expect(Object.keys(actShape(act).properties)).not.toContain('by')
  })

  test('a request asks what its step asks for, and no more', () => {
    expect(Object.keys(requestShape('license').properties)).toEqual(['because'])
    expect(Object.keys(requestShape('retire').properties)).toEqual(['because', 'farewell'])
    const by = cast.owner
    const fixed = { step: 'retire', version: 1 }
    const filled = fillAct('request', by, '2026-01-10T09:00:00Z', fixed, { because: 'Over.' }, requestShape('retire'))
    // The schema itself lets a request come without; what is missing is said by the rules of the step.
    expect('value' in filled && filled.value).toMatchObject({ act: 'request', step: 'retire', because: 'Over.' })
  })

  test('a moment is typed as clocks here show it, in winter, in summer and in the hour that comes twice', () => {
    expect(momentFrom('2026-01-10 14:30')).toBe('2026-01-10T13:30:00.000Z')
    expect(momentFrom('2026-07-10 14:30')).toBe('2026-07-10T12:30:00.000Z')
    expect(momentFrom('2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z')
    expect(momentFrom('yesterday')).toBe(undefined)
    expect(momentFrom('2026-13-40 10:00')).toBe(undefined)
    expect(localMoment('2026-07-10T12:30:00Z')).toBe('2026-07-10 14:30')
  })
})
