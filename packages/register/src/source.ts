/**
 * A legal or policy source, cited once by id. `checked` says against what the wording was compared: the official publication,
 * another copy of it, or nothing yet. None was compared with the official publication up to now; a lawyer has to.
 */
export type Source = {
  readonly title: string
  readonly article: string
  readonly appliesFrom: string | undefined
  readonly url: string | undefined
  readonly checked: 'official' | 'secondary' | 'not-verified'
  readonly on: string
}

const aiAct = (article: string, appliesFrom: string): Source => ({
  title: 'Regulation (EU) 2024/1689 (AI Act)',
  article,
  appliesFrom,
  url: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
  checked: 'secondary',
  on: '2026-11-22',
})
const dutchLaw =
  (title: string, bwb: string, checked: Source['checked'] = 'not-verified') =>
  (article: string): Source => ({
    title,
    article,
    appliesFrom: undefined,
    url: `https://wetten.overheid.nl/${bwb}/`,
    checked,
    on: '2026-11-22',
  })
const wpg = dutchLaw('Wet politiegegevens', 'BWBR0022463')
const wjsg = dutchLaw('Wet justitiële en strafvorderlijke gegevens', 'BWBR0014194')
const gdpr = (article: string): Source => ({
  title: 'Regulation (EU) 2016/679 (GDPR)',
  article,
  appliesFrom: '2018-05-25',
  url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
  checked: 'secondary',
  on: '2026-11-22',
})
const policy = (title: string, article: string, date: string): Source => ({
  title,
  article,
  appliesFrom: date,
  url: undefined,
  checked: 'secondary',
  on: '2026-11-22',
})

/** Of Annex III. The first date of the Act was 2026-08-02; Regulation (EU) 2026/1744 (OJ 2026-07-24, secondary sources) moved it. */
const highRiskFrom = '2027-12-02'

export const sources = {
  'quality-framework': policy('Letter to Parliament "AI at the police"', 'quality framework', '2020-02-18'),
  vision: policy('AI vision and strategy of the police', 'fixed process with criteria', '2021-03-01'),
  memorandum: policy('Letter to Parliament on the Roermond vehicle trial', 'memorandum of lawfulness', '2020-12-11'),
  'area-forecast': policy(
    'Answers to Parliament on the area forecast',
    'goals, criteria, signals, publication',
    '2026-03-30',
  ),
  house: policy('Toetsbaar, own rule', 'decisions/0080 and 0081', '2026-11-22'),
  'ai-act-5': aiAct('art. 5', '2025-02-02'),
  'ai-act-6': aiAct('art. 6(2), 6(3) and Annex III', highRiskFrom),
  'ai-act-9': aiAct('art. 9', highRiskFrom),
  'ai-act-10': aiAct('art. 10', highRiskFrom),
  'ai-act-11': aiAct('art. 11 and Annex IV', highRiskFrom),
  'ai-act-12': aiAct('art. 12', highRiskFrom),
  'ai-act-13': aiAct('art. 13', highRiskFrom),
  'ai-act-14': aiAct('art. 14', highRiskFrom),
  'ai-act-15': aiAct('art. 15', highRiskFrom),
  'ai-act-27': aiAct('art. 27', highRiskFrom),
  'ai-act-49': aiAct('art. 49 and Annex VIII', highRiskFrom),
  'ai-act-50': aiAct('art. 50', '2026-08-02'),
  'ai-act-73': aiAct('art. 73', highRiskFrom),
  'wpg-3': wpg('art. 3 and 4 (necessary, lawful, accurate)'),
  'wpg-4c': wpg('art. 4c (assessment of the effects)'),
  'wpg-31d': wpg('art. 31d (record of processing)'),
  'wpg-32a': wpg('art. 32a (logging)'),
  'gdpr-6': gdpr('art. 5 and 6'),
  'gdpr-13': gdpr('art. 13 and 14'),
  'gdpr-30': gdpr('art. 30'),
  'gdpr-35': gdpr('art. 35'),
  'wjsg-3': wjsg('art. 3'),
  'wjsg-7b': wjsg('art. 7b (assessment of the effects; number to be checked)'),
  'wjsg-26c': { ...wjsg('art. 26c (record of processing)'), checked: 'secondary' },
} as const satisfies Record<string, Source>

export type SourceId = keyof typeof sources
