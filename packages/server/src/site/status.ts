import { type CaseEvent, type Casefile, type NewEvent, openSteps, type StateName } from '@toetsbaar/casefile'
import type { Alert } from '@toetsbaar/inquiry'
import type { Register } from '@toetsbaar/register'
import {
  answerField,
  type CaseState,
  type DecisionView,
  type Problem as FieldProblem,
  type Milestone,
  type QuestionView,
  type RequestKind,
  renderRequest,
  renderStatus,
  type StatusView,
} from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { systemsUsed } from '../desk/systems.ts'
import { Problem } from '../errors.ts'
import type { Reports } from '../reports.ts'
import { withhold } from '../withheld.ts'
import { addresses } from './addresses.ts'
import { drawStep } from './draw.ts'
import { longestText, readForm } from './form.ts'
import { frameOf, gateOf, type Surface, sendPage, switchGateOf, wordsOf } from './frame.ts'
import { modelLanguage, titleOf } from './pages.ts'
import { takeOnce } from './session.ts'

type InLanguage = { Params: { lang: string } }
type OfKind = { Params: { lang: string; kind: string } }

/** What a citizen may ask, and the step of the case that it is. */
const requests: Readonly<Record<RequestKind, string>> = {
  withdraw: 'citizen.withdrew',
  object: 'citizen.objected',
  correct: 'citizen.asked-correction',
  erase: 'citizen.asked-erasure',
}

const shownAs: Readonly<Record<StateName, CaseState>> = {
  telling: 'started',
  confirming: 'started',
  asking: 'started',
  advised: 'started',
  completing: 'started',
  sent: 'sent',
  'with-officer': 'in-hand',
  decided: 'decided',
  objected: 'in-hand',
  withdrawn: 'withdrawn',
  erased: 'erased',
}

const milestones: Readonly<Record<string, Milestone>> = {
  'run.opened': 'started',
  'inquiry.sent': 'sent',
  'officer.took': 'in-hand',
  'officer.decided': 'decided',
  'officer.answered-request': 'answered',
  'officer.asked': 'asked',
  'officer.reopened': 'reopened',
  'citizen.answered': 'replied',
  'citizen.withdrew': 'withdrawn',
  'citizen.objected': 'object',
  'citizen.asked-correction': 'correct',
  'citizen.asked-erasure': 'erase',
  'case.erased': 'erased',
}

export type StatusParts = {
  readonly casefile: Casefile
  readonly reports: Reports
  readonly register: Pick<Register, 'entry'>
}

/**
 * A case as its citizen finds it back: what an officer asks, what was decided by which role and why, which systems had a part
 * in it; and what can be asked: withdraw, object, correct, erase.
 */
export function addStatus(app: FastifyInstance, surface: Surface, { casefile, reports, register }: StatusParts): void {
  const drawStatus = async (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    id: string,
    {
      typed,
      problems,
    }: { readonly typed: Readonly<Record<string, string>>; readonly problems: readonly FieldProblem[] },
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const lang = modelLanguage(words.code)
    const to = addresses(words.code)
    const { state, events } = await casefile.read(id)
    const report = await reports.read(id)
    const { model } = report
    const advised = events.some(event => event.type === 'run.advised')
    const open = (['correct', 'object', 'withdraw', 'erase'] as const).filter(kind => possible(kind, state.state))
    const done = takeOnce(request, 'done') as StatusView['done']
    const advice = advised ? model.texts[lang][`outcome.${report.advice().outcome}.title`] : undefined
    const decisions = decisionsIn(events)
    const systems = await systemsUsed(register, systemsIn(events), lang)
    const objection = openObjection(events)
    const view: StatusView = {
      frame: frameOf(surface, request, words),
      state: shownAs[state.state],
      history: events.flatMap(({ type, at, data }) => {
        const kind = isToProsecutor(type, data) ? 'to-prosecutor' : milestones[type]
        return kind === undefined ? [] : [{ at: new Date(at), kind }]
      }),
      ...(advice !== undefined && { advice }),
      decisions: decisions.toReversed(),
      ...(objection !== undefined && { objection }),
      questions: questionsIn(events),
      ...(state.questions.length > 0 && { reply: { gate: gateOf(reply, to.reply, state.version), typed, problems } }),
      answers: events.flatMap(event => answered(event, events)),
      systems,
      ...(advised && {
        rules: {
          title: titleOf(model, lang),
          digest: model.digest.slice(0, 12),
          href: to.model(model.subject, model.from),
        },
      }),
      to: {
        ...(shownAs[state.state] === 'started' && { goOn: to.step }),
        requests: Object.fromEntries(open.map(kind => [kind, to.request(kind)])),
      },
      ...(done !== undefined && { done }),
    }
    return sendPage(reply, renderStatus(view), problems.length === 0 ? 200 : 422)
  }

  app.get<InLanguage>('/:lang/status', { config: { access: 'reporter' } }, (request, reply) => {
    const id = request.session.get('case')
    if (id === undefined) return reply.redirect(addresses(wordsOf(surface, request.params.lang).code).resume, 303)
    return drawStatus(request, reply, id, { typed: {}, problems: [] })
  })

  /** Who needs help gets that first; the rest is kept already. */
  const helpFirst = async (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    { id, version, alerts }: { readonly id: string; readonly version: number; readonly alerts: readonly Alert[] },
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const report = await reports.read(id)
    const html = drawStep({ at: 'people-first', alerts }, report, {
      frame: frameOf(surface, request, words),
      gate: gateOf(reply, addresses(words.code).status, version),
      typed: {},
      problems: [],
      masked: false,
      wordNeeded: false,
    })
    return sendPage(reply, html)
  }

  app.post<InLanguage>(
    '/:lang/reply',
    { preHandler: app.csrfProtection, config: { access: 'reporter' } },
    async (request, reply) => {
      const to = addresses(wordsOf(surface, request.params.lang).code)
      const id = request.session.get('case')
      const form = readForm(request.body)
      if (id === undefined || form === undefined)
        throw new Problem('form-expired', 'No report is open in this browser.')
      const { state, version } = await casefile.read(id)
      const question = state.questions.find(each => form.typed[answerField(each.version)] !== undefined)
      // Withdrawn or decided meanwhile: the page says how it stands now.
      if (question === undefined) return reply.redirect(to.status, 303)
      const field = answerField(question.version)
      const text = form.typed[field] ?? ''
      const wrong = (code: string, fillings?: FieldProblem['fillings']) =>
        drawStatus(request, reply, id, {
          typed: form.typed,
          problems: [{ field, code, ...(fillings !== undefined && { fillings }) }],
        })
      if (text.trim() === '') return wrong('required')
      if (text.length > longestText) return wrong('too-long', { limit: longestText })
      const said = await reports.listen(text, 'answer to an officer')
      const data: NewEvent['data'] = JSON.parse(
        JSON.stringify({ question: question.version, text: said.text, signs: said.signs }),
      )
      await casefile.append(id, version, [{ type: 'citizen.answered', by: { kind: 'citizen' }, data }])
      request.session.set('done', 'replied')
      if (said.signs.length === 0) return reply.redirect(to.status, 303)
      return helpFirst(request, reply, { id, version: version + 1, alerts: said.signs })
    },
  )

  app.get<InLanguage>('/:lang/reply', { config: { access: 'reporter' } }, (request, reply) =>
    reply.redirect(addresses(wordsOf(surface, request.params.lang).code).status, 303),
  )

  const draw = (
    request: FastifyRequest<OfKind>,
    reply: FastifyReply,
    version: number,
    reason: string,
    problems: readonly FieldProblem[],
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const kind = kindIn(request)
    const gate = switchGateOf(surface, reply, to.request(kind), version)
    const frame = frameOf(surface, request, words)
    const html = renderRequest({ frame, gate, kind, reason, problems, back: to.status })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  app.get<OfKind>('/:lang/status/:kind', { config: { access: 'reporter' } }, async (request, reply) => {
    const to = addresses(wordsOf(surface, request.params.lang).code)
    const id = request.session.get('case')
    if (id === undefined) return reply.redirect(to.resume, 303)
    const { state, version } = await casefile.read(id)
    if (!possible(kindIn(request), state.state)) return reply.redirect(to.status, 303)
    return draw(request, reply, version, '', [])
  })

  app.post<OfKind>(
    '/:lang/status/:kind',
    { preHandler: app.csrfProtection, config: { access: 'reporter' } },
    async (request, reply) => {
      const { lang } = request.params
      const to = addresses(wordsOf(surface, lang).code)
      const id = request.session.get('case')
      const form = readForm(request.body)
      if (id === undefined || form === undefined)
        throw new Problem('form-expired', 'No report is open in this browser.')
      const kind = kindIn(request)
      const reason = form.typed.reason ?? ''
      if (form.typed.do === 'switch') return draw(request, reply, form.version, withhold(reason).text, [])
      const { state, version } = await casefile.read(id)
      if (!possible(kind, state.state)) return reply.redirect(to.status, 303)
      if (reason.trim() === '' && kind !== 'withdraw')
        return draw(request, reply, version, reason, [{ field: 'reason', code: 'required' }])
      if (reason.length > longestText)
        return draw(request, reply, version, reason, [
          { field: 'reason', code: 'too-long', fillings: { limit: longestText } },
        ])
      // A request stands on its own: it is taken in on whatever the case has become, not on the version of the form.
      const said = await reports.listen(reason, `request ${kind}`)
      const data: NewEvent['data'] = JSON.parse(JSON.stringify({ motive: said.text, signs: said.signs }))
      await casefile.append(id, version, [{ type: requests[kind], by: { kind: 'citizen' }, data }])
      request.session.set('done', kind)
      if (said.signs.length === 0) return reply.redirect(to.status, 303)
      return helpFirst(request, reply, { id, version: version + 1, alerts: said.signs })
    },
  )

  /** On from the page that shows who helps. */
  app.post<InLanguage>(
    '/:lang/status',
    { preHandler: app.csrfProtection, config: { access: 'reporter' } },
    (request, reply) => reply.redirect(addresses(wordsOf(surface, request.params.lang).code).status, 303),
  )
}

function kindIn(request: FastifyRequest<OfKind>): RequestKind {
  const { kind } = request.params
  if (kind === 'withdraw' || kind === 'object' || kind === 'correct' || kind === 'erase') return kind
  throw new Problem('not-found', 'Check the address.')
}

/** Whether the table of steps lets the citizen ask this now. */
function possible(kind: RequestKind, state: StateName): boolean {
  return openSteps(state, 'citizen').includes(requests[kind])
}

type Content = {
  readonly kind?: DecisionView['kind']
  readonly reason?: string
  readonly motive?: string
  readonly override?: boolean | null
  readonly text?: string
  readonly question?: number
  readonly to?: { readonly prosecutor?: boolean }
}

function contentOf({ data }: Pick<CaseEvent, 'data'>): Content {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Content) : {}
}

function isToProsecutor(type: string, data: CaseEvent['data']): boolean {
  return type === 'officer.handed-over' && contentOf({ data }).to?.prosecutor === true
}

/** Decisions in the order in which they were taken, each with the objection that it answers. */
function decisionsIn(events: readonly CaseEvent[]): readonly DecisionView[] {
  return events.flatMap((event, at): readonly DecisionView[] => {
    if (event.type !== 'officer.decided') return []
    const { kind, reason, motive = '', override } = contentOf(event)
    return [
      {
        at: new Date(event.at),
        role: event.by?.kind === 'officer' ? event.by.role : undefined,
        kind,
        reason,
        motive,
        otherThanAdvised: override ?? undefined,
        objection: openObjection(events.slice(0, at)),
      },
    ]
  })
}

/** An objection that no decision answered yet. */
function openObjection(events: readonly CaseEvent[]): DecisionView['objection'] {
  const last = events.findLast(({ type }) => type === 'citizen.objected' || type === 'officer.decided')
  return last?.type === 'citizen.objected' ? { at: new Date(last.at), text: contentOf(last).motive ?? '' } : undefined
}

function questionsIn(events: readonly CaseEvent[]): readonly QuestionView[] {
  return events.flatMap((event): readonly QuestionView[] => {
    if (event.type !== 'officer.asked' || event.data === undefined) return []
    const answer = events.find(each => each.type === 'citizen.answered' && contentOf(each).question === event.version)
    return [
      {
        version: event.version,
        at: new Date(event.at),
        text: contentOf(event).text ?? '',
        answer: answer && { at: new Date(answer.at), text: contentOf(answer).text ?? '' },
      },
    ]
  })
}

/** Systems that had a part in a case, each version once. */
function systemsIn(events: readonly CaseEvent[]): readonly { dossier: string; version: number }[] {
  const found = events.flatMap(({ by }) =>
    by?.kind === 'system' ? [{ dossier: by.dossier, version: by.version }] : [],
  )
  return [...new Map(found.map(each => [`${each.dossier} ${each.version}`, each])).values()]
}

function answered(event: CaseEvent, events: readonly CaseEvent[]): StatusView['answers'] {
  if (event.type !== 'officer.answered-request' || event.data === undefined) return []
  const { request, text = '' } = event.data as { request?: number; text?: string }
  const asked = events.find(one => one.version === request)?.type
  const about = (Object.keys(requests) as RequestKind[]).find(kind => requests[kind] === asked)
  return about === undefined ? [] : [{ at: new Date(event.at), about, text }]
}
