import { createHash } from 'node:crypto'
import { canonicalJson } from '@toetsbaar/ledger'

/** SHA-256 in hexadecimal of bytes, or of a text in UTF-8. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SHA-256 in hexadecimal of the canonical form of a value (RFC 8785). Members that are undefined count as left out. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value))
}
