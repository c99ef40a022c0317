import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { assessmentKinds } from '../src/act.ts'
import {
  authorityList,
  authorityOne,
  isRefused,
  meaninglessId,
  openRegister,
  publicOpening,
  readOpening,
  roles,
  sealedName,
} from '../src/index.ts'
import { cast, fourEyes, fullDossier, minimal, partsOf, toFieldLab } from './cast.ts'
import { memoryLedger } from './memory-ledger.ts'
import { Play } from './play.ts'

const terms = (days: number, now: number) => ({
  ground: 'investigation' as const,
  whyNotLess: 'Its name says what is watched.',
  withheld: ['everything' as const],
  investigation: 'Case Heron',
  until: new Date(now + days * 86_400_000).toISOString(),
  salt: '7c'.repeat(32),
})

function sealed() {
  const play = new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: fullDossier() })
  return play.do(...fourEyes('exempt', 1, play.content(), { exemption: terms(30, play.now) }))
}

test('the authorities read every field of art. 49(4) while the public may not, and nobody else reads this list', () => {
  const play = sealed()
  const read = authorityOne([play.dossier], 'area-forecast', cast.supervisor, play.at, 'en')
  if (isRefused(read)) throw new Error(read.because)
  const filled = Object.fromEntries((read.record ?? []).map(({ field, value }) => [field, value]))
  expect(Object.keys(filled).sort()).toEqual(
    ['A.1', 'A.10', 'A.2', 'A.3', 'A.4', 'A.5', 'A.7', 'C.1', 'C.2', 'C.3'].sort(),
  )
  expect(filled['A.4']).toContain('area-forecast, version 1')
  expect(filled['A.5']).toBe('Fewer burglaries a week.')
  expect(read.exemption).toMatchObject({ ground: 'investigation', withheld: ['everything'] })
  expect(read.record?.every(({ title }) => title.length > 3)).toBe(true)
  for (const role of roles.filter(one => one !== 'supervisor'))
    for (const line of ['first', 'second', 'third', 'outside'] as const)
      expect(authorityList([play.dossier], { person: 'x', role, line }, play.at, 'en')).toMatchObject({
        refused: 'role-may-not',
      })
})

test('a system of high risk in the field lab is also registered as a test, and says so when it was stopped', () => {
  const play = new Play('2026-01-10T09:00:00Z').do(...toFieldLab(fullDossier()))
  const testing = () => {
    const found = authorityOne([play.dossier], 'area-forecast', cast.supervisor, play.at, 'en')
    return isRefused(found) ? undefined : found.testing?.map(({ field, value }) => [field, value])
  }
  expect(testing()).toBeUndefined()
  play.do(
    {
      act: 'classify',
      by: cast.owner,
      version: 1,
      classification: { ...minimal, class: 'high-risk', points: ['III.6.d'], known: [], because: [], open: [] },
    },
    { act: 'confirm-class', by: cast.lawyer, version: 1, because: 'Read.' },
    ...assessmentKinds.map(kind => ({
      act: 'assess' as const,
      by: cast.controller,
      version: 1,
      kind,
      title: `Assessment of ${kind}`,
      document: 'e'.repeat(64),
      outcome: 'positive' as const,
    })),
    ...fourEyes('field-lab', 1, play.content()),
  )
  expect(testing()?.map(([field]) => field)).toEqual(['IX.1', 'IX.2', 'IX.3', 'IX.5'])
  expect(testing()?.at(-1)).toEqual(['IX.5', undefined])
  play.do({ act: 'suspend', by: cast.owner, because: 'Wrong squares.' })
  expect(testing()?.at(-1)?.[1]).toContain('stopped-by-hand')
})

test('an opened entry shows every value but the names of persons, and a change of any place shows', () => {
  const [exemption] = sealed().dossier.exemptions
  const { commitment = '', salt = '' } = exemption ?? {}
  const opened = publicOpening({ commitment, salt, dossier: fullDossier() })
  const read = readOpening(JSON.parse(JSON.stringify(opened)))
  expect(read?.fits).toBe(true)
  expect(read?.said['/purpose/goal/en']).toBe('Fewer burglaries a week.')
  expect(read?.kept).toContain('/owner/person')
  expect(read?.kept).toContain('/authors/0')
  expect(JSON.stringify(opened)).not.toMatch(/olaf|anouk/)
  expect(JSON.stringify(opened)).not.toContain(salt)
  for (const place of Object.keys(opened.leaves)) {
    const { [place]: leaf, ...others } = opened.leaves
    expect(readOpening({ ...opened, leaves: others })?.fits, `without ${place}`).toBe(false)
    const other = leaf !== undefined && 'value' in leaf ? { ...leaf, value: 'other' } : { hash: '0'.repeat(64) }
    expect(readOpening({ ...opened, leaves: { ...others, [place]: other } })?.fits, `other ${place}`).toBe(false)
  }
  expect(readOpening({ ...opened, leaves: { ...opened.leaves, '/more': { hash: '0'.repeat(64) } } })?.fits).toBe(false)
  expect(readOpening({ commitment, salt })).toBeUndefined()
})

async function open(now: () => number) {
  const clock = () => new Date(now())
  const ledger = memoryLedger(clock)
  const random = (bytes: number) => randomBytes(bytes)
  const signingKey = generateKeyPairSync('ed25519').privateKey
  return { ledger, register: await openRegister({ ledger, clock, random, signingKey }) }
}

test('while an entry is sealed its name is in no stream of the ledger, and it opens at its end', async () => {
  let now = Date.parse('2026-01-10T09:00:00Z')
  const { ledger, register } = await open(() => now)
  const id = 'kingfisher-market-tool'
  await register.act(id, { act: 'propose', by: cast.author, dossier: fullDossier({ id }) })
  const content = (await register.entry(id))?.versions[0].content ?? ''
  for (const input of fourEyes('exempt', 1, content, { exemption: terms(30, now) })) {
    now += 1000
    expect(isRefused(await register.act(id, input))).toBe(false)
  }
  await register.permit({ dossier: id, digest: 'a'.repeat(64), purpose: 'p', unit: 'u' })
  await register.note(id, 'counted', { n: 1 })
  expect(ledger.entries.map(({ stream, kind }) => `${stream} ${kind}`).join('\n')).not.toContain('kingfisher')
  expect(await register.opened(id)).toEqual([])
  expect(await register.registered(cast.supervisor, 'en')).toMatchObject([{ id }])

  now += 45 * 86_400_000
  const [opened] = await register.opened(id)
  const [committed] = await register.commitments()
  expect(readOpening(opened)).toMatchObject({ fits: true, commitment: committed?.commitment })
  expect(sealedName(opened?.commitment ?? '')).toBe(sealedName(committed?.commitment ?? ''))
})

test('what is stopped by hand stops a permit that is out, unless the ledger cannot be reached', async () => {
  const now = Date.parse('2026-01-10T09:00:00Z')
  const { ledger, register } = await open(() => now)
  for (const input of toFieldLab(fullDossier())) await register.act('area-forecast', input)
  const content = (await register.entry('area-forecast'))?.versions[0].content ?? ''
  for (const input of fourEyes('field-lab', 1, content)) await register.act('area-forecast', input)
  const { licensedDigest } = await import('../src/index.ts')
  const permit = await register.permit({
    dossier: 'area-forecast',
    digest: licensedDigest(partsOf('a')),
    purpose: 'planning',
    unit: 'district-north',
  })
  if ('refused' in permit) throw new Error(permit.because)
  expect(await register.stopped(permit)).toBeUndefined()
  await register.act('area-forecast', { act: 'suspend', by: cast.owner, because: 'Wrong squares.' })
  expect(await register.stopped(permit)).toMatchObject({ refused: 'suspended' })
  ledger.read = () => Promise.reject(new Error('no connection'))
  expect(await register.stopped(permit)).toBeUndefined()
})

test('an id that says nothing is another one each time', () => {
  const ids = new Set(Array.from({ length: 200 }, () => meaninglessId(bytes => randomBytes(bytes))))
  expect(ids.size).toBe(200)
  for (const id of ids) expect(() => fullDossier({ id })).not.toThrow()
})
