import { createHmac } from 'node:crypto'
import type { CaseId } from '@toetsbaar/casefile'

/** Crockford's base32: no I, L, O and U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The number of a case at the desk, `4F7K2-9QWXM`: 50 bits of an HMAC of its id. It opens nothing by itself and tells
 * neither id nor code. Among a million cases two share one with a chance of 1 in 2,000; then neither is found by it.
 */
export function caseNumber(numberKey: Uint8Array, id: CaseId): string {
  let bits = createHmac('sha256', numberKey).update(`desk number ${id}`).digest().readBigUInt64BE() >> 14n
  let number = ''
  for (let at = 0; at < 10; at++) {
    number = alphabet.charAt(Number(bits % 32n)) + number
    bits /= 32n
  }
  return `${number.slice(0, 5)}-${number.slice(5)}`
}

/** What was typed as a case number, read as Crockford does: any case, O as 0, I and L as 1, dash and spaces free. Undefined where it is none. */
export function readNumber(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (plain.length !== 10 || ![...plain].every(letter => alphabet.includes(letter))) return undefined
  return `${plain.slice(0, 5)}-${plain.slice(5)}`
}
