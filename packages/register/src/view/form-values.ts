/** Whether a pattern is that of a SHA-256 in hexadecimal. */
export const digestTest = (pattern: string): boolean => pattern === '^[0-9a-f]{64}$'

const zone = 'Europe/Amsterdam'
const local = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment as clocks in the Netherlands show it, `2026-11-22 14:30`. */
export function localMoment(moment: string): string {
  const at = new Date(moment)
  return Number.isNaN(at.getTime()) ? moment : local.format(at)
}

/**
 * The moment (ISO, UTC) of a date and a time on clocks in the Netherlands; a moment in ISO is taken as it is. In the hour that
 * comes twice it is the first one. Undefined where it is neither.
 */
export function momentFrom(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return text
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2})[:.](\d{2}))?$/.exec(text)
  if (found === null) return undefined
  const [, day = '', hour = '00', minute = '00'] = found
  const wanted = `${day} ${hour.padStart(2, '0')}:${minute}`
  const asUtc = Date.parse(`${wanted.replace(' ', 'T')}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  for (const hours of [2, 1]) {
    const at = new Date(asUtc - hours * 3_600_000).toISOString()
    if (localMoment(at) === wanted) return at
  }
  return undefined
}
