import { StaleCase, StepRefused } from '@toetsbaar/casefile'
import { type FileActor, FileRefused } from '@toetsbaar/links'
import { type DeskFileView, type Problem as FieldProblem, renderDeskFile, renderDeskFiles } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import type { DeskCases } from '../desk-cases.ts'
import { Problem } from '../errors.ts'
import type { House } from '../house.ts'
import { linkDossier } from '../run-links.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { type KnownCase, knownCases } from './known-cases.ts'

type InLanguage = { Params: { lang: string } }
type OfFile = { Params: { lang: string; file: string } }
type Typed = NonNullable<DeskFileView['act']>['typed']
type Taken = NonNullable<DeskFileView['taken']>[number]

export type FilesParts = Pick<House, 'pool' | 'casefile' | 'desk' | 'files' | 'handle' | 'register'> & {
  readonly cases: Pick<DeskCases, 'act'>
}

const lookers = { config: { access: { roles: ['intake-officer', 'team-lead', 'auditor'] } } } as const
const handlers = { config: { access: { roles: ['intake-officer', 'team-lead'] } } } as const

/** Groups of cases: the list, one file, and what a person does with it. */
export function addFiles(app: FastifyInstance, surface: Surface, parts: FilesParts): void {
  const { files, desk, handle, cases, casefile } = parts

  app.get<InLanguage>('/:lang/desk/files', lookers, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const person = personOf(request)
    const listed = await files.list(person.role === 'auditor' ? undefined : (person.team ?? ''))
    const html = renderDeskFiles({
      frame: deskFrameOf(surface, request, reply, words),
      files: listed.map(({ number, state, team, cases: inside, opened, changed }) => ({
        ...{ number, state, team, href: to.caseFile(number), cases: inside.length },
        ...{ opened: new Date(opened), changed: new Date(changed) },
      })),
    })
    return sendPage(reply, html)
  })

  const draw = async (
    request: FastifyRequest<OfFile>,
    reply: FastifyReply,
    typed: Typed,
    problems: readonly FieldProblem[],
    more: Pick<DeskFileView, 'taken' | 'stale'> = {},
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const person = personOf(request)
    const file = await readFor(person, request.params.file)
    const known = await knownCases(parts, person, file.cases)
    const acts = person.role !== 'auditor' && file.state === 'open'
    const html = renderDeskFile({
      ...more,
      frame: deskFrameOf(surface, request, reply, words),
      number: file.number,
      state: file.state,
      back: to.caseFiles,
      cases: [...known.values()].map(({ number, open, state, team, received }) => ({
        ...{ number, team, received, href: open ? to.deskCase(number) : undefined },
        state: open ? state : undefined,
      })),
      history: file.history.map(({ at, kind, by, cases: about, motive }) => ({
        ...{ at: new Date(at), kind, role: by?.role, count: about.length, motive },
      })),
      ...(acts && { act: { gate: gateOf(reply, to.caseFile(file.number), file.version), typed, problems } }),
    })
    return sendPage(reply, html, problems.length === 0 && more.stale !== true ? 200 : more.stale === true ? 409 : 422)
  }

  /** A file of the own team, or any for who reads all; the look is logged. */
  const readFor = (person: Person, number: string) => {
    const actor = { kind: 'officer', id: person.id, role: person.role }
    const look = { actor, operation: 'file.read', purpose: 'cases that are taken up together', dossier: linkDossier }
    return handle({ ...look, case: undefined }, async () => {
      const file = await files.read(number).catch((error: unknown) => {
        throw error instanceof FileRefused ? new Problem('not-found', error.message) : error
      })
      if (person.role !== 'auditor' && file.team !== person.team)
        throw new Problem('not-found', 'There is no file with that number. See the list of files.')
      return file
    })
  }

  app.get<OfFile>('/:lang/desk/files/:file', lookers, (request, reply) =>
    draw(request, reply, { number: '', motive: '' }, []),
  )

  app.post<OfFile>(
    '/:lang/desk/files/:file',
    { ...handlers, preHandler: app.csrfProtection },
    async (request, reply) => {
      const person = personOf(request)
      const form = readForm(request.body)
      if (form === undefined) throw new Problem('form-expired', 'Load the page again and send the form once more.')
      const { do: what = '', number = '', motive = '' } = form.typed
      const typed = { number, motive }
      const file = await readFor(person, request.params.file)
      if (motive.trim() === '') return draw(request, reply, typed, [{ field: 'motive', code: 'required' }])
      const [id] = await numbersFrom(parts, [number])
      if ((what === 'add' || what === 'remove') && id === undefined)
        return draw(request, reply, typed, [{ field: 'number', code: 'case-unknown' }])
      const kind = kinds[what]
      if (kind === undefined) throw new Problem('invalid-input', 'The form does not say what to do. Load it again.')
      if (kind === 'added' && (await knownCases(parts, person, [id ?? ''])).get(id ?? '')?.open !== true)
        return draw(request, reply, typed, [{ field: 'number', code: 'case-unknown' }])
      const about = kind === 'taken-up' ? file.cases : kind === 'closed' || id === undefined ? [] : [id]
      try {
        await files.act(file.number, form.version, fileActor(person), { kind, cases: about, motive })
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error
        if (error.reason === 'stale') return draw(request, reply, typed, [], { stale: true })
        return draw(request, reply, typed, [fileProblem(error, 'motive')])
      }
      if (kind !== 'taken-up') return reply.redirect(addresses(request.params.lang).caseFile(file.number), 303)
      const known = await knownCases(parts, person, file.cases)
      const taken: Taken[] = []
      for (const one of known.values()) taken.push({ number: one.number, outcome: await takeOne(person, one) })
      return draw(request, reply, { number: '', motive: '' }, [], { taken })
    },
  )

  /** Takes one case of a file; whatever keeps one from being taken keeps no other. */
  const takeOne = async (person: Person, one: KnownCase): Promise<Taken['outcome']> => {
    if (!one.open) return 'other-team'
    const { state } = await casefile.read(one.id)
    if (state.officer === person.id) return 'had'
    if (state.officer !== undefined) return 'other-officer'
    try {
      await cases.act(person, desk.caseNumber(one.id), state.version, { do: 'take' })
      return 'taken'
    } catch (error) {
      if (error instanceof StaleCase) return 'other-officer'
      if (error instanceof StepRefused) return 'not-open'
      throw error
    }
  }
}

const kinds: Readonly<Record<string, 'added' | 'removed' | 'taken-up' | 'closed'>> = {
  'take-up': 'taken-up',
  add: 'added',
  remove: 'removed',
  close: 'closed',
}

export function fileActor({ id, role, team }: Person): FileActor {
  return { id, role, team }
}

/** The cases behind numbers as typed; what is none is left out. */
export async function numbersFrom(
  { desk }: Pick<House, 'desk'>,
  numbers: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(numbers.map(number => desk.find(number)))
  return found.flatMap(id => id ?? [])
}

/** What was refused, beside the field that it is about. */
export function fileProblem({ reason }: FileRefused, field: string): FieldProblem {
  const codes: Readonly<Record<FileRefused['reason'], string>> = {
    unknown: 'file-unknown',
    closed: 'file-closed',
    motive: 'required',
    empty: 'file-no-case',
    'too-many': 'file-too-many-cases',
    stale: 'file-unknown',
    'other-team': 'file-other-team',
  }
  return { field: reason === 'motive' ? 'motive' : field, code: codes[reason] }
}
