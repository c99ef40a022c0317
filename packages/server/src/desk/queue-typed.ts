import type { StateName } from '@toetsbaar/casefile'
import type { QueueFilter, QueueQuery, ViewQuery } from '@toetsbaar/desk'
import type { Problem as FieldProblem } from '@toetsbaar/web'
import type { Person } from '../access.ts'
import type { SealedWords } from './sealed-words.ts'

/** What is typed in the form above the queue, by field; a field that is empty is not there. */
export type QueueTyped = Readonly<Record<string, string>>

const fields = [
  'sort',
  'state',
  'outcome',
  'subject',
  'waiting',
  'team',
  'amount-from',
  'amount-until',
  'days-from',
  'days-until',
  'only.mine',
  'only.overdue',
  'only.links',
  'only.requests',
  'only.objection',
] as const

const everyState: readonly StateName[] = ['sent', 'with-officer', 'objected', 'decided', 'withdrawn']

const orders: Readonly<Record<string, Pick<QueueQuery, 'sort' | 'order'>>> = {
  deadline: { sort: 'deadline' },
  received: { sort: 'received' },
  newest: { sort: 'received', order: 'desc' },
  changed: { sort: 'changed' },
  amount: { sort: 'amount' },
  'amount-low': { sort: 'amount', order: 'asc' },
}

const longestWords = 200

/** The fields of a form, without what is empty or unknown; what is chosen by itself is left out too. */
export function typedIn(form: Readonly<Record<string, string>>): QueueTyped {
  const words = (form.words ?? '').trim()
  const given = fields.flatMap(name => {
    const value = (form[name] ?? '').trim()
    return value === '' || (name === 'sort' && value === 'deadline') ? [] : [[name, value] as const]
  })
  return Object.fromEntries(words === '' ? given : [['words', words] as const, ...given])
}

/** An address's query for what was typed; the words are sealed. */
export function addressOf(typed: QueueTyped, sealed: SealedWords): string {
  const query = new URLSearchParams()
  if (typed.words !== undefined) query.set('words', sealed.seal(typed.words))
  for (const name of fields) if (typed[name] !== undefined) query.set(name, typed[name])
  return query.size === 0 ? '' : `?${query}`
}

/** What was typed, from an address. */
export function typedOf(query: Readonly<Record<string, unknown>>, sealed: SealedWords): QueueTyped {
  const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '')
  const form = Object.fromEntries(fields.map(name => [name, text(name)]))
  return typedIn({ ...form, words: sealed.open(text('words')) ?? '' })
}

/** What to ask of the queue, or what is wrong with what was typed. */
export function queryOf(
  typed: QueueTyped,
  person: Pick<Person, 'id'>,
): { readonly query: ViewQuery } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  const number = (field: string, pattern: RegExp, code: string): number | undefined => {
    const value = typed[field]
    if (value === undefined) return undefined
    const plain = value.replace(/^€\s*/, '').replace(',', '.')
    if (pattern.test(plain) && Number(plain) < 1e9) return Number(plain)
    problems.push({ field, code })
    return undefined
  }
  const cents = (field: string) => {
    const euro = number(field, /^\d+(\.\d{1,2})?$/, 'amount')
    return euro === undefined ? undefined : Math.round(euro * 100)
  }
  const days = (field: string) => number(field, /^\d{1,5}$/, 'whole-days')
  const between = (from: number | undefined, until: number | undefined, field: string) => {
    if (from !== undefined && until !== undefined && from > until) problems.push({ field, code: 'end-before-begin' })
    return from === undefined && until === undefined
      ? undefined
      : { ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
  }
  const amount = between(cents('amount-from'), cents('amount-until'), 'amount-until')
  const age = between(days('days-from'), days('days-until'), 'days-until')
  if ((typed.words ?? '').length > longestWords)
    problems.push({ field: 'words', code: 'too-long', fillings: { limit: longestWords } })
  if (problems.length > 0) return { problems }
  const state = typed.state === 'all' ? everyState : everyState.filter(each => each === typed.state)
  const waiting = (['citizen', 'officer', 'team'] as const).filter(each => each === typed.waiting)
  const filter: QueueFilter = {
    ...(state.length > 0 && { states: state }),
    ...(typed.outcome !== undefined && { outcomes: [typed.outcome] }),
    ...(typed.subject !== undefined && { subjects: [typed.subject] }),
    ...(amount !== undefined && { amount }),
    ...(age !== undefined && { days: age }),
    ...(waiting.length > 0 && { waitingFor: waiting }),
    ...(typed.team !== undefined && { team: typed.team }),
    ...(typed['only.mine'] === 'yes' && { officer: person.id }),
    ...(typed['only.overdue'] === 'yes' && { overdue: true }),
    ...(typed['only.links'] === 'yes' && { newLinks: true }),
    ...(typed['only.requests'] === 'yes' && { requests: true }),
    ...(typed['only.objection'] === 'yes' && { objection: true }),
    ...(typed.words !== undefined && { words: typed.words }),
  }
  return { query: { filter, ...(orders[typed.sort ?? 'deadline'] ?? {}) } }
}

/** A saved view as the form has it. */
export function typedFrom({ filter = {}, sort, order }: ViewQuery, person: Pick<Person, 'id'>): QueueTyped {
  const sorted = Object.keys(orders).find(name => orders[name]?.sort === sort && orders[name]?.order === order)
  const [state] = filter.states ?? []
  const euro = (amount: number | undefined) => (amount === undefined ? '' : String(amount / 100))
  const yes = (flag: boolean) => (flag ? 'yes' : '')
  return typedIn({
    words: filter.words ?? '',
    sort: sorted ?? '',
    state: (filter.states?.length ?? 0) > 1 ? 'all' : (state ?? ''),
    outcome: filter.outcomes?.[0] ?? '',
    subject: filter.subjects?.[0] ?? '',
    waiting: filter.waitingFor?.[0] ?? '',
    team: filter.team ?? '',
    'amount-from': euro(filter.amount?.from),
    'amount-until': euro(filter.amount?.until),
    'days-from': String(filter.days?.from ?? ''),
    'days-until': String(filter.days?.until ?? ''),
    'only.mine': yes(filter.officer === person.id),
    'only.overdue': yes(filter.overdue === true),
    'only.links': yes(filter.newLinks === true),
    'only.requests': yes(filter.requests === true),
    'only.objection': yes(filter.objection === true),
  })
}
