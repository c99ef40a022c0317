import { type Entry, type Register, withholding } from '@toetsbaar/register'
import type { Lang } from '@toetsbaar/rulebook'
import type { DeskFrame, Gate, Words } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { z } from 'zod'
import { type Person, personOf } from '../access.ts'
import { Problem } from '../errors.ts'
import type { House } from '../house.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { frameOf, gateOf, type Surface, wordsOf } from '../site/frame.ts'
import { modelLanguage } from '../site/pages.ts'
import type { Documents } from './documents.ts'
import type { Drafts } from './drafts.ts'
import { maySee } from './party.ts'

/** What the pages of the board stand on. */
export type BoardParts = {
  readonly register: Register
  readonly ledger: House['ledger']
  /** The number of a case at the desk. */
  readonly caseNumber: (id: string) => string
  readonly handle: House['handle']
  readonly pool: pg.Pool
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
  /** Names of people of the desk, by their opaque number. */
  readonly names: () => Promise<ReadonlyMap<string, string>>
}

export type Board = BoardParts & {
  readonly app: FastifyInstance
  readonly surface: Surface
  readonly drafts: Drafts
  readonly documents: Documents
}

export type InLanguage = { Params: { lang: string }; Querystring: { on?: string } }
export type OfEntry = { Params: { lang: string; id: string }; Querystring: { on?: string; about?: string } }

/** Every address of the board in one language. */
export const boardAddresses = (lang: string) => {
  const board = `/${lang}/register-board`
  const entry = (id: string) => `${board}/system/${id}`
  return {
    board,
    propose: `${board}/new`,
    worries: `${board}/worries`,
    document: (sha256: string) => `${board}/documents/${sha256}`,
    entry,
    edit: (id: string, part: string) => `${entry(id)}/edit/${part}`,
    draft: (id: string) => `${entry(id)}/draft`,
    drop: (id: string) => `${entry(id)}/draft/drop`,
    act: (id: string, act: string, about?: string) =>
      `${entry(id)}/do/${act}${about === undefined ? '' : `?about=${encodeURIComponent(about)}`}`,
    ask: (id: string, step: string) => `${entry(id)}/ask/${step}`,
    approve: (id: string) => `${entry(id)}/approve`,
    decline: (id: string) => `${entry(id)}/approve/no`,
    history: (id: string) => `${entry(id)}/history`,
    steps: (id: string) => `${entry(id)}/steps`,
    diff: (id: string, before: number, after: number) => `${entry(id)}/diff/${before}/${after}`,
    recall: (id: string) => `${entry(id)}/recall`,
  }
}

export type BoardAddresses = ReturnType<typeof boardAddresses>

/** Who looks, in which language, and the frame that the page stands in. */
export type Visit = {
  readonly words: Words
  readonly lang: Lang
  readonly to: BoardAddresses
  readonly frame: DeskFrame
  readonly person: Person
  readonly now: string
  readonly gate: (action: string, version: string) => Gate
}

export function visitOf({ surface, clock }: Board, request: FastifyRequest, reply: FastifyReply): Visit {
  const words = wordsOf(surface, (request.params as { lang: string }).lang)
  return {
    words,
    lang: modelLanguage(words.code),
    to: boardAddresses(words.code),
    frame: { ...frameOf(surface, request, words), ...deskFrameOf(surface, request, reply, words) },
    person: personOf(request),
    now: clock().toISOString(),
    gate: (action, version) => ({ ...gateOf(reply, action, 0), version }),
  }
}

/**
 * The entry in the address, for who may see it; as it was at a moment where one is given. A look at what is withheld is in the
 * access log before anything of it is shown, under its commitment: the log names no withheld entry.
 */
export async function entryIn(
  { register, handle }: Board,
  { person, now }: Visit,
  id: string,
  on?: string,
): Promise<Entry> {
  const current = await register.entry(id)
  if (current === undefined || !maySee(current, person, now))
    throw new Problem('not-found', 'The register has no such entry. See the board.')
  const sealed = withholding(current, now)
  if (sealed !== undefined) {
    const actor = { kind: 'officer', id: person.id, role: person.role }
    const operation = `register.read-withheld ${sealed.commitment}`
    await handle({ actor, operation, purpose: 'the register', dossier: 'register', case: undefined }, async () => {})
  }
  if (on === undefined) return current
  const then = await register.entry(id, on)
  if (then === undefined) throw new Problem('not-found', 'This entry was not there yet on that day.')
  return then
}

const body = z.record(z.string().max(300), z.union([z.string(), z.array(z.string())]))

/** What a form of the board sent. `version` is what it was drawn from, as the form wrote it. */
export type BoardForm = {
  readonly version: string
  readonly do: string
  readonly typed: Readonly<Record<string, string>>
}

/** Reads a form of the board; a field that came twice counts once, the last one. */
export function boardForm(given: unknown): BoardForm {
  const parsed = body.safeParse(given)
  if (!parsed.success) throw new Problem('form-expired', 'Load the page again and send the form once more.')
  const one = (value: string | readonly string[]) => (typeof value === 'string' ? value : (value.at(-1) ?? ''))
  const all = Object.entries(parsed.data).map(([name, value]) => [
    name,
    one(value).replace(/\r\n?/g, '\n').toWellFormed(),
  ])
  const { version = '', do: pressed = '', _csrf: _, step: _s, ...typed } = Object.fromEntries(all)
  return { version, do: pressed, typed }
}
