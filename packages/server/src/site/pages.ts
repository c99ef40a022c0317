import { drawModel, type Lang, type Model } from '@toetsbaar/rulebook'
import { renderModel, renderModels, renderStart, renderStatement } from '@toetsbaar/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { Intake } from '../run.ts'
import { addresses } from './addresses.ts'
import { frameOf, languageOf, type Surface, sendPage, wordsOf } from './frame.ts'

type InLanguage = { Params: { lang: string } }

/** The language of the models' texts that goes with a language of the site. */
export function modelLanguage(code: string): Lang {
  return code === 'nl' ? 'nl' : 'en'
}

/** The pages that are about no report: start, models, privacy, accessibility. Anyone may read and keep them. */
export function addPages(
  app: FastifyInstance,
  surface: Surface,
  { models, lawOf }: Pick<Intake, 'models' | 'lawOf'>,
): void {
  const drawn = new Map<string, string>()
  /** The argument graph of the first stored case of a model, drawn once. */
  const graphOf = (model: Model, lang: Lang): string => {
    const key = `${model.digest} ${lang}`
    const svg = drawn.get(key) ?? drawModel(lawOf(model), model.cases[0]?.known ?? [], lang)
    drawn.set(key, svg)
    return svg
  }
  const frame = (request: FastifyRequest<InLanguage>) =>
    frameOf(surface, request, wordsOf(surface, request.params.lang))

  app.get('/', { config: { access: 'anyone' } }, (request, reply) =>
    reply.redirect(`/${languageOf(surface, request).code}`, 302),
  )

  app.get<InLanguage>('/:lang', { config: { access: 'anyone' } }, (request, reply) =>
    sendPage(reply, renderStart({ frame: frame(request), begin: addresses(request.params.lang).story })),
  )

  for (const about of ['privacy', 'accessibility'] as const)
    app.get<InLanguage>(`/:lang/${about}`, { config: { access: 'anyone' } }, (request, reply) =>
      sendPage(reply, renderStatement({ frame: frame(request), about })),
    )

  app.get<InLanguage>('/:lang/models', { config: { access: 'anyone' } }, (request, reply) => {
    const { lang } = request.params
    const shown = models.map(model => ({
      title: titleOf(model, modelLanguage(lang)),
      from: model.from,
      rules: model.rules.length,
      href: addresses(lang).model(model.subject, model.from),
    }))
    return sendPage(reply, renderModels({ frame: frame(request), models: shown }))
  })

  app.get<{ Params: { lang: string; subject: string; from: string } }>(
    '/:lang/models/:subject/:from',
    { config: { access: 'anyone' } },
    (request, reply) => {
      const { lang, subject, from } = request.params
      const model = models.find(each => each.subject === subject && each.from === from)
      if (model === undefined) throw new Problem('not-found', 'There is no such model. See the list of models.')
      const others = models.filter(each => each.subject === subject && each.from !== from)
      const versions = others.map(each => ({ from: each.from, href: addresses(lang).model(subject, each.from) }))
      const texts = model.texts[modelLanguage(lang)]
      const alternative = descriptionIn(graphOf(model, modelLanguage(lang)))
      const graph = { href: addresses(lang).graph(subject, from), alternative }
      return sendPage(reply, renderModel({ frame: frame(request), model, texts, versions, graph }))
    },
  )

  app.get<{ Params: { lang: string; subject: string; from: string } }>(
    '/:lang/models/:subject/:from/graph.svg',
    { config: { access: 'anyone' } },
    (request, reply) => {
      const { lang, subject, from } = request.params
      const { code } = wordsOf(surface, lang)
      const model = models.find(each => each.subject === subject && each.from === from)
      if (model === undefined) throw new Problem('not-found', 'There is no such model. See the list of models.')
      return reply
        .header('cache-control', 'public, max-age=3600')
        .type('image/svg+xml')
        .send(graphOf(model, modelLanguage(code)))
    },
  )
}

/** What a picture says in words, as plain text. */
function descriptionIn(svg: string): string {
  const [, description = ''] = /<desc[^>]*>([\s\S]*?)<\/desc>/.exec(svg) ?? []
  return description
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** What a model is called; a model without a title goes by its subject. */
export function titleOf(model: Model, lang: Lang): string {
  return model.texts[lang][`model.${model.subject}.title`] ?? model.texts[lang]['model.title'] ?? model.subject
}
