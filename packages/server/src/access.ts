import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './errors.ts'

/** What a person may be at the desk. Who may do what stands in docs/desk.md; every route names its own roles. */
export const roles = [
  'intake-officer',
  'team-lead',
  'system-owner',
  'assessor',
  'auditor',
  'administrator',
  'prosecutor',
  'defence',
  'supervisor',
] as const
export type Role = (typeof roles)[number]

/** Every route declares one in its Fastify `config`; a route without one stops the start. */
export type Access =
  /** Public pages, assets, descriptions of the API. */
  | 'anyone'
  /** A citizen's own report: the route itself checks the case in the session or the token. */
  | 'reporter'
  /** A signed-in person who acts in one of these roles, with a role that has not ended. */
  | { readonly roles: readonly Role[] }

declare module 'fastify' {
  interface FastifyContextConfig {
    access: Access
  }
}

/** Who is signed in. `id` is opaque; `name` is shown and never logged. */
export type Person = {
  readonly id: string
  readonly name: string
  /** The one in which this person acts now. */
  readonly role: Role
  /** All that have not ended. */
  readonly roles: readonly Role[]
  readonly team: string | undefined
  /** The last day of the role in which this person acts, YYYY-MM-DD. */
  readonly until: string | undefined
}

/** One route with its rule. */
export type RouteRule = { readonly method: string; readonly url: string; readonly access: Access }

export type GuardParts = {
  /** The table of routes with their rules, filled as routes are added. */
  readonly routes: RouteRule[]
  /** Who sends this request; undefined where nobody is signed in. */
  readonly whoAsks: (request: FastifyRequest) => Promise<Person | undefined>
  /** Told where a person is refused: for the access log. */
  readonly refused: (person: Person, url: string, problem: Problem) => Promise<void>
  /** Where a person signs in who wanted to see this page. */
  readonly signIn: (request: FastifyRequest) => string
}

const asking = new WeakMap<FastifyRequest, Person>()
/** Forms of nobody: what was typed is read, so that the page that sends to signing in can keep it. */
const late = new WeakSet<FastifyRequest>()

/**
 * Puts the guard on an app, before any route: a route without a rule throws at the start, and no request reaches a route
 * that its sender may not use.
 */
export function guardRoutes(app: FastifyInstance, { routes, whoAsks, refused, signIn }: GuardParts): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access
    if (access === undefined)
      throw new Error(
        `The route ${method} ${url} does not say who may use it. Give it config: { access } (see server/src/access.ts).`,
      )
    for (const each of [method].flat()) routes.push({ method: each, url, access })
  })
  app.addHook('onRequest', async (request, reply): Promise<FastifyReply | undefined> => {
    // No route at this address: there is nothing to guard, and the answer is that there is nothing.
    if (request.routeOptions.url === undefined) return undefined
    const { access } = request.routeOptions.config
    if (access === 'anyone' || access === 'reporter') return undefined
    const person = await whoAsks(request)
    if (person === undefined) {
      if ((request.method === 'GET' || request.method === 'HEAD') && !request.url.startsWith('/api/'))
        return reply.redirect(signIn(request), 303)
      if (request.method === 'POST' && request.headers['content-type'] === 'application/x-www-form-urlencoded') {
        late.add(request)
        return undefined
      }
      throw signInNeeded()
    }
    asking.set(request, person)
    if (!access.roles.includes(person.role)) {
      const detail = `This is for ${access.roles.join(', ')}. You act as ${person.role}.`
      const problem = new Problem('role-refused', detail, { extra: { roles: access.roles } })
      await refused(person, request.routeOptions.url, problem)
      throw problem
    }
    return undefined
  })
  app.addHook('preValidation', async request => {
    if (late.has(request)) throw signInNeeded()
  })
}

function signInNeeded(): Problem {
  return new Problem('sign-in-needed', 'Sign in first. What you typed is still in your browser when you go back.')
}

/** Whether a role may look at an address, by its pattern, e.g. `/:lang/desk`. */
export function mayLook(routes: readonly RouteRule[], url: string, role: Role): boolean {
  const rule = routes.find(each => each.method === 'GET' && each.url === url)
  return rule !== undefined && typeof rule.access === 'object' && rule.access.roles.includes(role)
}

/** In a route with roles: who asks. Throws where nobody is signed in, which is a fault: the guard came first. */
export function personOf(request: FastifyRequest): Person {
  const person = asking.get(request)
  if (person === undefined) throw new Error('Nobody is known here: the route does not name roles in its access')
  return person
}
