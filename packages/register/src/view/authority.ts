import type { Actor } from '../actor.ts'
import { type Entry, latestVersion, type State, versionOf } from '../entry.ts'
import { type Exemption, withholding } from '../exemption.ts'
import { lapse } from '../lapse.ts'
import { type EuField, type EuTestField, euRecord, euTestRecord } from '../publication.ts'
import { isRefused, type Refused, refuse } from '../refused.ts'
import type { Both, Lang } from './lang.ts'

/** One field of the non-public registration; `value` is undefined where no fact fills it. */
export type RegisteredField = { readonly field: string; readonly title: string; readonly value: string | undefined }

/** A system as the authorities see it: what Regulation (EU) 2024/1689 art. 49(4) asks to register, public or not. */
export type AuthorityEntry = {
  readonly id: string
  readonly name: string
  readonly state: State
  /** Undefined where the Act asks for no registration: not on its list, and a lawyer confirmed that. */
  readonly record: readonly RegisteredField[] | undefined
  /** Of a test with real people, while it stands in the field lab or stopped there (Annex IX). */
  readonly testing: readonly RegisteredField[] | undefined
  readonly class: string | undefined
  /** What keeps it from the public now, and why; this never keeps it from this list. */
  readonly exemption:
    | Pick<Exemption, 'ground' | 'whyNotLess' | 'withheld' | 'grantedAt' | 'until' | 'endedAt' | 'commitment'>
    | undefined
}

/**
 * The non-public registration of every system that was ever proposed, in order of id; exemptions keep nothing back. For
 * the authorities of art. 74(8) alone: any other role is refused. Annex VIII and IX, compared with public copies, not with EUR-Lex.
 */
export function authorityList(
  entries: readonly Entry[],
  by: Actor,
  now: string,
  lang: Lang,
): readonly AuthorityEntry[] | Refused {
  if (by.role !== 'supervisor' || by.line !== 'outside') return refuse('role-may-not', by.role)
  return entries.map(entry => authorityEntry(entry, now, lang)).sort((a, b) => a.id.localeCompare(b.id))
}

/** One of them, or why not. */
export function authorityOne(
  entries: readonly Entry[],
  dossier: string,
  by: Actor,
  now: string,
  lang: Lang,
): AuthorityEntry | Refused {
  const list = authorityList(entries, by, now, lang)
  if (isRefused(list)) return list
  return list.find(({ id }) => id === dossier) ?? refuse('dossier-unknown')
}

function authorityEntry(given: Entry, now: string, lang: Lang): AuthorityEntry {
  const entry = lapse(given, now)
  const { dossier } = versionOf(entry, entry.licensed) ?? latestVersion(entry)
  const found = entry.classified.findLast(({ confirmed }) => confirmed !== undefined)?.classification
  const held = withholding(entry, now)
  return {
    id: entry.id,
    name: dossier.name[lang],
    state: entry.state,
    record: fieldsOf(euRecord(entry), lang),
    testing: fieldsOf(euTestRecord(entry), lang),
    class: found === undefined ? undefined : [found.class, ...found.points].join(', '),
    exemption: held && {
      ground: held.ground,
      whyNotLess: held.whyNotLess,
      withheld: held.withheld,
      grantedAt: held.grantedAt,
      until: held.until,
      endedAt: held.endedAt,
      commitment: held.commitment,
    },
  }
}

function fieldsOf(
  record: Readonly<Partial<Record<EuField | EuTestField, string | undefined>>> | undefined,
  lang: Lang,
): RegisteredField[] | undefined {
  if (record === undefined) return undefined
  return (Object.entries(record) as [EuField | EuTestField, string | undefined][]).map(([field, value]) => ({
    field,
    title: titles[field][lang],
    value,
  }))
}

const provider = { nl: 'Aanbieder: naam, adres, contact', en: 'Provider: name, address, contact' }
const onBehalf = { nl: 'Wie het namens een ander invult', en: 'Who submits it on behalf of another' }
const representative = { nl: 'Gemachtigde', en: 'Authorised representative' }
const tradeName = { nl: 'Naam en herkenbare verwijzing', en: 'Trade name and unambiguous reference' }
const intended = { nl: 'Beoogd doel', en: 'Intended purpose' }
const status = { nl: 'Status', en: 'Status' }
const states = { nl: 'Lidstaten', en: 'Member States' }

/** Annex VIII sections A, B and C, and Annex IX, in short. */
const titles: Readonly<Record<EuField | EuTestField, Both>> = {
  'A.1': provider,
  'A.2': onBehalf,
  'A.3': representative,
  'A.4': tradeName,
  'A.5': intended,
  'A.7': status,
  'A.10': states,
  'B.1': provider,
  'B.2': onBehalf,
  'B.3': representative,
  'B.4': tradeName,
  'B.5': intended,
  'B.8': status,
  'B.9': states,
  'C.1': { nl: 'Gebruiker: naam, adres, contact', en: 'Deployer: name, address, contact' },
  'C.2': onBehalf,
  'C.3': { nl: 'Adres van de inschrijving van de aanbieder', en: 'Address of the entry of the provider' },
  'IX.1': { nl: 'Nummer van de test', en: 'Identification number of the test' },
  'IX.2': { nl: 'Aanbieder en gebruikers van de test', en: 'Provider and deployers in the test' },
  'IX.3': { nl: 'Systeem en beoogd doel', en: 'The system and its intended purpose' },
  'IX.5': { nl: 'Stilgezet of beëindigd', en: 'Suspended or terminated' },
}
