import type { AssessmentKind } from './act.ts'
import { ask, type Demand, type Level, type Says } from './demand.ts'
import type { Gravity } from './dossier.ts'
import type { Classified, Entry, Version } from './entry.ts'
import type { SourceId } from './source.ts'

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

const weighty: readonly Gravity[] = ['noticeable', 'grave']

/** What others than the authors have to say of it: assessments by regime, the class, and the duties of high risk. */
export const assessmentDemands: readonly Demand[] = [
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
]

/** The last class that was worked out for what this version says. */
export function classificationOf(entry: Entry, version: Version): Classified | undefined {
  return entry.classified.findLast(({ substance }) => substance === version.substance)
}
