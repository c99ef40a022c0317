import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { openProvider, type SignInBegun } from '../src/sign-in/provider.ts'

const issuer = 'https://login.example'
const clientId = 'toetsbaar'
const callback = 'https://melden.example/sign-in/callback'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

type Claims = Record<string, unknown>

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (claims: Claims, key: KeyObject = privateKey, alg = 'RS256') => {
  const signed = `${part({ alg, kid: 'one', typ: 'JWT' })}.${part(claims)}`
  if (alg === 'none') return `${signed}.`
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
}

/** What the provider answers at its token endpoint, and what it was sent. */
let answer: (claims: Claims) => unknown
let sent: URLSearchParams
let begun: SignInBegun
let reachable = true

const fetchHere = async (url: string, { body }: { body?: unknown }): Promise<Response> => {
  if (!reachable) throw new TypeError('fetch failed')
  if (url.endsWith('/.well-known/openid-configuration'))
    return Response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      end_session_endpoint: `${issuer}/end`,
      id_token_signing_alg_values_supported: ['RS256', 'none'],
    })
  if (url.endsWith('/keys'))
    return Response.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] })
  if (!url.endsWith('/token')) throw new Error(`nobody asks for ${url}`)
  sent = new URLSearchParams(String(body))
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: issuer, aud: clientId, sub: 'aya', iat: now, exp: now + 300, nonce: begun.nonce }
  return Response.json({ access_token: 'x', token_type: 'Bearer', ...(answer(claims) as object) })
}

const open = (clientSecret?: string) =>
  openProvider({
    issuer,
    clientId,
    clientSecret,
    callback,
    afterSignOut: 'https://melden.example/signed-out',
    fetch: fetchHere,
  })

beforeEach(() => {
  reachable = true
  answer = claims => ({ id_token: token(claims) })
})

const back = (query: Record<string, string> = {}) =>
  new URL(`${callback}?${new URLSearchParams({ code: 'the code', state: begun.state, ...query })}`)

describe('signing in by a provider', () => {
  test('asks for a code with PKCE, state and nonce, new each time, and for nothing but who it is', async () => {
    const provider = open()
    const first = await provider.begin('nl')
    const second = await provider.begin('nl')
    const asked = Object.fromEntries(new URL(first.url).searchParams)
    expect(asked).toEqual({
      client_id: clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: callback,
      state: first.begun.state,
      nonce: first.begun.nonce,
      code_challenge: createHash('sha256').update(first.begun.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ui_locales: 'nl',
    })
    for (const key of ['state', 'nonce', 'verifier'] as const) {
      expect(first.begun[key].length).toBeGreaterThan(40)
      expect(first.begun[key]).not.toBe(second.begun[key])
    }
  })

  test('gives the subject of a token that fits, and shows the provider the verifier', async () => {
    const provider = open('a secret')
    ;({ begun } = await provider.begin('en'))
    const { subject, idToken } = await provider.finish(back(), begun)
    expect(subject).toBe('aya')
    expect(Object.fromEntries(sent)).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the code',
      redirect_uri: callback,
      code_verifier: begun.verifier,
      client_secret: 'a secret',
    })
    const end = await provider.endAddress(idToken)
    expect(end?.href.startsWith(`${issuer}/end?`)).toBe(true)
    expect(end?.searchParams.get('id_token_hint')).toBe(idToken)
    expect(end?.searchParams.get('post_logout_redirect_uri')).toBe('https://melden.example/signed-out')
  })

  const hour = 3600
  test.each<[string, (claims: Claims) => unknown]>([
    ['no id token', () => ({})],
    ['a token for somebody else', claims => ({ id_token: token({ ...claims, aud: 'another' }) })],
    ['a token of another provider', claims => ({ id_token: token({ ...claims, iss: 'https://evil.example' }) })],
    ['a token that has expired', claims => ({ id_token: token({ ...claims, exp: Number(claims.iat) - hour }) })],
    ['a token of another signing in', claims => ({ id_token: token({ ...claims, nonce: 'another' }) })],
    ['a token without a nonce', ({ nonce, ...claims }) => ({ id_token: token(claims) })],
    ['a token without a subject', ({ sub, ...claims }) => ({ id_token: token(claims) })],
    ['a token signed with a key of nobody', claims => ({ id_token: token(claims, stranger) })],
    ['a token that is not signed', claims => ({ id_token: token(claims, privateKey, 'none') })],
    ['what is no token', () => ({ id_token: 'a.b.c' })],
  ])('is refused with %s', async (_, made) => {
    const provider = open()
    ;({ begun } = await provider.begin('en'))
    answer = made
    await expect(provider.finish(back(), begun)).rejects.toMatchObject({ problem: 'sign-in-failed' })
  })

  test.each<[string, Record<string, string>]>([
    ['another state', { state: 'another' }],
    ['no state', { state: '' }],
    ['an error of the provider', { error: 'access_denied' }],
    ['an answer that names another provider', { iss: 'https://evil.example' }],
  ])('is refused at an address with %s', async (_, query) => {
    const provider = open()
    ;({ begun } = await provider.begin('en'))
    await expect(provider.finish(back(query), begun)).rejects.toMatchObject({ problem: 'sign-in-failed' })
  })

  test('waits for a provider that was away: it is asked again', async () => {
    const provider = open()
    reachable = false
    await expect(provider.begin('en')).rejects.toMatchObject({ problem: 'provider-away' })
    reachable = true
    expect((await provider.begin('en')).url).toContain(issuer)
  })
})
