import { join } from 'node:path'
import { installLedger } from '@toetsbaar/ledger'
import pg from 'pg'
import type { Config } from './config.ts'
import { startPostgres } from './postgres.ts'

/** The database with the ledger's schema in it, reached as the application's role. */
export type Database = {
  readonly pool: pg.Pool
  readonly found: 'started' | 'running' | 'given'
  stop(): Promise<void>
}

const role = 'toetsbaar_app'

/**
 * The operator's database, or the embedded one in the data folder. Installs the ledger's tables as their owner, then
 * works as another role that cannot change what was written. Where the operator's role is itself the owner, it steps down
 * for each connection (`role=toetsbaar_app`); an operator who wants that enforced by a password gives the application a
 * login of its own and installs with `toetsbaar ledger install`.
 */
export async function openDatabase({ databaseUrl, data }: Pick<Config, 'databaseUrl' | 'data'>): Promise<Database> {
  if (databaseUrl !== undefined) {
    const pool = connect(await installGiven(databaseUrl))
    return { pool, found: 'given', stop: () => pool.end() }
  }
  const postgres = await startPostgres({ dataDir: join(data, 'postgres') })
  await installLedgerAt(postgres.ownerUrl)
  const pool = connect(postgres.url)
  return {
    pool,
    found: postgres.found,
    stop: async () => {
      await pool.end()
      await postgres.stop()
    },
  }
}

/** Creates the application's role where it is missing, and the ledger's tables, as the role of this address. */
export async function installLedgerAt(ownerUrl: string): Promise<void> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  try {
    const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [role])
    if (rowCount === 0) await owner.query(`create role ${role}`)
    await owner.query(
      `do $$ begin execute format('grant connect, create, temporary on database %I to ${role}', current_database()); end $$`,
    )
    await installLedger(owner, { role })
  } finally {
    await owner.end()
  }
}

/** The address as which the application works: the given one, or stepped down from the owner. */
async function installGiven(url: string): Promise<string> {
  const given = new pg.Pool({ connectionString: url, max: 1 })
  try {
    const { rows } = await given.query<{ here: boolean; owns: boolean | null }>(
      `select to_regclass('ledger.entry') is not null as here,
         (select pg_has_role(relowner, 'member') from pg_class where oid = to_regclass('ledger.entry')) as owns`,
    )
    if (rows[0]?.here === true && rows[0].owns !== true) return url
  } finally {
    await given.end()
  }
  await installLedgerAt(url)
  const stepped = new URL(url)
  stepped.searchParams.set('options', `-c role=${role}`)
  return stepped.href
}

function connect(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 20, application_name: 'toetsbaar' })
  // A connection that breaks while idle is replaced at the next query; who is waiting gets the error there.
  pool.on('error', () => {})
  return pool
}
