import { createHash } from 'node:crypto'

/** What has one canonical form: JSON without undefined, NaN or infinities. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * One text for one value: keys sorted by UTF-16 code units, no white space (RFC 8785).
 * Properties that are undefined are left out. Throws TypeError on what JSON cannot say.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      throw new TypeError(`${value} has no canonical form; write it as a text or leave it out`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(item => canonical(item)).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    return `{${members.join(',')}}`
  }
  throw new TypeError(`A ${typeof value} has no canonical form`)
}

/** SHA-256 in hexadecimal of bytes, or of a text in UTF-8. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SHA-256 in hexadecimal of the canonical form of a value. */
export function digestOf(value: unknown): string {
  return sha256(canonical(value))
}
