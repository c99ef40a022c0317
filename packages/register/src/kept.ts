import { z } from 'zod'
import { sha256 } from './digest.ts'

/** What a document from outside is; the register reads some of each and keeps all of it. */
export const keptFormats = ['amt-system-card', 'ai-verify-result', 'algoritmeregister-record'] as const

/**
 * A document from another register, as it came: the text byte for byte, and its digest. What the register has no place
 * for is in `notUsed`, by place in the document; nothing of it is lost.
 */
export const keptDocument = z
  .strictObject({
    format: z.enum(keptFormats),
    name: z.string().trim().min(1).max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    text: z.string().max(1_000_000),
    notUsed: z.array(z.string()),
  })
  .refine(({ text, sha256: said }) => sha256(text) === said, 'is not the text that its digest names')

export type KeptDocument = z.infer<typeof keptDocument>

/** A document that cannot be read as what it is said to be. `message` says where and what to do. */
export class ImportError extends Error {
  override name = 'ImportError'
}

/** The text of a file, exactly. Throws `ImportError` where its bytes are no UTF-8, since then they could not be kept. */
export function textOfBytes(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (!Buffer.from(text).equals(bytes))
    throw new ImportError('The file is not written in UTF-8. Save it as UTF-8 and import it again.')
  return text
}

export function keep(format: KeptDocument['format'], name: string, text: string, notUsed: string[]): KeptDocument {
  return { format, name, sha256: sha256(text), text, notUsed }
}

/** Every place in a value, as JSON Pointer (RFC 6901), that no used place is at or above. An empty list or object is a place. */
export function placesNotUsed(value: unknown, used: ReadonlySet<string>): string[] {
  const found: string[] = []
  const walk = (at: unknown, place: string) => {
    if (used.has(place)) return
    const below = typeof at === 'object' && at !== null ? Object.entries(at) : []
    if (below.length === 0) found.push(place)
    for (const [name, member] of below) walk(member, `${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
  walk(value, '')
  return found
}
