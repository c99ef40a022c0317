import { setTimeout as pause } from 'node:timers/promises'
import type { OwnPostgres } from '../../../test/postgres.ts'
import { checkCrowd, createSeen, newCrowd, startWriting } from './crowd.ts'

export type KillResult = {
  readonly rounds: number
  readonly writersKilled: number
  readonly databasesKilled: number
  readonly acknowledged: number
  readonly size: number
}

/**
 * Each round: a process with eight writers is under way, and at a random moment it or PostgreSQL is killed with -9.
 * Then PostgreSQL is started (or found) again and everything that was ever acknowledged has to be there, once, in a whole tree.
 */
export async function killRounds(
  own: OwnPostgres,
  rounds: number,
  random: () => number,
  say: (line: string) => void = () => {},
): Promise<KillResult> {
  const crowd = newCrowd()
  const database = await own.database()
  await createSeen(database.ownerUrl)
  const acknowledged: string[] = []
  let databasesKilled = 0
  let size = 0
  for (let round = 0; round < rounds; round++) {
    const url = own.urlOf(database)
    const writing = startWriting({ ...crowd, url, name: `r${round}`, writers: 8, streams: 6 })
    const begun = Date.now()
    while (writing.acknowledged.length === 0 && Date.now() - begun < 20_000) await pause(5)
    await pause(Math.floor(random() * 250))
    const killDatabase = round % 2 === 1
    if (killDatabase) {
      own.kill()
      databasesKilled += 1
      await pause(Math.floor(random() * 50))
    }
    writing.child.kill('SIGKILL')
    await writing.done
    acknowledged.push(...writing.acknowledged)
    await own.start()
    const found = await checkCrowd(crowd, own.urlOf(database), acknowledged)
    size = found.size
    say(
      `round ${round}: ${killDatabase ? 'PostgreSQL' : 'writer'} killed, ${acknowledged.length} acknowledged, ${size} in the log`,
    )
  }
  return { rounds, writersKilled: rounds, databasesKilled, acknowledged: acknowledged.length, size }
}
