import type { Ledger } from '@toetsbaar/ledger'

/** A line is written as its operation ends; this long after a day no line of it is still on its way. */
const settlingMs = 60 * 60 * 1000

/**
 * Each day that is over gets one entry in the ledger with the number and the root of its access lines, so that a line that
 * is changed, added or removed later shows. Gives the days that were sealed now.
 */
export async function sealAccessDays(ledger: Ledger, now: Date): Promise<readonly string[]> {
  const sealed = (await ledger.read('access')).at(-1)?.payload as { day: string } | undefined
  const [oldest] = await ledger.accesses({ limit: 1 })
  if (oldest === undefined) return []
  const done: string[] = []
  const open = new Date(now.getTime() - settlingMs).toISOString().slice(0, 10)
  const start = sealed === undefined ? oldest.started.slice(0, 10) : nextDay(sealed.day)
  for (let day = start; day < open; day = nextDay(day)) {
    await ledger.append('access', 'access.sealed', { day, ...(await ledger.accessDigest(day)) }, { key: 'ledger' })
    done.push(day)
  }
  return done
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
