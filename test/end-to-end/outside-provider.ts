import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** A sign-in provider of somebody else, on a port of its own, where any name signs in. */
export type OutsideProvider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  close(): Promise<void>
}

/** @param site the address of the service that signs people in here; asked when somebody comes */
export async function outsideProvider(site: string): Promise<OutsideProvider> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['toetsbaar', 'a secret of the test']
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
        redirect_uris: [`${site}/sign-in/callback`],
        post_logout_redirect_uris: [`${site}/signed-out`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'outside' }] },
    cookies: { keys: ['a cookie key of the test'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => {
          const button = `<button type="submit" name="logout" value="yes" form="op.logoutForm">Sign out here too</button>`
          ctx.body = `<!doctype html><title>Outside</title><h1>Leaving</h1>${form}${button}`
        },
      },
    },
    interactions: { url: (_, { uid }) => `/enter/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId
      const grant = new oidc.provider.Grant({ clientId, ...(accountId !== undefined && { accountId }) })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (request.url?.startsWith('/enter/') !== true) return void answer(request, response)
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html')
      return void response.end(
        '<!doctype html><title>Outside</title><h1>Outside</h1><form method="post"><label>Who? <input name="login"></label><button>In</button></form>',
      )
    }
    let body = ''
    for await (const part of request) body += String(part)
    const accountId = new URLSearchParams(body).get('login') ?? ''
    return void (await provider.interactionFinished(request, response, { login: { accountId } }))
  })
  return {
    issuer,
    clientId,
    clientSecret,
    close: () =>
      new Promise(done => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
