/** Random cases of many steps: no rule of the desk is broken, and a rebuild gives the rows that the events gave one by one. */
import { parseArgs } from 'node:util'
import { ownPostgres } from '../../../test/postgres.ts'
import { brokenRules, deskRows, playCase } from '../test/sequence.ts'
import { openWorldOn } from '../test/world.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '500' } },
})
const own = await ownPostgres()
try {
  const world = await openWorldOn(await own.database())
  const { casefile, desk, database } = world
  let taken = 0
  let refused = 0
  for (let at = 0; at < Number(values.count); at++) {
    const played = await playCase(world, Number(values.seed) * 100_003 + at, 60)
    taken += played.taken
    refused += played.refused
  }
  const before = await deskRows(database.pool)
  await database.pool.query("update desk.received set state = 'sent', team = 'nowhere', requests = 7")
  await database.pool.query('delete from desk.story')
  await casefile.rebuild()
  const after = await deskRows(database.pool)
  const same = before.length === after.length && before.every((row, at) => row === after[at])
  const broken = new Map<string, number>()
  const cases = await casefile.list({ limit: 1_000_000 })
  for (const row of cases)
    for (const rule of await brokenRules(casefile, desk, row.case)) broken.set(rule, (broken.get(rule) ?? 0) + 1)
  console.log(
    `sequences: ${values.count} cases, ${taken} steps taken and ${refused} refused, ${cases.length} cases left, ${before.length} rows; rebuilt ${same ? 'the same' : 'OTHERWISE'}; rules broken: ${JSON.stringify([...broken])}`,
  )
  process.exitCode = same && broken.size === 0 ? 0 : 1
} finally {
  await own.remove()
}
