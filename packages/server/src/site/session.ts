import type { FastifyRequest } from 'fastify'
import type { SignInBegun } from '../sign-in/provider.ts'

declare module '@fastify/secure-session' {
  interface SessionData {
    /** The open report of this browser: its internal id, sealed in the cookie and shown nowhere. */
    case: string
    /** The case code, from the moment it was made until the citizen leaves; nowhere else in clear. */
    code: string
    /** True where this citizen knows a word for the report: chose it here, or came back with it. */
    word: boolean
    /** What was withheld in the request before, to be told on the page after it. */
    masked: boolean
    /** What the citizen just did, to be told once. */
    done: string
    /** Somebody of the desk who went to the provider to sign in and has not come back. */
    signIn: SignInBegun & { readonly then: string | undefined; readonly lang: string; readonly until: number }
    /** How somebody of the desk looked at the queue last: their id and the query, so that they find back where they were. */
    queue: { readonly of: string; readonly query: string }
    /** The secret of the tokens in forms. */
    _csrf: string
  }
}

/** Reads a value that is told once: the page after it does not have it any more. */
export function takeOnce<Key extends 'masked' | 'done'>(request: FastifyRequest, key: Key) {
  const value = request.session.get(key)
  if (value !== undefined) request.session.set(key, undefined)
  return value
}
