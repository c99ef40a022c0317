import * as oidc from 'openid-client'
import { Problem } from '../errors.ts'

/** What is kept in the browser's sealed session between going to the provider and coming back. */
export type SignInBegun = {
  readonly state: string
  readonly nonce: string
  /** The PKCE verifier, which only who began can show (RFC 7636). */
  readonly verifier: string
}

/** Who the provider says that it is. */
export type SignedIn = { readonly subject: string; readonly idToken: string }

/** A sign-in provider by OpenID Connect: authorization code with PKCE, state and nonce. */
export type SignInProvider = {
  /** Where the browser goes to sign in, and what to keep until it comes back. */
  begin(lang: string): Promise<{ readonly url: string; readonly begun: SignInBegun }>
  /** Who came back at this address. Throws a `Problem` where anything does not fit. */
  finish(at: URL, begun: SignInBegun): Promise<SignedIn>
  /** Where the browser goes to end the session at the provider too; undefined where it offers that not. */
  endAddress(idToken: string | undefined): Promise<URL | undefined>
}

export type ProviderOptions = {
  readonly issuer: string
  readonly clientId: string
  /** Undefined: a public client, which PKCE alone guards. */
  readonly clientSecret: string | undefined
  /** Where the provider sends the browser back to, after signing in and after signing out. */
  readonly callback: string
  readonly afterSignOut: string
  /** Further parameters of the request, e.g. `prompt`. */
  readonly asking?: Readonly<Record<string, string>>
  /** How the provider is reached, where not over the network. */
  readonly fetch?: oidc.CustomFetch
}

/** A provider by its issuer. What it can is discovered at the first use, and again after a failure: a start does not wait for it. */
export function openProvider(options: ProviderOptions): SignInProvider {
  const { issuer, clientId, clientSecret, callback, afterSignOut, asking = {}, fetch } = options
  const server = new URL(issuer)
  let known: Promise<oidc.Configuration> | undefined
  const discover = async () => {
    try {
      return await oidc.discovery(
        server,
        clientId,
        {},
        clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret),
        {
          timeout: 10,
          // The id token's signature is checked against the provider's keys, whatever the way that it came.
          execute: [
            oidc.enableNonRepudiationChecks,
            ...(server.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
          ],
          ...(fetch !== undefined && { [oidc.customFetch]: fetch }),
        },
      )
    } catch (error) {
      known = undefined
      throw new Problem('provider-away', 'The sign-in provider gives no answer. Try again in a few minutes.', {
        cause: error,
      })
    }
  }
  const configuration = () => {
    known ??= discover()
    return known
  }
  return {
    begin: async lang => {
      const begun = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: 'openid',
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        ui_locales: lang,
        ...asking,
      })
      return { url: url.href, begun }
    },
    finish: async (at, begun) => {
      const settled = await configuration()
      try {
        const tokens = await oidc.authorizationCodeGrant(settled, at, {
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined || tokens.id_token === undefined) throw new TypeError('no id token came')
        return { subject: claims.sub, idToken: tokens.id_token }
      } catch (error) {
        throw new Problem('sign-in-failed', 'The provider did not confirm who you are. Begin again.', { cause: error })
      }
    },
    endAddress: async idToken => {
      const settled = await configuration()
      if (settled.serverMetadata().end_session_endpoint === undefined) return undefined
      return oidc.buildEndSessionUrl(settled, {
        post_logout_redirect_uri: afterSignOut,
        ...(idToken !== undefined && { id_token_hint: idToken }),
      })
    },
  }
}
