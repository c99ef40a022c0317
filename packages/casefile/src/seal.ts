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
  const first = sealed === undefined ? oldest?.started.slice(0, 10) : nextDay(sealed.day)
  if (first === undefined) return []
  const done: string[] = []
  const open = new Date(now.getTime() - settlingMs).toISOString().slice(0, 10)
  for (let day = first; day < open; day = nextDay(day)) {
    await ledger.append('access', 'access.sealed', { day, ...(await ledger.accessDigest(day)) }, { key: 'ledger' })
    done.push(day)
  }
  return done
}

/** What the seals say about the access log. `changed`: days whose lines are not those that were sealed, in order. */
export type SealedDays = {
  readonly days: number
  readonly lines: number
  /** Days whose lines are gone after their term, as the certificates of the daily job tell. */
  readonly expired: number
  readonly changed: readonly { readonly day: string; readonly sealed: number; readonly found: number }[]
}

/** The database itself refuses to remove lines sooner. */
const leastYears = 5

/** Compares every sealed day of the access log with what is there now. */
export async function checkAccessDays(ledger: Ledger, now: Date): Promise<SealedDays> {
  const least = new Date(now)
  least.setUTCFullYear(least.getUTCFullYear() - leastYears)
  const term = least.toISOString().slice(0, 10)
  const seals = (await ledger.read('access')).map(entry => entry.payload as unknown as Seal)
  const changed: { day: string; sealed: number; found: number }[] = []
  let expired = 0
  let lines = 0
  for (const { day, lines: sealed, root } of seals) {
    const found = await ledger.accessDigest(day)
    lines += found.lines
    if (found.lines === sealed && found.root === root) continue
    if (found.lines === 0 && day < term) expired += 1
    else changed.push({ day, sealed, found: found.lines })
  }
  return { days: seals.length, lines, expired, changed }
}

type Seal = { readonly day: string; readonly lines: number; readonly root: string }

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
