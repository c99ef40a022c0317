import { type Entry, gaps, type Register, says } from '@toetsbaar/register'
import { type EntryView, renderEntries, renderEntry, type Words } from '@toetsbaar/web'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../errors.ts'
import { addresses } from './addresses.ts'
import { frameOf, type Surface, sendPage, wordsOf } from './frame.ts'
import { modelLanguage } from './pages.ts'

type InLanguage = { Params: { lang: string } }

/** The public register: what runs here, on what ground, what it has to reach, and what is missing. */
export function addRegister(app: FastifyInstance, surface: Surface, register: Register, clock: () => Date): void {
  app.get<InLanguage>('/:lang/register', async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const lang = modelLanguage(words.code)
    const entries = (await register.entries()).map(entry => {
      const { dossier } = shown(entry)
      return {
        name: dossier.name[lang],
        purpose: dossier.summary[lang],
        state: entry.state,
        href: addresses(words.code).entry(entry.id),
      }
    })
    return sendPage(reply, renderEntries({ frame: frameOf(surface, request, words), entries }))
  })

  app.get<{ Params: { lang: string; id: string } }>('/:lang/register/:id', async (request, reply) => {
    const words = wordsOf(surface, request.params.lang)
    const entry = await register.entry(request.params.id)
    if (entry === undefined) throw new Problem('not-found', 'The register has no such entry. See the list.')
    const view = viewOf(entry, words, clock())
    return sendPage(reply, renderEntry({ frame: frameOf(surface, request, words), ...view }))
  })
}

/** The version that runs, or else the last one. */
function shown(entry: Entry) {
  return entry.versions[(entry.licensed ?? entry.versions.length) - 1] ?? entry.versions[0]
}

function viewOf(entry: Entry, words: Words, now: Date): Omit<EntryView, 'frame'> {
  const lang = modelLanguage(words.code)
  const version = shown(entry)
  const { dossier } = version
  const row = (key: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [{ key: words.say(`dossier.${key}`), value }]
  const law = (dossier.legalBasis ?? []).map(({ law: name, article }) => [name, article].filter(Boolean).join(', '))
  const because = entry.why.map(reason => says(reason)[lang]).join(' ')
  const measured = (id: string) => entry.measurements.findLast(one => one.criterion === id)
  return {
    name: dossier.name[lang],
    state: entry.state,
    ...(because !== '' && { because }),
    ...(dossier.until !== undefined && { ends: new Date(`${dossier.until}T12:00:00Z`) }),
    sections: [
      {
        title: words.say('dossier.about'),
        rows: [
          ...row('what', dossier.summary[lang]),
          ...row('purpose', dossier.purpose?.goal[lang]),
          ...row('owner', `${dossier.owner.person}, ${dossier.owner.unit} (${dossier.organisation})`),
          ...row('human', dossier.human?.role),
          ...row('affected', dossier.affected?.join('; ')),
        ],
      },
      {
        title: words.say('dossier.law'),
        rows: [
          ...row('regime', dossier.regime === undefined ? undefined : words.say(`dossier.regime-${dossier.regime}`)),
          ...row('legal-basis', law.join('; ')),
          ...row('data', dossier.data?.map(one => one.means).join('; ')),
        ],
      },
    ],
    criteria: (dossier.criteria ?? []).map(({ id, goal, comparator, threshold }) => {
      const last = measured(id)
      return {
        goal,
        threshold: `${comparator} ${threshold}`,
        ...(last?.value !== undefined && { measured: `${last.value} (n = ${last.n})` }),
        ...(last !== undefined && last.outcome !== 'too-few' && { met: last.outcome === 'passed' }),
      }
    }),
    gaps: gaps(entry, version, 'operational', now.toISOString()).map(gap => gap.says[lang]),
    forbidden: dossier.notFor ?? [],
    digest: version.digest ?? '',
    history: entry.steps.map(step => ({ at: new Date(step.takenAt), text: step.because })),
  }
}
