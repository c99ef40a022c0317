import { type Casefile, TooManyTries } from '@toetsbaar/casefile'
import { type Problem as FieldProblem, renderKeep, renderReceipt, renderResume } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { receiptPdf } from '../receipt-pdf.ts'
import type { Report, Reports } from '../reports.ts'
import { addresses } from './addresses.ts'
import { type Form, readForm } from './form.ts'
import { frameOf, gateOf, type Surface, sendPage, wordsOf } from './frame.ts'
import { modelLanguage } from './pages.ts'

type InLanguage = { Params: { lang: string } }

/** Sends a report at its summary, with the word that the citizen chose there; `wrong` draws the form again. */
export type SendReport = (
  request: FastifyRequest<InLanguage>,
  reply: FastifyReply,
  form: Form,
  report: Report,
  wrong: (problems: readonly FieldProblem[]) => FastifyReply,
) => Promise<FastifyReply>

const dayMs = 24 * 60 * 60 * 1000
/** How long an unfinished report waits, and within how many days an officer looks. */
export const keptDays = 30
export const lookedAtDays = 14

const shortest = 6
const longest = 100

export type KeepParts = {
  readonly casefile: Casefile
  readonly reports: Reports
  readonly clock: () => Date
}

/** Stop and come back: a word, a code, the receipt, and opening a report again with both. */
export function addKeep(app: FastifyInstance, surface: Surface, { casefile, reports, clock }: KeepParts): SendReport {
  const guard = { preHandler: app.csrfProtection, config: { access: 'reporter' } } as const
  const openCase = (request: FastifyRequest) => request.session.get('case')
  const days = (count: number, from = clock()) => new Date(from.getTime() + count * dayMs)

  const drawKeep = (request: FastifyRequest<InLanguage>, reply: FastifyReply, problems: readonly FieldProblem[]) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const frame = frameOf(surface, request, words)
    const html = renderKeep({ frame, gate: gateOf(reply, to.keep, 0), problems, back: to.step, until: days(keptDays) })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  app.get<InLanguage>('/:lang/keep', { config: { access: 'reporter' } }, (request, reply) => {
    const to = addresses(wordsOf(surface, request.params.lang).code)
    if (openCase(request) === undefined) return reply.redirect(to.resume, 303)
    if (request.session.get('word') === true) return reply.redirect(to.receipt, 303)
    return drawKeep(request, reply, [])
  })

  app.post<InLanguage>('/:lang/keep', guard, async (request, reply) => {
    const id = openCase(request)
    const form = readForm(request.body)
    if (id === undefined || form === undefined) throw new Problem('form-expired', 'No report is open in this browser.')
    const word = form.typed.word ?? ''
    const problem = wordProblem(word)
    if (problem !== undefined) return drawKeep(request, reply, [problem])
    await casefile.setWord(id, word)
    request.session.set('word', true)
    return reply.redirect(addresses(request.params.lang).receipt, 303)
  })

  app.get<InLanguage>('/:lang/receipt', { config: { access: 'reporter' } }, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const id = openCase(request)
    if (id === undefined) return reply.redirect(to.resume, 303)
    const report = await reports.read(id)
    const sent = report.events.find(event => event.type === 'inquiry.sent')
    if (sent === undefined && request.session.get('word') !== true) return reply.redirect(to.keep, 303)
    const at = new Date(sent?.at ?? report.events.at(-1)?.at ?? clock())
    const code = request.session.get('code')
    const html = renderReceipt({
      frame: frameOf(surface, request, words),
      kind: sent === undefined ? 'kept' : 'sent',
      at,
      until: days(sent === undefined ? keptDays : lookedAtDays, at),
      ...(code !== undefined && { code }),
      ...(sent !== undefined && { pdf: to.receiptPdf }),
      to: { status: to.status, ...(sent === undefined && { next: to.step }) },
    })
    return sendPage(reply, html)
  })

  app.get<InLanguage>('/:lang/receipt.pdf', { config: { access: 'reporter' } }, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const id = openCase(request)
    if (id === undefined) return reply.redirect(addresses(words.code).resume, 303)
    const report = await reports.read(id)
    const sent = report.events.find(event => event.type === 'inquiry.sent')
    if (sent === undefined) throw new Problem('not-found', 'There is a receipt once the report was sent.')
    const at = new Date(sent.at)
    const until = days(lookedAtDays, at)
    const code = request.session.get('code')
    const texts = report.model.texts[modelLanguage(words.code)]
    const pdf = await receiptPdf({
      lang: modelLanguage(words.code),
      title: words.say('receipt.sent-title'),
      lead: words.say('receipt.sent-lead', { at }),
      code:
        code === undefined
          ? undefined
          : { label: words.say('receipt.code'), code, text: words.say('receipt.code-text') },
      next: {
        title: words.say('receipt.next'),
        steps: words.keys.filter(key => key.startsWith('receipt.sent-next.')).map(key => words.say(key, { until })),
      },
      advice: {
        title: words.say('summary.advice'),
        text: `${texts[`outcome.${report.advice().outcome}.title`] ?? ''}. ${words.say('page.reminder')}`,
      },
      mark: 'toetsbaar',
      at,
    })
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="toetsbaar.pdf"')
      .type('application/pdf')
      .send(pdf)
  })

  const drawResume = (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    code: string,
    problems: readonly FieldProblem[],
    status = 200,
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const frame = frameOf(surface, request, words)
    const gate = gateOf(reply, addresses(words.code).resume, 0)
    return sendPage(reply, renderResume({ frame, gate, code, problems }), status)
  }

  app.get<InLanguage>('/:lang/resume', { config: { access: 'anyone' } }, (request, reply) =>
    drawResume(request, reply, '', []),
  )

  const perAddress = { access: 'anyone', rateLimit: { max: 20, timeWindow: 60_000 } } as const
  app.post<InLanguage>('/:lang/resume', { ...guard, config: perAddress }, async (request, reply) => {
    const form = readForm(request.body)
    const code = form?.typed.code ?? ''
    try {
      const id = await casefile.find(code.slice(0, 40), (form?.typed.word ?? '').slice(0, longest * 2))
      if (id === undefined) return drawResume(request, reply, code, [{ field: 'code', code: 'code' }], 422)
      // Nothing of who used this browser before goes along.
      request.session.regenerate()
      request.session.set('case', id)
      request.session.set('word', true)
      return reply.redirect(addresses(request.params.lang).status, 303)
    } catch (error) {
      if (!(error instanceof TooManyTries)) throw error
      const wait = Math.max(1, Math.ceil((error.retryAt.getTime() - clock().getTime()) / 1000))
      return drawResume(request, reply, code, [{ field: 'code', code: 'too-many', fillings: { wait } }], 429)
    }
  })

  app.get<InLanguage>('/:lang/leave', { config: { access: 'reporter' } }, (request, reply) => {
    const to = addresses(wordsOf(surface, request.params.lang).code)
    if (openCase(request) !== undefined && request.session.get('word') !== true) return reply.redirect(to.keep, 303)
    request.session.delete()
    return reply.redirect(to.home, 303)
  })

  return async (request, reply, form, report, wrong) => {
    const to = addresses(request.params.lang)
    if (report.step.at !== 'summary') return reply.redirect(to.step, 303)
    if (request.session.get('word') !== true) {
      const word = form.typed.word ?? ''
      const problem = wordProblem(word)
      if (problem !== undefined) return wrong([problem])
      await casefile.setWord(report.id, word)
      request.session.set('word', true)
    }
    await reports.act(report.id, report.version, modelLanguage(request.params.lang), [{ kind: 'sent' }])
    return reply.redirect(to.receipt, 303)
  }
}

/** A word that people can remember and nobody guesses in five tries. */
function wordProblem(word: string): FieldProblem | undefined {
  const length = [...word.trim()].length
  if (length < shortest) return { field: 'word', code: 'word-short', fillings: { least: shortest } }
  if (length > longest) return { field: 'word', code: 'word-long', fillings: { most: longest } }
  return undefined
}
