import { renderRead } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { Reports } from '../reports.ts'
import { withhold } from '../withheld.ts'
import { addresses } from './addresses.ts'
import { longestStory, readForm } from './form.ts'
import { frameOf, type Surface, sendPage, switchGateOf, wordsOf } from './frame.ts'
import { modelLanguage, titleOf } from './pages.ts'

type InLanguage = { Params: { lang: string } }

/** Anyone can try how a text is read, with the weights of each reading. Nothing is stored. */
export function addRead(app: FastifyInstance, surface: Surface, reports: Reports): void {
  const draw = (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    page: Pick<Parameters<typeof renderRead>[0], 'text' | 'problems' | 'found'>,
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const gate = switchGateOf(surface, reply, addresses(words.code).read, 0)
    const html = renderRead({ frame: frameOf(surface, request, words), gate, ...page })
    return sendPage(reply, html, page.problems.length === 0 ? 200 : 422)
  }

  app.get<InLanguage>('/:lang/read', { config: { access: 'anyone' } }, (request, reply) =>
    draw(request, reply, { text: '', problems: [] }),
  )

  app.post<InLanguage>(
    '/:lang/read',
    { preHandler: app.csrfProtection, config: { access: 'anyone' } },
    async (request, reply) => {
      const form = readForm(request.body)
      if (form === undefined)
        throw new Problem('invalid-input', 'The form misses its step or version. Load the page again.')
      const text = form.typed.text ?? ''
      if (form.typed.do === 'switch') return draw(request, reply, { text: withhold(text).text, problems: [] })
      if (text.trim() === '') return draw(request, reply, { text, problems: [{ field: 'text', code: 'required' }] })
      if (text.length > longestStory)
        return draw(request, reply, {
          text,
          problems: [{ field: 'text', code: 'too-long', fillings: { limit: longestStory } }],
        })
      const { reading, model, text: shown } = await reports.tryOut(text)
      const lang = modelLanguage(request.params.lang)
      const found = { reading, texts: model.texts[lang], model: titleOf(model, lang) }
      return draw(request, reply, { text: shown, problems: [], found })
    },
  )
}
