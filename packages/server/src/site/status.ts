import { type CaseEvent, type Casefile, type NewEvent, openSteps, type StateName } from '@toetsbaar/casefile'
import {
  type CaseState,
  type Problem as FieldProblem,
  type RequestKind,
  renderRequest,
  renderStatus,
  type StatusView,
} from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { Reports } from '../reports.ts'
import { withhold } from '../withheld.ts'
import { addresses } from './addresses.ts'
import { drawStep } from './draw.ts'
import { longestText, readForm } from './form.ts'
import { frameOf, gateOf, type Surface, sendPage, switchGateOf, wordsOf } from './frame.ts'
import { modelLanguage } from './pages.ts'
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

const milestones: Readonly<Record<string, CaseState | RequestKind | 'answered'>> = {
  'run.opened': 'started',
  'inquiry.sent': 'sent',
  'officer.took': 'in-hand',
  'officer.decided': 'decided',
  'officer.answered-request': 'answered',
  'citizen.withdrew': 'withdrawn',
  'citizen.objected': 'object',
  'citizen.asked-correction': 'correct',
  'citizen.asked-erasure': 'erase',
  'case.erased': 'erased',
}

export type StatusParts = { readonly casefile: Casefile; readonly reports: Reports }

/** A case as its citizen finds it back, and what can be asked: withdraw, object, correct, erase. */
export function addStatus(app: FastifyInstance, surface: Surface, { casefile, reports }: StatusParts): void {
  app.get<InLanguage>('/:lang/status', { config: { access: 'reporter' } }, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const id = request.session.get('case')
    if (id === undefined) return reply.redirect(to.resume, 303)
    const { state, events } = await casefile.read(id)
    const report = await reports.read(id)
    const texts = report.model.texts[modelLanguage(words.code)]
    const advised = events.some(event => event.type === 'run.advised')
    const decision = events.findLast(event => event.type === 'officer.decided')
    const open = (['correct', 'object', 'withdraw', 'erase'] as const).filter(kind => possible(kind, state.state))
    const done = takeOnce(request, 'done') as RequestKind | undefined
    const advice = advised ? texts[`outcome.${report.advice().outcome}.title`] : undefined
    const view: StatusView = {
      frame: frameOf(surface, request, words),
      state: shownAs[state.state],
      history: events.flatMap(({ type, at }) => {
        const kind = milestones[type]
        return kind === undefined ? [] : [{ at: new Date(at), kind }]
      }),
      ...(advice !== undefined && { advice }),
      ...(decision !== undefined && { decision: decided(decision, texts) }),
      answers: events.flatMap(event => answered(event, events)),
      to: {
        ...(shownAs[state.state] === 'started' && { goOn: to.step }),
        requests: Object.fromEntries(open.map(kind => [kind, to.request(kind)])),
      },
      ...(done !== undefined && { done }),
    }
    return sendPage(reply, renderStatus(view))
  })

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
      const words = wordsOf(surface, lang)
      const report = await reports.read(id)
      const html = drawStep({ at: 'people-first', alerts: said.signs }, report, {
        frame: frameOf(surface, request, words),
        gate: gateOf(reply, to.status, version + 1),
        typed: {},
        problems: [],
        masked: false,
        wordNeeded: false,
      })
      return sendPage(reply, html)
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

function decided(
  { at, data }: CaseEvent,
  texts: Readonly<Record<string, string>>,
): NonNullable<StatusView['decision']> {
  const { outcome = '', motive = '' } = (data ?? {}) as { outcome?: string; motive?: string }
  return { at: new Date(at), outcome: texts[`outcome.${outcome}.title`] ?? outcome, motive }
}

function answered(event: CaseEvent, events: readonly CaseEvent[]): StatusView['answers'] {
  if (event.type !== 'officer.answered-request' || event.data === undefined) return []
  const { request, text = '' } = event.data as { request?: number; text?: string }
  const asked = events.find(one => one.version === request)?.type
  const about = (Object.keys(requests) as RequestKind[]).find(kind => requests[kind] === asked)
  return about === undefined ? [] : [{ at: new Date(event.at), about, text }]
}
