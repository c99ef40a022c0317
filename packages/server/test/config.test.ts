import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const read = (env: Record<string, string>) => readConfig('/srv', '/srv', env)
const provider = { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'toetsbaar' }

describe('settings of signing in', () => {
  test('are a provider, a name, and a secret where there is one', () => {
    expect(read({}).signIn).toBeUndefined()
    expect(read(provider).signIn).toEqual({
      issuer: 'https://login.example',
      clientId: 'toetsbaar',
      clientSecret: undefined,
      firstAdministrator: undefined,
    })
    const full = { ...provider, OIDC_CLIENT_SECRET: 's', TOETSBAAR_FIRST_ADMINISTRATOR: 'boss' }
    expect(read(full).signIn).toMatchObject({ clientSecret: 's', firstAdministrator: 'boss' })
  })

  test('and a demonstration exclude each other', () => {
    expect(read({}).demonstration).toBe(true)
    expect(read({ HOST: '::1' }).demonstration).toBe(true)
    expect(read({ HOST: '0.0.0.0' }).demonstration).toBe(false)
    expect(read({ TOETSBAAR_DEMONSTRATION: 'no' }).demonstration).toBe(false)
    expect(read(provider).demonstration).toBe(false)
    expect(() => read({ ...provider, TOETSBAAR_DEMONSTRATION: 'yes' })).toThrow(ConfigError)
  })

  test.each<[Record<string, string>, RegExp]>([
    [{ OIDC_ISSUER: 'https://login.example' }, /OIDC_CLIENT_ID/],
    [{ OIDC_CLIENT_ID: 'toetsbaar' }, /OIDC_ISSUER/],
    [{ OIDC_CLIENT_SECRET: 's' }, /OIDC_ISSUER/],
    [{ TOETSBAAR_FIRST_ADMINISTRATOR: 'boss' }, /OIDC_ISSUER/],
    [{ ...provider, OIDC_ISSUER: 'http://login.example' }, /https/],
    [{ ...provider, OIDC_ISSUER: 'ftp://login.example' }, /OIDC_ISSUER/],
  ])('%j are refused, and the message names what to set', (env, names) => {
    expect(() => read(env)).toThrow(ConfigError)
    expect(() => read(env)).toThrow(names)
  })

  test('let a provider on this machine go without https', () => {
    expect(read({ ...provider, OIDC_ISSUER: 'http://127.0.0.1:4000' }).signIn?.issuer).toBe('http://127.0.0.1:4000')
  })
})
