import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Casefile } from '@toetsbaar/casefile'
import type { Desk } from '@toetsbaar/desk'
import { type Ledger, openLedger } from '@toetsbaar/ledger'
import { openRegister, type Register } from '@toetsbaar/register'
import pg from 'pg'
import { openCases } from './cases.ts'
import { addressOf, type Config } from './config.ts'
import { createHandling, type LogHandling } from './handling.ts'
import { installAt } from './install.ts'
import { ledgerKeys } from './masters.ts'
import { startPostgres } from './postgres.ts'
import { openSecrets } from './secrets.ts'

export { ConfigError, readConfig } from './config.ts'
export { addMaster } from './masters.ts'
export { PostgresError } from './postgres.ts'

/** The ledger and the case files of an installation and its register, without site or models: for commands beside the server. */
export type Records = {
  readonly ledger: Ledger
  readonly casefile: Casefile
  readonly desk: Desk
  readonly register: Register
  /** Does something with a case and writes into the access log who did it, for what purpose. */
  readonly handle: LogHandling
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  stop(): Promise<void>
}

/** Opens them on the operator's database or the embedded one, beside a server that runs or without one. */
export async function openRecords(config: Config, clock = () => new Date()): Promise<Records> {
  const postgres =
    config.databaseUrl === undefined ? await startPostgres({ dataDir: join(config.data, 'postgres') }) : undefined
  const url = config.databaseUrl ?? postgres?.url ?? ''
  const ownerUrl = config.databaseOwnerUrl ?? postgres?.ownerUrl
  if (ownerUrl !== undefined) await installAt(ownerUrl, new URL(url).username)
  const pool = new pg.Pool({ connectionString: url, max: 10, application_name: 'toetsbaar command' })
  // An idle connection that breaks is replaced by the next query; the query itself reports what is wrong.
  pool.on('error', () => {})
  const random = (length: number): Uint8Array => randomBytes(length)
  const secrets = openSecrets(config.data, config.secret)
  const stop = async () => {
    await pool.end()
    await postgres?.stop()
  }
  try {
    const ledger = await openLedger({ pool, keys: ledgerKeys(config, secrets), clock, random })
    const { casefile, desk } = await openCases({
      pool,
      ledger,
      clock,
      random,
      codeKey: secrets.service,
      teams: config.teams,
    })
    return {
      ledger,
      casefile,
      desk,
      register: await openRegister({ ledger, clock, random, signingKey: secrets.permit.privateKey }),
      handle: createHandling({ log: ledger, clock, random, address: addressOf(config) }),
      clock,
      random,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
