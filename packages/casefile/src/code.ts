import { createHmac } from 'node:crypto'
import type { Random } from '@toetsbaar/ledger'
import type { CaseId } from './event.ts'

/** Crockford's base32: no I, L, O and U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new case code: 80 random bits as 16 characters in groups of four, `7K3D-…`. Shown once; only its HMAC is kept. */
export function newCode(random: Random): string {
  let bits = BigInt(`0x${Buffer.from(random(10)).toString('hex')}`)
  let code = ''
  for (let at = 0; at < 16; at++) {
    code = alphabet.charAt(Number(bits % 32n)) + code
    bits /= 32n
  }
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** What was typed as a code, read as Crockford does: any case, O as 0, I and L as 1, dashes and spaces free. Undefined where it is none. */
export function readCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return plain.length === 16 && [...plain].every(letter => alphabet.includes(letter)) ? plain : undefined
}

/** What is stored of a code. */
export function codeHmac(codeKey: Uint8Array, code: string): Buffer {
  return createHmac('sha256', codeKey).update(code.replaceAll('-', '')).digest()
}

/** A UUIDv7 (RFC 9562, 5.7): the moment in milliseconds, then random bits. */
export function newCaseId(at: Date, random: Random): CaseId {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes.set(random(10), 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
