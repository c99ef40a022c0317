import { BrokenFile, mostPixels } from './broken-file.ts'

// ITU-T T.81, annex B: markers.
const soi = 0xd8
const eoi = 0xd9
const sos = 0xda
const dqtDhtDri = new Set([0xdb, 0xc4, 0xdd, 0xcc])
const frames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
const app0 = 0xe0
const app1 = 0xe1
const app2 = 0xe2
const app14 = 0xee

/** A JPEG with only what a decoder needs: no EXIF (but the turning of the picture), no comment, no thumbnail, nothing after its end. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Buffer[] = [Buffer.from([0xff, soi])]
  let at = 2
  let sized = false
  let scanned = false
  for (;;) {
    if (at + 2 > view.length || view[at] !== 0xff) throw new BrokenFile('file-broken')
    while (view[at + 1] === 0xff) at++
    const marker = view[at + 1] ?? 0
    if (marker === eoi) break
    if (at + 4 > view.length) throw new BrokenFile('file-broken')
    const length = view.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > view.length) throw new BrokenFile('file-broken')
    const segment = view.subarray(at, end)
    if (frames.has(marker)) {
      if (length < 8) throw new BrokenFile('file-broken')
      const height = segment.readUInt16BE(5)
      const width = segment.readUInt16BE(7)
      if (width === 0 || height === 0) throw new BrokenFile('file-broken')
      if (width * height > mostPixels) throw new BrokenFile('file-too-many-pixels')
      sized = true
      kept.push(segment)
    } else if (dqtDhtDri.has(marker)) {
      kept.push(segment)
    } else if (marker === app0 && segment.subarray(4, 9).equals(Buffer.from('JFIF\0')) && length >= 16) {
      // The header without its thumbnail.
      kept.push(Buffer.concat([Buffer.from([0xff, app0, 0, 16]), segment.subarray(4, 16), Buffer.from([0, 0])]))
    } else if (marker === app1) {
      const turned = orientation(segment)
      if (turned !== undefined) kept.push(exifWith(turned))
    } else if (marker === app14 && segment.subarray(4, 9).equals(Buffer.from('Adobe'))) {
      kept.push(segment)
    } else if (marker === app2 && segment.subarray(4, 15).equals(Buffer.from('ICC_PROFILE'))) {
      // A colour profile may name a device, so it goes; the picture is then read as sRGB.
    } else if (marker === sos) {
      if (!sized) throw new BrokenFile('file-broken')
      scanned = true
      const data = endOfScan(view, end)
      kept.push(view.subarray(at, data))
      at = data
      continue
    } else if (marker < 0xe0 && marker !== 0xfe) {
      throw new BrokenFile('file-broken')
    }
    at = end
  }
  if (!scanned) throw new BrokenFile('file-broken')
  kept.push(Buffer.from([0xff, eoi]))
  return Buffer.concat(kept)
}

/** The next marker after entropy-coded data: a 0xff that is neither stuffed nor a restart. */
function endOfScan(view: Buffer, from: number): number {
  for (let at = from; at + 1 < view.length; at++) {
    if (view[at] !== 0xff) continue
    const next = view[at + 1] ?? 0
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at++
    else if (next !== 0xff) return at
  }
  throw new BrokenFile('file-broken')
}

/** EXIF tag 0x0112, 1 to 8; undefined where there is none. A wrong EXIF counts as none. */
function orientation(segment: Buffer): number | undefined {
  if (!segment.subarray(4, 10).equals(Buffer.from('Exif\0\0'))) return undefined
  const tiff = segment.subarray(10)
  if (tiff.length < 14) return undefined
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const u16 = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return undefined
  for (let n = 0; n < u16(directory); n++) {
    const entry = directory + 2 + n * 12
    if (entry + 12 > tiff.length) return undefined
    if (u16(entry) !== 0x0112) continue
    const value = u16(entry + 8)
    return value >= 2 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An EXIF segment that says how the picture is turned and nothing else. */
function exifWith(turned: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 0, 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(0x0112, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(turned, 18)
  const head = Buffer.alloc(4)
  head.writeUInt16BE(0xff00 + app1, 0)
  head.writeUInt16BE(2 + 6 + tiff.length, 2)
  return Buffer.concat([head, Buffer.from('Exif\0\0'), tiff])
}
