import { findHandles, findMails, findSpoken, findUrls } from './address.ts'
import { findAmounts } from './amount.ts'
import { findBsns, findPlates, findTracking } from './code.ts'
import { findDates } from './date.ts'
import type { Found } from './found.ts'
import { findIbans } from './iban.ts'
import { findPhones } from './phone.ts'
import type { ResolvedDate } from './reading.ts'

/** What the validated recognisers see in a uniform text: stretches apart from each other, in order, and the dates that it settles. */
export type Recognised = { readonly found: readonly Found[]; readonly dates: readonly ResolvedDate[] }

/** Runs every recogniser; where two stretches overlap the one with the stricter form stays. */
export function recognise(text: string, date: string): Recognised {
  const dates = findDates(text, date)
  // strictest form first: an account is no telephone number, an amount no date
  const ranked = [
    findMails(text),
    findUrls(text),
    findSpoken(text),
    findIbans(text),
    findPlates(text),
    findTracking(text),
    findPhones(text),
    findBsns(text),
    dates.entities,
    findAmounts(text),
    findHandles(text),
  ]
  const taken: Found[] = []
  for (const list of ranked) {
    const before = taken.length
    for (const item of list) {
      let free = true
      for (let i = 0; i < before && free; i++) {
        const other = taken[i]
        if (other !== undefined && other.start < item.end && item.start < other.end) free = false
      }
      if (free) taken.push(item)
    }
  }
  return { found: taken.sort((a, b) => a.start - b.start || a.end - b.end), dates: dates.resolved }
}
