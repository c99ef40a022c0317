import { type Identifier, identifier, type NameAndPlace, nameAndPlace, type ToLink } from '../src/index.ts'
import { caseId } from './world.ts'

export type Planted = {
  readonly cases: readonly ToLink[]
  /** Per case what it exactly shares with which others: `kind value case`. */
  readonly shares: ReadonlyMap<string, ReadonlySet<string>>
  /** Pairs of cases whose other party is the same person, with the name written differently. */
  readonly samePerson: readonly (readonly [string, string])[]
}

/** A generator of numbers below `end`, the same for the same seed (mulberry32). */
export function numbers(seed: number): (end: number) => number {
  let state = seed >>> 0
  return end => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end
  }
}

/** An invented account with right check digits (ISO 13616). */
export function account(next: (end: number) => number): string {
  const bank = `TEST${String(next(1e9)).padStart(10, '0')}`
  const digits = [...`${bank}NL00`].map(sign => Number.parseInt(sign, 36)).join('')
  const check = 98n - (BigInt(digits) % 97n)
  return `NL${String(check).padStart(2, '0')}${bank}`
}

const first = 'Joris Anna Pieter Hanna Wijnand Saskia Teun Lotte Bram Fenna'.split(' ')
const last = 'Kwikstaart Leeuwerik Houtduif Merel Kievit Zilverreiger Wielewaal Fazant Boomklever Roodborst'.split(' ')
const places = 'Zwolle Ede Breda Assen Goes Venlo'.split(' ')

/** Cases with identifiers of which some are shared on purpose, by groups of two to six, and what has to be found. */
export function plant(count: number, seed: number): Planted {
  const next = numbers(seed)
  const pick = <Value>(of: readonly Value[]): Value => {
    const found = of[next(of.length)]
    if (found === undefined) throw new Error('Nothing to pick from')
    return found
  }
  const made: { case: string; identifiers: Identifier[]; names: NameAndPlace[] }[] = Array.from(
    { length: count },
    (_, at) => ({
      case: caseId(at + 1),
      identifiers: [],
      names: [],
    }),
  )
  const shares = new Map<string, Set<string>>()
  const samePerson: [string, string][] = []
  const add = (at: number, kind: Identifier['kind'], typed: string) => {
    const one = made[at]
    const found = identifier(kind, typed)
    if (one === undefined || found === undefined) throw new Error(`${typed} is no ${kind}`)
    if (!one.identifiers.some(each => each.kind === kind && each.value === found.value)) one.identifiers.push(found)
  }
  const value: Readonly<Record<Identifier['kind'], () => string>> = {
    account: () => account(next),
    phone: () => `06${String(next(1e8)).padStart(8, '0')}`,
    email: () => `x${next(1e9)}@post.example`,
    site: () => `winkel-${next(1e9)}.example`,
    handle: () => `speler${next(1e9)}`,
  }
  const kinds = Object.keys(value) as Identifier['kind'][]
  // Everybody has some of their own, with near misses of others among them.
  for (let at = 0; at < count; at += 1) for (const kind of kinds) if (next(2) === 0) add(at, kind, value[kind]())
  for (let group = 0; group < count / 8; group += 1) {
    const kind = pick(kinds)
    const typed = value[kind]()
    const members = new Set(Array.from({ length: 2 + next(5) }, () => next(count)))
    const spelling = identifier(kind, typed)?.value ?? ''
    for (const at of members) add(at, kind, at % 2 === 0 ? typed.toUpperCase() : ` ${typed} `)
    for (const one of members)
      for (const other of members)
        if (one !== other) {
          const id = caseId(one + 1)
          shares.set(id, (shares.get(id) ?? new Set()).add(`${kind} ${spelling} ${caseId(other + 1)}`))
        }
  }
  const named = (at: number, name: string, place: string) => {
    const found = nameAndPlace(name, place)
    if (found !== undefined) made[at]?.names.push(found)
  }
  for (let at = 0; at < count; at += 1) named(at, `${pick(first)}${at} ${pick(last)}${next(100)}`, pick(places))
  for (let pair = 0; pair < count / 20; pair += 1) {
    const [one, other] = [next(count), next(count)]
    if (one === other) continue
    const [given, family, place] = [pick(first), `${pick(last)}${pick(last).toLowerCase()}${pair}`, pick(places)]
    named(one, `${given} ${family}`, place)
    named(other, misspelt(`${given} ${family}`, next), place)
    samePerson.push([caseId(one + 1), caseId(other + 1)])
  }
  return { cases: made, shares, samePerson }
}

/** A name as somebody else would write it: turned round, a letter dropped, doubled or swapped, or the first name as an initial. */
function misspelt(name: string, next: (end: number) => number): string {
  const [given = '', family = ''] = name.split(' ')
  const at = 1 + next(family.length - 3)
  const ways = [
    () => `${family} ${given}`,
    () => `${given} ${family.slice(0, at)}${family.slice(at + 1)}`,
    () => `${given} ${family.slice(0, at)}${family[at] ?? ''}${family.slice(at)}`,
    () => `${given} ${family.slice(0, at)}${family[at + 1] ?? ''}${family[at] ?? ''}${family.slice(at + 2)}`,
    () => `${given[0] ?? ''}. ${family}`,
  ]
  return ways[next(ways.length)]?.() ?? name
}
