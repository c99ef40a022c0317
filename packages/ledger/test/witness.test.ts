import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import {
  createWitness,
  type Ledger,
  openLedger,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  type Signer,
  signatureOf,
  type TreeHead,
  verifierOf,
  verifyDump,
  type Witness,
  witnessRequest,
} from '../src/index.ts'
import { testKeys } from './keys.ts'

let database: FreshDatabase
let ledger: Ledger
let witness: Witness
let last: TreeHead | undefined
const now = new Date('2026-03-01T10:00:00Z')
const signer: Signer = {
  name: 'witness.example/one',
  key: generateKeyPairSync('ed25519').privateKey,
  type: 'cosignature',
}

beforeAll(async () => {
  database = await freshDatabase()
  ledger = await openLedger({ pool: database.pool, keys: testKeys(), clock: () => now, random: randomBytes })
  for (let at = 0; at < 5; at++) await ledger.append('a', 'said', at)
})
afterAll(() => database.close())
beforeEach(() => {
  last = undefined
  witness = createWitness({
    ...signer,
    logs: [{ origin: 'toetsbaar.example/ledger', keys: [parseVerifier(ledger.verifier)] }],
    memory: {
      last: async () => last,
      keep: async (head, before) => {
        if (last !== before) return false
        last = head
        return true
      },
    },
    clock: () => now,
  })
})

const sizeOf = (note: string) => parseCheckpoint(parseNote(note).text).size

test('a checkpoint that continues the last one is co-signed, and others can verify that', async () => {
  const first = await ledger.checkpoint()
  const signed = await witness.addCheckpoint(witnessRequest(0, [], first))
  expect(signed.status).toBe(200)
  const note = parseNote(first + signed.body)
  expect(signatureOf(note, verifierOf(signer))?.at).toEqual(now)
  for (let at = 0; at < 6; at++) await ledger.append('a', 'said', at)
  const second = await ledger.checkpoint()
  const proof = await ledger.consistency(sizeOf(first), sizeOf(second))
  expect((await witness.addCheckpoint(witnessRequest(sizeOf(first), proof, second))).status).toBe(200)
})

test('a checkpoint without a fitting proof, of a stranger, or malformed is refused', async () => {
  const first = await ledger.checkpoint()
  expect((await witness.addCheckpoint(witnessRequest(0, [], first))).status).toBe(200)
  await ledger.append('a', 'said', 'more')
  const second = await ledger.checkpoint()
  const proof = await ledger.consistency(sizeOf(first), sizeOf(second))
  const status = async (request: string) => (await witness.addCheckpoint(request)).status
  expect(await status(witnessRequest(sizeOf(first), [], second))).toBe(422)
  expect(await status(witnessRequest(sizeOf(first), proof.toReversed().concat(proof), second))).toBe(422)
  expect(await witness.addCheckpoint(witnessRequest(3, proof, second))).toMatchObject({
    status: 409,
    type: 'text/x.tlog.size',
    body: `${sizeOf(first)}\n`,
  })
  expect(await status(witnessRequest(sizeOf(first), proof, second.replace('toetsbaar', 'elsewhere')))).toBe(404)
  expect(await status(witnessRequest(sizeOf(first), proof, second.replace(/\n\d+\n/, '\n99\n')))).toBe(403)
  expect(await status('old x\n\nnonsense')).toBe(400)
  expect(await status(witnessRequest(sizeOf(first), proof, second))).toBe(200)
})

test('a cut tail that a dump alone cannot show is caught by the witness', async () => {
  const early = await ledger.checkpoint()
  for (let at = 0; at < 4; at++) await ledger.append('a', 'said', at)
  await ledger.checkpoint()
  let whole = ''
  for await (const part of ledger.dump()) whole += part
  const lines = whole.split('\n')
  const newest = lines[0] === undefined ? '' : (JSON.parse(lines[0]).checkpoints as string[]).at(-1)
  expect((await witness.addCheckpoint(witnessRequest(0, [], newest ?? ''))).status).toBe(200)

  const size = sizeOf(early)
  const header = JSON.stringify({ checkpoints: [early], format: 'toetsbaar-ledger/1', size })
  const cut = [header, ...lines.slice(1, size + 1)].join('\n')
  const verdict = await verifyDump(
    (async function* () {
      yield Buffer.from(cut)
    })(),
    parseVerifier(ledger.verifier),
  )
  expect(verdict).toMatchObject({ ok: true, size })
  expect((await witness.addCheckpoint(witnessRequest(size, [], early))).status).toBe(409)
})

test('the log itself signs nothing that does not continue what it signed before', async () => {
  await ledger.checkpoint()
  const owner = await freshOwner()
  await owner.query('alter table ledger.entry disable trigger all')
  await owner.query('delete from ledger.payload where position = (select max(position) from ledger.entry)')
  await owner.query('delete from ledger.entry where position = (select max(position) from ledger.entry)')
  await owner.query('alter table ledger.entry enable trigger all')
  await owner.end()
  await expect(ledger.checkpoint()).rejects.toThrow('does not continue')
})

async function freshOwner() {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
  return client
}
