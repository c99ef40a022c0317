import type { FastifyReply, FastifyRequest } from 'fastify'

/** The cookie of the desk: it holds a token of the table of sessions and nothing else, apart from the citizen's cookie. */
export type DeskCookie = {
  read(request: FastifyRequest): string | undefined
  set(reply: FastifyReply, token: string): void
  clear(reply: FastifyReply): void
}

/** @param secure whether the public reaches the site by https; the browser then holds the cookie to this host */
export function deskCookie(secure: boolean): DeskCookie {
  const name = secure ? '__Host-toetsbaar-desk' : 'toetsbaar-desk'
  // Lax, because a strict one would not be sent on the way back from the provider.
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    read: request => request.cookies[name],
    // No end of its own: it goes when the browser closes, and the session ends on the server before that.
    set: (reply, token) => void reply.setCookie(name, token, options),
    clear: reply => void reply.clearCookie(name, options),
  }
}
