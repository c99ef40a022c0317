import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import session from '@fastify/secure-session'
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { type GuardParts, guardRoutes } from './access.ts'
import type { Config } from './config.ts'
import { Problem, sendProblem } from './errors.ts'
import { type LogTo, logging } from './logging.ts'
import type { Secrets } from './secrets.ts'

/** No request but an attachment may be larger, in bytes. */
const bodyLimit = 1024 * 1024

/**
 * An HTTP server without routes: limits, headers, sessions, the guard, and problems as answers. `page` draws a problem for
 * a person.
 * No inline script or style runs on its pages and nothing is loaded from elsewhere.
 */
export async function openApp(
  config: Pick<Config, 'log' | 'trustProxy' | 'requestsPerMinute' | 'origin' | 'signIn'>,
  secrets: Pick<Secrets, 'session'>,
  page: (problem: Problem, status: number, request: FastifyRequest) => string,
  guard: GuardParts,
  logTo?: LogTo,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: logging(config.log, logTo),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: config.trustProxy,
    forceCloseConnections: true,
    return503OnClosing: false,
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, page))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Problem('not-found', 'Check the address.'), request, reply, page),
  )
  app.addHook('onResponse', (request, reply, done) => {
    const { url = 'none', method } = request.routeOptions
    request.log.info({ route: url, method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
    done()
  })
  const secure = config.origin?.startsWith('https:') ?? false
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'connect-src': ["'self'"],
        'font-src': ["'self'"],
        // Signing out goes on to the provider, and browsers hold the policy of the form against that too.
        'form-action': ["'self'", ...(config.signIn === undefined ? [] : [new URL(config.signIn.issuer).origin])],
        'frame-ancestors': ["'none'"],
        'img-src': ["'self'", 'data:'],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        ...(secure && { 'upgrade-insecure-requests': [] }),
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  })
  await app.register(rateLimit, {
    max: config.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: request => request.ip,
    errorResponseBuilder: (_, context) =>
      new Problem('too-many-requests', `Wait ${Math.ceil(context.ttl / 1000)} seconds and try again.`),
  })
  await app.register(cookie)
  await app.register(session, {
    cookieName: secure ? '__Host-toetsbaar' : 'toetsbaar',
    key: secrets.session,
    expiry: 24 * 60 * 60,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure },
  })
  await app.register(csrf, { sessionPlugin: '@fastify/secure-session' })
  await app.register(formbody, { bodyLimit })
  guardRoutes(app, guard)
  return app
}
