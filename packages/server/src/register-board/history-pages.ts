import {
  type Demand,
  demandsOf,
  diffVersions,
  type Entry,
  type Level,
  lapse,
  latestVersion,
  partOf,
  type StepKind,
  sources,
  stepTable,
  table,
  timeline,
} from '@toetsbaar/register'
import { type RegisterStepsView, renderRegisterDiff, renderRegisterHistory, renderRegisterSteps } from '@toetsbaar/web'
import { Problem } from '../errors.ts'
import { sendPage } from '../site/frame.ts'
import { maysAsk } from './dossier-page.ts'
import { boardRoles } from './party.ts'
import { mayDo, placeOf } from './places.ts'
import { type Board, entryIn, type OfEntry, type Visit, visitOf } from './surface.ts'

type OfPair = { Params: { lang: string; id: string; before: string; after: string } }

const access = { config: { access: { roles: boardRoles } } } as const

/** What happened to a dossier, what differs between two versions, and what each step asks. */
export function addHistoryPages(parts: Board): void {
  const { app, register, names } = parts

  app.get<OfEntry>('/:lang/register-board/system/:id/history', access, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const { to, lang, frame, now } = visit
    const entry = await entryIn(parts, visit, request.params.id)
    const acts = (await register.timeline(entry.id)).map(({ act }) => act)
    const known = await names()
    const rows = timeline(acts, now, lang).map(row => ({
      ...row,
      person: row.person === undefined ? undefined : (known.get(row.person) ?? row.person),
    }))
    const system = latestVersion(entry).dossier.name[lang]
    return sendPage(reply, renderRegisterHistory({ frame, system, rows, back: to.entry(entry.id) }))
  })

  app.get<OfPair>('/:lang/register-board/system/:id/diff/:before/:after', access, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const { to, lang, frame } = visit
    const entry = await entryIn(parts, visit, request.params.id)
    const [before, after] = [Number(request.params.before), Number(request.params.after)]
    if (entry.versions[before - 1] === undefined || entry.versions[after - 1] === undefined)
      throw new Problem('not-found', 'There is no such version. See the page of the system.')
    const pairs = entry.versions
      .slice(1)
      .map(({ number }) => ({ before: number - 1, after: number, href: to.diff(entry.id, number - 1, number) }))
      .filter(pair => pair.before !== before || pair.after !== after)
    const html = renderRegisterDiff({
      frame,
      system: latestVersion(entry).dossier.name[lang],
      before,
      after,
      differences: diffVersions(entry, before, after),
      pairs,
      back: to.entry(entry.id),
    })
    return sendPage(reply, html)
  })

  app.get<OfEntry>('/:lang/register-board/system/:id/steps', access, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const { to, lang, frame } = visit
    const entry = await entryIn(parts, visit, request.params.id)
    const html = renderRegisterSteps({
      frame,
      system: latestVersion(entry).dossier.name[lang],
      steps: stepsOf(entry, visit),
      back: to.entry(entry.id),
    })
    return sendPage(reply, html)
  })
}

type Steps = RegisterStepsView['steps']

/** Every step of the life cycle with what it demands of this dossier, in the order of a life. */
function stepsOf(given: Entry, visit: Visit): Steps {
  const entry = lapse(given, visit.now)
  const { person, to } = visit
  const choose = {
    step: 'choose',
    from: table.choose.from,
    here: entry.state === 'idea',
    ...(mayDo(entry, person, 'choose') && { ask: to.act(entry.id, 'choose') }),
    demands: demandsFor(entry, 'assessment', visit),
  }
  const order: readonly StepKind[] = ['field-lab', 'operational', 'license', 'resume', 'catch-up', 'exempt', 'retire']
  const steps = order.map(step => ({
    step,
    from: stepTable[step].from,
    here: stepTable[step].from.includes(entry.state),
    ...(maysAsk(entry, person, step) && { ask: to.ask(entry.id, step) }),
    demands: demandsFor(entry, levelOf(step, entry), visit),
  }))
  return [{ ...choose, ask: undefined }, ...steps]
}

function levelOf(step: StepKind, entry: Entry): Level | undefined {
  if (step === 'retire' || step === 'exempt') return undefined
  if (step === 'field-lab') return 'field-lab'
  if (step === 'license') return entry.state === 'field-lab' ? 'field-lab' : 'operational'
  if (step === 'resume') return entry.suspendedFrom ?? 'operational'
  return 'operational'
}

function demandsFor(entry: Entry, level: Level | undefined, visit: Visit): Steps[number]['demands'] {
  if (level === undefined) return []
  const { lang, person, to, now } = visit
  const version = latestVersion(entry)
  return demandsOf(entry, version, level).map(demand => {
    const about = demand.missing(entry, version, now, level)
    const { title, article } = sources[demand.source]
    const met = about.length === 0
    const told = about.filter(one => one !== '')
    return {
      text: met
        ? placeName(demand, visit)
        : `${demand.says[lang]}${told.length === 0 ? '' : ` (${told.join(', ')})`} [${demand.id}]`,
      met,
      source: `${title}, ${article}`,
      href: met ? undefined : placeOf(demand, entry, person, to),
    }
  })
}

/** What a demand is about, in a few words; its own sentence says what is missing. */
function placeName({ where, id }: Pick<Demand, 'where' | 'id'>, { words }: Visit): string {
  const [kind = '', detail = ''] = where.split('.')
  const key =
    kind === 'assessments' || kind === 'tests'
      ? `option.${detail}`
      : kind === 'classification'
        ? 'fields.act-classification'
        : partOf(where) === undefined
          ? 'dossier.evidence'
          : `fields.${where}`
  return `${words.say(words.keys.includes(key) ? key : 'dossier.evidence')} [${id}]`
}
