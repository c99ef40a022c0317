import type { FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'

export type Upload = {
  readonly fields: Readonly<Record<string, string>>
  /** `field` is the one that gets the fingerprint. */
  readonly files: readonly { readonly field: string; readonly name: string; readonly bytes: Buffer }[]
}

/** Reads a form with files; a file input is called `file:` and then its field. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const fields: Record<string, string> = {}
  const files: { field: string; name: string; bytes: Buffer }[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value)
      continue
    }
    const bytes = await part.toBuffer()
    if (part.file.truncated) throw new Problem('too-large', 'A document may hold at most 10 MiB.')
    // A browser sends an empty part where no file was chosen.
    if (bytes.length > 0 && part.fieldname.startsWith('file:'))
      files.push({ field: part.fieldname.slice('file:'.length), name: part.filename, bytes })
  }
  return { fields, files }
}
