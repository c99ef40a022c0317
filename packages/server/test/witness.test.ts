import { type ChildProcess, spawn } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { ConfigError } from '../src/config.ts'
import { readLogs } from '../src/witness.ts'
import { forkingLog } from './forking-log.ts'
import type { WitnessOrder } from './witness-process.ts'

type Running = { readonly child: ChildProcess; readonly url: string }

let database: FreshDatabase
let folder: string
let logs: string
const running: Running[] = []
let number = 0
let origin: string
let log: ReturnType<typeof forkingLog>
const known = Array.from({ length: 40 }, (_, at) => forkingLog(`log.example/${at}`))

const start = async (): Promise<Running> => {
  const order: WitnessOrder = { url: database.url, data: folder, logs }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'witness-process.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  const one = { child, url: printed.toString().trim() }
  running.push(one)
  return one
}

beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-witness-'))
  logs = join(folder, 'logs.txt')
  writeFileSync(logs, `# Whose logs we witness\n\n${known.map(({ key }) => key).join('\n')}\n`)
  await start()
  await start()
})
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await database.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  origin = `log.example/${number}`
  log = known[number++] ?? forkingLog(origin)
})

const post = async (body: string, to = running[0]) => {
  const response = await fetch(`${to?.url}/witness/add-checkpoint`, { method: 'POST', body })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}
const leaves = (count: number, what = 'leaf') => Array.from({ length: count }, (_, at) => `${what} ${at}`)
const forked = (count: number, after: number) => [...leaves(after), ...leaves(count - after, 'other')]

describe('add-checkpoint', () => {
  test('co-signs what continues the last one seen; the co-signature holds by the rules of C2SP alone', async () => {
    const before = Math.floor(Date.now() / 1000)
    expect(await post(await log.request(0, leaves(5)))).toMatchObject({ status: 200 })
    const answer = await post(await log.request(5, leaves(12)))
    expect(answer).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' })

    // By hand, with nothing of ours: tlog-cosignature, "Ed25519 signed message".
    const [, name, body] = /^\u2014 (\S+) (\S+)\n$/.exec(answer.body) ?? []
    expect(name).toBe('witness.example/one')
    const bytes = Buffer.from(body ?? '', 'base64')
    expect(bytes).toHaveLength(4 + 8 + 64)
    const time = Number(bytes.readBigUInt64BE(4))
    expect(time).toBeGreaterThanOrEqual(before)
    const key = (await (await fetch(`${running[0]?.url}/witness/public-key`)).text()).trim().split('+')
    expect([key[0], key[1]]).toEqual([name, bytes.toString('hex', 0, 4)])
    const raw = Buffer.from(key.slice(2).join('+'), 'base64')
    expect(raw[0]).toBe(4)
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)])
    const text = log.checkpoint(leaves(12)).split('\n\n')[0]
    const signed = Buffer.from(`cosignature/v1\ntime ${time}\n${text}\n`)
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    expect(verify(null, signed, publicKey, bytes.subarray(12))).toBe(true)
  })

  test('answers 409 with the size of the last one, where the old size is another', async () => {
    await post(await log.request(0, leaves(7)))
    const late = await post(await log.request(3, leaves(9)))
    expect(late).toEqual({ status: 409, type: 'text/x.tlog.size', body: '7\n' })
    expect(await post(await log.request(0, leaves(9)))).toMatchObject({ status: 409, body: '7\n' })
    expect(await post(await log.request(7, leaves(9)))).toMatchObject({ status: 200 })
  })

  test('answers 409 to another root of the same size, and signs the same root again', async () => {
    await post(await log.request(0, leaves(7)))
    expect(await post(await log.request(7, forked(7, 4)))).toMatchObject({ status: 409, body: '7\n' })
    expect(await post(await log.request(7, leaves(7)))).toMatchObject({ status: 200 })
  })

  test('answers 422 to a proof that does not hold, and to one where nothing was seen before', async () => {
    const first = await log.request(0, leaves(7))
    expect(await post(first.replace('old 0\n', `old 0\n${Buffer.alloc(32).toString('base64')}\n`))).toMatchObject({
      status: 422,
    })
    expect(await post(first)).toMatchObject({ status: 200 })
    expect(await post(await log.request(7, forked(12, 4)))).toMatchObject({ status: 422 })
    expect(await post(await log.request(7, leaves(12)))).toMatchObject({ status: 200 })
  })

  test('answers 404 to a log that it does not follow, and 403 to another key than that of the log', async () => {
    expect(await post(await forkingLog('elsewhere.example/log').request(0, leaves(3)))).toMatchObject({ status: 404 })
    expect(await post(await forkingLog(origin).request(0, leaves(3)))).toMatchObject({ status: 403 })
    const changed = (await log.request(0, leaves(3))).replace(`${origin}\n3\n`, `${origin}\n4\n`)
    expect(await post(changed)).toMatchObject({ status: 403 })
  })

  test('answers 400 to what is no request, and to an old size above that of the checkpoint', async () => {
    const good = await log.request(0, leaves(3))
    for (const body of [
      '',
      'old 00\n\n',
      good.replace('old 0', 'old -1'),
      good.replace('old 0', 'old 01'),
      good.replace('old 0\n', 'old 0\nnot base64!\n'),
      good.replace('old 0\n', `old 0\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}`),
      good.slice(0, -1),
      good.replace('\n3\n', '\n03\n'),
    ])
      expect((await post(body)).status, body).toBe(400)
    expect(await post(await log.request(9, leaves(3)))).toMatchObject({ status: 400 })
    expect(await post(`${good}${'x'.repeat(70_000)}`)).toMatchObject({ status: 413 })
    expect(await post(good)).toMatchObject({ status: 200 })
  })

  test('takes any media type, and tells what it saw', async () => {
    const answer = await fetch(`${running[0]?.url}/witness/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: await log.request(0, leaves(6)),
    })
    expect(answer.status).toBe(200)
    const { logs: seen } = (await (await fetch(`${running[1]?.url}/witness/logs`)).json()) as {
      logs: { origin: string; size?: number }[]
    }
    expect(seen).toHaveLength(known.length)
    expect(seen.find(one => one.origin === origin)).toMatchObject({ size: 6, root: expect.any(String) })
    expect(seen.at(-1)).toEqual({ origin: 'log.example/39' })
  })
})

describe('two servers of one witness', () => {
  test('never sign two histories of one log, whoever asks them at the same moment', async () => {
    let history = leaves(1)
    let signed = 0
    let old = 0
    for (let round = 0; round < 25; round++) {
      const size = history.length + 1 + (round % 4)
      const branches = Array.from({ length: 6 }, (_, at) => [
        ...history,
        ...leaves(size - history.length, `round ${round} branch ${at}`),
      ])
      const requests = await Promise.all(branches.map(branch => log.request(old, branch)))
      const answers = await Promise.all(requests.map((request, at) => post(request, running[at % 2])))
      const won = answers.flatMap(({ status }, at) => (status === 200 ? [at] : []))
      expect(won, `round ${round}`).toHaveLength(1)
      for (const [at, answer] of answers.entries())
        if (at !== won[0]) expect(answer).toMatchObject({ status: 409, body: `${size}\n` })
      history = branches[won[0] ?? 0] ?? []
      old = size
      signed += won.length
    }
    expect(signed).toBe(25)
  })

  test('sign no branch of different length beside each other either', async () => {
    await post(await log.request(0, leaves(4)))
    const branches = Array.from({ length: 8 }, (_, at) => forked(5 + at, 4 - (at % 3)))
    const requests = await Promise.all(branches.map(branch => log.request(4, branch)))
    const answers = await Promise.all(requests.map((request, at) => post(request, running[at % 2])))
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
  })

  test('remember after kill -9 what they signed', async () => {
    await post(await log.request(0, leaves(10)))
    for (const { child } of running.splice(0)) {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    await start()
    await start()
    expect(await post(await log.request(0, forked(10, 3)))).toMatchObject({ status: 409, body: '10\n' })
    expect(await post(await log.request(10, forked(10, 3)))).toMatchObject({ status: 409 })
    expect(await post(await log.request(4, leaves(4)))).toMatchObject({ status: 409 })
    expect(await post(await log.request(10, leaves(11)), running[1])).toMatchObject({ status: 200 })
  })
})

describe('the list of logs', () => {
  test('takes an origin that is not the name of the key, and two keys of one log', () => {
    const file = join(folder, 'two.txt')
    writeFileSync(
      file,
      `${known[0]?.key} an origin with spaces\n${known[1]?.key} an origin with spaces\n${known[2]?.key}\n`,
    )
    expect(readLogs(file).map(({ origin: name, keys }) => [name, keys.length])).toEqual([
      ['an origin with spaces', 2],
      ['log.example/2', 1],
    ])
  })

  test.each([
    ['', 'names no log'],
    ['nonsense', 'line 1: "nonsense" is no verifier key'],
    [`${known[0]?.key}\nname+00000000+AAAA`, 'line 2'],
  ])('says which line does not fit: %j', (text, message) => {
    const file = join(folder, 'bad.txt')
    writeFileSync(file, text)
    expect(() => readLogs(file)).toThrow(ConfigError)
    expect(() => readLogs(file)).toThrow(message)
  })

  test('has to be there', () => {
    expect(() => readLogs(join(folder, 'none.txt'))).toThrow('is not there. Make it')
  })
})
