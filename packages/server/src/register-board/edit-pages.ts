import {
  type Dossier,
  type DossierPart,
  diffDossiers,
  dossierParts,
  drawForm,
  type Entry,
  type FormProblem,
  fillNew,
  fillPart,
  isRefused,
  latestVersion,
  newShape,
  partShape,
  partTyped,
  type Refused,
  says,
  type Typed,
} from '@toetsbaar/register'
import {
  type DifferenceView,
  type Problem as FieldProblem,
  renderRegisterDiff,
  renderRegisterForm,
} from '@toetsbaar/web'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { sendPage } from '../site/frame.ts'
import { partyFor } from './party.ts'
import { mayDo } from './places.ts'
import { type Board, boardForm, entryIn, type InLanguage, type OfEntry, type Visit, visitOf } from './surface.ts'

type OfPart = { Params: { lang: string; id: string; part: string } }

const owners = { access: { roles: ['system-owner'] } } as const

/** Filling a dossier: a part at a time into a draft, which somebody hands in as the next version; and proposing a new system. */
export function addEditPages(parts: Board): void {
  const { app, register, drafts } = parts
  const guard = { preHandler: app.csrfProtection, config: owners }

  /** What the draft is now; without one it begins from the last version. */
  const stateOf = async (entry: Entry) =>
    (await drafts.read(entry.id)) ?? { base: entry.versions.length, revision: 0, content: latestVersion(entry).dossier }

  const drawPart = async (
    reply: FastifyReply,
    visit: Visit,
    entry: Entry,
    part: DossierPart,
    typed: Typed,
    more: { problems?: readonly FormProblem[]; changed?: readonly DifferenceView[]; items?: number } = {},
  ) => {
    const { base, revision } = await stateOf(entry)
    const { problems = [], changed, items = 0 } = more
    const nodes = drawForm(partShape(part), typed, items)
    const html = renderRegisterForm({
      frame: visit.frame,
      gate: visit.gate(visit.to.edit(entry.id, part), `${base}.${revision}`),
      system: entry.versions[0].dossier.name[visit.lang],
      what: `part-${part}`,
      nodes,
      problems: problems.map(asProblem),
      changed,
      grows: JSON.stringify(partShape(part)).includes('"type":"array","items":{"type":"object"'),
      files: false,
      back: visit.to.entry(entry.id),
    })
    return sendPage(reply, html, problems.length === 0 ? (changed === undefined ? 200 : 409) : 422)
  }

  app.get<OfPart>('/:lang/register-board/system/:id/edit/:part', { config: owners }, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    const part = partIn(request)
    const { content } = await stateOf(entry)
    return drawPart(reply, visit, entry, part, partTyped(content, part))
  })

  app.post<OfPart>('/:lang/register-board/system/:id/edit/:part', guard, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    const part = partIn(request)
    if (!mayDo(entry, visit.person, 'file'))
      throw new Problem('wrong-step', 'A retired system is not changed any more.')
    const { version, do: pressed, typed } = boardForm(request.body)
    if (pressed === 'more') return drawPart(reply, visit, entry, part, typed, { items: 1 })
    const current = await stateOf(entry)
    if (version !== `${current.base}.${current.revision}`) {
      const [base = 0, revision = 0] = version.split('.').map(Number)
      // Once a draft was handed in its states are gone; then the version that it began from is what is left to compare.
      const kept = revision === 0 ? undefined : await drafts.at(entry.id, base, revision)
      const drawn = kept ?? entry.versions[base - 1]?.dossier
      const changed = diffDossiers(drawn, current.content).filter(({ path }) => inPart(path, part))
      // What somebody changed elsewhere in the dossier stays as it is: this form says nothing of it.
      if (drawn === undefined || changed.length > 0) return drawPart(reply, visit, entry, part, typed, { changed })
    }
    const filled = fillPart(current.content, part, typed)
    if ('problems' in filled) return drawPart(reply, visit, entry, part, typed, { problems: filled.problems })
    const { base, revision } = current
    const content = signedBy(filled.value, visit.person.id)
    const kept = await drafts.keep(entry.id, { base, revision: revision + 1, content }, visit.person.id)
    if (!kept) {
      const now = await stateOf(entry)
      const changed = diffDossiers(current.content, now.content).filter(({ path }) => inPart(path, part))
      return drawPart(reply, visit, entry, part, typed, { changed })
    }
    return reply.redirect(visit.to.draft(entry.id), 303)
  })

  const drawDraft = async (
    reply: FastifyReply,
    visit: Visit,
    entry: Entry,
    more: { because?: string; problems?: readonly FieldProblem[]; refused?: Refused } = {},
  ) => {
    const draft = await drafts.read(entry.id)
    if (draft === undefined) return reply.redirect(visit.to.entry(entry.id), 303)
    const { to, lang, frame, gate } = visit
    const { because = '', problems = [], refused } = more
    const html = renderRegisterDiff({
      frame,
      system: entry.versions[0].dossier.name[lang],
      before: entry.versions.length,
      after: undefined,
      differences: diffDossiers(latestVersion(entry).dossier, draft.content),
      pairs: [],
      draft: {
        gate: gate(to.draft(entry.id), `${draft.base}.${draft.revision}`),
        drop: gate(to.drop(entry.id), `${draft.base}.${draft.revision}`),
        because,
        problems,
        refused: refused === undefined ? undefined : refusalText(refused, lang),
        behind: draft.base < entry.versions.length,
        next: entry.versions.length + 1,
      },
      back: to.entry(entry.id),
    })
    return sendPage(reply, html, problems.length + (refused === undefined ? 0 : 1) === 0 ? 200 : 422)
  }

  app.get<OfEntry>('/:lang/register-board/system/:id/draft', { config: owners }, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    return drawDraft(reply, visit, await entryIn(parts, visit, request.params.id))
  })

  app.post<OfEntry>('/:lang/register-board/system/:id/draft', guard, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    const { version, typed } = boardForm(request.body)
    const because = typed.because ?? ''
    const draft = await drafts.read(entry.id)
    const by = partyFor(visit.person, 'file')
    if (draft === undefined || by === undefined) return reply.redirect(visit.to.entry(entry.id), 303)
    // What is handed in is what this person saw.
    if (version !== `${draft.base}.${draft.revision}`) return drawDraft(reply, visit, entry, { because })
    if (because.trim() === '')
      return drawDraft(reply, visit, entry, { because, problems: [{ field: 'because', code: 'required' }] })
    const outcome = await register.act(entry.id, { act: 'file', by, dossier: draft.content, because })
    if (isRefused(outcome)) return drawDraft(reply, visit, entry, { because, refused: outcome })
    await drafts.drop(entry.id)
    return reply.redirect(visit.to.entry(entry.id), 303)
  })

  app.post<OfEntry>('/:lang/register-board/system/:id/draft/drop', guard, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const entry = await entryIn(parts, visit, request.params.id)
    await drafts.drop(entry.id)
    return reply.redirect(visit.to.entry(entry.id), 303)
  })

  const drawNew = (
    reply: FastifyReply,
    visit: Visit,
    typed: Typed,
    problems: readonly FormProblem[] = [],
    refused?: Refused,
  ) => {
    const html = renderRegisterForm({
      frame: visit.frame,
      gate: visit.gate(visit.to.propose, '0'),
      system: undefined,
      what: 'new',
      nodes: drawForm(newShape(), typed),
      problems: problems.map(asProblem),
      refused: refused === undefined ? undefined : { because: refusalText(refused, visit.lang), missing: [] },
      grows: false,
      files: false,
      back: visit.to.board,
    })
    return sendPage(reply, html, problems.length === 0 && refused === undefined ? 200 : 422)
  }

  app.get<InLanguage>('/:lang/register-board/new', { config: owners }, (request, reply) => {
    const visit = visitOf(parts, request, reply)
    return drawNew(reply, visit, { 'owner.person': visit.person.id, origin: 'new' })
  })

  app.post<InLanguage>('/:lang/register-board/new', guard, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const { typed } = boardForm(request.body)
    const by = partyFor(visit.person, 'propose')
    if (by === undefined) throw new Problem('not-found', 'Check the address.')
    const filled = fillNew(visit.person.id, typed)
    if ('problems' in filled) return drawNew(reply, visit, typed, filled.problems)
    const outcome = await register.act(filled.value.id, { act: 'propose', by, dossier: filled.value })
    if (isRefused(outcome)) return drawNew(reply, visit, typed, [], outcome)
    return reply.redirect(visit.to.entry(filled.value.id), 303)
  })
}

function partIn({ params: { part } }: FastifyRequest<OfPart>): DossierPart {
  if (Object.hasOwn(dossierParts, part)) return part as DossierPart
  throw new Problem('not-found', 'Check the address.')
}

const inPart = (path: string, part: DossierPart): boolean =>
  (dossierParts[part] as readonly string[]).includes(path.split('.')[0] ?? '')

/** Who wrote at a version is one of its authors, and so cannot approve it. */
function signedBy(dossier: Dossier, person: string): Dossier {
  return dossier.authors.includes(person) ? dossier : { ...dossier, authors: [...dossier.authors, person] }
}

const limits: Readonly<Record<string, number>> = { 'too-long': 20_000 }

/** A problem of the register as a page says it. */
export function asProblem({ field, code }: FormProblem): FieldProblem {
  const limit = limits[code]
  return limit === undefined ? { field, code } : { field, code, fillings: { limit } }
}

/** Why the register refused, in the page's language. */
export function refusalText({ refused, about, because }: Refused, lang: 'nl' | 'en'): string {
  const text = says({ code: refused, ...(about !== undefined && { about }) })[lang]
  return text === refused ? because : text
}
