import { type ListAct, type ListEntry, ListRefused } from '@toetsbaar/lists'
import {
  type DeskListEntryView,
  type DeskListsView,
  type Problem as FieldProblem,
  renderDeskListEntry,
  renderDeskLists,
} from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import { Problem } from '../errors.ts'
import type { House } from '../house.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { knownCases } from './known-cases.ts'

type InLanguage = { Params: { lang: string } }
type OfEntry = { Params: { lang: string; entry: string } }
type Typed = NonNullable<DeskListsView['propose']>['typed']
type May = NonNullable<DeskListEntryView['act']>['may'][number]

export type ListsParts = Pick<House, 'pool' | 'desk' | 'lists' | 'today'> & {
  /** The lists that a model looks in. */
  readonly names: readonly string[]
}

const lookers = { config: { access: { roles: ['intake-officer', 'team-lead', 'auditor'] } } } as const
const handlers = { config: { access: { roles: ['intake-officer', 'team-lead'] } } } as const

const empty: Typed = { list: '', value: '', ground: '', provenance: '', until: '' }

/** Known-good and known-bad lists: proposing, confirming by a second person, checking, correcting and taking off. */
export function addLists(app: FastifyInstance, surface: Surface, parts: ListsParts): void {
  const { lists, names, today } = parts

  const draw = async (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    typed: Typed,
    problems: readonly FieldProblem[],
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const acts = personOf(request).role !== 'auditor'
    const html = renderDeskLists({
      frame: deskFrameOf(surface, request, reply, words),
      entries: (await lists.entries()).map(entry => ({
        ...{ href: to.listEntry(entry.id), list: entry.list, value: entry.value, state: stateOf(entry, today()) },
        ...{
          until: new Date(entry.until),
          contested: entry.contested !== undefined,
          proposed: new Date(entry.proposed),
        },
      })),
      ...(acts && { propose: { gate: gateOf(reply, to.lists, 0), lists: names, typed, problems } }),
    })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  app.get<InLanguage>('/:lang/desk/lists', lookers, (request, reply) => draw(request, reply, empty, []))

  const guarded = { ...handlers, preHandler: app.csrfProtection }
  app.post<InLanguage>('/:lang/desk/lists', guarded, async (request, reply) => {
    const fields = readForm(request.body)?.typed ?? {}
    const typed = { ...empty, ...pick(fields, ['list', 'value', 'ground', 'provenance', 'until']) }
    const missing = (['list', 'value', 'until', 'ground', 'provenance'] as const)
      .filter(name => typed[name].trim() === '')
      .map(name => ({ field: name, code: name === 'list' ? 'choose' : 'required' }))
    if (missing.length > 0) return draw(request, reply, typed, missing)
    if (!names.includes(typed.list)) return draw(request, reply, typed, [{ field: 'list', code: 'choose' }])
    const kind = /^[a-z]{2}\s?[0-9]{2}/i.test(typed.value.trim()) && !typed.value.includes('.') ? 'iban' : 'url'
    try {
      const { id } = await lists.propose(actor(personOf(request)), { ...typed, kind })
      return reply.redirect(addresses(request.params.lang).listEntry(id), 303)
    } catch (error) {
      if (!(error instanceof ListRefused)) throw error
      return draw(request, reply, typed, [proposalProblem(error, today())])
    }
  })

  const drawEntry = async (
    request: FastifyRequest<OfEntry>,
    reply: FastifyReply,
    words: string,
    problems: readonly FieldProblem[],
    stale = false,
  ) => {
    const texts = wordsOf(surface, request.params.lang)
    const to = addresses(texts.code)
    const person = personOf(request)
    const { entry, history } = await read(request.params.entry)
    const touched = await knownCases(parts, person, await lists.touched(entry.id))
    const { until, checked, contested, list, value, ground, provenance } = entry
    const html = renderDeskListEntry({
      frame: deskFrameOf(surface, request, reply, texts),
      back: to.lists,
      entry: {
        ...{ list, value, ground, provenance, state: stateOf(entry, today()) },
        ...{ until: new Date(until), checked: checked === undefined ? undefined : new Date(checked) },
        contested: contested !== undefined,
      },
      history: history.map(({ at, kind, by, words: said }) => ({
        ...{ at: new Date(at), kind, role: by?.role, words: kind === 'proposed' ? undefined : said },
      })),
      touched: [...touched.values()].map(({ number, open }) => ({
        ...{ number, href: open ? to.deskCase(number) : undefined },
      })),
      stale,
      ...(person.role !== 'auditor' && {
        act: {
          gate: gateOf(reply, to.listEntry(entry.id), entry.version),
          may: mayDo(entry, person),
          notBySelf: bySelf(entry, person),
          typed: { words },
          problems,
        },
      }),
    })
    return sendPage(reply, html, stale ? 409 : problems.length === 0 ? 200 : 422)
  }

  const read = async (id: string) =>
    lists.read(id).catch((error: unknown) => {
      throw error instanceof ListRefused ? new Problem('not-found', error.message) : error
    })

  app.get<OfEntry>('/:lang/desk/lists/:entry', lookers, (request, reply) => drawEntry(request, reply, '', []))

  app.post<OfEntry>('/:lang/desk/lists/:entry', guarded, async (request, reply) => {
    const form = readForm(request.body)
    if (form === undefined) throw new Problem('form-expired', 'Load the page again and send the form once more.')
    const { do: what = '', words = '' } = form.typed
    const act = actOf(what, words)
    if (act === undefined) throw new Problem('invalid-input', 'The form does not say what to do. Load it again.')
    if (act.kind !== 'confirm' && words.trim() === '')
      return drawEntry(request, reply, words, [{ field: 'words', code: 'list-words' }])
    try {
      await lists.act(request.params.entry, form.version, actor(personOf(request)), act)
      return reply.redirect(addresses(request.params.lang).listEntry(request.params.entry), 303)
    } catch (error) {
      if (!(error instanceof ListRefused)) throw error
      if (error.reason === 'unknown') throw new Problem('not-found', error.message)
      if (error.reason === 'stale') return drawEntry(request, reply, words, [], true)
      const code = error.reason === 'same-person' ? 'list-same-person' : 'list-state'
      return drawEntry(request, reply, words, [{ field: 'words', code }])
    }
  })
}

function actor({ id, role }: Person) {
  return { id, role }
}

/** An entry that is past its last day does not count, whether or not it was cleared away yet. */
function stateOf({ state, until }: ListEntry, today: string): string {
  return state === 'listed' && until < today ? 'expired' : state
}

function bySelf({ state, proposer, confirmer, contested }: ListEntry, { id }: Person): boolean {
  return (state === 'proposed' && proposer === id) || (contested !== undefined && [proposer, confirmer].includes(id))
}

/** What this person can do with an entry as it stands. */
function mayDo(entry: ListEntry, person: Person): readonly May[] {
  const own = bySelf(entry, person)
  const answer: readonly May[] = entry.contested === undefined || own ? [] : ['grant', 'uphold']
  if (entry.state === 'proposed') return [...answer, ...(own ? [] : (['confirm'] as const)), 'reject']
  return entry.state === 'listed' ? [...answer, 'check', 'remove'] : answer
}

function actOf(what: string, words: string): ListAct | undefined {
  const acts: Readonly<Record<May, ListAct>> = {
    confirm: { kind: 'confirm' },
    reject: { kind: 'reject', motive: words },
    check: { kind: 'check', provenance: words },
    remove: { kind: 'remove', motive: words },
    uphold: { kind: 'answer-correction', outcome: 'upheld', motive: words },
    grant: { kind: 'answer-correction', outcome: 'removed', motive: words },
  }
  return Object.hasOwn(acts, what) ? acts[what as May] : undefined
}

function proposalProblem({ reason }: ListRefused, today: string): FieldProblem {
  if (reason === 'until') {
    const last = new Date(Date.parse(`${today}T00:00:00Z`) + 366 * 86_400_000).toISOString().slice(0, 10)
    return { field: 'until', code: 'list-until', fillings: { first: today, last } }
  }
  return { field: 'value', code: reason === 'already' ? 'list-already' : 'list-value' }
}

function pick<Name extends string>(
  from: Readonly<Record<string, string>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  return Object.fromEntries(names.flatMap(name => (from[name] === undefined ? [] : [[name, from[name]]]))) as Partial<
    Record<Name, string>
  >
}
