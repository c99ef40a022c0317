import {
  type Approval,
  diffDossiers,
  type Entry,
  gaps,
  isRefused,
  isRunning,
  type Line,
  lapse,
  latestVersion,
  type OpenRequest,
  partyOf,
  type Refused,
  says,
  take,
  versionOf,
} from '@toetsbaar/register'
import { type Problem as FieldProblem, renderRegisterApprove } from '@toetsbaar/web'
import type { FastifyReply } from 'fastify'
import { sendPage } from '../site/frame.ts'
import { refusalText } from './edit-pages.ts'
import { actingRoles, boardRoles, partyFor } from './party.ts'
import { mayDo } from './places.ts'
import { type Board, boardForm, entryIn, type OfEntry, type Visit, visitOf } from './surface.ts'

type More = { readonly because?: string; readonly problems?: readonly FieldProblem[]; readonly refused?: Refused }

/** The request that lies open for an entry: who approves, who may not and why, and saying no. */
export function addApprovePage(parts: Board): void {
  const { app, register, names } = parts
  const config = { access: { roles: actingRoles } } as const
  const guard = { preHandler: app.csrfProtection, config }

  const draw = async (reply: FastifyReply, visit: Visit, entry: Entry, more: More = {}) => {
    const { request } = entry
    if (request === undefined) return reply.redirect(visit.to.entry(entry.id), 303)
    const version = versionOf(entry, request.version) ?? latestVersion(entry)
    const known = await names()
    const who = ({ by, at }: Approval) => ({
      who: `${known.get(by.person) ?? by.person} (${partyOf(by, visit.lang)})`,
      at,
    })
    const given = (line: Line) => {
      const found = request.approvals.find(({ by }) => by.line === line)
      return found === undefined ? undefined : who(found)
    }
    const whyNot = reasonAgainst(entry, request, visit)
    const { to, lang, frame, gate } = visit
    const { because = '', problems = [], refused } = more
    const may = (act: 'decline' | 'block') => mayDo(entry, visit.person, act)
    const drawn = String(entry.acts)
    const html = renderRegisterApprove({
      frame,
      system: version.dossier.name[lang],
      step: request.step,
      version: request.version,
      asked: { ...who(request), because: request.because },
      content: version.content,
      digest: version.digest,
      first: given('first'),
      second: given('second'),
      besides: besidesOf(request, visit),
      differences:
        entry.licensed === undefined || entry.licensed === request.version
          ? []
          : diffDossiers(versionOf(entry, entry.licensed)?.dossier, version.dossier),
      missing: missingFor(entry, request, visit),
      approve: whyNot === undefined ? gate(to.approve(entry.id), drawn) : undefined,
      whyNot,
      decline: may('decline') ? gate(to.decline(entry.id), drawn) : undefined,
      block: may('block') && entry.block === undefined ? gate(to.decline(entry.id), drawn) : undefined,
      because,
      problems,
      refused: refused === undefined ? undefined : refusalText(refused, lang),
      back: to.entry(entry.id),
    })
    return sendPage(reply, html, problems.length === 0 && refused === undefined ? 200 : 422)
  }

  app.get<OfEntry>(
    '/:lang/register-board/system/:id/approve',
    { config: { access: { roles: boardRoles } } },
    async (request, reply) => {
      const visit = visitOf(parts, request, reply)
      return draw(reply, visit, await entryIn(parts, visit, request.params.id))
    },
  )

  app.post<OfEntry>('/:lang/register-board/system/:id/approve', guard, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    const by = partyFor(visit.person, 'approve')
    const open = entry.request
    if (open === undefined || by === undefined) return draw(reply, visit, entry)
    // An approval is about what this person saw: the page is drawn again where anything happened since.
    if (boardForm(request.body).version !== String(entry.acts)) return draw(reply, visit, entry)
    const content = versionOf(entry, open.version)?.content ?? ''
    const { step, version } = open
    const outcome = await register.act(entry.id, { act: 'approve', by, step, version, content })
    if (isRefused(outcome)) return draw(reply, visit, entry, { refused: outcome })
    return reply.redirect(visit.to.entry(entry.id), 303)
  })

  app.post<OfEntry>('/:lang/register-board/system/:id/approve/no', guard, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    const { do: pressed, typed } = boardForm(request.body)
    const act = pressed === 'block' ? 'block' : 'decline'
    const because = typed.because ?? ''
    const by = partyFor(visit.person, act)
    if (by === undefined) return draw(reply, visit, entry, { because })
    if (because.trim() === '')
      return draw(reply, visit, entry, { because, problems: [{ field: 'because', code: 'required' }] })
    const outcome = await register.act(entry.id, { act, by, because })
    if (isRefused(outcome)) return draw(reply, visit, entry, { because, refused: outcome })
    return reply.redirect(visit.to.entry(entry.id), 303)
  })
}

/** Why this person cannot approve now, in words; undefined for who can. The rules themselves say it: it is tried and not done. */
function reasonAgainst(entry: Entry, request: OpenRequest, { person, lang, words, now }: Visit): string | undefined {
  const by = partyFor(person, 'approve')
  if (by === undefined) return says({ code: 'role-may-not', about: words.say(`role.${person.role}`) })[lang]
  const content = versionOf(entry, request.version)?.content ?? ''
  const { step, version } = request
  const outcome = take(lapse(entry, now), { act: 'approve', by, at: now, step, version, content })
  return isRefused(outcome) ? refusalText(outcome, lang) : undefined
}

/** What is missing for the step, as somebody sees it before approving. */
function missingFor(entry: Entry, { step, version: number }: OpenRequest, { lang, now }: Visit): string[] {
  const version = versionOf(entry, number)
  if (version === undefined || step === 'retire' || step === 'exempt') return []
  const level =
    step === 'field-lab'
      ? 'field-lab'
      : step === 'license' && isRunning(entry.state)
        ? entry.state
        : step === 'resume'
          ? (entry.suspendedFrom ?? 'operational')
          : 'operational'
  const stays = step === 'resume' || step === 'catch-up'
  return gaps(entry, version, level, now)
    .filter(({ id }) => !(stays && id === 'criteria-met'))
    .map(gap => `${gap.says[lang]}${gap.about.length === 0 ? '' : ` (${gap.about.join(', ')})`}`)
}

/** The other words of a request: how it ends, by when what is done, what the public may not see. */
function besidesOf({ farewell, catchUp, exemption }: OpenRequest, { lang, words }: Visit) {
  const row = (key: string, value: string) => ({ key: `approve.${key}`, value })
  return [
    ...(farewell === undefined
      ? []
      : [
          row('farewell-because', farewell.because),
          row('farewell-evaluation', farewell.evaluation),
          row('farewell-lessons', farewell.lessons),
          row('farewell-archive', `${farewell.archive.files}: ${farewell.archive.manifest}`),
          row('farewell-destroy', farewell.destroyOn),
          row('farewell-notice', farewell.notice[lang]),
        ]),
    ...(catchUp?.items ?? []).map(({ demand, by, owner }) => row('plan', `${by}: ${demand} (${owner})`)),
    ...(exemption === undefined
      ? []
      : [
          row('exemption-ground', words.say(`option.${exemption.ground}`)),
          row('exemption-parts', exemption.withheld.map(part => words.say(`option.${part}`)).join(', ')),
          row('exemption-less', exemption.whyNotLess),
          row('exemption-until', exemption.until.slice(0, 16).replace('T', ' ')),
        ]),
  ]
}
