import type { Dice } from './dice.ts'
import { inventName, inventValue, misspell, places, spellings } from './invented-words.ts'

type Exact = keyof typeof spellings
export const kinds = Object.keys(spellings) as readonly Exact[]

/** What the reporter of one invented case says of the other party, as they write it. */
export type Party = {
  readonly name: string
  readonly place: string
  readonly given: Readonly<Partial<Record<Exact, string>>>
}

/** Cases that share one thing on purpose; `cases` are places in the list. */
export type PlantedGroup = {
  readonly kind: Exact | 'name-place'
  /** The value in one spelling, or the name with its place. */
  readonly value: string
  readonly cases: readonly number[]
}

/**
 * The other parties of invented cases, with what they share by plan: groups of 2 to 8 for each kind of identifier, one
 * account that a hundredth of all cases share, and pairs of one name in one place, written differently. Whatever is not
 * planned is nobody else's; names are made of so many syllables that chance makes few alike.
 */
export function plantParties(
  count: number,
  dice: Dice,
): { parties: readonly Party[]; groups: readonly PlantedGroup[] } {
  let serial = 0
  const fresh = (kind: Exact) => inventValue(kind, ++serial)
  const given = Array.from({ length: count }, (): Partial<Record<Exact, string>> => ({}))
  const named = Array.from({ length: count }, () => ({ name: inventName(dice), place: dice.pick(places) }))
  const groups: PlantedGroup[] = []
  const share = (kind: Exact, size: number) => {
    const value = fresh(kind)
    const cases = [...new Set(Array.from({ length: size }, () => dice.below(count)))].filter(
      at => given[at]?.[kind] === undefined,
    )
    if (cases.length < 2) return
    for (const at of cases) {
      const one = given[at]
      if (one !== undefined) one[kind] = dice.pick<string>(spellings[kind](value))
    }
    groups.push({ kind, value, cases: cases.toSorted((one, other) => one - other) })
  }
  share('account', Math.ceil(count / 100))
  for (let group = 0; group < count / 40; group++) share(dice.pick(kinds), 2 + dice.below(7))
  const renamed = new Set<number>()
  for (let pair = 0; pair < count / 100; pair++) {
    const [one, other] = [dice.below(count), dice.below(count)]
    const [first, second] = [named[one], named[other]]
    if (one === other || renamed.has(one) || renamed.has(other) || first === undefined || second === undefined) continue
    renamed.add(one).add(other)
    second.name = misspell(first.name, dice)
    second.place = first.place
    groups.push({
      kind: 'name-place',
      value: `${first.name}, ${first.place}`,
      cases: [one, other].toSorted((a, b) => a - b),
    })
  }
  for (const one of given)
    for (const kind of kinds) if (one[kind] === undefined && dice.next() < usual[kind]) one[kind] = fresh(kind)
  return { parties: named.map((who, at) => ({ ...who, given: given[at] ?? {} })), groups }
}

/** How often a report says this of the other party. */
const usual: Readonly<Record<Exact, number>> = { account: 0.8, phone: 0.35, email: 0.25, site: 0.2, handle: 0.15 }
