import type { Register } from '@toetsbaar/register'
import { renderEntries, renderEntry } from '@toetsbaar/web'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../errors.ts'
import { addresses } from './addresses.ts'
import { frameOf, type Surface, sendPage, wordsOf } from './frame.ts'
import { modelLanguage } from './pages.ts'

type InLanguage = { Params: { lang: string } }
type Published = Pick<Register, 'published' | 'publishedEntry'>

/** The public register: what runs here, on what ground, what it has to reach, and what is missing. What is withheld does not show. */
export function addRegister(app: FastifyInstance, surface: Surface, register: Published): void {
  app.get<InLanguage>('/:lang/register', { config: { access: 'anyone' } }, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const entries = (await register.published(modelLanguage(words.code))).map(({ id, name, summary, state }) => ({
      name,
      purpose: summary,
      state,
      href: addresses(words.code).entry(id),
    }))
    return sendPage(reply, renderEntries({ frame: frameOf(surface, request, words), entries }))
  })

  app.get<{ Params: { lang: string; id: string } }>(
    '/:lang/register/:id',
    { config: { access: 'anyone' } },
    async (request, reply) => {
      const words = wordsOf(surface, request.params.lang)
      const entry = await register.publishedEntry(request.params.id, modelLanguage(words.code))
      if (entry === undefined) throw new Problem('not-found', 'The register has no such entry. See the list.')
      const { because, ends, digest, withheld, criteria } = entry
      const html = renderEntry({
        ...entry,
        frame: frameOf(surface, request, words),
        because,
        ends,
        digest: digest ?? '',
        partly: withheld.length > 0,
        criteria: criteria.map(({ goal, threshold, measured, met }) => ({
          goal,
          threshold,
          ...(measured !== undefined && { measured }),
          ...(met !== undefined && { met }),
        })),
      })
      return sendPage(reply, html)
    },
  )
}
