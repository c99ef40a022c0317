import type { Act } from '../act.ts'
import type { Level } from '../demand.ts'
import { type Dossier, parseDossier } from '../dossier.ts'
import { type Entry, isRunning, latestVersion, type State, versionOf } from '../entry.ts'
import { withholding } from '../exemption.ts'
import { type Gap, gaps } from '../gaps.ts'
import { lapse } from '../lapse.ts'
import { says } from '../reason.ts'
import { sources } from '../source.ts'
import type { Both, Lang } from './lang.ts'
import { timeline } from './timeline.ts'

export type Section = {
  readonly title: string
  readonly rows: readonly { readonly key: string; readonly value: string }[]
}

/** A gap with where to fill it and the source that asks for it. */
export type GapView = {
  readonly demand: string
  readonly level: Level
  readonly text: string
  readonly about: readonly string[]
  readonly source: string
  /** Fragment on the dossier's page. */
  readonly where: string
}

/** The entry as the public sees it: no persons, roles only. */
export type PublicEntry = {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly state: State
  /** Parts that an exemption keeps from the public for now. */
  readonly withheld: readonly string[]
  readonly because: string | undefined
  readonly ends: Date | undefined
  readonly sections: readonly Section[]
  readonly criteria: readonly {
    readonly goal: string
    readonly threshold: string
    readonly measured: string | undefined
    readonly met: boolean | undefined
  }[]
  readonly gaps: readonly string[]
  readonly forbidden: readonly string[]
  readonly digest: string | undefined
  readonly history: readonly { readonly at: Date; readonly text: string }[]
}

/** What is missing for the last version to go to a level, each with a link and its source. */
export function gapsView(entry: Entry, level: Level, now: string, lang: Lang): GapView[] {
  return gaps(entry, latestVersion(entry), level, now).map(gap => gapView(gap, lang))
}

function gapView({ id, level, says: text, about, source, where }: Gap, lang: Lang): GapView {
  const { title, article } = sources[source]
  return { demand: id, level, text: text[lang], about, source: `${title}, ${article}`, where: `#${where}` }
}

/** The public list: every system that was ever proposed, retired ones too. */
export function publicList(
  entries: readonly Entry[],
  now: string,
  lang: Lang,
): Pick<PublicEntry, 'id' | 'name' | 'summary' | 'state'>[] {
  return entries
    .filter(entry => !hidden(entry, now))
    .map(entry => lapse(entry, now))
    .map(entry => {
      const { dossier } = versionOf(entry, entry.licensed) ?? latestVersion(entry)
      return { id: entry.id, name: dossier.name[lang], summary: dossier.summary[lang], state: entry.state }
    })
    .sort((a, b) => a.name.localeCompare(b.name, lang))
}

/** Whether the whole entry is kept from the public now. */
function hidden(entry: Entry, now: string): boolean {
  return withholding(entry, now)?.withheld.includes('everything') === true
}

/**
 * One public entry, worked out from the facts; `acts` are all acts of the dossier in the order of the log. Undefined while
 * an exemption withholds everything; parts that one withholds are left out, and said to be.
 */
export function publicEntry(given: Entry, acts: readonly Act[], now: string, lang: Lang): PublicEntry | undefined {
  if (hidden(given, now)) return undefined
  const withheld = withholding(given, now)?.withheld ?? []
  const entry = lapse(given, now)
  const version = versionOf(entry, entry.licensed) ?? latestVersion(entry)
  const dossier = without(version.dossier, withheld)
  const missing = entry.state === 'retired' || withheld.length > 0 ? [] : gaps(entry, version, 'operational', now)
  const blocked = entry.block === undefined ? [] : [says({ code: 'blocked', about: entry.block.because })[lang]]
  const because = [
    ...entry.why.map(why => says(why)[lang]),
    ...blocked,
    ...(entry.farewell === undefined ? [] : [entry.farewell.notice[lang]]),
  ]
  return {
    id: entry.id,
    name: dossier.name[lang],
    summary: dossier.summary[lang],
    state: entry.state,
    withheld,
    because: because.length === 0 || withheld.length > 0 ? undefined : because.join(' '),
    ends: isRunning(entry.state) && dossier.until !== undefined ? new Date(dossier.until) : undefined,
    sections: sectionsOf(entry, dossier, lang),
    criteria: (dossier.criteria ?? []).map(criterion => {
      const last = entry.measurements.findLast(one => one.criterion === criterion.id && one.outcome !== 'too-few')
      return {
        goal: criterion.goal,
        threshold: `${criterion.comparator} ${criterion.threshold}`,
        measured: last?.value === undefined ? undefined : `${last.value} (n = ${last.n})`,
        met: last === undefined ? undefined : last.outcome === 'passed',
      }
    }),
    gaps: [
      ...missing.map(gap => `${gap.says[lang]}${gap.about.length === 0 ? '' : ` (${gap.about.join(', ')})`}`),
      ...(dossier.gaps ?? []).map(({ what, because: why }) => `${what}. ${why}`),
    ],
    forbidden: dossier.notFor ?? [],
    digest: version.digest,
    history: timeline(acts, now, lang)
      .filter(row => row.public)
      .map(({ at, text, detail }) => ({
        at: new Date(at),
        text: detail === '' || withheld.length > 0 ? text : `${text}: ${detail}`,
      })),
  }
}

function without(dossier: Dossier, withheld: readonly string[]): Dossier {
  return parseDossier(Object.fromEntries(Object.entries(dossier).filter(([name]) => !withheld.includes(name))))
}

const titles = {
  what: { nl: 'Waarvoor', en: 'What for' },
  law: { nl: 'Op welke grond', en: 'On what ground' },
  data: { nl: 'Welke gegevens', en: 'Which data' },
  people: { nl: 'Wie merkt het en wie beslist', en: 'Who is affected and who decides' },
  risks: { nl: 'Risico’s en fouten', en: 'Risks and errors' },
  worries: { nl: 'Zorgen van buiten', en: 'Worries from outside' },
  end: { nl: 'Het einde', en: 'The end' },
} as const satisfies Record<string, Both>
const keys = {
  goal: { nl: 'Doel', en: 'Goal' },
  unit: { nl: 'Verantwoordelijk onderdeel', en: 'Responsible unit' },
  organisation: { nl: 'Organisatie', en: 'Organisation' },
  regime: { nl: 'Wet op de gegevens', en: 'Law on the data' },
  basis: { nl: 'Grondslag', en: 'Legal basis' },
  class: { nl: 'Klasse onder de AI-verordening', en: 'Class under the AI Act' },
  affected: { nl: 'Wie het merkt', en: 'Who is affected' },
  gravity: { nl: 'Hoe zwaar een fout is', en: 'How grave an error is' },
  human: { nl: 'Rol van de mens', en: 'Role of people' },
  margin: { nl: 'Foutmarge', en: 'Margin of error' },
  unknown: { nl: 'niet gemeten', en: 'not measured' },
  unread: { nl: 'Een zorg', en: 'A worry' },
  unanswered: { nl: 'nog geen antwoord', en: 'no answer yet' },
  why: { nl: 'Reden', en: 'Reason' },
  lessons: { nl: 'Wat we leerden', en: 'What we learnt' },
  destroy: { nl: 'Vernietigd op', en: 'Destroyed on' },
} as const satisfies Record<string, Both>
const regimes: Readonly<Record<string, Both>> = {
  'police-data': { nl: 'Wet politiegegevens', en: 'Police Data Act (Wpg)' },
  gdpr: { nl: 'AVG', en: 'GDPR' },
  'judicial-data': { nl: 'Wet justitiële en strafvorderlijke gegevens', en: 'Judicial Data Act (Wjsg)' },
}
const gravities: Readonly<Record<string, Both>> = {
  light: { nl: 'licht', en: 'light' },
  noticeable: { nl: 'merkbaar', en: 'noticeable' },
  grave: { nl: 'zwaar', en: 'grave' },
}

function sectionsOf(entry: Entry, dossier: Dossier, lang: Lang): Section[] {
  const row = (key: keyof typeof keys, value: string | undefined) =>
    value === undefined ? [] : [{ key: keys[key][lang], value }]
  const last = entry.classified.findLast(({ confirmed }) => confirmed !== undefined)?.classification
  const sections: [keyof typeof titles, Section['rows']][] = [
    [
      'what',
      [
        ...row('goal', dossier.purpose?.goal[lang]),
        ...row('organisation', dossier.organisation),
        ...row('unit', dossier.owner.unit),
      ],
    ],
    [
      'law',
      [
        ...row('regime', dossier.regime === undefined ? undefined : regimes[dossier.regime]?.[lang]),
        ...(dossier.legalBasis ?? []).flatMap(({ law, article }) =>
          row('basis', [law, article].filter(Boolean).join(', ')),
        ),
        ...row('class', last === undefined ? undefined : [last.class, ...last.points].join(', ')),
      ],
    ],
    [
      'data',
      (dossier.data ?? []).map(({ means, source, why }) => ({
        key: means,
        value: [source, why].filter(Boolean).join('. '),
      })),
    ],
    [
      'people',
      [
        ...(dossier.affected ?? []).flatMap(one => row('affected', one)),
        ...row('gravity', dossier.gravity === undefined ? undefined : gravities[dossier.gravity]?.[lang]),
        ...row('human', dossier.human?.role),
      ],
    ],
    [
      'risks',
      [
        ...(dossier.risks ?? []).map(({ risk, measure }) => ({ key: risk, value: measure })),
        ...(dossier.margins ?? []).flatMap(({ what, measured, acceptable }) => [
          {
            key: `${keys.margin[lang]}: ${what}`,
            value: `${measured === undefined ? keys.unknown[lang] : `${measured.value} (n = ${measured.n})`}${acceptable === undefined ? '' : `; ≤ ${acceptable.value}`}`,
          },
        ]),
      ],
    ],
    // What somebody from outside wrote is shown with its answer, once a person has read it.
    [
      'worries',
      entry.signals.map(({ text, answer }) =>
        answer === undefined
          ? { key: keys.unread[lang], value: keys.unanswered[lang] }
          : { key: text, value: answer.text },
      ),
    ],
    [
      'end',
      entry.farewell === undefined
        ? []
        : [
            ...row('why', entry.farewell.because),
            ...row('lessons', entry.farewell.lessons),
            ...row('destroy', entry.farewell.destroyOn),
          ],
    ],
  ]
  return sections.filter(([, rows]) => rows.length > 0).map(([title, rows]) => ({ title: titles[title][lang], rows }))
}
