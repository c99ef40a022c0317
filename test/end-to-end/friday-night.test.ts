import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { apiClient } from './http.ts'
import { dataFolder, startService } from './service.ts'

const root = join(import.meta.dirname, '..', '..')
const data = dataFolder()
const weights = join(data.path, 'weights')
afterAll(() => data.remove())

const tell = (url: string) =>
  apiClient(url).post('/reports', { story: 'I bought a bike and paid 80 euro.', lang: 'en' })

test('somebody changes one threshold on a Friday night: nothing runs, and the service says what changed and what to do', async () => {
  cpSync(join(root, 'packages/extraction/weights'), weights, { recursive: true })
  const env = { TOETSBAAR_WEIGHTS: weights }
  const healthy = await startService({ data: data.path, env })
  expect((await tell(healthy.url)).status).toBe(201)
  await healthy.stop()

  const file = join(weights, 'weights.json')
  const before = readFileSync(file, 'utf8')
  const changed = before.replace(/"from":0\.(\d+)/, '"from":0.5')
  expect(changed).not.toBe(before)
  writeFileSync(file, changed)
  const night = await startService({ data: data.path, env })
  expect(night.printed()).toContain('is not what was approved as version 1')
  expect(night.printed()).toContain('Changed: weights')
  expect(night.printed()).toContain('npx toetsbaar register renew')
  const refused = await tell(night.url)
  expect(refused.status).toBe(403)
  expect(refused.body.detail).toContain('What is about to run is not what was approved.')
  // The rest of the service stands: one can still read what the register says.
  expect((await fetch(`${night.url}/en/register/intake`)).status).toBe(200)

  // The files of before run again without anybody's leave; the changed ones only with a new version.
  const renewed = spawnSync('node', [join(root, 'packages/cli/bin/toetsbaar.js'), 'register', 'renew', '--json'], {
    env: { ...process.env, ...env, TOETSBAAR_DATA: data.path },
    encoding: 'utf8',
  })
  expect(renewed.status, renewed.stderr).toBe(0)
  expect(JSON.parse(renewed.stdout)).toMatchObject({
    runs: true,
    version: 2,
    changed: [],
    links: { dossier: 'link-finder', runs: true },
  })
  expect((await tell(night.url)).status).toBe(201)
  await night.stop()

  writeFileSync(file, before)
  const morning = await startService({ data: data.path, env })
  expect(morning.printed()).toContain('is not what was approved as version 2')
  expect((await tell(morning.url)).status).toBe(403)
  await morning.stop()
}, 120_000)
