import { createHash, type KeyObject } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CaseEvent } from '@toetsbaar/casefile'
import { type InquiryEvent, type InquiryState, slotsIn } from '@toetsbaar/inquiry'
import {
  identifier,
  type LinkFinder,
  type Links,
  muchUpTo,
  type NameAndPlace,
  type Network,
  nameAndPlace,
  type Parties,
  someUpTo,
} from '@toetsbaar/links'
import { licensedDigest, type Parts, type Permit, verifyPermit } from '@toetsbaar/register'
import type { Law, Slot } from '@toetsbaar/rulebook'
import { type Intake, RunError } from './run.ts'

/** The dossier under which cases are linked: another purpose than handling one report. */
export const linkDossier = 'link-finder'

/** Names at least this alike are shown, marked as alike. Part of what is licensed. */
export const leastAlike = 0.85

/** The link finder as its dossier licenses it. */
export type LinkRun = {
  readonly parts: Parts
  readonly digest: string
  /** Throws `RunError` where the permit gives no leave to run exactly this, now, for this case where it names one. */
  check(permit: Permit, id?: string): void
}

/** What is licensed: the rules by which values are compared, and the code that compares them, byte for byte. */
export function openLinkRun(register: { readonly publicKey: KeyObject; readonly clock: () => Date }): LinkRun {
  const parts = { rules: sha256(JSON.stringify({ leastAlike, muchUpTo, someUpTo })), code: codeDigest() }
  const digest = licensedDigest(parts)
  return {
    parts,
    digest,
    check(permit, id) {
      const running = { dossier: linkDossier, digest, ...(id !== undefined && { case: id }) }
      const answer = verifyPermit(permit, { now: register.clock(), publicKey: register.publicKey, running })
      if ('refused' in answer) throw new RunError('no-permit', answer.because)
    },
  }
}

/** What the reporter of a case gave as the other party's: the fields of the report, and no more of the story. */
export function partiesIn(permit: Permit, run: LinkRun, intake: Intake, events: readonly CaseEvent[]): Parties {
  run.check(permit)
  const opened = events.find(event => event.type === 'run.opened')?.data as { model: InquiryState['model'] } | undefined
  if (opened === undefined) return { identifiers: [], names: [] }
  const past = events.flatMap(event =>
    event.type.startsWith('inquiry.') && event.data !== undefined ? [event.data as unknown as InquiryEvent] : [],
  )
  const law = lawFor(intake, opened.model)
  if (law === undefined) return { identifiers: [], names: [] }
  const slots = new Map(law.model.slots.map(slot => [slot.id, slot]))
  const given = slotsIn({ model: opened.model, past }, law).flatMap(({ slot, value }) => {
    const known = slots.get(slot)
    return known === undefined ? [] : [{ slot: known, value }]
  })
  const places = placesIn(past)
  return {
    identifiers: unique(
      given.flatMap(({ slot, value }) => kindsOf(slot).flatMap(kind => identifier(kind, value) ?? [])),
    ),
    names: given.flatMap(({ slot, value }) =>
      slot.from.includes('PERSON')
        ? places.flatMap((place): NameAndPlace[] => [nameAndPlace(value, place)].flatMap(each => each ?? []))
        : [],
    ),
  }
}

/**
 * The law of a case; where that version is not installed any more, the newest on the same subject: the fields of a report
 * keep their names from one version to the next. Undefined where nothing on the subject is installed.
 */
function lawFor(intake: Intake, version: InquiryState['model']): Law | undefined {
  const exact = intake.models.find(model => model.digest === version.digest)
  const same = intake.models.filter(model => model.subject === version.subject)
  const newest = same.toSorted((one, other) => (one.from < other.from ? 1 : -1))[0]
  const model = exact ?? newest
  return model === undefined ? undefined : intake.lawOf(model)
}

/** The links of one case, under a permit for that case. */
export function linksOn(
  permit: Permit,
  run: LinkRun,
  finder: LinkFinder,
  id: string,
  parties: Parties,
): Promise<Links> {
  run.check(permit, id)
  return finder.linksOf(id, parties)
}

/** The network around one case, under a permit for that case. */
export function networkOn(permit: Permit, run: LinkRun, finder: LinkFinder, id: string): Promise<Network> {
  run.check(permit, id)
  return finder.network(id)
}

/** Takes cases in, under a permit of the finder. */
export function takeIn(
  permit: Permit,
  run: LinkRun,
  finder: LinkFinder,
  ...[cases, alive]: Parameters<LinkFinder['take']>
): Promise<void> {
  run.check(permit)
  return finder.take(cases, alive)
}

/** A field names an account, a number or an address by its kind; a name on a site stands where a person's name may. */
function kindsOf({ kind, from }: Slot): ('account' | 'phone' | 'email' | 'site' | 'handle')[] {
  if (kind === 'iban') return ['account']
  if (kind === 'url') return ['site']
  if (kind === 'phone' || kind === 'email') return [kind]
  return from.includes('HANDLE') ? ['handle'] : []
}

/** Places that the story names, the surest three. */
function placesIn(past: readonly InquiryEvent[]): readonly string[] {
  const read = past.findLast(event => event.kind === 'read')
  const places = (read?.reading.entities ?? []).filter(entity => entity.type === 'PLACE')
  return [...new Set(places.toSorted((one, other) => other.confidence - one.confidence).map(({ text }) => text))].slice(
    0,
    3,
  )
}

function unique<One extends { readonly kind: string; readonly value: string }>(all: readonly One[]): readonly One[] {
  return [...new Map(all.map(one => [`${one.kind} ${one.value}`, one])).values()]
}

function codeDigest(): string {
  const folder = dirname(fileURLToPath(import.meta.resolve('@toetsbaar/links')))
  const files = readdirSync(folder).sort()
  return sha256(files.map(name => `${name} ${sha256(readFileSync(join(folder, name), 'utf8'))}`).join('\n'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
