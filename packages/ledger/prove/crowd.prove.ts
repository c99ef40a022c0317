/** 32 writers in four processes; --count: how many events in all. Gapless, once, in order for each writer in each stream. */
import { parseArgs } from 'node:util'
import { ownPostgres } from '../../../test/postgres.ts'
import { checkCrowd, createSeen, newCrowd, startWriting } from '../test/crowd.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '10000' } },
})
const own = await ownPostgres()
try {
  const database = await own.database()
  await createSeen(database.ownerUrl)
  const crowd = newCrowd()
  const events = Math.ceil(Number(values.count) / 32)
  const started = performance.now()
  const processes = ['a', 'b', 'c', 'd'].map(name =>
    startWriting({ ...crowd, url: database.url, name, writers: 8, streams: 50, events }),
  )
  await Promise.all(processes.map(one => one.done))
  const seconds = (performance.now() - started) / 1000
  const acknowledged = processes.flatMap(one => one.acknowledged)
  const { streams, size } = await checkCrowd(crowd, database.url, acknowledged)
  let disorder = 0
  for (const stream of streams) {
    const last = new Map<string, number>()
    for (const { writer, number } of stream) {
      if (number <= (last.get(writer) ?? -1)) disorder += 1
      last.set(writer, number)
    }
  }
  console.log(
    `crowd: 32 writers, ${acknowledged.length} acknowledged, ${size} in the log, ${disorder} out of order, ${seconds.toFixed(1)} s`,
  )
  process.exitCode = disorder === 0 && size === acknowledged.length && size === events * 32 ? 0 : 1
} finally {
  await own.remove()
}
