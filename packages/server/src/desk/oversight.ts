import type { Oversight, OversightFilter } from '@toetsbaar/desk'
import { renderDeskOverrides, renderDeskOversight, type SystemUsed } from '@toetsbaar/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Person, personOf, type Role } from '../access.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { modelLanguage } from '../site/pages.ts'
import type { DeskParts } from './parts.ts'
import { systemsUsed } from './systems.ts'

type Asked = { Params: { lang: string }; Querystring: { from?: string; until?: string; by?: string } }
type InLanguage = { Params: { lang: string } }

/** Who sees how decisions go; a team lead of the own team alone. */
const seers: readonly Role[] = ['team-lead', 'system-owner', 'assessor', 'auditor', 'supervisor']
/** Who writes or judges models. */
const authors: readonly Role[] = ['system-owner', 'assessor', 'auditor']

const bySeers = { config: { access: { roles: seers } } } as const
const byAuthors = { config: { access: { roles: authors } } } as const

const monthsBack = 24

/** How decisions go as a whole, as a page, a table and JSON; and decisions against the advice for the authors of models. */
export function addOversight(app: FastifyInstance, surface: Surface, parts: DeskParts): void {
  const { desk, cases, register, intake, handle, clock } = parts

  const logged = <Result>(person: Person, operation: string, work: () => Promise<Result>) => {
    const actor = { kind: 'officer', id: person.id, role: person.role }
    return handle({ actor, operation, purpose: 'oversight', dossier: 'intake', case: undefined }, work)
  }

  const read = async (request: FastifyRequest<Asked>) => {
    const words = wordsOf(surface, request.params.lang)
    const person = personOf(request)
    const months = monthsUntil(clock())
    const filter = filterIn(request.query, months, person)
    const [figures, systems] = await Promise.all([
      logged(person, 'oversight.read', () => desk.oversight(filter)),
      systemsUsed(register, [{ dossier: 'intake' }], modelLanguage(words.code)),
    ])
    const query = new URLSearchParams({ from: filter.from, until: filter.until, by: filter.by })
    return { words, person, months, figures, systems, query }
  }

  app.get<Asked>('/:lang/desk/oversight', bySeers, async (request, reply) => {
    const { words, person, months, figures, systems, query } = await read(request)
    const to = addresses(words.code)
    const html = renderDeskOversight({
      frame: deskFrameOf(surface, request, reply, words),
      figures,
      settings: desk.settings.oversight,
      months,
      systems,
      to: {
        here: to.oversight,
        csv: `${to.oversight}.csv?${query}`,
        json: `${to.oversight}.json?${query}`,
        ...(authors.includes(person.role) && { overrides: to.overrides }),
      },
    })
    return sendPage(reply, html)
  })

  app.get<Asked>('/:lang/desk/oversight.json', bySeers, async (request, reply) => {
    const { figures, systems } = await read(request)
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="oversight.json"')
      .type('application/json; charset=utf-8')
      .send(`${JSON.stringify({ madeWith: systems, at: clock().toISOString(), ...figures }, null, 2)}\n`)
  })

  app.get<Asked>('/:lang/desk/oversight.csv', bySeers, async (request, reply) => {
    const { figures, systems } = await read(request)
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="oversight.csv"')
      .type('text/csv; charset=utf-8')
      .send(oversightCsv(figures, systems))
  })

  app.get<InLanguage>('/:lang/desk/oversight/overrides', byAuthors, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const lang = modelLanguage(words.code)
    const to = addresses(words.code)
    const { rows, yaml } = await logged(personOf(request), 'overrides.read', () => cases.overrides())
    const title = (subject: string, outcome: string) =>
      intake.models.findLast(model => model.subject === subject)?.texts[lang][`outcome.${outcome}.title`] ?? outcome
    const html = renderDeskOverrides({
      frame: deskFrameOf(surface, request, reply, words),
      rows: rows.map(row => ({
        ...row,
        advisedTitle: title(row.subject, row.advised),
        betterTitle: row.better === undefined ? undefined : title(row.subject, row.better),
      })),
      yaml,
      systems: await systemsUsed(register, [{ dossier: 'intake' }], lang),
      to: { download: `${to.overrides}.yaml`, oversight: to.oversight },
    })
    return sendPage(reply, html)
  })

  app.get<InLanguage>('/:lang/desk/oversight/overrides.yaml', byAuthors, async (request, reply) => {
    const { code } = wordsOf(surface, request.params.lang)
    const { yaml } = await logged(personOf(request), 'overrides.export', () => cases.overrides())
    const systems = await systemsUsed(register, [{ dossier: 'intake' }], modelLanguage(code))
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="overrides.yaml"')
      .type('application/yaml; charset=utf-8')
      .send(`# ${systems.map(madeWith).join('; ')}\n${yaml}`)
  })
}

/** This month and those before, YYYY-MM, the newest first. */
function monthsUntil(now: Date): readonly string[] {
  return Array.from({ length: monthsBack }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  )
}

/** The last three months by team unless asked otherwise; a period that ends before it begins is turned round. */
function filterIn(
  { from, until, by }: Asked['Querystring'],
  months: readonly string[],
  { role, team }: Person,
): OversightFilter {
  const [this_ = '', , third = ''] = months
  const chosen = [months.find(each => each === from) ?? third, months.find(each => each === until) ?? this_].sort()
  const [first = third, last = this_] = chosen
  return {
    from: first,
    until: last,
    // By model is over all teams, which is more than a team lead may see.
    by: by === 'model' && role !== 'team-lead' ? 'model' : 'team',
    ...(role === 'team-lead' && { only: team === undefined ? [] : [team] }),
  }
}

/** The figures as a table; each line carries the identification of the systems, so that it stays with what is cut out. */
function oversightCsv(figures: Oversight, systems: readonly SystemUsed[]): string {
  const groups = [...figures.groups, ...(figures.whole === undefined ? [] : [{ ...figures.whole, name: 'all' }])]
  const made = systems.map(madeWith).join('; ')
  const rows = groups.map(({ name, figures: { decisions, overrides, time, agreement, alarms } }) => ({
    [figures.filter.by]: name,
    from: figures.filter.from,
    until: figures.filter.until,
    decisions,
    override_rate: overrides?.rate,
    override_low: overrides?.low,
    override_high: overrides?.high,
    median_seconds: time === undefined ? undefined : time.median / 1000,
    p10_seconds: time === undefined ? undefined : time.p10 / 1000,
    impression_decision: agreement.impressionDecision?.same.rate,
    advice_decision: agreement.adviceDecision?.same.rate,
    impression_advice: agreement.impressionAdvice?.same.rate,
    alarms: alarms.map(({ kind }) => kind).join(' '),
    made_with: made,
  }))
  const head = Object.keys(rows[0] ?? { [figures.filter.by]: '', made_with: made })
  const lines = [head, ...rows.map(row => Object.values(row))]
  return lines
    .map(line => line.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n')
}

function madeWith({ id, name, version, href }: SystemUsed): string {
  return `${name} (${id}${version === undefined ? '' : `, version ${version}`}) ${href}`
}

/** RFC 4180; a text that a spreadsheet would take for a formula is kept from being one. */
function cell(value: string | number | undefined): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
