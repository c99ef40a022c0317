import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Ledger, openLedger, parseVerifier, type Verifier, verifyDump } from '../src/index.ts'
import { testKeys } from './keys.ts'
import { seeded, tamper, tamperings } from './tamper.ts'

let database: FreshDatabase
let ledger: Ledger
let log: Verifier
let lines: string[]

const text = async (open: string[] = []): Promise<string> => {
  let whole = ''
  for await (const part of ledger.dump(open)) whole += part
  return whole
}
const verify = (bytes: string | Buffer) =>
  verifyDump(
    (async function* () {
      yield Buffer.from(bytes)
    })(),
    log,
  )

beforeAll(async () => {
  database = await freshDatabase()
  ledger = await openLedger({ pool: database.pool, keys: testKeys(), clock: () => new Date(), random: randomBytes })
  log = parseVerifier(ledger.verifier)
  expect(await verify(await text())).toMatchObject({ ok: true, size: 0 })
  for (let round = 0; round < 3; round++) {
    const works = Array.from({ length: 21 }, (_, at) =>
      ledger.append(`case:${at % 7}`, 'said', { round, words: `één ${at}` }),
    )
    await Promise.all(works)
    await ledger.checkpoint()
  }
  await ledger.transaction(tx => tx.erase('case:1', 'case:1', 'erased', 'asked'))
  lines = (await text()).trimEnd().split('\n')
})
afterAll(() => database.close())

describe('a dump', () => {
  test('is verified with the public key alone', async () => {
    expect(await verify(lines.join('\n'))).toMatchObject({ ok: true, size: 64, checkpoints: 4, opened: 0, erasures: 1 })
  })

  test('tells no content, unless a stream is opened, and then it is checked', async () => {
    expect(await text()).not.toContain('één')
    const open = await text(['case:2'])
    expect(open).toContain('"opened":{"payload":{"round":0,"words":"één 2"},"salt":"')
    expect(await verify(open)).toMatchObject({ ok: true, opened: 9 })
    const index = open.split('\n').findIndex(line => line.includes('één 9')) - 1
    expect(await verify(open.replace('één 9', 'één 8'))).toMatchObject({ ok: false, at: index })
  })

  test('of another log is refused', async () => {
    const other = await openLedger({
      pool: database.pool,
      keys: testKeys(),
      clock: () => new Date(),
      random: randomBytes,
    })
    const verdict = await verifyDump(
      (async function* () {
        yield Buffer.from(lines.join('\n'))
      })(),
      parseVerifier(other.verifier),
    )
    expect(verdict).toMatchObject({ ok: false, at: undefined })
  })

  test.each(tamperings)('after "%s" at a random place names the first bad index', async what => {
    const random = seeded(7)
    let done = 0
    while (done < 60) {
      const damaged = tamper(what, lines, random)
      if (damaged === undefined) continue
      done += 1
      const verdict = await verify(damaged.bytes)
      if (verdict.ok) throw new Error(`${what} at ${damaged.first} was not seen`)
      if (damaged.exact) expect([verdict.at ?? 'header', verdict.until]).toEqual([damaged.first, undefined])
      else {
        expect(verdict.at).toBeLessThanOrEqual(Number(damaged.first))
        expect(verdict.until ?? verdict.at).toBeGreaterThanOrEqual(Number(damaged.first))
      }
    }
  })
})
