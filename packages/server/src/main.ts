import { join } from 'node:path'
import { SchemaRefused } from '@toetsbaar/ledger'
import { ConfigError, readConfig } from './config.ts'
import { errorForLog } from './logging.ts'
import { PostgresError } from './postgres.ts'
import { serve } from './serve.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const config = readConfig(root, process.cwd())
  const running = await serve(config, say)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    say('Stopping.')
    // Whatever hangs, a stop is over in ten seconds; the database recovers by itself from a hard end.
    setTimeout(() => process.exit(1), 10_000).unref()
    await running.stop()
    say('Stopped. Everything is kept in the data folder.')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // Started by tools/enter.mjs: when that is killed hard, the server does not stay behind.
  if (process.channel !== undefined) process.on('disconnect', stop)
} catch (error) {
  const ours = error instanceof ConfigError || error instanceof PostgresError || error instanceof SchemaRefused
  process.stderr.write(`Toetsbaar could not start. ${error instanceof Error ? error.message : String(error)}\n`)
  if (!ours) process.stderr.write(`${errorForLog(error).stack}\n`)
  process.exit(ours ? 2 : 70)
}
