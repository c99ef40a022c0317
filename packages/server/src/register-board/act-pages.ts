import {
  type Act,
  type ActInput,
  type ActName,
  actShape,
  drawForm,
  type Entry,
  type FormNode,
  type FormProblem,
  fillAct,
  isRefused,
  latestVersion,
  type ObjectShape,
  type Refused,
  requestShape,
  type StepKind,
  shapeWithout,
  stepTable,
  type Typed,
  table,
  timeline,
} from '@toetsbaar/register'
import { renderRegisterForm } from '@toetsbaar/web'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { sendPage } from '../site/frame.ts'
import { withhold } from '../withheld.ts'
import { asProblem, refusalText } from './edit-pages.ts'
import { actingRoles, partyFor } from './party.ts'
import { mayDo } from './places.ts'
import { type Board, type BoardForm, boardForm, entryIn, type Visit, visitOf } from './surface.ts'
import { readUpload } from './upload.ts'

type OfAct = { Params: { lang: string; id: string; act: string }; Querystring: { about?: string } }
type OfStep = { Params: { lang: string; id: string; step: string }; Querystring: { about?: string } }

/** A form of one act: what is known already, what is asked, and what stands in it at first. */
type Asked = {
  readonly act: ActName
  /** `form.<what>` is its title. */
  readonly what: string
  readonly action: string
  readonly fixed: Readonly<Record<string, unknown>>
  readonly shape: ObjectShape
  readonly first: Typed
  readonly about: readonly string[]
  /** Members that the form carries and does not show. */
  readonly carried?: Typed
}

/** Everything that is done to a dossier but editing and approving: forms made from the schema of acts. */
export function addActPages(parts: Board): void {
  const { app, register, documents, clock, random } = parts
  const config = { access: { roles: actingRoles } } as const

  const draw = async (
    reply: FastifyReply,
    visit: Visit,
    entry: Entry,
    asked: Asked,
    typed: Typed,
    more: { problems?: readonly FormProblem[]; refused?: Refused; since?: number; items?: number } = {},
  ) => {
    const { problems = [], refused, since, items = 0 } = more
    const shown = drawForm(asked.shape, typed, items)
    const nodes = asked.carried === undefined ? shown : withoutFields(shown, Object.keys(asked.carried))
    const changed = since === undefined ? [] : await linesSince(parts, visit, entry, since)
    const html = renderRegisterForm({
      frame: visit.frame,
      gate: visit.gate(asked.action, String(entry.acts)),
      system: latestVersion(entry).dossier.name[visit.lang],
      what: asked.what,
      nodes,
      problems: problems.map(asProblem),
      refused:
        refused !== undefined
          ? { because: refusalText(refused, visit.lang), missing: missingIn(refused, visit) }
          : changed.length > 0
            ? { because: visit.words.say('form.changed-text'), missing: changed }
            : undefined,
      about: asked.about,
      grows: hasList(asked.shape),
      files: nodesHave(nodes, 'digest'),
      back: visit.to.entry(entry.id),
    })
    return sendPage(reply, html, problems.length > 0 || refused !== undefined ? 422 : since === undefined ? 200 : 409)
  }

  const take = async (reply: FastifyReply, visit: Visit, entry: Entry, asked: Asked, form: BoardForm) => {
    const by = partyFor(visit.person, asked.act)
    if (by === undefined) throw new Problem('role-refused', 'The register has no part in this for your role.')
    const typed = { ...asked.carried, ...form.typed }
    if (form.do === 'more') return draw(reply, visit, entry, asked, typed, { items: 1 })
    const drawnFrom = Number(form.version)
    if (drawnFrom !== entry.acts) return draw(reply, visit, entry, asked, typed, { since: drawnFrom })
    const said = asked.act === 'answer' ? { ...typed, text: withhold(typed.text ?? '').text } : typed
    const filled = fillAct(asked.act, by, clock().toISOString(), asked.fixed, said, asked.shape)
    if ('problems' in filled) return draw(reply, visit, entry, asked, typed, { problems: filled.problems })
    const outcome = await register.act(entry.id, withoutMoment(filled.value))
    if (isRefused(outcome)) return draw(reply, visit, entry, asked, typed, { refused: outcome })
    return reply.redirect(visit.to.entry(entry.id), 303)
  }

  /** Reads a form, with a file where there is one: its fingerprint stands in the field then, and the file is kept. */
  const formIn = async (request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<BoardForm> => {
    if (!request.isMultipart()) {
      await passes(parts, request, reply)
      return boardForm(request.body)
    }
    const { fields, files } = await readUpload(request)
    request.body = { _csrf: fields._csrf ?? '' }
    await passes(parts, request, reply)
    const form = boardForm(fields)
    const prints = await Promise.all(
      files.map(async ({ field, name, bytes }) => [field, await documents.keep(name, bytes, visit.person.id)] as const),
    )
    return { ...form, typed: { ...form.typed, ...Object.fromEntries(prints) } }
  }

  app.get<OfAct>('/:lang/register-board/system/:id/do/:act', { config }, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    const asked = actAsked(entry, visit, request)
    return draw(reply, visit, entry, asked, asked.first)
  })

  app.post<OfAct>(
    '/:lang/register-board/system/:id/do/:act',
    { config, bodyLimit: roomForFiles },
    async (request, reply) => {
      const visit = visitOf(parts, request, reply)
      const form = await formIn(request, reply, visit)
      const entry = await entryIn(parts, visit, request.params.id)
      return take(reply, visit, entry, actAsked(entry, visit, request), form)
    },
  )

  const stepAsked = (entry: Entry, visit: Visit, { params: { step } }: FastifyRequest<OfStep>): Asked => {
    if (!Object.hasOwn(stepTable, step) || !mayDo(entry, visit.person, 'request'))
      throw new Problem('not-found', 'This cannot be asked for now. See the page of the system.')
    const kind = step as StepKind
    const wants = entry.decision?.choice === 'change' ? entry.versions.length : entry.licensed
    const version = kind === 'resume' || kind === 'retire' ? (wants ?? entry.versions.length) : entry.versions.length
    return {
      act: 'request',
      what: `request-${kind}`,
      action: visit.to.ask(entry.id, kind),
      fixed: { step: kind, version },
      shape: requestShape(kind),
      first: {},
      about: [],
      ...(kind === 'exempt' && { carried: { 'exemption.salt': Buffer.from(random(32)).toString('hex') } }),
    }
  }

  app.get<OfStep>('/:lang/register-board/system/:id/ask/:step', { config }, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    const asked = stepAsked(entry, visit, request)
    return draw(reply, visit, entry, asked, asked.first)
  })

  app.post<OfStep>(
    '/:lang/register-board/system/:id/ask/:step',
    { config, bodyLimit: roomForFiles },
    async (request, reply) => {
      const visit = visitOf(parts, request, reply)
      const form = await formIn(request, reply, visit)
      const entry = await entryIn(parts, visit, request.params.id)
      return take(reply, visit, entry, stepAsked(entry, visit, request), form)
    },
  )

  app.get<{ Params: { lang: string; sha256: string } }>(
    '/:lang/register-board/documents/:sha256',
    { config: { access: { roles: [...actingRoles, 'supervisor'] } } },
    async (request, reply) => {
      const found = await documents.read(request.params.sha256)
      if (found === undefined) throw new Problem('not-found', 'No document with this fingerprint is kept here.')
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${found.name}"`)
        .type('application/octet-stream')
        .send(found.bytes)
    },
  )
}

const roomForFiles = 12 * 1024 * 1024

/** The token of a form, which comes in a field, so that it is checked once the form is read. */
function passes({ app }: Board, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  return new Promise((fits, fails) =>
    app.csrfProtection(request, reply, (error?: Error) => (error === undefined ? fits() : fails(error))),
  )
}

/** The form of an act, with what is known already. `about` is a worry, an incident, a test, or a kind that is chosen. */
function actAsked(entry: Entry, { person, to }: Visit, request: FastifyRequest<OfAct>): Asked {
  const { about = '' } = request.query
  const act = request.params.act as ActName
  const elsewhere: readonly ActName[] = ['propose', 'file', 'request', 'approve', 'decline', 'measure', 'signal']
  if (!Object.hasOwn(table, act) || elsewhere.includes(act) || !mayDo(entry, person, act))
    throw new Problem('not-found', 'This cannot be done now. See the page of the system.')
  const version = latestVersion(entry)
  const signal = entry.signals.find(({ id }) => id === about)
  const incident = entry.incidents.find(({ id }) => id === about)
  const test = entry.tests.findLast(({ announced, result }) => announced.test === about && result === undefined)
  const exemption = entry.exemptions.at(-1)
  const ofVersion = { version: version.number }
  const gone = () => {
    throw new Problem('not-found', 'This is not there, or somebody did it before. See the page of the system.')
  }
  const known: Readonly<Partial<Record<ActName, Readonly<Record<string, unknown>>>>> = {
    assess: ofVersion,
    classify: version.dossier.aiAct === undefined ? ofVersion : { ...ofVersion, classification: version.dossier.aiAct },
    'confirm-class': ofVersion,
    'announce-test': version.digest === undefined ? {} : { digest: version.digest },
    ...(test !== undefined && {
      'report-test': { test: about, dataset: test.announced.dataset, digest: test.announced.digest },
    }),
    answer: { signal: signal?.id ?? '' },
    'report-incident': { incident: incident?.id ?? '' },
    'close-incident': { incident: incident?.id ?? '' },
    'end-exemption': { investigation: exemption?.investigation ?? '' },
    incident: { incident: `incident-${entry.incidents.length + 1}` },
  }
  if (act === 'answer' && signal === undefined) gone()
  if ((act === 'report-incident' || act === 'close-incident') && incident === undefined) gone()
  if (act === 'report-test' && test === undefined) gone()
  const fixed = known[act] ?? {}
  const digests = entry.versions.flatMap(one =>
    one.number === (entry.licensed ?? entry.versions.length) && one.digest !== undefined ? [one.digest] : [],
  )
  const first: Typed = act === 'incident' ? { digests: digests.join('\n') } : about === '' ? {} : { kind: about }
  return {
    act,
    what: `act-${act}`,
    action: to.act(entry.id, act, about === '' ? undefined : about),
    fixed,
    shape: shapeWithout(actShape(act), Object.keys(fixed)),
    first,
    about: [
      ...(signal === undefined ? [] : [signal.text]),
      ...(incident === undefined ? [] : [incident.what]),
      ...(act === 'classify' && version.dossier.aiAct !== undefined
        ? [[version.dossier.aiAct.class, ...version.dossier.aiAct.points].join(', ')]
        : []),
    ],
  }
}

/** What happened to an entry since a form was drawn, a line each. */
async function linesSince({ register }: Board, { lang, now }: Visit, entry: Entry, since: number): Promise<string[]> {
  const acts = (await register.timeline(entry.id)).map(({ act }) => act)
  const before = timeline(acts.slice(0, since), now, lang).length
  return timeline(acts, now, lang)
    .slice(before)
    .map(({ at, text, detail }) => `${at.slice(0, 16).replace('T', ' ')} ${text}${detail === '' ? '' : `: ${detail}`}`)
}

/** What a refusal says is missing, each as a sentence. */
export function missingIn({ gaps = [] }: Refused, { lang }: Visit): string[] {
  return gaps.map(gap => `${gap.says[lang]}${gap.about.length === 0 ? '' : ` (${gap.about.join(', ')})`}`)
}

/** The register says itself when an act is. */
function withoutMoment({ at: _, ...rest }: Act): ActInput {
  return rest as ActInput
}

const hasList = (shape: ObjectShape): boolean => JSON.stringify(shape).includes('"items":{"type":"object"')

const nodesHave = (nodes: readonly FormNode[], kind: string): boolean =>
  nodes.some(node => (node.kind === 'group' ? nodesHave(node.members, kind) : node.kind === kind))

const withoutFields = (nodes: readonly FormNode[], names: readonly string[]): readonly FormNode[] =>
  nodes
    .filter(node => node.kind === 'group' || !names.includes(node.name))
    .map(node => (node.kind === 'group' ? { ...node, members: withoutFields(node.members, names) } : node))
