/** kill -9 of a writing process, and every other time of PostgreSQL, at random moments under load. --count: how often. */
import { parseArgs } from 'node:util'
import { ownPostgres } from '../../../test/postgres.ts'
import { killRounds } from '../test/kill.ts'
import { seeded } from '../test/tamper.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '50' } },
})
const own = await ownPostgres()
try {
  const { rounds, databasesKilled, acknowledged, size } = await killRounds(
    own,
    Number(values.count),
    seeded(Number(values.seed)),
  )
  console.log(
    `kill: ${rounds} writers and ${databasesKilled} PostgreSQL servers killed; ${acknowledged} acknowledged, all there once; ${size} entries in a whole tree`,
  )
} finally {
  await own.remove()
}
