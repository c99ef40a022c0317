import {
  countedTo,
  type File,
  FileRefused,
  type Files,
  type Link,
  type Network,
  type SharedValue,
} from '@toetsbaar/links'
import {
  type CaseLink,
  type DeskCaseView,
  type DeskLinksView,
  type Problem as FieldProblem,
  type NetworkView,
  renderDeskLinks,
  type Words,
} from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import type { House } from '../house.ts'
import { RunError } from '../run.ts'
import { linkDossier } from '../run-links.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { readForm } from '../site/form.ts'
import { gateOf, type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { modelLanguage } from '../site/pages.ts'
import { fileActor, fileProblem, numbersFrom } from './files.ts'
import { caseFor, type KnownCase, knownCases } from './known-cases.ts'
import { systemsUsed } from './systems.ts'

type OfCase = { Params: { lang: string; number: string } }
type Typed = NonNullable<DeskLinksView['file']>['typed']

export type LinksParts = Pick<House, 'pool' | 'casefile' | 'desk' | 'links' | 'files' | 'register'>

const lookers = { config: { access: { roles: ['intake-officer', 'team-lead', 'auditor'] } } } as const
const handlers = { config: { access: { roles: ['intake-officer', 'team-lead'] } } } as const

/** What a case shares with others, and putting cases in a file from there. */
export function addLinks(app: FastifyInstance, surface: Surface, parts: LinksParts): void {
  const { links, files, register } = parts

  const draw = async (
    request: FastifyRequest<OfCase>,
    reply: FastifyReply,
    typed: Typed,
    problems: readonly FieldProblem[],
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const person = personOf(request)
    const id = await caseFor(parts, person, request.params.number)
    const number = parts.desk.caseNumber(id)
    const found = await look(links, person, id)
    const known = 'because' in found ? new Map<string, KnownCase>() : await namedIn(parts, person, found)
    const acts = person.role !== 'auditor'
    // A form that came back is the same look.
    const first = request.method === 'GET' && acts
    if (first && !('because' in found) && found.links.length > 0) await links.used(false)
    const html = renderDeskLinks({
      frame: deskFrameOf(surface, request, reply, words),
      number,
      back: to.deskCase(number),
      found: 'because' in found ? undefined : foundView(found, known, to, words),
      because: 'because' in found ? found.because : undefined,
      register: to.entry(linkDossier),
      systems: await systemsUsed(register, [{ dossier: linkDossier }], modelLanguage(words.code)),
      inFiles: (await files.of(id)).map(file => ({ number: file, href: to.caseFile(file) })),
      ...(acts && {
        file: {
          gate: gateOf(reply, to.caseLinks(number), 0),
          open: (await files.list(person.team)).filter(file => file.state === 'open').slice(0, 20),
          typed,
          problems,
        },
      }),
    })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  app.get<OfCase>('/:lang/desk/links/:number', lookers, (request, reply) =>
    draw(request, reply, { motive: '', into: '', chosen: [] }, []),
  )

  app.post<OfCase>(
    '/:lang/desk/links/:number',
    { ...handlers, preHandler: app.csrfProtection },
    async (request, reply) => {
      const person = personOf(request)
      const id = await caseFor(parts, person, request.params.number)
      const fields = readForm(request.body)?.typed ?? {}
      const chosen = Object.keys(fields).flatMap(name => (name.startsWith('case.') ? [name.slice('case.'.length)] : []))
      const typed = { motive: fields.motive ?? '', into: fields.into ?? '', chosen }
      const ids = await numbersFrom(parts, chosen)
      if (typed.motive.trim() === '') return draw(request, reply, typed, [{ field: 'motive', code: 'required' }])
      try {
        const file = await putIn(files, person, typed, [id, ...ids])
        await links.used(true)
        return reply.redirect(addresses(request.params.lang).caseFile(file.number), 303)
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error
        return draw(request, reply, typed, [fileProblem(error, 'into')])
      }
    },
  )
}

type Found = { readonly links: readonly Link[]; readonly among: number; readonly network: Network }

async function look(links: House['links'], person: Person, id: string): Promise<Found | { readonly because: string }> {
  try {
    const found = await links.links(person, id)
    return { ...found, network: await links.network(person, id) }
  } catch (error) {
    if (error instanceof RunError && error.code === 'no-permit') return { because: error.message }
    throw error
  }
}

/** What a case shares with others, for its own page; undefined while the link finder has no leave. Logged as a look at links. */
export async function sharedBy(links: House['links'], person: Person, id: string): Promise<DeskCaseView['shared']> {
  try {
    return (await links.links(person, id)).links.map(sharedWithOthers)
  } catch (error) {
    if (error instanceof RunError && error.code === 'no-permit') return undefined
    throw error
  }
}

function sharedWithOthers({ kind, shared, theirs, alike, others, tells }: Link) {
  return { kind, shared, theirs, alike, others, tells, orMore: others >= countedTo }
}

/** A new file, or one more act on a file that is open. */
async function putIn(files: Files, person: Person, { into, motive }: Typed, cases: readonly string[]): Promise<File> {
  if (into.trim() === '') return files.open(fileActor(person), cases, motive)
  const file = await files.read(into)
  return files.act(file.number, file.version, fileActor(person), { kind: 'added', cases, motive })
}

function namedIn(parts: LinksParts, person: Person, { links, network }: Found) {
  const ids = [...links.flatMap(link => link.cases), ...network.cases.map(one => one.case)]
  return knownCases(parts, person, [...new Set(ids)])
}

function foundView(
  { links, among, network }: Found,
  known: ReadonlyMap<string, KnownCase>,
  to: ReturnType<typeof addresses>,
  words: Words,
): NonNullable<DeskLinksView['found']> {
  const caseLink = (id: string): CaseLink[] => {
    const one = known.get(id)
    if (one === undefined) return []
    const { number, open, team, received } = one
    return [{ number, href: open ? to.deskCase(number) : undefined, team, received }]
  }
  return {
    among,
    cut: network.cut,
    links: links.map(link => ({ ...sharedWithOthers(link), cases: link.cases.flatMap(caseLink) })),
    network: network.values.length === 0 ? undefined : networkView(network, known, words),
  }
}

/** Cases by number, values by kind and a number of their own: what they are stands on the page of a case that holds them. */
function networkView(network: Network, known: ReadonlyMap<string, KnownCase>, words: Words): NetworkView {
  const steps = new Map(network.cases.map(one => [one.case, one.steps]))
  const nearest = (value: SharedValue) => Math.min(...value.cases.map(id => steps.get(id) ?? 9)) + 1
  const count = new Map<string, number>()
  const values = network.values.map(value => {
    const number = (count.get(value.kind) ?? 0) + 1
    count.set(value.kind, number)
    return { ...value, label: words.say(`desk-links.node-${value.kind}`, { count: number }) }
  })
  return {
    nodes: [
      ...network.cases.map(one => ({
        id: `case-${known.get(one.case)?.number ?? one.steps}`,
        label: known.get(one.case)?.number ?? '?',
        sort: 'case' as const,
        steps: one.steps,
      })),
      ...values.map(value => ({ id: value.id, label: value.label, sort: 'value' as const, steps: nearest(value) })),
    ],
    edges: values.flatMap(value =>
      value.cases.map(id => ({ from: `case-${known.get(id)?.number ?? '?'}`, to: value.id })),
    ),
  }
}
