import type { Dossier } from './dossier.ts'
import { type Entry, latestVersion, versionOf } from './entry.ts'
import { withholding } from './exemption.ts'
import { isPlaceholder, withoutMarkup } from './placeholder.ts'

/** Themes of the standard, v1_0.json. */
const themes = [
  'Organisatie en bedrijfsvoering',
  'Cultuur en recreatie',
  'Economie',
  'Overheidsfinanciën',
  'Wonen',
  'Internationaal',
  'Migratie en integratie',
  'Natuur en milieu',
  'Onderwijs en wetenschap',
  'Openbare orde en veiligheid',
  'Recht',
  'Ruimte en infrastructuur',
  'Sociale zekerheid',
  'Verkeer',
  'Werk',
  'Zorg en gezondheid',
] as const

/** The two of the 31 fields that the Algoritmeregister fills itself; a record that came from there has them. */
const filledThere = ['lars', 'publication_dt']

/**
 * The fields of the Algoritmeregister, publication standard 1.0 (MinBZK/Algoritmeregister, v1_0.json of 2025-09-03): length
 * without markup, and whether it is required. The register itself adds `lars` and `publication_dt`.
 */
const algoritmeregisterFields = {
  name: { longest: 100, required: true },
  description_short: { longest: 400, required: true },
  organization: { longest: 100, required: true },
  category: { each: themes },
  status: { required: true, among: ['In ontwikkeling', 'In gebruik', 'Buiten gebruik'] },
  begin_date: { longest: 7 },
  end_date: { longest: 7 },
  contact_email: { longest: 500, required: true },
  website: { longest: 500 },
  publication_category: {
    required: true,
    among: ['Hoog-risico AI-systeem', 'Impactvolle algoritmes', 'Overige algoritmes'],
  },
  url: { longest: 500 },
  goal: { longest: 2500 },
  proportionality: { longest: 2500 },
  human_intervention: { longest: 2500 },
  risks: { longest: 2500 },
  lawful_basis: { longest: 2500 },
  lawful_basis_grouping: {},
  process_index_url: { longest: 500 },
  impacttoetsen_grouping: {},
  impacttoetsen: { longest: 2500 },
  source_data: { longest: 2500 },
  source_data_grouping: {},
  methods_and_models: { longest: 5000 },
  provider: { longest: 200 },
  publiccode: { longest: 500 },
  lang: { required: true, among: ['nld'] },
  standard_version: { among: ['1.0'] },
  source_id: { longest: 100 },
  tags: { longest: 2500 },
} as const satisfies Record<string, Rule>

type Rule = { longest?: number; required?: true; among?: readonly string[]; each?: readonly string[] }

export type AlgoritmeregisterField = keyof typeof algoritmeregisterFields
type Value = string | readonly string[] | readonly { readonly title: string; readonly link: string }[]
export type Publication = Readonly<Partial<Record<AlgoritmeregisterField, Value>>>

/** What keeps a publication from being delivered. */
export type PublicationFault = {
  readonly field: string
  readonly fault: 'missing' | 'too-long' | 'placeholder' | 'not-allowed' | 'unknown-field'
}

const fieldNames = Object.keys(algoritmeregisterFields) as AlgoritmeregisterField[]

/** Which fact of a dossier each withheld part stands behind. */
const behind: Readonly<Partial<Record<AlgoritmeregisterField, keyof Dossier>>> = {
  goal: 'purpose',
  proportionality: 'lawfulness',
  human_intervention: 'human',
  risks: 'risks',
  source_data: 'data',
  source_data_grouping: 'data',
}

/**
 * The entry as the Algoritmeregister takes it, from facts alone: a field that no fact fills is left out. Undefined while an
 * exemption withholds the entry; a part that is withheld is left out.
 */
export function algoritmeregister(entry: Entry, now: string, address?: string): Publication | undefined {
  const withheld: readonly string[] = withholding(entry, now)?.withheld ?? []
  if (withheld.includes('everything')) return undefined
  const { dossier } = versionOf(entry, entry.licensed) ?? latestVersion(entry)
  const all = facts(entry, dossier, address)
  const kept = fieldNames.filter(name => all[name] !== undefined && !withheld.includes(behind[name] ?? ''))
  return Object.fromEntries(kept.map(name => [name, all[name]]))
}

function facts(
  entry: Entry,
  dossier: Dossier,
  address: string | undefined,
): Record<AlgoritmeregisterField, Value | undefined> {
  const found = entry.classified.findLast(({ confirmed }) => confirmed !== undefined)?.classification
  const done = entry.assessments.filter(({ outcome }) => outcome !== 'negative')
  const basis = dossier.legalBasis?.map(({ law, article }) => [law, article].filter(Boolean).join(', '))
  const links = dossier.legalBasis?.flatMap(({ law, url }) => (url === undefined ? [] : [{ title: law, link: url }]))
  const lines = (all: readonly string[] | undefined) =>
    all === undefined || all.length === 0 ? undefined : all.join('\n')
  const { lawfulness, publication } = dossier
  return {
    name: dossier.name.nl,
    description_short: dossier.summary.nl,
    organization: dossier.organisation,
    category: ['Openbare orde en veiligheid'],
    status:
      entry.state === 'retired' ? 'Buiten gebruik' : entry.state === 'operational' ? 'In gebruik' : 'In ontwikkeling',
    begin_date: entry.licensed === undefined ? undefined : dossier.from?.slice(0, 7),
    end_date: entry.state === 'retired' ? entry.since.slice(0, 7) : undefined,
    contact_email: dossier.contact,
    website: publication?.website,
    publication_category: found?.class === 'high-risk' ? 'Hoog-risico AI-systeem' : 'Impactvolle algoritmes',
    url: address,
    goal: dossier.purpose?.goal.nl,
    proportionality: lines([lawfulness?.proportionality, lawfulness?.subsidiarity].filter(one => one !== undefined)),
    human_intervention: dossier.human?.role,
    risks: lines(dossier.risks?.map(({ risk, measure }) => `${risk}: ${measure}`)),
    lawful_basis: lines(basis),
    lawful_basis_grouping: links?.length === 0 ? undefined : links,
    process_index_url: undefined,
    impacttoetsen_grouping: undefined,
    impacttoetsen: lines(done.map(({ kind, outcome, title }) => `${kind} (${outcome}): ${title}`)),
    source_data: lines(dossier.data?.map(({ means, source, why }) => [means, source, why].filter(Boolean).join('. '))),
    source_data_grouping: undefined,
    methods_and_models: publication?.method,
    provider: publication?.provider,
    publiccode: publication?.sourceCode,
    lang: 'nld',
    standard_version: '1.0',
    source_id: entry.id,
    tags: publication?.tags?.join(', '),
  }
}

/** What is wrong with a publication before it goes out: required fields, lengths without markup, allowed values, placeholders, other fields. */
export function publicationFaults(publication: Readonly<Record<string, unknown>>): PublicationFault[] {
  const faults: PublicationFault[] = Object.keys(publication)
    .filter(name => !Object.hasOwn(algoritmeregisterFields, name) && !filledThere.includes(name))
    .map(field => ({ field, fault: 'unknown-field' }))
  for (const field of fieldNames) {
    const rule: Rule = algoritmeregisterFields[field]
    const value = publication[field]
    if (value === undefined || value === null) {
      if (rule.required) faults.push({ field, fault: 'missing' })
      continue
    }
    const texts = typeof value === 'string' ? [value] : leafTexts(value)
    if (texts.some(isPlaceholder)) faults.push({ field, fault: 'placeholder' })
    if (texts.some(text => rule.longest !== undefined && withoutMarkup(text).length > rule.longest))
      faults.push({ field, fault: 'too-long' })
    if (rule.among !== undefined && !(typeof value === 'string' && rule.among.includes(value)))
      faults.push({ field, fault: 'not-allowed' })
    if (rule.each !== undefined && !(Array.isArray(value) && value.every(one => rule.each?.includes(one))))
      faults.push({ field, fault: 'not-allowed' })
  }
  return faults
}

function leafTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leafTexts) : []
}

/** How many of the fields are filled from facts, between 0 and 1. */
export function filledShare(publication: Publication): number {
  return Object.keys(publication).length / fieldNames.length
}

export type EuField = `A.${1 | 2 | 3 | 4 | 5 | 7 | 10}` | `B.${1 | 2 | 3 | 4 | 5 | 8 | 9}` | `C.${1 | 2 | 3}`

/** A field that no fact fills is undefined; a field of another section is not there. */
export type EuRecord = Readonly<Partial<Record<EuField, string | undefined>>>

/**
 * The non-public record of a system in the EU database for law enforcement, by Regulation (EU) 2024/1689 art. 49(4). High risk:
 * Annex VIII section A 1-5, 7 and 10 for the provider and section C 1-3 for the deployer. On the list, but taken out by art.
 * 6(3): section B 1-5, 8 and 9. Other systems have no record; one whose class is not confirmed counts as high risk. Compared
 * with several public copies on 2026-11-22, not with EUR-Lex. Only the Commission and the authorities of art. 74(8) may
 * read it; an exemption from public registration changes nothing here.
 */
export function euRecord(entry: Entry, address?: string): EuRecord | undefined {
  const { dossier, number, substance } = versionOf(entry, entry.licensed) ?? latestVersion(entry)
  const found = entry.classified.findLast(
    one => one.confirmed !== undefined && one.substance === substance,
  )?.classification
  const organisation = [dossier.organisation, dossier.contact].filter(Boolean).join(', ')
  const provider = dossier.publication?.provider ?? organisation
  const name = `${dossier.name.en} (${entry.id}, version ${number})`
  const purpose = dossier.purpose?.goal.en
  const takenOut = found?.because.some(({ source }) => source === 'aia-6-3') === true
  if (found !== undefined && found.class !== 'high-risk') {
    if (!takenOut) return undefined
    return {
      'B.1': provider,
      'B.2': undefined,
      'B.3': undefined,
      'B.4': name,
      'B.5': purpose,
      'B.8': entry.state,
      'B.9': 'NL',
    }
  }
  return {
    'A.1': provider,
    'A.2': undefined,
    'A.3': undefined,
    'A.4': name,
    'A.5': purpose,
    'A.7': entry.state,
    'A.10': 'NL',
    'C.1': organisation,
    'C.2': undefined,
    'C.3': address,
  }
}

export type EuTestField = `IX.${1 | 2 | 3 | 5}`
/** A field that no fact fills is undefined. */
export type EuTestRecord = Readonly<Record<EuTestField, string | undefined>>

/**
 * The non-public record of a test with real people, by Regulation (EU) 2024/1689 art. 49(4): Annex IX 1, 2, 3 and 5. While the
 * system stands in the field lab or was stopped there, unless a lawyer confirmed that it is not of high risk.
 */
export function euTestRecord(entry: Entry): EuTestRecord | undefined {
  const { state, suspendedFrom, since } = entry
  if (state !== 'field-lab' && !(state === 'suspended' && suspendedFrom === 'field-lab')) return undefined
  const { dossier, number, substance } = versionOf(entry, entry.licensed) ?? latestVersion(entry)
  const found = entry.classified.findLast(one => one.confirmed !== undefined && one.substance === substance)
  if (found !== undefined && found.classification.class !== 'high-risk') return undefined
  const organisation = [dossier.organisation, dossier.contact].filter(Boolean).join(', ')
  const stopped = state === 'suspended' ? `Suspended since ${since.slice(0, 10)}: ${stopCodes(entry)}` : undefined
  return {
    'IX.1': undefined,
    'IX.2': [dossier.publication?.provider, organisation].filter(Boolean).join('; '),
    'IX.3': [`${dossier.name.en} (${entry.id}, version ${number})`, dossier.purpose?.goal.en]
      .filter(Boolean)
      .join(': '),
    'IX.5': stopped,
  }
}

function stopCodes({ why }: Entry): string {
  return why.map(({ code, about }) => [code, about].filter(Boolean).join(' ')).join(', ')
}
