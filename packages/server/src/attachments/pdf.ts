import { constants, inflateSync } from 'node:zlib'
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import { BrokenFile } from './broken-file.ts'

/** Most pages of an attachment; a bank statement has a few. */
const mostPages = 200

/** Most bytes that the compressed tables of a PDF may unfold to, all together. */
const mostTables = 64 * 1024 * 1024

/** Keys of a page that can act, hide a file or say who made it. */
const dropped = ['AA', 'Annots', 'Metadata', 'PieceInfo', 'B', 'PresSteps', 'Thumb', 'LastModified', 'AF']

/**
 * The pages of a PDF in a new document: no author, no history, no script, no form, no embedded file, no link. A locked
 * file is refused, because nobody could check it.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
  refuseBombs(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const old = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false }).catch(
    (error: unknown) => {
      throw new BrokenFile(/encrypt/i.test(String(error)) ? 'file-locked' : 'file-broken')
    },
  )
  try {
    if (old.getPageCount() === 0 || old.getPageCount() > mostPages) throw new BrokenFile('file-broken')
    for (const page of old.getPages()) for (const key of dropped) page.node.delete(PDFName.of(key))
    for (const [, object] of old.context.enumerateIndirectObjects())
      if (object instanceof PDFDict) for (const key of ['AA', 'Metadata', 'PieceInfo']) object.delete(PDFName.of(key))
    const fresh = await PDFDocument.create({ updateMetadata: false })
    for (const page of await fresh.copyPages(old, old.getPageIndices())) fresh.addPage(page)
    return await fresh.save({ addDefaultPage: false })
  } catch (error) {
    if (error instanceof BrokenFile) throw error
    throw new BrokenFile('file-broken')
  }
}

/** The reader unfolds compressed object tables without a limit, so they are unfolded here first, with one. */
function refuseBombs(file: Buffer): void {
  let left = mostTables
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', at + 6)) {
    if (file.toString('latin1', at - 3, at) === 'end') continue
    const dictionary = file.toString('latin1', Math.max(0, at - 1024), at)
    if (!/\/(?:ObjStm|XRef)\b/.test(dictionary.slice(dictionary.lastIndexOf(' obj')))) continue
    const start = at + (file[at + 6] === 0x0d ? 8 : 7)
    try {
      const options = { maxOutputLength: left, finishFlush: constants.Z_SYNC_FLUSH }
      left -= inflateSync(file.subarray(start), options).length
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new BrokenFile('file-broken')
      // Not compressed, or compressed in another way: the reader judges it.
    }
  }
}
