import type { StateName } from './event.ts'

/** How long one kind of data stays, and by which law. Terms are data: `models/retention/<first day>/terms.yaml`. */
export type Term = {
  readonly id: string
  readonly what: string
  readonly regime: string
  readonly source: string
  /** ISO 8601 duration of years, months or days. */
  readonly term: string
}

/** `since: received` is about cases that the police got; the others about cases that they never got. */
export type CaseTerm = Term & {
  readonly states: readonly StateName[]
  readonly since: 'changed' | 'created' | 'received'
}

export type Terms = { readonly cases: readonly CaseTerm[]; readonly tries: Term; readonly access: Term }

/** The terms are not well written; `message` says where. */
export class TermError extends Error {
  override name = 'TermError'
}

/** Checks terms as they were read from their file. Throws `TermError`. */
export function parseTerms(value: unknown): Terms {
  const file = value as { sources?: { id?: string }[]; cases?: CaseTerm[]; tries?: Term; access?: Term }
  const { cases, tries, access } = file ?? {}
  if (!Array.isArray(cases) || tries === undefined || access === undefined) {
    throw new TermError('Terms need "cases", "tries" and "access"; see models/retention')
  }
  const sources = (file.sources ?? []).map(source => source.id)
  for (const term of [...cases, tries, access]) {
    if (!sources.includes(term.source))
      throw new TermError(`Term "${term.id}" names source "${term.source}", which is not under "sources"`)
    readDuration(term)
  }
  const seen = new Set<string>()
  for (const { id, states, since } of cases) {
    if (!['changed', 'created', 'received'].includes(since)) {
      throw new TermError(`Term "${id}" counts since "${String(since)}"; write changed, created or received`)
    }
    for (const state of states) {
      const kind = kindOf(state, since === 'received')
      if (!kinds.includes(kind)) throw new TermError(`Term "${id}" is about cases that there are none of: ${kind}`)
      if (seen.has(kind)) throw new TermError(`State "${kind}" stands under two terms, the second is "${id}"`)
      seen.add(kind)
    }
  }
  const forever = kinds.filter(kind => !seen.has(kind))
  if (forever.length > 0)
    throw new TermError(`No term is about cases that are: ${forever.join('; ')}. They would stay for ever; add a term`)
  return { cases, tries, access }
}

function kindOf(state: string, received: boolean): string {
  return `${state}, ${received ? 'received' : 'not received'}`
}

/** In each state: whether the police can have received the case. One that was sent stays received. */
const receivedIn: Readonly<Record<Exclude<StateName, 'erased'>, readonly boolean[]>> = {
  telling: [false],
  confirming: [false],
  asking: [false],
  advised: [false],
  completing: [false],
  sent: [true],
  'with-officer': [true],
  decided: [true],
  objected: [true],
  withdrawn: [false, true],
}

/** Every kind of case that there can be. */
const kinds: readonly string[] = Object.entries(receivedIn).flatMap(([state, received]) =>
  received.map(one => kindOf(state, one)),
)

/** The moment before which something is past its term. */
export function termStart(now: Date, term: Term): Date {
  const { years, months, days } = readDuration(term)
  const at = new Date(now)
  at.setUTCFullYear(at.getUTCFullYear() - years, at.getUTCMonth() - months, at.getUTCDate() - days)
  return at
}

function readDuration({ id, term }: Term): { years: number; months: number; days: number } {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(term) ?? []
  if (years === undefined && months === undefined && days === undefined) {
    throw new TermError(`Term "${id}" has "${term}"; write a duration such as P30D or P5Y`)
  }
  return { years: Number(years ?? 0), months: Number(months ?? 0), days: Number(days ?? 0) }
}
