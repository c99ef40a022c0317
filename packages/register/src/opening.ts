import { canonicalJson, type Json } from '@toetsbaar/ledger'
import { z } from 'zod'
import { digestOf, sha256 } from './digest.ts'
import { type Dossier, sha256Hex } from './dossier.ts'

/** A value in a dossier that has no values below it, by its place (JSON Pointer, RFC 6901). */
type Leaves = Readonly<Record<string, Json>>

/** What is handed over inside, or to a court: everything, and the one salt under it all. */
export type Opening = { readonly commitment: string; readonly salt: string; readonly dossier: Dossier }

const leaf = z.union([
  z.strictObject({ salt: sha256Hex, value: z.json() }),
  /** Kept back: its hash shows that it was there, and what it was is not to be guessed. */
  z.strictObject({ hash: sha256Hex }),
])
const publicOpeningSchema = z.strictObject({
  format: z.literal('toetsbaar-opened/1'),
  commitment: sha256Hex,
  leaves: z.record(z.string(), leaf),
})

/** What is handed to the public: every value of the entry with its own salt, and names of persons as hashes alone. */
export type PublicOpening = {
  readonly format: 'toetsbaar-opened/1'
  readonly commitment: string
  readonly leaves: Readonly<Record<string, { readonly salt: string; readonly value: Json } | { readonly hash: string }>>
}

/** Places that name a person who works here. The public gets their hashes. */
const persons = /^\/(?:owner\/person|authors\/\d+|risks\/\d+\/owner|criteria\/\d+\/owner)$/

/**
 * What lies in the public log while an entry is withheld: it says nothing, and it cannot be made to fit another entry later.
 * SHA-256 over the hashes of all values, each with its place and a salt of its own, so that one can be shown without another.
 */
export function commitmentOf(salt: string, dossier: Dossier): string {
  return commitmentTo(
    Object.fromEntries(
      Object.entries(leavesOf(dossier)).map(([place, value]) => [place, hashOf(saltOf(salt, place), place, value)]),
    ),
  )
}

/** Whether an opened entry is the one that was committed to. Offline; needs no key. */
export function openingFits({ commitment, salt, dossier }: Opening): boolean {
  return commitmentOf(salt, dossier) === commitment
}

/** An entry as it is opened to the public, without the names of persons. */
export function publicOpening({ commitment, salt, dossier }: Opening): PublicOpening {
  const leaves = Object.entries(leavesOf(dossier)).map(([place, value]) => {
    const own = saltOf(salt, place)
    return [place, persons.test(place) ? { hash: hashOf(own, place, value) } : { salt: own, value }] as const
  })
  return { format: 'toetsbaar-opened/1', commitment, leaves: Object.fromEntries(leaves) }
}

/** What an opening to the public says, and whether it is what was committed to. Undefined where it is no such opening. */
export function readOpening(
  value: unknown,
): { readonly fits: boolean; readonly commitment: string; readonly said: Leaves; readonly kept: string[] } | undefined {
  const parsed = publicOpeningSchema.safeParse(value)
  if (!parsed.success) return undefined
  const { commitment, leaves } = parsed.data
  const hashes: Record<string, string> = {}
  const said: Record<string, Json> = {}
  const kept: string[] = []
  for (const [place, one] of Object.entries(leaves)) {
    hashes[place] = 'hash' in one ? one.hash : hashOf(one.salt, place, one.value)
    if ('hash' in one) kept.push(place)
    else said[place] = one.value
  }
  return { fits: commitmentTo(hashes) === commitment, commitment, said, kept }
}

/** A name for an entry that may not have one yet: on the public list, and again on the entry when it is opened. */
export function sealedName(commitment: string): string {
  return `sealed-${commitment.slice(0, 16)}`
}

/** An id that says nothing, for a dossier that is to be sealed. */
export function meaninglessId(random: (bytes: number) => Uint8Array): string {
  return `tool-${Buffer.from(random(8)).toString('hex')}`
}

function commitmentTo(hashes: Readonly<Record<string, string>>): string {
  return sha256(`toetsbaar-exemption-2 ${digestOf(hashes)}`)
}

function saltOf(salt: string, place: string): string {
  return sha256(`toetsbaar-exemption-salt ${salt} ${place}`)
}

function hashOf(salt: string, place: string, value: Json): string {
  return sha256(`toetsbaar-exemption-leaf ${salt} ${canonicalJson([place, value])}`)
}

/** Every value without values below it; an empty list or object counts as one. Members that are undefined are not there. */
function leavesOf(dossier: Dossier): Leaves {
  const found: Record<string, Json> = {}
  const walk = (value: Json, place: string) => {
    const below = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (below.length === 0) found[place] = value
    for (const [name, member] of below) walk(member, `${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
  walk(JSON.parse(canonicalJson(dossier)) as Json, '')
  return found
}
