import type { Access } from '@toetsbaar/ledger'
import { type LookLine, renderLookLog } from '@toetsbaar/web'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { personOf } from '../access.ts'
import { addDays } from '../accounts/draft.ts'
import type { House } from '../house.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { type Surface, sendPage, wordsOf } from '../site/frame.ts'

type OfLog = { Params: { lang: string }; Querystring: { day?: string; case?: string; from?: string } }

const readers = { config: { access: { roles: ['auditor', 'supervisor'] } } } as const

/** So many lines are shown at once. */
const most = 500

/** Who looked at what: the access log by day or by case, with what the ledger says of the day. Reading it is logged too. */
export function addLookLog(
  app: FastifyInstance,
  surface: Surface,
  { ledger, desk, handle, clock }: Pick<House, 'ledger' | 'desk' | 'handle' | 'clock'>,
): void {
  app.get<OfLog>('/:lang/desk/look/log', readers, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const { id: person, role } = personOf(request)
    const today = clock().toISOString().slice(0, 10)
    const asked = request.query.day ?? ''
    const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked)) && asked <= today ? asked : today
    const number = request.query.case
    // Where the page before ended; its last line comes once more.
    const since = request.query.from ?? ''
    const from = z.iso.datetime().safeParse(since).success ? new Date(since) : undefined
    const about = number === undefined ? undefined : await desk.find(number)
    const handling = {
      actor: { kind: 'officer', id: person, role },
      operation: 'log.read',
      purpose: role === 'auditor' ? 'audit' : 'supervision',
      dossier: 'intake',
      case: about,
    }
    const lines = await handle(handling, async () => {
      if (number !== undefined)
        return about === undefined ? [] : ledger.accesses({ subject: about, limit: most + 1, ...(from && { from }) })
      return ledger.accesses({ from: from ?? new Date(day), until: new Date(addDays(day, 1)), limit: most + 1 })
    })
    const lineOf = ({ started, actor, operation, purpose, status, subject, subjectKind }: Access): LookLine => {
      const { kind = '', id, role: as, dossier } = actor as Readonly<Record<string, string | undefined>>
      const found = subjectKind === 'case' && subject !== undefined ? desk.caseNumber(subject) : undefined
      return {
        at: new Date(started),
        person: id ?? dossier ?? '',
        role: as ?? kind,
        operation,
        purpose,
        status,
        ...(found !== undefined && { about: { number: found, href: `${to.lookLog}?case=${found}` } }),
      }
    }
    const last = lines.length > most ? lines[most - 1] : undefined
    const html = renderLookLog({
      frame: deskFrameOf(surface, request, reply, words),
      day: new Date(day),
      ...(number !== undefined && { number: about === undefined ? '–' : desk.caseNumber(about) }),
      lines: lines.slice(0, most).map(lineOf),
      digest: await ledger.accessDigest(day),
      to: {
        back: to.look,
        before: `${to.lookLog}?day=${addDays(day, -1)}`,
        ...(day < today && { after: `${to.lookLog}?day=${addDays(day, 1)}` }),
        ...(last !== undefined && {
          more: `${to.lookLog}?${new URLSearchParams({ ...(number === undefined ? { day } : { case: number }), from: last.started })}`,
        }),
        checkpoint: '/api/v1/ledger/checkpoint',
      },
    })
    return sendPage(reply, html)
  })
}
