import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Adapter, AdapterPayload, Provider } from 'oidc-provider'
import { addresses, returnAddresses } from '../site/addresses.ts'
import { demonstrationAccounts } from './demonstration-accounts.ts'
import { openProvider, type SignInProvider } from './provider.ts'

/** Where the provider of the demonstration lies on the site. */
export const demonstrationPath = '/demonstration/provider'

const clientId = 'toetsbaar-demonstration'

/** The providers of a demonstration: one for each address under which this machine reaches the site, e.g. by another port. */
export type DemonstrationProviders = {
  /** @param origin e.g. `http://127.0.0.1:8080` */
  at(origin: string): Promise<{ readonly provider: Provider; readonly client: SignInProvider }>
}

/**
 * A real OpenID Connect provider inside the demonstration, where anybody may be any of the invented persons. It never
 * stands beside a configured provider: the configuration refuses that, and the server opens one of both.
 * @param app reaches the provider without a network
 */
export function openDemonstrationProviders(app: FastifyInstance): DemonstrationProviders {
  const made = new Map<string, Promise<{ provider: Provider; client: SignInProvider }>>()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'demonstration' }
  const cookieKey = randomBytes(32).toString('base64url')
  const make = async (origin: string) => {
    const { Provider } = await import('oidc-provider')
    const afterSignOut = `${origin}${returnAddresses.signedOut}`
    const callback = `${origin}${returnAddresses.callback}`
    const provider = new Provider(`${origin}${demonstrationPath}`, {
      adapter: memory(),
      clients: [
        {
          client_id: clientId,
          token_endpoint_auth_method: 'none',
          redirect_uris: [callback],
          post_logout_redirect_uris: [afterSignOut],
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: [cookieKey] },
      // Who signs out here is out: the page of accounts is asked at every signing in.
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
      interactions: {
        url: (_, { uid, params }) => addresses(params.ui_locales === 'en' ? 'en' : 'nl').demonstrationSignIn(uid),
      },
      findAccount: (_, id) =>
        demonstrationAccounts.some(({ subject }) => subject === id)
          ? { accountId: id, claims: () => ({ sub: id }) }
          : undefined,
      // Nobody is asked whether Toetsbaar may know who signs in to Toetsbaar.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId,
          ...(oidc.session?.accountId !== undefined && { accountId: oidc.session.accountId }),
        })
        grant.addOIDCScope('openid')
        await grant.save()
        return grant
      },
      ttl: { Session: 3600, Interaction: 600, Grant: 3600, AuthorizationCode: 60, IdToken: 3600, AccessToken: 60 },
      renderError: ctx => {
        ctx.status = 400
        ctx.type = 'text/plain'
        ctx.body = 'This way of signing in is over. Go back to the first page of the desk and begin again.'
      },
    })
    const client = openProvider({
      issuer: `${origin}${demonstrationPath}`,
      clientId,
      clientSecret: undefined,
      callback,
      afterSignOut,
      asking: { prompt: 'login' },
      fetch: async (url, { method, headers, body }) => {
        const { pathname, search, host } = new URL(url)
        const answer = await app.inject({
          method: method === 'POST' ? 'POST' : 'GET',
          url: pathname + search,
          headers: { ...headers, host },
          ...(body !== undefined && body !== null && { payload: String(body) }),
        })
        return new Response(answer.body, {
          status: answer.statusCode,
          headers: { 'content-type': String(answer.headers['content-type'] ?? 'text/plain') },
        })
      },
    })
    return { provider, client }
  }
  return {
    at: origin => {
      const found = made.get(origin) ?? make(origin)
      made.set(origin, found)
      return found
    },
  }
}

/** What the provider keeps, in memory: a restart signs nobody in and loses nothing that matters. */
function memory(): (model: string) => Adapter {
  const kept = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>()
  const most = 10_000
  return model => {
    const find = async (id: string) => {
      const found = kept.get(`${model} ${id}`)
      return found !== undefined && found.until > Date.now() ? found.payload : undefined
    }
    return {
      find,
      findByUid: async uid => {
        for (const [key, { payload }] of kept)
          if (key.startsWith(`${model} `) && payload.uid === uid) return find(key.slice(model.length + 1))
        return undefined
      },
      findByUserCode: async () => undefined,
      upsert: async (id, payload, seconds = 3600) => {
        kept.delete(`${model} ${id}`)
        kept.set(`${model} ${id}`, { payload, until: Date.now() + seconds * 1000 })
        const [oldest] = kept.keys()
        if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      },
      consume: async id => {
        const payload = await find(id)
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async id => {
        kept.delete(`${model} ${id}`)
      },
      revokeByGrantId: async grant => {
        for (const [key, { payload }] of kept) if (payload.grantId === grant) kept.delete(key)
      },
    }
  }
}
