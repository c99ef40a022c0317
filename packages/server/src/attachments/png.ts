import { crc32, inflateSync } from 'node:zlib'
import { BrokenFile, mostPixels } from './broken-file.ts'

/** PNG (W3C, third edition): what a decoder needs; every other chunk goes (text, time, EXIF, profiles, unknown ones). */
const needed = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'bKGD', 'sBIT'])
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** A PNG with only what a decoder needs, whose image data unfold to exactly the size that its header names. */
export function cleanPng(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Buffer[] = [view.subarray(0, 8)]
  const data: Buffer[] = []
  let size = 0
  for (let at = 8; ; ) {
    if (at + 12 > view.length) throw new BrokenFile('file-broken')
    const length = view.readUInt32BE(at)
    const end = at + 12 + length
    if (end > view.length) throw new BrokenFile('file-broken')
    const name = view.toString('latin1', at + 4, at + 8)
    if (crc32(view.subarray(at + 4, end - 4)) !== view.readUInt32BE(end - 4)) throw new BrokenFile('file-broken')
    if (at === 8) {
      if (name !== 'IHDR' || length !== 13) throw new BrokenFile('file-broken')
      size = unfolded(view.subarray(at + 8, end - 4))
    }
    if (needed.has(name)) kept.push(view.subarray(at, end))
    else if (/^[A-Z]/.test(name)) throw new BrokenFile('file-broken')
    if (name === 'IDAT') data.push(view.subarray(at + 8, end - 4))
    if (name === 'IEND') break
    at = end
  }
  try {
    if (inflateSync(Buffer.concat(data), { maxOutputLength: size + 1 }).length !== size)
      throw new BrokenFile('file-broken')
  } catch (error) {
    if (error instanceof BrokenFile) throw error
    throw new BrokenFile('file-broken')
  }
  return Buffer.concat(kept)
}

/** How many bytes the image data must unfold to; interlaced images (Adam7) are seven small ones. */
function unfolded(header: Buffer): number {
  const width = header.readUInt32BE(0)
  const height = header.readUInt32BE(4)
  const depth = header[8] ?? 0
  const channels = samples[header[9] ?? 255]
  if (width === 0 || height === 0 || channels === undefined || ![1, 2, 4, 8, 16].includes(depth))
    throw new BrokenFile('file-broken')
  if (width * height > mostPixels) throw new BrokenFile('file-too-many-pixels')
  const rows = (w: number, h: number) => (w === 0 || h === 0 ? 0 : h * (1 + Math.ceil((w * channels * depth) / 8)))
  if (header[12] === 0) return rows(width, height)
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const
  const part = (whole: number, from: number, step: number) => Math.max(0, Math.ceil((whole - from) / step))
  return passes.reduce((sum, [x, y, dx, dy]) => sum + rows(part(width, x, dx), part(height, y, dy)), 0)
}
