import { StaleCase, UnknownCase } from '@toetsbaar/casefile'
import { InquiryError } from '@toetsbaar/inquiry'
import { type Problem as FieldProblem, renderStale, renderStory } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { Report, Reports } from '../reports.ts'
import { withhold } from '../withheld.ts'
import { askedFor, storyProblem } from './acts.ts'
import { addresses } from './addresses.ts'
import { changesSince, shownFields } from './changes.ts'
import { drawStep, questionAgain, saidSince } from './draw.ts'
import { type Form, longestStory, readForm } from './form.ts'
import { frameOf, gateOf, type Surface, sendPage, switchGateOf, wordsOf } from './frame.ts'
import type { SendReport } from './keep.ts'
import { modelLanguage } from './pages.ts'
import { takeOnce } from './session.ts'
import { asksSubject, drawSubject } from './subject.ts'

type InLanguage = { Params: { lang: string } }
type AtVersion = { Params: { lang: string; version: string } }

/**
 * The dialogue: one page a step, and one address a version, so that back and forward show what was there. A form goes
 * to `/<lang>/step` and is answered with the address of the step that follows (post, redirect, get).
 */
export function addSteps(app: FastifyInstance, surface: Surface, reports: Reports, send: SendReport): void {
  const draw = (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    report: Report,
    page: { step?: Report['step']; version?: number; typed?: Form['typed']; problems?: readonly FieldProblem[] } = {},
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const step = page.step ?? report.step
    if (step.at === 'sent') return reply.redirect(to.receipt, 303)
    const html = drawStep(step, report, {
      frame: frameOf(surface, request, words),
      gate: switchGateOf(surface, reply, to.step, page.version ?? report.version),
      typed: page.typed ?? {},
      problems: page.problems ?? [],
      masked: takeOnce(request, 'masked') === true,
      wordNeeded: request.session.get('word') !== true,
    })
    return sendPage(reply, html, page.problems === undefined || page.problems.length === 0 ? 200 : 422)
  }

  const drawStory = (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    text: string,
    problems: FieldProblem[],
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const html = renderStory({
      frame: frameOf(surface, request, words),
      gate: switchGateOf(surface, reply, addresses(words.code).story, 0),
      text,
      limit: longestStory,
      problems,
      alerts: [],
      masked: takeOnce(request, 'masked') === true,
    })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  /** The open report of this browser; without one, the citizen begins or comes back with a code. */
  const openReport = async (request: FastifyRequest<InLanguage>, at?: number): Promise<Report | undefined> => {
    const id = request.session.get('case')
    if (id === undefined) return undefined
    try {
      return await reports.read(id, at)
    } catch (error) {
      // Erased meanwhile, or the cookie is of another installation.
      if (!(error instanceof UnknownCase)) throw error
      request.session.regenerate()
      return undefined
    }
  }

  app.get<InLanguage>('/:lang/story', { config: { access: 'reporter' } }, async (request, reply) => {
    const report = await openReport(request)
    if (report === undefined) return drawStory(request, reply, '', [])
    const text = report.state.past.findLast(event => event.kind === 'told')?.text ?? ''
    return draw(request, reply, report, { step: { at: 'story', text } })
  })

  app.post<InLanguage>(
    '/:lang/story',
    { preHandler: app.csrfProtection, config: { access: 'reporter' } },
    async (request, reply) => {
      const form = readForm(request.body)
      if (form === undefined)
        throw new Problem('invalid-input', 'The form misses its step or version. Load the page again.')
      const text = form.typed.story ?? ''
      const open = await openReport(request)
      if (form.typed.do === 'switch') {
        const { text: shown, withheld } = withhold(text)
        if (withheld.length > 0) request.session.set('masked', true)
        if (open === undefined || open.step.at === 'sent') return drawStory(request, reply, shown, [])
        return draw(request, reply, open, { step: { at: 'story', text: shown } })
      }
      const problem = storyProblem(text)
      if (problem !== undefined) return drawStory(request, reply, withhold(text).text, [problem])
      const { lang } = request.params
      // A story sent twice (a double tap, a reload) opens one report, not two; another one is a change of the first.
      if (open !== undefined && open.step.at !== 'sent') return late(request, reply, form, open)
      const { subject } = form.typed
      const opened = await reports
        .open({ text, lang: modelLanguage(lang), ...(subject !== undefined && { subject }) })
        .catch((error: unknown) => asksSubject(error))
      if ('choices' in opened) return drawSubject(surface, request, reply, text, opened)
      const { report, code } = opened
      request.session.set('case', report.id)
      request.session.set('code', code)
      if (report.withheld.length > 0) request.session.set('masked', true)
      return reply.redirect(addresses(lang).stepAt(report.version), 303)
    },
  )

  app.get<InLanguage>('/:lang/step', { config: { access: 'reporter' } }, async (request, reply) => {
    const report = await openReport(request)
    const to = addresses(wordsOf(surface, request.params.lang).code)
    return reply.redirect(report === undefined ? to.story : to.stepAt(report.version), 303)
  })

  app.get<AtVersion>('/:lang/step/:version', { config: { access: 'reporter' } }, async (request, reply) => {
    const to = addresses(wordsOf(surface, request.params.lang).code)
    const now = await openReport(request)
    if (now === undefined) return reply.redirect(to.story, 303)
    const version = Number(request.params.version)
    if (!Number.isInteger(version) || version < 1 || version > now.version)
      return reply.redirect(to.stepAt(now.version), 303)
    if (version === now.version || now.step.at === 'sent') return draw(request, reply, now)
    const then = await openReport(request, version)
    if (then === undefined || then.state.past.length === 0) return reply.redirect(to.stepAt(now.version), 303)
    return draw(request, reply, then, { version, typed: saidSince(then.step, now) })
  })

  app.get<{ Params: { lang: string; number: string } }>(
    '/:lang/answer/:number',
    { config: { access: 'reporter' } },
    async (request, reply) => {
      const report = await openReport(request)
      const fact = report?.facts[Number(request.params.number) - 1]
      if (report === undefined || fact === undefined || report.step.at === 'sent')
        return reply.redirect(addresses(wordsOf(surface, request.params.lang).code).step, 303)
      return draw(request, reply, report, { step: questionAgain(report, fact.id) })
    },
  )

  app.get<InLanguage>('/:lang/details', { config: { access: 'reporter' } }, async (request, reply) => {
    const report = await openReport(request)
    if (report === undefined || (report.step.at !== 'summary' && report.step.at !== 'slots'))
      return reply.redirect(addresses(wordsOf(surface, request.params.lang).code).step, 303)
    const { advice, filled } = report.step
    const slots = report.model.slots.filter(slot => slot.after.includes(advice.outcome))
    const shown = slots.length > 0 ? slots : report.model.slots
    return draw(request, reply, report, { step: { at: 'slots', advice, slots: shown.map(slot => slot.id), filled } })
  })

  app.post<InLanguage>(
    '/:lang/step',
    { preHandler: app.csrfProtection, config: { access: 'reporter' } },
    async (request, reply) => {
      const { lang } = request.params
      const to = addresses(wordsOf(surface, lang).code)
      const form = readForm(request.body)
      if (form === undefined)
        throw new Problem('invalid-input', 'The form misses its step or version. Load the page again.')
      const report = await openReport(request)
      if (report === undefined) throw new Problem('form-expired', 'No report is open in this browser any more.')
      if (report.step.at === 'sent') return reply.redirect(to.receipt, 303)
      if (form.version !== report.version) return late(request, reply, form, report)
      if (form.typed.do === 'switch') {
        if (Object.values(form.typed).some(value => withhold(value).withheld.length > 0))
          request.session.set('masked', true)
        return again(request, reply, form, report, [])
      }
      if (form.step === 'summary' && form.typed.do !== 'back')
        return send(request, reply, form, report, problems => again(request, reply, form, report, problems))
      const asked = askedFor(form, report)
      if (asked === undefined) throw new Problem('invalid-input', 'This form is not one of ours. Load the page again.')
      if ('problems' in asked) return again(request, reply, form, report, asked.problems)
      if (asked.acts.length === 0) return reply.redirect(to.stepAt(report.version), 303)
      try {
        const after = await reports.act(report.id, report.version, modelLanguage(lang), asked.acts)
        if (after.withheld.length > 0) request.session.set('masked', true)
        return reply.redirect(to.stepAt(after.version), 303)
      } catch (error) {
        if (error instanceof StaleCase) return late(request, reply, form, await reports.read(report.id))
        if (!(error instanceof InquiryError)) throw error
        // The dialogue does not take this now: what is missing is shown, the rest leads to where it stands.
        if (error.code === 'incomplete') {
          const slots = error.where.replace(/^slots /, '').split(', ')
          return again(
            request,
            reply,
            form,
            report,
            slots.map(slot => ({ field: `slot.${slot}`, code: 'required' })),
          )
        }
        return reply.redirect(to.stepAt(report.version), 303)
      }
    },
  )

  /** The form again, with what was typed and what is wrong. */
  const again = (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    form: Form,
    report: Report,
    problems: readonly FieldProblem[],
  ) => {
    const step = stepFor(form, report)
    return draw(request, reply, report, { ...(step !== undefined && { step }), typed: covered(form.typed), problems })
  }

  /** A form that was drawn before the report moved on: nothing typed is lost, and what changed is told. */
  const late = async (request: FastifyRequest<InLanguage>, reply: FastifyReply, form: Form, report: Report) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const texts = report.model.texts[modelLanguage(words.code)]
    const typed = covered(form.typed)
    const kept = shownFields(typed, report, words, texts)
    if (kept.length === 0 || saysTheSame(form, report)) return reply.redirect(to.stepAt(report.version), 303)
    const html = renderStale({
      frame: frameOf(surface, request, words),
      gate: gateOf(reply, to.step, report.version),
      step: form.step,
      changes: changesSince(form.version, report, words, texts),
      kept,
      current: to.stepAt(report.version),
    })
    return sendPage(reply, html, 409)
  }
}

/** The step that a form was drawn for, where that is not the step at which the report stands. */
function stepFor(form: Form, report: Report): Report['step'] | undefined {
  if (form.step === 'story') return { at: 'story', text: form.typed.story ?? '' }
  if (form.step === 'slots' && report.step.at === 'summary') {
    const { advice, filled } = report.step
    return { at: 'slots', advice, slots: report.model.slots.map(slot => slot.id), filled }
  }
  return undefined
}

/** Whether a late form asks for nothing that is not so already, such as a form sent twice. */
function saysTheSame({ step, typed }: Form, report: Report): boolean {
  if (step === 'story') {
    const story = withhold((typed.story ?? '').toWellFormed()).text
    return report.state.past.some(event => event.kind === 'told' && event.text === story)
  }
  const answers = Object.entries(typed).filter(([name]) => name.startsWith('answer.'))
  const others = Object.entries(typed).filter(
    ([name, value]) => !name.startsWith('answer.') && name !== 'do' && value.trim() !== '',
  )
  return (
    others.length === 0 &&
    answers.every(([name, value]) => report.facts.some(fact => `answer.${fact.id}` === name && fact.value === value))
  )
}

/** What was typed, with passwords and card numbers covered: it goes back on a page. */
function covered(typed: Form['typed']): Form['typed'] {
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, withhold(value).text]))
}
