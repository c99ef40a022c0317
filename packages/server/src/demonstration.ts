import type { Casefile, NewEvent } from '@toetsbaar/casefile'
import type { Answer } from '@toetsbaar/inquiry'
import type { ListActor, Lists, NewEntry } from '@toetsbaar/lists'
import type { Lang } from '@toetsbaar/rulebook'
import { addDays } from './accounts/draft.ts'
import { openingEvent } from './look/openings.ts'
import type { Report, Reports } from './reports.ts'

/** How far an invented report goes. */
type Stage = 'asking' | 'advised' | 'sent' | 'with-officer' | 'decided'

type Invented = {
  readonly lang: Lang
  readonly story: string
  readonly truth: Readonly<Record<string, Answer>>
  readonly stage: Stage
}

const calm = { 'credentials-given': 'no', 'account-debited': 'no', danger: 'no' } as const
const cheated = {
  ...calm,
  seller: 'no',
  refunded: 'no',
  received: 'no',
  'term-passed': 'yes',
  'false-identity': 'yes',
  bankrupt: 'no',
} as const

/** Nobody told these: they are made for the demonstration, on domains that cannot exist. */
const invented: readonly Invented[] = [
  {
    lang: 'nl',
    story:
      'Op 2 november kocht ik via Marktplaats een elektrische fiets van ene Joris Kwikstaart voor 650 euro. Ik heb het geld overgemaakt naar NL91ABNA0417164300. De fiets kwam nooit en hij heeft mij geblokkeerd.',
    truth: cheated,
    stage: 'sent',
  },
  {
    lang: 'nl',
    story:
      'Ik bestelde een jas bij www.jassenparadijs.example en betaalde 89 euro. Er is niets gekomen. De site is nu weg en ze antwoorden niet meer.',
    truth: { ...cheated, 'fake-site': 'yes' },
    stage: 'with-officer',
  },
  {
    lang: 'en',
    story:
      'I sold my tablet on Facebook Marketplace. The buyer showed me a fake payment screenshot and took it with him. The money never came and his account is gone.',
    truth: { ...calm, buyer: 'no', seller: 'yes', 'payment-received': 'no', 'fake-proof': 'yes', returned: 'no' },
    stage: 'decided',
  },
  {
    lang: 'nl',
    story:
      'Ik kocht een wasmachine bij een webwinkel. Hij is geleverd, maar hij is stuk. Zij willen niets terugbetalen.',
    truth: { ...calm, seller: 'no', 'wrong-item': 'no', counterfeit: 'no', unreachable: 'no', refunded: 'no' },
    stage: 'advised',
  },
  {
    lang: 'en',
    story: 'Yesterday I bought shoes on Vinted and paid 60 euro. The seller still answers me.',
    truth: calm,
    stage: 'asking',
  },
]

/** Entries of the lists, so that look-ups have something to find; two labelled, invented persons put them there. */
async function fillLists(lists: Lists, today: string): Promise<void> {
  if ((await lists.entries()).length > 0) return
  const [one, other]: readonly [ListActor, ListActor] = [
    { id: 'demonstration-officer', role: 'intake-officer' },
    { id: 'demonstration-team-lead', role: 'team-lead' },
  ]
  const until = new Date(Date.parse(`${today}T00:00:00Z`) + 90 * 86_400_000).toISOString().slice(0, 10)
  const about: readonly Pick<NewEntry, 'list' | 'value' | 'ground'>[] = [
    {
      list: 'known-bad',
      value: 'jassenparadijs.example',
      ground: 'Demonstratie: veel verzonnen meldingen zonder levering.',
    },
    { list: 'known-good', value: 'degelijkewinkel.example', ground: 'Demonstratie: een verzonnen winkel die levert.' },
    { list: 'hallmark', value: 'degelijkewinkel.example', ground: 'Demonstratie: een verzonnen keurmerk.' },
  ]
  for (const entry of about) {
    const provenance = 'Verzonnen voor de demonstratie.'
    const { id, version } = await lists.propose(one, { ...entry, kind: 'url', provenance, until })
    await lists.act(id, version, other, { kind: 'confirm' })
  }
}

export type DemonstrationParts = {
  readonly casefile: Casefile
  readonly reports: Reports
  readonly lists: Lists
  /**
   * The opaque ids of an invented officer, who has a case and decided one, and of the lawyer to whom that one is open. Without them a nobody
   * has those cases, and nobody is shown one.
   */
  readonly people?: { readonly officer: string; readonly team: string; readonly lawyer: string }
  readonly today: string
  /** Set when the service stops: no further report is begun. */
  readonly stopping: AbortSignal
}

/** The word that opens the invented reports. */
const word = 'voorbeeld'

/**
 * Fills an empty demonstration with a few invented reports at several stages; does nothing where there are reports. Gives
 * the code and word of one of them, the only time that its code is known.
 */
export async function fillDemonstration({
  casefile,
  reports,
  lists,
  people,
  today,
  stopping,
}: DemonstrationParts): Promise<{ readonly code: string; readonly word: string } | undefined> {
  await fillLists(lists, today)
  if ((await casefile.list({ limit: 1 })).length > 0) return undefined
  let shown: { code: string; word: string } | undefined
  for (const one of invented) {
    if (stopping.aborted) return undefined
    const { report, code } = await reports.open({ text: one.story, lang: one.lang })
    await casefile.setWord(report.id, word)
    await carryOn(await answerAll(report, one, reports), one, {
      reports,
      casefile,
      today,
      ...(people !== undefined && { people }),
    })
    shown ??= { code, word }
  }
  return shown
}

/** Answers as the invented citizen would, until the stage is reached that the report has to show. */
async function answerAll(opened: Report, { truth, stage, lang }: Invented, reports: Reports): Promise<Report> {
  let report = opened
  const said = (observation: string, read?: Answer): Answer => truth[observation] ?? read ?? 'no'
  for (;;) {
    const { id, version, step } = report
    const act = (acts: Parameters<Reports['act']>[3]) => reports.act(id, version, lang, acts)
    if (step.at === 'people-first') report = await act([{ kind: 'alert-seen' }])
    else if (step.at === 'confirm') {
      const decisions = step.proposals.map(each => ({ observation: each.id, value: said(each.id, each.value) }))
      report = await act([{ kind: 'decided', decisions, done: true }])
    } else if (step.at === 'safety') {
      const answers = Object.fromEntries(step.observations.map(observation => [observation, said(observation)]))
      report = await act([{ kind: 'safety-answered', answers }])
    } else if (step.at === 'question' && stage !== 'asking')
      report = await act([{ kind: 'answer', observation: step.observation, value: said(step.observation) }])
    else return report
  }
}

async function carryOn(
  report: Report,
  { stage, lang }: Invented,
  { reports, casefile, people, today }: Pick<DemonstrationParts, 'reports' | 'casefile' | 'people' | 'today'>,
): Promise<void> {
  if (stage === 'asking' || stage === 'advised') return
  let now = await reports.act(report.id, report.version, lang, [{ kind: 'report-chosen' }])
  if (now.step.at !== 'slots') return
  const { slots, filled } = now.step
  const empty = now.model.slots.filter(
    slot => slot.required && slots.includes(slot.id) && !filled.some(value => value.slot === slot.id),
  )
  const fill = empty.map(slot => ({ kind: 'fill', slot: slot.id, values: [example[slot.kind]] }) as const)
  now = await reports.act(now.id, now.version, lang, [...fill, { kind: 'completed' }])
  now = await reports.act(now.id, now.version, lang, [{ kind: 'sent' }])
  const officer = { kind: 'officer', id: people?.officer ?? 'demonstration-officer', role: 'intake-officer' } as const
  const taken: NewEvent = { type: 'officer.took', by: officer, data: people === undefined ? {} : { team: people.team } }
  const motive = 'Demonstratie: de verkoper gaf een vals bewijs van betaling. Er zijn aanknopingspunten voor onderzoek.'
  const decided: NewEvent = {
    type: 'officer.decided',
    by: officer,
    data: { kind: 'take-up', reason: 'lead', outcome: now.advice().outcome, motive },
  }
  if (stage === 'with-officer') await casefile.append(now.id, now.version, [taken])
  const handedOver: NewEvent = {
    type: 'officer.handed-over',
    by: officer,
    data: { to: { prosecutor: true }, motive: 'Demonstratie: zo ziet een officier van justitie een zaak.' },
  }
  const looks = (lawyer: string) =>
    openingEvent(officer, lawyer, addDays(today, 60), 'Demonstratie: open voor de verdediging.')
  if (stage === 'decided')
    await casefile.append(
      now.id,
      now.version,
      people === undefined ? [taken, decided] : [taken, handedOver, decided, looks(people.lawyer)],
    )
}

const example: Readonly<Record<Report['model']['slots'][number]['kind'], string>> = {
  text: 'verzonnen',
  'long-text': 'Dit is verzonnen voor de demonstratie.',
  amount: '100',
  date: '2026-11-01',
  iban: 'NL91ABNA0417164300',
  phone: '0612345678',
  email: 'iemand@voorbeeld.example',
  url: 'https://voorbeeld.example',
}
