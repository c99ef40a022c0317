import { crc32, deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { cleanAttachment, largestAttachment } from '../src/attachments/attachment.ts'

const chunk = (name: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([frame, body, check])
}

const png = (width: number, height: number, data: Buffer, ...extra: Buffer[]) => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A JPEG by its outer form: its scan means nothing, and no reader of ours looks into it. */
const jpeg = (...segments: Buffer[]) => {
  const segment = (marker: number, data: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments.map(data => segment(0xe1, data)),
    segment(0xfe, Buffer.from('made by Jan on his own telephone')),
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, Buffer.from([8, 0, 2, 0, 2, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from('something hidden after the end'),
  ])
}

const exif = (turned: number) => {
  const tiff = Buffer.alloc(60)
  tiff.write('II', 0)
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  tiff.writeUInt16LE(0x010f, 10)
  tiff.writeUInt16LE(2, 12)
  tiff.writeUInt32LE(9, 14)
  tiff.writeUInt32LE(38, 18)
  tiff.writeUInt16LE(0x0112, 22)
  tiff.writeUInt16LE(3, 24)
  tiff.writeUInt32LE(1, 26)
  tiff.writeUInt16LE(turned, 30)
  tiff.write('SecretCam', 38)
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff])
}

describe('a file that may be kept', () => {
  test('a PNG keeps its picture and loses its texts', async () => {
    const text = chunk('tEXt', Buffer.from('Author\0Jan de Vries'))
    const kept = await cleanAttachment('../foto van <b>jan</b>.exe', png(2, 2, Buffer.alloc(14), text))
    expect(kept).toMatchObject({ type: 'image/png', name: expect.stringMatching(/\.png$/) })
    if ('refused' in kept) throw new Error(kept.refused)
    expect(kept.name).not.toMatch(/[<>/\\]/)
    expect(Buffer.from(kept.bytes).includes('Jan de Vries')).toBe(false)
    expect(await cleanAttachment('again.png', kept.bytes)).toMatchObject({ bytes: kept.bytes })
  })

  test('a JPEG keeps its picture and how it is turned, and loses camera, comment and what follows its end', async () => {
    const kept = await cleanAttachment('photo.jpeg', jpeg(exif(6)))
    if ('refused' in kept) throw new Error(kept.refused)
    const bytes = Buffer.from(kept.bytes)
    expect(bytes.includes('SecretCam')).toBe(false)
    expect(bytes.includes('made by Jan')).toBe(false)
    expect(bytes.includes('hidden after')).toBe(false)
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
    expect(bytes.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
  })

  test('a PDF keeps its pages and loses author, script and embedded file', async () => {
    const made = await PDFDocument.create()
    made.setAuthor('Jan de Vries')
    made.addPage([200, 200]).drawText('statement')
    made.addJavaScript('steal', 'app.alert("hello")')
    await made.attach(Buffer.from('evil payload'), 'evil.exe')
    made.catalog.set(PDFName.of('Lang'), PDFString.of('nl'))
    const kept = await cleanAttachment('afschrift.pdf', await made.save({ useObjectStreams: false }))
    if ('refused' in kept) throw new Error(kept.refused)
    expect(kept.type).toBe('application/pdf')
    const again = await PDFDocument.load(kept.bytes, { updateMetadata: false })
    expect(again.getPageCount()).toBe(1)
    expect(again.getAuthor()).toBeUndefined()
    expect(again.catalog.get(PDFName.of('Names'))).toBeUndefined()
  })
})

describe('a file that is refused', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  test.each([
    ['nothing at all', Buffer.alloc(0), 'file-empty'],
    ['11 MB', Buffer.alloc(largestAttachment + 1, 0xff), 'file-too-large'],
    ['an SVG with a script', svg, 'file-wrong-type'],
    ['a program named as a picture', Buffer.from('MZ\x90\0 this is a program'), 'file-wrong-type'],
    ['a page named as a picture', Buffer.from('<html><script>1</script></html>'), 'file-wrong-type'],
    ['a PNG that claims 60,000 by 60,000 pixels', png(60_000, 60_000, Buffer.alloc(14)), 'file-too-many-pixels'],
    ['a PNG that unfolds to more than it claims', png(2, 2, Buffer.alloc(5_000_000)), 'file-broken'],
    ['a PNG cut short', png(2, 2, Buffer.alloc(14)).subarray(0, 50), 'file-broken'],
    ['a JPEG cut short', jpeg().subarray(0, 100), 'file-broken'],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'file-broken'],
    ['half a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog'), 'file-broken'],
  ])('%s', async (_, bytes, refused) => {
    expect(await cleanAttachment('photo.png', bytes)).toEqual({ refused })
  })

  test('a PDF whose tables unfold to far more than a file holds', async () => {
    const bomb = deflateSync(Buffer.alloc(100_000_000))
    const head = Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`,
    )
    const file = Buffer.concat([head, bomb, Buffer.from('\nendstream\nendobj\ntrailer << /Root 2 0 R >>\n%%EOF')])
    expect(await cleanAttachment('bank.pdf', file)).toEqual({ refused: 'file-broken' })
  })

  test('any single byte turned in a good file gives a file or a refusal, never a crash', async () => {
    const good = [png(2, 2, Buffer.alloc(14)), jpeg(exif(3))]
    for (const file of good)
      for (let at = 0; at < file.length; at++) {
        const turned = Buffer.from(file)
        turned[at] = (turned[at] ?? 0) ^ 0x5a
        const result = await cleanAttachment('x', turned)
        expect('refused' in result || result.bytes.length > 0).toBe(true)
      }
  })
})
