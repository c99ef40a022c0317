import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseNote, parseVerifier, signatureOf } from '@toetsbaar/ledger'
import { openRecords, type Records, readConfig } from '@toetsbaar/server/records'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { copyOfEveryTable } from '../../../test/copy.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { case_ } from '../src/case.ts'
import { BadInput } from '../src/console.ts'
import { ledger } from '../src/ledger.ts'

const root = join(import.meta.dirname, '../../..')
const sample = (name: string) => join(root, 'docs/ledger-sample', name)
let database: FreshDatabase
let folder: string
let records: Records

beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'toetsbaar-keeping-'))
  vi.stubEnv('TOETSBAAR_DATA', folder)
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('DATABASE_OWNER_URL', database.ownerUrl)
  records = await openRecords(readConfig(root, folder))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await records.stop()
  await database.close()
  rmSync(folder, { recursive: true })
})

const runs =
  (command: typeof ledger) =>
  async (args: string[], stdin = '') => {
    let [printed, said] = ['', '']
    const io = {
      stdin: async () => stdin,
      out: (text: string) => {
        printed += text
      },
      err: (text: string) => {
        said += text
      },
    }
    return { code: await command(args, io), printed, said }
  }
const onCase = runs(case_)
const onLedger = runs(ledger)

const citizen = { kind: 'citizen' } as const
const system = { kind: 'system', dossier: 'intake', version: 1, permit: 'p1' } as const
const told = { type: 'inquiry.told', by: citizen, data: { kind: 'told', text: 'Ik betaalde 400 euro.' } }
const noCase = '0195519c-0000-7000-8000-000000000000'

describe('toetsbaar case replay', () => {
  test('says that nothing differs where nothing is computed, and logs who looked', async () => {
    const { case: id } = await records.casefile.create([told])
    const { code, printed } = await onCase(['replay', id, '--json'])
    expect([code, JSON.parse(printed)]).toEqual([0, { case: id, same: true, events: 1, computed: 0 }])
    const lines = await records.ledger.accesses({ subject: id })
    expect(lines.map(({ operation, actor, purpose }) => [operation, actor, purpose])).toEqual([
      ['case.replay', { kind: 'operator', id: expect.any(String) }, 'checking'],
    ])
  })

  test('says 1 and names the first event that differs, and 1 where the model is not here', async () => {
    const model = { subject: 'internet-trade-fraud', from: '2019-03-01', digest: 'f'.repeat(64) }
    const opened = { type: 'run.opened', by: system, data: { model, subject: { subject: model.subject, how: 'said' } } }
    const { case: gone } = await records.casefile.create([opened, told])
    const answer = await onCase(['replay', gone])
    expect(answer.code).toBe(1)
    expect(answer.printed).toContain('not run again')
  })

  test('of all cases goes on after one that was erased', async () => {
    const { case: id } = await records.casefile.create([told])
    await records.casefile.erase(id, citizen, { because: 'asked' })
    const { printed } = await onCase(['replay', '--all', '--json'])
    const lines = printed
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { case: string; same: boolean | null })
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(lines.find(line => line.case === id)).toMatchObject({ same: null, why: 'erased' })
  })
})

describe('toetsbaar case rebuild projections', () => {
  test('writes anew what is not what the events say', async () => {
    const { case: id } = await records.casefile.create([told])
    expect((await onCase(['rebuild', 'projections'])).printed).toContain('0 rows were not what the events say')
    await database.pool.query("update casefile.list set state = 'decided' where case_id = $1", [id])
    const { code, printed } = await onCase(['rebuild', 'projections', '--json'])
    expect([code, JSON.parse(printed)]).toMatchObject([0, { changed: 1, removed: 0 }])
    expect((await records.casefile.list({ states: ['telling'] })).map(row => row.case)).toContain(id)
  })
})

describe('toetsbaar case retention run', () => {
  const terms = (term: string) => `
sources: [{ id: law }]
cases:
  - { id: unsent, what: x, regime: AVG, source: law, states: [telling, confirming, asking, advised, completing, withdrawn], since: created, term: ${term} }
  - { id: sent, what: x, regime: Wpg, source: law, states: [sent, with-officer, decided, objected, withdrawn], since: received, term: P5Y }
tries: { id: words, what: x, regime: AVG, source: law, term: P1D }
access: { id: access, what: x, regime: Wpg, source: law, term: P5Y }
`
  test('erases what is due with a certificate, and nothing a second time', async () => {
    const word = 'kanarie-van-de-bewaartermijn'
    const { case: id } = await records.casefile.create([{ ...told, data: { kind: 'told', text: word } }])
    const file = join(folder, 'terms.yaml')
    writeFileSync(file, terms('P10Y'))
    const early = await onCase(['retention', 'run', '--terms', file, '--json'])
    expect(JSON.parse(early.printed).erased[0]).toMatchObject({ term: 'unsent', count: 0 })
    expect((await records.casefile.read(id)).state.state).toBe('telling')

    writeFileSync(file, terms('P0D'))
    const { code, printed } = await onCase(['retention', 'run', '--terms', file, '--json'])
    const certificate = JSON.parse(printed)
    expect(code).toBe(0)
    expect(certificate.erased[0]).toMatchObject({ term: 'unsent', regime: 'AVG', source: 'law' })
    expect(certificate.erased[0].count).toBeGreaterThanOrEqual(1)
    expect((await records.casefile.read(id)).state.state).toBe('erased')
    expect(await copyOfEveryTable(database.ownerUrl)).not.toContain(word)
    expect((await records.ledger.read('retention')).at(-1)).toMatchObject({ position: certificate.position })
    const again = await onCase(['retention', 'run', '--terms', file])
    expect(again.printed).toContain('unsent (AVG): 0 erased')
    expect(again.printed).toMatch(/Certificate: ledger entry \d+\./)
  })

  test('by the terms of the project says what each erased', async () => {
    const { printed } = await onCase(['retention', 'run'])
    expect(printed).toContain('sent-report (Wpg): 0 erased')
  })
})

describe('toetsbaar ledger rotate keys', () => {
  test('wraps every key with a new master key, of which no case is worse off', async () => {
    const { case: id } = await records.casefile.create([told])
    const made = await onLedger(['rotate', 'keys', '--new', '--json'])
    expect(made.code).toBe(0)
    const { master } = JSON.parse(made.printed)
    expect(readFileSync(join(folder, 'master-keys'), 'utf8')).toContain(master)
    const { code, printed } = await onLedger(['rotate', 'keys', '--json'])
    expect(code).toBe(0)
    const { rows } = await database.pool.query<{ master: string; keys: number }>(
      'select master, count(*)::int as keys from ledger.key where wrapped is not null group by master',
    )
    expect(rows).toEqual([{ master, keys: JSON.parse(printed).keys }])
    expect(JSON.parse((await onLedger(['rotate', 'keys', '--json'])).printed)).toEqual({ keys: 0 })
    expect(JSON.parse((await onCase(['replay', id, '--json'])).printed)).toMatchObject({ same: true })
    await expect(records.ledger.read(`case:${id}`)).rejects.toThrow('which is not among the master keys given')
    // As every server has to: start again, to know the new one.
    await records.stop()
    records = await openRecords(readConfig(root, folder))
  })

  test('says which master key is missing', async () => {
    const file = join(folder, 'master-keys')
    const kept = readFileSync(file)
    rmSync(file)
    await expect(onLedger(['rotate', 'keys'])).rejects.toThrow(BadInput)
    await expect(onLedger(['rotate', 'keys'])).rejects.toThrow('which is not among the master keys given; add it')
    writeFileSync(file, kept)
  })
})

describe('toetsbaar ledger export and prove', () => {
  test('from the database go together with verify, and opening a stream is logged', async () => {
    const { case: id } = await records.casefile.create([told])
    const file = join(folder, 'dump.jsonl')
    const { code, said } = await onLedger(['export', '--out', file, '--open', `case:${id}`])
    expect(code).toBe(0)
    const [, key = ''] = /--key '([^']+)'/.exec(said) ?? []
    expect(JSON.parse((await onLedger(['key', '--json'])).printed)).toEqual({ key })
    expect((await onLedger(['verify', file, '--key', key])).printed).toMatch(/^Whole: .* 1 payloads opened/)
    expect(existsSync(`${file}.part`)).toBe(false)
    expect((await records.ledger.accesses({ subject: id })).map(line => line.operation)).toEqual(['ledger.export'])
    const proof = join(folder, 'proof.json')
    writeFileSync(proof, (await onLedger(['prove', '0'])).printed)
    expect((await onLedger(['verify', '--proof', proof, '--key', key])).code).toBe(0)
  })
})

test('toetsbaar ledger access says whether the access log is as it was sealed', async () => {
  const { code, printed } = await onLedger(['access', '--json'])
  expect([code, JSON.parse(printed)]).toMatchObject([0, { ok: true, changed: [] }])
})

describe('toetsbaar ledger witness', () => {
  const at = (name: string) => join(folder, name)
  const witness = (request: string, ...more: string[]) =>
    onLedger(
      [
        'witness',
        '-',
        ...['--log', sample('key.txt'), '--name', 'witness.example/w', '--secret', at('w.pem'), '--state', at('seen')],
        ...more,
      ],
      request,
    )
  const request = async (dump: string, from: string) =>
    (await onLedger(['prove', '--from', from, '--request', '--dump', sample(dump)])).printed

  test('co-signs what continues, says 1 to a cut tail, and forgets nothing', async () => {
    writeFileSync(at('w.pem'), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const first = await request('before.jsonl', '0')
    expect((await witness(first)).code).toBe(0)
    const second = await request('dump.jsonl', '4')
    const { code, printed } = await witness(second, '--json')
    expect(code).toBe(0)
    const { signature, witness: verifier } = JSON.parse(printed)
    const note = parseNote(second.slice(second.indexOf('\n\n') + 2) + signature)
    expect(signatureOf(note, parseVerifier(verifier))?.at).toBeInstanceOf(Date)
    const cut = await witness(first, '--json')
    expect([cut.code, JSON.parse(cut.printed)]).toMatchObject([1, { ok: false, status: 409 }])
    expect((await witness(second.replace('old 4', 'old 9'))).code).toBe(1)
  })

  test('works alone on its memory, and not on one that is damaged or of another log', async () => {
    writeFileSync(at('seen.lock'), '')
    await expect(witness('')).rejects.toThrow('another witness command is at work')
    rmSync(at('seen.lock'))
    const kept = readFileSync(at('seen'), 'utf8')
    for (const damaged of [kept.replace('9', '8'), kept.slice(0, 20), 'null']) {
      writeFileSync(at('seen'), damaged)
      await expect(witness(await request('before.jsonl', '0'))).rejects.toThrow('is damaged')
    }
    writeFileSync(at('seen'), kept)
    const own = JSON.parse((await onLedger(['key', '--json'])).printed).key
    await expect(witness(await request('before.jsonl', '0'), '--log', own)).resolves.toMatchObject({ code: 1 })
    expect(existsSync(at('seen.lock'))).toBe(false)
  })
})

describe('what is typed wrong', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'a-folder'), { recursive: true })
    writeFileSync(join(folder, 'nonsense'), 'no yaml: [')
    writeFileSync(join(folder, 'other.yaml'), 'cases: 3')
    writeFileSync(
      join(folder, 'rsa.pem'),
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
  })
  const here = (name: string) => () => join(folder, name)
  type Words = readonly (string | (() => string))[]
  const key = ['--key', sample('key.txt')]
  const as = ['--log', sample('key.txt'), '--name', 'w.example', '--state', here('s')]

  test.each<[Words, string]>([
    [['replay'], 'needs the id of a case, or --all'],
    [['replay', noCase, '--all'], 'needs the id of a case, or --all'],
    [['replay', 'x'], 'is no id of a case'],
    [['replay', noCase], 'there is no case'],
    [['replay', noCase, 'more'], 'case has no "replay'],
    [['rebuild'], 'case has no "rebuild"'],
    [['rebuild', 'all'], 'choose from'],
    [['retention', 'run', '--terms', here('nowhere')], 'there is no file'],
    [['retention', 'run', '--terms', here('a-folder')], 'this is a folder'],
    [['retention', 'run', '--terms', here('nonsense')], 'is no YAML'],
    [['retention', 'run', '--terms', here('other.yaml')], 'Terms need "cases"'],
    [['replay', '--terms'], '--terms needs a value'],
  ])('case %j', async (words, message) => {
    const run = onCase(words.map(word => (typeof word === 'string' ? word : word())))
    await expect(run).rejects.toThrow(BadInput)
    await expect(run).rejects.toThrow(message)
  })

  test.each<[Words, string]>([
    [['verify', here('a-folder'), ...key], 'this is a folder'],
    [['verify', ...key], 'needs a dump'],
    [['verify', '--proof', here('nonsense'), ...key], 'is no JSON'],
    [['verify', '--proof', here('nowhere'), ...key], 'there is no file'],
    [['prove'], 'needs the index of an entry'],
    [['prove', '1', '--from', '2'], 'needs the index of an entry'],
    [['prove', '1', '--dump', here('nonsense')], 'is no JSON'],
    [['prove', '1', '--dump', here('other.yaml')], 'is no JSON'],
    [['prove', '1', '--request', '--dump', sample('dump.jsonl')], '--request goes with --from'],
    [['prove', '999999999'], 'has no entry 999999999'],
    [['prove', '--from', '999999999'], 'No checkpoint was signed at'],
    [['export', '--out', here('no-folder/dump')], 'there is no such file or folder'],
    [['export', '--open', 'case:none'], 'there is no stream "case:none"'],
    [['rotate'], 'rotates one thing: keys'],
    [['rotate', 'tables'], 'rotates one thing: keys'],
    [['witness'], 'needs the file with the request'],
    [['witness', here('nonsense')], '--log is missing'],
    [['witness', here('nonsense'), ...as.slice(0, 2)], '--name is missing'],
    [['witness', here('nonsense'), ...as.slice(0, 2), '--name', 'two words'], '--name: "two words" has a space'],
    [['witness', here('nonsense'), ...as], '--secret is missing'],
    [['witness', here('nonsense'), ...as, '--secret', here('none.pem')], 'there is no file'],
    [['witness', here('nonsense'), ...as, '--secret', here('nonsense')], 'holds no Ed25519 private key'],
    [['witness', here('nonsense'), ...as, '--secret', here('rsa.pem')], 'holds no Ed25519 private key'],
    [['witness', here('nonsense'), '--log', 'x'], '--log: "x" is no verifier key'],
    [['toString'], 'ledger has no "toString"'],
    [['verify', '--colour'], 'there is no option --colour'],
  ])('ledger %j', async (words, message) => {
    const run = onLedger(words.map(word => (typeof word === 'string' ? word : word())))
    await expect(run).rejects.toThrow(BadInput)
    await expect(run).rejects.toThrow(message)
  })

  test('in the address of the database is told with what and where', async () => {
    const { port } = new URL(database.url)
    for (const [url, message] of [
      [database.url.replace(`:${port}`, ':1'), 'DATABASE_URL (127.0.0.1:1): no PostgreSQL answers there'],
      [database.url.replace(/:[^:@]+@/, ':wrong@'), 'the password does not fit'],
      [`${database.url}x`, 'there is no such database'],
      [database.ownerUrl, 'could change the log'],
      ['nonsense', 'DATABASE_URL'],
    ] as const) {
      vi.stubEnv('DATABASE_URL', url)
      vi.stubEnv('DATABASE_OWNER_URL', '')
      await expect(onLedger(['key'])).rejects.toThrow(BadInput)
      await expect(onLedger(['key'])).rejects.toThrow(message)
    }
    vi.stubEnv('DATABASE_URL', database.url)
    await expect(onLedger(['install'])).rejects.toThrow('DATABASE_OWNER_URL is missing')
    vi.stubEnv('DATABASE_OWNER_URL', database.ownerUrl)
    expect((await onLedger(['install'])).printed).toContain('are there')
  })

  test('a database of a newer version is refused by every command, with what to do', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query("insert into ledger.migration (version, name, digest) values (99, 'later', 'x')")
    for (const run of [() => onLedger(['key']), () => onCase(['rebuild', 'projections'])]) {
      await expect(run()).rejects.toThrow(BadInput)
      await expect(run()).rejects.toThrow('made by a newer Toetsbaar')
    }
    await owner.query('delete from ledger.migration where version = 99')
    await owner.end()
  })
})
