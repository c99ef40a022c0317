import type { Dossier } from './dossier.ts'
import { isPlaceholder } from './placeholder.ts'

/** A rule that no dossier, purpose or person can switch off. */
export type Prohibition = { readonly id: string; readonly says: { nl: string; en: string }; readonly source: string }

export const prohibitions = {
  'no-person-score': {
    id: 'no-person-score',
    says: {
      nl: 'Geen score, rang, label of voorspelling over een mens of groep mensen.',
      en: 'No score, rank, label or forecast about a person or a group of persons.',
    },
    source:
      'Own rule, wider than Regulation (EU) 2024/1689 art. 5(1)(c) and (d), which apply since 2025-02-02; answers to Parliament on the area forecast, 2026-03-30',
  },
  'no-origin': {
    id: 'no-origin',
    says: {
      nl: 'Geen afkomst, herkomst of nationaliteit, en geen kolom die dat onder een andere naam draagt.',
      en: 'No ethnicity, origin or nationality, and no column that carries it under another name.',
    },
    source:
      'Own rule; Grondwet art. 1; Directive (EU) 2016/680 art. 10 and 11(3); answers to Parliament on the area forecast, 2026-03-30',
  },
  'no-action-on-score-alone': {
    id: 'no-action-on-score-alone',
    says: {
      nl: 'Nooit optreden op een score alleen. Een mens geeft een concrete, actuele reden.',
      en: 'Never act on a score alone. A person gives a concrete, current reason.',
    },
    source: 'Directive (EU) 2016/680 art. 11(1); answers to Parliament on the area forecast, 2026-03-30',
  },
} as const satisfies Record<string, Prohibition>

export type ProhibitionId = keyof typeof prohibitions

/** A place where a rule that cannot be switched off is broken. */
export type Breach = {
  readonly rule: ProhibitionId
  readonly source: string
  readonly where: string
  readonly because: string
}

function breach(rule: ProhibitionId, where: string, because: string): Breach {
  return { rule, source: prohibitions[rule].source, where, because }
}

const scoring = new Set(['score', 'rank', 'label', 'forecast'])
const people = new Set(['person', 'household', 'group'])
const personScore =
  /\b(?:risico|risk|gevaar|recidive|dreigings?|threat|danger|reoffending|crime)[\s-]*(?:score|rank|rating|cijfer|klasse|profiel|index|level|niveau)\w*\b.*\b(?:persoon|personen|person|people|individual|verdachten?|suspects?|daders?|offenders?|burgers?|citizens?|bewoners?|inwoners?|residents?|jongeren|huishoudens?|households?)\b|\b(?:persoon|personen|person|people|individuals?|verdachten?|suspects?|daders?|offenders?|burgers?|citizens?|bewoners?|inwoners?|residents?|jongeren|huishoudens?|households?)\b.*\b(?:risico|risk|gevaar|recidive|dreigings?|threat|danger|reoffending|crime)[\s-]*(?:score|rank|rating|cijfer|klasse|profiel|index|level|niveau)/i

/** Every breach of the rules that cannot be switched off in one version of a dossier; empty where there is none. */
export function breaches(dossier: Dossier): Breach[] {
  const found: Breach[] = []
  for (const [index, output] of (dossier.outputs ?? []).entries()) {
    const where = `outputs.${index}`
    if (scoring.has(output.kind) && people.has(output.about))
      found.push(breach('no-person-score', where, `Output "${output.id}" is a ${output.kind} about a ${output.about}.`))
    else if (personScore.test(output.means))
      found.push(breach('no-person-score', where, `Output "${output.id}" describes itself as a risk score of persons.`))
  }
  for (const [index, variable] of (dossier.data ?? []).entries()) {
    const because = carriesOrigin({ name: variable.id, means: variable.means, values: variable.values })
    const ofAThing = variable.about === 'organisation' || variable.about === 'event'
    if (because !== undefined && !(ofAThing && because.by === 'values'))
      found.push(breach('no-origin', `data.${index}`, `Variable "${variable.id}" ${because.says}.`))
  }
  const acting = dossier.outputs?.some(output => scoring.has(output.kind) || output.kind === 'hit') ?? false
  if (dossier.human?.actsOnScoreAlone)
    found.push(
      breach(
        'no-action-on-score-alone',
        'human.actsOnScoreAlone',
        'The dossier lets something happen on an outcome alone.',
      ),
    )
  else if (acting && dossier.human !== undefined && !dossier.human.asksConcreteReason)
    found.push(
      breach(
        'no-action-on-score-alone',
        'human.asksConcreteReason',
        'There is a score or hit, and the decision does not ask for a reason.',
      ),
    )
  return found
}

type Column = {
  readonly name: string
  readonly means?: string | undefined
  readonly values?: readonly string[] | undefined
}

/** Breaches by the columns of a table that is about to be used; names and values are looked at both. */
export function columnBreaches(columns: readonly Column[]): Breach[] {
  return columns.flatMap(column => {
    const because = carriesOrigin(column)
    return because === undefined ? [] : [breach('no-origin', column.name, `Column "${column.name}" ${because.says}.`)]
  })
}

// Stems as they stand at the beginning of a word, after names are split at capitals, digits and underscores.
const originStems =
  /\b(?:nationalit|nation\b|nat code|natcode|ethnic|etni[cs]|afkomst|herkomst|origin\b|origins\b|origine|geboortelan|geb land|gebland|land van geboorte|countr(?:y|ies) of birth|birth countr|birthcountr|geboorteplaats|birth ?place|place of birth|migrati(?:e|on) ?(?:achtergrond|background)|allochto|autochto|huidskleur|skin|ras\b|race\b|racial|raciaal|moedertaal|mother tongue|native language|religi|geloof|godsdienst|staatsburger|citizenship|verblijfs(?:status|titel|vergunning)|residence (?:permit|status)|vreemdelingen|v nummer|paspoort ?land|passport countr|kenteken ?land|plate countr|land ?kenteken|land van kenteken|voorouder|ancest|roots\b|cultur(?:ele|al) ?(?:achtergrond|background)|westers|western)/i

const regionNames = new Set<string>()
const regionCodes = new Set<string>()
for (const language of ['nl', 'en', 'de', 'fr']) {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  for (let first = 65; first <= 90; first++)
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second)
      const name = names.of(code)
      if (name === undefined || ['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO'].includes(code)) continue
      regionCodes.add(code)
      regionNames.add(name.toLowerCase())
    }
}
const demonyms =
  /^(?:nederland|dut(?:ch)|belg|duits|german|frans|french|pools?|polish|roemeen|romanian|bulgaar|bulgarian|turks?|turkish|marokkaan|moroccan|surinaam|surinamese|antilliaan|antillean|arubaan|syri[eë]?r?|syrisch|syrian|irak|iraqi|iraans?|iranian|afghaan|afghan|somali|eritre|ethiop|chinees|chinese|indisch|indian|indones|pakistaan|pakistani|ghanees|ghanaian|nigeriaan|nigerian|spaans|spanish|italiaan|italian|portugees|portuguese|grieks?|greek|brits?|british|iers?|irish|oekra|ukrain|russisch|russian|hongaar|hungarian|albane|albanian|servi|serbian|kroa|croatian|bosni|bosnian|kaapverdi|cape verdean|westers|western|niet-westers|non-western|arab|europees|european|afrikaans?|african|aziatisch|asian|latino|hispanic|caucasian|black|white|blank|zwart|roma|sinti|joods|jewish|moslim|muslim|christ|hindoe|hindu)/i

/**
 * Why a column carries ethnicity, origin or nationality: by what it is called or described, or by its values (countries, their
 * codes, peoples). Undefined where nothing shows. It does not find statistical stand-ins: those are what the proxy check is for.
 */
function carriesOrigin({
  name,
  means,
  values,
}: Column): { readonly by: 'name' | 'values'; readonly says: string } | undefined {
  const spoken = [name, means ?? ''].map(spell)
  const stem = spoken.map(part => originStems.exec(part)?.[0]).find(match => match !== undefined)
  if (stem !== undefined && !denied(spoken.join(' '), stem))
    return { by: 'name', says: `is named or described by origin ("${stem.trim()}")` }
  const distinct = [...new Set((values ?? []).map(value => value.trim()).filter(value => value !== ''))]
  if (distinct.length < 2) return undefined
  const share = (matches: (value: string) => boolean) => distinct.filter(matches).length / distinct.length
  if (share(value => regionNames.has(value.toLowerCase()) || demonyms.test(value)) >= 0.5)
    return { by: 'values', says: 'has countries or peoples as its values' }
  if (distinct.length >= 3 && share(value => regionCodes.has(value)) >= 0.8)
    return { by: 'values', says: 'has codes of countries as its values' }
  return undefined
}

/** "birthCountry", "geb_land" and "BIRTH-COUNTRY" as words. */
function spell(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-./]+/g, ' ')
    .toLowerCase()
}

/** "without nationality", "geen afkomst": a description may say that something is left out. */
function denied(spoken: string, stem: string): boolean {
  const at = spoken.indexOf(stem)
  return /\b(?:no|not|without|never|geen|zonder|niet|nooit)\s+(?:\w+\s+){0,2}$/.test(spoken.slice(0, at))
}

/** What a person gives as the ground of acting on an outcome. */
export type DecisionReason = { readonly text: string; readonly observedOn: string }

const aboutTheSystem =
  /\b(?:de|het|een|the|a|an|is|was|en|and|of|or|van|op|on|in|met|with|because|omdat|want|due|to|door|by|score|scores|hoge?|high|treffer|hit|hits|systeem|system|algoritme|algorithm|model|computer|ai|uitkomst|outcome|output|resultaat|result|rang|rank|risico|risk|voorspelling|forecast|prediction|advies|advice|gaf|gave|zei|said|says|zegt|aan|boven|above|drempel|threshold|\d+(?:[.,]\d+)?%?)\b/gi

/**
 * Whether a decision rests on more than an outcome: a reason in words that says something besides "the score was high",
 * seen at most `currentDays` days before. Undefined where it does. It cannot judge whether the reason is true; a person signs it.
 */
export function decisionBreach(
  reason: DecisionReason | undefined,
  today: string,
  currentDays = 30,
): Breach | undefined {
  const no = (because: string) => breach('no-action-on-score-alone', 'reason', because)
  if (reason === undefined || isPlaceholder(reason.text))
    return no('Give the concrete reason in words. An outcome of a system is no reason.')
  const words = reason.text.replace(aboutTheSystem, ' ').match(/\p{L}{3,}/gu) ?? []
  if (new Set(words.map(word => word.toLowerCase())).size < 3)
    return no('The reason only repeats the outcome. Say what was seen or heard, where and when.')
  const age = (Date.parse(today) - Date.parse(reason.observedOn)) / 86_400_000
  if (!(age >= 0 && age <= currentDays))
    return no(`The reason is not current: it must have been seen in the last ${currentDays} days.`)
  return undefined
}
