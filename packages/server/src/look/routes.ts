import { withholding } from '@toetsbaar/register'
import { renderLookCase, renderLookSample } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Person, personOf } from '../access.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { systemsUsed } from '../desk/systems.ts'
import { openDeskCases } from '../desk-cases.ts'
import { Problem } from '../errors.ts'
import type { House } from '../house.ts'
import { localDay } from '../local-day.ts'
import { deskFrameOf } from '../sign-in/desk-frame.ts'
import { addresses } from '../site/addresses.ts'
import { type Surface, sendPage, wordsOf } from '../site/frame.ts'
import { modelLanguage } from '../site/pages.ts'
import { addLookLog } from './log-page.ts'
import { addLookPage } from './look-page.ts'
import { openOpenings } from './openings.ts'
import { openSamples } from './samples.ts'
import { forDefence, withoutNames } from './withheld-parts.ts'

type OfCase = { Params: { lang: string; number: string } }
type OfSample = { Params: { lang: string; sample: string } }

/** Who reads single cases here, each for a reason of their own. */
const lookers = { config: { access: { roles: ['assessor', 'auditor', 'defence', 'supervisor'] } } } as const
const drawers = { config: { access: { roles: ['assessor', 'auditor', 'supervisor'] } } } as const

/** Overseers look, within their task and read-only: one case for the defence, samples and logs for who checks. */
export function addLook(
  app: FastifyInstance,
  surface: Surface,
  house: House,
  accounts: Pick<Accounts, 'find' | 'list'>,
): void {
  const { pool, clock, desk, register, ledger } = house
  const openings = openOpenings(pool, clock)
  const samples = openSamples({ pool, ledger, clock })
  const cases = openDeskCases({
    ...house,
    officerOf: async () => undefined,
    opened: async ({ id, role }, caseId) =>
      role === 'defence' ? openings.isOpen(id, caseId) : (await samples.through(id, caseId)) !== undefined,
  })
  addLookPage(app, surface, { house, accounts, openings, samples })
  addLookLog(app, surface, house)

  app.get<OfSample>('/:lang/desk/look/samples/:sample', drawers, async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const all = await samples.of(personOf(request).id)
    const sample = all.find(({ id }) => id === request.params.sample)
    if (sample === undefined) throw new Problem('not-found', 'You have no such sample. See the list.')
    const html = renderLookSample({
      frame: deskFrameOf(surface, request, reply, words),
      sample: {
        ...sample,
        ends: new Date(sample.ends),
        from: new Date(sample.from),
        until: new Date(sample.until),
      },
      cases: sample.cases.map(id => {
        const number = desk.caseNumber(id)
        return { number, href: to.lookCase(number) }
      }),
      open: sample.ends >= localDay(clock()),
      back: to.look,
    })
    return sendPage(reply, html)
  })

  app.get<OfCase>('/:lang/desk/look/cases/:number', lookers, async (request, reply) => drawCase(request, reply))

  const drawCase = async (request: FastifyRequest<OfCase>, reply: FastifyReply) => {
    const words = wordsOf(surface, request.params.lang)
    const lang = modelLanguage(words.code)
    const person = personOf(request)
    const { number } = request.params
    const reason = await reasonFor(person, number)
    const read = withoutNames(await cases.read(person, number, reason.purpose))
    const { shown, withheld } = person.role === 'defence' ? await cut(read) : { shown: read, withheld: [] }
    const html = renderLookCase({
      frame: deskFrameOf(surface, request, reply, words),
      shown,
      texts: shown.model?.texts[lang] ?? {},
      systems: await systemsUsed(register, shown.systems, lang),
      withheld,
      why: reason.why,
      ...(reason.until !== undefined && { until: new Date(reason.until) }),
      back: addresses(words.code).look,
    })
    return sendPage(reply, html)
  }

  /** Why somebody may read a case, for the page and for the log. Whether they may is for `cases.read` to say. */
  const reasonFor = async (
    { id, role }: Person,
    number: string,
  ): Promise<{ why: 'sample' | 'defence' | 'audit'; purpose: string; until?: string }> => {
    const caseId = await desk.find(number)
    if (role === 'defence') {
      const open = (await openings.of(id)).find(each => each.caseId === caseId)
      return { why: 'defence', purpose: 'defence', ...(open !== undefined && { until: open.until }) }
    }
    const sample = caseId === undefined ? undefined : await samples.through(id, caseId)
    if (sample === undefined) return { why: 'audit', purpose: role === 'auditor' ? 'audit' : 'none' }
    return { why: 'sample', purpose: `sample ${sample.id}: ${sample.purpose}`, until: sample.ends }
  }

  const cut = async (read: Awaited<ReturnType<typeof cases.read>>): Promise<ReturnType<typeof forDefence>> => {
    const now = clock().toISOString()
    const ran = new Set(read.systems.map(({ dossier }) => dossier))
    const held = new Map(
      await Promise.all(
        [...ran].map(async dossier => {
          const entry = await register.entry(dossier)
          return [dossier, entry === undefined ? undefined : withholding(entry, now)] as const
        }),
      ),
    )
    return forDefence(read, dossier => held.get(dossier))
  }
}
