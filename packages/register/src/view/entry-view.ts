import type { Act } from '../act.ts'
import type { Level } from '../demand.ts'
import { type Dossier, parseDossier } from '../dossier.ts'
import { type Entry, isRunning, latestVersion, type State, versionOf } from '../entry.ts'
import { withholding } from '../exemption.ts'
import { demands, type Gap, gaps } from '../gaps.ts'
import { lapse } from '../lapse.ts'
import { daysAfter, hasCome } from '../moment.ts'
import { says } from '../reason.ts'
import { type SourceId, sources } from '../source.ts'
import { fold } from '../take.ts'
import { daysToAnswer } from './board.ts'
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

/** One measurement of a criterion; too few is no value. */
export type MeasuredOnce = {
  readonly at: string
  readonly value: number | undefined
  readonly n: number
  readonly outcome: 'passed' | 'failed' | 'too-few'
}

export type CriterionView = {
  readonly id: string
  readonly goal: string
  readonly threshold: string
  readonly limit: number
  readonly baseline: number
  readonly measured: string | undefined
  readonly met: boolean | undefined
  /** By when it has to be measured, while the system runs. */
  readonly due: string | undefined
  /** Every measurement, oldest first. */
  readonly over: readonly MeasuredOnce[]
}

/** A worry from outside. Its text is there once somebody has read and answered it. */
export type WorryView = {
  readonly id: string
  readonly at: string
  readonly text: string | undefined
  readonly answer: string | undefined
  readonly answeredAt: string | undefined
  readonly answerBy: string
}

/** The entry as the public sees it: no persons, roles only. */
export type PublicEntry = {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly state: State
  readonly since: string
  readonly version: number
  /** Parts that an exemption keeps from the public for now. */
  readonly withheld: readonly string[]
  readonly because: string | undefined
  readonly ends: Date | undefined
  readonly sections: readonly Section[]
  readonly criteria: readonly CriterionView[]
  /** Tests that were announced before they ran, with what came of them. */
  readonly tests: readonly {
    readonly test: string
    readonly kind: string
    readonly announced: string
    readonly ran: string | undefined
    readonly passed: boolean | undefined
    readonly n: number | undefined
  }[]
  /** What is missing to go operational; `where` is the part of the dossier in which it is filled. */
  readonly gaps: readonly {
    readonly text: string
    readonly source: string | undefined
    readonly where: string | undefined
  }[]
  /** By when an older system meets what it did not meet when it came in. */
  readonly plan: readonly { readonly text: string; readonly by: string }[]
  readonly worries: readonly WorryView[]
  /** How it ended, for a retired system. */
  readonly farewell:
    | {
        readonly because: string
        readonly evaluation: string
        readonly lessons: string
        readonly manifest: string
        readonly files: number
        readonly destroyOn: string
      }
    | undefined
  readonly forbidden: readonly string[]
  readonly digest: string | undefined
  readonly history: readonly { readonly at: Date; readonly text: string }[]
}

/** What is missing for the last version to go to a level, each with a link and its source. */
export function gapsView(entry: Entry, level: Level, now: string, lang: Lang): GapView[] {
  return gaps(entry, latestVersion(entry), level, now).map(gap => gapView(gap, lang))
}

function gapView({ id, level, says: text, about, source, where }: Gap, lang: Lang): GapView {
  return { demand: id, level, text: text[lang], about, source: sourceOf(source), where: `#${where}` }
}

/**
 * The public list: every system that was ever proposed, retired ones too. `entries` may be those of an earlier day, worked
 * out for that day: `current` says what is withheld today, and that alone decides what shows.
 */
export function publicList(
  entries: readonly Entry[],
  now: string,
  lang: Lang,
  current: readonly Entry[] = entries,
): Pick<PublicEntry, 'id' | 'name' | 'summary' | 'state' | 'since'>[] {
  const away = new Set(current.filter(entry => hidden(entry, now)).map(({ id }) => id))
  return entries
    .filter(({ id }) => !away.has(id))
    .map(entry => (current === entries ? lapse(entry, now) : entry))
    .map(entry => {
      const { dossier } = versionOf(entry, entry.licensed) ?? latestVersion(entry)
      const { id, state, since } = entry
      return { id, name: dossier.name[lang], summary: dossier.summary[lang], state, since }
    })
    .sort((a, b) => a.name.localeCompare(b.name, lang))
}

/** Whether the whole entry is kept from the public now. */
function hidden(entry: Entry, now: string): boolean {
  return withholding(entry, now)?.withheld.includes('everything') === true
}

/**
 * One public entry, worked out from the facts; `acts` are all acts of the dossier in the order of the log. Undefined while
 * an exemption withholds everything; parts that one withholds are left out, and said to be. With `on` it is the entry as it
 * was at that moment; what is withheld is still what is withheld now. Undefined where it was not there yet.
 */
export function publicEntry(
  given: Entry,
  acts: readonly Act[],
  now: string,
  lang: Lang,
  on = now,
): PublicEntry | undefined {
  if (hidden(given, now)) return undefined
  const withheld = withholding(given, now)?.withheld ?? []
  const until = acts.filter(({ at }) => hasCome(at, on))
  const then = on === now ? given : fold(until).entry
  if (then === undefined) return undefined
  const entry = lapse(then, on)
  const version = versionOf(entry, entry.licensed) ?? latestVersion(entry)
  const dossier = without(version.dossier, withheld)
  const missing = entry.state === 'retired' || withheld.length > 0 ? [] : gaps(entry, version, 'operational', on)
  const blocked = entry.block === undefined ? [] : [says({ code: 'blocked', about: entry.block.because })[lang]]
  const because = [
    ...entry.why.map(why => says(why)[lang]),
    ...blocked,
    ...(entry.farewell === undefined ? [] : [entry.farewell.notice[lang]]),
  ]
  const { farewell } = entry
  return {
    id: entry.id,
    name: dossier.name[lang],
    summary: dossier.summary[lang],
    state: entry.state,
    since: entry.since,
    version: version.number,
    withheld,
    because: because.length === 0 || withheld.length > 0 ? undefined : because.join(' '),
    ends: isRunning(entry.state) && dossier.until !== undefined ? new Date(dossier.until) : undefined,
    sections: sectionsOf(entry, dossier, lang),
    criteria: criteriaView(entry, dossier),
    tests: withheld.length > 0 ? [] : testsOf(entry),
    gaps: [
      ...missing.map(gap => ({
        text: `${gap.says[lang]}${gap.about.length === 0 ? '' : ` (${gap.about.join(', ')})`}`,
        source: sourceOf(gap.source),
        where: gap.where,
      })),
      ...(dossier.gaps ?? []).map(({ what, because: why }) => ({
        text: `${what}. ${why}`,
        source: undefined,
        where: undefined,
      })),
    ],
    plan: withheld.length > 0 ? [] : planOf(entry, lang),
    worries: worriesOf(entry),
    farewell:
      farewell === undefined || withheld.length > 0
        ? undefined
        : {
            because: farewell.because,
            evaluation: farewell.evaluation,
            lessons: farewell.lessons,
            manifest: farewell.archive.manifest,
            files: farewell.archive.files,
            destroyOn: farewell.destroyOn,
          },
    forbidden: dossier.notFor ?? [],
    digest: version.digest,
    history: timeline(until, on, lang)
      .filter(row => row.public)
      .map(({ at, text, detail }) => ({
        at: new Date(at),
        text: detail === '' || withheld.length > 0 ? text : `${text}: ${detail}`,
      })),
  }
}

/** How each criterion stands, with all that was measured of it. */
export function criteriaView(entry: Entry, dossier: Dossier): CriterionView[] {
  return (dossier.criteria ?? []).map(criterion => {
    const all = entry.measurements.filter(one => one.criterion === criterion.id)
    const last = all.findLast(({ outcome }) => outcome !== 'too-few')
    return {
      id: criterion.id,
      goal: criterion.goal,
      threshold: `${criterion.comparator} ${criterion.threshold}`,
      limit: criterion.threshold,
      baseline: criterion.baseline.value,
      measured: last?.value === undefined ? undefined : `${last.value} (n = ${last.n})`,
      met: last === undefined ? undefined : last.outcome === 'passed',
      due: isRunning(entry.state) ? entry.watch[criterion.id]?.due : undefined,
      over: all.map(({ at, value, n, outcome }) => ({
        at,
        value: outcome === 'too-few' ? undefined : value,
        n,
        outcome,
      })),
    }
  })
}

/** Tests as they were announced and as they ended. */
export function testsOf(entry: Entry): PublicEntry['tests'] {
  return entry.tests.map(({ announced, result }) => ({
    test: announced.test,
    kind: announced.kind,
    announced: announced.at,
    ran: result?.startedAt,
    passed: result?.passed,
    n: result?.n,
  }))
}

function planOf(entry: Entry, lang: Lang): PublicEntry['plan'] {
  return (entry.catchUp?.items ?? []).map(({ demand, by }) => ({
    text: demands.find(({ id }) => id === demand)?.says[lang] ?? demand,
    by,
  }))
}

function worriesOf({ signals }: Entry): WorryView[] {
  return signals.map(({ id, at, text, answer }) => ({
    id,
    at,
    text: answer === undefined ? undefined : text,
    answer: answer?.text,
    answeredAt: answer?.at,
    answerBy: daysAfter(at, daysToAnswer),
  }))
}

function sourceOf(id: SourceId): string {
  const { title, article } = sources[id]
  return `${title}, ${article}`
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
  ]
  return sections.filter(([, rows]) => rows.length > 0).map(([title, rows]) => ({ title: titles[title][lang], rows }))
}
