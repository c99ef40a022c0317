import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** How bytes may go over the wire, the smallest first. */
const encodings = ['br', 'gzip'] as const
export type Encoding = (typeof encodings)[number]

/** The smallest encoding that `Accept-Encoding` takes (RFC 9110, 12.5.3); undefined where only plain bytes are taken. */
export function encodingFor(accepted: string | undefined): Encoding | undefined {
  const weights = new Map(
    (accepted ?? '').split(',').map(part => {
      const [name = '', ...parameters] = part.split(';').map(each => each.trim().toLowerCase())
      const weight = parameters.find(each => each.startsWith('q='))?.slice(2)
      return [name, weight === undefined ? 1 : Number(weight)]
    }),
  )
  return encodings.find(name => (weights.get(name) ?? weights.get('*') ?? 0) > 0)
}

/**
 * Compressed bytes: as small as can be for what is made once, fast for a page that is made `now`. A page may be
 * compressed beside its token: the token is salted anew at every drawing, and no address puts its own words on a page,
 * so sizes tell nothing to who cannot see the page.
 */
export function compress(bytes: Uint8Array, encoding: Encoding, when: 'once' | 'now'): Buffer {
  if (encoding === 'gzip') return gzipSync(bytes, { level: when === 'once' ? 9 : 6 })
  const quality = when === 'once' ? constants.BROTLI_MAX_QUALITY : 5
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
}
