import type { Register } from '@toetsbaar/register'
import { renderEntries, renderEntry } from '@toetsbaar/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { addresses } from './addresses.ts'
import { frameOf, type Surface, sendPage, wordsOf } from './frame.ts'
import { modelLanguage } from './pages.ts'
import { openPublished } from './register-published.ts'
import { addWorries, type WorryParts } from './register-worry.ts'

type InLanguage = { Params: { lang: string }; Querystring: { on?: string } }
type OfEntry = { Params: { lang: string; id: string }; Querystring: { on?: string } }

const anyone = { config: { access: 'anyone' } } as const

export type RegisterParts = WorryParts & { readonly register: Pick<Register, 'entry' | 'entries' | 'timeline' | 'act'> }

/**
 * The public register: what runs here, on what ground, what it has to reach, and what is missing; now, or on an earlier day.
 * What is withheld does not show, on any day.
 */
export function addRegister(app: FastifyInstance, surface: Surface, parts: RegisterParts): void {
  const { clock } = parts
  const published = openPublished(parts.register, clock)

  app.get<InLanguage>('/:lang/register', anyone, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const on = dayAsked(request, clock)
    const asked = on === undefined ? '' : `?on=${request.query.on}`
    const [list, exemptions] = await Promise.all([
      published.list(modelLanguage(words.code), on?.end),
      published.exemptions(),
    ])
    const entries = list.map(({ id, name, summary, state, since }) => ({
      name,
      purpose: summary,
      state,
      since,
      href: `${to.entry(id)}${asked}`,
    }))
    const frame = frameOf(surface, request, words)
    return sendPage(
      reply,
      renderEntries({ frame, entries, exemptions, on: on?.day, here: to.register, correction: to.listCorrection }),
    )
  })

  app.get<OfEntry>('/:lang/register/:id', anyone, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const on = dayAsked(request, clock)
    const { id } = request.params
    const entry = await published.entry(id, modelLanguage(words.code), on?.end)
    if (entry === undefined) throw new Problem('not-found', 'The register has no such entry. See the list.')
    const frame = frameOf(surface, request, words)
    return sendPage(reply, renderEntry({ frame, entry, on: on?.day, here: to.entry(id), worry: to.worry(id) }))
  })

  addWorries(app, surface, published, parts)
}

const dayMs = 24 * 60 * 60 * 1000

/** The day in the address, with its last moment (UTC). Undefined where it is today, still to come, or no day. */
export function dayAsked(
  request: FastifyRequest<{ Querystring: { on?: string } }>,
  clock: () => Date,
): { readonly day: Date; readonly end: string } | undefined {
  const { on = '' } = request.query
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return undefined
  const day = new Date(`${on}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== on) return undefined
  const end = day.getTime() + dayMs - 1
  return end >= clock().getTime() ? undefined : { day, end: new Date(end).toISOString() }
}
