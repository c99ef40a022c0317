import type { ModelTexts, SystemUsed } from '@toetsbaar/web'
import { renderDeskCase, renderDeskElsewhere } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import type { DeskCase } from '../desk-case.ts'
import { Problem } from '../errors.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { modelLanguage } from '../site/pages.ts'
import { withhold } from '../withheld.ts'
import { caseJson } from './case-json.ts'
import { casePdf } from './case-pdf.ts'
import { sharedBy } from './links.ts'
import { type DeskParts, namesOf, officers, readers } from './parts.ts'
import { systemsUsed } from './systems.ts'
import { wayBack } from './way-back.ts'

export type OfCase = { Params: { lang: string; number: string }; Querystring: { done?: string; about?: string } }
type OfFile = { Params: { lang: string; number: string; key: string } }

const byReaders = { config: { access: { roles: readers } } } as const

const done = ['took', 'late', 'refused', 'asked', 'noted', 'impression', 'reopened', 'answered', 'handed-over'] as const

/** What a page about a case is drawn with beside the case. */
export type CaseDrawing = {
  readonly texts: ModelTexts
  readonly names: Readonly<Record<string, string>>
  readonly systems: readonly SystemUsed[]
}

export async function drawingOf(parts: DeskParts, shown: DeskCase, lang: string): Promise<CaseDrawing> {
  const [names, systems] = await Promise.all([
    namesOf(parts),
    systemsUsed(parts.register, shown.systems, modelLanguage(lang)),
  ])
  return { texts: shown.model?.texts[modelLanguage(lang)] ?? {}, names, systems }
}

/** A case: on the screen, on paper, as PDF and as JSON, with its attachments. Each look is in the access log before it is sent. */
export function addCase(app: FastifyInstance, surface: Surface, parts: DeskParts): void {
  const { cases, desk, handle, ledger } = parts

  /** An export has a line of its own in the log, beside that of the look. */
  const exported = async <Result>(person: Person, number: string, kind: string, work: () => Promise<Result>) => {
    const actor = { kind: 'officer', id: person.id, role: person.role }
    const id = await desk.find(number)
    return handle({ actor, operation: `case.${kind}`, purpose: 'export', dossier: 'intake', case: id }, work)
  }

  const draw = async (request: FastifyRequest<OfCase>, reply: FastifyReply, paper: boolean) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const { number } = request.params
    const person = personOf(request)
    const shown = await cases.read(person, number).catch(async (error: unknown) => {
      if (error instanceof Problem && error.problem === 'not-found') return undefined
      throw error
    })
    if (shown === undefined) return elsewhere(request, reply, '', false)
    const may = (act: 'take' | 'return') => shown.may.includes(act)
    const gate = (act: string) => gateOf(reply, to.deskAct(shown.number, act), shown.version)
    const said = done.find(each => each === request.query.done)
    const id = paper || person.role === 'prosecutor' ? undefined : await parts.desk.find(shown.number)
    const shared = id === undefined ? undefined : await sharedBy(parts.links, person, id)
    const html = renderDeskCase({
      frame: deskFrameOf(surface, request, reply, words),
      shown,
      ...(await drawingOf(parts, shown, words.code)),
      to: {
        queue: wayBack(request, words.code),
        print: to.deskAct(shown.number, 'print'),
        pdf: to.deskAct(shown.number, 'case.pdf'),
        json: to.deskAct(shown.number, 'case.json'),
        ...(person.role !== 'prosecutor' && { links: to.caseLinks(shown.number) }),
        file: key => to.deskFile(shown.number, key),
        act: (act, about) => `${to.deskAct(shown.number, act)}${about === undefined ? '' : `?about=${about}`}`,
      },
      gates: { ...(may('take') && { take: gate('take') }), ...(may('return') && { return: gate('return') }) },
      ...(said !== undefined && { done: said }),
      paper,
      shared,
    })
    return sendPage(reply, html)
  }

  app.get<OfCase>('/:lang/desk/cases/:number', byReaders, (request, reply) => draw(request, reply, false))
  app.get<OfCase>('/:lang/desk/cases/:number/print', byReaders, (request, reply) =>
    exported(personOf(request), request.params.number, 'print', () => draw(request, reply, true)),
  )

  app.get<OfCase>('/:lang/desk/cases/:number/case.json', byReaders, async (request, reply) => {
    const { number } = request.params
    const person = personOf(request)
    const { code } = wordsOf(surface, request.params.lang)
    const shown = await cases.read(person, number)
    const { systems } = await drawingOf(parts, shown, code)
    const json = await exported(person, number, 'json', async () => caseJson(shown, systems, parts.clock()))
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${shown.number}.json"`)
      .type('application/json; charset=utf-8')
      .send(json)
  })

  app.get<OfCase>('/:lang/desk/cases/:number/case.pdf', byReaders, async (request, reply) => {
    const { number } = request.params
    const person = personOf(request)
    const words = wordsOf(surface, request.params.lang)
    const shown = await cases.read(person, number)
    const drawing = await drawingOf(parts, shown, words.code)
    const pdf = await exported(person, number, 'pdf', () => casePdf(shown, { ...drawing, words, at: parts.clock() }))
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${shown.number}.pdf"`)
      .type('application/pdf')
      .send(pdf)
  })

  app.get<OfFile>('/:lang/desk/cases/:number/attachments/:key', byReaders, async (request, reply) => {
    const { number, key } = request.params
    const id = await cases.attachmentCase(personOf(request), number, key)
    const kept = await ledger.read(`case:${id}/attachments`)
    const found = kept.map(({ payload }) => payload as KeptFile | undefined).find(file => file?.key === key)
    if (found === undefined) throw new Problem('not-found', 'This attachment is not kept any more.')
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      .type(found.type)
      .send(Buffer.from(found.base64, 'base64'))
  })

  /** A case of another team: that it is there, whose it is, and the way to ask for it. Nothing else of it. */
  const elsewhere = async (request: FastifyRequest<OfCase>, reply: FastifyReply, reason: string, empty: boolean) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const person = personOf(request)
    const id = await desk.find(request.params.number)
    const team = id === undefined ? undefined : await desk.teamOf(id)
    if (id === undefined || team === undefined || !officers.includes(person.role))
      throw new Problem('not-found', 'There is no case with this number that you may see. Check the number.')
    const number = desk.caseNumber(id)
    const html = renderDeskElsewhere({
      frame: deskFrameOf(surface, request, reply, words),
      gate: gateOf(reply, to.deskAct(number, 'ask-for'), 0),
      number,
      team,
      reason,
      problems: empty ? [{ field: 'reason', code: 'required' }] : [],
      asked: request.query.done === 'asked-for',
      queue: wayBack(request, words.code),
    })
    return sendPage(reply, html, empty ? 422 : 200)
  }

  app.post<OfCase>(
    '/:lang/desk/cases/:number/ask-for',
    { config: { access: { roles: officers } }, preHandler: app.csrfProtection },
    async (request, reply) => {
      const { number, lang } = request.params
      const person = personOf(request)
      const form = readForm(request.body)
      if (form === undefined) throw new Problem('form-expired', 'Open the page again.')
      const reason = (form.typed.reason ?? '').trim()
      if (reason === '' || reason.length > 2000) return elsewhere(request, reply, reason, true)
      await askFor(person, number, withhold(reason).text.toWellFormed())
      return reply.redirect(`${addresses(lang).deskCase(number)}?done=asked-for`, 303)
    },
  )

  /** Who asks for a case of another team leaves a note with it, for who has it. */
  const askFor = async (person: Person, number: string, reason: string) => {
    const by = { kind: 'officer', id: person.id, role: person.role } as const
    const id = await desk.find(number)
    await handle(
      { actor: by, operation: 'case.ask-for', purpose: 'intake-desk', dossier: 'intake', case: id },
      async () => {
        if (id === undefined) throw new Problem('not-found', 'There is no case with this number. Check it.')
        const { version } = await parts.casefile.read(id)
        const data = { text: reason, asks: 'hand-over', ...(person.team !== undefined && { team: person.team }) }
        await parts.casefile.append(id, version, [{ type: 'officer.noted', by, data }])
      },
    )
  }
}

type KeptFile = { readonly key: string; readonly name: string; readonly type: string; readonly base64: string }
