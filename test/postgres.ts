import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installLedger } from '@toetsbaar/ledger'
import { type Postgres, startPostgres } from '@toetsbaar/server/postgres'
import pg from 'pg'

/** A database that nobody else uses, with the ledger's schema in it. */
export type FreshDatabase = {
  /** For the application's role, as the server gets it. */
  readonly url: string
  readonly ownerUrl: string
  /** Connected as the application's role. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

type Provide = { provide(key: 'postgresFolder', value: string): void }

declare module 'vitest' {
  interface ProvidedContext {
    postgresFolder: string
  }
}

/** Vitest's global setup: settles only where the run's own PostgreSQL would lie; the first `freshDatabase()` starts it. */
export default async function setup({ provide }: Provide): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-test-'))
  provide('postgresFolder', folder)
  return async () => {
    await stopIfStarted(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

let running: Promise<Postgres> | undefined

/** Makes an empty database with the ledger's schema, on a PostgreSQL that the whole test run shares. */
export async function freshDatabase(): Promise<FreshDatabase> {
  running ??= start()
  return databaseOn(await running)
}

/** The same on a PostgreSQL of the caller's own. */
export async function databaseOn({ url, ownerUrl }: Pick<Postgres, 'url' | 'ownerUrl'>): Promise<FreshDatabase> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const owner = new pg.Client({ connectionString: named(ownerUrl, 'postgres') })
  await owner.connect()
  await owner.query('select pg_advisory_lock(7462)')
  await createTemplate(owner, ownerUrl)
  await owner.query(`create database ${name} template ${template}`)
  await owner.query(`grant connect, create, temporary on database ${name} to toetsbaar_app`)
  await owner.end()
  const pool = new pg.Pool({ connectionString: named(url, name), max: 20, allowExitOnIdle: true })
  pool.on('error', () => {})
  return {
    url: named(url, name),
    ownerUrl: named(ownerUrl, name),
    pool,
    close: async () => {
      await pool.end()
      const client = new pg.Client({ connectionString: named(ownerUrl, 'postgres') })
      await client.connect()
      await client.query(`drop database if exists ${name} with (force)`)
      await client.end()
    },
  }
}

const template = 'template_toetsbaar'

async function createTemplate(owner: pg.Client, ownerUrl: string): Promise<void> {
  const made = await owner.query('select 1 from pg_database where datname = $1 and datistemplate', [template])
  if (made.rowCount !== 0) return
  await owner.query(`create database ${template}`)
  const pool = new pg.Pool({ connectionString: named(ownerUrl, template), max: 1 })
  await installLedger(pool, { role: 'toetsbaar_app' })
  await pool.end()
  await owner.query(`alter database ${template} is_template true`)
}

/** A PostgreSQL for one test alone, which the test may kill. It may come back on another port. */
export type OwnPostgres = {
  database(): Promise<FreshDatabase>
  /** The address of a database as the application's role, where PostgreSQL listens now. */
  urlOf(database: FreshDatabase): string
  /** Starts it again, or finds that it still runs. */
  start(): Promise<void>
  /** kill -9 of its first process. */
  kill(): void
  remove(): Promise<void>
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'toetsbaar-own-'))
  let postgres = await startPostgres({ dataDir })
  return {
    database: () => databaseOn(postgres),
    urlOf: database => named(postgres.url, new URL(database.url).pathname.slice(1)),
    start: async () => {
      postgres = await startPostgres({ dataDir })
    },
    kill: () => {
      const lock = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')
      process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
    },
    remove: async () => {
      await stopIfStarted(dataDir)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function start(): Promise<Postgres> {
  const { inject } = await import('vitest')
  return startPostgres({ dataDir: inject('postgresFolder') })
}

async function stopIfStarted(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'cluster', 'postmaster.pid'))) return
  const postgres = await startPostgres({ dataDir: folder })
  await postgres.stop()
}

function named(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}
