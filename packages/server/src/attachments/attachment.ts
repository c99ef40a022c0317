import { BrokenFile, type FileFault } from './broken-file.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPdf } from './pdf.ts'
import { cleanPng } from './png.ts'

/** Most bytes of one attachment, and most attachments of one report. */
export const largestAttachment = 10 * 1024 * 1024
export const mostAttachments = 10

export type AttachmentType = 'image/jpeg' | 'image/png' | 'application/pdf'

/** A file that may be kept: its type by content, its bytes without metadata, and a name without a path. */
export type Attachment = { readonly name: string; readonly type: AttachmentType; readonly bytes: Uint8Array }

const cleaners: readonly {
  readonly type: AttachmentType
  readonly begins: readonly number[]
  readonly ending: string
  readonly clean: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
}[] = [
  { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff], ending: 'jpg', clean: cleanJpeg },
  { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ending: 'png', clean: cleanPng },
  { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d], ending: 'pdf', clean: cleanPdf },
]

/**
 * Checks an uploaded file by its content, whatever its name says, and writes it anew without metadata (place, device,
 * author, scripts, embedded files). What cannot be read to its end is refused.
 */
export async function cleanAttachment(
  name: string,
  bytes: Uint8Array,
): Promise<Attachment | { readonly refused: FileFault }> {
  if (bytes.length === 0) return { refused: 'file-empty' }
  if (bytes.length > largestAttachment) return { refused: 'file-too-large' }
  const cleaner = cleaners.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte))
  if (cleaner === undefined) return { refused: 'file-wrong-type' }
  try {
    const clean = await cleaner.clean(bytes)
    return { name: plainName(name, cleaner.ending), type: cleaner.type, bytes: clean }
  } catch (error) {
    if (error instanceof BrokenFile) return { refused: error.fault }
    throw error
  }
}

/** The last part of a name, without signs that could mislead on a page or in a header, with the ending of its type. */
function plainName(name: string, ending: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '')
    .replace(/^\.+/, '')
    .trim()
    .slice(0, 80)
  return `${plain === '' ? 'file' : plain}.${ending}`
}
