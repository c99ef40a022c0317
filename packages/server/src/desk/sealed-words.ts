import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Words that are searched for, as they stand in an address: a name that an officer looks for is in no log of addresses. */
export type SealedWords = {
  seal(words: string): string
  /** Undefined where it is none of ours. */
  open(sealed: string): string | undefined
}

const ivBytes = 12
const tagBytes = 16

/** @param key 32 bytes */
export function openSealedWords(key: Uint8Array): SealedWords {
  return {
    seal: words => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
      return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open: text => {
      const bytes = Buffer.from(text, 'base64url')
      if (bytes.length < ivBytes + tagBytes) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
        decipher.setAuthTag(bytes.subarray(-tagBytes))
        const words = [decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]
        return Buffer.concat(words).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
