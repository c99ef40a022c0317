import { ask, type Demand, type Level, met, type Says } from './demand.ts'
import type { Dossier } from './dossier.ts'
import { daysAfter, hasCome, millis } from './moment.ts'
import type { SourceId } from './source.ts'

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

/** What a dossier itself has to say. */
export const contentDemands: readonly Demand[] = [
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
]
