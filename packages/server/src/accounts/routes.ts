import type { Ledger } from '@toetsbaar/ledger'
import { type AccountState, type Problem as FieldProblem, renderAccount, renderAccounts } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { personOf, roles } from '../access.ts'
import { Problem } from '../errors.ts'
import { localDay } from '../local-day.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { type Account, AccountRefused, type Accounts, type Keeper } from './accounts.ts'
import { type AccountDraft, draftProblems } from './draft.ts'

type InLanguage = { Params: { lang: string }; Querystring: { done?: string } }
type OfPerson = { Params: { lang: string; person: string } }

type Typed = Parameters<typeof renderAccount>[0]['typed']

const readers = { config: { access: { roles: ['administrator', 'auditor'] } } } as const
const keepers = { config: { access: { roles: ['administrator'] } } } as const

export type AccountsParts = {
  readonly accounts: Accounts
  readonly ledger: Pick<Ledger, 'read'>
  readonly clock: () => Date
}

/** The administrator's pages: who may sign in, as what and until when. They know nothing of any case. */
export function addAccounts(app: FastifyInstance, surface: Surface, { accounts, ledger, clock }: AccountsParts): void {
  const today = () => localDay(clock())
  const keeper = (request: FastifyRequest): Keeper => {
    const { id, role } = personOf(request)
    return { kind: 'officer', id, role }
  }
  const stateOf = ({ ended, until }: Account): AccountState =>
    ended !== undefined ? 'ended' : until < today() ? 'past' : 'open'

  app.get<InLanguage>('/:lang/accounts', readers, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const done = (['added', 'changed', 'ended', 'reopened'] as const).find(each => each === request.query.done)
    const all = await accounts.list()
    const html = renderAccounts({
      frame: deskFrameOf(surface, request, reply, words),
      accounts: all.map(account => ({
        id: account.id,
        name: account.name,
        roles: account.roles,
        team: account.team,
        until: new Date(account.until),
        state: stateOf(account),
        href: to.account(account.id),
      })),
      ...(personOf(request).role === 'administrator' && { add: to.newAccount }),
      ...(done !== undefined && { done }),
    })
    return sendPage(reply, html)
  })

  const draw = async (
    request: FastifyRequest<{ Params: { lang: string } }>,
    reply: FastifyReply,
    account: Account | undefined,
    typed: Typed,
    problems: readonly FieldProblem[],
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const { id, role } = personOf(request)
    const action = account === undefined ? to.accounts : to.account(account.id)
    const locked = role !== 'administrator' ? 'reader' : account?.id === id ? 'own' : undefined
    const html = renderAccount({
      frame: deskFrameOf(surface, request, reply, words),
      gate: gateOf(reply, action, account?.version ?? 0),
      ...(account !== undefined && {
        account: { id: account.id, ended: account.ended !== undefined, ...(locked !== undefined && { locked }) },
      }),
      typed,
      roles,
      problems,
      ...(account !== undefined &&
        account.ended === undefined &&
        locked === undefined && { end: gateOf(reply, to.endAccount(account.id), account.version) }),
      history: account === undefined ? [] : await historyOf(account),
      back: to.accounts,
    })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  /** What was done to an account, from the ledger, the newest first; by name where there is one. */
  const historyOf = async ({ id }: Account) => {
    const names = new Map((await accounts.list()).map(account => [account.id, account.name]))
    const entries = await ledger.read(`account:${id}`)
    return entries.toReversed().map(({ at, kind, payload }) => {
      const { by } = (payload ?? {}) as { by?: { id?: string; name?: string } }
      const who = by?.id === undefined ? by?.name : (names.get(by.id) ?? by.id)
      return { at: new Date(at), kind: kind.slice('account.'.length), by: who ?? '' }
    })
  }

  const empty: Typed = { person: '', name: '', team: '', until: '', roles: [] }
  app.get<InLanguage>('/:lang/accounts/new', keepers, (request, reply) => draw(request, reply, undefined, empty, []))

  app.get<OfPerson>('/:lang/accounts/:person', readers, async (request, reply) => {
    const account = await known(request)
    return draw(request, reply, account, typedOf(account), [])
  })

  const known = async (request: FastifyRequest<OfPerson>) => {
    const account = await accounts.find(request.params.person)
    if (account === undefined) throw new Problem('not-found', 'There is no such account. See the list.')
    return account
  }

  const guarded = { ...keepers, preHandler: app.csrfProtection }
  app.post<InLanguage>('/:lang/accounts', guarded, async (request, reply) => {
    const { typed, draft } = formOf(request.body)
    const number = /^p-[0-9a-hjkmnp-tv-z]{12}$/.test(typed.person)
    const problems = [
      ...(number ? [] : [{ field: 'person', code: typed.person === '' ? 'required' : 'account-person' }]),
      ...draftProblems(draft, today()),
    ]
    if (problems.length > 0) return draw(request, reply, undefined, typed, problems)
    return written(request, reply, undefined, typed, 'added', () => accounts.add(keeper(request), typed.person, draft))
  })

  app.post<OfPerson>('/:lang/accounts/:person', guarded, async (request, reply) => {
    const account = await known(request)
    const { typed, draft, version } = formOf(request.body)
    const problems = draftProblems(draft, today())
    if (problems.length > 0) return draw(request, reply, account, typed, problems)
    const [done, change] =
      account.ended === undefined ? (['changed', accounts.change] as const) : (['reopened', accounts.reopen] as const)
    return written(request, reply, account, typed, done, () => change(keeper(request), account.id, version, draft))
  })

  app.post<OfPerson>('/:lang/accounts/:person/end', guarded, async (request, reply) => {
    const account = await known(request)
    const { version } = formOf(request.body)
    return written(request, reply, account, typedOf(account), 'ended', () =>
      accounts.end(keeper(request), account.id, version),
    )
  })

  /** Writes, and goes back to the list; what is refused is told on the form, with what was typed. */
  const written = async (
    request: FastifyRequest<{ Params: { lang: string } }>,
    reply: FastifyReply,
    account: Account | undefined,
    typed: Typed,
    done: string,
    write: () => Promise<void>,
  ) => {
    try {
      await write()
    } catch (error) {
      if (!(error instanceof AccountRefused)) throw error
      const now = account === undefined ? undefined : await accounts.find(account.id)
      const code = error.reason === 'there' ? 'account-there' : error.reason === 'own' ? 'account-own' : 'account-stale'
      return draw(request, reply, now, typed, [{ field: account === undefined ? 'person' : 'name', code }])
    }
    return reply.redirect(`${addresses(request.params.lang).accounts}?done=${done}`, 303)
  }
}

function typedOf({ name, team, until, roles }: Account): Typed {
  return { person: '', name, team: team ?? '', until, roles }
}

function formOf(body: unknown): { readonly typed: Typed; readonly draft: AccountDraft; readonly version: number } {
  const form = readForm(body)
  if (form === undefined)
    throw new Problem('invalid-input', 'The form misses its step or version. Load the page again.')
  const { person = '', name = '', team = '', until = '' } = form.typed
  const chosen = roles.filter(role => form.typed[`roles.${role}`] !== undefined)
  const typed = { person: person.trim().toLowerCase(), name: name.trim(), team: team.trim(), until, roles: chosen }
  const draft = { name: typed.name, team: typed.team === '' ? undefined : typed.team, roles: chosen, until }
  return { typed, draft, version: form.version }
}
