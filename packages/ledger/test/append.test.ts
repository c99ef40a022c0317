import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { ErasedKey, type Ledger, openLedger, StaleStream } from '../src/index.ts'
import { testKeys } from './keys.ts'

let database: FreshDatabase
let ledger: Ledger
const keys = testKeys()
beforeAll(async () => {
  database = await freshDatabase()
  ledger = await openLedger({ pool: database.pool, keys, clock: () => new Date(), random: randomBytes })
})
afterAll(() => database.close())

test('a stream gives back what was appended, in order', async () => {
  await ledger.append('a', 'said', { word: 'één' })
  await ledger.append('a', 'said', { word: 'two' })
  expect((await ledger.read('a')).map(entry => [entry.ordinal, entry.payload])).toEqual([
    [0, { word: 'één' }],
    [1, { word: 'two' }],
  ])
})

test('a writer that is behind is refused, and those beside it go through', async () => {
  const all = await Promise.allSettled([
    ledger.append('b', 'said', 1, { expected: 0 }),
    ledger.append('b', 'said', 2, { expected: 0 }),
    ledger.append('c', 'said', 3, { expected: 0 }),
  ])
  expect(all.map(one => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(all[1]).toMatchObject({ reason: expect.any(StaleStream) })
})

test('a work that fails after its own SQL leaves nothing, and those beside it go through', async () => {
  await ledger.transaction(tx => tx.query('create schema mine create table mine.t (id int primary key)'))
  const bad = ledger.transaction(async tx => {
    await tx.append('d', 'said', 1)
    await tx.query('insert into mine.t values (1)')
    throw new Error('no')
  })
  const good = ledger.transaction(async tx => {
    await tx.append('e', 'said', 1)
    await tx.query('insert into mine.t values (2)')
  })
  await expect(bad).rejects.toThrow('no')
  await good
  expect(await ledger.read('d')).toEqual([])
  expect(await ledger.read('e')).toHaveLength(1)
  expect((await database.pool.query('select id from mine.t')).rows).toEqual([{ id: 2 }])
})

test('after an erasure the entries stand without their content', async () => {
  await ledger.append('f', 'said', 'secret')
  const erased = await ledger.transaction(tx => tx.erase('f', 'f', 'erased', { because: 'asked' }))
  expect(erased?.payloads).toBe(1)
  expect(await ledger.transaction(tx => tx.erase('never', 'never', 'erased', null))).toBeUndefined()
  expect((await ledger.read('f')).map(entry => entry.payload)).toEqual([undefined, { because: 'asked' }])
  await expect(ledger.append('f', 'said', 'again')).rejects.toThrow(ErasedKey)
})

test('checkpoints sign the tree; by the rules of C2SP signed-note and RFC 6962 alone they hold', async () => {
  const note = await ledger.checkpoint()
  const [text = '', lines = ''] = note.split('\n\n')
  const [, size, root] = text.split('\n')
  const [name, id, ...rest] = ledger.verifier.split('+')
  const raw = Buffer.from(rest.join('+'), 'base64')
  expect(raw[0]).toBe(1)
  expect(createHash('sha256').update(`${name}\n`).update(raw).digest('hex').slice(0, 8)).toBe(id)
  const [, signer, body] = /^\u2014 (\S+) (\S+)\n$/.exec(lines) ?? []
  const signature = Buffer.from(body ?? '', 'base64')
  expect([signer, signature.toString('hex', 0, 4), signature.length]).toEqual([name, id, 68])
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)])
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  expect(verify(null, Buffer.from(`${text}\n`), key, signature.subarray(4))).toBe(true)

  const leaves = await Promise.all(
    Array.from({ length: Number(size) }, async (_, at) => (await ledger.inclusion(at, Number(size))).leaf),
  )
  const sha = (prefix: number, ...parts: (string | Buffer)[]) => {
    const hash = createHash('sha256').update(Buffer.of(prefix))
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  // RFC 6962, 2.1: the largest power of two below n splits a tree.
  const rootOf = (all: readonly string[]): Buffer => {
    if (all.length === 1) return sha(0, all[0] ?? '')
    let split = 1
    while (split * 2 < all.length) split *= 2
    return sha(1, rootOf(all.slice(0, split)), rootOf(all.slice(split)))
  }
  expect(rootOf(leaves).toString('base64')).toBe(root)
})

test('several processes that append and sign at the same time never take each other for a fork', async () => {
  const others = await Promise.all(
    Array.from({ length: 4 }, () =>
      openLedger({ pool: database.pool, keys, clock: () => new Date(), random: randomBytes }),
    ),
  )
  const work = others.map(async (other, writer) => {
    for (let at = 0; at < 25; at++) {
      await other.append(`signing:${writer}`, 'said', at)
      await other.checkpoint()
    }
  })
  await Promise.all(work)
  const notes = await ledger.checkpoints()
  expect(notes.length).toBeGreaterThan(25)
})
