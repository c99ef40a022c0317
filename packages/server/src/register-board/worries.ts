import { daysToAnswer, type Entry } from '@toetsbaar/register'

/** Worries of one entry that wait for an answer, with the last day. */
export function openWorries(entry: Entry, now: string) {
  return entry.signals
    .filter(({ answer }) => answer === undefined)
    .map(({ id, text, at }) => {
      const by = new Date(Date.parse(at) + daysToAnswer * 86_400_000).toISOString()
      return { number: id, text, at, by, late: Date.parse(by) <= Date.parse(now) }
    })
}
