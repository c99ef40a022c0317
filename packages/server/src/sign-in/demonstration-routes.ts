import { renderDemonstrationSignIn } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { addresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { frameOf, gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { demonstrationAccounts } from './demonstration-accounts.ts'
import { type DemonstrationProviders, demonstrationPath } from './demonstration-provider.ts'

type Visit = { Params: { lang: string; uid: string } }

const byAnyone = { config: { access: 'anyone' } } as const

/** The provider of the demonstration on the site, and its one page: who a visitor wants to be. */
export async function addDemonstrationSignIn(
  app: FastifyInstance,
  surface: Surface,
  providers: DemonstrationProviders,
  originOf: (request: FastifyRequest) => string,
): Promise<void> {
  await app.register(async scope => {
    // The provider reads what it is sent by itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.route({
      method: ['GET', 'POST'],
      url: `${demonstrationPath}/*`,
      schema: { hide: true },
      ...byAnyone,
      handler: async (request, reply) => {
        const { provider } = await providers.at(originOf(request))
        const { raw } = request
        reply.hijack()
        const url = raw.url?.slice(demonstrationPath.length)
        // Whoever was here before is nobody to who comes now; else the provider first asks the one to leave.
        if (url?.startsWith('/auth')) raw.headers.cookie = withoutSession(raw.headers.cookie)
        Object.assign(raw, { originalUrl: raw.url, url })
        await provider.callback()(raw, reply.raw)
      },
    })
  })

  /** What a visitor came for; a `Problem` where that is over. */
  const visit = async (request: FastifyRequest<Visit>, reply: FastifyReply) => {
    const { provider } = await providers.at(originOf(request))
    try {
      const { uid } = await provider.interactionDetails(request.raw, reply.raw)
      if (uid === request.params.uid) return provider
    } catch (error) {
      throw over(error)
    }
    throw over(undefined)
  }

  app.get<Visit>('/:lang/demonstration/:uid', byAnyone, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    await visit(request, reply)
    const gate = gateOf(reply, addresses(words.code).demonstrationSignIn(request.params.uid), 0)
    const frame = frameOf(surface, request, words)
    return sendPage(reply, renderDemonstrationSignIn({ frame, gate, accounts: demonstrationAccounts }))
  })

  const guarded = { ...byAnyone, preHandler: app.csrfProtection }
  app.post<Visit>('/:lang/demonstration/:uid', guarded, async (request, reply) => {
    const provider = await visit(request, reply)
    const subject = readForm(request.body)?.typed.account
    const account = demonstrationAccounts.find(each => each.subject === subject)
    if (account === undefined) throw new Problem('invalid-input', 'Choose one of the people on the page.')
    const login = { accountId: account.subject }
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { login }), 303)
  })
}

function withoutSession(cookie: string | undefined): string {
  const kept = (cookie ?? '').split(/; */).filter(each => !each.startsWith('_session'))
  return kept.join('; ')
}

function over(cause: unknown): Problem {
  return new Problem('sign-in-failed', 'This way of signing in is over. Begin again.', { cause })
}
