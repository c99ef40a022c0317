import { join } from 'node:path'
import type { Config } from '@toetsbaar/server'
import type { Records } from '@toetsbaar/server/records'
import { BadInput } from './console.ts'
import { mistakeIn } from './mistakes.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** The settings of this installation, as the server reads them. */
export async function configOf(): Promise<Config> {
  const { ConfigError, readConfig } = await import('@toetsbaar/server/records')
  try {
    return readConfig(root, process.cwd())
  } catch (error) {
    if (error instanceof ConfigError) throw new BadInput(error.message)
    throw error
  }
}

/** Opens ledger and case files, beside a running server or without one, and closes them after the work. */
export async function withRecords<Result>(
  work: (records: Records) => Promise<Result>,
  clock?: () => Date,
): Promise<Result> {
  const { openRecords, PostgresError } = await import('@toetsbaar/server/records')
  const config = await configOf()
  const records = await openRecords(config, clock).catch((error: unknown) => {
    throw error instanceof PostgresError ? new BadInput(`${config.data}: ${error.message}`) : mistakeIn(error)
  })
  try {
    return await work(records)
  } finally {
    await records.stop()
  }
}

export async function addMaster(folder: string, made: Uint8Array): Promise<string> {
  const server = await import('@toetsbaar/server/records')
  return server.addMaster(folder, made, new Date())
}
