import type { FastifyInstance } from 'fastify'
import type { WitnessDesk } from '../witness.ts'

/** 63 hashes and a checkpoint with its signatures are far below this, in bytes. */
const bodyLimit = 64 * 1024

/**
 * The witness over HTTP, as C2SP tlog-witness describes it: other people's logs send their checkpoints here. Statuses and
 * bodies are that protocol's, not those of our API.
 */
export async function addWitness(app: FastifyInstance, witness: WitnessDesk): Promise<void> {
  // Clients of the protocol send any media type, or none.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit }, (_, body, done) => done(null, body))

  const config = { access: 'anyone' } as const
  app.post('/add-checkpoint', { bodyLimit, config }, async (request, reply) => {
    const { status, type, body } = await witness.addCheckpoint(typeof request.body === 'string' ? request.body : '')
    return reply.status(status).header('content-type', type).header('cache-control', 'no-store').send(body)
  })

  app.get('/public-key', { config }, async (_, reply) =>
    reply.type('text/plain; charset=utf-8').send(`${witness.verifier}\n`),
  )

  app.get('/logs', { config }, async (_, reply) => {
    const seen = await witness.seen()
    const logs = seen.map(({ origin, last }) => ({
      origin,
      ...(last !== undefined && { size: last.size, root: last.root.toString('base64') }),
    }))
    return reply.header('cache-control', 'no-store').send({ logs })
  })
}
