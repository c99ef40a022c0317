import type { DeskFrame, DeskPlace, Words } from '@toetsbaar/web'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayLook, personOf, type Role, type RouteRule } from '../access.ts'
import { addresses } from '../site/addresses.ts'
import { frameOf, gateOf, type Surface } from '../site/frame.ts'

/** Where each place of the desk is, in the order of the navigation. */
const places: readonly { readonly place: DeskPlace; readonly url: string }[] = [
  { place: 'queue', url: '/:lang/desk' },
  { place: 'files', url: '/:lang/desk/files' },
  { place: 'lists', url: '/:lang/desk/lists' },
  { place: 'oversight', url: '/:lang/desk/oversight' },
  { place: 'board', url: '/:lang/register-board' },
  { place: 'look', url: '/:lang/desk/look' },
  { place: 'accounts', url: '/:lang/accounts' },
]

/** Where somebody in this role begins: the first place that it may use, or the page that says what the role is for. */
export function deskHome(routes: readonly RouteRule[], role: Role, lang: string): string {
  const first = places.find(({ url }) => mayLook(routes, url, role))
  return first === undefined ? addresses(lang).role : first.url.replace('/:lang', `/${lang}`)
}

/** The frame of a page at the desk, for who asks: links to what this role may use, and to nothing else. */
export function deskFrameOf(surface: Surface, request: FastifyRequest, reply: FastifyReply, words: Words): DeskFrame {
  const person = personOf(request)
  const to = addresses(words.code)
  const path = request.url.split('?')[0] ?? ''
  const open = places
    .filter(({ url }) => mayLook(surface.routes, url, person.role))
    .map(({ place, url }) => ({ place, href: url.replace('/:lang', `/${words.code}`) }))
  const [here] = open
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((one, other) => other.href.length - one.href.length)
  return {
    ...frameOf(surface, request, words),
    desk: {
      person: {
        name: person.name,
        role: person.role,
        ...(person.team !== undefined && { team: person.team }),
        ...(person.until !== undefined && { until: new Date(person.until) }),
      },
      nav: open.map(each => ({ ...each, current: each === here })),
      otherRoles: person.roles.filter(role => role !== person.role),
      switchRole: gateOf(reply, to.role, 0),
      signOut: gateOf(reply, to.signOut, 0),
    },
  }
}
