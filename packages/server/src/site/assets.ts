import type { Assets } from '@toetsbaar/web'
import type { FastifyInstance } from 'fastify'
import { compress, encodingFor } from './wire.ts'

/** Fonts are compressed as they are. */
const compressible = /^(text\/|image\/svg)/

/**
 * The style sheets and fonts. Their names carry a hash of their bytes, so a browser keeps them for a year; text is
 * compressed once, at the start. The headers that guard a page do nothing for a style sheet or a font, and would be a
 * tenth of the first page; what counts for a file is said here.
 */
export function addAssets(app: FastifyInstance, assets: Assets): void {
  for (const asset of assets.files) {
    const plain = Buffer.from(asset.bytes)
    const text = compressible.test(asset.type)
    const packed = text
      ? { br: compress(plain, 'br', 'once'), gzip: compress(plain, 'gzip', 'once') }
      : { br: plain, gzip: plain }
    app.get(asset.path, { config: { access: 'anyone', rateLimit: false }, helmet: false }, (request, reply) => {
      const encoding = text ? encodingFor(request.headers['accept-encoding']) : undefined
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('cross-origin-resource-policy', 'same-origin')
        .header('x-content-type-options', 'nosniff')
        .headers(text ? { vary: 'accept-encoding' } : {})
        .headers(encoding === undefined ? {} : { 'content-encoding': encoding })
        .type(asset.type)
        .send(encoding === undefined ? plain : packed[encoding])
    })
  }
}
