import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'

const nonceLength = 12
const tagLength = 16

/** Random bytes: an argument everywhere below the server, so that tests can repeat a run. */
export type Random = (length: number) => Uint8Array

/**
 * AES-256-GCM: nonce ‖ ciphertext ‖ tag. `bound` is authenticated with it: what was sealed in one place opens in no other.
 * The key is a `KeyObject`: with bare bytes each call takes several times as long. The nonce is random; one key seals the payloads of one case, far below the 2^32 that NIST SP 800-38D allows.
 */
export function seal(key: KeyObject, bound: string, plain: Uint8Array, random: Random): Buffer {
  const nonce = random(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bound))
  const sealed = [nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat(sealed)
}

/** The bytes that `seal` sealed. Throws where key, place or bytes are not the same. */
export function unseal(key: KeyObject, bound: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
}
