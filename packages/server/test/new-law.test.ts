import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openRegister } from '@toetsbaar/register'
import { loadModels } from '@toetsbaar/rulebook'
import { expect, test } from 'vitest'
import { cast, fourEyes, fullDossier, toFieldLab } from '../../register/test/cast.ts'
import { memoryLedger } from '../../register/test/memory-ledger.ts'
import { askForNewLaw } from '../src/new-law.ts'

const models = loadModels(join(import.meta.dirname, '../../../models'))

test('on the day of a new law a running system falls due for review, once, and stops when nobody looks', async () => {
  let now = Date.parse('2026-11-20T09:00:00Z')
  const clock = () => new Date(now)
  const random = (bytes: number) => randomBytes(bytes)
  const signingKey = generateKeyPairSync('ed25519').privateKey
  const register = await openRegister({ ledger: memoryLedger(clock), clock, random, signingKey })
  const id = 'area-forecast'
  const dossier = fullDossier()
  const [criterion] = dossier.criteria ?? []
  if (criterion === undefined) throw new Error('there is one')
  const long = fullDossier({ from: '2026-11-20', until: '2027-06-01', criteria: [{ ...criterion, windowDays: 300 }] })
  for (const input of toFieldLab(long))
    expect(await register.act(id, input)).not.toMatchObject({ because: expect.any(String) })
  const content = (await register.entry(id))?.versions[0].content ?? ''
  for (const input of fourEyes('field-lab', 1, content))
    expect(await register.act(id, input)).not.toMatchObject({ because: expect.any(String) })

  expect(await askForNewLaw(register, models, '2026-12-01')).toEqual([])
  now = Date.parse('2026-12-02T09:00:00Z')
  expect(await askForNewLaw(register, models, '2026-12-02')).toEqual([id])
  expect(await askForNewLaw(register, models, '2026-12-03')).toEqual([])
  const entry = await register.entry(id)
  expect(entry?.review.triggers).toMatchObject([{ kind: 'new-law' }])
  expect(entry?.review.due.slice(0, 10)).toBe('2027-01-01')
  now = Date.parse('2027-01-01T09:00:01Z')
  expect(await register.entry(id)).toMatchObject({ state: 'suspended', why: [{ code: 'review-overdue' }] })
  await register.act(id, { act: 'review', by: cast.controller, outcome: 'stays', because: 'Classified again.' })
})
