/** kill -9 of the service, and every other time of PostgreSQL before it, while citizens tell stories over HTTP. --count: how often. */
import { parseArgs } from 'node:util'
import { killService } from '../../../test/end-to-end/killing.ts'
import { dataFolder } from '../../../test/end-to-end/service.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '50' } },
})
const data = dataFolder()
try {
  const killed = await killService(data.path, Number(values.count), Number(values.seed))
  console.log(
    `service kill: ${killed.rounds} servers and ${killed.databasesKilled} PostgreSQL servers killed; ${killed.acknowledged} stories of ${killed.reports} reports acknowledged, all there once; ${killed.size} entries in a whole ledger`,
  )
} finally {
  data.remove()
}
