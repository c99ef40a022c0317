import { StaleCase, StepRefused } from '@toetsbaar/casefile'
import { QueueError, type QueuePage, type QueueRow, ViewError, type Viewer } from '@toetsbaar/desk'
import type { Lang } from '@toetsbaar/rulebook'
import { type Problem as FieldProblem, renderDeskQueue } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import { Problem } from '../errors.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { modelLanguage, titleOf } from '../site/pages.ts'
import { type DeskParts, namesOf, officers, readers } from './parts.ts'
import { addressOf, type QueueTyped, queryOf, typedFrom, typedIn, typedOf } from './queue-typed.ts'
import { systemsUsed } from './systems.ts'
import { rememberQueue } from './way-back.ts'

type InLanguage = { Params: { lang: string }; Querystring: Record<string, string> }

const byReaders = { config: { access: { roles: readers } } } as const
const byOfficers = { config: { access: { roles: officers } } } as const

/** Ready ways to look, as what is typed. */
const quick: readonly { readonly id: string; readonly typed: QueueTyped; readonly officersOnly?: true }[] = [
  { id: 'open', typed: {} },
  { id: 'mine', typed: { 'only.mine': 'yes' }, officersOnly: true },
  { id: 'free', typed: { waiting: 'team' } },
  { id: 'overdue', typed: { 'only.overdue': 'yes' } },
  { id: 'links', typed: { 'only.links': 'yes' } },
]

const done = ['took', 'decided', 'returned', 'handed-over', 'none', 'view', 'removed'] as const

/** The queue: looking, filtering, searching, saved views, and taking several cases at once. Nothing is decided from here. */
export function addQueue(app: FastifyInstance, surface: Surface, parts: DeskParts): void {
  const { desk, casefile, cases, handle, register, intake, sealed } = parts
  const guarded = { ...byReaders, preHandler: app.csrfProtection }

  const look = (person: Person, query: Parameters<typeof desk.queue>[0]): Promise<QueuePage> =>
    handle(
      {
        actor: { kind: 'officer', id: person.id, role: person.role },
        operation: 'queue.read',
        purpose: purposeOf(person),
        dossier: 'intake',
        case: undefined,
      },
      () => desk.queue(query),
    )

  const draw = async (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    typed: QueueTyped,
    more: { readonly problems?: readonly FieldProblem[]; readonly name?: string } = {},
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const lang = modelLanguage(words.code)
    const to = addresses(words.code)
    const person = personOf(request)
    const acts = officers.includes(person.role)
    const asked = queryOf(typed, person)
    const problems = [...('problems' in asked ? asked.problems : []), ...(more.problems ?? [])]
    const after = request.method === 'GET' ? request.query.after : undefined
    const page =
      'query' in asked
        ? await look(person, {
            ...asked.query,
            viewer: viewerOf(person),
            ...(typeof after === 'string' && { after }),
          }).catch((error: unknown) => {
            // A place in a list that is none: the list from its beginning.
            if (error instanceof QueueError) return undefined
            throw error
          })
        : undefined
    if (page === undefined && problems.length === 0) return reply.redirect(to.desk + addressOf(typed, sealed), 303)
    if (request.method === 'GET') rememberQueue(request, addressOf(typed, sealed))
    const owner = { id: person.id, teams: teamsOf(person) }
    const [names, views, systems] = await Promise.all([
      namesOf(parts),
      acts ? desk.views.list(owner) : [],
      systemsUsed(register, [{ dossier: 'intake' }, { dossier: 'link-finder' }], lang),
    ])
    const address = addressOf(typed, sealed)
    const wayTo = (other: QueueTyped) => to.desk + addressOf(other, sealed)
    const next = page?.next
    const query = request.url.split('?')[1]
    const frame = deskFrameOf(surface, request, reply, words)
    const said = done.find(each => each === request.query.done)
    const html = renderDeskQueue({
      frame: {
        ...frame,
        languages: frame.languages.map(each =>
          query === undefined ? each : { ...each, href: `${each.href}?${query}` },
        ),
      },
      gate: gateOf(reply, to.deskSearch, 0),
      typed,
      problems,
      filters: Object.keys(typed).filter(name => name !== 'sort').length,
      outcomes: outcomesIn(parts, lang),
      subjects: subjectsIn(parts, lang),
      teams: person.role === 'auditor' ? teamsIn(await parts.accounts.list()) : [],
      quick: quick.flatMap(({ id, typed: way, officersOnly }) =>
        officersOnly && !acts ? [] : [{ id, href: wayTo(way), current: same(way, typed) }],
      ),
      views: views.map(({ id, name, query: kept, team, own }) => ({
        id,
        name,
        team: team !== undefined,
        href: wayTo(typedFrom(kept, person)),
        remove: own || (team !== undefined && person.role === 'team-lead'),
      })),
      ...(acts && {
        keep: {
          gate: gateOf(reply, to.deskViews, 0),
          query: address,
          name: more.name ?? '',
          team: person.team !== undefined,
        },
        take: gateOf(reply, to.deskTake, 0),
      }),
      page: page && {
        rows: page.rows.map(row => lineOf(row, person, names, lang)),
        total: page.total,
        ...(after !== undefined && { first: to.desk + address }),
        ...(next !== undefined && { next: `${to.desk}${address === '' ? '?' : `${address}&`}after=${next}` }),
      },
      systems,
      ...(said !== undefined && { done: { code: said, count: Number(request.query.count) || 0 } }),
    })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  const lineOf = (row: QueueRow, person: Person, names: Readonly<Record<string, string>>, lang: Lang) => {
    const model = intake.models.findLast(each => each.subject === row.subject)
    const outcome = row.outcome === undefined ? undefined : model?.texts[lang][`outcome.${row.outcome}.title`]
    return {
      ...row,
      href: addresses(lang).deskCase(row.number),
      about: model === undefined ? row.subject : titleOf(model, lang),
      advice: outcome ?? row.outcome,
      officerName: row.officer === undefined ? undefined : (names[row.officer] ?? row.officer),
      mine: row.officer === person.id,
      takeable: officers.includes(person.role) && (row.state === 'sent' || row.state === 'objected'),
    }
  }

  app.get<InLanguage>('/:lang/desk', byReaders, (request, reply) =>
    draw(request, reply, usual(personOf(request), typedOf(request.query, sealed))),
  )

  /** What is looked for comes by post, so that no address holds the words; then it has an address of its own. */
  app.post<InLanguage>('/:lang/desk/search', guarded, (request, reply) => {
    const form = readForm(request.body)
    if (form === undefined) throw new Problem('form-expired', 'Open the queue again.')
    const typed = typedIn(form.typed)
    if ('problems' in queryOf(typed, personOf(request))) return draw(request, reply, typed)
    const { code } = wordsOf(surface, request.params.lang)
    return reply.redirect(addresses(code).desk + addressOf(typed, sealed), 303)
  })

  app.get<InLanguage>('/:lang/desk/search', byReaders, (request, reply) =>
    reply.redirect(addresses(wordsOf(surface, request.params.lang).code).desk, 303),
  )

  app.post<InLanguage>(
    '/:lang/desk/take',
    { ...byOfficers, preHandler: app.csrfProtection },
    async (request, reply) => {
      const { code } = wordsOf(surface, request.params.lang)
      const form = readForm(request.body)
      if (form === undefined) throw new Problem('form-expired', 'Open the queue again.')
      const ticked = Object.keys(form.typed).flatMap(name => (name.startsWith('tick.') ? [name.slice(5)] : []))
      let took = 0
      for (const number of ticked.slice(0, 200)) if (await takeOne(personOf(request), number)) took++
      const said = ticked.length === 0 ? 'none' : 'took'
      return reply.redirect(`${addresses(code).desk}?only.mine=yes&done=${said}&count=${took}`, 303)
    },
  )

  /** Whether it was taken; somebody else may be first, and then the others are still taken. */
  const takeOne = async (person: Person, number: string): Promise<boolean> => {
    const id = await desk.find(number)
    if (id === undefined) return false
    try {
      const { version } = await casefile.read(id)
      await cases.act(person, number, version, { do: 'take' })
      return true
    } catch (error) {
      if (error instanceof StaleCase || error instanceof StepRefused) return false
      if (error instanceof Problem && error.problem === 'not-found') return false
      throw error
    }
  }

  app.post<InLanguage>(
    '/:lang/desk/views',
    { ...byOfficers, preHandler: app.csrfProtection },
    async (request, reply) => {
      const { code } = wordsOf(surface, request.params.lang)
      const to = addresses(code)
      const person = personOf(request)
      const owner = { id: person.id, teams: teamsOf(person) }
      const form = readForm(request.body)
      if (form === undefined) throw new Problem('form-expired', 'Open the queue again.')
      if (form.step === 'remove-view') {
        await desk.views.remove(owner, Number(form.typed.remove), person.role === 'team-lead')
        return reply.redirect(`${to.desk}?done=removed`, 303)
      }
      const { query = '', name = '' } = form.typed
      const typed = typedOf(Object.fromEntries(new URLSearchParams(query)), sealed)
      const asked = queryOf(typed, person)
      const forTeam = form.typed['for.team'] === 'yes' && person.team !== undefined
      const wrong = (code: string) => draw(request, reply, typed, { problems: [{ field: 'name', code }], name })
      if ('problems' in asked) return draw(request, reply, typed, { name })
      if (name.trim() === '') return wrong('required')
      if (forTeam && typed['only.mine'] === 'yes') return wrong('view-mine')
      try {
        await desk.views.save(owner, { name, query: asked.query, ...(forTeam && { team: person.team }) })
      } catch (error) {
        if (error instanceof ViewError) return wrong('view-name')
        throw error
      }
      return reply.redirect(`${to.desk}${addressOf(typed, sealed) || '?'}&done=view`.replace('?&', '?'), 303)
    },
  )
}

/** Which cases a person may see in the queue, and whether the advice on all of them. */
export function viewerOf(person: Person): Viewer {
  const { id, role } = person
  if (role === 'auditor') return { id, teams: 'all', seesAdvice: true }
  if (role === 'prosecutor') return { id, teams: 'all', seesAdvice: true, prosecutor: true }
  return { id, teams: teamsOf(person), seesAdvice: false }
}

/** A prosecutor looks at what was handed over, which is mostly decided already. */
function usual({ role }: Person, typed: QueueTyped): QueueTyped {
  return role === 'prosecutor' ? { state: 'all', ...typed } : typed
}

function teamsOf({ team }: Person): readonly string[] {
  return team === undefined ? [] : [team]
}

function purposeOf({ role }: Person): string {
  return role === 'auditor' ? 'audit' : role === 'prosecutor' ? 'prosecution' : 'intake-desk'
}

function teamsIn(accounts: readonly { readonly team: string | undefined }[]): readonly string[] {
  return [...new Set(accounts.flatMap(({ team }) => (team === undefined ? [] : [team])))].sort()
}

function outcomesIn({ intake }: Pick<DeskParts, 'intake'>, lang: Lang) {
  const titles = intake.models.flatMap(model =>
    [...model.outcomes, 'unclear'].map(
      outcome => [outcome, model.texts[lang][`outcome.${outcome}.title`] ?? outcome] as const,
    ),
  )
  return [...new Map(titles)].map(([value, label]) => ({ value, label }))
}

function subjectsIn({ intake }: Pick<DeskParts, 'intake'>, lang: Lang) {
  const titles = intake.models.map(model => [model.subject, titleOf(model, lang)] as const)
  return [...new Map(titles)].map(([value, label]) => ({ value, label }))
}

function same(one: QueueTyped, other: QueueTyped): boolean {
  const sorted = (typed: QueueTyped) => JSON.stringify(Object.entries(typed).sort())
  return sorted(one) === sorted(other)
}
