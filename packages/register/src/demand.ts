import type { AssessmentKind } from './act.ts'
import type { Dossier, Gravity, Regime } from './dossier.ts'
import type { Entry, Version } from './entry.ts'
import { latestResults } from './evidence.ts'
import { daysAfter, hasCome, millis } from './moment.ts'
import type { SourceId } from './source.ts'

/** How far a dossier wants to go; each level asks for what the one before asks, and more. */
export type Level = 'assessment' | 'field-lab' | 'operational'
export const levels: readonly Level[] = ['assessment', 'field-lab', 'operational']

type Says = { readonly nl: string; readonly en: string }

/** Something that has to be there before a step, and for most demands as long as the system runs. */
export type Demand = {
  readonly id: string
  readonly level: Level
  readonly says: Says
  readonly source: SourceId
  /** Where it is filled: a part of the dossier's page. */
  readonly where: string
  /** `always`: the system stops where it is not met any more. `step`: looked at when a step is taken. */
  readonly holds: 'always' | 'step'
  /** An older system may come in without it, until the date in its plan. */
  readonly postponable: boolean
  readonly regime?: Regime
  readonly gravity?: readonly Gravity[]
  readonly class?: 'high-risk'
  /** What is missing, by place; empty where the demand is met. */
  readonly missing: (entry: Entry, version: Version, now: string, level: Level) => readonly string[]
}

/** One thing that is still missing, ready to be shown with a link. */
export type Gap = Pick<Demand, 'id' | 'level' | 'says' | 'source' | 'where' | 'postponable'> & {
  readonly about: readonly string[]
}

const met: readonly string[] = []
const ask = (holds: boolean, about = ''): readonly string[] => (holds ? met : [about])

function filled(
  id: string,
  level: Level,
  source: SourceId,
  where: string,
  says: Says,
  has: (dossier: Dossier) => boolean,
): Demand {
  return {
    id,
    level,
    says,
    source,
    where,
    holds: 'always',
    postponable: false,
    missing: (_, { dossier }) => ask(has(dossier)),
  }
}

function perVariable(
  id: string,
  level: Level,
  source: SourceId,
  says: Says,
  has: (variable: NonNullable<Dossier['data']>[number]) => boolean,
): Demand {
  return {
    id,
    level,
    says,
    source,
    where: 'data',
    holds: 'always',
    postponable: level === 'operational',
    missing: (_, { dossier }) => (dossier.data ?? []).filter(variable => !has(variable)).map(variable => variable.id),
  }
}

type Extra = Partial<Pick<Demand, 'regime' | 'gravity' | 'class' | 'postponable'>>

/** The latest assessment of a kind that is about this substance must be positive. In a field lab it may be so under conditions. */
function assessed(
  id: string,
  kind: AssessmentKind,
  level: Level,
  source: SourceId,
  says: Says,
  extra: Extra = {},
): Demand {
  return {
    id,
    level,
    says,
    source,
    where: `assessments.${kind}`,
    holds: 'always',
    postponable: true,
    ...extra,
    missing: (entry, version, _, reach) => {
      const last = entry.assessments.findLast(one => one.kind === kind && one.substance === version.substance)
      const enough = reach === 'operational' ? ['positive'] : ['positive', 'conditional']
      return ask(last !== undefined && enough.includes(last.outcome), kind)
    },
  }
}

function tested(id: string, kind: 'quality' | 'fairness', gravity: readonly Gravity[], says: Says): Demand {
  return {
    id,
    level: 'operational',
    says,
    source: 'area-forecast',
    where: `tests.${kind}`,
    holds: 'always',
    postponable: true,
    gravity,
    missing: (entry, version, now) => {
      const results = latestResults(entry, kind, version.digest)
      if (results.length === 0) return [kind]
      return results.filter(({ passed, validUntil }) => !passed || hasCome(validUntil, now)).map(({ test }) => test)
    },
  }
}

const everyone: readonly Gravity[] = ['light', 'noticeable', 'grave']
const weighty: readonly Gravity[] = ['noticeable', 'grave']

/** All demands, in the order in which a person fills a dossier. */
export const demands: readonly Demand[] = [
  filled(
    'goal',
    'assessment',
    'area-forecast',
    'purpose',
    { nl: 'Het doel staat er niet in.', en: 'The goal is missing.' },
    d => d.purpose !== undefined,
  ),
  filled(
    'business-case',
    'assessment',
    'vision',
    'businessCase',
    { nl: 'De afweging van moeite en opbrengst ontbreekt.', en: 'The weighing of effort and benefit is missing.' },
    d => d.businessCase !== undefined,
  ),
  filled(
    'criteria',
    'assessment',
    'area-forecast',
    'criteria',
    {
      nl: 'Er is geen meetbaar criterium voor succes. Het doel is zo te vaag.',
      en: 'There is no measurable criterion of success. The goal is too vague.',
    },
    d => (d.criteria?.length ?? 0) > 0,
  ),
  {
    id: 'threshold-beats-baseline',
    level: 'assessment',
    says: {
      nl: 'De drempel van dit criterium is slechter dan hoe het nu gaat.',
      en: 'The threshold of this criterion is worse than how it goes now.',
    },
    source: 'area-forecast',
    where: 'criteria',
    holds: 'always',
    postponable: false,
    missing: (_, { dossier }) =>
      (dossier.criteria ?? [])
        .filter(({ comparator, threshold, baseline }) =>
          comparator.startsWith('>') ? threshold < baseline.value : threshold > baseline.value,
        )
        .map(({ id }) => id),
  },
  filled(
    'regime',
    'field-lab',
    'quality-framework',
    'regime',
    { nl: 'Niet gekozen onder welke wet de gegevens vallen.', en: 'It is not chosen which law the data fall under.' },
    d => d.regime !== undefined,
  ),
  filled(
    'legal-basis',
    'field-lab',
    'quality-framework',
    'legalBasis',
    { nl: 'De wettelijke grondslag ontbreekt.', en: 'The legal basis is missing.' },
    d => (d.legalBasis?.length ?? 0) > 0,
  ),
  {
    id: 'memorandum',
    level: 'field-lab',
    says: {
      nl: 'Dit deel van de nota over rechtmatigheid ontbreekt.',
      en: 'This part of the memorandum of lawfulness is missing.',
    },
    source: 'memorandum',
    where: 'lawfulness',
    holds: 'always',
    postponable: true,
    missing: (_, { dossier }) =>
      (['proportionality', 'subsidiarity', 'obtaining', 'processing', 'destroying'] as const).filter(
        part => dossier.lawfulness?.[part] === undefined,
      ),
  },
  filled(
    'not-for',
    'field-lab',
    'quality-framework',
    'notFor',
    {
      nl: 'Niet gezegd waarvoor het systeem niet mag dienen.',
      en: 'It is not said what the system may not be used for.',
    },
    d => (d.notFor?.length ?? 0) > 0,
  ),
  filled(
    'affected',
    'field-lab',
    'quality-framework',
    'affected',
    { nl: 'Niet gezegd wie er gevolgen van merkt.', en: 'It is not said who is affected.' },
    d => (d.affected?.length ?? 0) > 0,
  ),
  filled(
    'gravity',
    'field-lab',
    'quality-framework',
    'gravity',
    {
      nl: 'Niet gezegd hoe zwaar een fout voor een burger is.',
      en: 'It is not said how grave an error is for a citizen.',
    },
    d => d.gravity !== undefined,
  ),
  filled(
    'human-role',
    'field-lab',
    'quality-framework',
    'human',
    { nl: 'De rol van de mens is niet beschreven.', en: 'The role of the human is not described.' },
    d => d.human !== undefined,
  ),
  filled(
    'outputs',
    'field-lab',
    'quality-framework',
    'outputs',
    { nl: 'Niet gezegd wat het systeem oplevert.', en: 'It is not said what comes out.' },
    d => (d.outputs?.length ?? 0) > 0,
  ),
  filled(
    'data',
    'field-lab',
    'quality-framework',
    'data',
    { nl: 'Niet gezegd welke gegevens erin gaan.', en: 'It is not said which data go in.' },
    d => (d.data?.length ?? 0) > 0,
  ),
  perVariable(
    'data-source',
    'field-lab',
    'quality-framework',
    { nl: 'De bron van dit gegeven ontbreekt.', en: 'The source of this variable is missing.' },
    v => v.source !== undefined,
  ),
  perVariable(
    'data-why',
    'field-lab',
    'quality-framework',
    { nl: 'Niet gezegd waarom dit gegeven nodig is.', en: 'It is not said why this variable is needed.' },
    v => v.why !== undefined,
  ),
  perVariable(
    'data-anonymous',
    'field-lab',
    'quality-framework',
    { nl: 'Niet gezegd of het ook zonder naam kan.', en: 'It is not said whether it could do without names.' },
    v => v.anonymous !== undefined,
  ),
  perVariable(
    'data-from',
    'field-lab',
    'quality-framework',
    {
      nl: 'Niet gezegd vanaf wanneer dit gegeven wordt gebruikt.',
      en: 'It is not said from when this variable is used.',
    },
    v => v.from !== undefined,
  ),
  perVariable(
    'data-accuracy',
    'operational',
    'vision',
    { nl: 'Niet gezegd hoe juist dit gegeven is.', en: 'It is not said how accurate this variable is.' },
    v => v.accuracy !== undefined,
  ),
  perVariable(
    'data-representative',
    'operational',
    'vision',
    {
      nl: 'Niet gezegd voor wie dit gegeven representatief is.',
      en: 'It is not said of whom this variable is representative.',
    },
    v => v.representativeness !== undefined,
  ),
  perVariable(
    'data-current',
    'operational',
    'vision',
    { nl: 'Niet gezegd hoe actueel dit gegeven is.', en: 'It is not said how current this variable is.' },
    v => v.currency !== undefined,
  ),
  perVariable(
    'data-proxy',
    'operational',
    'area-forecast',
    {
      nl: 'Niet gecontroleerd of dit gegeven voor afkomst staat.',
      en: 'It is not checked whether this variable stands in for origin.',
    },
    v => v.proxy !== undefined,
  ),
  filled(
    'risks',
    'field-lab',
    'quality-framework',
    'risks',
    { nl: "De risico's en maatregelen ontbreken.", en: 'The risks and measures are missing.' },
    d => (d.risks?.length ?? 0) > 0,
  ),
  {
    id: 'margins',
    level: 'operational',
    says: {
      nl: 'De foutmarge is niet gemeten, of niet gezegd is welke marge mag.',
      en: 'The margin of error is not measured, or it is not said which one is acceptable.',
    },
    source: 'quality-framework',
    where: 'margins',
    holds: 'always',
    postponable: true,
    missing: (_, { dossier }) => {
      if (dossier.margins === undefined || dossier.margins.length === 0) return ['']
      return dossier.margins
        .filter(({ measured, acceptable }) => measured === undefined || acceptable === undefined)
        .map(({ what }) => what)
    },
  },
  filled(
    'sealed',
    'field-lab',
    'house',
    'runs',
    { nl: 'Niet vastgelegd welke bytes mogen draaien.', en: 'It is not sealed which bytes may run.' },
    d => d.runs !== undefined,
  ),
  filled(
    'units',
    'field-lab',
    'house',
    'scope',
    { nl: 'Niet gezegd wie het mag gebruiken, en waarvoor.', en: 'It is not said who may use it, and for what.' },
    d => d.scope !== undefined,
  ),
  filled(
    'dates',
    'field-lab',
    'house',
    'until',
    { nl: 'De begindatum of de einddatum ontbreekt.', en: 'The first or the end date is missing.' },
    d => d.from !== undefined && d.until !== undefined,
  ),
  {
    id: 'at-most-a-year',
    level: 'field-lab',
    says: {
      nl: 'De einddatum ligt meer dan een jaar na het begin, of ervoor.',
      en: 'The end date is more than a year after the first, or before it.',
    },
    source: 'house',
    where: 'until',
    holds: 'always',
    postponable: false,
    missing: (_, { dossier: { from, until } }) => {
      if (from === undefined || until === undefined) return met
      return ask(millis(until) > millis(from) && millis(until) <= millis(daysAfter(from, 366)))
    },
  },
  {
    id: 'not-ended',
    level: 'field-lab',
    says: { nl: 'De einddatum is voorbij.', en: 'The end date has passed.' },
    source: 'house',
    where: 'until',
    holds: 'always',
    postponable: false,
    missing: (_, { dossier: { until } }, now) => ask(until === undefined || !hasCome(until, now)),
  },
  assessed('lawfulness-assessed', 'lawfulness', 'field-lab', 'memorandum', {
    nl: 'De tweede lijn heeft de rechtmatigheid niet positief beoordeeld.',
    en: 'The second line has not assessed the lawfulness positively.',
  }),
  assessed('ethics-assessed', 'ethics', 'field-lab', 'memorandum', {
    nl: 'Er is geen positief ethisch oordeel.',
    en: 'There is no positive ethical assessment.',
  }),
  assessed(
    'human-rights-assessed',
    'human-rights',
    'field-lab',
    'memorandum',
    { nl: 'Er is geen positieve toets aan mensenrechten.', en: 'There is no positive human-rights assessment.' },
    { gravity: weighty },
  ),
  assessed('security-assessed', 'security', 'operational', 'quality-framework', {
    nl: 'Er is geen positief oordeel over de beveiliging.',
    en: 'There is no positive security assessment.',
  }),
  assessed(
    'wpg-effects',
    'data-protection',
    'field-lab',
    'wpg-4c',
    {
      nl: 'De toets op gevolgen voor politiegegevens ontbreekt.',
      en: 'The assessment of the effects for police data is missing.',
    },
    { regime: 'police-data' },
  ),
  assessed(
    'wpg-record',
    'processing-record',
    'operational',
    'wpg-31d',
    {
      nl: 'De verwerking staat niet in het register van politiegegevens.',
      en: 'The processing is not in the record of police data.',
    },
    { regime: 'police-data' },
  ),
  assessed(
    'wpg-logging',
    'record-keeping',
    'operational',
    'wpg-32a',
    { nl: 'Niet getoond dat elke verwerking wordt gelogd.', en: 'It is not shown that each processing is logged.' },
    { regime: 'police-data' },
  ),
  assessed(
    'gdpr-effects',
    'data-protection',
    'field-lab',
    'gdpr-35',
    { nl: 'De DPIA van de AVG ontbreekt.', en: 'The DPIA of the GDPR is missing.' },
    { regime: 'gdpr' },
  ),
  assessed(
    'gdpr-record',
    'processing-record',
    'operational',
    'gdpr-30',
    { nl: 'De verwerking staat niet in het AVG-register.', en: 'The processing is not in the GDPR record.' },
    { regime: 'gdpr' },
  ),
  assessed(
    'gdpr-information',
    'transparency',
    'operational',
    'gdpr-13',
    { nl: 'Niet getoond dat mensen zijn ingelicht.', en: 'It is not shown that people are informed.' },
    { regime: 'gdpr' },
  ),
  assessed(
    'wjsg-effects',
    'data-protection',
    'field-lab',
    'wjsg-7b',
    {
      nl: 'De toets op gevolgen voor justitiële gegevens ontbreekt.',
      en: 'The assessment of the effects for judicial data is missing.',
    },
    { regime: 'judicial-data' },
  ),
  assessed(
    'wjsg-record',
    'processing-record',
    'operational',
    'wjsg-26c',
    {
      nl: 'De verwerking staat niet in het register van justitiële gegevens.',
      en: 'The processing is not in the record of judicial data.',
    },
    { regime: 'judicial-data' },
  ),
  {
    id: 'classified',
    level: 'field-lab',
    says: {
      nl: 'De klasse onder de AI-verordening staat niet vast.',
      en: 'The class under the AI Act is not settled.',
    },
    source: 'ai-act-6',
    where: 'classification',
    holds: 'always',
    postponable: false,
    missing: (entry, version) => {
      const last = classificationOf(entry, version)
      return ask(last?.classification.stable === true && last.classification.class !== 'unclear')
    },
  },
  {
    id: 'class-confirmed',
    level: 'field-lab',
    says: { nl: 'Geen jurist heeft de klasse met naam bevestigd.', en: 'No lawyer has confirmed the class by name.' },
    source: 'ai-act-6',
    where: 'classification',
    holds: 'always',
    postponable: false,
    missing: (entry, version) => ask(classificationOf(entry, version)?.confirmed !== undefined),
  },
  {
    id: 'not-prohibited',
    level: 'field-lab',
    says: { nl: 'Dit systeem is verboden onder de AI-verordening.', en: 'This system is prohibited under the AI Act.' },
    source: 'ai-act-5',
    where: 'classification',
    holds: 'always',
    postponable: false,
    missing: (entry, version) => ask(classificationOf(entry, version)?.classification.class !== 'prohibited'),
  },
  assessed(
    'risk-management',
    'risk-management',
    'operational',
    'ai-act-9',
    { nl: 'Er is geen beheer van risico’s (hoog risico).', en: 'There is no risk management system (high risk).' },
    { class: 'high-risk' },
  ),
  assessed(
    'data-governance',
    'data-governance',
    'operational',
    'ai-act-10',
    {
      nl: 'Er is geen toets op de gegevens (hoog risico).',
      en: 'There is no assessment of data governance (high risk).',
    },
    { class: 'high-risk' },
  ),
  assessed(
    'technical-documentation',
    'technical-documentation',
    'operational',
    'ai-act-11',
    { nl: 'Er is geen technische documentatie (hoog risico).', en: 'There is no technical documentation (high risk).' },
    { class: 'high-risk' },
  ),
  assessed(
    'record-keeping',
    'record-keeping',
    'operational',
    'ai-act-12',
    { nl: 'Niet getoond dat er een logboek is (hoog risico).', en: 'Record-keeping is not shown (high risk).' },
    { class: 'high-risk' },
  ),
  assessed(
    'instructions',
    'transparency',
    'operational',
    'ai-act-13',
    { nl: 'Er is geen gebruiksaanwijzing (hoog risico).', en: 'There are no instructions for use (high risk).' },
    { class: 'high-risk' },
  ),
  assessed(
    'human-oversight',
    'human-oversight',
    'operational',
    'ai-act-14',
    { nl: 'Menselijk toezicht is niet beoordeeld (hoog risico).', en: 'Human oversight is not assessed (high risk).' },
    { class: 'high-risk' },
  ),
  assessed(
    'accuracy-and-security',
    'accuracy-and-security',
    'operational',
    'ai-act-15',
    {
      nl: 'Juistheid en veiligheid zijn niet beoordeeld (hoog risico).',
      en: 'Accuracy and security are not assessed (high risk).',
    },
    { class: 'high-risk' },
  ),
  assessed(
    'fundamental-rights',
    'fundamental-rights',
    'operational',
    'ai-act-27',
    {
      nl: 'De toets op grondrechten ontbreekt (hoog risico).',
      en: 'The fundamental-rights assessment is missing (high risk).',
    },
    { class: 'high-risk' },
  ),
  assessed(
    'eu-registration',
    'eu-registration',
    'operational',
    'ai-act-49',
    {
      nl: 'De registratie in de EU-databank ontbreekt (hoog risico).',
      en: 'The registration in the EU database is missing (high risk).',
    },
    { class: 'high-risk' },
  ),
  tested('quality-tested', 'quality', everyone, {
    nl: 'Er is geen geldige, gehaalde kwaliteitstest van deze versie.',
    en: 'There is no valid, passed quality test of this version.',
  }),
  tested('fairness-tested', 'fairness', everyone, {
    nl: 'Er is geen geldige, gehaalde test op eerlijkheid van deze versie.',
    en: 'There is no valid, passed fairness test of this version.',
  }),
  {
    id: 'criteria-met',
    level: 'operational',
    says: {
      nl: 'Dit criterium is in het fieldlab niet gehaald of niet gemeten.',
      en: 'This criterion was not met or not measured in the field lab.',
    },
    source: 'area-forecast',
    where: 'criteria',
    holds: 'step',
    postponable: false,
    missing: (entry, { dossier }) =>
      (dossier.criteria ?? [])
        .filter(
          ({ id }) =>
            entry.measurements.findLast(one => one.criterion === id && one.outcome !== 'too-few')?.outcome !== 'passed',
        )
        .map(({ id }) => id),
  },
  {
    id: 'signals-answered',
    level: 'operational',
    says: { nl: 'Deze zorg van buiten heeft nog geen antwoord.', en: 'This worry from outside has no answer yet.' },
    source: 'area-forecast',
    where: 'signals',
    holds: 'step',
    postponable: false,
    missing: ({ signals }) => signals.filter(({ answer }) => answer === undefined).map(({ id }) => id),
  },
  {
    id: 'no-open-incident',
    level: 'field-lab',
    says: { nl: 'Dit incident is nog niet afgesloten.', en: 'This incident is not closed yet.' },
    source: 'ai-act-73',
    where: 'incidents',
    holds: 'always',
    postponable: false,
    missing: ({ incidents }) => incidents.filter(({ closed }) => closed === undefined).map(({ id }) => id),
  },
]

function classificationOf(entry: Entry, version: Version) {
  return entry.classified.findLast(({ substance }) => substance === version.substance)
}

function applies(demand: Demand, entry: Entry, version: Version): boolean {
  const { regime, gravity } = version.dossier
  if (demand.regime !== undefined && demand.regime !== regime) return false
  // A gravity or class that is not known asks for everything: unknown never gives the lighter duty.
  if (demand.gravity !== undefined && gravity !== undefined && !demand.gravity.includes(gravity)) return false
  if (demand.class === 'high-risk') {
    const found = classificationOf(entry, version)
    const lighter = ['transparency', 'minimal', 'no-ai']
    if (found?.confirmed !== undefined && lighter.includes(found.classification.class)) return false
  }
  return true
}

/** The demands of a version up to a level: those of its regime, gravity and class. */
export function demandsOf(entry: Entry, version: Version, level: Level): readonly Demand[] {
  const upTo = levels.indexOf(level)
  return demands.filter(demand => levels.indexOf(demand.level) <= upTo && applies(demand, entry, version))
}

/** What is missing for a version to go to a level (and, with `holds: 'always'`, to stay there). */
export function gaps(entry: Entry, version: Version, level: Level, now: string, holds?: 'always'): Gap[] {
  const postponed = (demand: Demand) =>
    demand.postponable &&
    entry.catchUp?.items.some(item => item.demand === demand.id && !hasCome(item.by, now)) === true
  return demandsOf(entry, version, level).flatMap(demand => {
    if ((holds !== undefined && demand.holds !== holds) || postponed(demand)) return []
    const about = demand.missing(entry, version, now, level)
    const { id, says, source, where, postponable } = demand
    return about.length === 0
      ? []
      : [{ id, level: demand.level, says, source, where, postponable, about: about.filter(one => one !== '') }]
  })
}
