import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { apiVersion } from './routes.ts'

type Described = { headers?: Record<string, unknown>; content?: unknown }

/** The OpenAPI 3.1 description, made of the same schemas that check the requests; by the Dutch API design rules. */
export async function describeApi(app: FastifyInstance, origin: () => string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Toetsbaar',
        version: apiVersion,
        description:
          'A story in, an explained advice out. Every advice is a machine’s, never binding, and one may always report. Errors are application/problem+json (RFC 9457).',
        contact: { name: 'Toetsbaar', url: 'https://toetsbaar.example/contact', email: 'api@toetsbaar.example' },
        license: {
          name: 'EUPL-1.2',
          url: 'https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12',
        },
      },
      tags: [
        { name: 'reports', description: 'A citizen’s report, from story to advice' },
        { name: 'register', description: 'What runs here, on what ground, and whether it may' },
        { name: 'models', description: 'Legal models' },
        { name: 'ledger', description: 'What an outsider checks the ledger with' },
        { name: 'openapi', description: 'This description' },
      ],
      components: {
        securitySchemes: { report: { type: 'http', scheme: 'bearer', description: 'The token of one report' } },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: document => withVersionHeaders(jsonSchemaTransformObject(document), origin()),
  })
}

/** Every answer carries the version of the API, and addresses are told without the prefix that the server names. */
function withVersionHeaders<Document>(document: Document, origin: string): Document {
  const described = document as {
    servers?: { url: string }[]
    paths?: Record<string, Record<string, { responses?: Record<string, Described> }>>
  }
  described.servers = [{ url: `${origin}/api/v1` }]
  const paths: NonNullable<typeof described.paths> = {}
  for (const [path, operations] of Object.entries(described.paths ?? {})) {
    if (!path.startsWith('/api/v1')) continue
    paths[path.slice('/api/v1'.length) || '/'] = operations
    for (const operation of Object.values(operations))
      for (const answer of Object.values(operation.responses ?? {}))
        answer.headers = {
          ...answer.headers,
          'API-Version': { description: 'Full version of the API', schema: { type: 'string' } },
        }
  }
  described.paths = paths
  return document
}
