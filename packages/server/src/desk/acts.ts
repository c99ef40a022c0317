import { StaleCase, StepRefused } from '@toetsbaar/casefile'
import { decisionReasons } from '@toetsbaar/desk'
import { type ActWithPage, decisionChoices, type Problem as FieldProblem, renderDeskAct } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import type { DeskAct, DeskCase } from '../desk-case.ts'
import { Problem } from '../errors.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { longestText, readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { withhold } from '../withheld.ts'
import { drawingOf, type OfCase } from './case.ts'
import { type DeskParts, officers } from './parts.ts'
import { wayBack } from './way-back.ts'

type Typed = Readonly<Record<string, string>>
type OfAct = { Params: OfCase['Params'] & { act: string }; Querystring: { about?: string } }

const byOfficers = { config: { access: { roles: officers } } } as const

const withPage: readonly ActWithPage[] = [
  'impression',
  'decide',
  'ask',
  'note',
  'hand-over',
  'reopen',
  'answer-request',
]

/** Fewer letters say nothing to who reads a motive. */
const shortestMotive = 10

/** What is said after an act, on the case's page; a case that is gone from the desk is told of in the queue. */
const saidAfter: Readonly<Record<ActWithPage, { readonly at: 'case' | 'queue'; readonly done: string }>> = {
  impression: { at: 'case', done: 'impression' },
  decide: { at: 'queue', done: 'decided' },
  ask: { at: 'case', done: 'asked' },
  note: { at: 'case', done: 'noted' },
  'hand-over': { at: 'queue', done: 'handed-over' },
  reopen: { at: 'case', done: 'reopened' },
  'answer-request': { at: 'case', done: 'answered' },
}

/** What officers do with a case: each act a form, on the version that it was drawn from. */
export function addActs(app: FastifyInstance, surface: Surface, parts: DeskParts): void {
  const { cases, desk, accounts, clock } = parts
  const guarded = { ...byOfficers, preHandler: app.csrfProtection }

  type Drawn = {
    readonly typed: Typed
    readonly problems?: readonly FieldProblem[]
    /** The version of the form that came too late. */
    readonly late?: number
  }

  const draw = async (
    request: FastifyRequest<OfAct>,
    reply: FastifyReply,
    act: ActWithPage,
    shown: DeskCase,
    { typed, problems = [], late }: Drawn,
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const person = personOf(request)
    const about = Number(typed.request)
    const request_ = shown.requests.find(each => each.version === about)
    const possible = shown.may.includes(act) && (act !== 'answer-request' || request_ !== undefined)
    if (late === undefined && !possible) return reply.redirect(`${to.deskCase(shown.number)}?done=refused`, 303)
    const action = `${to.deskAct(shown.number, act)}${request_ === undefined ? '' : `?about=${about}`}`
    const html = renderDeskAct({
      frame: deskFrameOf(surface, request, reply, words),
      gate: gateOf(reply, action, shown.version),
      act,
      shown,
      ...(await drawingOf(parts, shown, words.code)),
      typed,
      problems,
      reasons: decisionReasons,
      follows: desk.settings.follows,
      targets: await targetsOf(person, shown),
      request: request_,
      ...(late !== undefined && { changes: shown.timeline.filter(({ version }) => version >= late) }),
      possible,
      back: to.deskCase(shown.number),
    })
    return sendPage(reply, html, late !== undefined ? 409 : problems.length > 0 ? 422 : 200)
  }

  const targetsOf = async (person: Person, shown: DeskCase) => {
    const today = clock().toISOString().slice(0, 10)
    const all = (await accounts.list()).filter(({ ended, until, roles }) => {
      const handles = roles.some(role => officers.includes(role))
      return handles && ended === undefined && until >= today
    })
    const teams = [...new Set(all.flatMap(({ team }) => team ?? []))].filter(team => team !== shown.team).sort()
    const open = shown.state !== 'decided'
    return {
      officers: open
        ? all
            .filter(({ id, team }) => team === person.team && id !== shown.officer)
            .map(({ id, name }) => ({ id, name }))
        : [],
      teams: open ? teams : [],
      prosecutor: shown.state === 'with-officer' || shown.state === 'decided',
    }
  }

  app.get<OfAct>('/:lang/desk/cases/:number/:act', byOfficers, async (request, reply) => {
    const act = actIn(request)
    const shown = await cases.read(personOf(request), request.params.number)
    const { about } = request.query
    return draw(request, reply, act, shown, { typed: about === undefined ? {} : { request: about } })
  })

  for (const act of ['take', 'return'] as const)
    app.post<OfCase>(`/:lang/desk/cases/:number/${act}`, guarded, async (request, reply) => {
      const to = addresses(wordsOf(surface, request.params.lang).code)
      const { number } = request.params
      const form = readForm(request.body)
      if (form === undefined) throw new Problem('form-expired', 'Open the case again.')
      try {
        await cases.act(personOf(request), number, form.version, { do: act })
      } catch (error) {
        if (!(error instanceof StaleCase || error instanceof StepRefused)) throw error
        const done = error instanceof StaleCase ? 'late' : 'refused'
        return reply.redirect(`${to.deskCase(number)}?done=${done}`, 303)
      }
      return reply.redirect(
        act === 'take' ? `${to.deskCase(number)}?done=took` : wayBack(request, request.params.lang, 'returned'),
        303,
      )
    })

  app.post<OfAct>('/:lang/desk/cases/:number/:act', guarded, async (request, reply) => {
    const act = actIn(request)
    const { number, lang } = request.params
    const to = addresses(wordsOf(surface, lang).code)
    const person = personOf(request)
    const form = readForm(request.body)
    if (form === undefined) throw new Problem('form-expired', 'Open the case again.')
    const { about } = request.query
    const typed = about === undefined ? form.typed : { ...form.typed, request: about }
    const asked = actOf(act, typed)
    if ('problems' in asked)
      return draw(request, reply, act, await cases.read(person, number), { typed, problems: asked.problems })
    try {
      await cases.act(person, number, form.version, asked.act)
    } catch (error) {
      const refused = error instanceof StepRefused
      if (!(refused || error instanceof StaleCase)) throw error
      return draw(request, reply, act, await cases.read(person, number), { typed, late: form.version })
    }
    const { at, done } = saidAfter[act]
    return reply.redirect(at === 'case' ? `${to.deskCase(number)}?done=${done}` : wayBack(request, lang, done), 303)
  })
}

function actIn(request: FastifyRequest<OfAct>): ActWithPage {
  const act = withPage.find(each => each === request.params.act)
  if (act === undefined) throw new Problem('not-found', 'Check the address.')
  return act
}

/** What a form asks for, or what is wrong with it. Passwords, codes and card numbers are covered before anything is kept. */
function actOf(
  act: ActWithPage,
  typed: Typed,
): { readonly act: DeskAct } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  const words = (field: 'text' | 'motive', shortest = 1): string => {
    const text = (typed[field] ?? '').trim()
    if (text === '') problems.push({ field, code: 'required' })
    else if (text.length < shortest) problems.push({ field, code: 'motive-short' })
    else if (text.length > longestText) problems.push({ field, code: 'too-long', fillings: { limit: longestText } })
    return withhold(text).text
  }
  const kindOf = () => {
    const kind = decisionChoices.find(each => each === typed.kind)
    if (kind === undefined) problems.push({ field: 'kind', code: 'choose' })
    return kind ?? 'other'
  }
  const asked = ((): DeskAct | undefined => {
    switch (act) {
      case 'ask':
      case 'note':
        return { do: act, text: words('text') }
      case 'answer-request':
        return { do: act, text: words('text'), request: Number(typed.request) }
      case 'reopen':
        return { do: act, motive: words('motive', shortestMotive) }
      case 'impression':
        return { do: act, kind: kindOf() }
      case 'hand-over': {
        const [where, ...rest] = (typed.to ?? '').split('/')
        const who = rest.join('/')
        const to =
          where === 'prosecutor'
            ? ({ prosecutor: true } as const)
            : where === 'team' && who !== ''
              ? { team: who }
              : where === 'officer' && who !== ''
                ? { officer: who }
                : undefined
        if (to === undefined) problems.push({ field: 'to', code: 'choose' })
        const motive = words('motive', shortestMotive)
        return to === undefined ? undefined : { do: act, to, motive }
      }
      case 'decide': {
        const kind = kindOf()
        const [of, reason = ''] = (typed.reason ?? '').split('/')
        if (reason === '') problems.push({ field: 'reason', code: 'choose' })
        else if (of !== kind || !decisionReasons[kind].includes(reason))
          problems.push({ field: 'reason', code: 'reason-kind' })
        const motive = words('motive', shortestMotive)
        const { better = '' } = typed
        return { do: act, kind, reason, motive, ...(better !== '' && { better }) }
      }
    }
  })()
  return problems.length > 0 || asked === undefined ? { problems } : { act: asked }
}
