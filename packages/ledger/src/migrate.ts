import { hash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { LedgerError } from './errors.ts'

/**
 * One step that tables take from one version to the next. It runs once in a database, in the order of its list, and is
 * never changed afterwards: what has to be otherwise is a further step. There is no way back but a backup.
 */
export type SchemaStep = { readonly name: string; readonly sql: string }

/** The tables in the database are not those that this code can work with. Nothing was changed; `message` says what to do. */
export class SchemaRefused extends LedgerError {
  override name = 'SchemaRefused'
}

/** Any number: one at a time brings tables of this database up to date. */
const migrationLock = 7464

/**
 * Brings the tables of one part, which lie in a schema of its name, to the newest version: in one transaction, by one
 * process at a time. Which steps ran stands in `<schema>.migration`. Throws `SchemaRefused` where the database is of a newer
 * version than the code, or was made by steps that have changed since. Resolves to the names of the steps that ran now.
 * @param pool as the role that is to own the tables
 */
export async function migrate(pool: Pool, schema: string, steps: readonly SchemaStep[]): Promise<readonly string[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const done = await migrateOn(client, schema, steps)
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** The same within a transaction of the caller. */
export async function migrateOn(
  client: PoolClient,
  schema: string,
  steps: readonly SchemaStep[],
): Promise<readonly string[]> {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new TypeError(`"${schema}" is no plain name of a schema`)
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
  const { rows } = await client.query<{ here: boolean }>('select to_regnamespace($1) is not null as here', [schema])
  if (rows[0]?.here !== true) await client.query(`create schema ${schema}`)
  const version = checkSteps(schema, steps, await stepsOf(client, schema))
  if (version === steps.length) return []
  await client.query(`
    create table if not exists ${schema}.migration (
      version int primary key,
      name    text not null,
      digest  text not null,
      at      timestamptz(3) not null default now()
    )`)
  const rest = steps.slice(version)
  for (const [at, { name, sql }] of rest.entries()) {
    await client.query(sql)
    await client.query(`insert into ${schema}.migration (version, name, digest) values ($1, $2, $3)`, [
      version + at + 1,
      name,
      hash('sha256', sql),
    ])
  }
  return rest.map(step => step.name)
}

/** Throws `SchemaRefused` where the tables of a part are not exactly at the version of the code; for a role that may not change them. */
export async function refuseOtherVersion(
  pool: Pool,
  schema: string,
  steps: readonly SchemaStep[],
  next: string,
): Promise<void> {
  const version = checkSteps(schema, steps, await stepsOf(pool, schema))
  if (version === steps.length) return
  throw new SchemaRefused(
    `The tables "${schema}" of this database are at version ${version}; this version of Toetsbaar needs ${steps.length}. ${next}`,
  )
}

type Done = { readonly version: number; readonly name: string; readonly digest: string }

async function stepsOf(database: Pool | PoolClient, schema: string): Promise<readonly Done[]> {
  const { rows } = await database.query<{ here: boolean }>('select to_regclass($1) is not null as here', [
    `${schema}.migration`,
  ])
  if (rows[0]?.here !== true) return []
  return (await database.query<Done>(`select version, name, digest from ${schema}.migration order by version`)).rows
}

/** The version that the database is at. */
function checkSteps(schema: string, steps: readonly SchemaStep[], done: readonly Done[]): number {
  if (done.length > steps.length) {
    throw new SchemaRefused(
      `The tables "${schema}" of this database are at version ${done.length}, made by a newer Toetsbaar; this one knows ${steps.length}. Start the newer one, or put back a backup from before. Nothing was changed.`,
    )
  }
  for (const [at, { version, name, digest }] of done.entries()) {
    const step = steps[at]
    if (version === at + 1 && step !== undefined && hash('sha256', step.sql) === digest) continue
    throw new SchemaRefused(
      `Step ${version} ("${name}") of the tables "${schema}" ran here in another form than this Toetsbaar holds. A step that ran is never changed: put it back and add a further one. Nothing was changed.`,
    )
  }
  return done.length
}
