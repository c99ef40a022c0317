import { board, openExemptions, withholding } from '@toetsbaar/register'
import { renderRegisterBoard, renderRegisterWorries } from '@toetsbaar/web'
import type { FastifyRequest } from 'fastify'
import { sendPage } from '../site/frame.ts'
import { dayAsked } from '../site/register.ts'
import { boardRoles, maySee, partyFor } from './party.ts'
import { mayDo } from './places.ts'
import { type Board, type InLanguage, visitOf } from './surface.ts'
import { openWorries } from './worries.ts'

const access = { config: { access: { roles: boardRoles } } } as const

/** The board over all systems, and the worries that wait. */
export function addBoardPage(parts: Board): void {
  const { app, register, clock } = parts

  const visible = async (request: FastifyRequest<InLanguage>, visit: ReturnType<typeof visitOf>, end?: string) => {
    const current = await register.entries()
    const seen = new Set(current.filter(entry => maySee(entry, visit.person, visit.now)).map(({ id }) => id))
    const shown = end === undefined ? current : await register.entries(end)
    return { current, shown: shown.filter(({ id }) => seen.has(id)), request }
  }

  app.get<InLanguage>('/:lang/register-board', access, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const { to, lang, person, now, frame } = visit
    const on = dayAsked(request, clock)
    const { current, shown } = await visible(request, visit, on?.end)
    const rows = board(shown, on?.end ?? now, lang).map(({ owner: _, ...row }) => {
      const entry = shown.find(({ id }) => id === row.id)
      return {
        ...row,
        unit: entry?.versions.at(-1)?.dossier.owner.unit ?? '',
        sealed: entry !== undefined && withholding(entry, now) !== undefined,
        href: `${to.entry(row.id)}${on === undefined ? '' : `?on=${request.query.on}`}`,
      }
    })
    const html = renderRegisterBoard({
      frame,
      rows,
      exemptions: openExemptions(current, now),
      on: on?.day,
      to: {
        here: to.board,
        worries: to.worries,
        propose: partyFor(person, 'propose') === undefined ? undefined : to.propose,
      },
    })
    return sendPage(reply, html)
  })

  app.get<InLanguage>('/:lang/register-board/worries', access, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const { to, lang, person, now, frame } = visit
    const { shown } = await visible(request, visit)
    const open = shown.flatMap(entry =>
      openWorries(entry, now).map(worry => ({
        ...worry,
        system: entry.versions.at(-1)?.dossier.name[lang] ?? entry.id,
        entry: to.entry(entry.id),
        answer: mayDo(entry, person, 'answer') ? to.act(entry.id, 'answer', worry.number) : undefined,
      })),
    )
    const answered = shown.flatMap(({ signals }) => signals).filter(({ answer }) => answer !== undefined).length
    const sorted = open.sort((a, b) => Date.parse(a.by) - Date.parse(b.by))
    return sendPage(reply, renderRegisterWorries({ frame, open: sorted, answered, back: to.board }))
  })
}
