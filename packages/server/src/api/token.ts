import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const dayMs = 24 * 60 * 60 * 1000

/** Tokens of the API: a case id and an end date, sealed with AES-256-GCM. They hold for a day and say nothing to who holds them. */
export type Tokens = { seal(caseId: string): string; open(token: string): string | undefined }

export function createTokens(key: Buffer, clock: () => Date): Tokens {
  return {
    seal(caseId) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const text = JSON.stringify({ case: caseId, until: clock().getTime() + dayMs })
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(token) {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length < 29) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        decipher.setAuthTag(bytes.subarray(12, 28))
        const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
        const held = JSON.parse(text) as { readonly case: string; readonly until: number }
        return clock().getTime() < held.until ? held.case : undefined
      } catch {
        return undefined
      }
    },
  }
}
