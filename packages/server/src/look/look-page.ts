import { type NewEvent, StaleCase } from '@toetsbaar/casefile'
import { type Problem as FieldProblem, type LookView, renderLook } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { addDays } from '../accounts/draft.ts'
import { Problem } from '../errors.ts'
import type { House } from '../house.ts'
import { localDay } from '../local-day.ts'
import { mayKnow } from '../need-to-know.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { type Form, readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { withhold } from '../withheld.ts'
import { closingEvent, type Openings, openingEvent } from './openings.ts'
import { largestSample, type Samples } from './samples.ts'

type InLanguage = { Params: { lang: string }; Querystring: { done?: string } }
type OfOpening = { Params: { lang: string; number: string; version: string } }

const all = {
  config: { access: { roles: ['intake-officer', 'team-lead', 'assessor', 'auditor', 'defence', 'supervisor'] } },
} as const
const handlers = { config: { access: { roles: ['intake-officer', 'team-lead'] } } } as const
const drawers = { config: { access: { roles: ['assessor', 'auditor', 'supervisor'] } } } as const

/** A case is open to the defence for so many days at most. */
const longestOpening = 90

export type LookParts = {
  readonly house: Pick<House, 'casefile' | 'desk' | 'handle' | 'clock'>
  readonly accounts: Pick<Accounts, 'find' | 'list'>
  readonly openings: Openings
  readonly samples: Samples
}

type Typed = Form['typed']

/** Where somebody begins who looks along; and where a team opens a case to the defence. */
export function addLookPage(app: FastifyInstance, surface: Surface, parts: LookParts): void {
  const { accounts, openings, samples } = parts
  const { casefile, desk, handle, clock } = parts.house
  const today = () => localDay(clock())

  const draw = async (
    request: FastifyRequest<{ Params: { lang: string } }>,
    reply: FastifyReply,
    typed: Typed = {},
    problems: readonly FieldProblem[] = [],
    done?: LookView['done'],
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const person = personOf(request)
    const html = renderLook({
      frame: deskFrameOf(surface, request, reply, words),
      problems,
      ...(done !== undefined && { done }),
      ...(await viewOf(person, reply, to, typed)),
    })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  /** What of the page is this role's. */
  const viewOf = async (
    person: Person,
    reply: FastifyReply,
    to: ReturnType<typeof addresses>,
    typed: Typed,
  ): Promise<Partial<Pick<LookView, 'opened' | 'openings' | 'samples' | 'log'>>> => {
    if (person.role === 'defence') {
      const open = await openings.of(person.id)
      return {
        opened: open.map(({ caseId, until }) => {
          const number = desk.caseNumber(caseId)
          return { number, until: new Date(until), href: to.lookCase(number) }
        }),
      }
    }
    if (person.role === 'intake-officer' || person.role === 'team-lead')
      return { openings: await openingsFor(person, reply, to, typed) }
    const own = await samples.of(person.id)
    return {
      samples: {
        rows: own.map(({ id, purpose, drawn, ends, cases, population }) => ({
          purpose,
          drawn,
          ends: new Date(ends),
          size: cases.length,
          population,
          href: to.lookSample(id),
        })),
        gate: gateOf(reply, to.lookSamples, 0),
        largest: largestSample,
        typed: {
          purpose: typed.purpose ?? '',
          from: typed.from ?? addDays(today(), -90),
          until: typed.until ?? today(),
          size: typed.size ?? '20',
          words: typed.words ?? '',
        },
      },
      ...(person.role !== 'assessor' && { log: to.lookLog }),
    }
  }

  const openingsFor = async (
    person: Person,
    reply: FastifyReply,
    to: ReturnType<typeof addresses>,
    typed: Typed,
  ): Promise<NonNullable<LookView['openings']>> => {
    const people = await accounts.list()
    const names = new Map(people.map(({ id, name }) => [id, name]))
    return {
      rows: (await openings.ofCases(person.team)).map(({ caseId, version, person: id, until, closed }) => {
        const number = desk.caseNumber(caseId)
        const running = closed === undefined && until >= today()
        return {
          number,
          person: names.get(id) ?? id,
          until: new Date(until),
          closed,
          ...(running && { close: gateOf(reply, to.lookClose(number, version), version) }),
        }
      }),
      gate: gateOf(reply, to.lookOpenings, 0),
      lawyers: people.filter(one => one.roles.includes('defence') && one.ended === undefined && one.until >= today()),
      typed: {
        number: typed.number ?? '',
        person: typed.person ?? '',
        until: typed.until ?? '',
        reason: typed.reason ?? '',
      },
    }
  }

  app.get<InLanguage>('/:lang/desk/look', all, (request, reply) => {
    const done = (['opened', 'closed'] as const).find(each => each === request.query.done)
    return draw(request, reply, {}, [], done)
  })

  /** The case that a number names, where it is of the team of who asks. */
  const ownCase = async (person: Person, number: string) => {
    const id = await desk.find(number)
    if (id === undefined) return undefined
    const { state, version } = await casefile.read(id)
    return mayKnow(person, state, await desk.teamOf(id)) ? { id, version } : undefined
  }

  /** Adds to a case whatever came in between: an opening hangs on nothing else in it. */
  const add = async (person: Person, id: string, operation: string, event: NewEvent) => {
    const actor = { kind: 'officer', id: person.id, role: person.role }
    await handle({ actor, operation, purpose: 'defence', dossier: 'intake', case: id }, async () => {
      for (let tries = 0; ; tries++) {
        try {
          return await casefile.append(id, (await casefile.read(id)).version, [event])
        } catch (error) {
          if (!(error instanceof StaleCase) || tries === 3) throw error
        }
      }
    })
  }

  const guarded = { ...handlers, preHandler: app.csrfProtection }
  app.post<InLanguage>('/:lang/desk/look/openings', guarded, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const person = personOf(request)
    const { typed } = formIn(request)
    const { number = '', person: lawyer = '', until = '' } = typed
    const reason = (typed.reason ?? '').trim()
    const found = await ownCase(person, number)
    const account = await accounts.find(lawyer)
    const problems: FieldProblem[] = []
    if (found === undefined) problems.push({ field: 'number', code: 'look-number' })
    if (account === undefined || account.ended !== undefined || !account.roles.includes('defence'))
      problems.push({ field: 'person', code: 'look-person' })
    if (!isDay(until) || until < today() || until > addDays(today(), longestOpening))
      problems.push({ field: 'until', code: 'look-until' })
    if (reason === '') problems.push({ field: 'reason', code: 'required' })
    if (reason.length > 2000) problems.push({ field: 'reason', code: 'too-long', fillings: { limit: 2000 } })
    if (found === undefined || problems.length > 0) return draw(request, reply, typed, problems)
    const text = words.say('look.opened-note', { until: new Date(until), reason: withhold(reason).text.toWellFormed() })
    const by = { kind: 'officer', id: person.id, role: person.role } as const
    await add(person, found.id, 'case.open-to-defence', openingEvent(by, lawyer, until, text))
    return reply.redirect(`${addresses(words.code).look}?done=opened`, 303)
  })

  app.post<OfOpening>('/:lang/desk/look/openings/:number/:version/close', guarded, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const person = personOf(request)
    const found = await ownCase(person, request.params.number)
    const version = Number(request.params.version)
    if (found === undefined || !Number.isSafeInteger(version))
      throw new Problem('not-found', 'Your team has no such case. See the list.')
    const by = { kind: 'officer', id: person.id, role: person.role } as const
    await add(person, found.id, 'case.close-to-defence', closingEvent(by, version, words.say('look.closed-note')))
    return reply.redirect(`${addresses(words.code).look}?done=closed`, 303)
  })

  app.post<InLanguage>(
    '/:lang/desk/look/samples',
    { ...drawers, preHandler: app.csrfProtection },
    async (request, reply) => {
      const { code } = wordsOf(surface, request.params.lang)
      const person = personOf(request)
      const { typed } = formIn(request)
      const { from = '', until = '' } = typed
      const [purpose, words, size] = [(typed.purpose ?? '').trim(), (typed.words ?? '').trim(), Number(typed.size)]
      const problems: FieldProblem[] = []
      for (const [field, text] of [
        ['purpose', purpose],
        ['words', words],
      ] as const) {
        if (text === '') problems.push({ field, code: 'required' })
        if (text.length > 200) problems.push({ field, code: 'too-long', fillings: { limit: 200 } })
      }
      for (const [field, day] of Object.entries({ from, until }))
        if (!isDay(day)) problems.push({ field, code: 'date' })
      if (isDay(from) && isDay(until) && from > until) problems.push({ field: 'until', code: 'look-days' })
      if (!Number.isInteger(size) || size < 1 || size > largestSample)
        problems.push({ field: 'size', code: 'look-size', fillings: { limit: largestSample } })
      if (problems.length > 0) return draw(request, reply, typed, problems)
      const wish = { purpose: withhold(purpose).text.toWellFormed(), from, until, size, words: words.toWellFormed() }
      const actor = { kind: 'officer', id: person.id, role: person.role }
      const handling = { actor, operation: 'sample.draw', purpose: wish.purpose, dossier: 'intake', case: undefined }
      const { id } = await handle(handling, () => samples.draw(person, wish))
      return reply.redirect(addresses(code).lookSample(id), 303)
    },
  )
}

function formIn(request: FastifyRequest): Form {
  const form = readForm(request.body)
  if (form === undefined) throw new Problem('form-expired', 'Open the page again.')
  return form
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
