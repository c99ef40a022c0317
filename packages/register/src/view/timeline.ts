import type { Act, ActName } from '../act.ts'
import type { Actor, Line, Role } from '../actor.ts'
import type { Entry } from '../entry.ts'
import { lapse } from '../lapse.ts'
import { says } from '../reason.ts'
import { isRefused } from '../refused.ts'
import { parseAct, take } from '../take.ts'
import type { Both, Lang } from './lang.ts'

/** One line of a dossier's history. `who` is a role and a line of defence; `person` is for inside only. */
export type TimelineRow = {
  readonly at: string
  readonly text: string
  readonly detail: string
  readonly who: string | undefined
  readonly person: string | undefined
  readonly public: boolean
}

const texts: Readonly<Record<ActName, Both>> = {
  propose: { nl: 'Voorgesteld', en: 'Proposed' },
  file: { nl: 'Nieuwe versie ingediend', en: 'New version filed' },
  choose: { nl: 'Gekozen door het bestuur', en: 'Chosen by the board' },
  assess: { nl: 'Beoordeeld', en: 'Assessed' },
  classify: { nl: 'Klasse onder de AI-verordening bepaald', en: 'Class under the AI Act worked out' },
  'confirm-class': { nl: 'Klasse bevestigd door een jurist', en: 'Class confirmed by a lawyer' },
  'announce-test': { nl: 'Proef aangekondigd, met drempels', en: 'Test announced, with its thresholds' },
  'report-test': { nl: 'Proef gedaan', en: 'Test done' },
  measure: { nl: 'Criterium gemeten', en: 'Criterion measured' },
  request: { nl: 'Stap gevraagd', en: 'Step asked for' },
  approve: { nl: 'Stap goedgekeurd', en: 'Step approved' },
  'end-exemption': { nl: 'Ontheffing beëindigd', en: 'Exemption ended' },
  decline: { nl: 'Aanvraag afgewezen', en: 'Request declined' },
  block: { nl: 'Tegengehouden door de derde lijn', en: 'Blocked by the third line' },
  unblock: { nl: 'Niet meer tegengehouden', en: 'No longer blocked' },
  suspend: { nl: 'Stilgezet', en: 'Stopped by hand' },
  decide: { nl: 'Besluit van het bestuur', en: 'Decision of the board' },
  trigger: { nl: 'Aanleiding voor een herziening', en: 'Reason for a review' },
  review: { nl: 'Herzien', en: 'Reviewed' },
  signal: { nl: 'Zorg van buiten', en: 'Worry from outside' },
  answer: { nl: 'Antwoord op een zorg', en: 'Answer to a worry' },
  incident: { nl: 'Ernstig incident', en: 'Serious incident' },
  'report-incident': { nl: 'Incident gemeld aan de toezichthouder', en: 'Incident reported to the authority' },
  'close-incident': { nl: 'Incident afgesloten', en: 'Incident closed' },
}
const roleTexts: Readonly<Record<Role, Both>> = {
  author: { nl: 'maker', en: 'author' },
  owner: { nl: 'eigenaar', en: 'owner' },
  board: { nl: 'bestuur', en: 'board' },
  controller: { nl: 'controleur', en: 'controller' },
  lawyer: { nl: 'jurist', en: 'lawyer' },
  auditor: { nl: 'auditor', en: 'auditor' },
  supervisor: { nl: 'toezichthouder', en: 'supervisor' },
  citizen: { nl: 'burger', en: 'citizen' },
  register: { nl: 'register', en: 'register' },
}
const lineTexts: Readonly<Record<Line, Both>> = {
  first: { nl: 'eerste lijn', en: 'first line' },
  second: { nl: 'tweede lijn', en: 'second line' },
  third: { nl: 'derde lijn', en: 'third line' },
  outside: { nl: 'van buiten', en: 'from outside' },
}

/** In which role and line somebody acts, in words. */
export function partyOf({ role, line }: Pick<Actor, 'role' | 'line'>, lang: Lang): string {
  return `${roleTexts[role][lang]}, ${lineTexts[line][lang]}`
}

const shown: readonly ActName[] = [
  'propose',
  'file',
  'choose',
  'confirm-class',
  'report-test',
  'measure',
  'suspend',
  'decide',
  'trigger',
  'review',
  'signal',
  'answer',
  'incident',
  'report-incident',
  'close-incident',
]
const became: Readonly<Record<Entry['state'], Both>> = {
  idea: { nl: 'Werd een idee', en: 'Became an idea' },
  assessment: { nl: 'Ging naar beoordeling', en: 'Went to assessment' },
  'field-lab': { nl: 'Ging naar het fieldlab', en: 'Went to the field lab' },
  operational: { nl: 'Ging in gebruik', en: 'Went into use' },
  suspended: { nl: 'Kwam stil te staan', en: 'Came to a stop' },
  retired: { nl: 'Is gestopt en komt niet terug', en: 'Was retired and does not come back' },
}

/**
 * The whole history of a dossier up to `now`, what time alone did included: a stop by a missed window has no act, and still
 * has its line.
 */
export function timeline(acts: readonly unknown[], now: string, lang: Lang): TimelineRow[] {
  const rows: TimelineRow[] = []
  let entry: Entry | undefined
  // What an act brought about was brought about by who did it; what time alone did has nobody.
  const moved = (before: Entry | undefined, after: Entry, by?: Actor) => {
    if (before === undefined || (before.state === after.state && before.since === after.since)) return
    const detail = after.why.map(why => says(why)[lang]).join(' ')
    rows.push({
      at: after.since,
      text: became[after.state][lang],
      detail,
      who: by === undefined ? undefined : partyOf(by, lang),
      person: by?.person,
      public: true,
    })
  }
  for (const value of acts) {
    const act = parseAct(value)
    if (isRefused(act)) continue
    if (entry !== undefined) {
      const lapsed = lapse(entry, act.at)
      moved(entry, lapsed)
      entry = lapsed
    }
    const after = take(entry, act)
    if (isRefused(after)) continue
    rows.push({
      at: act.at,
      text: texts[act.act][lang],
      detail: detailOf(act, after, lang),
      who: partyOf(act.by, lang),
      person: act.by.person,
      public: shown.includes(act.act),
    })
    moved(entry, after, act.by)
    entry = after
  }
  if (entry !== undefined) moved(entry, lapse(entry, now))
  return rows
}

/** Codes of the register as the timeline says them in Dutch; English says the code itself. */
const dutch: Readonly<Record<string, string>> = {
  'field-lab': 'proef',
  operational: 'in gebruik',
  resume: 'weer aan',
  license: 'nieuwe versie',
  'catch-up': 'inhaalplan',
  exempt: 'even niet openbaar',
  retire: 'stoppen',
  positive: 'goed',
  conditional: 'goed onder voorwaarden',
  negative: 'niet goed',
  passed: 'gehaald',
  failed: 'niet gehaald',
  'too-few': 'te weinig',
  lawfulness: 'rechtmatigheid',
  'data-protection': 'gegevens van mensen',
  ethics: 'ethiek',
  'human-rights': 'mensenrechten',
  security: 'beveiliging',
  'processing-record': 'register van verwerkingen',
  'risk-management': 'beheer van risico’s',
  'data-governance': 'kwaliteit van gegevens',
  'technical-documentation': 'technische documentatie',
  'record-keeping': 'logboek',
  transparency: 'openheid',
  'human-oversight': 'menselijk toezicht',
  'accuracy-and-security': 'juistheid en veiligheid',
  'fundamental-rights': 'grondrechten',
  'eu-registration': 'registratie in de EU',
  prohibited: 'verboden',
  'high-risk': 'hoog risico',
  minimal: 'weinig risico',
  'no-ai': 'geen AI',
  unclear: 'niet duidelijk',
}

function detailOf(act: Act, after: Entry, lang: Lang): string {
  const word = (code: string) => (lang === 'nl' ? (dutch[code] ?? code) : code)
  switch (act.act) {
    case 'request':
    case 'approve':
      return `${word(act.step)}, ${act.version}`
    case 'assess':
      return `${word(act.kind)}: ${word(act.outcome)}. ${act.title}`
    case 'classify':
      return `${word(act.classification.class)}${act.classification.points.map(point => `, ${point}`).join('')}`
    case 'announce-test':
      return `${act.test}: ${act.thresholds.map(({ metric, comparator, threshold }) => `${metric} ${comparator} ${threshold}`).join(', ')}`
    case 'report-test':
      return `${act.test}, n = ${act.n}: ${Object.entries(act.metrics)
        .map(([metric, value]) => `${metric} ${value}`)
        .join(', ')}`
    case 'measure':
      return `${act.criterion}, n = ${act.n}: ${act.value ?? '?'} (${word(after.measurements.at(-1)?.outcome ?? '?')})`
    case 'signal':
      return act.signal
    case 'answer':
      return act.text
    case 'incident':
      return act.what
    case 'report-incident':
      return act.to
    case 'propose':
      return act.dossier.id
    default:
      return 'because' in act ? act.because : ''
  }
}
