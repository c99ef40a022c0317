import { parseDocument } from 'yaml'
import { z } from 'zod'
import { type Dossier, DossierError, parseDossier } from './dossier.ts'
import { ImportError, type KeptDocument, keep, placesNotUsed } from './kept.ts'
import { isPlaceholder } from './placeholder.ts'

/** Who brings a document in: a card of another register names no person who answers for the system here. */
export type Importer = {
  /** Id of the new dossier. */
  readonly id: string
  readonly owner: { readonly person: string; readonly unit: string }
  readonly authors: readonly string[]
  /** The language of the document's texts. */
  readonly lang: 'nl' | 'en'
  /** The organisation, where the document names none: newer cards of AMT do not. */
  readonly organisation?: string | undefined
  /** Name of the file, for the record. */
  readonly file: string
}

/** A draft that somebody has to read, complete and propose; nothing of it counts before. */
export type Imported = { readonly dossier: Dossier; readonly kept: KeptDocument; readonly used: readonly string[] }

const other = { nl: 'en', en: 'nl' } as const
const web = z.url({ protocol: /^https?$/ })

/**
 * Collects what a document says, by place; a value that is empty or says nothing is not taken. Values are taken as they
 * stand, so that they go out again as they came in.
 */
export class Reading {
  readonly used = new Set<string>()
  readonly #value: unknown
  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ImportError('The document is no object with fields. Check that it is the right file.')
    this.#value = value
  }

  /** The text at a place, or undefined where there is none worth taking. */
  text(...path: readonly (string | number)[]): string | undefined {
    const value = this.at(...path)
    if (typeof value !== 'string' || value.trim() !== value || isPlaceholder(value)) return undefined
    this.used.add(placeOf(path))
    return value
  }

  /** As `text`, where it is an address of the web. */
  address(...path: readonly (string | number)[]): string | undefined {
    return web.safeParse(this.at(...path)).success ? this.text(...path) : undefined
  }

  email(...path: readonly (string | number)[]): string | undefined {
    return z.email().safeParse(this.at(...path)).success ? this.text(...path) : undefined
  }

  /** What is at a place, without using it. */
  at(...path: readonly (string | number)[]): unknown {
    let found: unknown = this.#value
    for (const step of path) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
      found = Object.entries(found).find(([name]) => name === String(step))?.[1]
    }
    return found
  }

  /** How many things there are in a list. */
  count(...path: readonly (string | number)[]): number {
    const list = this.at(...path)
    return Array.isArray(list) ? list.length : 0
  }

  notUsed(): string[] {
    return placesNotUsed(this.#value, this.used)
  }
}

function placeOf(path: readonly (string | number)[]): string {
  return path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/**
 * Reads a system card of the Algoritmemanagementtoolkit (AMT, YAML or JSON; schema 0.1a) into a draft. Unknown and unused
 * fields stay in the kept text; `!include` is not followed. Throws `ImportError` where it is no card.
 */
export function importCard(text: string, importer: Importer): Imported {
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { logLevel: 'silent' })
  const [fault] = document.errors
  if (fault !== undefined) throw new ImportError(`The card is no YAML: ${fault.message.split('\n')[0]}`)
  const card = new Reading(document.toJS() as unknown)
  const name = card.text('name') ?? card.text('title')
  if (name === undefined) throw new ImportError('The card has no "name". Check that it is a system card of AMT.')
  const labels = Array.from({ length: card.count('labels') }, (_, at) => card.text('labels', at, 'value'))
  const providers = Array.from({ length: card.count('external_providers') }, (_, at) =>
    card.text('external_providers', at),
  )
  const basis = Array.from({ length: card.count('legal_base') }, (_, at) => {
    const law = card.text('legal_base', at, 'name')
    const url = law === undefined ? undefined : card.address('legal_base', at, 'link')
    return law === undefined ? undefined : { law, ...(url !== undefined && { url }), verified: 'not-verified' }
  })
  return draft(card, 'amt-system-card', text, importer, {
    name,
    summary: card.text('description') ?? name,
    organisation: card.text('owners', 0, 'organization') ?? card.text('provenance', 'organization'),
    contact: card.email('owners', 0, 'email'),
    goal: card.text('goal_and_impact'),
    proportionality: card.text('considerations'),
    legalBasis: basis.filter(one => one !== undefined),
    publication: {
      method: card.text('technical_design'),
      provider: joined(providers),
      tags: labels.filter(one => one !== undefined),
    },
  })
}

/**
 * Reads a record of the Algoritmeregister (publication standard 1.0, JSON) into a draft. Unknown and unused fields stay in
 * the kept text. Throws `ImportError` where it is no record.
 */
export function importRecord(text: string, importer: Omit<Importer, 'lang'>): Imported {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new ImportError('The record is no JSON.')
  }
  const record = new Reading(value)
  const name = record.text('name')
  if (name === undefined)
    throw new ImportError('The record has no "name". Check that it is a record of the Algoritmeregister.')
  const links = Array.from({ length: record.count('lawful_basis_grouping') }, (_, at) => {
    const law = record.text('lawful_basis_grouping', at, 'title')
    const url = law === undefined ? undefined : record.address('lawful_basis_grouping', at, 'link')
    return law === undefined ? undefined : { law, ...(url !== undefined && { url }), verified: 'not-verified' }
  }).filter(one => one !== undefined)
  const basis = links.length > 0 ? undefined : record.text('lawful_basis')
  const tags = record.text('tags')
  return draft(
    record,
    'algoritmeregister-record',
    text,
    { ...importer, lang: 'nl' },
    {
      name,
      summary: record.text('description_short') ?? name,
      organisation: record.text('organization'),
      contact: record.email('contact_email'),
      goal: record.text('goal'),
      proportionality: record.text('proportionality'),
      legalBasis: basis === undefined ? links : [{ law: basis, verified: 'not-verified' }],
      publication: {
        website: record.address('website'),
        sourceCode: record.address('publiccode'),
        method: record.text('methods_and_models'),
        provider: record.text('provider'),
        tags: tags?.split(/,\s*/).filter(tag => tag !== '') ?? [],
      },
    },
  )
}

type Said = {
  readonly name: string
  readonly summary: string
  readonly organisation: string | undefined
  readonly contact: string | undefined
  readonly goal: string | undefined
  readonly proportionality: string | undefined
  readonly legalBasis: readonly object[]
  readonly publication: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** A text that exists in one language goes in both, and the dossier says so: a gap that somebody has to fill. */
function draft(
  reading: Reading,
  format: KeptDocument['format'],
  text: string,
  { id, owner, authors, lang, organisation: given, file }: Importer,
  said: Said,
): Imported {
  const organisation = said.organisation ?? given
  if (organisation === undefined) throw new ImportError('The document names no organisation. Say which one it is.')
  const both = (value: string) => ({ nl: value, en: value })
  const publication = Object.fromEntries(
    Object.entries(said.publication).filter(([, value]) => value !== undefined && value.length > 0),
  )
  const kept = keep(format, file, text, reading.notUsed())
  try {
    const dossier = parseDossier({
      schema: 1,
      id,
      origin: 'existing',
      name: both(said.name),
      summary: both(said.summary),
      organisation,
      contact: said.contact,
      owner,
      authors,
      ...(said.goal !== undefined && { purpose: { goal: both(said.goal) } }),
      ...(said.legalBasis.length > 0 && { legalBasis: said.legalBasis }),
      ...(said.proportionality !== undefined && { lawfulness: { proportionality: said.proportionality } }),
      ...(Object.keys(publication).length > 0 && { publication }),
      gaps: [
        {
          what: `The texts in "${other[lang]}" are those in "${lang}"`,
          because: `They come from ${file}, which has one language. Somebody has to translate them.`,
        },
      ],
      imported: [kept],
    })
    return { dossier, kept, used: [...reading.used] }
  } catch (error) {
    if (error instanceof DossierError) throw new ImportError(`The draft does not fit: ${error.message}`)
    throw error
  }
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  const there = texts.filter(text => text !== undefined)
  return there.length === 0 ? undefined : there.join(', ')
}
