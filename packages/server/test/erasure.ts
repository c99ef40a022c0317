import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseTerms } from '@toetsbaar/casefile'
import { leafHash, parseCheckpoint, parseNote, verifyInclusion } from '@toetsbaar/ledger'
import pg from 'pg'
import { parse } from 'yaml'
import { readConfig } from '../src/config.ts'
import { type House, openHouse } from '../src/house.ts'
import { type Postgres, startPostgres } from '../src/postgres.ts'
import { openSecrets } from '../src/secrets.ts'
import { nextAct, type Walker } from './walk.ts'

export type HouseErased = {
  readonly erased: number
  readonly kept: number
  /** Canaries and wrapped keys of erased cases that were looked for. */
  readonly wanted: number
  /** Those of them in a COPY of every table. */
  readonly inCopy: readonly string[]
  /** Files of tables and indexes that still hold some of them after the daily job, with how many. */
  readonly inFiles: readonly string[]
  /** Tables that still name an erased case, but for the log, its keys and the access log. */
  readonly named: readonly string[]
  /** Canaries of kept cases that were found: the search does find what is there. */
  readonly control: number
  readonly tables: number
  readonly proofs: { readonly held: number; readonly of: number }
}

const root = join(import.meta.dirname, '../../..')
const terms = parseTerms(parse(readFileSync(join(root, 'models/retention/2026-01-01/terms.yaml'), 'utf8')))
/** These name a case for as long as the log and the law ask: without content. */
const mayName = ['ledger.entry', 'ledger.key', 'ledger.access']

/**
 * Cases with canaries in every field, all the way through the house: story, answers, details, attachment, officers, the
 * desk, links. Every other one is erased; then tables and files are searched.
 */
export async function eraseInHouse(count: number, random: (length: number) => Buffer): Promise<HouseErased> {
  const data = mkdtempSync(join(tmpdir(), 'toetsbaar-erasure-'))
  const config = readConfig(root, data, { TOETSBAAR_DATA: data, TOETSBAAR_DATE: '2026-03-01' })
  const postgres = await startPostgres({ dataDir: join(data, 'postgres') })
  try {
    const urls = { app: postgres.url, owner: postgres.ownerUrl }
    const house = await openHouse(config, openSecrets(data, undefined), urls)
    try {
      return await through(house, postgres, data, count, random)
    } finally {
      await house.links.stop()
      await house.close()
    }
  } finally {
    await postgres.stop()
    rmSync(data, { recursive: true })
  }
}

async function through(
  house: House,
  postgres: Postgres,
  data: string,
  count: number,
  random: (length: number) => Buffer,
): Promise<HouseErased> {
  const cases: { readonly id: string; readonly canaries: readonly string[] }[] = []
  for (let number = 0; number < count; number++) cases.push(await live(house, random))
  await house.links.catchUp()
  const gone = cases.filter((_, at) => at % 2 === 0)
  const stay = cases.filter((_, at) => at % 2 === 1)
  const keys: string[] = []
  for (const { id } of gone) {
    const { rows } = await house.pool.query<{ wrapped: Buffer }>(
      'select wrapped from ledger.key where starts_with(id, $1)',
      [`case:${id}`],
    )
    keys.push(...rows.map(row => row.wrapped.toString('hex')))
    await house.casefile.erase(id, { kind: 'officer', id: 'o-erasing', role: 'administrator' }, { because: 'asked' })
  }
  const wanted = [...gone.flatMap(one => one.canaries), ...keys]
  const tables = await copied(postgres.ownerUrl)
  const everything = tables.map(table => table.text).join('\n')
  // The end of the daily job; no case of today is past its term.
  await house.casefile.retain(terms, { kind: 'system', dossier: 'retention', version: 1, permit: 'none' })
  const names = await flush(postgres.ownerUrl)
  const files = readTree(join(data, 'postgres', 'cluster', 'base'))
  const bytes = (secret: string) => (/^[0-9a-f]{60,}$/.test(secret) ? Buffer.from(secret, 'hex') : Buffer.from(secret))
  const { size, root: signed } = parseCheckpoint(parseNote(await house.ledger.checkpoint()).text)
  let held = 0
  for (let at = 0; at < size; at++) {
    const { leaf, path } = await house.ledger.inclusion(at, size)
    if (verifyInclusion(leafHash(Buffer.from(leaf)), at, size, path, signed)) held += 1
  }
  return {
    erased: gone.length,
    kept: stay.length,
    wanted: wanted.length,
    inCopy: wanted.filter(secret => everything.includes(secret)),
    inFiles: files.flatMap(({ file, bytes: content }) => {
      const found = wanted.filter(secret => content.includes(bytes(secret))).length
      return found === 0 ? [] : [`${names.get(file) ?? file} ${found}`]
    }),
    named: tables
      .filter(({ name, text }) => !mayName.includes(name) && gone.some(({ id }) => text.includes(id)))
      .map(({ name }) => name),
    control: stay.filter(({ canaries }) => canaries.some(canary => everything.includes(canary))).length,
    tables: tables.length,
    proofs: { held, of: size },
  }
}

/** One case from its first word to an officer's decision, with a canary wherever somebody writes. */
async function live(house: House, random: (length: number) => Buffer) {
  const canaries: string[] = []
  const canary = (before = '') => {
    const made = `kanarie${before}${random(8).toString('hex')}`
    canaries.push(made)
    return made
  }
  const iban = ibanOf(random)
  canaries.push(iban)
  const mail = `${canary()}@fiets.example`
  const story = `Ik kocht een fiets en betaalde 250 euro op ${iban}. Ik kreeg niets. De verkoper is ${mail}. ${canary()}`
  let { report } = await house.reports.open({ text: story, lang: 'nl' })
  let questions = 0
  const walker: Walker = {
    answer: () => 'no',
    words: () => (questions++ % 2 === 0 ? `Dat weet ik niet, ${canary()}.` : undefined),
    detail: canary,
  }
  for (let act = nextAct(report, walker); act !== undefined; act = nextAct(report, walker))
    report = await house.reports.act(report.id, report.version, 'nl', [act])
  const { id } = report
  await house.casefile.setWord(id, canary())
  await house.ledger.append(`case:${id}/attachments`, 'attachment', { bytes: canary() }, { key: `case:${id}` })
  const officer = { kind: 'officer', id: canary('o'), role: 'intake-officer' } as const
  const { version } = await house.casefile.read(id)
  await house.casefile.append(id, version, [
    { type: 'officer.took', by: officer, data: null },
    { type: 'officer.noted', by: officer, data: { text: canary() } },
    { type: 'citizen.added', by: { kind: 'citizen' }, data: { text: canary() } },
    { type: 'citizen.asked-correction', by: { kind: 'citizen' }, data: { what: canary() } },
  ])
  return { id, canaries }
}

/** An account that nobody has: the check digits fit (ISO 13616). */
function ibanOf(random: (length: number) => Buffer): string {
  const number = String(random(6).readUIntBE(0, 6) % 10 ** 10).padStart(10, '0')
  const digits = [...`INGB${number}NL00`].map(letter => Number.parseInt(letter, 36)).join('')
  return `NL${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}INGB${number}`
}

/** COPY of every table, by the superuser. */
async function copied(ownerUrl: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-copies-'))
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    const tables: { name: string; text: string }[] = []
    for (const { name } of rows) {
      await owner.query(`copy ${name} to '${join(folder, name)}'`)
      tables.push({ name, text: readFileSync(join(folder, name), 'utf8') })
    }
    return tables
  } finally {
    await owner.end()
    rmSync(folder, { recursive: true })
  }
}

/** Writes what is in memory into the files, and names them. */
async function flush(ownerUrl: string): Promise<ReadonlyMap<string, string>> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('checkpoint')
  const { rows } = await owner.query<{ file: string; name: string }>(
    "select pg_relation_filenode(c.oid)::text as file, c.relname as name from pg_class c where c.relkind in ('r', 'i', 't')",
  )
  await owner.end()
  return new Map(rows.map(({ file, name }) => [file, name]))
}

function readTree(folder: string): { readonly file: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => ({ file: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }))
}
