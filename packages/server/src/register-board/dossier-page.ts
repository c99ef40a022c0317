import {
  type ActName,
  board,
  criteriaView,
  type DossierPart,
  dossierParts,
  type Entry,
  gapsView,
  isRunning,
  latestVersion,
  type StepKind,
  stepTable,
  versionOf,
  withholding,
} from '@toetsbaar/register'
import { type GapRow, type IncidentRow, type RegisterDossierView, renderRegisterDossier } from '@toetsbaar/web'
import { addresses } from '../site/addresses.ts'
import { sendPage } from '../site/frame.ts'
import { dayAsked } from '../site/register.ts'
import { boardRoles } from './party.ts'
import { mayDo, placeOf } from './places.ts'
import { type Board, entryIn, type OfEntry, type Visit, visitOf } from './surface.ts'
import { openWorries } from './worries.ts'

/** Acts that stand on the page of a dossier by themselves; the others are reached from what they are about. */
const plainActs: readonly ActName[] = [
  'choose',
  'assess',
  'classify',
  'confirm-class',
  'announce-test',
  'suspend',
  'decide',
  'trigger',
  'review',
  'incident',
  'block',
  'unblock',
  'end-exemption',
]

/** One dossier for inside. */
export function addDossierPage(parts: Board): void {
  parts.app.get<OfEntry>(
    '/:lang/register-board/system/:id',
    { config: { access: { roles: boardRoles } } },
    async (request, reply) => {
      const visit = visitOf(parts, request, reply)
      const on = dayAsked(request, parts.clock)
      const entry = await entryIn(parts, visit, request.params.id, on?.end)
      const draft = on === undefined ? await parts.drafts.read(entry.id) : undefined
      const kept = await parts.documents.among(entry.assessments.map(({ document }) => document))
      const view = dossierView(entry, visit, on, kept)
      return sendPage(
        reply,
        renderRegisterDossier({
          ...view,
          ...(draft !== undefined && { draft: { base: draft.base, href: visit.to.draft(entry.id) } }),
        }),
      )
    },
  )
}

function dossierView(
  entry: Entry,
  visit: Visit,
  on: { readonly day: Date; readonly end: string } | undefined,
  kept: ReadonlySet<string>,
): RegisterDossierView {
  const { lang, to, person, frame, words } = visit
  const now = on?.end ?? visit.now
  const version = latestVersion(entry)
  const { dossier } = version
  const [row] = board([entry], now, lang)
  // On an earlier day nothing can be done, so nothing leads there.
  const may = (act: ActName) => on === undefined && mayDo(entry, person, act)
  const hidden = withholding(entry, visit.now)
  const request = entry.request
  return {
    frame,
    system: dossier.name[lang],
    summary: dossier.summary[lang],
    state: entry.state,
    since: entry.since,
    runs: row?.runs ?? false,
    why: row?.why ?? [],
    until: row?.until,
    sealed: hidden === undefined ? undefined : { parts: hidden.withheld, until: hidden.until },
    on: on?.day,
    gaps: entry.state === 'retired' ? [] : gapRows(entry, visit, now, on === undefined),
    request:
      request === undefined
        ? undefined
        : {
            step: request.step,
            version: request.version,
            approvals: request.approvals.length,
            href: to.approve(entry.id),
          },
    acts: on === undefined ? actsOf(entry, visit) : [],
    parts: (Object.keys(dossierParts) as DossierPart[]).map(part => ({
      part,
      filled: dossierParts[part].some(name => dossier[name] !== undefined),
      href: may('file') ? to.edit(entry.id, part) : undefined,
    })),
    criteria: criteriaView(entry, versionOf(entry, entry.licensed)?.dossier ?? dossier),
    evidence: entry.assessments.map(one => ({
      what: one.kind,
      title: one.title,
      outcome: one.outcome,
      at: one.at,
      digest: one.document,
      current: one.substance === version.substance,
      document: kept.has(one.document) ? to.document(one.document) : undefined,
    })),
    tests: entry.tests.map(({ announced, result }) => ({
      test: announced.test,
      kind: announced.kind,
      result: result === undefined ? ('open' as const) : result.passed ? ('passed' as const) : ('failed' as const),
      until:
        result === undefined
          ? undefined
          : new Date(Date.parse(result.startedAt) + announced.validDays * 86_400_000).toISOString(),
      report: may('report-test') ? to.act(entry.id, 'report-test', announced.test) : undefined,
    })),
    class: classOf(entry, version.substance),
    worries: openWorries(entry, now).map(worry => ({
      ...worry,
      answer: may('answer') ? to.act(entry.id, 'answer', worry.number) : undefined,
    })),
    incidents: entry.incidents.map(one => incidentRow(one, entry, visit, now, may)),
    versions: entry.versions
      .map(one => ({
        number: one.number,
        at: one.at,
        digest: one.digest,
        licensed: one.number === entry.licensed && isRunning(entry.state),
        diff: one.number === 1 ? undefined : to.diff(entry.id, one.number - 1, one.number),
      }))
      .reverse(),
    to: {
      here: to.entry(entry.id),
      board: to.board,
      history: to.history(entry.id),
      steps: to.steps(entry.id),
      public: hidden?.withheld.includes('everything') ? undefined : addresses(words.code).entry(entry.id),
      recall: entry.licensed === undefined ? undefined : to.recall(entry.id),
    },
  }
}

/** What is missing, each under the first level for which it is: a trial may run on what is positive under conditions. */
function gapRows(entry: Entry, { lang, person, to }: Visit, now: string, linked: boolean): GapRow[] {
  const [first, second] = (['assessment', 'field-lab'] as const).map(
    level => new Set(gapsView(entry, level, now, lang).map(({ demand }) => demand)),
  )
  const levelOf = (demand: string) =>
    first?.has(demand) === true ? 'assessment' : second?.has(demand) === true ? 'field-lab' : 'operational'
  return gapsView(entry, 'operational', now, lang).map(gap => ({
    text: `${gap.text}${gap.about.length === 0 ? '' : ` (${gap.about.join(', ')})`}`,
    level: levelOf(gap.demand),
    source: gap.source,
    href: linked ? placeOf({ id: gap.demand, where: gap.where.slice(1) }, entry, person, to) : undefined,
  }))
}

/** What a person may do with an entry now, each with its place. */
function actsOf(entry: Entry, { person, to }: Visit): RegisterDossierView['acts'] {
  const found = entry.classified.at(-1)
  const fits: Readonly<Partial<Record<ActName, boolean>>> = {
    'confirm-class': found !== undefined && found.confirmed === undefined,
    decide: entry.decisionDue !== undefined,
    block: entry.block === undefined,
    unblock: entry.block !== undefined,
    'end-exemption': entry.exemptions.some(({ endedAt, until }) => endedAt === undefined && Date.parse(until) > 0),
  }
  const acts = plainActs.filter(act => mayDo(entry, person, act) && fits[act] !== false)
  const steps = (Object.keys(stepTable) as StepKind[]).filter(step => maysAsk(entry, person, step))
  return [
    ...acts.map(act => ({ what: `act-${act}`, href: to.act(entry.id, act) })),
    ...steps.map(step => ({ what: `request-${step}`, href: to.ask(entry.id, step) })),
  ]
}

/** Whether a person can ask for a step from where the entry is now. */
export function maysAsk(entry: Entry, person: Visit['person'], step: StepKind): boolean {
  if (!mayDo(entry, person, 'request') || entry.request !== undefined) return false
  if (step === 'catch-up' && latestVersion(entry).dossier.origin !== 'existing') return false
  if (step === 'license' && entry.licensed === entry.versions.length) return false
  return stepTable[step].from.includes(entry.state)
}

function classOf(entry: Entry, substance: string): RegisterDossierView['class'] {
  const found = entry.classified.findLast(one => one.substance === substance)
  if (found === undefined) return undefined
  const { class: name, points } = found.classification
  return { name, points, confirmed: found.confirmed !== undefined }
}

function incidentRow(
  incident: Entry['incidents'][number],
  entry: Entry,
  { to }: Visit,
  now: string,
  may: (act: ActName) => boolean,
): IncidentRow {
  const { id, kind, what, at, reportBy, reported, closed } = incident
  const next: ActName | undefined =
    reported === undefined ? 'report-incident' : closed === undefined ? 'close-incident' : undefined
  return {
    id,
    kind,
    what,
    at,
    reportBy,
    late: reported === undefined && Date.parse(reportBy) <= Date.parse(now),
    reported: reported === undefined ? undefined : `${reported.to}, ${reported.at.slice(0, 10)}`,
    closed: closed?.because,
    to: next !== undefined && may(next) ? [{ act: next, href: to.act(entry.id, next, id) }] : [],
  }
}
