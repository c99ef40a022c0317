import { renderRefused, renderRole, renderSignIn } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { personOf, roles } from '../access.ts'
import { Problem } from '../errors.ts'
import { localDay } from '../local-day.ts'
import { addresses, returnAddresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { frameOf, languageOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { deskFrameOf, deskHome } from './desk-frame.ts'
import type { SignIn } from './sign-in.ts'

type InLanguage = { Params: { lang: string } }
type Door = { Params: { lang: string }; Querystring: { then?: string; out?: string } }

/** Between going to the provider and coming back. */
const longestWayMs = 15 * 60_000

const byAnyone = { config: { access: 'anyone' } } as const
const atThePace = { config: { access: 'anyone', rateLimit: { max: 120, timeWindow: 60_000 } } } as const
const signedIn = { config: { access: { roles } } } as const

/** The way in and out of the desk. */
export function addSignIn(app: FastifyInstance, surface: Surface, signIn: SignIn, clock: () => Date): void {
  const { accounts, sessions, cookie, logged, guard } = signIn

  app.get<Door>('/:lang/sign-in', byAnyone, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const person = await guard.whoAsks(request)
    const then = wayOn(request.query.then)
    if (person !== undefined) return reply.redirect(then ?? deskHome(surface.routes, person.role, words.code), 303)
    const provider = await signIn.provider(app, request)
    const begin = `${addresses(words.code).beginSignIn}${then === undefined ? '' : `?then=${encodeURIComponent(then)}`}`
    const html = renderSignIn({
      frame: frameOf(surface, request, words),
      ...(provider !== undefined && { begin }),
      signedOut: request.query.out !== undefined,
    })
    return sendPage(reply, html)
  })

  app.get<Door>('/:lang/sign-in/begin', atThePace, async (request, reply) => {
    const { code } = wordsOf(surface, request.params.lang)
    const origin = signIn.originOf(request)
    // The provider sends the browser back to one address; what is kept till then has to be of that address too.
    if (new URL(origin).host !== request.host) return reply.redirect(origin + request.url, 303)
    const provider = await signIn.provider(app, request)
    if (provider === undefined) return reply.redirect(addresses(code).signIn, 303)
    const { url, begun } = await provider.begin(code)
    const until = clock().getTime() + longestWayMs
    request.session.set('signIn', { ...begun, then: wayOn(request.query.then), lang: code, until })
    return reply.redirect(url, 303)
  })

  app.get(returnAddresses.callback, atThePace, async (request, reply) => {
    const begun = request.session.get('signIn')
    // An answer counts once, whatever it says.
    request.session.set('signIn', undefined)
    const provider = await signIn.provider(app, request)
    if (begun === undefined || provider === undefined || begun.until < clock().getTime())
      throw new Problem('sign-in-failed', 'No signing in was begun in this browser in the last minutes. Begin again.')
    const { subject, idToken } = await provider.finish(new URL(request.url, signIn.originOf(request)), begun)
    const id = accounts.idOf(subject)
    const account = await accounts.find(id)
    const [role] = account?.roles ?? []
    const over = account === undefined || account.ended !== undefined || account.until < localDay(clock())
    if (over || role === undefined)
      return refuse(request, reply, begun.lang, account === undefined ? 'account' : 'ended', id)
    // Whoever was signed in here before is out: a session is never taken over.
    const before = cookie.read(request)
    if (before !== undefined) await sessions.end(before)
    cookie.set(reply, await logged({ id, role }, 'desk.sign-in', () => sessions.begin(id, role, idToken)))
    return reply.redirect(begun.then ?? deskHome(surface.routes, role, begun.lang), 303)
  })

  const refuse = async (
    request: FastifyRequest,
    reply: FastifyReply,
    lang: string,
    kind: 'account' | 'ended',
    number: string,
  ) => {
    const frame = frameOf(surface, request, wordsOf(surface, lang))
    return sendPage(reply, renderRefused({ frame, kind, number, next: addresses(lang).signIn }), 403)
  }

  const guarded = { ...byAnyone, preHandler: app.csrfProtection }
  app.post<InLanguage>('/:lang/sign-out', guarded, async (request, reply) => {
    const { code } = wordsOf(surface, request.params.lang)
    const token = cookie.read(request)
    const person = await guard.whoAsks(request)
    const end = async () => (token === undefined ? undefined : sessions.end(token))
    const idToken = await (person === undefined ? end() : logged(person, 'desk.sign-out', end))
    cookie.clear(reply)
    // A form that still lies open in another tab was of who just left.
    request.session.set('_csrf', undefined)
    const there = await endAtProvider(request, idToken)
    return reply.redirect(there ?? `${addresses(code).signIn}?out=yes`, 303)
  })

  /** Where the session at the provider ends; undefined where it offers that not, or gives no answer: here, all is over anyway. */
  const endAtProvider = async (request: FastifyRequest, idToken: string | undefined) => {
    try {
      return (await (await signIn.provider(app, request))?.endAddress(idToken))?.href
    } catch (error) {
      if (error instanceof Problem) return undefined
      throw error
    }
  }

  app.get(returnAddresses.signedOut, byAnyone, (request, reply) =>
    reply.redirect(`${addresses(languageOf(surface, request).code).signIn}?out=yes`, 303),
  )

  app.get<InLanguage>('/:lang/role', signedIn, (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    return sendPage(reply, renderRole({ frame: deskFrameOf(surface, request, reply, words) }))
  })

  app.post<InLanguage>('/:lang/role', { ...signedIn, preHandler: app.csrfProtection }, async (request, reply) => {
    const { code } = wordsOf(surface, request.params.lang)
    const person = personOf(request)
    const wanted = readForm(request.body)?.typed.role
    const role = person.roles.find(each => each === wanted)
    const before = cookie.read(request)
    if (role === undefined || before === undefined)
      throw new Problem('role-refused', 'This account does not have that role.', { extra: { roles: person.roles } })
    const token = await logged({ id: person.id, role }, 'desk.take-role', async () =>
      sessions.begin(person.id, role, await sessions.end(before)),
    )
    cookie.set(reply, token)
    return reply.redirect(deskHome(surface.routes, role, code), 303)
  })
}

/** Where somebody wanted to go, if that is a page of this site: nobody is sent elsewhere by an address that others made. */
function wayOn(then: unknown): string | undefined {
  if (typeof then !== 'string' || !/^\/[a-z]{2}\//.test(then) || then.length > 2000) return undefined
  const site = 'http://site.invalid'
  const { origin, pathname, search } = new URL(then, site)
  return origin === site && !/\/(sign-in|sign-out|demonstration)(\/|$)/.test(pathname) ? pathname + search : undefined
}
