import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  openCheckpoint,
  parseNote,
  parseVerifier,
  signatureOf,
  verifyConsistency,
  verifyInclusion,
} from '@toetsbaar/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forkingLog } from '../../packages/server/test/forking-log.ts'
import { apiClient } from './http.ts'
import { dataFolder, type Service, startService } from './service.ts'
import { siteClient } from './site.ts'

const root = join(import.meta.dirname, '..', '..')
const data = dataFolder()
const models = join(data.path, 'models')
const witnessed = join(data.path, 'witnessed.txt')
const foreign = forkingLog('log.example/foreign')
const env = {
  TOETSBAAR_MODELS: models,
  TOETSBAAR_WITNESS_LOGS: witnessed,
  TOETSBAAR_WITNESS_NAME: 'melden.example/witness',
}
const story = { story: 'Ik heb een fiets gekocht en betaald, maar niets gekregen.', lang: 'nl' }
let service: Service

beforeAll(async () => {
  cpSync(join(root, 'models'), models, { recursive: true })
  writeFileSync(witnessed, `${foreign.key}\n`)
  service = await startService({ data: data.path, env })
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

const text = async (path: string) => {
  const response = await fetch(service.url + path)
  expect(response.status, path).toBe(200)
  return response.text()
}

test('the public register shows the intake with its gaps, and names no person', async () => {
  const list = await text('/nl/register')
  const [, href = ''] = /href="(\/nl\/register\/[a-z-]+)"/.exec(list) ?? []
  expect(href).toBe('/nl/register/intake')
  const page = await text(href)
  expect(page).toContain('Wat er nog mist')
  const dossier = readFileSync(join(root, 'dossiers', 'intake.yaml'), 'utf8')
  const persons = [...dossier.matchAll(/(?:person|owner): (demonstration-[a-z-]+)/g)].map(([, person]) => person ?? '')
  expect(persons.length).toBeGreaterThan(0)
  for (const person of persons) expect(page).not.toContain(person)
  expect((await fetch(`${service.url}/nl/register/nothing`)).status).toBe(404)
})

test('an outsider follows the ledger with the public key alone, and learns no stream', async () => {
  const log = parseVerifier((await text('/api/v1/ledger/public-key')).trim())
  const before = openCheckpoint(await text('/api/v1/ledger/checkpoint'), log)
  await apiClient(service.url).post('/reports', story)
  await new Promise(done => setTimeout(done, 1100))
  const grown = JSON.parse(await text(`/api/v1/ledger/consistency?from=${before.size}`))
  const now = openCheckpoint(grown.checkpoint, log)
  const path = (given: readonly string[]) => given.map(hash => Buffer.from(hash, 'base64'))
  expect(now.size).toBeGreaterThan(before.size)
  expect(verifyConsistency(before.size, now.size, before.root, now.root, path(grown.path))).toBe(true)
  const other = Buffer.from(before.root)
  other[0] = (other[0] ?? 0) ^ 1
  expect(verifyConsistency(before.size, now.size, other, now.root, path(grown.path))).toBe(false)
  const answer = await text('/api/v1/ledger/inclusion?index=2')
  const entry = JSON.parse(answer)
  const head = openCheckpoint(entry.checkpoint, log)
  const leaf = Buffer.from(entry.leafHash, 'base64')
  expect(verifyInclusion(leaf, 2, head.size, path(entry.path), head.root)).toBe(true)
  expect(Object.keys(entry).sort()).toEqual(['checkpoint', 'index', 'leafHash', 'path'])
  for (const query of ['inclusion?index=9999999', 'consistency?from=9999999', 'inclusion?index=-1', 'consistency'])
    expect((await fetch(`${service.url}/api/v1/ledger/${query}`)).status, query).toBe(400)
})

test('another ledger gets its checkpoints co-signed here, and no second history', async () => {
  const witness = parseVerifier((await text('/witness/public-key')).trim())
  expect(witness).toMatchObject({ name: 'melden.example/witness', type: 'cosignature' })
  const post = async (body: string) => fetch(`${service.url}/witness/add-checkpoint`, { method: 'POST', body })
  const answer = await post(await foreign.request(0, ['a', 'b', 'c']))
  expect(answer.status).toBe(200)
  const note = parseNote(foreign.checkpoint(['a', 'b', 'c']) + (await answer.text()))
  expect(signatureOf(note, witness)?.at).toBeInstanceOf(Date)
  const second = await post(await foreign.request(3, ['a', 'b', 'x']))
  expect([second.status, second.headers.get('content-type'), await second.text()]).toEqual([
    409,
    'text/x.tlog.size',
    '3\n',
  ])
  expect(JSON.parse(await text('/witness/logs'))).toEqual({
    logs: [{ origin: 'log.example/foreign', size: 3, root: expect.any(String) }],
  })
})

test('the page of a model shows its graph as a picture, with the same in words', async () => {
  for (const [lang, subject] of [
    ['nl', 'internet-trade-fraud'],
    ['en', 'bank-helpdesk-fraud'],
  ]) {
    const page = await text(`/${lang}/models/${subject}/2019-03-01`)
    const [, src = '', alt = ''] = /<img class="tb-graph__picture" src="([^"]+)" alt="([^"]{80,})"/.exec(page) ?? []
    expect(alt, subject).not.toContain('&amp;')
    const response = await fetch(service.url + src)
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(await response.text()).toMatch(/^<svg [\s\S]*<\/svg>$/)
  }
})

test('the upload form offers just what is taken', async () => {
  const client = siteClient(service.url)
  await client.open('/nl/story')
  await client.send({ story: story.story })
  expect((await client.open('/nl/attachments')).html).toContain('accept="image/jpeg,image/png,application/pdf"')
})

test('at the start what is past its term is erased, and it is told with its certificate', async () => {
  for (let waited = 0; !service.printed().includes('Retention of') && waited < 10_000; waited += 50)
    await new Promise(done => setTimeout(done, 50))
  expect(service.printed()).toMatch(/Retention of \d{4}-\d\d-\d\d: .*The certificate is entry \d+ of the ledger\./)
})

test('a report whose model is gone says so and loses nothing; with the model back it goes on', async () => {
  const api = apiClient(service.url)
  const opened = await api.post('/reports', story)
  const site = siteClient(service.url)
  await site.open('/nl/story')
  await site.send({ story: story.story })
  const file = join(models, 'internet-trade-fraud', '2019-03-01', 'model.yaml')
  const before = readFileSync(file, 'utf8')
  const port = Number(new URL(service.url).port)
  const again = async (model: string) => {
    await service.stop()
    writeFileSync(file, model)
    const command = [join(root, 'packages/cli/bin/toetsbaar.js'), 'register', 'renew']
    const renewed = spawnSync('node', command, { env: { ...process.env, ...env, TOETSBAAR_DATA: data.path } })
    expect(renewed.status, String(renewed.stderr)).toBe(0)
    service = await startService({ data: data.path, env, port })
  }
  await again(before.replace(/^revision: (\d+)/m, (_, revision) => `revision: ${Number(revision) + 1}`))
  const client = apiClient(service.url, opened.body.token)
  const gone = await client.get('/reports/current')
  expect([gone.status, gone.body.type]).toEqual([503, expect.stringMatching(/model-gone$/)])
  expect(JSON.stringify(gone.body)).not.toContain(models)
  const page = await site.open('/nl/step')
  expect(page.status).toBe(503)
  expect(page.html).toContain('Er is niets weg van wat u ons vertelde.')
  expect((await apiClient(service.url).post('/reports', story)).status).toBe(201)
  await again(before)
  const back = await client.get('/reports/current')
  expect([back.status, back.body.version]).toEqual([200, opened.body.version])
  expect((await site.open('/nl/step')).html).toContain('fiets')
})
