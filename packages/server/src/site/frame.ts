import type { PeopleFirstData } from '@toetsbaar/extraction'
import type { AssetPaths, Frame, Gate, Words } from '@toetsbaar/web'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RouteRule } from '../access.ts'
import { Problem } from '../errors.ts'
import { addresses, frameAddresses } from './addresses.ts'
import { compress, encodingFor } from './wire.ts'

/** What every page of the site is drawn with. */
export type Surface = {
  readonly languages: readonly Words[]
  readonly assets: AssetPaths
  readonly demonstration: boolean
  /** Every route with who may use it: the desk shows nobody a link that would be refused. */
  readonly routes: readonly RouteRule[]
  /** Help lines and texts at signs of need. */
  readonly peopleFirst: Pick<PeopleFirstData, 'help' | 'texts'>
}

/** The texts of the language in the address. Throws where the site does not speak it. */
export function wordsOf(surface: Surface, lang: string): Words {
  const words = surface.languages.find(language => language.code === lang)
  if (words === undefined) throw new Problem('not-found', 'Check the address.')
  return words
}

/** The language of an address; for one without, what the browser asks for, else the first language. */
export function languageOf(surface: Surface, request: FastifyRequest): Words {
  const codes = surface.languages.map(language => language.code)
  const inPath = request.url.split(/[/?]/)[1]
  const asked = (request.headers['accept-language'] ?? '').split(',').map(part => part.trim().slice(0, 2).toLowerCase())
  const found = [inPath, ...asked].find(code => code !== undefined && codes.includes(code))
  return wordsOf(surface, found ?? codes[0] ?? 'nl')
}

/** The frame of a page: the same page in every language, and whether a report is open in this browser. */
export function frameOf(surface: Surface, request: FastifyRequest, words: Words): Frame {
  const to = addresses(words.code)
  const path = request.url.split('?')[0] ?? '/'
  const elsewhere = (code: string) => (path.startsWith(`/${words.code}`) ? `/${code}${path.slice(3)}` : `/${code}`)
  return {
    words,
    languages: surface.languages.map(({ code, name }) => ({ code, name, href: elsewhere(code) })),
    assets: surface.assets,
    to: frameAddresses(to),
    demonstration: surface.demonstration,
    peopleFirst: {
      help: surface.peopleFirst.help,
      texts: surface.peopleFirst.texts[words.code === 'nl' ? 'nl' : 'en'],
    },
    ...(request.session?.get('case') !== undefined && { openCase: { status: to.status, leave: to.leave } }),
  }
}

/** Where a form goes, with its token and the version that it was drawn from. */
export function gateOf(reply: FastifyReply, action: string, version: number): Gate {
  return { action, csrf: reply.generateCsrf(), version: String(version) }
}

/** The same, for a form with free text: changing the language draws it again with what was typed. */
export function switchGateOf(surface: Surface, reply: FastifyReply, action: string, version: number): Gate {
  const elsewhere = surface.languages.map(({ code }) => [code, action.replace(/^\/[^/]+/, `/${code}`)])
  return { ...gateOf(reply, action, version), switch: Object.fromEntries(elsewhere) }
}

/** Sends a page. Pages about a report are in no cache, so that the next person at this machine finds none. */
export function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  const encoding = encodingFor(reply.request.headers['accept-encoding'])
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-encoding')
    .headers(encoding === undefined ? {} : { 'content-encoding': encoding })
    .header('content-language', /<html lang="([a-z-]+)"/.exec(html)?.[1] ?? 'nl')
    .type('text/html; charset=utf-8')
    .send(encoding === undefined ? html : compress(Buffer.from(html), encoding, 'now'))
}
