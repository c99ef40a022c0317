import { join } from 'node:path'
import pg from 'pg'
import { openApp } from './app.ts'
import type { Config } from './config.ts'
import { freePortFrom } from './listen.ts'
import { startPostgres } from './postgres.ts'
import { openSecrets } from './secrets.ts'

/** The whole service, running. */
export type Running = { readonly url: string; stop(): Promise<void> }

/** Starts database, house and site in this order and says where they are; `stop` ends them in the reverse order. */
export async function serve(config: Config, say: (line: string) => void): Promise<Running> {
  const secrets = openSecrets(config.data, config.secret)
  const postgres =
    config.databaseUrl === undefined ? await startPostgres({ dataDir: join(config.data, 'postgres') }) : undefined
  const databaseUrl = config.databaseUrl ?? postgres?.url ?? ''
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20, application_name: 'toetsbaar' })
  pool.on('error', () => {})
  const app = await openApp(config, secrets, problem => problem.message)
  app.get('/', () => 'Toetsbaar')
  const port = await freePortFrom(config.host, config.port)
  if (port !== config.port && config.port !== 0) say(`Port ${config.port} is taken. Using port ${port}.`)
  const url = await app.listen({ host: config.host, port })
  say(`Toetsbaar runs.`)
  say(`  Site   ${url}/`)
  say(`  API    ${url}/api/v1/openapi.json`)
  say(`  Data   ${config.data}`)
  say('Press Ctrl-C to stop.')
  return {
    url,
    async stop() {
      await app.close()
      await pool.end()
      await postgres?.stop()
    },
  }
}
