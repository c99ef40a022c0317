import type { Assets } from '@toetsbaar/web'
import type { FastifyInstance } from 'fastify'

/** The style sheets and fonts. Their names carry a hash of their bytes, so a browser keeps them for a year. */
export function addAssets(app: FastifyInstance, assets: Assets): void {
  for (const asset of assets.files)
    app.get(asset.path, { config: { rateLimit: false } }, (_, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('cross-origin-resource-policy', 'same-origin')
        .type(asset.type)
        .send(Buffer.from(asset.bytes)),
    )
}
