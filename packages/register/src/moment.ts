const day = 24 * 60 * 60 * 1000

/** ISO moment, some days later. */
export function daysAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * day).toISOString()
}

/** Milliseconds of a moment or of the start of a day (UTC). */
export function millis(moment: string): number {
  return Date.parse(moment)
}

/** Not before: moments are compared half open, so on the moment itself it has come. */
export function hasCome(moment: string, now: string): boolean {
  return millis(now) >= millis(moment)
}

/** The earlier of two moments. */
export function earlier(a: string, b: string): string {
  return millis(a) <= millis(b) ? a : b
}
